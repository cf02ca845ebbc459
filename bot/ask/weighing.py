"""Weighing: how likely the best reading is right, and another value a side of the same fact.

Both are logistic curves over a handful of features, fitted by `python -m training.fit_weigher`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.ask.grouping import Group
from bot.ask.retrieving import Retrieved
from bot.judging.relating import Relation

LEAST_LIKELY = 0.5
"""Likelihood of the best reading under which to abstain."""

LEAST_OF_SIDE = 0.5
"""Likelihood of another value's being a side under which it is only shown as also found."""


@dataclass(frozen=True)
class Curve:
    """A logistic curve: log odds are `start` and each feature times its weight."""

    start: float
    weights: Mapping[str, float]

    def __call__(self, features: Mapping[str, float]) -> float:
        """Return the likelihood that features give."""
        odds = self.start + sum(self.weights[name] * value for name, value in features.items())
        return 1 / (1 + math.exp(-odds))


ANSWER = Curve(-2.0, {"score": 0.3, "support": 0.5, "coverage": 1.0, "ahead": 0.05})
SIDE = Curve(-3.0, {"score": 0.2, "behind": 0.05, "same": 4.0})


def answer_features(groups: Sequence[Group], retrieved: Retrieved) -> dict[str, float]:
    """Return what speaks for the first group: its best score, its sources, how far it is ahead."""
    leader = groups[0]
    others = [group.best.score for group in groups[1:]]
    return {
        "score": leader.best.score,
        "support": min(leader.support, 2.0),
        "coverage": retrieved.coverage(leader.best.hit),
        "ahead": min(leader.best.score - max(others, default=-math.inf), 10.0),
    }


def side_features(leader: Group, other: Group, relation: Relation) -> dict[str, float]:
    """Return what speaks for another value's being a side of what the leader is of."""
    return {
        "score": other.best.score,
        "behind": other.best.score - leader.best.score,
        "same": relation.likelihood,
    }
