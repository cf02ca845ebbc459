"""Support: whether the values of a sentence stand in a text, where that speaks of the same."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.claims.context import covered, likeness
from bot.claims.stated import AGREE, Stated, compare, is_same, values_in
from bot.text.folding import fold
from bot.text.numbers import NumberValue
from bot.text.sentences import split_sentences
from store.spans import Span
from store.terms import content_terms

RIVAL = 0.3
"""A sentence that covers so much of another's words speaks of the same thing."""

FIT, AHEAD = {"name": 0.4, "date": 0.3}, {"name": 0.4, "date": 0.2}
FIT_OTHERWISE, AHEAD_OTHERWISE = 0.4, 0.3
"""How well another value must fit in a value's place, and so much better than the value itself."""

FIT_OF_ABSENT = {"number": 0.3}
"""A figure that stands nowhere in a text gives way sooner."""

IN_COMMON = 0.1
"""What stands for a name that is nowhere must have so much of the words around it."""

OF_ONE_PERSON = 0.35
"""Ages are of somebody: the words right around two of them must be so much alike."""

NEAREST = 6
SOMEWHERE = 0.5
"""How well a value fits that stands in a sentence without being read there."""

BESIDE = 0.75
"""What words of the sentences around count for."""

QUALIFIES = re.compile(r"[A-Z][\w’'-]+, $")

Standing = Literal["supported", "contradicted", "not found"]


@dataclass(frozen=True)
class Line:
    """One sentence of a text with its terms, those of its neighbours, and its values."""

    span: Span
    text: str
    terms: frozenset[str]
    around: frozenset[str]
    stated: tuple[Stated, ...]


@dataclass(frozen=True)
class Found:
    """How one value stands to a text: where that has it, or what it has instead.

    `also` is where another sentence has the very value that one contradicts: the text disagrees.
    """

    stated: Stated
    standing: Standing
    line: Line | None = None
    instead: Stated | None = None
    also: Line | None = None


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


def check_values(
    sentence: str, lines: Sequence[Line], published: date | None = None
) -> list[Found]:
    """Say of each value of a sentence whether a text has it, another in its place, or neither."""
    weight = weigh(lines)
    return [
        check_value(sentence, stated, lines, weight) for stated in values_in(sentence, published)
    ]


def check_value(
    sentence: str,
    stated: Stated,
    lines: Sequence[Line],
    weight: Callable[[str], float],
    least: float = RIVAL,
) -> Found:
    """Say whether a text has a value where it speaks of what the sentence speaks of.

    `least` is how much of the sentence's words one with another value must have.
    """
    masked = sentence[: stated.span.start] + " " + sentence[stated.span.end :]
    asked = frozenset(content_terms(masked))
    places = [(line, coverage(asked, line, weight)) for line in lines]
    home = max(homes(stated, places), default=None, key=lambda one: one.fit)
    if home is None and is_qualifier(sentence, stated):
        return Found(stated, "not found")
    rival = max(rivals(stated, sentence, places), default=None, key=rank(stated, home))
    if rival is not None and is_ahead(stated, rival, home, least):
        also = home.line if home is not None and home.near >= RIVAL else None
        return Found(stated, "contradicted", rival.line, rival.instead, also)
    if home is not None:
        line = max(homes(stated, places), key=lambda one: one.near).line
        return Found(stated, "supported", line)
    return Found(stated, "not found")


@dataclass(frozen=True)
class Place:
    """Where a value or another of its kind stands: how near to the sentence, how well it fits."""

    line: Line
    near: float
    fit: float
    instead: Stated | None = None


def homes(stated: Stated, places: Sequence[tuple[Line, float]]) -> Iterator[Place]:
    """Give the sentences that have a value."""
    for line, near in places:
        fits = [fit(stated, one, near) for one in line.stated if is_same(stated, one)]
        if not fits and fold(stated.wording) in fold(line.text):
            fits = [SOMEWHERE if stated.kind == "name" else (near + SOMEWHERE) / 2]
        if fits:
            yield Place(line, near, max(fits))


def rivals(
    stated: Stated, sentence: str, places: Sequence[tuple[Line, float]]
) -> Iterator[Place]:
    """Give the values of the same kind in sentences that have not the value itself."""
    for line, near in places:
        if not has_value(stated, line):
            for one in line.stated:
                if is_rival(stated, one, sentence) and alike(stated, one) >= least_alike(stated):
                    yield Place(line, near, fit(stated, one, near), one)


def least_alike(stated: Stated) -> float:
    """Return how alike the words around another value must be for it to be of the same."""
    is_age = isinstance(stated.value, NumberValue) and stated.value.kind == "age"
    return OF_ONE_PERSON if is_age else 0.0


def rank(stated: Stated, home: Place | None) -> Callable[[Place], float]:
    """Return what rivals are ranked by: a name that stands nowhere by its sentence alone."""
    if stated.kind == "name" and home is None:
        return lambda place: place.near if place.fit >= IN_COMMON else 0.0
    return lambda place: place.fit


def is_ahead(stated: Stated, rival: Place, home: Place | None, least: float) -> bool:
    """Tell whether another value rather than this one belongs in its place."""
    if stated.kind == "name" and home is None:
        return rival.near >= least and rival.fit >= IN_COMMON
    enough = FIT.get(stated.kind, FIT_OTHERWISE)
    if home is None:
        enough = FIT_OF_ABSENT.get(stated.kind, enough)
    enough = max(enough, least)
    ahead = AHEAD.get(stated.kind, AHEAD_OTHERWISE)
    return rival.fit >= enough and (home is None or rival.fit - home.fit >= ahead)


def fit(stated: Stated, other: Stated, near: float) -> float:
    """Return how well another value stands in a value's place, by the words around both: 0 to 1."""
    if stated.kind == "name":
        return covered(stated.near, other.near, NEAREST)
    return (near + alike(stated, other)) / 2


def alike(a: Stated, b: Stated) -> float:
    """Return how alike the words around two values are: 0 to 1."""
    return (covered(a.near, b.near, NEAREST) + covered(b.near, a.near, NEAREST)) / 2


def is_qualifier(sentence: str, stated: Stated) -> bool:
    """Tell whether a name says little by itself: where another is, a code, a first word.

    >>> line = "It burned in Brede, Halden."
    >>> is_qualifier(line, Stated("name", Span(20, 26), "Halden"))
    True
    """
    if stated.kind != "name":
        return False
    before = sentence[: stated.span.start]
    is_code = any(letter.isdigit() for letter in stated.wording)
    is_first = not before.strip("\"'“‘ ") and " " not in stated.wording
    if is_code or (is_first and stated.name_kind == "name"):
        return True
    return QUALIFIES.search(before) is not None


def coverage(asked: frozenset[str], line: Line, weight: Callable[[str], float]) -> float:
    """Return the weighted share of terms that stand in a sentence, or beside it: 0 to 1."""
    whole = sum(weight(term) for term in asked) or 1.0
    return sum(weight(t) * _match(t, line) for t in asked) / whole


def _match(term: str, line: Line) -> float:
    if term in line.terms:
        return 1.0
    if term in line.around:
        return BESIDE
    return max((likeness(term, other) for other in line.terms), default=0.0)


def has_value(stated: Stated, line: Line) -> bool:
    """Tell whether a sentence has a value that agrees."""
    if fold(stated.wording) in fold(line.text):
        return True
    return any(compare(stated, other) in AGREE for other in line.stated)


def is_rival(stated: Stated, other: Stated, sentence: str) -> bool:
    """Tell whether a value is another of the same kind, and not one that the sentence has too."""
    if fold(other.wording) in fold(sentence):
        return False
    return compare(stated, other) == "different"


def is_contradiction(article: str, sentence: str) -> bool:
    """Tell whether a sentence conflicts with an article in a value.

    >>> is_contradiction("The pier closed on Monday. It rained.", "The pier closed on Tuesday.")
    True
    """
    return any(f.standing == "contradicted" for f in check_values(sentence, read_lines(article)))
