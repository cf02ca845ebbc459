"""Grouping: statements whose values may both be right stand together, the best group first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.judging.document import Statement
from bot.judging.values import COMPATIBLE, compare
from bot.text.dates import DateValue
from bot.text.numbers import NumberValue

NEAR = 1.0
"""Log odds under the best reading within which a more precise value names its group."""

PRECISION = ("time", "day", "range", "week", "month", "season", "quarter", "year", "decade")


@dataclass(frozen=True)
class Group:
    """Compatible statements, best first; `head` has the most precise value of the sure ones."""

    members: tuple[Statement, ...]

    @property
    def best(self) -> Statement:
        """The statement with the highest score."""
        return self.members[0]

    @property
    def head(self) -> Statement:
        """The statement whose value names the group: the most precise of those near the best."""
        least, kind = self.best.score - NEAR, self.best.value.kind
        return min(
            (one for one in self.members if one.score >= least and one.value.kind == kind),
            key=lambda one: (vagueness(one), -one.score),
        )

    @property
    def sources(self) -> int:
        """How many sources state it, copies counted with their original."""
        return len(self._surest())

    @property
    def support(self) -> float:
        """How many other sources state it, each by how sure the reader is of it."""
        best = self._surest()
        return sum(best.values()) - best[self._counted_as(self.best)]

    def _surest(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for one in self.members:
            name = self._counted_as(one)
            found[name] = max(found.get(name, 0.0), surety(one))
        return found

    def _counted_as(self, one: Statement) -> str:
        """Return the source that a statement counts as: a copy as the original that is here too."""
        return self._originals.get(one.hit.copy_of or "", one.source)

    @cached_property
    def _originals(self) -> dict[str, str]:
        return {member.article_id: member.source for member in self.members}


def surety(one: Statement) -> float:
    """Return a statement's log odds as a likelihood."""
    return 1 / (1 + math.exp(-one.score))


def group(statements: Sequence[Statement]) -> list[Group]:
    """Group statements by compatible values; they come best first, and so do the groups.

    Each joins the first group with whose best statement its value is compatible.
    """
    piles: list[list[Statement]] = []
    for one in statements:
        home = next((pile for pile in piles if compare(pile[0], one) in COMPATIBLE), None)
        if home is None:
            piles.append([one])
        else:
            home.append(one)
    return [Group(tuple(pile)) for pile in piles]


def vagueness(one: Statement) -> int:
    """Return how vague a value is: 0 for what names one moment, figure or name in full."""
    value = one.value.typed
    if isinstance(value, DateValue):
        is_known = value.precision in PRECISION and value.iso is not None
        return max(1, PRECISION.index(value.precision)) if is_known else len(PRECISION)
    if isinstance(value, NumberValue):
        return 0 if value.low == value.high and not value.qualifier else 1
    return -len(one.wording.split()) if one.value.kind in ("person", "place") else 0
