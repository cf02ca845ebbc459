"""Subscriptions: what a channel wants to hear of, shown as a card, and the window to change it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.alerts.hours import read_clock, read_digests, read_zone
from handlers.quoting import count
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, one_line, paragraph, shorten, words
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.routes import Bind, Routes, Verb
from handlers.slack.surfaces.taking_in import listed
from store.errors import CopydeskError
from store.subscriptions import NewSubscription, Subscription

OPEN_SETTINGS, SETTINGS = "open_settings", "subscription_settings"
LATE = Message("That took too long for Slack. Please press Settings again.")
VERDICTS = {
    "conflict": "sources disagree",
    "attributed position": "named speakers contradict each other",
    "update": "a later report replaces an earlier one",
}
TEXT_UNITS = 500
CAP = "The rest comes as a digest; with 0, everything does."
REST = "After an alert, nothing more of its story is told for so long."
DIGESTS = "Such as 08:00, 17:00. Empty: as soon as there is something for it."
CAPS, COOLDOWNS = (0, 60), (0, 1440)


def settings_view(one: Subscription) -> Json:
    """Return the window, filled with what holds now."""
    shown = [
        *blocks.rich(paragraph(words("For "), blocks.channel(one.channel_id))),
        _text("topic", "Topic, in free words", one.topic or "", "Empty: every topic."),
        _text("names", "Names, with commas between", ", ".join(one.names)),
        _text("sources", "Sources, with commas between", ", ".join(one.sources)),
        _choices("verdicts", "Tell when", one.verdicts),
        _text("quiet_from", "Quiet from", one.quiet_from or "", "Such as 22:00."),
        _text("quiet_to", "Quiet until", one.quiet_to or "", "Such as 07:00."),
        _text("zone", "Time zone", one.zone, "Such as Europe/Berlin."),
        _text("cap", "Alerts an hour, at most", str(one.cap), CAP),
        _text("digests", "Digest at, with commas between", ", ".join(one.digests), DIGESTS),
        _text("cooldown", "Minutes that a story rests", str(one.cooldown), REST),
    ]
    whose = str(one.subscription_id)
    return blocks.modal(SETTINGS, "Subscription", shown, "Save", private_metadata=whose)


def _text(block_id: str, label: str, value: str, hint: str = "") -> Json:
    element = blocks.text_input(one_line(value), TEXT_UNITS)
    return blocks.field(block_id, label, element, hint, optional=True)


def _choices(block_id: str, label: str, chosen: Sequence[str]) -> Json:
    options = [blocks.option(told, verdict) for verdict, told in VERDICTS.items()]
    initial = [option for option in options if option["value"] in chosen]
    element: Json = {"type": "checkboxes", "action_id": "value", "options": options}
    element |= {"initial_options": initial} if initial else {}
    hint = "None: the subscription is paused."
    return blocks.field(block_id, label, element, hint, optional=True)


def typed(event: Event) -> dict[str, Any]:
    """Return what was filled in, by field."""
    values = event.payload["view"]["state"]["values"]
    found: dict[str, Any] = {}
    for name, block in values.items():
        state: Mapping[str, Any] = next(iter(block.values()))
        chosen = state.get("selected_options")
        picked = [option["value"] for option in chosen or []]
        found[name] = picked if chosen is not None else one_line(str(state.get("value") or ""))
    return found


def settings_errors(event: Event) -> Mapping[str, Any] | None:
    """Return what is wrong with what was filled in; the window then stays open."""
    said = typed(event)
    errors: dict[str, str] = {}
    for name in ("quiet_from", "quiet_to", "digests"):
        for text in _listed(said.get(name)):
            _note(errors, name, lambda text=text: read_clock(text))
    if bool(said.get("quiet_from")) != bool(said.get("quiet_to")):
        errors.setdefault("quiet_to", "Give both hours, or none.")
    if said.get("zone"):
        _note(errors, "zone", lambda: read_zone(said["zone"]))
    for name, (least, most) in (("cap", CAPS), ("cooldown", COOLDOWNS)):
        number = said.get(name) or ""
        if number and not (number.isdecimal() and least <= int(number) <= most):
            errors[name] = f"Give a number from {least} to {most}."
    return {"response_action": "errors", "errors": errors} if errors else None


def _note(errors: dict[str, str], name: str, check: Any) -> None:
    try:
        check()
    except CopydeskError as error:
        errors[name] = str(error)


def read_settings(
    event: Event, found: Sequence[Subscription]
) -> tuple[NewSubscription, int] | None:
    """Return the settings as they were filled in, and whose they are."""
    one = find_one(found, event.payload["view"].get("private_metadata"))
    if one is None:
        return None
    said = typed(event)
    before = as_new(one)
    changed = replace(
        before,
        topic=said.get("topic") or None,
        names=_listed(said.get("names")),
        sources=_listed(said.get("sources")),
        verdicts=tuple(said.get("verdicts") or ()),
        quiet_from=said.get("quiet_from") or None,
        quiet_to=said.get("quiet_to") or None,
        zone=said.get("zone") or "UTC",
        cap=int(said.get("cap") or before.cap),
        cooldown=int(said.get("cooldown") or before.cooldown),
        digests=read_digests(_listed(said.get("digests"))),
    )
    return changed, one.subscription_id


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


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
            desk.keep_act(event, "subscribed", channel_id)
            new = NewSubscription(channel_id, wanted, created_by=event.user_id)
            desk.store.subscriptions.add(new, desk.now())
        found = [s for s in desk.store.subscriptions.find(channel_id) if s.topic == wanted]
    poster.tell(*(subscription_card(desk, one) for one in found))


def subscription_card(desk: Desk, one: Subscription) -> Message:
    """Return what a channel hears of, with the buttons to change it."""
    title = f"This channel hears of: {tell_wanted(one)}"
    value = str(one.subscription_id)
    body = blocks.rich(paragraph(words(title, bold=True)), blocks.listed(*_lines(one)))
    row = [
        blocks.button("Settings", OPEN_SETTINGS, value),
        blocks.button("Unsubscribe", UNSUBSCRIBE, value),
    ]
    silenced = [s for s in desk.store.silences.find() if s.channel_id == one.channel_id]
    if silenced:
        row.append(blocks.button(f"Hear silenced again ({len(silenced)})", HEAR_AGAIN, value))
    return blocks.message(title, *body, *blocks.actions(*row))


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


def _lines(one: Subscription) -> list[str]:
    quiet = f"quiet from {one.quiet_from} to {one.quiet_to} ({one.zone})"
    told = f"at most {count(one.cap, 'alert')} an hour" if one.cap else "no single alerts"
    times = f" at {listed(one.digests, 'and')} ({one.zone})" if one.digests else ""
    kinds = [VERDICTS.get(verdict, verdict) for verdict in one.verdicts]
    return [
        f"told when {listed(kinds, 'or')}" if kinds else "paused",
        quiet if one.quiet_from else "at any hour",
        f"{told}, the rest as a digest{times}",
        f"a story rests for {one.cooldown} minutes after an alert",
    ]


def find_one(found: Sequence[Subscription], number: object) -> Subscription | None:
    """Return the subscription of a number, which a button or a window has."""
    return next((one for one in found if str(one.subscription_id) == str(number)), None)


def open_settings(desk: Desk, event: Event, poster: Poster) -> None:
    """Open the window with the settings of a subscription; Slack gives three seconds for it."""
    one = find_one(desk.store.subscriptions.find(), event.text)
    if one is None:
        poster.tell(GONE)
    elif not poster.open_modal(settings_view(one)).is_ok:
        poster.tell(LATE)


def save_settings(desk: Desk, event: Event, poster: Poster) -> None:
    """Keep changed settings, and tell the channel what it hears of from now on."""
    before = read_settings(event, desk.store.subscriptions.find())
    if before is None:
        poster.tell(GONE)
        return
    changed, old_id = before
    desk.keep_act(event, "changed settings", f"subscription {old_id} of {changed.channel_id}")
    new_id = desk.store.subscriptions.replace(old_id, changed, desk.now())
    kept = Subscription(**vars(changed), subscription_id=new_id)
    poster.say(subscription_card(desk, kept), channel_id=kept.channel_id)


def unsubscribe(desk: Desk, event: Event, poster: Poster) -> None:
    """End a subscription, and tell the channel who did."""
    one = find_one(desk.store.subscriptions.find(), event.text)
    if one is None:
        poster.tell(GONE)
        return
    desk.keep_act(event, "unsubscribed", f"subscription {one.subscription_id} of {one.channel_id}")
    desk.store.subscriptions.remove(one.subscription_id)
    ended = words(f" ended the subscription of this channel to {tell_wanted(one)}.")
    text = f"The subscription to {tell_wanted(one)} is ended."
    shown = blocks.rich(paragraph(blocks.person(str(event.user_id)), ended))
    poster.say(blocks.message(text, *shown), channel_id=one.channel_id)


def hear_again(desk: Desk, event: Event, poster: Poster) -> None:
    """Take back what this channel has snoozed or muted."""
    desk.keep_act(event, "heard silenced stories again", str(event.channel_id))
    for silence in desk.store.silences.find():
        if silence.channel_id == event.channel_id:
            desk.store.silences.remove(silence.channel_id, silence.story)
    poster.tell(Message("This channel hears of all its stories again."))


def pause_gone(desk: Desk, channel_id: str, error: str) -> list[tuple[str, Message]]:
    """Pause the subscriptions of a channel that cannot be posted to; return whom to tell what."""
    told = []
    for one in desk.store.subscriptions.find(channel_id):
        if not one.verdicts:
            continue
        paused = replace(as_new(one), verdicts=())
        desk.store.subscriptions.replace(one.subscription_id, paused, desk.now())
        if one.created_by:
            told.append((one.created_by, paused_message(one, error)))
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
    return blocks.sentence(text)


SUBSCRIBE = Verb("subscribe", "[TOPIC]", "tell this channel when sources disagree", subscribe)
