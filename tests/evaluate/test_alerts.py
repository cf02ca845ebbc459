"""Reports replayed in date order alert a channel once for each dispute; labels judge alerts."""

import json
from pathlib import Path
from typing import Any

from fake_answers import FakeAsker, judge_alike
from small_sets import write_set

from bench.evaluate.alerts import GUN_VIOLENCE, Alert, judgement
from bench.evaluate.evaluation import Tools, run_items

FIRST = (
    "The shooting at the Perle club in Orsk hurt 43 people on Monday, police said. A street shut."
)
SECOND = (
    "Officials said the shooting at the Perle club in Orsk on Monday hurt 41 people. It rained."
)


def test_a_dispute_is_alerted_once_with_its_places_and_counted(tmp_path: Path) -> None:
    told = [
        ("later", "2026-02-04", SECOND),
        ("first", "2026-02-03", FIRST),
        ("third", "2026-02-05", f"{SECOND} Neighbours were shaken."),
    ]
    reports = [
        {"id": name, "incident": "1", "source": name, "published": day, "text": text}
        for name, day, text in told
    ]
    made = write_set(tmp_path, articles=reports, incidents=[{"incident": "1"}])
    tools = Tools(FakeAsker({}), tmp_path / "cache", judge_alike)
    outcomes = list(run_items(GUN_VIOLENCE, made, tools, GUN_VIOLENCE.read(made)))
    assert [outcome.item_id for outcome in outcomes] == ["first", "later", "third"]
    assert [outcome.measured["alerts"] for outcome in outcomes] == [0.0, 1.0, 0.0]
    (alert,) = outcomes[1].shown["alerts"]
    assert (alert["verdict"], alert["values"]) == ("conflict", ["43", "41"])
    expected = {"a": ("first", FIRST, "43"), "b": ("later", SECOND, "41")}
    for side, (name, text, value) in expected.items():
        article_id, start, end = alert[side]
        assert (article_id, text[start:end]) == (name, value)
    figures = {figure.name: figure for figure in GUN_VIOLENCE.summarise(outcomes)}
    unjudged = figures["conflict alerts that nobody judged"]
    assert (unjudged.count, unjudged.of) == (1, 1)
    assert figures["conflict alerts judged by reading: are one"].value is None
    assert figures["conflict alerts of one incident"].count == 1


def side(article_id: str, start: int, end: int) -> dict[str, Any]:
    return {"article_id": article_id, "start": 0, "end": 90, "value_start": start, "value_end": end}


def test_an_alert_is_known_by_its_two_values_in_either_order(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    judged = [
        {"a": ["two", 1, 5, 50, 20, 22], "b": ["one", 1, 0, 40, 12, 14], "verdict": "conflict"},
        {"a": ["one", 30, 34], "b": ["two", 20, 22], "verdict": "other event"},
    ]
    path.write_text("\n".join(json.dumps(one) for one in judged))
    places = [(12, 14), (33, 40), (50, 52)]
    alerts = [Alert("conflict", side("one", *at), side("two", 20, 22)) for at in places]
    assert [judgement(alert, path) for alert in alerts] == [True, False, None]
