"""Outcomes of items, and the figures that sum them up with their counts and intervals."""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

Unit = Literal["share", "mean", "seconds", "count"]
Interval = tuple[float, float]
Row = TypeVar("Row")

Z = 1.959964
"""The 97.5 % point of the normal distribution, for intervals of 95 %."""

RESAMPLES = 1000


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


def tally(name: str, outcomes: Sequence[Outcome], part: str, whole: str) -> Figure:
    """Return how many there are of something, beside how many there could be."""
    number = round(total(outcomes, part))
    return Figure(name, number, round(total(outcomes, whole)), number, unit="count")


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


def wilson(count: int, of: int) -> Interval | None:
    """Return the 95 % interval of a share (Wilson 1927), None of nothing.

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    if not of:
        return None
    share = count / of
    middle = share + Z * Z / (2 * of)
    spread = Z * math.sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    scale = 1 + Z * Z / of
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def mean_interval(values: Sequence[float]) -> Interval | None:
    """Return the 95 % interval of a mean by the normal approximation, None of fewer than two."""
    if len(values) < 2:
        return None
    mean = math.fsum(values) / len(values)
    variance = math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)
    spread = Z * math.sqrt(variance / len(values))
    return mean - spread, mean + spread


def warning_f1(pairs: Iterable[tuple[bool, bool]]) -> float | None:
    """Return the F1 of pairs (warned, conflict), None where nothing is warned of or conflicts.

    >>> warning_f1([(True, True), (True, False), (False, False)])
    0.6666666666666666
    """
    counts = Counter(pairs)
    right, wrong = counts[True, True], counts[True, False] + counts[False, True]
    return 2 * right / (2 * right + wrong) if right or wrong else None


def auc(rows: Iterable[tuple[float, bool]]) -> float | None:
    """Return how often one of two scored rows is ranked above the other rightly, ties a half.

    None where one of the two kinds is missing.

    >>> auc([(0.9, True), (0.4, True), (0.4, False), (0.1, False)])
    0.875
    """
    scores: dict[float, Counter[bool]] = {}
    for score, is_good in rows:
        scores.setdefault(score, Counter())[is_good] += 1
    below, won = 0, 0.0
    for score in sorted(scores):
        good, bad = scores[score][True], scores[score][False]
        won, below = won + good * (below + bad / 2), below + bad
    total_good = sum(kinds[True] for kinds in scores.values())
    return won / (total_good * below) if total_good and below else None


def bootstrap(
    rows: Sequence[Row], statistic: Callable[[Sequence[Row]], float | None], seed: int = 0
) -> Interval | None:
    """Return the 95 % interval of any statistic of the rows, by resampling them."""
    draw = random.Random(seed)
    drawn = (statistic(draw.choices(rows, k=len(rows))) for _ in range(RESAMPLES if rows else 0))
    values = sorted(value for value in drawn if value is not None)
    if not values:
        return None
    return values[int(0.025 * len(values))], values[min(int(0.975 * len(values)), len(values) - 1)]


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the smallest value that at least this share of the values do not exceed.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 0.5)
    2.0
    """
    if not values:
        return None
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
