"""Answer spans: from a network's logits to exact character offsets in a passage."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Logits = NDArray[np.float32]
Offsets = Sequence[tuple[int, int]]

_EDGE = " \t\r\n.,;:!?\"'“”‘’«»…–—-_*|/\\•·"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_INITIALS = re.compile(r"(?:\b[^\W\d_]\.){2,}$|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|Bros|a\.m|p\.m)\.$")


@dataclass(frozen=True)
class SpanCandidate:
    """Characters `start` to `end` of passage number `passage`; score: its logit minus null's."""

    passage: int
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class TokenSpan:
    """Tokens `first` to `last`, both included, with their score."""

    first: int
    last: int
    score: float


def best_token_spans(
    starts: Logits, ends: Logits, null: float, longest: int, top: int
) -> list[TokenSpan]:
    """The `top` best spans that do not overlap, best first.

    `starts` and `ends` hold one logit for each passage token (shape `(tokens,)`).
    """
    count = len(starts)
    scores = starts[:, None] + ends[None, :]
    allowed = np.triu(np.ones((count, count), bool)) & ~np.triu(
        np.ones((count, count), bool), longest
    )
    scores = np.where(allowed, scores, -np.inf)
    found: list[TokenSpan] = []
    while len(found) < top and scores.size and np.isfinite(best := float(scores.max())):
        first, last = divmod(int(scores.argmax()), count)
        found.append(TokenSpan(first, last, best - null))
        scores[: last + 1, first:] = -np.inf  # whatever overlaps it
    return found


def whole_words(span: TokenSpan, words: Sequence[int | None]) -> tuple[int, int]:
    """The span's tokens widened to whole words; `words` names the word of each token."""
    first, last = span.first, span.last
    while first > 0 and words[first] is not None and words[first - 1] == words[first]:
        first -= 1
    while last + 1 < len(words) and words[last] is not None and words[last + 1] == words[last]:
        last += 1
    return first, last


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space and punctuation at its ends, or None if nothing is left.

    >>> trim("He said: “In May.” She left.", 9, 18)
    (10, 16)
    >>> trim("made in the U.S.", 12, 16)
    (12, 16)
    """
    while start < end and _is_loose_at_start(text[start : start + 2]):
        start += 1
    while start < end and _is_loose(text, start, end):
        end -= 1
    while start < end and text[start] in "([{" and not _closes(text, start, end):
        start += 1
    if not any(character.isalnum() for character in text[start:end]):
        return None
    return (start, end) if not text[start].isspace() else trim(text, start, end)


def _is_loose_at_start(two: str) -> bool:
    if two[0] in "-–." and two[1:].isdigit():  # a minus, or .5
        return False
    return two[0] in _EDGE or two[0].isspace()


def _is_loose(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    if last in _PAIRS:
        return text[start:end].count(last) > text[start:end].count(_PAIRS[last])
    if last == "." and _INITIALS.search(text, start, end):
        return False
    return last in _EDGE or last.isspace() or last in "([{"


def _closes(text: str, start: int, end: int) -> bool:
    closing = {"(": ")", "[": "]", "{": "}"}[text[start]]
    return closing in text[start:end]


def without_overlaps(candidates: Iterable[SpanCandidate], top: int) -> list[SpanCandidate]:
    """The `top` best candidates, best first; of two that overlap in a passage the better one."""
    kept: list[SpanCandidate] = []
    for one in sorted(candidates, key=lambda c: (-c.score, c.passage, c.start, c.end)):
        if len(kept) == top:
            break
        if not any(_overlap(one, other) for other in kept):
            kept.append(one)
    return kept


def _overlap(one: SpanCandidate, other: SpanCandidate) -> bool:
    return one.passage == other.passage and one.start < other.end and other.start < one.end
