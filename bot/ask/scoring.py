"""Scoring: one figure for each candidate from its features; higher is better."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.ask.candidates import Candidate
from bot.ask.evidence import Sentence

WEIGHTS: Mapping[str, float] = {
    "sentence": 4.2,
    "near": 0.5,
    "passage": 2.0,
    "article": 5.5,
    "rank": 0.9,
    "names": 0.8,
    "fresh": 0.3,
    "recent": 4.5,
    "early": 1.7,
    "new": 0.1,
    "asks": -2.4,
    "typed": 2.0,
    "nearness": 1.5,
}
"""Fitted on the development half of news_qa by training/fit_evidence.py."""

SENTENCES_READ = 40


def total(features: Mapping[str, float]) -> float:
    """Return the weighted sum of the features."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())


def most_promising(sentences: Sequence[Sentence], limit: int = SENTENCES_READ) -> list[Sentence]:
    """Return the sentences worth reading, best first."""
    return sorted(sentences, key=lambda sentence: -total(sentence.features))[:limit]


def scored(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with their scores, best first."""
    done = [replace(candidate, score=total(candidate.features)) for candidate in candidates]
    return sorted(done, key=lambda candidate: -candidate.score)
