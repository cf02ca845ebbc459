"""The score of passages for a query: BM25 over their terms and their titles', the same anywhere.

The constants were chosen on the even questions of a news quiz (620 questions, 6,465 articles) and
checked on the odd ones; `bench/store_bench.py` measures the time.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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
    if not candidates:
        return []
    passages = _Texts([one.passage for one in candidates])
    by_article = {one.article: one.title for one in candidates}
    places = {article: place for place, article in enumerate(by_article)}
    article = np.array([places[one.article] for one in candidates])
    titles = _Texts(list(by_article.values()))
    norm = K1 * (1 - B + B * (passages.lengths() / (average or 1.0)))
    total = sum(weights.values()) or 1.0
    zero = np.zeros(len(candidates))
    bm25, covered, adjacent, held = zero, zero, zero, np.zeros(len(by_article))
    for term, weight in weights.items():
        counts, titled = passages.count(term), titles.count(term) > 0
        frequency = counts + TITLE_WEIGHT * titled[article]
        bm25 = bm25 + weight * frequency * (K1 + 1) / (frequency + norm)
        covered = covered + weight * (counts > 0)
        there = titled.copy()
        there[article[counts > 0]] = True
        held += weight * there
    for first, second in sorted({*pairwise(asked)}):
        if first in weights and second in weights:
            together = passages.has_pair(first, second)
            adjacent = adjacent + min(weights[first], weights[second]) * together
    scores = (
        bm25
        + COVERAGE_WEIGHT * covered**2 / total
        + ADJACENT_WEIGHT * adjacent
        + ARTICLE_WEIGHT * held[article]
    )
    return list(map(float, scores))


class _Texts:
    """Texts of terms, put into one: a term is sought in all of them at once, which is faster."""

    def __init__(self, texts: Sequence[str]) -> None:
        lines = [f" {text} \n".encode() for text in texts]
        sizes = np.array([len(line) for line in lines])
        self._whole, self._ends = b"".join(lines), np.cumsum(sizes)
        self._starts, self._is_empty = self._ends - sizes, sizes == len("  \n")
        self._places: dict[str, NDArray[np.int64]] = {}

    def lengths(self) -> NDArray[np.int64]:
        """Return how many terms each text has."""
        blanks = np.frombuffer(self._whole, np.uint8) == ord(" ")
        found = np.add.reduceat(blanks, self._starts, dtype=np.int64) - 1
        return np.where(self._is_empty, 0, found)

    def count(self, term: str) -> NDArray[np.int64]:
        """Count a term in each text."""
        return self._per_text(self._find(term))

    def has_pair(self, first: str, second: str) -> NDArray[np.bool_]:
        """Tell in which texts a term stands before another one."""
        behind = self._find(first) + len(first.encode()) + 1
        return self._per_text(np.intersect1d(behind, self._find(second), assume_unique=True)) > 0

    def _per_text(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        texts = np.searchsorted(self._ends, places, side="right")
        return np.bincount(texts, minlength=len(self._ends))

    def _find(self, term: str) -> NDArray[np.int64]:
        if term not in self._places:
            places = find_all(self._whole, f" {term} ".encode())
            self._places[term] = np.array(places, np.int64)
        return self._places[term]


def find_all(text: bytes, sought: bytes) -> list[int]:
    """Return where a term with its blanks stands; of two side by side one blank is of both.

    >>> find_all(b" far far away ", b" far ")
    [0, 4]
    """
    places, at = [], text.find(sought)
    while at >= 0:
        places.append(at)
        at = text.find(sought, at + len(sought) - 1)
    return places
