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
    assert (result.exit_code, lines[0]) == (0, f"Tolvane takeover: {scale}")
    quotes = [number for number, line in enumerate(lines) if line.startswith("  > ")]
    warning = lines.index("!! The takeover: 15 or 29 January 2027")
    assert (len(quotes), quotes[-1] < warning) == (2, True)
    assert lines[-1].startswith("Searched 33 articles; the newest is of 10 Nov 2026")


def test_a_quote_that_a_summary_has_is_not_quoted_again_as_a_side(sample: Desk) -> None:
    shown = sample.run("summary", "--length", "50", "Queen Maren Bridge").stdout
    assert "!!   410 million dollars: The Meridian Times, 13 Oct 2026" in shown
    assert shown.count("The Queen Maren Bridge cost 410 million dollars, according to") == 1


def test_a_quote_with_an_old_figure_tells_the_later_one(sample: Desk) -> None:
    shown = sample.run("summary", "--length", "1", "Corrie Belle").stdout
    assert "later: 16, The Meridian Times" in shown


def test_a_summary_as_json_has_points_and_disputes(sample: Desk) -> None:
    found = json.loads(sample.run("summary", "--json", "--length", "3", "Corrie Belle").stdout)
    assert list(found) == [
        "topic", "since", "until", "articles", "sources", "unsourced", "points", "disputes",
        "index",
    ]  # fmt: skip
    assert (found["topic"], found["articles"], len(found["points"])) == ("Corrie Belle", 10, 3)


def test_an_article_without_source_and_headline_is_called_by_its_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path, WrittenAsker({}))
    store = open_store(desk.database)
    (tmp_path / "pier.txt").write_text("The new pier of Osric opened on Monday with brass music.\n")
    ingest([str(tmp_path / "pier.txt")], store)
    store.close()
    lines = desk.run("summary", "Osric pier").stdout.splitlines()
    assert lines[0] == "Osric pier: 1 article without a stated source"
    assert lines[3] == "  pier.txt · undated"


def test_a_summary_keeps_to_its_days(sample: Desk) -> None:
    words = ("summary", "--since", "2026-10-20", "--until", "2026-10-21", "--json", "Corrie Belle")
    found = json.loads(sample.run(*words).stdout)
    days = {point["citation"]["published_at"][:10] for point in found["points"]}
    assert days == {"2026-10-20", "2026-10-21"}


def test_a_timeline_shows_days_and_values(sample: Desk) -> None:
    result = sample.run("timeline", "Queen Maren Bridge")
    assert result.exit_code == 0
    assert "10 October 2026" in result.stdout.splitlines()
    assert "The bridge cost, in order of publication" in result.stdout
    assert "  340 million dollars" in result.stdout


def test_a_timeline_as_json_has_events_series_and_the_undated(sample: Desk) -> None:
    found = json.loads(sample.run("timeline", "--json", "Corrie Belle").stdout)
    assert list(found) == ["topic", "articles", "events", "series", "undated", "index"]
    assert [one["source"] for one in found["undated"]] == ["Radio Orsa News"]


def test_a_timeline_is_drawn_into_a_file(sample: Desk, tmp_path: Path) -> None:
    picture = tmp_path / "bridge.png"
    result = sample.run("timeline", "--png", str(picture), "Queen Maren Bridge")
    assert (result.exit_code, result.stderr) == (0, f"Wrote {picture}.\n")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_quote_is_found_with_what_differs(sample: Desk) -> None:
    result = sample.run("find-quote", "A river is the cheapest route there is")
    assert result.exit_code == 0
    assert "  > A river is the cheapest [road] there is" in result.stdout.splitlines()
    assert "  You have “route”, the article has “road”" in result.stdout.splitlines()
    assert "  said by Ruth Castellan" in result.stdout.splitlines()


def test_a_quote_as_json_has_its_matches(sample: Desk) -> None:
    words = ("find-quote", "--json", "--limit", "1", "We had no report of any fault")
    found = json.loads(sample.run(*words).stdout)
    (match,) = found["matches"]
    assert (found["excerpt"], match["exact"]) == ("We had no report of any fault", True)
    assert (match["source"], match["quote"]) == ("Northwire", "We had no report of any fault")


def test_what_is_exported_to_a_file_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    desk = Desk(tmp_path, WrittenAsker({}))
    desk.add("a", "The Osric ferry sails at noon.", "Hill Radio")
    desk.run("ask", "Who is the mayor of Quarn?")
    out = tmp_path / "answers.csv"
    result = desk.run("export", "answers", "--output", str(out))
    assert (result.exit_code, result.stderr) == (0, f"Wrote {out}.\n")
    assert out.read_bytes().startswith(b"\xef\xbb\xbfanswer_id,")
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert [row["question"] for row in csv.DictReader(file)] == ["Who is the mayor of Quarn?"]


def test_json_lines_are_printed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, WrittenAsker({}))
    desk.add("a", "The Osric ferry sails at noon.", "Hill Radio")
    desk.run("ask", "Who is the mayor of Quarn?")
    (line,) = desk.run("export", "answers", "--format", "jsonl").stdout.splitlines()
    assert json.loads(line)["question"] == "Who is the mayor of Quarn?"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("summary", "zeppelins over Quarn"), "No article is about 'zeppelins over Quarn'."),
        (("timeline", "zeppelins over Quarn"), "No article tells of"),
        (("find-quote", "pigs fly over Quarn"), "No article has these words"),
        (("export", "answers"), "There are no answers to export."),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_nothing_found_is_said_and_ends_with_1(
    sample: Desk, words: tuple[str, ...], told: str
) -> None:
    result = sample.run(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert told in result.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("summary",), "Give a topic, such as"),
        (("summary", "--length", "0", "x"), "0 is not in the range"),
        (("summary", "--since", "2026-11-02", "--until", "2026-11-01", "x"), "Swap them"),
        (("timeline", " "), "Give a topic, such as"),
        (("timeline", "--since", "soon", "x"), "'soon' is not a date"),
        (("find-quote",), "Give the words to find"),
        (("export",), "Missing argument"),
        (("export", "secrets"), "'secrets' is not one of"),
        (("export", "answers", "--format", "xlsx"), "'xlsx' is not one of"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_use_is_said_and_ends_with_2(sample: Desk, words: tuple[str, ...], told: str) -> None:
    result = sample.run(*words)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_file_that_cannot_be_written_is_named(sample: Desk, tmp_path: Path) -> None:
    place = str(tmp_path / "nowhere" / "bridge.png")
    result = sample.run("timeline", "--png", place, "Queen Maren Bridge")
    assert result.exit_code == 2
    assert f"{place} cannot be written" in result.stderr
