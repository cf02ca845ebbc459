"""Conflicts: listed when asked for, told when due, one thread a story, and decided on."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.alerts.timing import Plan, due, mark_told
from bot.judging import VARIANT, WARNED
from handlers.disputes import Dispute, open_disputes
from handlers.slack.cards import blocks
from handlers.slack.cards.alert import (
    CONFIRM,
    DISMISS,
    LISTED,
    MUTE,
    SNOOZE,
    UPDATE,
    alert_card,
    digest_card,
    list_conflicts,
    load_verdict,
    resolved_card,
)
from handlers.slack.cards.blocks import paragraph, person, words
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Outbox, Poster
from handlers.slack.surfaces.asking import answer_id_of as verdict_id_of
from handlers.slack.surfaces.asking import is_ephemeral
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.routes import Bind, Routes, Verb
from handlers.slack.surfaces.watching import changed_cards
from store.alerts import Alert
from store.silences import FOR_GOOD, Silence
from store.times import to_second
from store.verdicts import KeptVerdict, State


def open_conflicts(desk: Desk, topic: str = "") -> list[Dispute]:
    """Return the disputes nobody has settled, of a topic or all, newest first, each once."""
    return open_disputes(desk.store.verdicts, WARNED, topic)


def conflicts_card(desk: Desk, topic: str = "") -> Message:
    """Return the open conflicts, of a topic or all, and the names that are spelled in two ways."""
    variants = open_disputes(desk.store.verdicts, (VARIANT,), topic)
    return list_conflicts(open_conflicts(desk, topic), variants, topic, desk.clock())


def tell_conflicts(desk: Desk, event: Event, poster: Poster, topic: str) -> None:
    """Show the open conflicts where the person asked."""
    poster.tell(conflicts_card(desk, topic))


def topic_of_list(event: Event) -> str | None:
    """Return the topic of the list in which a button was pressed, None for one of an alert."""
    topic, _, _ = event.text.rpartition(":")
    return topic[len(LISTED) :] if topic.startswith(LISTED) else None


CONFLICTS = Verb("conflicts", "[TOPIC]", "list what the sources disagree on", tell_conflicts,
                 has_alias=True)  # fmt: skip


SNOOZED = timedelta(days=1)
SHOWN = ("verdict", "resolved", "watch")
"""Kinds of alerts that are posted here."""

GONE = Message("I no longer have that verdict.")


def register(routes: Routes, bind: Bind) -> None:
    """Add the buttons of an alert."""
    decisions: dict[str, State] = {
        CONFIRM: "confirmed",
        DISMISS: "dismissed",
        UPDATE: "update",
    }
    for name, state in decisions.items():
        routes.add("action", name, bind(partial(decide, state=state), changes=True))
    for name, snoozed in ((SNOOZE, True), (MUTE, False)):
        routes.add("action", name, bind(partial(silence_story, snoozed=snoozed), changes=True))


def decide(desk: Desk, event: Event, poster: Poster, *, state: State) -> None:
    """Record what somebody decided, and show it in the alert's message."""
    verdict = verdict_of(desk, event)
    if verdict is None:
        poster.tell(GONE)
        return
    if verdict.state == "detected":  # a second click, or another's, changes nothing
        desk.note(event, f"decided: {state}", f"verdict {verdict.verdict_id}")
        desk.store.verdicts.decide(verdict.verdict_id, state, str(event.user_id), desk.now())
    show_decided(desk, event, poster, verdict.verdict_id)


def verdict_of(desk: Desk, event: Event) -> KeptVerdict | None:
    """Return the verdict that a button is of."""
    verdict_id = verdict_id_of(event)
    return desk.store.verdicts.get(verdict_id) if verdict_id is not None else None


def show_decided(desk: Desk, event: Event, poster: Poster, verdict_id: int) -> None:
    """Show a verdict as it stands now, wherever its message is."""
    kept = desk.store.verdicts.get(verdict_id)
    if kept is None or event.channel_id is None or event.ts is None:
        return
    topic = topic_of_list(event)
    message = card_of(desk, kept) if topic is None else conflicts_card(desk, topic)
    if is_ephemeral(event):
        poster.respond(message, replace=True)
    else:
        poster.amend_at(event.channel_id, event.ts, message)


def silence_story(desk: Desk, event: Event, poster: Poster, *, snoozed: bool) -> None:
    """Keep the story of a verdict from this channel, for a day or for good; tell it who did.

    What was snoozed and is open is shown again.
    """
    verdict = verdict_of(desk, event)
    if verdict is None or event.channel_id is None:
        poster.tell(GONE)
        return
    done = "snoozed" if snoozed else "muted"
    desk.note(event, done, f"verdict {verdict.verdict_id} in {event.channel_id}")
    until = to_second(desk.clock() + SNOOZED) if snoozed else FOR_GOOD
    verdict_id = verdict.verdict_id if snoozed else None
    desk.store.silences.add(Silence(event.channel_id, verdict.story, until, verdict_id))
    rest = "for a day" if snoozed else "for good; /copydesk subscribe shows how to undo it"
    said = f"silenced this story in this channel {rest}."
    shown = blocks.rich(paragraph(person(str(event.user_id)), words(f" {said}")))
    poster.say(Message(f"Somebody {said}", tuple(shown)))


def post_alerts(desk: Desk, outbox: Outbox, team_id: str) -> int:
    """Promise what is due now to each channel; return how many posts that made.

    An alert is marked as told after its post was promised, and the post's key is the alert's:
    whatever ends the process in between, it is posted once.
    """
    posted = wake_snoozed(desk, outbox, team_id)
    for plan in due(desk.store, desk.clock()):
        told = tell_plan(desk, outbox, team_id, plan)
        mark_told(desk.store, told, desk.clock())
        posted += len(told.now) + bool(told.digest)
    return posted


def tell_plan(desk: Desk, outbox: Outbox, team_id: str, plan: Plan) -> Plan:
    """Promise the posts of one channel; return the plan of what was told or will never be."""
    quiet = {s.story: s for s in desk.store.silences.find() if s.channel_id == plan.channel_id}
    muted = [a for a in (*plan.now, *plan.digest) if (s := quiet.get(a.story)) and s.is_for_good]
    loud = [a for a in plan.now if a.story not in quiet and a.kind in SHOWN]
    rest = tuple(a for a in plan.digest if a.story not in quiet and a.kind == "verdict")
    single = [a for a in plan.digest if a.story not in quiet and a.kind in SHOWN[1:]]
    told = [alert for alert in (*loud, *single) if tell_alert(desk, outbox, team_id, alert)]
    if rest:
        key = f"digest:{team_id}:{rest[0].alert_id}:{rest[-1].alert_id}"
        for number, message in enumerate(digest_card(rest, desk.clock())):
            outbox.promise(f"{key}:{number}", message, team_id, plan.channel_id)
    return replace(plan, now=(*told, *muted), digest=rest)


def tell_alert(desk: Desk, outbox: Outbox, team_id: str, alert: Alert) -> bool:
    """Promise one alert in its story's thread; False while that thread is about to begin."""
    thread_ts, is_coming = thread_of(outbox, alert)
    if is_coming:
        return False
    for number, message in enumerate(messages_of(desk, alert)):
        outbox.promise(
            f"alert:{team_id}:{alert.alert_id}:{number}",
            message,
            team_id,
            alert.channel_id,
            thread_ts,
            subject=subject_of(alert),
        )
    if alert.kind == "resolved":
        show_settled(desk, outbox, team_id, alert)
    return True


def show_settled(desk: Desk, outbox: Outbox, team_id: str, resolved: Alert) -> None:
    """Take the buttons from the alert of a verdict that settled itself, and say so there."""
    pair_key = load_verdict(resolved.payload).pair_key
    for alert in desk.store.alerts.sent():
        is_its = alert.kind == "verdict" and alert.channel_id == resolved.channel_id
        if is_its and not alert.as_digest and load_verdict(alert.payload).pair_key == pair_key:
            [card] = messages_of(desk, alert)
            outbox.promise(
                f"settled:{team_id}:{alert.alert_id}",
                card,
                team_id,
                alert.channel_id,
                amends=f"alert:{team_id}:{alert.alert_id}:0",
                means="update",
            )


def subject_of(alert: Alert) -> str:
    """Return by what the posts of a story are found again."""
    return f"story:{alert.channel_id}:{alert.story}"


def thread_of(outbox: Outbox, alert: Alert) -> tuple[str | None, bool]:
    """Return the thread of an alert's story in its channel, and whether it is about to begin."""
    posts = [p for p in outbox.posts.of_subject(subject_of(alert)) if p.state != "refused"]
    if not posts:
        return None, False
    return posts[0].thread_ts or posts[0].ts, posts[0].ts is None


def messages_of(desk: Desk, alert: Alert) -> list[Message]:
    """Return what an alert shows."""
    if alert.kind == "watch":
        return changed_cards(desk, alert)
    if alert.kind == "resolved":
        return [resolved_card(alert, desk.clock())]
    found = load_verdict(alert.payload)
    kept = desk.store.verdicts.of_article(found.a.article_id)
    verdict = next((one for one in kept if one.pair_key == found.pair_key), None)
    return [card_of(desk, verdict) if verdict else resolved_card(alert, desk.clock())]


def card_of(desk: Desk, verdict: KeptVerdict) -> Message:
    """Return the alert of a verdict, told from the article that came in last."""
    added = [
        (article.added_at, side.article_id)
        for side in (verdict.a, verdict.b)
        if (article := desk.store.articles.get(side.article_id))
    ]
    # Of two that came in together the later published is the new one, the side b.
    new = max(added, key=lambda one: one[0])[1] if len({at for at, _ in added}) > 1 else None
    return alert_card(verdict, desk.clock(), new)


def wake_snoozed(desk: Desk, outbox: Outbox, team_id: str) -> int:
    """Show again what was snoozed and is still open."""
    woken = 0
    for silence in desk.store.silences.find():
        if silence.is_for_good or silence.until > desk.now():
            continue
        kept = desk.store.verdicts.get(silence.verdict_id) if silence.verdict_id else None
        if kept is not None and kept.state == "detected":
            key = f"snoozed:{team_id}:{silence.channel_id}:{kept.verdict_id}:{silence.until}"
            message = card_of(desk, kept)
            outbox.promise(key, message, team_id, silence.channel_id)
            woken += 1
        desk.store.silences.remove(silence.channel_id, silence.story)
    return woken
