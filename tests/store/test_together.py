"""Several threads, several processes, and processes that are killed."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from store_samples import article

from store import Store, open_store
from store.passages import Query

HERE = Path(__file__).parent


def weather(number: int) -> str:
    return f"Rain fell on hill {number}. The ferry sailed at {number}."


def test_threads_read_and_write_one_store(store: Store) -> None:
    def work(number: int) -> int:
        store.articles.add(article(number, weather(number), title=None))
        return len(store.passages.retrieve(Query(("ferri", str(number)))))

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(work, range(80)))
    assert min(found) >= 1
    assert store.articles.state().articles == 80
    assert store.passages.frequencies(["ferri"]) == {"ferri": 80}


def test_many_articles_let_others_write_before_they_are_all_there(store: Store) -> None:
    many = [article(number, weather(number)) for number in range(3000)]
    next(store.articles.add_many(many, batch=len(many)))
    assert 1 <= store.articles.state().articles < len(many)


def adding(database: str, first: int, last: int) -> "subprocess.Popen[str]":
    """Add articles in a process of its own that prints each one once it is added."""
    command = [sys.executable, str(HERE / "adding.py"), database, str(first), str(last)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=HERE.parents[1]
    )


def test_two_processes_write_one_store(database: str) -> None:
    processes = [adding(database, first, first + 60) for first in (0, 60)]
    errors = [process.communicate()[1] for process in processes]
    assert errors == ["", ""]
    store = open_store(database)
    assert store.articles.state().articles == 120
    assert store.passages.frequencies(["ferri"]) == {"ferri": 120}
    store.close()


def test_a_killed_process_loses_nothing_that_it_reported(database: str) -> None:
    reported: list[str] = []
    for lines in (1, 7, 23):
        process = adding(database, 0, 100_000)
        assert process.stdout is not None
        printed = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        # Not communicate(): it reads past what readline() has buffered, from within a line.
        printed += process.stdout.readlines()
        process.communicate()
        reported += [line.strip() for line in printed if line.endswith("\n")]
        assert "" not in printed, "the process ended before it was killed"
    store = open_store(database)
    assert [name for name in reported if store.articles.get(name) is None] == []
    check_counts(store)
    store.close()
    errors = adding(database, 0, len(set(reported)) + 40).communicate()[1]
    assert errors == ""
    store = open_store(database)
    assert store.articles.state().articles >= len(set(reported)) + 40
    check_counts(store)
    store.close()


def check_counts(store: Store) -> None:
    """Each article has two passages, one of which has a ferry: every count must agree."""
    state = store.articles.state()
    assert state.passages == 2 * state.articles
    assert store.passages.frequencies(["ferri"]) == {"ferri": state.articles}
    assert len(store.passages.retrieve(Query(("ferri",), limit=9999))) == state.articles
