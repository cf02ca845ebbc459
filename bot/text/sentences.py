"""Cut a text into sentences, as exact spans over the original."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from bot.text.words import read_list
from store.spans import Span

_NEVER_LAST = read_list("never last")
_MAYBE_LAST = read_list("maybe last")
OPENERS = read_list("openers")
_AFTER_COUNTRY = read_list("after country")
_AFTER_TIME = read_list("after time")
_SAYING = read_list("saying")
_BREAKS = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_BREAKS}]+")
_BULLET = re.compile(r"(?:[-*•‣▪●◦·–—>]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_STOP = re.compile(
    r"""(?<![.!?…])(?P<mark>[.!?…]++)(?P<close>["'”’»)\]]*+)(?=(?P<gap>\s+)|$)"""
    r"""|(?P<wide>[。！？]+[”’」』）]*)"""
)
_TOKEN_BEFORE = re.compile(r"[^\s\"“”‘’'()\[\]—–]*$")
_WORD = re.compile(r"[\w’'-]+")
_CAPITALS_THEN_SAYING = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,4}(?P<verb>[a-z]+)")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？:][\"'”’»)\]]*$")
_WRAP_MIN, _WRAP_MAX = 45, 130


def split_sentences(text: str, span: Span | None = None) -> list[Span]:
    """Return the sentences of a text or of one span of it; nothing but blanks is left out.

    >>> [text[s:e] for text in ["The U.S. Army left. It rained."] for s, e in split_sentences(text)]
    ['The U.S. Army left.', 'It rained.']
    """
    whole = span or Span(0, len(text))
    return [s for block in _blocks(text, whole) for s in _cut(text, block)]


def is_heading(text: str, span: Span) -> bool:
    """Tell whether a sentence is a short line of its own without end punctuation.

    >>> is_heading("Talks resume\\n\\nThe talks resumed on Monday.", Span(0, 12))
    True
    """
    words = text[span.start : span.end]
    return (
        _stands_alone(text, span)
        and len(words) <= 120
        and len(words.split()) <= 16
        and re.match(r"[\"“‘'(]?[^\W_a-z]", words) is not None
        and re.search(r"[.!?…,;:。！？—–-][\"'”’)\]]*$", words) is None
        and not _BULLET.match(words)
    )


def lines(text: str, span: Span | None = None) -> list[Span]:
    """Return the lines that hold something, without the blanks around them.

    >>> lines(" one\\n\\ntwo")
    [Span(start=1, end=4), Span(start=6, end=9)]
    """
    start, end = span or Span(0, len(text))
    found = _LINE.finditer(text, start, end)
    return [_trim(text, *m.span()) for m in found if not m[0].isspace()]


def _stands_alone(text: str, span: Span) -> bool:
    before = re.search(rf"(?:^|[{_BREAKS}])[^\S\n]*$", text[max(0, span.start - 80) : span.start])
    after = re.match(rf"[^\S\n]*(?:$|[{_BREAKS}])", text[span.end : span.end + 80])
    one_line = not re.search(rf"[{_BREAKS}]", text[span.start : span.end])
    return before is not None and after is not None and one_line


def trim(text: str, span: Span) -> Span:
    """Return a span without the blanks around what it holds."""
    return _trim(text, *span)


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _blocks(text: str, span: Span) -> Iterator[Span]:
    """Join lines that one sentence runs across; every other line is a block of its own."""
    all_lines = lines(text, span)
    wrapped = _looks_wrapped(text, all_lines)
    block: Span | None = None
    last = Span(0, 0)
    for line in all_lines:
        if block and _runs_on(text, last, line, wrapped):
            block = Span(block.start, line.end)
        else:
            if block:
                yield block
            block = line
        last = line
    if block:
        yield block


def _looks_wrapped(text: str, all_lines: list[Span]) -> bool:
    """Tell whether single line breaks come from a fixed column rather than from paragraphs."""
    inner = [a for a, b in pairwise(all_lines) if text.count("\n", a.end, b.start) <= 1]
    if len(inner) < 3:
        return False
    sizes = [line.end - line.start for line in inner]
    unended = sum(not _ENDS_SENTENCE.search(text, max(a.start, a.end - 4), a.end) for a in inner)
    return max(sizes) <= _WRAP_MAX and median(sizes) >= _WRAP_MIN and unended * 2 > len(inner)


def _runs_on(text: str, last: Span, line: Span, wrapped: bool) -> bool:
    if _BULLET.match(text, line.start):
        return False
    if _ENDS_SENTENCE.search(text, max(last.start, last.end - 4), last.end):
        return text[last.end - 1] == "." and _mended(text, last, line)
    if text.count("\n", last.end, line.start) > 1:
        return text[line.start].islower() and last.end - last.start >= _WRAP_MIN
    if text[line.start].islower():
        return True
    return wrapped and last.end - last.start >= _WRAP_MIN


def _mended(text: str, last: Span, line: Span) -> bool:
    """Tell whether a line that ends in an abbreviation was torn from the next one."""
    token = _token_before(text, last.start, last.end - 1)
    if not _is_abbreviation(token):
        return False
    return text[line.start].islower() or not _ends_at(text, last.start, last.end, line.start)


def _cut(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for stop in _STOP.finditer(text, block.start, block.end):
        end = stop.end()
        if end >= block.end:
            break
        if end > start and _is_boundary(text, Span(start, block.end), stop):
            yield _trim(text, start, end)
            start = end
    if start < block.end:
        yield _trim(text, start, block.end)


def _is_boundary(text: str, rest: Span, stop: re.Match[str]) -> bool:
    if stop["wide"]:
        return True
    after = stop.end("gap")
    if not _can_open(text, after):
        return False
    if stop["close"] and _goes_on_after_quote(text, rest, stop, after):
        return False
    if stop["mark"] != ".":
        return text[stop.start() - 1 : stop.start()] != "["
    return _ends_at(text, rest.start, stop.end("mark"), after)


def _can_open(text: str, at: int) -> bool:
    """Tell whether a sentence may open at this character; names like iPhone count."""
    first, second = text[at : at + 1], text[at + 1 : at + 2]
    if first.islower():
        return second.isupper()
    return first not in "-–—,;:&/="


def _goes_on_after_quote(text: str, rest: Span, stop: re.Match[str], after: int) -> bool:
    """Tell whether "Roe said" after a quote belongs to it: not where words led up to the quote."""
    if not re.search("[\"'”’»]", stop["close"]):
        return False
    found = _CAPITALS_THEN_SAYING.match(text, after)
    if found is None or found["verb"] not in _SAYING:
        return False
    return not re.search(r"\w[^\w“\"‘«]*\s[“\"‘«]", text[rest.start : stop.start()])


def _token_before(text: str, start: int, dot: int) -> str:
    found = _TOKEN_BEFORE.search(text[max(start, dot - 24) : dot])
    return found[0] if found else ""


def _is_abbreviation(token: str) -> bool:
    """Tell whether a token before a full stop is an abbreviation; single capitals are initials.

    >>> [_is_abbreviation(token) for token in ("U.S", "$235.77")]
    [True, False]
    """
    low = token.lower()
    return (
        low in _NEVER_LAST
        or low in _MAYBE_LAST
        or ("." in token and not token[-1].isdigit())
        or (len(token) == 1 and token.isalpha())
    )


def _ends_at(text: str, start: int, end: int, after: int) -> bool:
    """Decide a single full stop by the token before it and the word after it."""
    token = _token_before(text, start, end - 1)
    low = token.lower()
    following = _WORD.match(text, text.startswith(("“", '"', "‘", "("), after) + after)
    word = following[0].lower() if following else ""
    if low in ("no", "nos"):
        return not word[:1].isdigit()
    if low in _NEVER_LAST:
        return False
    if low.endswith((".m",)) and len(low) == 3:
        return word not in _AFTER_TIME
    if not _is_abbreviation(token):
        return True
    return _opens(text, start, end, token, word)


def _opens(text: str, start: int, end: int, token: str, word: str) -> bool:
    """After an abbreviation that may be the last word: does this word open a sentence?"""
    if word in _AFTER_COUNTRY and "." in token:
        return False
    if word in OPENERS or not word:
        return not (len(token) == 1 and word in ("a", "i"))
    before = text[max(start, end - len(token) - 6) : end - len(token) - 1].lower()
    return "." in token and before.rstrip().endswith("the")
