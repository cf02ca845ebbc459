"""Reports replayed in date order alert a channel once for each dispute, by ids and offsets."""

from pathlib import Path
from typing import Any

from fake_answers import FakeAsker
from small_sets import write_set

from bot.evaluate.evaluation import Tools
from bot.evaluate.figures import Outcome
from bot.evaluate.gun_violence import GUN_VIOLENCE
from bot.evaluate.running import run_items

FIRST = "Jonas Perle, 41, was shot in Orsk on Monday night, police said. He is in hospital."
SECOND = "Police named the man shot in Orsk on Monday night as Jonas Perle, 43, of Brede Road."


def report(item_id: str, day: str, text: str) -> dict[str, Any]:
    return {"id": item_id, "incident": "1", "source": item_id, "published": day, "text": text}


def replay(folder: Path, *reports: dict[str, Any]) -> list[Outcome]:
    made = write_set(folder, articles=list(reports), incidents=[{"incident": "1"}])
    tools = Tools(FakeAsker({}), folder / "cache")
    return list(run_items(GUN_VIOLENCE, made, tools, GUN_VIOLENCE.read(made)))


def test_a_dispute_is_alerted_once_with_its_places(tmp_path: Path) -> None:
    outcomes = replay(
        tmp_path,
        report("later", "2026-02-04", SECOND),
        report("first", "2026-02-03", FIRST),
        report("third", "2026-02-05", f"{SECOND} His neighbours were shaken."),
    )
    assert [outcome.item_id for outcome in outcomes] == ["first", "later", "third"]
    assert [outcome.measured["alerts"] for outcome in outcomes] == [0.0, 1.0, 0.0]
    (alert,) = outcomes[1].shown["alerts"]
    assert alert["slot"] == "age"
    expected = {"a": ("first", FIRST, "41"), "b": ("later", SECOND, "43")}
    for side, (name, text, value) in expected.items():
        article_id, version, _, _, start, end = alert[side]
        assert (article_id, version, text[start:end]) == (name, 1, value)


def test_the_figures_tell_what_was_judged_and_how_time_grows(tmp_path: Path) -> None:
    outcomes = replay(tmp_path, report("a", "2026-02-03", FIRST), report("b", "2026-02-04", SECOND))
    figures = {figure.name: figure for figure in GUN_VIOLENCE.summarise(outcomes)}
    unjudged = figures["conflict alerts that nobody judged"]
    assert (unjudged.count, unjudged.of) == (1, 1)
    assert figures["conflict alerts judged by reading: are one"].value is None
    assert figures["conflict alerts for each 1,000 articles"].value == 500.0
