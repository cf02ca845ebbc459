"""Building blocks within Slack's limits from text that nobody vouches for.

All text goes into `rich_text` and `plain_text`, where it is literal; in a message's own text, which
notifications show, it is escaped.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from handlers.slack.delivery.poster import Message

ELLIPSIS = "…"

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Bidirectional overrides and isolates reorder what stands beside them; the rest is invisible.
# The joiners U+200C and U+200D stay: Persian, Hindi and emoji are written with them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_MAX_MARKS = 4  # on one letter; no script needs more, and a tower of them covers other lines
_HTTP_URL = re.compile(r"https?://[^\s<>|\"'`\\^{}]+")


def clean(text: str) -> str:
    """Return a text without what could reorder, hide or overflow what stands around it.

    >>> clean("pay \\u202egnp.exe now")
    'pay gnp.exe now'
    """
    text = _UNSEEN.sub("", _BREAKS.sub("\n", text))
    return _limit_marks(_SURROGATE.sub("\ufffd", text))


def _limit_marks(text: str) -> str:
    if text.isascii():
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= _MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def one_line(text: str) -> str:
    """Return a text for a title, a button or a link, where a line break would do harm.

    >>> one_line("Truce\\n holds")
    'Truce holds'
    """
    return " ".join(clean(text).split())


def escape(text: str) -> str:
    """Return a text for a mrkdwn field, in which `<!channel>` and `<@U1>` would be live.

    https://docs.slack.dev/messaging/formatting-message-text/#escaping

    >>> escape("<!channel> & co")
    '&lt;!channel&gt; &amp; co'
    """
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def size(text: str) -> int:
    """Count a text as Slack may: in UTF-16 units, where an emoji is two.

    >>> size("a😀")
    3
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int) -> str:
    """Return a text of at most `limit` units; one that is cut ends in an ellipsis.

    >>> shorten("Talks resume in the spring", 15)
    'Talks resume…'
    """
    if size(text) <= limit:
        return text
    cut = split(text, limit - 1)[0]
    return cut.rstrip() + ELLIPSIS


def split(text: str, limit: int) -> list[str]:
    """Cut a text into pieces of at most `limit` units that joined are the text again.

    It is cut after a blank where there is one in the last third of a piece.

    >>> split("Talks resume in the spring", 15)
    ['Talks resume ', 'in the spring']
    """
    pieces = []
    while size(text) > limit:
        end = _fitting(text, limit)
        blank = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
        if blank > end * 2 / 3:
            end = blank
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text] if text else pieces


def _fitting(text: str, limit: int) -> int:
    """Return how many characters fit, not cutting between a letter and its marks."""
    end = min(limit, len(text))
    while size(text[:end]) > limit:
        end -= max(1, (size(text[:end]) - limit) // 2)
    whole = end
    while whole > max(1, end - 8) and whole < len(text) and unicodedata.combining(text[whole]):
        whole -= 1
    return max(1, whole)


def is_linkable(url: str) -> bool:
    """Say whether an address may stand behind a link: http or https, and nothing strange in it.

    >>> is_linkable("https://example.org/a"), is_linkable("javascript:alert(1)")
    (True, False)
    """
    return len(url) <= 2000 and clean(url) == url and bool(_HTTP_URL.fullmatch(url))


Json = dict[str, Any]

PAGE_BLOCKS = 45  # of the 50 that a message may have: a footer and buttons come on top
PAGE_SIZE = 9_000  # of about 13,200 characters that a message may have, likewise
RICH_SIZE = 2_800  # in one rich_text block
FALLBACK_SIZE = 2_900
UNTITLED = "(untitled)"


def words(text: str, bold: bool = False, italic: bool = False) -> Json:
    """Return a span of literal text for a paragraph or a quote."""
    chosen = {"bold": bold, "italic": italic}
    style = {name: True for name, is_on in chosen.items() if is_on}
    span: Json = {"type": "text", "text": clean(text)}
    return span | ({"style": style} if style else {})


def link(url: str | None, text: str, bold: bool = False) -> Json:
    """Return a span that links, or only the words when the address is not fit to be a link."""
    label = shorten(one_line(text) or UNTITLED, 300)
    if url is None or not is_linkable(url):
        return words(label, bold=bold)
    span: Json = {"type": "link", "url": url, "text": label}
    return span | ({"style": {"bold": True}} if bold else {})


def person(user_id: str) -> Json:
    """Return a span that names a person of this workspace, and notifies them."""
    return {"type": "user", "user_id": user_id}


def group(group_id: str) -> Json:
    """Return a span that names a user group of this workspace, and notifies its members."""
    return {"type": "usergroup", "usergroup_id": group_id}


def channel(channel_id: str) -> Json:
    """Return a span that names a channel of this workspace, and leads there."""
    return {"type": "channel", "channel_id": channel_id}


def paragraph(*spans: Json) -> Json:
    """Return a paragraph of spans."""
    return {"type": "rich_text_section", "elements": _filled(spans)}


def quote(*spans: Json) -> Json:
    """Return a quotation, set apart by a bar."""
    return {"type": "rich_text_quote", "elements": _filled(spans)}


def bullets(*items: Sequence[Json]) -> Json:
    """Return a list, each item a sequence of spans."""
    return {
        "type": "rich_text_list",
        "style": "bullet",
        "elements": [paragraph(*item) for item in items],
    }


def listed(*lines: str) -> Json:
    """Return a list of literal lines."""
    return bullets(*[[words(line)] for line in lines])


def _filled(spans: Iterable[Json]) -> list[Json]:
    kept = [span for span in spans if span["type"] != "text" or span["text"]]
    return kept or [{"type": "text", "text": " "}]


def rich(*parts: Json) -> list[Json]:
    """Return paragraphs, quotes and lists as blocks, cut where one would grow too long."""
    return _packed({"type": "rich_text"}, (piece for whole in parts for piece in _cut(whole)))


def _cut(part: Json) -> list[Json]:
    """Cut a part that is longer than a block into several of its kind."""
    if _length(part) <= RICH_SIZE:
        return [part]
    return _packed(part, (piece for whole in part["elements"] for piece in _cut_element(whole)))


def _packed(kind: Json, elements: Iterable[Json]) -> list[Json]:
    """Return as many blocks of a kind as elements need, in their order."""
    made: list[Json] = []
    room = 0
    for element in elements:
        length = _length(element)
        if not made or length > room:
            made.append({**kind, "elements": []})
            room = RICH_SIZE
        made[-1]["elements"].append(element)
        room -= length
    return made


def _cut_element(element: Json) -> list[Json]:
    if element["type"] == "text":
        return [{**element, "text": piece} for piece in split(element["text"], RICH_SIZE)]
    return _cut(element) if "elements" in element else [element]


def length(made: Iterable[Json]) -> int:
    """Return how many units blocks have together."""
    return sum(map(_length, made))


def _length(part: Json) -> int:
    own = sum(size(part[key]) for key in ("text", "url", "value") if isinstance(part.get(key), str))
    inside = [part.get(key) for key in ("elements", "accessory", "text", "fields", "element")]
    return own + sum(
        _length(each)
        for value in inside
        for each in (value if isinstance(value, list) else [value])
        if isinstance(each, dict)
    )


def plain(text: str, limit: int) -> Json:
    """Return a plain_text object of one line."""
    return {
        "type": "plain_text",
        "text": shorten(one_line(text) or UNTITLED, limit),
        "emoji": False,
    }


def header(text: str) -> Json:
    """Return a heading of one line."""
    return {"type": "header", "text": plain(text, 150)}


def context(*texts: str) -> Json:
    """Return small grey text, literal; more than ten pieces are joined into the tenth."""
    shown = [*texts[:9], " · ".join(texts[9:])] if len(texts) > 10 else texts
    return {"type": "context", "elements": [plain(text, 2000) for text in shown]}


def divider() -> Json:
    """Return a line across."""
    return {"type": "divider"}


def picture(file_id: str, title: str, told: str) -> Json:
    """Return a picture that was uploaded, with its caption and what it shows in words."""
    shown = {"type": "image", "slack_file": {"id": file_id}, "title": plain(title, 2000)}
    return shown | {"alt_text": shorten(one_line(told), 2000)}


def button(label: str, action_id: str, value: str = "", style: str | None = None) -> Json:
    """Return a button; `value` is ours and comes back when it is pressed."""
    if size(value) > 2000:
        raise ValueError(f"the value of the button {action_id} has {size(value)} units, over 2000")
    made: Json = {"type": "button", "text": plain(label, 75), "action_id": action_id}
    chosen = {"value": value, "style": style}
    return made | {key: what for key, what in chosen.items() if what}


def actions(*elements: Json) -> list[Json]:
    """Return a row of buttons; more than 25 take several rows."""
    rows = (list(elements[start : start + 25]) for start in range(0, len(elements), 25))
    return [{"type": "actions", "elements": row} for row in rows]


def feedback(action_id: str, value: str) -> Json:
    """Return the pair of buttons that ask whether an answer helped."""
    pair = {
        "positive_button": {"text": plain("Helpful", 75), "value": f"helpful:{value}"},
        "negative_button": {"text": plain("Not helpful", 75), "value": f"not_helpful:{value}"},
    }
    element = {"type": "feedback_buttons", "action_id": action_id, **pair}
    return {"type": "context_actions", "elements": [element]}


def field(block_id: str, label: str, element: Json, hint: str = "", **more: Any) -> Json:
    """Return a field of a window with its label, and with a hint below it where there is one."""
    made = {"type": "input", "block_id": block_id, "element": element, "label": plain(label, 200)}
    return {**made, **more, **({"hint": plain(hint, 200)} if hint else {})}


def text_input(value: str, most: int, **more: Any) -> Json:
    """Return what takes a text, filled with what it is now."""
    made: Json = {"type": "plain_text_input", "action_id": "value", "max_length": most, **more}
    return {**made, **({"initial_value": shorten(value, most)} if value else {})}


def modal(callback_id: str, title: str, shown: list[Json], submit: str = "", **more: Any) -> Json:
    """Return a window; without the word to submit it there is nothing to fill in."""
    close = "Cancel" if submit else "Close"
    made = {"type": "modal", "callback_id": callback_id, "title": plain(title, 24), **more}
    made |= {"close": plain(close, 24), "blocks": shown}
    return {**made, **({"submit": plain(submit, 24)} if submit else {})}


def option(label: str, value: str) -> Json:
    """Return a choice for a select; `value` is ours."""
    return {"text": plain(label, 75), "value": value}


def said(text: str, bold: bool = False) -> list[Json]:
    """Return a paragraph of literal words as blocks."""
    return rich(paragraph(words(text, bold)))


def message(text: str, *shown: Json) -> Message:
    """Return blocks as a message; `text` says the same where they are not shown."""
    return Message(escape(text), shown)


def sentence(text: str) -> Message:
    """Return a message of plain words."""
    return message(text, *said(text))


def pages(text: str, blocks: Sequence[Json], footer: Sequence[Json] = ()) -> list[Message]:
    """Return one message, or several when it is long; the last carries the footer.

    `text` says the answer where blocks are not shown: in notifications, to screen readers, and
    when Slack refuses the blocks.
    """
    parts: list[list[Json]] = [[]]
    room = PAGE_SIZE
    for block in blocks:
        length = _length(block)
        if parts[-1] and (length > room or len(parts[-1]) >= PAGE_BLOCKS):
            parts.append([])
            room = PAGE_SIZE
        parts[-1].append(block)
        room -= length
    for number, part in enumerate(parts[:-1], start=1):
        part.append(context(f"{number} of {len(parts)}, continued below"))
    parts[-1].extend(footer)
    fallback = shorten(escape(text).strip() or UNTITLED, FALLBACK_SIZE)
    return [
        Message(_numbered(fallback, number, len(parts)), tuple(part))
        for number, part in enumerate(parts, start=1)
    ]


def _numbered(text: str, number: int, count: int) -> str:
    return text if count == 1 else f"{text} ({number} of {count})"
