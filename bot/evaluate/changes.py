"""Two runs compared item by item: what was fixed, what was broken, what stayed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.evaluate.records import Record, read_records
from bot.evaluate.scoring import chance
from store.errors import CopydeskError

Change = Literal["fixed", "broken", "still right", "still wrong"]
Key = tuple[str, str]
CHANGES: dict[tuple[bool, bool], Change] = {
    (False, True): "fixed",
    (True, False): "broken",
    (True, True): "still right",
    (False, False): "still wrong",
}


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
    found: dict[tuple[str, str], list[tuple[str, Change]]] = {}
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
