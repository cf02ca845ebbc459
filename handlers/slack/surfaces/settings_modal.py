"""The window with the settings of a subscription."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.alerts.hours import read_clock, read_digests, read_zone
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, paragraph, words
from handlers.slack.cards.text import one_line, shorten
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
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


def open_settings(poster: Poster, one: Subscription) -> None:
    """Open the window; Slack gives three seconds for it."""
    if not poster.open_modal(settings_view(one)).is_ok:
        poster.tell(LATE)


def settings_view(one: Subscription) -> Json:
    """Return the window, filled with what holds now."""
    return {
        "type": "modal",
        "callback_id": SETTINGS,
        "private_metadata": str(one.subscription_id),
        "title": blocks.plain("Subscription", 24),
        "submit": blocks.plain("Save", 24),
        "close": blocks.plain("Cancel", 24),
        "blocks": [
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
        ],
    }


def _text(block_id: str, label: str, value: str, hint: str | None = None) -> Json:
    element: Json = {"type": "plain_text_input", "action_id": "value", "max_length": TEXT_UNITS}
    if value:
        element["initial_value"] = shorten(one_line(value), TEXT_UNITS)
    made: Json = {"type": "input", "block_id": block_id, "optional": True, "element": element}
    shown = {"label": blocks.plain(label, 200)}
    return made | shown | ({"hint": blocks.plain(hint, 200)} if hint else {})


def _choices(block_id: str, label: str, chosen: Sequence[str]) -> Json:
    options = [blocks.option(told, verdict) for verdict, told in VERDICTS.items()]
    initial = [option for option in options if option["value"] in chosen]
    element: Json = {"type": "checkboxes", "action_id": "value", "options": options}
    if initial:
        element["initial_options"] = initial
    return {
        "type": "input",
        "block_id": block_id,
        "optional": True,
        "label": blocks.plain(label, 200),
        "hint": blocks.plain("None: the subscription is paused.", 200),
        "element": element,
    }


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
    number = event.payload["view"].get("private_metadata")
    one = next((s for s in found if str(s.subscription_id) == number), None)
    if one is None:
        return None
    said = typed(event)
    names = NewSubscription.__dataclass_fields__
    before = NewSubscription(**{name: getattr(one, name) for name in names})
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
