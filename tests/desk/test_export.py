"""What is exported is complete, and does nothing in a spreadsheet."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ask.answer import as_json
from bot.ask.answering import ask
from bot.claims.examine import examine
from bot.desk.export import ANSWER_COLUMNS, CONFLICT_COLUMNS, csv_line, export, harmless_cell
from store import Store
from store.errors import CopydeskError
from store.verdicts import NewVerdict, Side

SAILING = "The Osric ferry sails at noon on 4 May 2026 from the old pier."
BEDS = "The new hospital in Osric has {} beds in four wards."
NOW = "2026-03-02T00:00:00.000Z"
SUNDAY = {"published": "2026-03-02"}
AT = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)


def rows(lines: list[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(lines), newline="")))


@pytest.fixture
def kept(newsroom: Callable[..., Store]) -> Store:
    store = newsroom({"id": "a", "source": "=Hill", "title": "+News", "text": SAILING})
    for question in ("=When does the Osric ferry sail?", "Who is the mayor of Quarn?"):
        answer = ask(store, question, AT)
        store.answers.save(question, answer.asked_at, json.dumps(as_json(answer)), [])
    return store


def test_csv_has_a_row_for_each_citation_and_one_for_an_abstention(kept: Store) -> None:
    found = rows(list(export(kept, "answers", "csv")))
    assert [row["status"] for row in found] == ["answered", "abstained"]
    assert list(found[0]) == list(ANSWER_COLUMNS)
    assert (found[0]["question"], found[0]["source"]) == (
        "'=When does the Osric ferry sail?",
        "'=Hill",
    )
    assert found[0]["quote"] == SAILING
    assert (found[1]["value"], found[1]["quote"]) == ("", "")


def test_json_lines_hold_each_answer_as_it_was(kept: Store) -> None:
    found = [json.loads(line) for line in export(kept, "answers", "jsonl")]
    assert [one["question"] for one in found] == [
        "=When does the Osric ferry sail?",
        "Who is the mayor of Quarn?",
    ]
    again = ask(kept, "=When does the Osric ferry sail?", AT)
    assert found[0]["answer"] == json.loads(json.dumps(as_json(again)))


@pytest.fixture
def examined(newsroom: Callable[..., Store]) -> Store:
    store = newsroom(
        {"id": "a", "source": "Hill", "title": "Osric", "text": BEDS.format("220"), **SUNDAY},
        {"id": "b", "source": "Vale", "title": "Osric", "text": BEDS.format("310"), **SUNDAY},
    )
    examine(store, store.claims.missing(), NOW)
    pair = side("a", "220"), side("b", "310")
    found = NewVerdict("k", "conflict", "Two counts.", "count:bed", "s", *pair)
    store.verdicts.record([(found, [])], NOW)
    return store


def side(article_id: str, wording: str) -> Side:
    quote = BEDS.format(wording)
    at = quote.index(wording)
    ends = (0, len(quote), quote, at, at + len(wording), wording)
    return Side(article_id, 1, "=Hill", "Osric", None, "2026-03-02", *ends, None, f"{wording} beds")


def test_a_conflict_is_a_row_with_both_sides(examined: Store) -> None:
    (row,) = rows(list(export(examined, "conflicts", "csv")))
    assert list(row) == list(CONFLICT_COLUMNS)
    assert (row["state"], row["verdict"]) == ("detected", "conflict")
    assert (row["a_wording"], row["b_wording"], row["a_source"]) == ("220", "310", "'=Hill")
    (line,) = export(examined, "conflicts", "jsonl")
    assert json.loads(line)["a"]["quote"] == BEDS.format("220")


def test_a_claim_is_a_row_with_its_place(examined: Store) -> None:
    found = rows(list(export(examined, "claims", "csv")))
    beds = [row for row in found if row["wording"] in ("220", "310")]
    assert [(row["article_id"], row["mode"]) for row in beds] == [("a", "report"), ("b", "report")]
    for row in beds:
        text = BEDS.format(row["wording"])
        assert text[int(row["value_start"]) : int(row["value_end"])] == row["wording"]
        assert row["quote"] == text


@pytest.mark.parametrize("what", ["answers", "conflicts", "claims"])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_nothing_kept_gives_nothing(sample: Store, form: str, what: str) -> None:
    assert list(export(sample, what, form)) == []  # type: ignore[arg-type]


def test_what_cannot_be_exported_is_said_with_what_can() -> None:
    with pytest.raises(CopydeskError, match="'secrets' as 'csv' cannot be exported"):
        export(None, "secrets", "csv")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("\r=1", "'\r=1"),
        ("well - no", "well - no"),
        ("beep\x07", "beep\ufffd"),
        (7, 7),
        (-7.5, -7.5),
        (None, ""),
    ],
)
def test_a_cell_is_never_a_formula(cell: object, shown: object) -> None:
    assert harmless_cell(cell) == shown


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_cells_come_back_from_csv_as_they_went_in(cells: list[str]) -> None:
    (line,) = csv.reader(io.StringIO(csv_line(tuple(cells)), newline=""))
    assert line == [harmless_cell(cell) for cell in cells]
    assert all(not cell.lstrip().startswith(("=", "+", "-", "@")) for cell in line)
