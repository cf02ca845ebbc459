"""Texts: the sentences of a text with their terms and values, and how near they are to another."""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.claims.context import likeness
from bot.claims.stated import Stated, values_in
from bot.text.sentences import split_sentences
from store.spans import Span
from store.terms import content_terms

BESIDE = 0.75
"""What words of the sentences around count for."""


@dataclass(frozen=True)
class Line:
    """One sentence of a text with its terms, those of its neighbours, and its values."""

    span: Span
    text: str
    terms: frozenset[str]
    around: frozenset[str]
    stated: tuple[Stated, ...]


def read_lines(text: str, published: date | None = None) -> list[Line]:
    """Return the sentences of a text with their terms and values."""
    spans = split_sentences(text)
    texts = [text[span.start : span.end] for span in spans]
    own = [frozenset(content_terms(one)) for one in texts]
    return [
        Line(
            span,
            one,
            own[at],
            frozenset().union(*own[max(0, at - 1) : at + 2]),
            tuple(values_in(one, published)),
        )
        for at, (span, one) in enumerate(zip(spans, texts, strict=True))
    ]


def weigh(lines: Iterable[Line]) -> Callable[[str], float]:
    """Return how much a term tells within a text: rare ones more."""
    every = list(lines)
    counts = Counter(term for line in every for term in line.terms)
    return lambda term: math.log(1 + (len(every) + 1) / (0.5 + counts[term]))


def coverage(asked: frozenset[str], line: Line, weight: Callable[[str], float]) -> float:
    """Return the weighted share of terms that stand in a sentence, or beside it: 0 to 1."""
    whole = sum(weight(term) for term in asked) or 1.0
    return sum(weight(t) * match(t, line) for t in asked) / whole


def match(term: str, line: Line) -> float:
    """Return how well a sentence, or one beside it, has a term: 0 to 1."""
    if term in line.terms:
        return 1.0
    if term in line.around:
        return BESIDE
    return max((likeness(term, other) for other in line.terms), default=0.0)
