import json
import sqlite3
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations
from store_samples import article
from tables import named

from store import open_store
from store.connecting import connect
from store.database import open_database
from store.errors import CopydeskError
from store.indexing import fingerprint
from store.migrations import migrations
from store.passages import Query
from store.verdicts import Side


@pytest.mark.parametrize("url", ["sqlite:///{path}", "{path}"], ids=["url", "path"])
def test_a_database_is_made_where_it_is_named(path: Path, url: str) -> None:
    open_store(url.format(path=path)).close()
    assert path.is_file()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        pytest.param("mysql://news", "'mysql'.*sqlite:///copy.*postgresql://", id="other kind"),
        pytest.param("sqlite://", "names no file", id="no name"),
        pytest.param("", "names no file", id="nothing"),
        pytest.param(":memory:", "names no file", id="memory"),
    ],
)
def test_a_name_that_is_none_says_what_to_give(url: str, message: str) -> None:
    with pytest.raises(CopydeskError, match=message):
        open_store(url)


def a_newer_schema(path: Path) -> None:
    open_store(str(path)).close()
    db = Database(path)
    newer = Migrations("copydesk")
    newer(name="m999_telepathy")(lambda db: None)
    newer.apply(db)
    db.close()


@pytest.mark.parametrize(
    ("prepare", "message"),
    named(
        ("directory", Path.mkdir, "is a directory. Name a file in it"),
        ("picture", lambda p: p.write_bytes(b"\x89PNG" * 400), "is not a Copydesk database"),
        ("newer", a_newer_schema, "m999_telepathy.*Update Copydesk"),
        ("no directory", lambda p: p.parent.rmdir(), "does not exist. Make it"),
    ),
)
def test_a_bad_database_says_what_to_do(
    tmp_path: Path, prepare: Callable[[Path], None], message: str
) -> None:
    path = tmp_path / "desk" / "news.db"
    path.parent.mkdir()
    prepare(path)
    with pytest.raises(CopydeskError, match=message):
        open_store(str(path))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a place nobody can write to")
def test_a_place_that_cannot_be_written_says_so() -> None:
    with pytest.raises(CopydeskError, match=r"cannot be opened for writing.*permissions"):
        open_store("/proc/news.db")


def test_a_new_file_is_its_owners_alone_and_so_is_its_log(tmp_path: Path) -> None:
    connections = open_database(tmp_path / "news.db")
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    connections.close()
    assert set(modes.values()) == {0o600}
    assert "news.db-wal" in modes


def test_another_program_s_database_is_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("create table articles (headline text)")
    other.commit()
    with pytest.raises(CopydeskError, match="is not a Copydesk database"):
        open_store(str(path))
    assert [row[0] for row in other.execute("select name from sqlite_master")] == ["articles"]
    other.close()


def test_the_last_transaction_is_rolled_back_whole(path: Path) -> None:
    connections = open_database(path)

    def fail_midway() -> None:
        with connections.writing() as db:
            db.execute("insert into sources (name) values ('Velm Courier')")
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail_midway()
    assert connections.get()["sources"].count == 0
    connections.close()


def test_a_full_disk_is_said_so_and_costs_nothing_before_it(path: Path) -> None:
    store = open_store(str(path))
    store.articles.add(article(1))
    db = store.connections.get()
    db.execute(f"pragma max_page_count = {db.execute('pragma page_count').fetchone()[0]}")
    with pytest.raises(CopydeskError, match="space left on the disk"):
        store.articles.add(article(2, "Rain fell on Pell. " * 20_000))
    assert store.articles.state().articles == 1
    store.close()


def test_an_index_of_other_terms_is_made_anew(path: Path) -> None:
    store = open_store(str(path))
    store.articles.add(article())
    before = store.passages.retrieve(Query(("truce",)))
    store.close()
    db = Database(path)
    with db.atomic():
        db.execute("update totals set fingerprint = 'other'")
        db.execute("delete from term_frequencies")
    db.close()
    store = open_store(str(path))
    assert store.passages.retrieve(Query(("truce",))) == before
    assert store.articles.remove("1")
    assert store.passages.frequencies(["truce"]) == {}
    store.close()
    (found,) = Database(path).query("select * from totals")
    counts = {"articles": 0, "passages": 0, "terms": 0}
    assert found == {"id": 1, **counts, "fingerprint": fingerprint()}


def test_migrations_are_numbered_in_their_order() -> None:
    names = [migration.name for migration in migrations.pending(Database(memory=True))]
    assert [name[:5] for name in names] == [f"m{n:03}_" for n in range(1, len(names) + 1)]


def test_verdicts_kept_before_disputes_were_named_are_kept_with_what_was_decided(
    path: Path,
) -> None:
    """m016: what was a sentence of why is what it is about, and each one is its own dispute."""
    db = connect(path)
    migrations.apply(db, stop_before="m016_relations")
    side = Side("1", 1, None, None, None, None, 0, 5, "Seven", 0, 5, "Seven", None, "7")
    words = json.dumps(asdict(side))
    for key in ("k1", "k2"):
        db.execute(
            """
            insert into verdicts (pair_key, verdict, why, slot, story, a_article, b_article, a, b,
                state, detected_at, changed_at, changed_by)
            values (?, 'conflict', 'They differ.', 'count', 's', '1', '2', ?, ?, 'dismissed',
                '2026-03-10', '2026-03-11', 'Ana')
            """,
            [key, words, words],
        )
    for number, story in ((1, "s"), (2, "{}")):
        db.execute("insert into articles values (?, ?, null, null, null, '')", [number] * 2)
        db.execute(
            "insert into accounts (article_id, version, story) values (?, 1, ?)", [number, story]
        )
    db.execute(
        """
        insert into claims (article_id, slot, kind, "start", "end", normalised, payload)
        values (1, 'count', 'number', 0, 5, '7', '{}')
        """
    )
    db.conn.commit()
    db.close()
    store = open_store(str(path))
    found = [
        (v.pair_key, v.about, v.dispute, v.state, v.changed_by, v.likelihood, v.a)
        for v in store.verdicts.find()
    ]
    assert found == [
        (key, "They differ.", key, "dismissed", "Ana", None, side) for key in ("k2", "k1")
    ]
    tables = store.connections.get().table_names()
    assert {"claims", "accounts", "account_names"}.isdisjoint(tables)
    store.close()


def test_what_was_not_compared_or_quotes_what_changed_is_due_after_an_update(path: Path) -> None:
    """m023: before, it was found by looking at every article and every citation."""
    db = connect(path)
    migrations.apply(db, stop_before="m023_due")
    for number, compared, state in ((1, 2, ""), (2, 1, ""), (3, None, ""), (4, 2, "copy")):
        db.execute("insert into articles values (?, ?, null, null, null, '', '')", [number] * 2)
        for version in (1, 2):
            db.execute(
                """
                insert into versions (article_id, version, added_at, published_from, corrects,
                    body, sentences, text) values (?, ?, '', '', 0, '[]', '', '')
                """,
                [number, version],
            )
        if compared:
            db.execute("insert into compared values (?, ?, null, ?)", [number, compared, state])
    for number, payload, version in ((1, "{}", 2), (2, "{}", 1), (3, "", 2)):
        db.execute("insert into answers values (?, '', '', ?)", [number, payload])
        db.execute("insert into citations values (?, '1', ?)", [number, version])
    db.conn.commit()
    db.close()
    store = open_store(str(path))
    assert store.compared.missing() == ["2", "3", "4"]
    assert [saved.answer_id for saved in store.answers.due().values()] == [2, 3]
    store.close()


def test_an_index_that_kept_no_terms_is_filled_when_it_is_opened(path: Path) -> None:
    """m022: scoring seeks the terms in the index."""
    open_store(str(path)).articles.add(article())
    db = connect(path)
    db.execute("drop table passage_index")
    db.execute("create virtual table passage_index using fts5 (passage, title, content='')")
    db.execute("delete from _sqlite_migrations where name = 'm022_kept_terms'")
    db.close()
    store = open_store(str(path))
    assert [hit.article_id for hit in store.passages.retrieve(Query(("ferri",)))] == ["1"]
    store.close()
