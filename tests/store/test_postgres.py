"""PostgreSQL: what is told when it cannot be used, and what several at once may do."""

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import chain, count

import pytest
from postgres import FAST, Server, open_server
from store_samples import article
from stored import article_of

from store import Store, open_store
from store.errors import CopydeskError, NoDatabaseError, ReadOnlyError
from store.events import NewEvent
from store.posts import NewPost
from store.workspaces import WorkspaceStores, workspace_url


@pytest.fixture
def url(server: Server) -> str:
    return server.new_url()


@pytest.fixture
def kept(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


def test_without_the_extra_it_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from store import open_store\n"
        "try: open_store('postgresql://h/n')\n"
        "except Exception as error: print(error)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "pip install 'copydesk[postgres]'" in told.stdout, told


def test_a_server_that_is_not_there_is_named_without_the_password(server: Server) -> None:
    with pytest.raises(CopydeskError, match=r"'news' on 127\.0\.0\.1:1.*DATABASE_URL") as told:
        open_store("postgresql://ana:secret@127.0.0.1:1/news")
    assert "secret" not in str(told.value)


def test_a_schema_that_is_not_there_is_not_made_to_be_read(url: str) -> None:
    with pytest.raises(NoDatabaseError, match="There is no schema test"):
        open_store(url, to_read=True)


def test_a_bad_name_of_a_schema_is_refused(server: Server) -> None:
    with pytest.raises(CopydeskError, match="is no name of a schema"):
        open_store("postgresql://host/news?schema=a;b")


def test_a_newer_schema_is_left_alone(url: str, kept: Store) -> None:
    with kept.connections.writing() as db:
        db.execute("insert into migrations values ('m999_telepathy', '')")
    with pytest.raises(CopydeskError, match=r"m999_telepathy.*Update Copydesk"):
        open_store(url)


def test_a_server_that_only_reads_can_be_asked_and_says_that_it_keeps_nothing(
    url: str, kept: Store
) -> None:
    kept.articles.add(article())
    reader = open_store(f"{url}&options=-c%20default_transaction_read_only%3Don", to_read=True)
    assert reader.articles.get("1") == kept.articles.get("1")
    assert [kept.connections.takes_writes(), reader.connections.takes_writes()] == [True, False]
    with pytest.raises(ReadOnlyError, match="is read-only"):
        reader.feeds.add("https://wire.example/feed")
    reader.close()


@pytest.mark.parametrize("text", ["a\0b", "a\ufdd0b", "\ufdd0\ufdd1", "\ufdd0\ufdd2\0", "\0\ufdd2"])
def test_no_character_is_lost_and_lists_find_it(kept: Store, text: str) -> None:
    new = article(text=f"{text} fell.", identity=f"id:{text}", article_id=text, title=text)
    kept.articles.add(new)
    found = article_of(kept, text)
    assert (found.text, found.title) == (new.text, text)
    kept.articles.remove(text)
    assert kept.articles.is_removed(f"id:{text}")


def test_many_workers_take_each_event_once_and_a_lane_in_its_order(kept: Store) -> None:
    for number in range(40):
        kept.events.add(NewEvent(f"e{number:02}", f"lane{number % 8}", ""), 1.0)

    taken: list[str] = []

    def work(worker: int) -> None:
        while kept.events.backlog().waiting:
            event = kept.events.claim(f"w{worker}", 2.0, 60.0)
            if event is not None:
                taken.append(event.event_id)
                kept.events.finish(event.event_id, 3.0)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert sorted(taken) == [f"e{number:02}" for number in range(40)]
    lanes = [[one for one in taken if int(one[1:]) % 8 == lane] for lane in range(8)]
    assert lanes == [sorted(lane) for lane in lanes]


def test_many_senders_take_each_post_once(kept: Store) -> None:
    for number in range(40):
        kept.posts.add(NewPost(f"p{number}", f"C{number % 8}", "T1", ""), 1.0)

    def send(worker: int) -> list[str]:
        sent = []
        while kept.posts.has_open():
            post = kept.posts.claim(f"s{worker}", 2.0, 60.0)
            if post is not None:
                sent.append(post.post_key)
                kept.posts.finish(post.post_key, 3.0, "sent", "1.1")
        return sent

    with ThreadPoolExecutor(8) as pool:
        sent = list(pool.map(send, range(8)))
    assert sorted(chain(*sent)) == sorted(f"p{number}" for number in range(40))


def test_who_waits_hears_what_another_process_keeps_also_after_the_connection_was_lost(
    url: str, kept: Store
) -> None:
    other = open_store(url)
    hear = other.events.hear
    assert [hear(0), hear(0)] == [True, False]  # what came before it listened, then nothing
    kept.events.add(NewEvent("e1", "lane", ""), 1.0)
    assert [hear(60), hear(0)] == [True, False]
    assert not kept.events.add(NewEvent("e1", "lane", ""), 1.0)
    assert not hear(0)
    kept.posts.add(NewPost("p1", "C1", "T1", ""), 1.0)
    assert hear(60)
    db = kept.connections.get()
    db.execute("select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'")
    wait_for(lambda: hear(1) is None)
    kept.events.add(NewEvent("e2", "lane", ""), 1.0)
    assert hear(60)
    other.close()


def test_one_process_leads_until_it_lets_go(url: str, kept: Store) -> None:
    other = open_store(url)
    leading = [each.connections.leads("rounds") for each in (kept, kept, other)]
    assert leading == [True, True, False]
    assert other.connections.leads("something else")
    kept.close()
    wait_for(lambda: other.connections.leads("rounds"))
    other.close()


def test_the_server_asks_whether_a_machine_is_still_there() -> None:
    with open_server() as own, socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        taken.close()
        own.stop()
        own.start(f"{FAST} -c listen_addresses=127.0.0.1 -p {port}")
        there = open_store(f"postgresql://postgres@127.0.0.1:{port}/postgres")
        rows = there.connections.get().execute(
            "select setting from pg_settings where name like 'tcp_keep%' order by name"
        )
        assert rows.fetchall() == [("4",), ("20",), ("5",)]
        there.close()


def test_a_workspace_has_a_schema_of_its_own_that_goes_with_it(url: str, kept: Store) -> None:
    assert workspace_url(url, "T1").endswith("_t1")
    stores = WorkspaceStores(url)
    one, two = stores.get("T1"), stores.get("T2")
    one.articles.add(article())
    assert [each.articles.state().articles for each in (one, two, kept)] == [1, 0, 0]
    assert stores.get("T1") is one
    WorkspaceStores(url).remove("T1")
    again = stores.get("T1")
    assert (again is one, again.articles.state().articles) == (False, 0)
    stores.close()


def test_a_standby_that_takes_over_has_all_that_was_acknowledged() -> None:
    with open_server() as first, open_server_beside(first) as second:
        both = f"host={first.folder},{second.folder}&target_session_attrs=read-write"
        store = open_store(f"postgresql://postgres@/postgres?{both}&connect_timeout=2")
        kept: list[str] = []
        is_over = threading.Event()

        def work() -> None:
            for number in count():
                if is_over.is_set():
                    return
                with suppress(CopydeskError):
                    store.events.add(NewEvent(f"e{number}", "lane", ""), 1.0)
                    kept.append(f"e{number}")

        worker = threading.Thread(target=work)
        worker.start()
        wait_for(lambda: len(kept) > 50)
        first.stop("immediate")
        second.run("pg_ctl", "-D", f"{second.folder}/data", "-w", "promote")
        before = len(kept)
        wait_for(lambda: len(kept) > before + 50)
        is_over.set()
        worker.join()
        rows = store.connections.get().execute("select event_id from events")
        assert set(kept) <= {event_id for (event_id,) in rows}
        store.close()
        first.start()


@contextmanager
def open_server_beside(first: Server) -> Iterator[Server]:
    """Start a standby of a server, which then waits for it before it acknowledges."""
    with open_server() as second:
        second.stop("immediate")
        shutil.rmtree(second.folder / "data")
        source = ("-h", str(first.folder), "-U", "postgres")
        second.run("pg_basebackup", *source, "-D", f"{second.folder}/data", "-R", "-c", "fast")
        second.start(f"{FAST} -c hot_standby=on")
        psycopg = pytest.importorskip("psycopg")
        with psycopg.connect(f"host={first.folder} user=postgres", autocommit=True) as conn:
            conn.execute("alter system set synchronous_standby_names = '*'")
            conn.execute("select pg_reload_conf()")
        yield second


def wait_for(condition: Callable[[], object], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
