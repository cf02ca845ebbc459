"""Facts: which figures of a topic are values of the same thing, and how they stand together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.ask.expansion import related
from bot.ask.figures import PEOPLE
from bot.desk.figures import Figure
from bot.text.numbers import NumberValue
from store.terms import terms

ALIKE = 0.25
"""Figures whose surroundings are this alike (0 to 1) are values of one thing."""

FAMILY_WEIGHT = 0.8
"""What a word of the same family counts: nearer than in a search, the topic being the same."""

MOST_TIMES = {True: 20, False: 200}
"""How many times larger one value of a thing may be than another: of money, and of the rest."""


@dataclass(frozen=True)
class Fact:
    """Figures of one thing, in the order of publication."""

    figures: tuple[Figure, ...]


def find_facts(figures: Sequence[Figure]) -> list[Fact]:
    """Put the figures of one thing together; what is stated once only is a fact of its own."""
    piles: list[list[Figure]] = []
    for figure in sorted(figures, key=published):
        nearest = max(piles, key=lambda pile: likeness_to(pile, figure), default=None)
        if nearest is not None and likeness_to(nearest, figure) >= ALIKE:
            nearest.append(figure)
        else:
            piles.append([figure])
    return [Fact(tuple(pile)) for pile in piles]


def published(figure: Figure) -> tuple[bool, str, int]:
    """Return the key that puts figures in order of publication, undated ones last."""
    at = figure.sentence.hit.published_at
    return at is None, at or "", figure.candidate.span.start


def likeness_to(pile: Sequence[Figure], figure: Figure) -> float:
    """Return how alike a figure is to those of a pile, on average over the nearest half."""
    found = sorted((likeness(one, figure) for one in pile), reverse=True)
    half = found[: (len(found) + 1) // 2]
    return sum(half) / len(half) if min(found) > 0 or len(pile) > 2 else 0.0


def likeness(a: Figure, b: Figure) -> float:
    """Return how much of what stands beside two values is the same: 0 to 1.

    Values that count or measure different things are never alike, nor two of one sentence.
    """
    if a.sentence is b.sentence or not is_same_measure(a, b) or not is_said_alike(a, b):
        return 0.0
    total = sum(a.beside.values()) + sum(b.beside.values())
    return (shared(a.beside, b.beside) + shared(b.beside, a.beside)) / total if total else 0.0


def shared(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the weight of the terms of one that the other has, by themselves or their family."""
    found = 0.0
    for term, weight in a.items():
        if term in b:
            found += min(weight, b[term])
        else:
            kin = max((b[other] for other in related(term) if other in b), default=0.0)
            found += FAMILY_WEIGHT * min(weight, kin)
    return found


def is_said_alike(a: Figure, b: Figure) -> bool:
    """Tell whether what stands closest to one value stands near the other, or its family does."""
    return is_near(a.key, b.beside) or is_near(b.key, a.beside)


def is_near(key: frozenset[str], beside: Mapping[str, float]) -> bool:
    """Tell whether a term of a key, or of its family, is among those beside a value."""
    return any(term in beside or not related(term).isdisjoint(beside) for term in key)


def is_same_measure(a: Figure, b: Figure) -> bool:
    """Tell whether two values are of one kind, and count or measure the same thing."""
    one, two = a.candidate.value, b.candidate.value
    if not isinstance(one, NumberValue) or not isinstance(two, NumberValue):
        return a.candidate.kind == b.candidate.kind == "date"
    if one.kind != two.kind or not is_same_order(one, two):
        return False
    return one.unit == two.unit or is_same_count(one.unit, two.unit)


def is_same_order(one: NumberValue, two: NumberValue) -> bool:
    """Tell whether two figures are near enough in size to be values of one thing."""
    a, b = size(one), size(two)
    return min(a, b) * MOST_TIMES[one.kind == "money"] >= max(a, b)


def size(value: NumberValue) -> Decimal:
    """Return how large a figure is, by its lower bound where it has one."""
    return abs(value.low or value.high or Decimal(0))


def is_same_count(one: str, two: str) -> bool:
    """Tell whether two nouns may be counted together: people are called by many nouns.

    >>> is_same_count("person", "passenger"), is_same_count("", "person")
    (True, True)
    >>> is_same_count("shell", "person")
    False
    """
    if not one or not two or {one, two} <= PEOPLE:
        return True
    return any(not related(term).isdisjoint(terms(two)) for term in terms(one))
