"""A database that nobody may write can still be asked; what would keep something says why not."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from answer_samples import ANSWERED
from desk import Desk, WrittenAsker

from store import open_store
from store.database import open_database
from store.errors import CopydeskError, ReadOnlyError

OPENS = "When does it open?"
NOBODY = 65534


@contextmanager
def without_rights() -> Iterator[None]:
    """Act as a user for whom permissions count: for root they do not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder that any user may look into; pytest's own only its owner."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


def freeze(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)


@pytest.fixture
def desk(folder: Path) -> Desk:
    made = Desk(folder, WrittenAsker({OPENS: ANSWERED}))
    made.add("one", "The pier at Lowport opens on 3 May.", "Quay Courier", "2026-05-01")
    made.run("status")  # what a verb loads on first use, nobody may read
    made.run("conflicts", "scan")
    made.run("conflicts", "confirm", "1", "--by", "Ana")
    made.run("subscribe", "harbour")
    made.run("ask", OPENS)
    freeze(folder)
    return made


def test_a_read_only_database_is_asked_and_says_that_nothing_is_kept(desk: Desk) -> None:
    with without_rights():
        result = desk.run("ask", OPENS)
        assert desk.run("sources").stdout == "Quay Courier\t1\t1 May 2026\n"
        assert desk.run("find-quote", "The pier at Lowport opens").exit_code == 0
    assert result.exit_code == 0
    assert "Quay Courier" in result.stdout
    assert result.stderr == f"Not kept: the database {desk.database} is read-only.\n"
    assert [path.name for path in desk.folder.iterdir()] == ["news.db"]


@pytest.mark.parametrize(
    "words",
    [
        ("ingest", "pier.txt"),
        ("feeds", "add", "https://feeds.example/a.xml"),
        ("subscribe", "harbour"),
        ("subscribe", "--remove", "1"),
        ("watch", OPENS),
    ],
    ids=" ".join,
)
def test_what_would_keep_something_says_that_the_database_is_read_only(
    desk: Desk, words: tuple[str, ...]
) -> None:
    with without_rights():
        result = desk.run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"Error: The database {desk.database} is read-only: nothing can be kept in it. "
        "Make the file and its directory writable, or name a copy of it that is.\n"
    )


def test_a_read_only_copy_of_another_schema_is_not_read_wrongly(folder: Path) -> None:
    path = folder / "old.db"
    store = open_store(str(path))
    store.connections.get().execute("update totals set fingerprint = 'other'")
    store.close()
    freeze(folder)
    with without_rights(), pytest.raises(ReadOnlyError, match=r"of an older Copydesk\. Make"):
        open_store(str(path), to_read=True)


def test_a_read_only_copy_without_its_newest_changes_is_not_taken_for_whole(folder: Path) -> None:
    made = folder / "made"
    made.mkdir()
    store = open_store(str(made / "news.db"))
    for name in ("news.db", "news.db-wal"):
        shutil.copy(made / name, folder / name)
    store.close()
    freeze(folder)
    with without_rights(), pytest.raises(CopydeskError, match=r"news\.db-wal.*Copy both files"):
        open_store(str(folder / "news.db"), to_read=True)


def test_a_read_only_file_beside_its_writer_is_read_with_its_newest_changes(folder: Path) -> None:
    path = folder / "news.db"
    writer = open_database(path)
    with writer.writing() as db:
        db.execute("insert into sources (name) values ('Quay Courier')")
    freeze(folder)
    with without_rights():
        reader = open_database(path, to_read=True)
        assert reader.get()["sources"].count == 1
        reader.close()
    folder.chmod(0o755)
    writer.close()
