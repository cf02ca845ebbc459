"""The score of a passage for a query: BM25 over its terms and its title's."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

# Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the
# title as a second field (BM25F).
K1 = 1.2
B = 0.5
TITLE_WEIGHT = 0.5
COVERAGE_WEIGHT = 0.0
ADJACENT_WEIGHT = 0.0


def weigh(term_count: int, total: int) -> float:
    """Return the inverse document frequency of a term that `term_count` of `total` passages have.

    >>> round(weigh(10, 1000), 2)
    4.56
    """
    count = min(term_count, total)
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def score_passage(
    weights: Mapping[str, float],
    adjacent: frozenset[tuple[str, str]],
    passage: Sequence[str],
    title: Sequence[str],
    average: float,
) -> float:
    """Return how well a passage answers weighted terms.

    `adjacent` are the pairs of terms that stand side by side in the question; `average` is the
    mean number of terms in a passage.

    >>> score_passage({"truce": 2.0}, frozenset(), ["truce", "end"], [], 2.0)
    2.0
    """
    counts = Counter(filter(weights.__contains__, passage))
    in_title = weights.keys() & title
    norm = K1 * (1 - B + B * len(passage) / (average or 1.0))
    score = sum(
        weights[term] * (1 + K1) * (1 - 1 / (1 + _frequency(term, counts, in_title) / norm))
        for term in counts.keys() | in_title
    )
    return score + _bonus(weights, adjacent, passage, counts)


def _frequency(term: str, counts: Mapping[str, int], in_title: set[str]) -> float:
    return counts.get(term, 0) + (TITLE_WEIGHT if term in in_title else 0.0)


def _bonus(
    weights: Mapping[str, float],
    adjacent: frozenset[tuple[str, str]],
    passage: Sequence[str],
    counts: Mapping[str, int],
) -> float:
    """Reward passages that hold more of the question, and its words in their order."""
    covered = sum(weights[term] for term in counts)
    bonus = COVERAGE_WEIGHT * covered * covered / (sum(weights.values()) or 1.0)
    for first, second in adjacent.intersection(pairwise(passage)):
        bonus += ADJACENT_WEIGHT * min(weights[first], weights[second])
    return bonus
