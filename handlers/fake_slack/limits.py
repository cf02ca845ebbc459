"""Slack's limits on what an app sends, as Block Kit's reference states them; whom it notifies.

https://docs.slack.dev/reference/block-kit/ ; the limit on a whole message is not documented and
was measured by others: https://github.com/slackapi/bolt-js/issues/2509"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Complain = Callable[[str], None]
Check = Callable[[Json, Complain], None]

_ANY_TEXT = ("plain_text", "mrkdwn")


def units(text: str | None) -> int:
    """Count a text in UTF-16 units, the stricter of the ways in which Slack may count."""
    return len((text or "").encode("utf-16-le", "surrogatepass")) // 2


def check_text(
    text: Json | None,
    limit: int,
    complain: Complain,
    name: str = "text",
    kinds: tuple[str, ...] = _ANY_TEXT,
) -> None:
    """Complain of a text object that is missing, of the wrong type, empty or too long."""
    if not isinstance(text, dict):
        complain(f"{name} is missing")
        return
    if text.get("type") not in kinds:
        complain(f"{name} of type {text.get('type')!r}, not {' or '.join(kinds)}")
    length = units(text.get("text"))
    if not 1 <= length <= limit:
        complain(f"{name} of {length} characters, 1 to {limit}")


def check_confirm(confirm: Json | None, complain: Complain) -> None:
    """Complain of a confirmation dialog over its limits."""
    if confirm is None:
        return
    for name, limit in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        check_text(confirm.get(name), limit, complain, f"confirm {name}")


_RICH = ("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted")
_SPANS = ("text", "link", "user", "channel", "usergroup", "broadcast", "emoji", "date", "color")


def check_rich_text(block: Json, complain: Complain) -> None:
    """Complain of a rich_text block that is empty or has an unknown part."""
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
    check_text(element.get("text"), 75, complain, "button", kinds=("plain_text",))
    if units(element.get("value")) > 2000:
        complain(f"button value of {len(element['value'])} characters, at most 2000")
    if units(element.get("url")) > 3000:
        complain(f"button url of {len(element['url'])} characters, at most 3000")
    if element.get("style") not in (None, "primary", "danger"):
        complain(f"button style {element['style']!r}")


def _icon_button(element: Json, complain: Complain) -> None:
    check_text(element.get("text"), 75, complain, "button", kinds=("plain_text",))
    if not element.get("icon"):
        complain("icon_button has no icon")


def _feedback(element: Json, complain: Complain) -> None:
    for name in ("positive_button", "negative_button"):
        button = element.get(name) or {}
        check_text(button.get("text"), 75, complain, name, kinds=("plain_text",))
        if not 1 <= units(button.get("value")) <= 2000:
            complain(f"{name} value is missing or over 2000 characters")


def _options(low: int, high: int) -> Check:
    def check(element: Json, complain: Complain) -> None:
        groups = element.get("option_groups") or [{"options": element.get("options") or []}]
        options = [option for group in groups for option in group["options"]]
        if not low <= len(options) <= high:
            complain(f"{len(options)} options, {low} to {high}")
        for option in options:
            _option(option, complain)
        _initial(element, options, complain)
        _placeholder(element, complain)

    return check


def _option(option: Json, complain: Complain) -> None:
    check_text(option.get("text"), 75, complain, "option")
    if not 1 <= units(option.get("value")) <= 150:
        complain("option value is missing or over 150 characters")
    if option.get("description") is not None:
        check_text(option["description"], 75, complain, "option description")


def _initial(element: Json, options: list[Json], complain: Complain) -> None:
    chosen = [element["initial_option"]] if element.get("initial_option") else []
    for option in [*chosen, *(element.get("initial_options") or [])]:
        if option not in options:
            complain("an initial option is not among the options")


def _placeholder(element: Json, complain: Complain) -> None:
    if element.get("placeholder") is not None:
        check_text(element["placeholder"], 150, complain, "placeholder", kinds=("plain_text",))


def _text_input(element: Json, complain: Complain) -> None:
    _placeholder(element, complain)
    if units(element.get("initial_value")) > 3000:
        complain(f"initial_value of {len(element['initial_value'])} characters, at most 3000")


ELEMENTS: dict[str, Check] = {
    "button": _button,
    "icon_button": _icon_button,
    "feedback_buttons": _feedback,
    "static_select": _options(1, 100),
    "multi_static_select": _options(1, 100),
    "radio_buttons": _options(1, 10),
    "checkboxes": _options(1, 10),
    "overflow": _options(1, 5),
    "conversations_select": _placeholder,
    "multi_conversations_select": _placeholder,
    "channels_select": _placeholder,
    "multi_channels_select": _placeholder,
    "users_select": _placeholder,
    "multi_users_select": _placeholder,
    "datepicker": _placeholder,
    "timepicker": _placeholder,
    "plain_text_input": _text_input,
    "number_input": _text_input,
    "url_text_input": _text_input,
    "file_input": _placeholder,
}


MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_TEXT = 40_000
MESSAGE_TOTAL = 13_200
MARKDOWN_TOTAL = 12_000
PRIVATE_METADATA = 3_000
VIEW_TITLE = 24
VIEW_BYTES = 250_000
TABLE_ROWS, TABLE_COLUMNS = 100, 20


@dataclass
class _Page:
    """The blocks of one message or view, while they are looked at."""

    surface: str
    problems: list[str] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    markdown: int = 0
    tables: int = 0

    def at(self, place: str) -> Complain:
        return lambda problem: self.problems.append(f"{place}: {problem}")


def check_message(payload: Json) -> list[str]:
    """Say what Slack would refuse in the arguments of chat.postMessage or chat.update."""
    page = _Page("message")
    text, blocks = payload.get("text") or "", payload.get("blocks") or []
    complain = page.at("message")
    if not text:
        complain("has no text, which notifications and screen readers need")
    if units(text) > MESSAGE_TEXT:
        complain(f"text of {len(text)} characters, at most {MESSAGE_TEXT}")
    _check_blocks(page, blocks, MESSAGE_BLOCKS)
    if (total := message_size(blocks)) > MESSAGE_TOTAL:
        complain(f"blocks of {total} characters together, at most {MESSAGE_TOTAL}")
    return page.problems


def check_view(view: Json) -> list[str]:
    """Say what Slack would refuse in a modal or Home view."""
    kind = view.get("type")
    page = _Page(str(kind))
    complain = page.at("view")
    if kind not in ("modal", "home"):
        complain(f"type {kind!r} is neither modal nor home")
    blocks = view.get("blocks") or []
    if kind == "modal":
        _check_modal(view, blocks, complain)
    for name, limit in (("private_metadata", PRIVATE_METADATA), ("callback_id", 255)):
        if units(view.get(name)) > limit:
            complain(f"{name} of {len(view[name])} characters, at most {limit}")
    size = len(json.dumps(view, ensure_ascii=False).encode(errors="replace"))
    if size > VIEW_BYTES:
        complain(f"{size} bytes, at most {VIEW_BYTES}")
    _check_blocks(page, blocks, VIEW_BLOCKS)
    return page.problems


def message_size(blocks: Iterable[Json]) -> int:
    """Count the characters of all strings shown in the blocks."""
    return sum(units(text) for text in _strings(list(blocks)))


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


def _check_modal(view: Json, blocks: list[Json], complain: Complain) -> None:
    for name in ("title", "submit", "close"):
        if view.get(name) is not None or name == "title":
            check_text(view.get(name), VIEW_TITLE, complain, name, kinds=("plain_text",))
    if any(block.get("type") == "input" for block in blocks) and not view.get("submit"):
        complain("has an input block and no submit")


def _check_blocks(page: _Page, blocks: list[Json], limit: int) -> None:
    if len(blocks) > limit:
        page.at("blocks")(f"{len(blocks)} blocks, at most {limit}")
    for number, block in enumerate(blocks):
        complain = page.at(f"blocks[{number}] {block.get('type')}")
        _check_block_id(page, block, complain)
        check = _BLOCKS.get(str(block.get("type")))
        if check is None:
            complain("unsupported type")
        else:
            check(page, block, complain)


def _check_block_id(page: _Page, block: Json, complain: Complain) -> None:
    block_id = block.get("block_id")
    if block_id is None:
        return
    if not 1 <= len(block_id) <= 255:
        complain(f"block_id of {len(block_id)} characters, 1 to 255")
    if block_id in page.block_ids:
        complain(f"block_id {block_id!r} used twice")
    page.block_ids.add(block_id)


def _section(page: _Page, block: Json, complain: Complain) -> None:
    fields = block.get("fields") or []
    if block.get("text") is not None or not fields:
        check_text(block.get("text"), 3000, complain)
    if len(fields) > 10:
        complain(f"{len(fields)} fields, at most 10")
    for item in fields:
        check_text(item, 2000, complain, "field")
    if block.get("accessory") is not None:
        _check_element(block["accessory"], complain)


def _header(page: _Page, block: Json, complain: Complain) -> None:
    check_text(block.get("text"), 150, complain, kinds=("plain_text",))


def _divider(page: _Page, block: Json, complain: Complain) -> None:
    return None


def _context(page: _Page, block: Json, complain: Complain) -> None:
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= 10:
        complain(f"{len(elements)} elements, 1 to 10")
    for element in elements:
        if element.get("type") == "image":
            _image(page, element, complain)
        else:
            check_text(element, 3000, complain, "element")


def _actions(page: _Page, block: Json, complain: Complain) -> None:
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= 25:
        complain(f"{len(elements)} elements, 1 to 25")
    names = [element.get("action_id") for element in elements if element.get("action_id")]
    if len(set(names)) != len(names):
        complain("an action_id is used twice")
    for element in elements:
        _check_element(element, complain)


def _context_actions(page: _Page, block: Json, complain: Complain) -> None:
    if page.surface != "message":
        complain("is for messages only")
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= 5:
        complain(f"{len(elements)} elements, 1 to 5")
    for element in elements:
        if element.get("type") not in ("feedback_buttons", "icon_button"):
            complain(f"element {element.get('type')!r}")
        _check_element(element, complain)


def _image(page: _Page, block: Json, complain: Complain) -> None:
    if not (block.get("image_url") or block.get("slack_file")):
        complain("has neither image_url nor slack_file")
    if len(block.get("image_url") or "") > 3000:
        complain("image_url over 3000 characters")
    if not 1 <= len(block.get("alt_text") or "") <= 2000:
        complain("alt_text is missing or over 2000 characters")
    if block.get("title") is not None:
        check_text(block["title"], 2000, complain, "title", kinds=("plain_text",))


def _input(page: _Page, block: Json, complain: Complain) -> None:
    check_text(block.get("label"), 2000, complain, "label", kinds=("plain_text",))
    if block.get("hint") is not None:
        check_text(block["hint"], 2000, complain, "hint", kinds=("plain_text",))
    if not block.get("element"):
        complain("has no element")
    else:
        _check_element(block["element"], complain)


def _markdown(page: _Page, block: Json, complain: Complain) -> None:
    text = block.get("text") or ""
    page.markdown += units(text)
    if not text:
        complain("has no text")
    if page.markdown > MARKDOWN_TOTAL:
        complain(f"{page.markdown} characters of markdown, at most {MARKDOWN_TOTAL}")


def _table(page: _Page, block: Json, complain: Complain) -> None:
    rows = block.get("rows") or []
    page.tables += 1
    if page.tables > 1:
        complain("a second table")
    if not 1 <= len(rows) <= TABLE_ROWS:
        complain(f"{len(rows)} rows, 1 to {TABLE_ROWS}")
    for row in rows:
        if not 1 <= len(row) <= TABLE_COLUMNS:
            complain(f"{len(row)} cells in a row, 1 to {TABLE_COLUMNS}")
        for cell in row:
            if not any(text for text in _strings(cell)):
                complain("an empty cell")


def _alert(page: _Page, block: Json, complain: Complain) -> None:
    if page.surface != "modal":
        complain("is for modals only")
    check_text(block.get("text"), 3000, complain)


def _check_element(element: Json, complain: Complain) -> None:
    kind = str(element.get("type"))
    if kind == "image":
        return
    check = ELEMENTS.get(kind)
    if check is None:
        complain(f"unsupported element {kind!r}")
        return
    if len(element.get("action_id") or "") > 255:
        complain("action_id over 255 characters")
    check(element, complain)
    check_confirm(element.get("confirm"), complain)


_BLOCKS: dict[str, Callable[[_Page, Json, Complain], None]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "image": _image,
    "input": _input,
    "markdown": _markdown,
    "table": _table,
    "alert": _alert,
    "rich_text": lambda page, block, complain: check_rich_text(block, complain),
}


_LIVE = re.compile(r"<(![^>]+|@[^>]+|#[^>]+)>")
_NOTIFYING = ("user", "usergroup", "broadcast")


def live_mentions(payload: dict[str, Any]) -> list[str]:
    """Return the live mentions of a message or view, in order.

    >>> live_mentions({"text": "hi <!here>", "blocks": []})
    ['!here']
    """
    text = payload.get("text")
    found = _LIVE.findall(text) if isinstance(text, str) else []
    return [*found, *_in_blocks(payload.get("blocks") or [])]


def _in_blocks(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _in_blocks(item)
    elif isinstance(value, dict):
        yield from _in_object(value)


def _in_object(item: dict[str, Any]) -> Iterator[str]:
    kind = item.get("type")
    if kind in _NOTIFYING:
        yield f"{kind}:{item.get('user_id') or item.get('usergroup_id') or item.get('range')}"
    elif kind in ("mrkdwn", "markdown"):
        yield from _LIVE.findall(item.get("text") or "")
    else:
        for key, value in item.items():
            if key != "text" or not isinstance(value, str):
                yield from _in_blocks(value)


def live_links(payload: dict[str, Any]) -> list[str]:
    """Return the addresses that a message links to."""
    found = re.findall(r"<(https?://[^|>]+)", str(payload.get("text") or ""))
    return [*found, *_links(payload.get("blocks") or [])]


def _links(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _links(item)
    elif isinstance(value, dict):
        if value.get("type") == "link" or value.get("type") == "button":
            yield from [value["url"]] if value.get("url") else []
        elif value.get("type") in ("mrkdwn", "markdown"):
            yield from re.findall(r"<(https?://[^|>]+)", value.get("text") or "")
        for item in value.values():
            yield from _links(item) if isinstance(item, (list, dict)) else []
