"""Alerts are held against the judgements of those who read both articles."""

import json
from pathlib import Path

from bot.evaluate.labels import judged, labels_file, read_labels

ALERT = {"slot": "age", "a": ["one", 1, 0, 40, 12, 14], "b": ["two", 1, 5, 50, 20, 22]}


def other_end(alert: dict[str, object], end: int) -> dict[str, object]:
    return {**alert, "b": ["two", 1, 5, 50, 20, end]}


def test_an_alert_is_known_by_its_two_values_in_either_order(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    turned = {"a": ALERT["b"], "b": ALERT["a"], "verdict": "conflict"}
    wrong = {**other_end(ALERT, 24), "verdict": "other event"}
    path.write_text("\n".join(json.dumps(one) for one in (turned, wrong)))
    alerts = [ALERT, other_end(ALERT, 24), other_end(ALERT, 26)]
    assert judged(alerts, path) == [True, False]


def test_the_labels_kept_have_ids_offsets_and_a_verdict_and_no_text() -> None:
    records = [json.loads(line) for line in labels_file().read_text().splitlines()]
    assert all(set(record) <= {"slot", "a", "b", "verdict", "draw"} for record in records)
    assert all(len(record[side]) == 6 for record in records for side in "ab")
    assert len(read_labels(labels_file())) == len(records)
