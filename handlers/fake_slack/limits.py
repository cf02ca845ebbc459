"""Slack's limits on what Copydesk sends, as Block Kit's reference states them; whom it notifies.

Blocks and elements that Copydesk does not use are refused as unknown.
https://docs.slack.dev/reference/block-kit/ ; the limit on a whole message is not documented and
was measured by others: https://github.com/slackapi/bolt-js/issues/2509
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Complain = Callable[[str], None]
Check = Callable[[Json, Complain], None]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_TEXT, MESSAGE_TOTAL = 40_000, 13_200
VIEW_TITLE, VIEW_BYTES = 24, 250_000

_RICH = ("rich_text_section", "rich_text_list", "rich_text_quote")
_SPANS = ("text", "link", "user", "channel", "usergroup")
_LIVE = re.compile(r"<(![^>]+|@[^>]+|#[^>]+)>")
_LINK = re.compile(r"<(https?://[^|>]+)")


@dataclass
class _Page:
    """The blocks of one message or view, while they are looked at."""

    problems: list[str] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)

    def at(self, place: str) -> Complain:
        return lambda problem: self.problems.append(f"{place}: {problem}")


def check_message(payload: Json) -> list[str]:
    """Say what Slack would refuse in the arguments of chat.postMessage or chat.update."""
    page = _Page()
    text, blocks = payload.get("text") or "", payload.get("blocks") or []
    complain = page.at("message")
    if not text:
        complain("has no text, which notifications and screen readers need")
    _most(text, MESSAGE_TEXT, complain, "text")
    _check_blocks(page, blocks, MESSAGE_BLOCKS)
    if (total := sum(units(each) for each in _strings(blocks))) > MESSAGE_TOTAL:
        complain(f"blocks of {total} characters together, at most {MESSAGE_TOTAL}")
    return page.problems


def check_view(view: Json) -> list[str]:
    """Say what Slack would refuse in a modal or Home view."""
    page, kind, blocks = _Page(), view.get("type"), view.get("blocks") or []
    complain = page.at("view")
    if kind not in ("modal", "home"):
        complain(f"type {kind!r} is neither modal nor home")
    for name in ("title", "submit", "close") if kind == "modal" else ():
        if view.get(name) is not None or name == "title":
            check_text(view.get(name), VIEW_TITLE, complain, name)
    has_input = any(block.get("type") == "input" for block in blocks)
    if kind == "modal" and has_input and not view.get("submit"):
        complain("has an input block and no submit")
    _most(view.get("private_metadata"), 3000, complain, "private_metadata")
    _most(view.get("callback_id"), 255, complain, "callback_id")
    size = len(json.dumps(view, ensure_ascii=False).encode(errors="replace"))
    if size > VIEW_BYTES:
        complain(f"{size} bytes, at most {VIEW_BYTES}")
    _check_blocks(page, blocks, VIEW_BLOCKS)
    return page.problems


def units(text: str | None) -> int:
    """Count a text in UTF-16 units, the stricter of the ways in which Slack may count."""
    return len((text or "").encode("utf-16-le", "surrogatepass")) // 2


def _most(text: str | None, limit: int, complain: Complain, name: str) -> None:
    if units(text) > limit:
        complain(f"{name} of {units(text)} characters, at most {limit}")


def _between(found: int, low: int, high: int, complain: Complain, what: str) -> None:
    if not low <= found <= high:
        complain(f"{found} {what}, {low} to {high}")


def check_text(text: Json | None, limit: int, complain: Complain, name: str = "text") -> None:
    """Complain of a plain text that is missing, of the wrong type, empty or too long."""
    if not isinstance(text, dict):
        complain(f"{name} is missing")
        return
    if text.get("type") != "plain_text":
        complain(f"{name} of type {text.get('type')!r}, not plain_text")
    if not 1 <= units(text.get("text")) <= limit:
        complain(f"{name} of {units(text.get('text'))} characters, 1 to {limit}")


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str) and key in ("text", "url", "value", "alt_text"):
                yield item
            else:
                yield from _strings(item)


def _check_blocks(page: _Page, blocks: list[Json], limit: int) -> None:
    if len(blocks) > limit:
        page.at("blocks")(f"{len(blocks)} blocks, at most {limit}")
    for number, block in enumerate(blocks):
        complain = page.at(f"blocks[{number}] {block.get('type')}")
        _check_block_id(page, block, complain)
        _check_kind(block, BLOCKS, complain)


def _check_block_id(page: _Page, block: Json, complain: Complain) -> None:
    block_id = block.get("block_id")
    if block_id is None:
        return
    _between(len(block_id), 1, 255, complain, "characters of block_id")
    if block_id in page.block_ids:
        complain(f"block_id {block_id!r} used twice")
    page.block_ids.add(block_id)


def _check_kind(item: Json, known: dict[str, Check], complain: Complain) -> None:
    check = known.get(str(item.get("type")))
    if check is None:
        complain(f"unknown type {item.get('type')!r}")
        return
    _most(item.get("action_id"), 255, complain, "action_id")
    check(item, complain)


def _header(block: Json, complain: Complain) -> None:
    check_text(block.get("text"), 150, complain)


def _context(block: Json, complain: Complain) -> None:
    elements = block.get("elements") or []
    _between(len(elements), 1, 10, complain, "elements")
    for element in elements:
        check_text(element, 3000, complain, "element")


def _actions(block: Json, complain: Complain) -> None:
    elements = block.get("elements") or []
    _between(len(elements), 1, 25, complain, "elements")
    names = [element.get("action_id") for element in elements if element.get("action_id")]
    if len(set(names)) != len(names):
        complain("an action_id is used twice")
    for element in elements:
        _check_kind(element, ELEMENTS, complain)


def _image(block: Json, complain: Complain) -> None:
    if not block.get("slack_file"):
        complain("has no slack_file")
    _between(units(block.get("alt_text")), 1, 2000, complain, "characters of alt_text")
    check_text(block.get("title"), 2000, complain, "title")


def _input(block: Json, complain: Complain) -> None:
    check_text(block.get("label"), 2000, complain, "label")
    if block.get("hint") is not None:
        check_text(block["hint"], 2000, complain, "hint")
    _check_kind(block.get("element") or {}, ELEMENTS, complain)


def _rich_text(block: Json, complain: Complain) -> None:
    if not block.get("elements"):
        complain("has no elements")
    for part in block.get("elements") or []:
        _check_rich(part, complain)


def _check_rich(part: Json, complain: Complain) -> None:
    if part.get("type") not in _RICH:
        complain(f"element {part.get('type')!r}")
    if not part.get("elements"):
        complain(f"{part.get('type')} has no elements")
    for span in part.get("elements") or []:
        if part.get("type") == "rich_text_list":
            _check_rich(span, complain)
        elif span.get("type") not in _SPANS:
            complain(f"span {span.get('type')!r}")
        elif span["type"] == "text" and not span.get("text"):
            complain("an empty text span")
        elif span["type"] == "link" and not span.get("url"):
            complain("a link without url")


def _button(element: Json, complain: Complain) -> None:
    check_text(element.get("text"), 75, complain, "button")
    _most(element.get("value"), 2000, complain, "button value")
    _most(element.get("url"), 3000, complain, "button url")
    if element.get("style") not in (None, "primary", "danger"):
        complain(f"button style {element['style']!r}")


def _feedback(element: Json, complain: Complain) -> None:
    for name in ("positive_button", "negative_button"):
        button = element.get(name) or {}
        check_text(button.get("text"), 75, complain, name)
        _between(units(button.get("value")), 1, 2000, complain, f"characters of {name} value")


def _checkboxes(element: Json, complain: Complain) -> None:
    options = element.get("options") or []
    _between(len(options), 1, 10, complain, "options")
    for option in options:
        check_text(option.get("text"), 75, complain, "option")
        _between(units(option.get("value")), 1, 150, complain, "characters of option value")
    for option in element.get("initial_options") or []:
        if option not in options:
            complain("an initial option is not among the options")


def _text_input(element: Json, complain: Complain) -> None:
    _most(element.get("initial_value"), 3000, complain, "initial_value")


BLOCKS: dict[str, Check] = {
    "header": _header,
    "divider": lambda block, complain: None,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "image": _image,
    "input": _input,
    "rich_text": _rich_text,
}
ELEMENTS: dict[str, Check] = {
    "button": _button,
    "feedback_buttons": _feedback,
    "checkboxes": _checkboxes,
    "plain_text_input": _text_input,
}


def live_mentions(payload: Json) -> list[str]:
    """Return whom a message notifies, in order, so that tests can show that quotes notify nobody.

    >>> live_mentions({"text": "hi <!here>", "blocks": []})
    ['!here']
    """
    named = [
        f"{item['type']}:{item.get('user_id') or item.get('usergroup_id')}"
        for item in _objects(payload.get("blocks") or [])
        if item.get("type") in ("user", "usergroup")
    ]
    return [*_LIVE.findall(str(payload.get("text") or "")), *named]


def live_links(payload: Json) -> list[str]:
    """Return the addresses that a message links to."""
    linked = [
        str(item["url"])
        for item in _objects(payload.get("blocks") or [])
        if item.get("type") in ("link", "button") and item.get("url")
    ]
    return [*_LINK.findall(str(payload.get("text") or "")), *linked]


def _objects(value: Any) -> Iterator[Json]:
    """Give every object within a value, the outer ones first."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, (dict, list)):
            yield from _objects(item)
