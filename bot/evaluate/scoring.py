"""Scoring one text against a key, and intervals around a share or a mean."""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from bot.evaluate.wording import words_of

Z = 1.959964
"""The 97.5 % point of the normal distribution, for intervals of 95 %."""

RESAMPLES = 1000

Words = Callable[[str], tuple[str, ...]]
Interval = tuple[float, float]
Row = TypeVar("Row")


def holds(text: str, answer: str) -> bool:
    """Tell whether an answer's words stand in a text, together and in order.

    >>> holds("More than 75,000 people marched.", "seventy-five thousand people")
    True
    >>> holds("It has 1,175 rooms.", "175")
    False
    """
    wanted, found = words_of(answer), words_of(text)
    places = range(len(found) - len(wanted) + 1)
    return bool(wanted) and any(found[at : at + len(wanted)] == wanted for at in places)


def holds_any(texts: Iterable[str], answers: Sequence[str]) -> bool:
    """Tell whether one of the answers stands in one of the texts."""
    return any(holds(text, answer) for text in texts for answer in answers)


def is_exact(text: str, answers: Iterable[str], words: Words = words_of) -> bool:
    """Tell whether a text is one of the answers, word for word.

    >>> is_exact("the Brede Post", ["Brede Post"])
    True
    """
    return words(text) in [words(answer) for answer in answers]


def token_f1(text: str, answers: Iterable[str], words: Words = words_of) -> float:
    """Return the best overlap of words with one of the answers: 0 to 1.

    >>> round(token_f1("Mayor Ann Holm", ["Ann Holm"]), 2)
    0.8
    """
    return max((_f1(words(text), words(answer)) for answer in answers), default=0.0)


def _f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    if not found or not wanted:
        return float(found == wanted)
    common = sum((Counter(found) & Counter(wanted)).values())
    return 2 * common / (len(found) + len(wanted))


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


def chance(fixed: int, broken: int) -> float:
    """Return how likely a split at least this uneven is by chance alone (two-sided sign test).

    >>> chance(5, 5), round(chance(9, 1), 4)
    (1.0, 0.0215)
    """
    trials, fewer = fixed + broken, min(fixed, broken)
    tail = sum(math.comb(trials, count) for count in range(fewer + 1))
    return min(1.0, float(2 * tail / 2**trials))
