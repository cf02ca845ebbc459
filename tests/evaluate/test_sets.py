"""Each set asks what it is about and counts what it says it counts; alerts are judged by labels."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_answers import FakeAsker, answer, citation, judge_apart, value
from small_sets import (
    ABOARD,
    ASKED,
    DESK_ARTICLES,
    EDITS,
    KEY,
    LANTERN,
    OTHERS,
    write_every_set,
    write_set,
)
from small_sets import DESK as DESK_QUESTIONS
from tables import named

from bench.evaluate.alerts import Alert, judgement
from bench.evaluate.archives import folder_archive
from bench.evaluate.bundles import CONFLICT_QACC, CONFLICT_RAMDOCS, CONFLICT_SWAPS
from bench.evaluate.desk import DESK, DESK_ALERTS, run_story
from bench.evaluate.desk import judge as judge_desk
from bench.evaluate.evaluation import Asker, EvaluationSet, Tools, run_items
from bench.evaluate.figures import Figure, Outcome
from bench.evaluate.news_qa import NEWS_QA
from bench.evaluate.newsroom import judge, spurious_sides, spurious_verdicts
from bench.evaluate.one_fact_edits import one_fact_edits
from bot.ask.answer import Answer
from store import Store

NINETY = LANTERN.replace("75,000", "90,000")
BOTH = answer(value("75,000", LANTERN), value("90,000", NINETY), status="disputed")


def outcomes_of(chosen: EvaluationSet, folder: Path, asker: Asker) -> list[Outcome]:
    tools = Tools(asker, folder / "cache", judge_apart)
    return list(run_items(chosen, folder, tools, chosen.read(folder)))


def counts_of(figures: list[Figure]) -> dict[str, tuple[int | None, int]]:
    return {figure.name: (figure.count, figure.of) for figure in figures}


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    return write_every_set(tmp_path)


def test_news_questions_are_asked_of_all_articles_and_of_those_that_cannot_know(sets: Path) -> None:
    said = answer(value("75,000", "Rain fell.", LANTERN), value("6", "Six fell."))
    asker = FakeAsker({ASKED: said})
    first, second = outcomes_of(NEWS_QA, sets / "a", asker)
    assert first.passed == {
        "in the first quoted sentence": False,
        "in the first three": True,
        "in any quoted sentence": True,
        "extracted exactly": True,
        "abstains when no article could know": True,
    }
    assert (second.measured["answered"], second.measured["token F1"]) == (0.0, 0.0)
    assert [filters.until for _, _, filters in asker.asked[:2]] == [None, "2026-09-04"]
    assert asker.asked[0][1].isoformat() == "2026-10-05T12:00:00+00:00"


def test_a_quote_that_is_not_in_the_article_is_not_verbatim(sets: Path) -> None:
    real = citation(LANTERN, "t1", wording="The", value_end=3)
    forged = replace(real, quote=NINETY)
    shown = replace(value("x"), citations=(real, forged))
    outcome, _ = outcomes_of(NEWS_QA, sets / "a", FakeAsker({ASKED: answer(shown)}))
    assert (outcome.measured["citations"], outcome.measured["verbatim"]) == (2, 1)


def test_the_warning_is_measured_beside_the_plain_rule(sets: Path) -> None:
    differing = answer(value("the mayor", "The mayor spoke."), value("Ann", "Ann spoke."))
    asker = FakeAsker({ASKED: BOTH, "Who spoke?": differing})
    outcomes = outcomes_of(CONFLICT_QACC, sets / "b", asker)
    assert counts_of(CONFLICT_QACC.summarise(outcomes)) == {
        "warning: precision": (1, 1),
        "warning: recall": (1, 1),
        "warning: F1": (None, 2),
        "baseline, warn whenever two values differ: precision": (1, 2),
        "baseline, warn whenever two values differ: recall": (1, 1),
        "baseline, warn whenever two values differ: F1": (None, 2),
        "accepted answer in the first quoted sentence": (2, 2),
        "abstained (each has an answer)": (0, 2),
        "seconds a question, p50": (None, 2),
        "seconds a question, p95": (None, 2),
    }


def test_a_swap_wants_a_warning_and_its_clean_twin_none(sets: Path) -> None:
    asker = FakeAsker({"clean": BOTH, "swapped": BOTH, "unanswerable": answer(value("x", "X."))})
    outcomes = outcomes_of(CONFLICT_SWAPS, sets / "c", asker)
    assert [outcome.passed for outcome in outcomes] == [
        {"warning": False, "clean, no warning": False,
         "clean, accepted answer in the first quoted sentence": True},
        {"warning": True, "swapped, warning": True, "swapped, both sides shown": True},
        {"warning": True, "abstains": False},
    ]  # fmt: skip
    figures = counts_of(CONFLICT_SWAPS.summarise(outcomes))
    assert figures["warning on the swapped"] == (1, 1)
    assert figures["warning on their clean twins (false)"] == (1, 1)
    assert figures["abstention on the unanswerable"] == (0, 1)


RAMDOCS_CASES = named(
    ("all and nothing else", answer(value("75,000", "A."), value("4,000", "B.")), [True] * 4),
    ("all and the wrong one", answer(value("75,000", "A."), value("4,000", "90,000 came.")),
     [True, False, True, True]),
    ("one side hidden", answer(value("75,000", "A.")), [False, False, False, False]),
)  # fmt: skip


@pytest.mark.parametrize(("said", "marks"), RAMDOCS_CASES)
def test_every_valid_answer_must_be_shown_and_no_wrong_one(
    sets: Path, said: Answer, marks: list[bool]
) -> None:
    outcome, _ = outcomes_of(CONFLICT_RAMDOCS, sets / "d", FakeAsker({ASKED: said}))
    names = ("all valid answers shown", "strict", "all valid answers are values",
             "strict by values")  # fmt: skip
    assert [outcome.passed[name] for name in names] == marks


def entry(**changes: Any) -> dict[str, Any]:
    return {**KEY[0], "verdict": [], **changes}


def from_article(text: str, article_id: str, standing: Any = "side") -> Any:
    cited = citation(f"It is {text}.", article_id, wording=text)
    return replace(value(text, standing=standing), citations=(cited,))


BREDE, ORRICK = from_article("Brede", "folder/t2"), from_article("Orrick", "folder/t2")
SIDES = entry(status="disputed", accept=[], sides=[["Brede"], ["Orrick", "Holm"]])
KEY_CASES = named(
    ("right", entry(accept=["brede"], verdict=["variant"]),
     answer(BREDE, verdicts=("spelling variant", "agree")),
     {"status": True, "first value": True, "verdicts": True, "quoted from": True}, [], []),
    ("wrong article", entry(accept=["Brede"]), answer(from_article("Brede", "folder/t1")),
     {"status": True, "first value": True, "quoted from": False}, [], []),
    ("a further value may come from anywhere", entry(accept=["Brede"]),
     answer(BREDE, from_article("1998", "folder/t1", "further")),
     {"status": True, "first value": True, "quoted from": True}, [], []),
    ("both sides", SIDES, answer(ORRICK, BREDE, status="disputed"),
     {"status": True, "every side": True, "quoted from": True}, [], []),
    ("one side twice", SIDES, answer(BREDE, BREDE, status="disputed"),
     {"status": True, "every side": False, "quoted from": True}, [], []),
    ("a side and a verdict too many", entry(accept=["Brede"], verdict=["variant"]),
     answer(BREDE, ORRICK, verdicts=("spelling variant", "update")),
     {"status": True, "first value": True, "verdicts": True, "quoted from": True},
     ["Orrick"], ["update"]),
    ("an alarm where no verdict is asked for", entry(accept=["Brede"]),
     answer(BREDE, verdicts=("conflict", "refinement")),
     {"status": True, "first value": True, "quoted from": True}, [], ["conflict"]),
    ("answers what nothing answers", entry(status="abstained", accept=[]), answer(BREDE),
     {"status": False, "abstains": False}, ["Brede"], []),
    ("abstains where it should answer", entry(), answer(),
     {"status": False, "first value": False, "quoted from": False}, [], []),
)  # fmt: skip


@pytest.mark.parametrize(("asked", "said", "marks", "sides", "verdicts"), KEY_CASES)
def test_an_entry_is_judged_and_what_its_key_does_not_allow_is_counted(
    asked: dict[str, Any], said: Answer, marks: dict[str, bool], sides: list[str],
    verdicts: list[str],
) -> None:  # fmt: skip
    assert judge(asked, said) == marks
    assert (spurious_sides(asked, said), spurious_verdicts(asked, said)) == (sides, verdicts)


CONFLICT, SINGLE, UNANSWERABLE = DESK_QUESTIONS
EIGHTY, NINETY_SIX = value("83 people", ABOARD), value("96", OTHERS)
DESK_CASES = named(
    ("both sides and the warning", CONFLICT, answer(EIGHTY, NINETY_SIX, status="disputed"),
     {"quote@1": True, "quote@3": True, "value@1": True, "answered": True, "warning": True,
      "two sides": True}),
    ("one side in the second quote", CONFLICT, answer(value("Rain", "Rain fell."), EIGHTY),
     {"quote@1": False, "quote@3": True, "value@1": False, "answered": True, "warning": False,
      "two sides": False}),
    ("the span of the key in its own article", SINGLE,
     answer(replace(value("reef"), citations=(citation("It hit a reef.", "ferry-1"),))),
     {"quote@1": True, "quote@3": True, "value@1": True, "answered": True, "warning": True}),
    ("silence where one article answers", SINGLE, answer(),
     {"quote@1": False, "quote@3": False, "value@1": False, "answered": False, "warning": True}),
    ("silence where none does", UNANSWERABLE, answer(), {"abstained": True}),
)  # fmt: skip


@pytest.mark.parametrize(("asked", "said", "marks"), DESK_CASES)
def test_a_question_of_the_desk_is_judged(
    asked: dict[str, Any], said: Answer, marks: dict[str, bool]
) -> None:
    assert judge_desk(asked, said) == marks


def test_the_figures_of_the_desk_have_their_counts(sets: Path) -> None:
    asker = FakeAsker({CONFLICT["question"]: answer(EIGHTY, NINETY_SIX, status="disputed")})
    outcomes = outcomes_of(DESK, sets / "e", asker)
    assert {at.isoformat() for _, at, _ in asker.asked} == {"2026-10-09T12:00:00+00:00"}
    assert counts_of(DESK.summarise(outcomes)) == {
        "quote@1": (1, 2), "quote@3": (1, 2), "value@1": (1, 2),
        "abstained of the unanswerable": (1, 1), "answered of the others": (1, 2),
        "abstaining: AUC of the likelihood": (None, 0),
        "warning: precision": (1, 1), "warning: recall": (1, 1), "warning: F1": (None, 2),
        "two sides shown, where there are two": (1, 1),
        "seconds a question, p50": (None, 3), "seconds a question, p95": (None, 3),
    }  # fmt: skip


def told(article_id: str, text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    place = {"value_start": start, "value_end": start + len(words), "start": 0, "end": len(text)}
    return {"article_id": article_id, "wording": words, "quote": text, **place}


def test_an_alert_is_right_between_two_sides_of_one_question(sets: Path) -> None:
    first, second = (record["text"] for record in DESK_ARTICLES)
    sure = Alert("conflict", told("ferry-1", first, "83 people"), told("ferry-2", second, "96"))
    false = Alert("conflict", told("ferry-1", first, "Tuesday"), told("ferry-2", second, "96"))
    elsewhere = Alert("conflict", told("fire-1", first, "83"), told("ferry-2", second, "96"))
    (story,) = DESK_ALERTS.read(sets / "e")
    with folder_archive(sets / "e" / "articles.jsonl.gz") as store:
        outcome = run_story(store, [sure, false, elsewhere], story)
    shown = [(alert["values"], alert["questions"]) for alert in outcome.shown["alerts"]]
    assert shown == [(["83 people", "96"], ["d1"]), (["Tuesday", "96"], [])]
    assert outcome.passed == {"alert: d1": True}
    assert counts_of(DESK_ALERTS.summarise([outcome])) == {
        "alerts, of stories": (2, 1), "alerts right by key": (1, 2),
        "alerts right by key or by reading": (1, 2), "alerts that nobody read": (1, 2),
        "questions of two sides that alert": (1, 1),
        "questions of a conflict or two positions that alert": (1, 1),
    }  # fmt: skip


def names_another_town(tools: Tools, store: Store, draft: str) -> bool:
    return "Holm" in draft


def test_an_edit_wants_a_flag_and_its_twin_none(tmp_path: Path) -> None:
    chosen = one_fact_edits(names_another_town)
    outcomes = outcomes_of(chosen, write_set(tmp_path, pairs=EDITS), FakeAsker({}))
    figures = counts_of(chosen.summarise(outcomes))
    assert figures["name, place, date or number edited: flagged"] == (1, 1)
    assert figures["all edits: flagged"] == (1, 2)
    assert figures["all: correct twin accused"] == (0, 2)


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
