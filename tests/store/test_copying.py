"""Moving an archive from one engine to the other: all of it, also when it is killed halfway."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from postgres import Server
from store_samples import article

from store import open_store
from store.connecting import connect
from store.copying import KEYS, copy_store
from store.errors import CopydeskError
from store.passages import Query

KILLED = """
import json, os, signal, sys
from store.copying import copy_store
def tell(done, total):
    if done >= total // 2:
        os.kill(os.getpid(), signal.SIGKILL)
copy_store(*json.loads(sys.argv[1]), tell, page=7)
"""


@pytest.fixture
def target(database: str, tmp_path: Path, server: Server) -> str:
    """An empty database on the other engine."""
    return server.new_url() if database.startswith("sqlite") else f"sqlite:///{tmp_path}/other.db"


@pytest.fixture
def filled(database: str) -> str:
    """An archive of nine articles; the first is a copy of the last, which came out before it."""
    store = open_store(database, clock=lambda: "2031-05-04T12:00:00Z")
    for number in range(10):
        same = 0 if number == 9 else number
        text = " ".join(f"The pier of hill {same} opens on {part} May." for part in range(1, 9))
        day = "2031-04-30" if number == 9 else "2031-05-01"
        new = article(number, text, source=f"S{number}", published_at=f"{day}T08:00:00Z")
        store.articles.add(new)
    store.articles.remove("8")
    for url in ("https://z.example/feed", "https://a.example/feed"):
        store.feeds.add(url)
    store.answers.save("When\0?", "2026-05-10T12:00:00Z", "{}", [("1", 1)])
    store.close()
    return database


def ignore(done: int, total: int) -> None:
    pass


def seen(url: str) -> dict[str, object]:
    """All rows, and what the index finds."""
    store = open_store(url)
    db = store.connections.get()
    found: dict[str, object] = {
        name: [
            {column: value for column, value in row.items() if column != "rowid"}
            for row in db.query(f"select * from {name} order by {', '.join(keys)}")
        ]
        for name, keys in KEYS.items()
    }
    query = Query(("pier", "hill", "3"))
    found |= {"found": store.passages.retrieve(query), "state": store.articles.state()}
    store.close()
    return found


def test_what_is_copied_is_all_there_and_is_added_to_as_before(filled: str, target: str) -> None:
    told: list[tuple[int, int]] = []
    copy_store(filled, target, lambda *at: told.append(at), page=7)
    assert seen(target) == seen(filled)
    assert (told[0][0], told[-1][0]) == (0, told[-1][1])
    for url in (filled, target):
        store = open_store(url, clock=lambda: "2031-05-05T12:00:00Z")
        store.articles.add(article(30))
        store.articles.remove("1")
        store.feeds.add("https://m.example/feed")
        store.close()
    assert seen(target) == seen(filled)


def test_a_copy_that_is_killed_goes_on_where_it_stopped(filled: str, target: str) -> None:
    command = [sys.executable, "-c", KILLED, json.dumps([filled, target])]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    told: list[tuple[int, int]] = []
    copy_store(filled, target, lambda *at: told.append(at), page=7)
    assert told[0][0] >= told[0][1] // 2
    assert seen(target) == seen(filled)


def test_a_database_with_something_in_it_is_not_copied_to(filled: str, target: str) -> None:
    store = open_store(target)
    store.feeds.add("https://wire.example/feed")
    store.close()
    with pytest.raises(CopydeskError, match=r"is not empty: it has feeds.*Name an empty one"):
        copy_store(filled, target, ignore)
    with pytest.raises(CopydeskError, match="is not empty: it has sources"):
        copy_store(filled, filled, ignore)


def test_an_archive_that_changed_meanwhile_is_copied_anew(filled: str, target: str) -> None:
    command = [sys.executable, "-c", KILLED, json.dumps([filled, target])]
    subprocess.run(command, check=False)
    store = open_store(filled)
    store.feeds.add("https://wire.example/feed")
    store.close()
    with pytest.raises(CopydeskError, match="has changed since the copy was begun"):
        copy_store(filled, target, ignore)


def test_rows_that_did_not_arrive_are_missed(filled: str, target: str) -> None:
    def lose(done: int, total: int) -> None:
        if done == total:
            store = open_store(target)
            store.feeds.remove("https://a.example/feed")
            store.close()

    with pytest.raises(CopydeskError, match="1 of 2 rows of feeds have arrived"):
        copy_store(filled, target, lose)


def test_every_table_is_copied(path: Path) -> None:
    open_store(str(path)).close()
    db = connect(path)
    tables = {name for name in db.table_names() if not name.startswith("passage_index")}
    db.close()
    assert tables - {"_sqlite_migrations", "totals"} == KEYS.keys()
