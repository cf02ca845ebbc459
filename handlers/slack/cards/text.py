"""Making any text safe to show in Slack: what an article, a title or a person wrote is hostile."""

import re
import unicodedata

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
