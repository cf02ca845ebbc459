"""Slack's limits on the elements of a block: texts, buttons, selects and inputs."""

from collections.abc import Callable
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
