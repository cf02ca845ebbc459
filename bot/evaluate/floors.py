"""Floors: the figures of the sample newsroom below which no change may fall, pinned in git.

The habit is trafilatura's (tests/eval_gate.py): raising a floor is a matter of course, lowering
one takes a flag of its own.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluate.figures import Figure
from store.errors import CopydeskError

PLACES = 4
Floors = Mapping[str, float]


@dataclass(frozen=True)
class Standing:
    """How a figure stands to its floor; a floor whose figure is gone has no value."""

    name: str
    floor: float | None
    value: float | None

    @property
    def is_below(self) -> bool:
        """Whether it fell through."""
        return self.floor is not None and (self.value is None or self.value < self.floor)

    @property
    def is_above(self) -> bool:
        """Whether the floor can be raised."""
        return self.value is not None and (self.floor is None or self.value > self.floor)


def floors_file() -> Path:
    """Return the file in which the floors are pinned."""
    return Path(__file__).with_name("floors.json")


def read_floors(path: Path) -> Floors:
    """Return the floors by the name of their figure."""
    try:
        floors = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CopydeskError(
            f"The floors cannot be read from {path} ({error}). "
            "Restore the file from git, or write it anew with copydesk eval --lower-floors."
        ) from error
    return {str(name): float(floor) for name, floor in floors.items()}


def compare_floors(floors: Floors, figures: Sequence[Figure]) -> list[Standing]:
    """Return how every share stands to its floor, and every floor to its figure."""
    values = {f.name: _rounded(f.value) for f in figures if f.unit == "share"}
    names = [*values, *(name for name in floors if name not in values)]
    return [Standing(name, floors.get(name), values.get(name)) for name in names]


def raised(standings: Sequence[Standing]) -> Floors:
    """Return the floors with those raised that can be, and none lowered."""
    pairs = ((one.name, one.value if one.is_above else one.floor) for one in standings)
    return {name: floor for name, floor in pairs if floor is not None}


def as_measured(standings: Sequence[Standing]) -> Floors:
    """Return the figures themselves as floors: some may be lower, some gone."""
    return {one.name: one.value for one in standings if one.value is not None}


def write_floors(path: Path, floors: Floors) -> None:
    """Pin the floors."""
    path.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _rounded(value: float | None) -> float | None:
    """Return a share cut, not rounded up, to the places that are pinned."""
    return None if value is None else math.floor(value * 10**PLACES + 1e-6) / 10**PLACES
