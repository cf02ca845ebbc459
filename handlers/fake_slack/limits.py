"""Slack's limits on what Copydesk sends, as Block Kit's reference states them.

Blocks and elements that Copydesk does not use are refused as unknown.
https://docs.slack.dev/reference/block-kit/ ; the limit on a whole message is not documented and
was measured by others: https://github.com/slackapi/bolt-js/issues/2509
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Json = dict[str, Any]
Complain = Callable[[str], None]
Check = Callable[[Any, str, Complain], None]
"""Complains of a value by the name of its field."""

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_TEXT, MESSAGE_TOTAL = 40_000, 13_200
VIEW_BYTES = 250_000


def units(text: str | None) -> int:
    """Count a text in UTF-16 units, the stricter of the ways in which Slack may count."""
    return len((text or "").encode("utf-16-le", "surrogatepass")) // 2


def chars(most: int, least: int = 0) -> Check:
    """Return what holds a text to a length."""

    def check(value: Any, name: str, complain: Complain) -> None:
        if not least <= units(value) <= most:
            complain(f"{name} of {units(value)} characters, {least} to {most}")

    return check


def plain(most: int, is_needed: bool = True) -> Check:
    """Return what holds a plain text object to a length."""

    def check(value: Any, name: str, complain: Complain) -> None:
        if not isinstance(value, dict):
            return complain(f"{name} is missing") if is_needed else None
        if value.get("type") != "plain_text":
            complain(f"{name} of type {value.get('type')!r}, not plain_text")
        chars(most, 1)(value.get("text"), name, complain)

    return check


def several(most: int, each: Check) -> Check:
    """Return what holds a list to a number, and each in it to a check."""

    def check(value: Any, name: str, complain: Complain) -> None:
        items = value or []
        if not 1 <= len(items) <= most:
            complain(f"{len(items)} {name}, 1 to {most}")
        named = [item["action_id"] for item in items if item.get("action_id")]
        if len(set(named)) != len(named):
            complain("an action_id is used twice")
        for item in items:
            each(item, name.removesuffix("s"), complain)

    return check


def among(*values: object) -> Check:
    """Return what takes these values alone."""
    return lambda value, name, complain: (
        None if value in values else complain(f"{name} {value!r} is none of {values}")
    )


def given(value: Any, name: str, complain: Complain) -> None:
    """Complain of what is not there."""
    if not value:
        complain(f"has no {name}")


def fields(checks: Mapping[str, Check]) -> Check:
    """Return what holds the fields of an object to checks."""

    def check(value: Any, name: str, complain: Complain) -> None:
        for field, hold in checks.items():
            hold((value or {}).get(field), field, complain)

    return check


def of(group: str) -> Check:
    """Return what holds an object to the checks of its type, which is one of a group."""

    def check(value: Any, name: str, complain: Complain) -> None:
        item = value or {}
        checks = KINDS[group].get(str(item.get("type")))
        if checks is None:
            return complain(f"unknown type {item.get('type')!r}")
        chars(255)(item.get("action_id"), "action_id", complain)
        fields(checks)(item, name, complain)
        options = item.get("options") or []
        if any(option not in options for option in item.get("initial_options") or []):
            complain("an initial option is not among the options")

    return check


_SPANS = {"elements": several(MESSAGE_TOTAL, of("span"))}
_CHOICE = fields({"text": plain(75), "value": chars(150, 1)})
_PRESSED = fields({"text": plain(75), "value": chars(2000, 1)})
KINDS: Mapping[str, Mapping[str, Mapping[str, Check]]] = {
    "block": {
        "header": {"text": plain(150)},
        "divider": {},
        "context": {"elements": several(10, plain(3000))},
        "actions": {"elements": several(25, of("element"))},
        "context_actions": {"elements": several(5, of("element"))},
        "image": {"slack_file": given, "alt_text": chars(2000, 1), "title": plain(2000)},
        "input": {"label": plain(2000), "hint": plain(2000, False), "element": of("element")},
        "rich_text": {"elements": several(MESSAGE_TOTAL, of("part"))},
    },
    "element": {
        "button": {
            "text": plain(75),
            "value": chars(2000),
            "url": chars(3000),
            "style": among(None, "primary", "danger"),
        },
        "feedback_buttons": {"positive_button": _PRESSED, "negative_button": _PRESSED},
        "checkboxes": {"options": several(10, _CHOICE)},
        "plain_text_input": {"initial_value": chars(3000)},
    },
    "part": {
        "rich_text_section": _SPANS,
        "rich_text_quote": _SPANS,
        "rich_text_list": {"elements": several(MESSAGE_TOTAL, of("part"))},
    },
    "span": {
        "text": {"text": chars(MESSAGE_TOTAL, 1)},
        "link": {"url": chars(3000, 1)},
        "user": {},
        "channel": {},
        "usergroup": {},
    },
}
_VIEWS: Mapping[str, Mapping[str, Check]] = {
    "modal": {"title": plain(24), "submit": plain(24, False), "close": plain(24, False)},
    "home": {},
}
_ANY_VIEW = {"private_metadata": chars(3000), "callback_id": chars(255)}


def check_message(payload: Json) -> list[str]:
    """Say what Slack would refuse in the arguments of chat.postMessage or chat.update."""
    problems: list[str] = []
    complain = _at("message", problems)
    text, blocks = payload.get("text") or "", payload.get("blocks") or []
    if not text:
        complain("has no text, which notifications and screen readers need")
    chars(MESSAGE_TEXT)(text, "text", complain)
    _check_blocks(blocks, MESSAGE_BLOCKS, problems)
    if (total := sum(units(each) for each in _strings(blocks))) > MESSAGE_TOTAL:
        complain(f"blocks of {total} characters together, at most {MESSAGE_TOTAL}")
    return problems


def check_view(view: Json) -> list[str]:
    """Say what Slack would refuse in a modal or Home view."""
    problems: list[str] = []
    complain = _at("view", problems)
    blocks = view.get("blocks") or []
    checks = _VIEWS.get(str(view.get("type")))
    if checks is None:
        complain(f"type {view.get('type')!r} is neither modal nor home")
    fields({**(checks or {}), **_ANY_VIEW})(view, "view", complain)
    has_input = any(block.get("type") == "input" for block in blocks)
    if has_input and view.get("type") == "modal" and not view.get("submit"):
        complain("has an input block and no submit")
    size = len(json.dumps(view, ensure_ascii=False).encode(errors="replace"))
    if size > VIEW_BYTES:
        complain(f"{size} bytes, at most {VIEW_BYTES}")
    _check_blocks(blocks, VIEW_BLOCKS, problems)
    return problems


def _at(place: str, problems: list[str]) -> Complain:
    return lambda problem: problems.append(f"{place}: {problem}")


def _check_blocks(blocks: list[Json], most: int, problems: list[str]) -> None:
    if len(blocks) > most:
        problems.append(f"blocks: {len(blocks)} blocks, at most {most}")
    used: set[str] = set()
    for number, block in enumerate(blocks):
        complain = _at(f"blocks[{number}] {block.get('type')}", problems)
        of("block")(block, "block", complain)
        block_id = block.get("block_id", "-")
        chars(255, 1)(block_id, "block_id", complain)
        if block_id in used:
            complain(f"block_id {block_id!r} used twice")
        used |= {block_id} - {"-"}


def _strings(value: Any) -> Iterable[str]:
    return (
        item[key]
        for item in objects_in(value)
        for key in ("text", "url", "value", "alt_text")
        if isinstance(item.get(key), str)
    )


def objects_in(value: Any) -> Iterator[Json]:
    """Give every object within a value, the outer ones first."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, (dict, list)):
            yield from objects_in(item)
