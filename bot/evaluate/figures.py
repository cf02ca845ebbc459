"""Outcomes of items, and the figures that sum them up with their counts and intervals."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.evaluate.scoring import (
    Interval,
    bootstrap,
    mean_interval,
    percentile,
    warning_f1,
    wilson,
)

Unit = Literal["share", "mean", "seconds"]


@dataclass(frozen=True)
class Outcome:
    """What became of one item.

    `passed` holds what is good when true, and is what two runs are compared by; `measured` holds
    what is only counted; `shown` is what was answered, for reading. `seconds` is not written to
    the file of outcomes, which is the same for every run of the same code.
    """

    item_id: str
    passed: Mapping[str, bool] = field(default_factory=dict)
    measured: Mapping[str, float] = field(default_factory=dict)
    shown: Mapping[str, Any] = field(default_factory=dict)
    seconds: float | None = None


@dataclass(frozen=True)
class Figure:
    """One line of the table; `value` is None where no item could show it.

    `count` of `of` items make a share; a mean or a time has no count.
    """

    name: str
    value: float | None
    of: int
    count: int | None = None
    interval: Interval | None = None
    unit: Unit = "share"


def share(name: str, outcomes: Iterable[Outcome], key: str | None = None) -> Figure:
    """Return the share of the items that pass `key`, of those that it was asked of."""
    marks = [o.passed[key or name] for o in outcomes if (key or name) in o.passed]
    return ratio(name, sum(marks), len(marks))


def measured_share(name: str, outcomes: Iterable[Outcome], key: str) -> Figure:
    """Return the share of the items that measured more than zero."""
    marks = [o.measured[key] > 0 for o in outcomes if key in o.measured]
    return ratio(name, sum(marks), len(marks))


def ratio(name: str, count: float, of: float) -> Figure:
    """Return the share that one count is of another."""
    number, total = round(count), round(of)
    return Figure(name, number / total if total else None, total, number, wilson(number, total))


def summed_ratio(name: str, outcomes: Sequence[Outcome], part: str, whole: str) -> Figure:
    """Return what one measure makes of another, both summed over the items."""
    return ratio(name, total(outcomes, part), total(outcomes, whole))


def total(outcomes: Iterable[Outcome], key: str) -> float:
    """Return the sum of a measure over the items."""
    return math.fsum(o.measured.get(key, 0.0) for o in outcomes)


def mean(name: str, outcomes: Iterable[Outcome], key: str) -> Figure:
    """Return the mean of a measure over the items that have it."""
    values = [o.measured[key] for o in outcomes if key in o.measured]
    value = math.fsum(values) / len(values) if values else None
    return Figure(name, value, len(values), None, mean_interval(values), "mean")


def times(outcomes: Iterable[Outcome]) -> list[Figure]:
    """Return the median and the 95th percentile of the time an item took."""
    seconds = [o.seconds for o in outcomes if o.seconds is not None]
    return [
        Figure(f"seconds a question, p{int(at * 100)}", percentile(seconds, at), len(seconds),
               unit="seconds")
        for at in (0.5, 0.95)
    ]  # fmt: skip


def warnings(name: str, pairs: Sequence[tuple[bool, bool]]) -> list[Figure]:
    """Return precision, recall and F1 of pairs (warned, conflict)."""
    warned = [conflict for was_warned, conflict in pairs if was_warned]
    conflicts = [was_warned for was_warned, conflict in pairs if conflict]
    return [
        ratio(f"{name}: precision", sum(warned), len(warned)),
        ratio(f"{name}: recall", sum(conflicts), len(conflicts)),
        Figure(
            f"{name}: F1", warning_f1(pairs), len(pairs), None, bootstrap(pairs, warning_f1), "mean"
        ),
    ]
