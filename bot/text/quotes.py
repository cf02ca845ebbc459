"""Quoted words in a text, whatever the quotation marks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.text.sentences import lines
from store.spans import Span

_QUOTED = re.compile(
    r"“(?P<curly>[^“”]*(?:“[^“”]*”[^“”]*)*?)(?:(?P<curly_end>[”])|(?=“)|$)"
    r"|\"(?P<straight>[^\"]*)(?:(?P<straight_end>\")|$)"
    r"|«(?P<angle>[^«»]*)(?:(?P<angle_end>»)|$)"
    r"|„(?P<low>[^„“”]*)(?:(?P<low_end>[“”])|$)"
    r"|(?<![\w’'])[‘'](?=\w)(?P<single>[^‘“”\"]*?[,.!?…])(?P<single_end>[’'])(?!\w)"
    r"|(?<![\w’'])[‘'](?=\w)(?P<words>[^‘’'“”\"\n]{2,80}?)(?P<words_end>[’'])(?!\w)",
)
_KINDS = ("curly", "straight", "angle", "low", "single", "words")
_LOST_END = re.compile(r",?\s+(?:[A-Z][\w.’'-]*\s+){1,3}(?:said|says|added|told)\b")


class Quoted(NamedTuple):
    """Where quoted words stand without their marks, and the whole with them."""

    start: int
    end: int
    outer: Span
    is_closed: bool


def find_quoted(text: str) -> list[Quoted]:
    """Return quoted words in order; a quote over several paragraphs comes paragraph by paragraph.

    >>> [(q.start, q.end) for q in find_quoted('"Yes," she said.')]
    [(1, 5)]
    """
    return [found for line in lines(text) for found in _in_line(text, line)]


def _in_line(text: str, line: Span) -> Iterator[Quoted]:
    for found in _QUOTED.finditer(text, line.start, line.end):
        kind = next(k for k in _KINDS if found[k] is not None)
        start, end = found.span(kind)
        is_closed = found[f"{kind}_end"] is not None
        if not is_closed:
            lost = _LOST_END.search(text, start, end)
            end = lost.start() if lost else end
        if text[start:end].strip():
            yield Quoted(
                start, end, Span(found.start(), found.end() if is_closed else end), is_closed
            )
