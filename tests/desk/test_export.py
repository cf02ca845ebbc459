"""What is exported is complete, and does nothing in a spreadsheet."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from kept_verdicts import keep

from bot.ask.answer import Answer, as_json
from bot.ask.asker import NetworkAsker
from bot.ask.retrieving import EVERYTHING
from bot.desk.export import ANSWER_COLUMNS, CONFLICT_COLUMNS, export, harmless_cell
from store import Store

SAILING = "The Osric ferry sails at noon on 4 May 2026 from the old pier."
BEDS = "The new hospital in Osric has {} beds in four wards."
SUNDAY = {"published": "2026-03-02"}
AT = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)


def ask(store: Store, question: str) -> Answer:
    return NetworkAsker()(store, question, AT, filters=EVERYTHING, top=5)


def rows(lines: list[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(lines), newline="")))


@pytest.fixture
def kept(newsroom: Callable[..., Store]) -> Store:
    store = newsroom({"id": "a", "source": "=Hill", "title": "+News", "text": SAILING})
    for question in ("=When does the Osric ferry sail?", "Who is the mayor of Quarn?"):
        answer = ask(store, question)
        store.answers.save(question, answer.asked_at, json.dumps(as_json(answer)), [])
    return store


def test_csv_has_a_row_for_each_citation_and_one_for_an_abstention(kept: Store) -> None:
    found = rows(list(export(kept, "answers", "csv")))
    assert [row["status"] for row in found] == ["answered", "abstained"]
    assert list(found[0]) == list(ANSWER_COLUMNS)
    asked = "'=When does the Osric ferry sail?"
    shown = (found[0]["question"], found[0]["source"], found[0]["quote"])
    assert shown == (asked, "'=Hill", SAILING)
    assert (found[1]["value"], found[1]["quote"]) == ("", "")


@pytest.fixture
def differing(newsroom: Callable[..., Store]) -> Store:
    store = newsroom(
        {"id": "a", "source": "=Hill", "title": "Osric", "text": BEDS.format("220"), **SUNDAY},
        {"id": "b", "source": "Vale", "title": "Osric", "text": BEDS.format("310"), **SUNDAY},
    )
    keep(store, "conflict", "Beds in the hospital", ("a", "220"), ("b", "310"))
    return store


def test_a_conflict_is_a_row_with_both_sides(differing: Store) -> None:
    (row,) = rows(list(export(differing, "conflicts", "csv")))
    assert list(row) == list(CONFLICT_COLUMNS)
    found = (row["state"], row["verdict"], row["about"])
    assert found == ("detected", "conflict", "Beds in the hospital")
    assert (row["a_wording"], row["b_wording"], row["a_source"]) == ("220", "310", "'=Hill")
    (line,) = export(differing, "conflicts", "jsonl")
    assert json.loads(line)["a"]["quote"] == BEDS.format("220")


def test_nothing_kept_gives_nothing(newsroom: Callable[..., Store]) -> None:
    store = newsroom({"source": "Hill", "text": SAILING})
    assert [*export(store, "answers", "csv"), *export(store, "conflicts", "jsonl")] == []


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"), ("A;=cmd", "A;'=cmd"), ("A\t -1", "A\t' -1"), ("＝1", "'＝1"),
        ("A\n+1;B", "A\n'+1;B"), (" =1", "' =1"), ("\r=1", "'\r'=1"), ("well - no", "well - no"),
        ("beep\x07", "beep\ufffd"), (7, 7), (-7.5, -7.5), (None, ""),
    ],
)  # fmt: skip
def test_a_cell_is_never_a_formula(cell: object, shown: object) -> None:
    assert harmless_cell(cell) == shown
