"""Subscriptions: what a channel wants to hear of, shown as a card with its settings."""

from dataclasses import replace

from handlers.present import count
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, bullets, paragraph, person, words
from handlers.slack.cards.text import escape, one_line, shorten
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.delivery.sender import PostOutcome
from handlers.slack.surfaces.commands import tell_all
from handlers.slack.surfaces.desk import Bind, Desk
from handlers.slack.surfaces.files import listed
from handlers.slack.surfaces.routes import Routes
from handlers.slack.surfaces.settings_modal import (
    OPEN_SETTINGS,
    SETTINGS,
    VERDICTS,
    read_settings,
    settings_errors,
)
from handlers.slack.surfaces.settings_modal import open_settings as open_settings_of
from handlers.slack.surfaces.verbs import Verb
from store.subscriptions import NewSubscription, Subscription

UNSUBSCRIBE, HEAR_AGAIN = "unsubscribe", "hear_again"
GONE = Message("This subscription is no more.")


def register(routes: Routes, bind: Bind) -> None:
    """Add the buttons of a subscription, and the window with its settings."""
    routes.add("action", OPEN_SETTINGS, bind(open_settings, changes=True), is_urgent=True)
    routes.add("submission", SETTINGS, bind(save_settings, changes=True), reply=settings_errors)
    routes.add("action", UNSUBSCRIBE, bind(unsubscribe, changes=True))
    routes.add("action", HEAR_AGAIN, bind(hear_again, changes=True))


def subscribe(desk: Desk, event: Event, poster: Poster, topic: str) -> None:
    """Subscribe this channel to a topic, or show what it is subscribed to."""
    channel_id = str(event.channel_id)
    found = desk.store.subscriptions.find(channel_id)
    wanted = one_line(topic) or None
    if wanted is not None or not found:
        if all(one.topic != wanted for one in found):
            if not desk.allows(event, poster):
                return
            desk.note(event, "subscribed", channel_id)
            new = NewSubscription(channel_id, wanted, created_by=event.user_id)
            desk.store.subscriptions.add(new, desk.now())
        found = [s for s in desk.store.subscriptions.find(channel_id) if s.topic == wanted]
    tell_all(poster, [subscription_card(desk, one) for one in found])


def subscription_card(desk: Desk, one: Subscription) -> Message:
    """Return what a channel hears of, with the buttons to change it."""
    title = f"This channel hears of: {tell_wanted(one)}"
    value = str(one.subscription_id)
    body = blocks.rich(paragraph(words(title, bold=True)), bullets(*_lines(one)))
    row = [
        blocks.button("Settings", OPEN_SETTINGS, value),
        blocks.button("Unsubscribe", UNSUBSCRIBE, value),
    ]
    silenced = [s for s in desk.store.silences.find() if s.channel_id == one.channel_id]
    if silenced:
        row.append(blocks.button(f"Hear silenced again ({len(silenced)})", HEAR_AGAIN, value))
    return Message(escape(title), (*body, *blocks.actions(*row)))


def tell_wanted(one: NewSubscription) -> str:
    """Return what a subscription is of, in words.

    >>> tell_wanted(NewSubscription("C1", "the truce", sources=("Radio Skell",)))
    'the truce; from Radio Skell'
    """
    parts = [
        shorten(one_line(one.topic or ""), 150),
        f"with {', '.join(one.names)}" if one.names else "",
        f"from {', '.join(one.sources)}" if one.sources else "",
    ]
    return shorten("; ".join(part for part in parts if part) or "everything", 500)


def _lines(one: Subscription) -> list[list[Json]]:
    quiet = f"quiet from {one.quiet_from} to {one.quiet_to} ({one.zone})"
    told = f"at most {count(one.cap, 'alert')} an hour" if one.cap else "no single alerts"
    times = f" at {listed(one.digests, 'and')} ({one.zone})" if one.digests else ""
    kinds = [VERDICTS.get(verdict, verdict) for verdict in one.verdicts]
    lines = [
        f"told when {listed(kinds, 'or')}" if kinds else "paused",
        quiet if one.quiet_from else "at any hour",
        f"{told}, the rest as a digest{times}",
        f"a story rests for {one.cooldown} minutes after an alert",
    ]
    return [[words(line)] for line in lines]


def find_one(desk: Desk, event: Event) -> Subscription | None:
    """Return the subscription that a button is of."""
    number = event.text
    return next(
        (s for s in desk.store.subscriptions.find() if str(s.subscription_id) == number), None
    )


def open_settings(desk: Desk, event: Event, poster: Poster) -> None:
    """Open the window with the settings of a subscription."""
    one = find_one(desk, event)
    if one is None:
        poster.tell(GONE)
        return
    open_settings_of(poster, one)


def save_settings(desk: Desk, event: Event, poster: Poster) -> None:
    """Keep changed settings, and tell the channel what it hears of from now on."""
    before = read_settings(event, desk.store.subscriptions.find())
    if before is None:
        poster.tell(GONE)
        return
    changed, old_id = before
    desk.note(event, "changed settings", f"subscription {old_id} of {changed.channel_id}")
    new_id = desk.store.subscriptions.replace(old_id, changed, desk.now())
    kept = next(s for s in desk.store.subscriptions.find() if s.subscription_id == new_id)
    poster.say(subscription_card(desk, kept), channel_id=kept.channel_id)


def unsubscribe(desk: Desk, event: Event, poster: Poster) -> None:
    """End a subscription, and tell the channel who did."""
    one = find_one(desk, event)
    if one is None:
        poster.tell(GONE)
        return
    desk.note(event, "unsubscribed", f"subscription {one.subscription_id} of {one.channel_id}")
    desk.store.subscriptions.remove(one.subscription_id)
    ended = words(f" ended the subscription of this channel to {tell_wanted(one)}.")
    text = f"The subscription to {tell_wanted(one)} is ended."
    shown = blocks.rich(paragraph(person(str(event.user_id)), ended))
    poster.say(Message(escape(text), tuple(shown)), channel_id=one.channel_id)


def hear_again(desk: Desk, event: Event, poster: Poster) -> None:
    """Take back what this channel has snoozed or muted."""
    desk.note(event, "heard silenced stories again", str(event.channel_id))
    for silence in desk.store.silences.find():
        if silence.channel_id == event.channel_id:
            desk.store.silences.remove(silence.channel_id, silence.story)
    poster.tell(Message("This channel hears of all its stories again."))


def pause_gone(desk: Desk, outcome: PostOutcome) -> list[tuple[str, Message]]:
    """Pause the subscriptions of a channel that cannot be posted to; return whom to tell what."""
    if not outcome.is_gone or outcome.post.channel_id is None:
        return []
    told = []
    for one in desk.store.subscriptions.find(outcome.post.channel_id):
        if not one.verdicts:
            continue
        paused = replace(as_new(one), verdicts=())
        desk.store.subscriptions.replace(one.subscription_id, paused, desk.now())
        if one.created_by:
            told.append((one.created_by, paused_message(one, str(outcome.error))))
    return told


def as_new(one: Subscription) -> NewSubscription:
    """Return a subscription as it is added."""
    names = NewSubscription.__dataclass_fields__
    return NewSubscription(**{name: getattr(one, name) for name in names})


def paused_message(one: Subscription, error: str) -> Message:
    """Return what the owner of a subscription is told when it is paused."""
    text = (
        f"I can no longer post in the channel {one.channel_id} (Slack says {error}), so its "
        f"subscription to {tell_wanted(one)} is paused. Invite me there again and choose what to "
        "hear of under Settings."
    )
    return Message(escape(text), tuple(blocks.rich(paragraph(words(text)))))


SUBSCRIBE = Verb("subscribe", "[TOPIC]", "tell this channel when sources disagree", subscribe)
