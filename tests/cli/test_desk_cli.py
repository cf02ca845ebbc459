"""The verbs of the reporter's desk, typed as a reporter would."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from desk import Desk, WrittenAsker
from kept_verdicts import KEPT, keep

from bot.ingest.batch import ingest
from store import open_store


@pytest.fixture(scope="module")
def sample(sample_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk"), WrittenAsker({}))
    store = open_store(str(shutil.copy(sample_database, desk.database)))
    for verdict in KEPT:
        keep(store, *verdict)
    store.close()
    return desk


def test_a_summary_tells_what_happened_before_what_the_sources_differ_on(sample: Desk) -> None:
    result = sample.run("summary", "--length", "2", "Tolvane", "takeover")
    lines = result.stdout.splitlines()
    scale = "7 articles from 5 sources; the sources differ on 1 point, told at the end"
    assert (result.exit_code, lines[:2]) == (0, ["Summary: Tolvane takeover", f"  {scale}"])
    quotes = [number for number, line in enumerate(lines) if line.startswith("  > ")]
    warning = lines.index("!! The takeover: 15 or 29 January 2027")
    assert (len(quotes), quotes[-1] < warning) == (2, True)
    assert lines[-1].startswith("Searched 33 articles; the newest is of 10 Nov 2026")


def test_a_summary_quotes_nothing_twice_and_tells_what_replaced_an_old_figure(sample: Desk) -> None:
    shown = sample.run("summary", "--length", "50", "Queen Maren Bridge").stdout
    assert "!!   410 million dollars: The Meridian Times, 13 Oct 2026" in shown
    assert shown.count("The Queen Maren Bridge cost 410 million dollars, according to") == 1
    assert "later: 16, The Meridian Times" in sample.run("summary", "Corrie Belle").stdout


def test_an_article_without_source_and_headline_is_called_by_its_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path, WrittenAsker({}))
    store = open_store(desk.database)
    (tmp_path / "pier.txt").write_text("The new pier of Osric opened on Monday with brass music.\n")
    ingest([str(tmp_path / "pier.txt")], store)
    store.close()
    lines = desk.run("summary", "Osric pier").stdout.splitlines()
    assert lines[1] == "  1 article without a stated source"
    assert lines[4] == "  pier.txt · undated"


def test_a_summary_keeps_to_its_days(sample: Desk) -> None:
    words = ("summary", "--since", "2026-10-20", "--until", "2026-10-21", "--json", "Corrie Belle")
    found = json.loads(sample.run(*words).stdout)
    days = {point["citation"]["published_at"][:10] for point in found["points"]}
    assert days == {"2026-10-20", "2026-10-21"}


def test_a_timeline_shows_days_and_values_and_is_drawn_into_a_file(
    sample: Desk, tmp_path: Path
) -> None:
    picture = tmp_path / "bridge.png"
    result = sample.run("timeline", "--png", str(picture), "Queen Maren Bridge")
    assert (result.exit_code, result.stderr) == (0, f"Wrote {picture}.\n")
    assert "10 October 2026" in result.stdout.splitlines()
    assert "The bridge cost, in order of publication" in result.stdout
    assert "  340 million dollars" in result.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_quote_is_found_with_what_differs(sample: Desk) -> None:
    result = sample.run("find-quote", "A river is the cheapest route there is")
    assert result.exit_code == 0
    assert "  > A river is the cheapest [road] there is" in result.stdout.splitlines()
    assert "  You have “route”, the article has “road”" in result.stdout.splitlines()
    assert "· according to Ruth Castellan" in result.stdout


@pytest.mark.parametrize(
    ("words", "fields", "listed", "count"),
    [
        (("summary", "--length", "3", "Corrie Belle"),
         "topic since until articles sources unsourced points disputes index", "points", 3),
        (("timeline", "Corrie Belle"), "topic articles events series undated index", "undated", 1),
        (("find-quote", "--limit", "1", "We had no report of any fault"), "excerpt matches",
         "matches", 1),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_the_desk_finds_is_there_for_programs(
    sample: Desk, words: tuple[str, ...], fields: str, listed: str, count: int
) -> None:
    found = json.loads(sample.run(*words, "--json").stdout)
    assert (list(found), len(found[listed])) == (fields.split(), count)


def test_answers_are_exported_to_a_spreadsheet_or_as_json_lines(tmp_path: Path) -> None:
    desk = Desk(tmp_path, WrittenAsker({}))
    desk.add("a", "The Osric ferry sails at noon.", "Hill Radio")
    desk.run("ask", "Who is the mayor of Quarn?")
    out = tmp_path / "answers.csv"
    result = desk.run("export", "answers", "--output", str(out))
    assert (result.exit_code, result.stderr) == (0, f"Wrote {out}.\n")
    assert out.read_bytes().startswith(b"\xef\xbb\xbfanswer_id,")
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert [row["question"] for row in csv.DictReader(file)] == ["Who is the mayor of Quarn?"]
    (line,) = desk.run("export", "answers", "--format", "jsonl").stdout.splitlines()
    assert json.loads(line)["question"] == "Who is the mayor of Quarn?"


def test_a_file_that_cannot_be_written_is_named(sample: Desk, tmp_path: Path) -> None:
    place = str(tmp_path / "nowhere" / "bridge.png")
    result = sample.run("timeline", "--png", place, "Queen Maren Bridge")
    assert result.exit_code == 2
    assert f"{place} cannot be written" in result.stderr
