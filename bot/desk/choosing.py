"""Choosing the sentences that tell a story: the most central ones, each thing said once.

Centroid and redundancy after Radev et al., "Centroid-based summarization of multiple documents"
(2004), and Carbonell & Goldstein, "The use of MMR" (1998); docs/summary.md has it measured beside
LexRank and TextRank.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.ask.evidence import Sentence
from bot.ask.weighing import Weighing
from bot.desk.figures import dateline_end, within
from bot.text.sentences import is_heading
from store.terms import content_terms

Vector = Mapping[str, float]

SAME = 0.55
"""Two sentences with this cosine tell the same thing."""

FEWEST_WORDS, MOST_WORDS = 7, 60
LEAD = 0.35
"""What the first sentence of an article counts more; later ones count less and less."""

TOPIC = 0.3
REDUNDANCY = 0.7
DANGLING = 0.6
"""What is left of a sentence that does not stand by itself."""

FULL_WORDS = 14
"""A shorter sentence counts less: it says little, or leans on the one before."""

LEANS_BACK = re.compile(
    r"^[“\"‘'(]*(?:He|She|It|They|This|That|These|Those|His|Her|Their|Its|But|And|So|Then|There|Here"
    r"|Yet|Both|Neither|Such|Another|Others|Some|Instead|Also|However|Still|Meanwhile|Half)\b"
)


@dataclass(frozen=True)
class Line:
    """A sentence with its terms as a vector of length one, and how much it tells of the story."""

    sentence: Sentence
    vector: Vector
    weight: float


def weigh_lines(sentences: Sequence[Sentence], background: Weighing) -> list[Line]:
    """Return the sentences that may stand in a summary, each with its weight."""
    fit = [sentence for sentence in sentences if is_fit(sentence)]
    vectors = [vector_of(sentence, background) for sentence in fit]
    centre = centre_of(fit, vectors)
    places = places_in_articles(fit)
    return [
        Line(sentence, vector, weight_of(sentence, vector, centre, place))
        for sentence, vector, place in zip(fit, vectors, places, strict=True)
    ]


def is_fit(sentence: Sentence) -> bool:
    """Tell whether a sentence may be quoted by itself: no question, no headline, no fragment."""
    words = sentence.text.split()
    ended = re.search(r"[.!…][\"'”’)\]]*$", sentence.text) is not None
    heading = is_heading(sentence.hit.text, within(sentence))
    return ended and not heading and FEWEST_WORDS <= len(words) <= MOST_WORDS


def vector_of(sentence: Sentence, background: Weighing) -> Vector:
    """Return the terms of a sentence, its dateline aside, by rarity; the vector's length is one."""
    text = sentence.text[dateline_end(sentence.text) :]
    counts = Counter(content_terms(text))
    raw = {t: (1 + math.log(n)) * background.weights.get(t, 0.0) for t, n in counts.items()}
    return scaled(raw)


def scaled(raw: Mapping[str, float]) -> Vector:
    """Return a vector scaled to length one.

    >>> scaled({"a": 3.0, "b": 4.0})
    {'a': 0.6, 'b': 0.8}
    """
    length = math.sqrt(math.fsum(value * value for value in raw.values())) or 1.0
    return {term: value / length for term, value in raw.items()}


def centre_of(sentences: Sequence[Sentence], vectors: Sequence[Vector]) -> Vector:
    """Return the middle of a story; each article counts once, and a copy not at all."""
    sums: dict[str, dict[str, float]] = {}
    for sentence, vector in zip(sentences, vectors, strict=True):
        if sentence.hit.copy_of is None:
            pile = sums.setdefault(sentence.hit.article_id, {})
            for term, value in vector.items():
                pile[term] = pile.get(term, 0.0) + value
    total: dict[str, float] = {}
    for pile in sums.values():
        for term, value in scaled(pile).items():
            total[term] = total.get(term, 0.0) + value
    return scaled(total)


def places_in_articles(sentences: Sequence[Sentence]) -> list[int]:
    """Return the place of each sentence among those of its article, 0 for the first."""
    seen: Counter[str] = Counter()
    places = []
    for sentence in sentences:
        places.append(seen[sentence.hit.article_id])
        seen[sentence.hit.article_id] += 1
    return places


def weight_of(sentence: Sentence, vector: Vector, centre: Vector, place: int) -> float:
    """Return how much a sentence tells: near the middle, early, on the topic, clear by itself."""
    weight = cosine(vector, centre) + LEAD / (1 + place) + TOPIC * sentence.features["sentence"]
    weight *= min(1.0, len(sentence.text.split()) / FULL_WORDS)
    return weight * (DANGLING if LEANS_BACK.match(sentence.text) else 1.0)


def cosine(a: Vector, b: Vector) -> float:
    """Return the cosine of two vectors of length one."""
    small, large = sorted((a, b), key=len)
    return math.fsum(value * large.get(term, 0.0) for term, value in small.items())


def choose(lines: Sequence[Line], length: int) -> list[Line]:
    """Return the lines that tell most, none that tells what another does."""
    chosen: list[Line] = []
    nearest = [0.0] * len(lines)
    while len(chosen) < length:
        left = [at for at, near in enumerate(nearest) if near < SAME]
        if not left:
            break
        best = max(left, key=lambda at: lines[at].weight - REDUNDANCY * nearest[at])
        chosen.append(lines[best])
        for at, line in enumerate(lines):
            nearest[at] = max(nearest[at], cosine(line.vector, lines[best].vector))
        nearest[best] = 1.0
    return chosen
