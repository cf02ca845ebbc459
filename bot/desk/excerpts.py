"""Where an excerpt stands in a text, word by word, and which of its words differ."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

from bot.text.folding import fold
from store.spans import Span

Difference = Literal["changed", "left out", "added"]

WORD = re.compile(r"[^\W_]+(?:['’ʼ.,][^\W_]+)*")
OMISSION = re.compile(r"\s*(?:\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.{3,}|…)\s*")
NAMED: Mapping[str, Difference | None] = {
    "equal": None,
    "replace": "changed",
    "insert": "left out",
    "delete": "added",
}
LONGEST = 2000
"""Longer excerpts are looked for by their beginning."""


@dataclass(frozen=True)
class Part:
    """Words of the excerpt beside those that stand in the text, "" where there are none.

    `start` and `end` point into the text; `difference` is None where the two say the same.
    """

    difference: Difference | None
    excerpt: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """The words of a text that an excerpt comes nearest to; `score` is 100 where none differs."""

    span: Span
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Word:
    """A word where it stands, and as it is compared: letter case and accents aside."""

    start: int
    end: int
    key: str


def words_of(text: str) -> list[Word]:
    """Return the words of a text.

    >>> [word.key for word in words_of("“Don’t,” Zoë said.")]
    ['dont', 'zoe', 'said']
    """
    found = (Word(m.start(), m.end(), fold(m.group())) for m in WORD.finditer(text))
    return [word for word in found if word.key]


def locate(excerpt: str, text: str) -> Found | None:
    """Return where an excerpt stands in a text, exactly or nearly, None without a common word.

    >>> found = locate("the piers is open", "Mayor Ray said the pier is open now.")
    >>> found.span, [(p.excerpt, p.text) for p in found.parts if p.difference]
    (Span(start=15, end=31), [('piers', 'pier')])
    """
    wanted = words_of(excerpt[:LONGEST])
    there = words_of(text)
    window = window_of(wanted, there) if wanted and there else None
    return align(excerpt, wanted, text, window) if window else None


def window_of(wanted: Sequence[Word], there: Sequence[Word]) -> list[Word]:
    """Return the words of a text among which the excerpt's best match lies, some more at its ends.

    The characters are aligned first: they find a place also where words are misspelt.
    """
    needle, _ = joined(wanted)
    hay, begins = joined(there)
    if len(needle) > len(hay):
        return list(there)
    place = fuzz.partial_ratio_alignment(needle, hay)
    if place is None:
        return []
    margin = len(needle) // 4 + 12
    first, last = place.dest_start - margin, place.dest_end + margin
    return [word for word, at in zip(there, begins, strict=True) if first <= at <= last]


def joined(words: Sequence[Word]) -> tuple[str, list[int]]:
    """Return words joined by blanks, and where each begins."""
    begins, at = [], 0
    for word in words:
        begins.append(at)
        at += len(word.key) + 1
    return " ".join(word.key for word in words), begins


def align(excerpt: str, wanted: Sequence[Word], text: str, there: Sequence[Word]) -> Found | None:
    """Align two runs of words; what stands before and after the excerpt's words is cut away."""
    blocks = list(matching(wanted, there))
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    begin = max(0, first[1] - first[0])
    end = min(len(there), last[1] + last[2] + len(wanted) - last[0] - last[2])
    kept = trimmed(there, begin, end, blocks)
    parts = tuple(parts_of(excerpt, wanted, text, kept))
    shown = [part for part in parts if part.end > part.start]
    span = Span(shown[0].start, shown[-1].end)
    return Found(span, score_of(wanted, kept), parts)


def matching(wanted: Sequence[Word], there: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Give the runs of equal words: where in each, and how many."""
    one, two = [word.key for word in wanted], [word.key for word in there]
    for block in Indel.opcodes(one, two).as_matching_blocks():
        if block.size:
            yield block.a, block.b, block.size


def trimmed(
    there: Sequence[Word], begin: int, end: int, blocks: Sequence[tuple[int, int, int]]
) -> list[Word]:
    """Return the words that stand for the excerpt: from its first word's place to its last's."""
    return list(there[min(begin, blocks[0][1]) : max(end, blocks[-1][1] + blocks[-1][2])])


def score_of(wanted: Sequence[Word], kept: Sequence[Word]) -> float:
    """Return how alike two runs of words are, 100 for the same: by words and by letters."""
    words = Indel.normalized_similarity([w.key for w in wanted], [w.key for w in kept])
    return round(50 * words + fuzz.ratio(joined(wanted)[0], joined(kept)[0]) / 2, 1)


def parts_of(
    excerpt: str, wanted: Sequence[Word], text: str, kept: Sequence[Word]
) -> Iterator[Part]:
    """Give the excerpt and the text side by side, run by run, the differing ones marked."""
    one, two = [word.key for word in wanted], [word.key for word in kept]
    for op in Levenshtein.opcodes(one, two):
        said, stands = wanted[op.src_start : op.src_end], kept[op.dest_start : op.dest_end]
        gap = edge(kept, op.dest_start)
        at = Span(stands[0].start, stands[-1].end) if stands else Span(gap, gap)
        words = excerpt[said[0].start : said[-1].end] if said else ""
        owned = not said and is_omission(excerpt, wanted, op.src_start)
        yield Part(None if owned else NAMED[op.tag], words, text[at.start : at.end], *at)


def edge(kept: Sequence[Word], at: int) -> int:
    """Return the offset of the gap before a word, or of the end after the last."""
    return kept[at].start if at < len(kept) else kept[-1].end


def is_omission(excerpt: str, wanted: Sequence[Word], at: int) -> bool:
    """Tell whether an excerpt says itself that it leaves something out before a word."""
    if not 0 < at < len(wanted):
        return False
    return OMISSION.search(excerpt, wanted[at - 1].end, wanted[at].start) is not None
