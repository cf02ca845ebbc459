"""Support: whether the values of a sentence stand in a text, where that speaks of the same."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.claims.context import covered
from bot.claims.stated import AGREE, Stated, compare, is_same, values_in
from bot.claims.texts import Line, coverage, read_lines, weigh
from bot.text.folding import fold
from bot.text.numbers import NumberValue
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

QUALIFIES = re.compile(r"[A-Z][\w’'-]+, $")

Standing = Literal["contradicted", "disputed", "outdated", "supported", "not found"]
"""How a value stands; what is disputed or outdated has an article for it and one against it."""


@dataclass(frozen=True)
class Place:
    """Where a value or another of its kind stands: how near to the sentence, how well it fits.

    `stated` is the value as read there, None where its words stand there without being read.
    """

    line: Line
    near: float
    fit: float
    stated: Stated | None = None


@dataclass(frozen=True)
class Found:
    """How one value stands to a text: where that has it, or what it has instead.

    `place` is where what speaks for or against it stands. `homes` are all the sentences that have
    the value, `rivals` those that have another of its kind.
    """

    stated: Stated
    standing: Standing
    place: Place | None = None
    homes: tuple[Place, ...] = ()
    rivals: tuple[Place, ...] = ()


def check_values(
    sentence: str,
    lines: Sequence[Line],
    published: date | None = None,
    least: float = RIVAL,
) -> list[Found]:
    """Say of each value of a sentence whether a text has it, another in its place, or neither.

    `least` is how much of the sentence's words one with another value must have.
    """
    values, weight = values_in(sentence, published), weigh(lines)
    known = frozenset[str]().union(*(line.terms for line in lines))
    found = []
    for stated in values:
        asked = matter(sentence, stated, values, known)
        places = [(line, coverage(asked, line, weight)) for line in lines]
        found.append(check_value(sentence, stated, places, least))
    return found


def check_value(
    sentence: str, stated: Stated, places: Sequence[tuple[Line, float]], least: float
) -> Found:
    """Say how a value stands to sentences, each with how much it has of the matter."""
    own, others = tuple(homes(stated, places)), tuple(rivals(stated, sentence, places))
    home = max(own, default=None, key=lambda one: one.fit)
    if home is None and is_qualifier(sentence, stated):
        return Found(stated, "not found")
    rival = max(others, default=None, key=rank(stated, home))
    if rival is not None and is_ahead(stated, rival, home, least):
        return Found(stated, "contradicted", rival, own, others)
    if home is not None:
        nearest = max(own, key=lambda one: (is_exact(stated, one), one.near))
        return Found(stated, "supported", nearest, own, others)
    return Found(stated, "not found", None, (), others)


def matter(
    sentence: str, stated: Stated, values: Sequence[Stated], known: frozenset[str]
) -> frozenset[str]:
    """Return the terms of a sentence without a value, and without what may be wrong besides it.

    That are other figures and days, and the words of other names that stand nowhere in a text.
    """
    others = [one for one in values if one is not stated]
    doubtful = {t for one in others for t in content_terms(one.wording)
                if one.kind != "name" or t not in known}  # fmt: skip
    return masked_terms(sentence, stated) - doubtful


def masked_terms(sentence: str, stated: Stated) -> frozenset[str]:
    """Return the terms of a sentence without a value."""
    masked = sentence[: stated.span.start] + " " + sentence[stated.span.end :]
    return frozenset(content_terms(masked))


def is_exact(stated: Stated, place: Place) -> bool:
    """Tell whether a sentence has the very value, not a rougher or finer one."""
    return place.stated is None or compare(stated, place.stated) == "same"


def homes(stated: Stated, places: Sequence[tuple[Line, float]]) -> Iterator[Place]:
    """Give the sentences that have a value."""
    for line, near in places:
        read = [one for one in line.stated if is_same(stated, one)]
        found = [Place(line, near, fit(stated, one, near), one) for one in read]
        if not found and has_words(line.text, stated.wording):
            by_words = SOMEWHERE if stated.kind == "name" else (near + SOMEWHERE) / 2
            found = [Place(line, near, by_words)]
        if found:
            yield max(found, key=lambda place: place.fit)


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

    >>> from store.spans import Span
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


def has_words(text: str, wording: str) -> bool:
    """Tell whether a text has these words, whole.

    >>> has_words("Built in 1970.", "70"), has_words("The pier, built in 1970.", "the Pier")
    (False, True)
    """
    found = rf"(?<!\w){re.escape(fold(wording))}(?!\w)"
    return re.search(found, fold(text)) is not None


def has_value(stated: Stated, line: Line) -> bool:
    """Tell whether a sentence has a value that agrees."""
    if has_words(line.text, stated.wording):
        return True
    return any(compare(stated, other) in AGREE for other in line.stated)


def is_rival(stated: Stated, other: Stated, sentence: str) -> bool:
    """Tell whether a value is another of the same kind, and not one that the sentence has too."""
    if has_words(sentence, other.wording):
        return False
    return compare(stated, other) == "different"


def is_contradiction(article: str, sentence: str) -> bool:
    """Tell whether a sentence conflicts with an article in a value.

    >>> is_contradiction("The pier closed on Monday. It rained.", "The pier closed on Tuesday.")
    True
    """
    return any(f.standing == "contradicted" for f in check_values(sentence, read_lines(article)))
