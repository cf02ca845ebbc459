"""The score of passages for a query: BM25 over their terms and their titles', the same anywhere.

The constants were chosen on the even questions of a news quiz (620 questions, 6,465 articles) and
checked on the odd ones; `bench/store_bench.py` measures the time.
"""

import math
from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

# Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the
# title as a second field (BM25F).
K1 = 1.2
B = 0.3
TITLE_WEIGHT = 0.5
COVERAGE_WEIGHT = 0.5  # for a passage that holds much of the question
ADJACENT_WEIGHT = 0.25  # for words that stand side by side as in the question
# For an article whose passages together hold much of the question: the sentence that answers
# often names nobody. It lifts the answer into the first 20 for 93 % instead of 91 %.
ARTICLE_WEIGHT = 0.4


class Candidate(NamedTuple):
    """A passage to score; `article` tells which candidates stand together."""

    article: int
    passage: Sequence[str]
    title: Collection[str]


def weigh(term_count: int, total: int) -> float:
    """Return the inverse document frequency of a term that `term_count` of `total` passages have.

    >>> round(weigh(10, 1000), 2)
    4.56
    """
    count = min(term_count, total)
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def score_passages(
    weights: Mapping[str, float],
    asked: Sequence[str],
    candidates: Sequence[Candidate],
    average: float,
) -> list[float]:
    """Return the score of each candidate; `average` is the mean number of terms in a passage.

    `weights` has the terms that count, `asked` all terms in the order of the question.

    >>> near, far = Candidate(1, ["truce", "end"], []), Candidate(2, ["truce"], [])
    >>> score_passages({"truce": 2.0, "end": 1.0}, ["truce", "end"], [near, far], 2.0)
    [5.95, 3.64...]
    """
    adjacent = frozenset(pair for pair in pairwise(asked) if weights.keys() >= set(pair))
    counts = [Counter(filter(weights.__contains__, one.passage)) for one in candidates]
    together: dict[int, set[str]] = {}
    for one, count in zip(candidates, counts, strict=True):
        together.setdefault(one.article, weights.keys() & one.title).update(count)
    held = {article: _weight(weights, terms) for article, terms in together.items()}
    total = _weight(weights, weights) or 1.0
    return [
        _bm25(weights, one, count, average)
        + COVERAGE_WEIGHT * _weight(weights, count) ** 2 / total
        + ADJACENT_WEIGHT * _adjacent(weights, adjacent, one.passage)
        + ARTICLE_WEIGHT * held[one.article]
        for one, count in zip(candidates, counts, strict=True)
    ]


def _bm25(
    weights: Mapping[str, float], one: Candidate, counts: Mapping[str, int], average: float
) -> float:
    norm = K1 * (1 - B + B * len(one.passage) / (average or 1.0))
    score = 0.0
    for term, weight in weights.items():
        frequency = counts.get(term, 0) + (TITLE_WEIGHT if term in one.title else 0.0)
        score += weight * frequency * (K1 + 1) / (frequency + norm)
    return score


def _adjacent(
    weights: Mapping[str, float], adjacent: frozenset[tuple[str, str]], passage: Sequence[str]
) -> float:
    pairs = adjacent.intersection(pairwise(passage))
    return sum(min(weights[first], weights[second]) for first, second in sorted(pairs))


def _weight(weights: Mapping[str, float], terms: Container[str]) -> float:
    return sum(weight for term, weight in weights.items() if term in terms)
