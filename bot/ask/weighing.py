"""Weighing: how much of a question a text covers, by the rarity of the question's terms."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.ask.expansion import FAMILY_WEIGHT, forms, related
from bot.ask.question import Question
from store.terms import terms

TRUNCATED = 6
"""Terms that share this many first letters count as one word with another ending."""

LIGHT = frozenset(terms("held hold take took taken place happen happened occur occurred made make"))
LIGHT_SHARE = 0.3
SET_UP_SHARE = 0.5

Matches = tuple[float, ...]
"""How well a text has each term of a question, in their order: 0 to 1."""


@dataclass(frozen=True)
class Weighing:
    """The question's terms with their weights (inverse document frequency)."""

    weights: Mapping[str, float]

    @cached_property
    def total(self) -> float:
        """The sum of the weights, never zero."""
        return sum(self.weights.values()) or 1.0

    def coverage(self, have: frozenset[str]) -> float:
        """Return the weighted share of the question's terms that are here: 0 to 1."""
        return self.share(self.matches(have))

    def matches(self, have: frozenset[str]) -> Matches:
        """Return how well each term is matched by those that a text has."""
        return tuple(_match(term, have) for term in self.weights)

    def share(self, matches: Matches) -> float:
        """Return the weighted share of the question's terms that are matched: 0 to 1."""
        return sum(w * m for w, m in zip(self.weights.values(), matches, strict=True)) / self.total

    def told(self, wanted: Sequence[str], here: Matches, before: Matches) -> float:
        """Return how much of what happened is told here, half as much in the sentence before."""
        weight = sum(self.weights[term] for term in wanted)
        if not weight:
            return 1.0
        rows = zip(self.weights.items(), here, before, strict=True)
        return sum(w * max(h, b / 2) for (term, w), h, b in rows if term in wanted) / weight


def both(one: Matches, other: Matches) -> Matches:
    """Return how well two texts together match each term."""
    return tuple(map(max, one, other))


def _match(term: str, have: frozenset[str]) -> float:
    if term in have or not forms(term).isdisjoint(have):
        return 1.0
    if not related(term).isdisjoint(have):
        return FAMILY_WEIGHT
    return FAMILY_WEIGHT if len(term) >= TRUNCATED and term[:TRUNCATED] in shortened(have) else 0.0


@lru_cache(maxsize=1024)
def shortened(have: frozenset[str]) -> frozenset[str]:
    """Return the first letters of each term."""
    return frozenset(term[:TRUNCATED] for term in have)


def weigh(question: Question, frequencies: Mapping[str, int], total: int) -> Weighing:
    """Weigh a question's terms by how rare they are among `total` passages.

    A light verb tells little of what happened: talks are held, and so are phones. What only leads
    up to the question tells where to look rather than what to find.
    """
    set_up = set(terms(question.text)) - set(terms(question.asked))
    return Weighing(
        {
            term: idf(frequencies.get(term, 0), total)
            * (LIGHT_SHARE if term in LIGHT else 1.0)
            * (SET_UP_SHARE if term in set_up else 1.0)
            for term in question.terms
        }
    )


def idf(frequency: int, total: int) -> float:
    """Return the inverse document frequency of BM25 (Robertson and Spärck Jones)."""
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
