"""Weighing: how likely a reading is right, an answer to be given, another value a side.

Each is one logistic curve over a handful of features, fitted by `python -m training.fit_weigher`.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.ask.grouping import Group, surety
from bot.judging.relating import Relation
from bot.reader.judge import log_odds

LEAST_LIKELY = 0.45
"""Likelihood of the best reading under which to abstain."""

LEAST_OF_SIDE = 0.31
"""Likelihood of another value's being a side under which it is only shown as also found."""

LEAST_SHOWN = -2.0
"""Log odds of being right under which a value is not even shown as also found."""

OLD = 14
"""Days from which an article is old news, however old."""

MOST_SUPPORT = 2.0
"""So many other sources make an answer as likely as more do."""


@dataclass(frozen=True)
class Curve:
    """A logistic curve: log odds are `start` and each feature times its weight."""

    start: float
    weights: Mapping[str, float]

    def odds(self, features: Mapping[str, float]) -> float:
        """Return the log odds that features give."""
        return self.start + sum(self.weights[name] * value for name, value in features.items())

    def __call__(self, features: Mapping[str, float]) -> float:
        """Return the likelihood that features give."""
        return 1 / (1 + math.exp(-self.odds(features)))


WEIGHTS = Path(__file__).parent / "weighing.json"


def read_curve(name: str) -> Curve:
    """Return one of the curves that are kept."""
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))[name]
    return Curve(kept["start"], kept["weights"])


QUOTE, ANSWER, SIDE = (read_curve(name) for name in ("quote", "answer", "side"))


def quote_features(score: float, rank: int, days: int) -> dict[str, float]:
    """Return what speaks for a reading: reader, rank of its passage (0: first), and its age.

    `days` lie between its article and the day that is asked about.
    """
    age = math.log1p(min(days, OLD))
    return {"score": score, "rank": math.log1p(rank), "age": age}


def answer_features(leader: Group) -> dict[str, float]:
    """Return what speaks for answering: the leader's best reading, and its other sources."""
    return {"best": leader.best.score, "support": min(leader.support, MOST_SUPPORT)}


def by_likelihood(groups: Sequence[Group]) -> list[Group]:
    """Return groups by how likely each is the answer, the likeliest first."""
    return sorted(groups, key=lambda one: -ANSWER.odds(answer_features(one)))


def side_features(leader: Group, other: Group, relation: Relation) -> dict[str, float]:
    """Return what speaks for another value's being a side of what the leader is of.

    An article that states the leader's value seldom states another of the same fact: `own` is how
    sure it is that this one does.
    """
    own = (surety(one) for one in leader.members if one.article_id == other.best.article_id)
    return {
        "best": other.best.score,
        "lead": leader.best.score,
        "same": log_odds(relation.likelihood),
        "kind": float(other.best.value.kind == leader.best.value.kind),
        "own": max(own, default=0.0),
        "support": min(other.support, MOST_SUPPORT),
        "against": min(leader.support, MOST_SUPPORT),
    }
