"""Figures held against those before: floors and ceilings pinned in git, and two runs compared.

The habit is trafilatura's (tests/eval_gate.py): raising a floor is a matter of course, lowering
one takes a flag of its own. A count of faults has a ceiling in place of a floor.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bench.evaluate.evaluation import Record, read_records
from bench.evaluate.figures import Figure
from store.errors import CopydeskError

PLACES = 4
FLOOR, CEILING = "at least", "at most"
PINNED = {"share": FLOOR, "count": CEILING}
"""What a figure is held to, by its unit; means and times are held to nothing."""

Floors = Mapping[str, Mapping[str, float]]
"""By "at least" or "at most": the bound of each figure, by its name."""

Change = Literal["fixed", "broken", "still right", "still wrong"]
Key = tuple[str, str]
CHANGES: dict[tuple[bool, bool], Change] = {
    (False, True): "fixed",
    (True, False): "broken",
    (True, True): "still right",
    (False, False): "still wrong",
}


@dataclass(frozen=True)
class Standing:
    """How a figure stands to its bound; a bound whose figure is gone has no value."""

    name: str
    bound: float | None
    value: float | None
    held: str = FLOOR

    @property
    def is_worse(self) -> bool:
        """Whether it fell below its floor, or rose above its ceiling."""
        return self.bound is not None and (self.value is None or self._gain < 0)

    @property
    def is_better(self) -> bool:
        """Whether the bound can be drawn closer."""
        return self.value is not None and (self.bound is None or self._gain > 0)

    @property
    def _gain(self) -> float:
        gain = (self.value or 0.0) - (self.bound or 0.0)
        return -gain if self.held == CEILING else gain


def floors_file() -> Path:
    """Return the file in which the floors are pinned."""
    return Path(__file__).with_name("floors.json")


def read_floors(path: Path) -> Floors:
    """Return the floors and ceilings by the name of their figure."""
    try:
        floors = json.loads(path.read_text(encoding="utf-8"))
        return {held: dict(floors[held]) for held in (FLOOR, CEILING)}
    except (OSError, ValueError, KeyError) as error:
        raise CopydeskError(
            f"The floors cannot be read from {path} ({error}). "
            "Restore the file from git, or write it anew with copydesk eval --lower-floors."
        ) from error


def compare_floors(floors: Floors, figures: Sequence[Figure]) -> list[Standing]:
    """Return how every share and count stands to its bound, and every bound to its figure."""
    values = {(PINNED[f.unit], f.name): _rounded(f.value) for f in figures if f.unit in PINNED}
    bounds = {(held, name): bound for held, of in floors.items() for name, bound in of.items()}
    keys = dict.fromkeys([*values, *bounds])
    return [Standing(key[1], bounds.get(key), values.get(key), key[0]) for key in keys]


def raised(standings: Sequence[Standing]) -> Floors:
    """Return the bounds with those drawn closer that can be, and none eased."""
    return _by_kind(standings, [one.value if one.is_better else one.bound for one in standings])


def as_measured(standings: Sequence[Standing]) -> Floors:
    """Return the figures themselves as bounds: some may be eased, some gone."""
    return _by_kind(standings, [one.value for one in standings])


def write_floors(path: Path, floors: Floors) -> None:
    """Pin the floors."""
    path.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _by_kind(standings: Sequence[Standing], bounds: Sequence[float | None]) -> Floors:
    pairs = [(one, b) for one, b in zip(standings, bounds, strict=True) if b is not None]
    return {held: {s.name: b for s, b in pairs if s.held == held} for held in (FLOOR, CEILING)}


def _rounded(value: float | None) -> float | None:
    """Return a figure cut, not rounded up, to the places that are pinned."""
    return None if value is None else math.floor(value * 10**PLACES + 1e-6) / 10**PLACES


@dataclass(frozen=True)
class Comparison:
    """How the items of one set fared under one mark, by id in the order of the first run."""

    set_name: str
    mark: str
    items: tuple[tuple[str, Change], ...]

    def ids(self, change: Change) -> list[str]:
        """Return the items of one kind of change."""
        return [item_id for item_id, found in self.items if found == change]

    @property
    def chance(self) -> float:
        """How likely so uneven a split of fixed and broken is if nothing got better or worse."""
        return chance(len(self.ids("fixed")), len(self.ids("broken")))


@dataclass(frozen=True)
class Compared:
    """All comparisons, and how many items only one of the runs has."""

    comparisons: tuple[Comparison, ...]
    only_first: int
    only_second: int


def compare_runs(first: Path, second: Path) -> Compared:
    """Compare two files of outcomes; what only one of them has is counted and left out."""
    before, after = _load(first), _load(second)
    found: dict[Key, list[tuple[str, Change]]] = {}
    for (set_name, item_id), passed in before.items():
        later = after.get((set_name, item_id), {})
        for mark in (mark for mark in passed if mark in later):
            change = CHANGES[passed[mark], later[mark]]
            found.setdefault((set_name, mark), []).append((item_id, change))
    return Compared(
        tuple(Comparison(*about, tuple(items)) for about, items in found.items()),
        len(before.keys() - after.keys()),
        len(after.keys() - before.keys()),
    )


def chance(fixed: int, broken: int) -> float:
    """Return how likely a split at least this uneven is by chance alone (two-sided sign test).

    >>> chance(5, 5), round(chance(9, 1), 4)
    (1.0, 0.0215)
    """
    trials, fewer = fixed + broken, min(fixed, broken)
    tail = sum(math.comb(trials, count) for count in range(fewer + 1))
    return min(1.0, float(2 * tail / 2**trials))


def _load(path: Path) -> dict[Key, Mapping[str, bool]]:
    return dict(_entry(path, record) for record in read_records(path))


def _entry(path: Path, record: Record) -> tuple[Key, Mapping[str, bool]]:
    try:
        return (record["set"], record["id"]), record["passed"]
    except KeyError as error:
        raise CopydeskError(
            f"{path} is no file of outcomes: a record lacks {error}. "
            "Name two files that copydesk eval --output wrote."
        ) from error
