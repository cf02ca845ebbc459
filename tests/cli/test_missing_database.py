"""A database that is not there is never made by looking; the verbs that keep something make it."""

from pathlib import Path

import pytest
from desk import Desk, WrittenAsker

READING = [
    ("ask", "When does it open?"),
    ("answers", "list"),
    ("summary", "harbour"),
    ("timeline", "harbour"),
    ("find-quote", "the pier at Lowport was mended in May"),
    ("export", "conflicts"),
    ("conflicts", "list"),
    ("conflicts", "scan"),
    ("conflicts", "confirm", "1", "--by", "Ana"),
    ("check", "-"),
    ("subscribe", "--list"),
    ("alerts",),
    ("watch", "--list"),
    ("feeds", "list"),
    ("feeds", "poll"),
    ("articles", "list"),
    ("sources",),
    ("status",),
    ("feedback", "export"),
]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, WrittenAsker({}))


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_looking_into_a_mistyped_database_says_so_and_makes_none(
    desk: Desk, words: tuple[str, ...]
) -> None:
    result = desk.run("--database", str(desk.folder / "nwes.db"), *words, input="It cost 3 crowns.")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"Error: There is no database {desk.folder}/nwes.db. Check its name, or make it by reading "
        f"articles in: copydesk --database {desk.folder}/nwes.db ingest WHAT "
        "(the sample newsroom: copydesk demo).\n"
    )
    assert list(desk.folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_told_as_a_missing_database(desk: Desk) -> None:
    result = desk.run("--database", str(desk.folder / "gone" / "news.db"), "status")
    assert result.stderr.startswith(f"Error: There is no database {desk.folder}/gone/news.db. ")


@pytest.mark.parametrize(
    "words",
    [
        ("ingest", "pier.txt"),
        ("feeds", "add", "https://feeds.example/a.xml"),
        ("subscribe", "harbour strike"),
        ("watch", "When does it open?"),
    ],
    ids=" ".join,
)
def test_what_keeps_something_makes_the_database(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(desk.folder)
    Path("pier.txt").write_text(
        "Pier mended\n\nThe pier at Lowport was mended after a winter of storms, the town said.\n"
        "It cost 3 million crowns, and the ferries to Halden call there again from May.\n"
    )
    assert desk.run(*words).exit_code == 0
    assert desk.run("status").exit_code != 2


def test_the_doctor_tells_of_a_database_still_to_be_made(desk: Desk) -> None:
    said = desk.run("doctor").stdout
    assert f"--  store: there is no database {desk.database} yet" in said
    assert "It is made when the app starts, or by: copydesk ingest FOLDER" in said
    assert list(desk.folder.iterdir()) == []
