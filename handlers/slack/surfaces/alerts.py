"""What a channel is told: conflicts, a thread a story, decided on; answers that it watches."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.alerts.timing import Plan, due, mark_told
from bot.judging import VARIANT, WARNED
from handlers.disputes import open_disputes
from handlers.quoting import count
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
from handlers.slack.cards.blocks import Json, one_line, paragraph, shorten, words
from handlers.slack.cards.telling import WATCH, Shown, render_card
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Outbox, Poster
from handlers.slack.surfaces.asking import id_of, is_ephemeral, pressed_answer
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.routes import Bind, Routes, Verb
from handlers.when import tell_days
from store.alerts import Alert
from store.silences import FOR_GOOD, Silence
from store.times import to_second
from store.verdicts import KeptVerdict, State

UNWATCH = "stop_watching"
VALUES, MOST_WATCHED = 6, 20
NONE_WATCHED = Message(
    "This channel watches no question. Say: watch QUESTION, or press Watch this answer under one."
)


def watch_answer(desk: Desk, event: Event, poster: Poster) -> None:
    """Watch the question of an answer for the channel it stands in."""
    found = pressed_answer(desk, event, poster)
    if found is None:
        return
    answer_id, answer = found
    watch_id = desk.watch(str(event.channel_id), event.user_id, answer, answer_id)
    poster.tell(watch_card(answer.question, watch_id))


def watch_question(desk: Desk, event: Event, poster: Poster, question: str) -> None:
    """Answer a question now, and watch it for this channel; without one list the watched ones."""
    if not question:
        list_watched(desk, event, poster)
        return
    answer_id, answer = desk.ask(question)
    for message in render_card(answer, answer_id, desk.clock()):
        poster.tell(message)
    watch_id = desk.watch(str(event.channel_id), event.user_id, answer, answer_id)
    poster.tell(watch_card(answer.question, watch_id))


def list_watched(desk: Desk, event: Event, poster: Poster, text: str = "") -> None:
    """Show the questions that this channel watches, each with the button to stop."""
    found = desk.store.watches.find(str(event.channel_id))
    if not found:
        poster.tell(NONE_WATCHED)
        return
    shown: list[Json] = []
    for one in found[:MOST_WATCHED]:
        now = "; ".join(shorten(one_line(tell_days(v)), 60) for v in one.values[:VALUES])
        asked = words(f"“{shorten(one_line(one.question), 300)}” ")
        shown += blocks.rich(paragraph(asked, words(now or "no answer", bold=True)))
        shown += blocks.actions(blocks.button("Stop watching", UNWATCH, str(one.watch_id)))
    more = f" Here are the first {MOST_WATCHED}." if len(found) > MOST_WATCHED else ""
    title = f"This channel watches {count(len(found), 'question')}.{more}"
    poster.tell(blocks.message(title, *blocks.said(title, bold=True), *shown))


def watch_card(question: str, watch_id: int) -> Message:
    """Return that a question is watched, with the button to stop."""
    text = f"I will tell this channel when the answer changes: “{shorten(one_line(question), 500)}”"
    button = blocks.button("Stop watching", UNWATCH, str(watch_id))
    return blocks.message(text, *blocks.said(text), *blocks.actions(button))


def stop_watching(desk: Desk, event: Event, poster: Poster) -> None:
    """End a watch for its channel."""
    watch_id = id_of(event)
    if watch_id is not None and desk.store.watches.remove(watch_id):
        poster.tell(Message("This question is not watched any more."))
    else:
        poster.tell(Message("This question was not watched any more."))


def changed_cards(desk: Desk, alert: Alert) -> list[Message]:
    """Return that a watched answer has changed: before, now, and the new answer with its quotes."""
    told = json.loads(alert.payload)
    question = str(told["question"])
    answer_id, answer = desk.ask(question)
    lead = (words("The answer that this channel watches has changed. ", bold=True),)
    shown = Shown(lead=lead)
    first, *rest = render_card(answer, answer_id, desk.clock(), shown)
    values = _values("before", told["before"]), _values("now", told["now"])
    before = blocks.rich(blocks.bullets(*values))
    text = f"The answer to “{shorten(one_line(question), 300)}” has changed: {first.text}"
    return [Message(escape_once(text), (*first.blocks[:1], *before, *first.blocks[1:])), *rest]


def escape_once(text: str) -> str:
    """Return our own words around a text that is escaped already; only live marks are harmful."""
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _values(when: str, values: list[str]) -> list[Json]:
    told = [shorten(one_line(tell_days(str(value))), 120) for value in values[:VALUES]]
    more = f" and {len(values) - VALUES} more" if len(values) > VALUES else ""
    return [words(f"{when}: "), words("; ".join(told) or "no answer", bold=True), words(more)]


WATCH_VERB = Verb("watch", "[QUESTION]", "answer now, and tell this channel when that changes",
                  watch_question)  # fmt: skip
WATCHES_VERB = Verb("watches", "", "list the questions this channel watches", list_watched)


def conflicts_card(desk: Desk, topic: str = "") -> Message:
    """Return the open conflicts, of a topic or all, and the names that are spelled in two ways."""
    variants = open_disputes(desk.store.verdicts, (VARIANT,), topic)
    return list_conflicts(
        open_disputes(desk.store.verdicts, WARNED, topic), variants, topic, desk.clock()
    )


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
    """Add the buttons of an alert, and those that begin and end a watch."""
    decisions: dict[str, State] = {
        CONFIRM: "confirmed",
        DISMISS: "dismissed",
        UPDATE: "update",
    }
    for name, state in decisions.items():
        routes.add("action", name, bind(partial(decide, state=state), changes=True))
    for name, snoozed in ((SNOOZE, True), (MUTE, False)):
        routes.add("action", name, bind(partial(silence_story, snoozed=snoozed), changes=True))
    routes.add("action", WATCH, bind(watch_answer))
    routes.add("action", UNWATCH, bind(stop_watching))


def decide(desk: Desk, event: Event, poster: Poster, *, state: State) -> None:
    """Record what somebody decided, and show it in the alert's message."""
    verdict = verdict_of(desk, event)
    if verdict is None:
        poster.tell(GONE)
        return
    if verdict.state == "detected":  # a second click, or another's, changes nothing
        desk.keep_act(event, f"decided: {state}", f"verdict {verdict.verdict_id}")
        desk.store.verdicts.decide(verdict.verdict_id, state, str(event.user_id), desk.now())
    show_decided(desk, event, poster, verdict.verdict_id)


def verdict_of(desk: Desk, event: Event) -> KeptVerdict | None:
    """Return the verdict that a button is of."""
    verdict_id = id_of(event)
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
    desk.keep_act(event, done, f"verdict {verdict.verdict_id} in {event.channel_id}")
    until = to_second(desk.clock() + SNOOZED) if snoozed else FOR_GOOD
    verdict_id = verdict.verdict_id if snoozed else None
    desk.store.silences.add(Silence(event.channel_id, verdict.story, until, verdict_id))
    rest = "for a day" if snoozed else "for good; /copydesk subscribe shows how to undo it"
    said = f"silenced this story in this channel {rest}."
    shown = blocks.rich(paragraph(blocks.person(str(event.user_id)), words(f" {said}")))
    message = blocks.message(f"Somebody {said}", *shown)
    if is_ephemeral(event):  # under a message that one person sees there is no thread
        poster.respond(message, in_channel=True)
    else:
        poster.say(message)


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
