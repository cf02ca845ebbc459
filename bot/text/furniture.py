"""Tell the text of an article from the furniture of the page it came on."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from bot.text.sentences import lines
from store.spans import Span

_MARK = r"[-*•‣▪●◦·|>»\s]*"

_NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|instagram|e-?mail|tiktok"
    r"|youtube|threads|bluesky|flipboard|google(?: news|\+)?|print|copy(?: link)?|messenger|tumblr"
    r"|sms|pocket)"
)
_NETWORKS = rf"{_NETWORK}(?:\W+(?:(?:and|or|on)\W+)?{_NETWORK})*"
_CAPITAL = r"(?-i:[A-Z][\w.'’-]*)"
_AGENCY = (
    r"(?:getty images|ap photo|ap images|reuters|afp|shutterstock|epa-efe|epa|istock|xinhua"
    r"|usa today sports|staff photo|file photo|handout|press association)"
)
_THING = r"(?:article|story|page|post|video)"
_STORIES = r"(?:stories|articles|news|content|posts|topics|links|coverage|headlines|videos|reading)"

_WORDS = {
    "network": _NETWORK, "networks": _NETWORKS, "thing": _THING, "stories": _STORIES,
    "capital": _CAPITAL, "agency": _AGENCY,
}  # fmt: skip


@cache
def _furniture_line() -> re.Pattern[str]:
    """Return the lines of furniture.txt as one pattern."""
    found = files("bot.text").joinpath("furniture.txt").read_text("utf-8").splitlines()
    kept = "|".join(line for line in found if line and not line.startswith("#"))
    every = re.sub(r"<(\w+)>", lambda name: _WORDS[name[1]], kept)
    return re.compile(rf"{_MARK}(?:{every})[\s.:»>|…]*", re.IGNORECASE)


_STATED_SOURCE = re.compile(
    r"^[^\S\n]*(?:[-•*]\s*)?(?:source|출처|来源|來源|出典|источник|джерело|fuente|quelle|fonte|kaynak|المصدر|πηγή|źródło|zdroj|bron)"
    r"[^\S\n]?[:：][^\S\n]*(?P<name>[^\n]{2,60}?)[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_COPYRIGHT_NAME = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)(?:\s|©|\(c\)|copyright|\d{4}|[-–,]|by\b){0,12}(?P<name>[^\W\d_][^\n.,;|©]{1,50}?)"
    r"(?:[\s,]+\d{4})?[.,;|]?(?:\s*all rights reserved.*)?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = r"[^\W\d_a-z][\w.'’-]*(?: (?:de|van|von|bin|al|el|la|der|[^\W\d_a-z][\w.'’-]*)){1,4}"
_NAMES = rf"{_NAME}(?:(?:, {_NAME})*(?:,? and | & ){_NAME})?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_CLOCK = (
    r"(?:(?:,|at|\||-|–|\s)*\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?"
    r"(?:\s?\(?(?:[A-Z]{2,5}|[+-]\d{2}:?\d{2})\)?)?)"
)
_DATE = (
    rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}){_CLOCK}?"
)
_DATE_LINE = re.compile(
    rf"{_MARK}(?i:(?:first )?(?:published|posted|updated|last updated|created|modified|date|issued)"
    rf"(?: on| at)?:?\s*)?"
    rf"(?:(?i:by )?{_NAMES}\s*[-–—|•·,/]\s*)?(?i:{_DATE})(?:\s*[-–—|•·/]\s*.{{0,60}})?\W*"
)
_BYLINE = re.compile(
    rf"{_MARK}(?:(?i:(?:written |posted |words |story )?by:?)\s+"
    rf"(?P<by>(?:{_NAMES}|[A-Z][A-Z .'’-]{{4,40}}))(?:\s*[,|/–—-]\s*.{{0,60}})?"
    rf"|(?P<helped>(?!.*\b(?:Press|Wire|News|TODAY|Reporter|Editor|Writers?)\b){_NAMES})"
    rf" contributed (?:to|reporting|writing).{{0,60}})\W*"
)
_FULL = re.compile(r"\d|[.!?…:;,。！？—–-][\"'”’»)\]]*$")


LONGEST_LINE = 320
"""Characters beyond which a line is prose: no furniture, byline or date."""


def body_spans(text: str) -> list[Span]:
    """Return the article text without page furniture, in order; prose only is one span.

    >>> page = "Rain fell all day.\\n\\nComments\\nPost a Comment"
    >>> [page[s:e] for s, e in body_spans(page)]
    ['Rain fell all day.']
    """
    kept: list[Span] = []
    previous_kept = False
    dropped = set(_furniture(text))
    for line in lines(text):
        keep = line not in dropped
        if keep and previous_kept:
            kept[-1] = Span(kept[-1].start, line.end)
        elif keep:
            kept.append(line)
        previous_kept = keep
    return kept


def is_furniture(line: str) -> bool:
    """Tell whether a line is page furniture by itself.

    >>> is_furniture("Share on Facebook"), is_furniture("He will share the prize.")
    (True, False)
    """
    stripped = line.strip()
    shapes = (_STATED_SOURCE, _DATE_LINE, _BYLINE, _furniture_line())
    return len(stripped) <= LONGEST_LINE and any(shape.fullmatch(stripped) for shape in shapes)


def find_stated_source(text: str) -> Span | None:
    """Return the name on a source line or, failing that, in a copyright line.

    >>> line = "Source: Harbour Wire"
    >>> line[slice(*find_stated_source(line))]
    'Harbour Wire'
    """
    found = _STATED_SOURCE.search(text)
    if not found:
        found = next(
            (m for m in _COPYRIGHT_NAME.finditer(text) if is_furniture(_line_at(text, m.start()))),
            None,
        )
    return Span(*found.span("name")) if found else None


def find_byline(text: str) -> Span | None:
    """Return the names in a byline or, failing that, in a line of contributors.

    >>> page = "By Jane Roe\\nThe ferry sank."
    >>> page[slice(*find_byline(page))]
    'Jane Roe'
    """
    short = [line for line in lines(text) if line.end - line.start <= LONGEST_LINE]
    matches = [m for line in short if (m := _BYLINE.fullmatch(text, line.start, line.end))]
    for group in ("by", "helped"):
        for found in matches:
            if found[group]:
                return Span(*found.span(group))
    return None


def find_headline(text: str) -> Span | None:
    """Return the first heading-like line at the top, or None where the text begins with prose.

    >>> page = "Ferry sinks off Lowport\\n\\nA ferry sank on Monday."
    >>> page[slice(*find_headline(page))]
    'Ferry sinks off Lowport'
    """
    dropped = set(_furniture(text))
    rest = [line for line in lines(text) if line not in dropped]
    if len(rest) < 2:
        return None
    first = text[rest[0].start : rest[0].end]
    return rest[0] if _is_headline(first) else None


def _is_headline(line: str) -> bool:
    words = line.split()
    ended = re.search(r"[.;,:。—–-][\"'”’)\]]*$", line) is not None
    return 3 <= len(words) <= 24 and len(line) <= 180 and not ended and not line[0].islower()


def _line_at(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1]


def _furniture(text: str) -> Iterator[Span]:
    """Yield every line that is furniture by itself or by its place in a menu."""
    all_lines = lines(text)
    single = {line for line in all_lines if is_furniture(text[line.start : line.end])}
    yield from single
    rest = [line for line in all_lines if line not in single]
    yield from _navigation(text, rest)
    yield from _navigation(text, rest[::-1])


def _navigation(text: str, rest: list[Span]) -> list[Span]:
    """Three or more very short lines without end punctuation at an end of the text."""
    run: list[Span] = []
    for line in rest:
        words = text[line.start : line.end]
        if len(words.split()) > 3 or len(words) > 30 or _FULL.search(words):
            break
        run.append(line)
    return run if 3 <= len(run) < len(rest) else []
