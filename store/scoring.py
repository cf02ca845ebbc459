"""The score of passages for a query: BM25 over their terms and their titles', the same anywhere.

The constants were chosen on the even questions of a news quiz (620 questions, 6,465 articles) and
checked on the odd ones; `bench/store_bench.py` measures the time.
"""

import math
from collections.abc import Container, Mapping, Sequence, Set
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
    """A passage to score, as its terms and those of its title, joined by blanks.

    `article` tells which candidates stand together.
    """

    article: int
    passage: str
    title: str


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

    >>> near, far = Candidate(1, "truce end", ""), Candidate(2, "truce", "")
    >>> score_passages({"truce": 2.0, "end": 1.0}, ["truce", "end"], [near, far], 2.0)
    [5.95, 3.64...]
    """
    # Terms are sought in the joined text, which is much faster than to look at each of them.
    spelled = {term: f" {term} " for term in weights}
    adjacent = {
        f" {first} {second} ": min(weights[first], weights[second])
        for first, second in sorted({*pairwise(asked)})
        if first in weights and second in weights
    }
    texts = [f" {one.passage} " for one in candidates]
    counts = [
        {term: _count(text, sought) for term, sought in spelled.items() if sought in text}
        for text in texts
    ]
    titles = {one.article: f" {one.title} " for one in candidates}
    titled = {
        article: {term for term, sought in spelled.items() if sought in title}
        for article, title in titles.items()
    }
    together = {article: set(terms) for article, terms in titled.items()}
    for one, count in zip(candidates, counts, strict=True):
        together[one.article].update(count)
    held = {article: _weight(weights, terms) for article, terms in together.items()}
    total = _weight(weights, weights) or 1.0
    return [
        _bm25(weights, count, titled[one.article], _length(one.passage) / (average or 1.0))
        + COVERAGE_WEIGHT * sum(weights[term] for term in count) ** 2 / total
        + ADJACENT_WEIGHT * sum(weight for pair, weight in adjacent.items() if pair in text)
        + ARTICLE_WEIGHT * held[one.article]
        for one, text, count in zip(candidates, texts, counts, strict=True)
    ]


def _count(text: str, sought: str) -> int:
    """Count a term with its blanks in a text; of two that stand side by side they share one.

    >>> _count(" far far away ", " far ")
    2
    """
    if sought + sought[1:] in text:
        return text.split().count(sought.strip())
    return text.count(sought)


def _bm25(
    weights: Mapping[str, float], counts: Mapping[str, int], titled: Set[str], length: float
) -> float:
    norm = K1 * (1 - B + B * length)
    score = 0.0
    for term in weights if titled else counts:
        frequency = counts.get(term, 0) + (TITLE_WEIGHT if term in titled else 0.0)
        if frequency:
            score += weights[term] * frequency * (K1 + 1) / (frequency + norm)
    return score


def _length(passage: str) -> int:
    return passage.count(" ") + 1 if passage else 0


def _weight(weights: Mapping[str, float], terms: Container[str]) -> float:
    return sum(weight for term, weight in weights.items() if term in terms)
