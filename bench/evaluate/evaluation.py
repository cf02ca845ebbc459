"""An evaluation set: how its folder is known, its files read, its items run and summed up."""

import gzip
import hashlib
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal, TextIO

from bench.evaluate.figures import Figure, Outcome
from bot.ask.answer import Answer
from bot.ask.asker import Asker
from bot.ask.retrieving import Filters
from bot.judging.relating import Judge
from bot.reader.load import judge_shipped
from store import Store
from store.errors import CopydeskError

EVERYTHING = Filters()
TOP = 5
"""Values that an answer shows, as `copydesk ask` has it unless told otherwise."""

CHUNK = 20
"""Items handed to another process at a time; each time it opens the archive anew (40 ms)."""

Record = Mapping[str, Any]
Half = Literal["A", "B"]
HALVES: tuple[Half, ...] = ("A", "B")


@dataclass(frozen=True)
class Tools:
    """What a run works with: the asker, a folder that keeps indexes between runs, and the judge.

    The asker is handed to other processes when there are several jobs: a function of a module.
    """

    asker: Asker
    cache: Path
    judge: Callable[[], Judge] = judge_shipped

    def ask(self, store: Store, text: str, at: datetime, filters: Filters = EVERYTHING) -> Answer:
        """Return the answer as `copydesk ask` would show it."""
        return self.asker(store, text, at, filters=filters, top=TOP)


@dataclass(frozen=True)
class Item:
    """One item of a set, as its file has it; items of one `group` fall into the same half."""

    item_id: str
    record: Record
    group: str = ""

    @property
    def half(self) -> Half:
        """Which half of the set it belongs to, by a hash, so that it never changes."""
        first = hashlib.sha256((self.group or self.item_id).encode()).digest()[0]
        return "B" if first % 2 else "A"


Run = Callable[[Item], Outcome]
OnProgress = Callable[[int, int], None]
"""Told how much is done, of how much."""


def say_nothing(done: int, of: int) -> None:
    """Leave progress unreported."""


def prepare_nothing(folder: Path, tools: Tools, on_progress: OnProgress) -> None:
    """Leave everything to the run."""


@dataclass(frozen=True)
class EvaluationSet:
    """A kind of set. Every function is of a module, so that other processes can be handed it.

    A folder holds it where it has the files that it `needs`, and their first records these fields
    and none that it `lacks`; its items are the records of the first of them, `arranged`. `prepare`
    does once what takes long; `opened` gives what runs an item. Items that build on those before
    them (`is_replay`) are run in one process.
    """

    name: str
    needs: Mapping[str, Sequence[str]]
    opened: Callable[[Path, Tools], AbstractContextManager[Run]]
    summarise: Callable[[Sequence[Outcome]], list[Figure]]
    prepare: Callable[[Path, Tools, OnProgress], None] = prepare_nothing
    arranged: Callable[[list[Item]], list[Item]] = list
    lacks: Sequence[str] = ()
    group: str = ""
    is_replay: bool = False

    def is_in(self, folder: Path) -> bool:
        """Tell whether a folder holds this set."""
        return all(
            has_fields(folder, stem, fields, self.lacks) for stem, fields in self.needs.items()
        )

    def read(self, folder: Path) -> list[Item]:
        """Return the items in the order in which they are run."""
        return self.arranged(read_items(folder, next(iter(self.needs)), self.group))


def find_file(folder: Path, stem: str) -> Path | None:
    """Return the file of a set called `stem`, .jsonl or .jsonl.gz; None when there is none."""
    names = (folder / f"{stem}.jsonl", folder / f"{stem}.jsonl.gz")
    return next((path for path in names if path.is_file()), None)


def the_file(folder: Path, stem: str) -> Path:
    """Return the file of a set called `stem`; that there is none is an error."""
    path = find_file(folder, stem)
    if path is None:
        raise CopydeskError(f"The folder {folder} has no file {stem}.jsonl or {stem}.jsonl.gz.")
    return path


def read_records(path: Path) -> Iterator[Record]:
    """Give the records of a file of JSON lines in order, gzipped or not."""
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _record(path, number, line)


def has_fields(folder: Path, stem: str, fields: Sequence[str], lacks: Sequence[str] = ()) -> bool:
    """Tell whether a folder has this file, and its first record these fields and not those."""
    path = find_file(folder, stem)
    first = next(read_records(path), None) if path else None
    return first is not None and first.keys() >= set(fields) and first.keys().isdisjoint(lacks)


def read_items(folder: Path, stem: str, group: str = "") -> list[Item]:
    """Return the records of a file of a set as items, those alike in a field of one half."""
    records = read_records(the_file(folder, stem))
    return [Item(str(record["id"]), record, str(record.get(group, ""))) for record in records]


def noon(day: str) -> datetime:
    """Return noon UTC of an ISO day, when questions of that day are asked."""
    return datetime.combine(date.fromisoformat(day), time(12), UTC)


def draw(
    items: Sequence[Item], limit: int | None, seed: int, half: str | None = None
) -> list[Item]:
    """Return the items of a half, or of both; or a sample of `limit` of them in their order."""
    of_half = [item for item in items if half in (None, item.half)]
    if limit is None or limit >= len(of_half):
        return of_half
    return [of_half[at] for at in sorted(random.Random(seed).sample(range(len(of_half)), limit))]


def run_items(
    chosen: EvaluationSet, folder: Path, tools: Tools, items: Sequence[Item], jobs: int = 1
) -> Iterator[Outcome]:
    """Give the outcomes in the order of the items, run in this process or in several."""
    if jobs <= 1 or chosen.is_replay:
        with chosen.opened(folder, tools) as run:
            yield from map(run, items)
        return
    chunks = [items[at : at + CHUNK] for at in range(0, len(items), CHUNK)]
    work = partial(run_chunk, chosen, folder, tools)
    # Spawned, not forked: an open database must not be carried into another process.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for outcomes in pool.map(work, chunks):
            yield from outcomes


def run_chunk(
    chosen: EvaluationSet, folder: Path, tools: Tools, items: Sequence[Item]
) -> list[Outcome]:
    """Run a few items in this process."""
    with chosen.opened(folder, tools) as run:
        return [run(item) for item in items]


def summarise_half(
    chosen: EvaluationSet, items: Sequence[Item], outcomes: Sequence[Outcome], half: Half
) -> dict[str, Figure]:
    """Return the figures of one half by name."""
    own = [outcome for item, outcome in zip(items, outcomes, strict=True) if item.half == half]
    return {figure.name: figure for figure in chosen.summarise(own)}


def as_line(chosen: EvaluationSet, outcome: Outcome) -> str:
    """Return the line of JSON that keeps an outcome; times are left out, as they never recur."""
    fields = {
        "set": chosen.name,
        "id": outcome.item_id,
        "passed": dict(outcome.passed),
        "measured": dict(outcome.measured),
        "shown": dict(outcome.shown),
    }
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _record(path: Path, number: int, line: str) -> Record:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise CopydeskError(f"{path}, line {number}, is not JSON: {error}.") from error
    if not isinstance(record, dict):
        raise CopydeskError(f"{path}, line {number}, is no JSON object: {line[:60]!r}.")
    return record
