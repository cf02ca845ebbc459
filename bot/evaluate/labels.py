"""Labels: how conflict alerts were judged by reading both articles; ids and offsets, no text."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

Key = frozenset[tuple[str, int, int, int]]
"""The two values of an alert: article_id, version, start and end of each."""


def labels_file() -> Path:
    """Return the file of the judgements, a line of JSON for each alert."""
    return Path(__file__).with_name("gun_violence_labels.jsonl")


@cache
def read_labels(path: Path) -> Mapping[Key, bool]:
    """Return of each alert that was judged whether it is a conflict."""
    lines = path.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    return {key_of(record): record["verdict"] == "conflict" for record in records}


def key_of(alert: Mapping[str, Any]) -> Key:
    """Return what makes an alert the same one again: its two values, in either order."""
    sides = (alert["a"], alert["b"])
    return frozenset((s[0], s[1], s[4], s[5]) for s in sides)


def judged(alerts: Iterable[Mapping[str, Any]], path: Path | None = None) -> list[bool]:
    """Return the judgements of those alerts that have one."""
    labels = read_labels(path or labels_file())
    return [labels[key] for alert in alerts if (key := key_of(alert)) in labels]
