"""Scoring: one figure for each candidate from its features; higher is better."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.ask.candidates import Candidate
from bot.ask.evidence import Sentence
from store.spans import Span

WEIGHTS: Mapping[str, float] = {
    "sentence": 4.2,
    "near": 0.5,
    "passage": 2.0,
    "article": 5.5,
    "rank": 0.9,
    "names": 0.8,
    "fresh": 0.3,
    "recent": 5.5,
    "early": 1.7,
    "new": 0.1,
    "brief": -2.0,
    "event": 3.0,
    "speaker": 5.0,
    "scope": 2.0,
    "asks": -2.4,
    "typed": 2.0,
    "nearness": 4.0,
    "fit": 2.0,
    "reader": 7.0,
    "pointed": 2.5,
    "saying": -3.0,
    "tense": 2.5,
    "vague": -1.0,
}
"""Set by hand and held by measurement: see docs/answering.md.

A linear fit to news_qa alone put first quotes right no more often, and weights fitted to the
conflict sets, where every passage is on the subject, forgot to ask whether it is.
"""

RANKING_ONLY = frozenset({"rank", "fresh", "recent", "early", "new"})
"""Features that say where to look first, not whether a sentence speaks of the fact."""

SENTENCES_READ = 40


def total(features: Mapping[str, float]) -> float:
    """Return the weighted sum of the features."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())


def relevance(features: Mapping[str, float]) -> float:
    """Return the weighted sum of the features that tell what a sentence speaks of."""
    return total({name: value for name, value in features.items() if name not in RANKING_ONLY})


def most_promising(sentences: Sequence[Sentence], limit: int = SENTENCES_READ) -> list[Sentence]:
    """Return the sentences worth reading, best first."""
    return sorted(sentences, key=lambda sentence: -total(sentence.features))[:limit]


def scored(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with their scores, best first, one for each sentence."""
    done = [replace(candidate, score=total(candidate.features)) for candidate in candidates]
    ranked = sorted(done, key=lambda candidate: -candidate.score)
    return first_of_each_sentence(ranked)


def first_of_each_sentence(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the first candidate of each sentence, in order."""
    first: dict[tuple[str, Span], Candidate] = {}
    for candidate in candidates:
        first.setdefault((candidate.article_id, candidate.sentence.span), candidate)
    return list(first.values())
