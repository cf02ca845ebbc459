"""The files of evaluation sets: JSON lines, gzipped or not."""

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from bot.evaluate.evaluation import Item
from store.errors import CopydeskError

Record = Mapping[str, Any]


def find_file(folder: Path, stem: str) -> Path | None:
    """Return the file of a set called `stem`, .jsonl or .jsonl.gz; None when there is none."""
    names = (folder / f"{stem}.jsonl", folder / f"{stem}.jsonl.gz")
    return next((path for path in names if path.is_file()), None)


def read_records(path: Path) -> Iterator[Record]:
    """Give the records of a file in order."""
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _record(path, number, line)


def has_fields(folder: Path, stem: str, *fields: str) -> bool:
    """Tell whether a folder has this file, and its first record has these fields."""
    path = find_file(folder, stem)
    first = next(read_records(path), None) if path else None
    return first is not None and all(field in first for field in fields)


def read_items(folder: Path, stem: str, id_field: str = "id") -> list[Item]:
    """Return the records of a file of a set as items."""
    path = find_file(folder, stem)
    if path is None:
        raise CopydeskError(f"The folder {folder} has no file {stem}.jsonl or {stem}.jsonl.gz.")
    return [Item(str(record[id_field]), record) for record in read_records(path)]


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
