"""Moving an archive to another engine: every row, in an order that can be taken up again."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import Any

from store.backup import refuse_used
from store.connecting import path_of
from store.engine import Connections, Database, insert_row, insert_rows
from store.engines import engine_of, is_on_server
from store.errors import CopydeskError
from store.indexing import index_entries

KEYS: Mapping[str, tuple[str, ...]] = {
    "sources": ("id",),
    "articles": ("id",),
    "identities": ("identity",),
    "versions": ("id",),
    "passages": ("id",),
    "term_frequencies": ("term",),
    "sentences": ("hash", "article_id"),
    "removed": ("identity",),
    "feeds": ("rowid",),
    "answers": ("id",),
    "citations": ("answer_id", "article_id", "version"),
    "feedback": ("answer_id", "user_id"),
    "to_reread": ("id",),
    "to_compare": ("id",),
    "verdicts": ("id",),
    "decisions": ("id",),
    "subscriptions": ("id",),
    "watches": ("id",),
    "watchers": ("watch_id", "user_id"),
    "alerts": ("id",),
    "silences": ("channel_id", "story"),
    "turns": ("channel_id", "ts"),
    "events": ("id",),
    "posts": ("id",),
    "rests": ("lane",),
    "installations": ("team_id",),
    "install_states": ("state",),
    "audit": ("id",),
}
"""Every table that is copied, after those it refers to, and the columns that its rows go by."""

PAGE = 1000  # rows in one transaction

_BEGUN = "create table if not exists copying (name text primary key, position text not null)"


def copy_store(
    source_url: str, target_url: str, tell: Callable[[int, int], None], page: int = PAGE
) -> None:
    """Copy all that is in one database to an empty one, or go on with a copy that was begun.

    `tell` hears how many rows are there, of how many. Nothing else may use either database.
    """
    if not is_on_server(source_url):
        refuse_used(path_of(source_url))
    with (
        closing(engine_of(source_url).open_url(source_url, True)) as source,
        closing(engine_of(target_url).open_url(target_url, False)) as target,
        source.reading() as db,
    ):
        counts = {table: _count(db, table) for table in KEYS}
        _begin(target, counts)
        done, total = sum(_count(target.get(), table) for table in KEYS), sum(counts.values())
        for table in KEYS:
            tell(done, total)
            while copied := _copy_page(db, target, table, page):
                done += copied
                tell(done, total)
        _finish(db, target, counts)


def _begin(target: Connections, counts: Mapping[str, int]) -> None:
    """Note in the target what is to come; refuse one that holds anything else."""
    with target.writing("copying") as db:
        db.execute(_BEGUN)
        begun = _position(db, "")
        if begun is None:
            _refuse_filled(db)
            _keep_position(db, "", counts)
        elif begun != counts:
            raise CopydeskError(
                "The archive has changed since the copy was begun. Stop what uses it, and copy it "
                "anew to another, empty database."
            )


def _refuse_filled(db: Database) -> None:
    for table in KEYS:
        if db.execute(f"select 1 from {table} limit 1").fetchone() is not None:
            raise CopydeskError(
                f"The database to copy to is not empty: it has {table}, and no copy to it was "
                "begun. Name an empty one: a new file, or postgresql://HOST/NAME?schema=NEW."
            )


def _copy_page(source: Database, target: Connections, table: str, page: int) -> int:
    """Copy the next rows of a table, with where they end, in one transaction; return how many."""
    with target.writing("copying") as db:
        rows = _read_page(source, table, _position(db, table), page)
        if not rows:
            return 0
        _put(db, table, rows)
        if table == "passages":
            _index(source, db, rows)
        _keep_position(db, table, [rows[-1][column] for column in KEYS[table]])
        return len(rows)


def _read_page(
    source: Database, table: str, after: Sequence[Any] | None, page: int
) -> list[dict[str, Any]]:
    columns = ", ".join(KEYS[table])
    marks = ", ".join("?" for _ in KEYS[table])
    further = f"where ({columns}) > ({marks})" if after else ""
    own = "rowid, " if columns == "rowid" else ""
    query = f"select {own}* from {table} {further} order by {columns} limit {page}"
    return list(source.query(query, after or ()))


def _put(db: Database, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    # A copy may have come before its original, and is tied to it when both are there.
    alone = {"copy_of": None} if table == "articles" else {}
    insert_rows(db, table, [{**row, **alone} for row in rows])


def _index(source: Database, target: Database, passages: Sequence[Mapping[str, Any]]) -> None:
    """Index passages: an index is made anew, as each engine has its own."""
    by_version: dict[int, list[tuple[int, int, int]]] = {}
    for row in passages:
        place = (row["id"], row["start"], row["end"])
        by_version.setdefault(row["version_id"], []).append(place)
    for version_id, places in by_version.items():
        text, title = source.execute(
            "select text, title from versions where id = ?", [version_id]
        ).fetchone()
        target.index.put(target, index_entries(text, title, places))


def _finish(source: Database, target: Connections, counts: Mapping[str, int]) -> None:
    with target.writing("copying") as db:
        tied = source.execute("select copy_of, id from articles where copy_of is not null")
        db.executemany("update articles set copy_of = ? where id = ?", tied.fetchall())
        sums = source.execute("select articles, passages, terms from totals").fetchone()
        db.execute("update totals set articles = ?, passages = ?, terms = ?", list(sums))
        for table, (key, *_) in KEYS.items():
            if key in ("id", "rowid"):
                db.renumber(table, key)
        for table, count in {**counts, "passage_index": counts["passages"]}.items():
            arrived = _count(db, table)
            if arrived != count:
                raise CopydeskError(
                    f"{arrived:,} of {count:,} rows of {table} have arrived. Something else "
                    "writes to the copy: stop it, and copy anew to another, empty database."
                )
        db.execute("drop table copying")


def _count(db: Database, table: str) -> int:
    (count,) = db.execute(f"select count(*) from {table}").fetchone()
    return int(count)


def _position(db: Database, name: str) -> Any:
    row = db.execute("select position from copying where name = ?", [name]).fetchone()
    return None if row is None else json.loads(row[0])


def _keep_position(db: Database, name: str, position: object) -> None:
    row = {"name": name, "position": json.dumps(position)}
    insert_row(db, "copying", row, "on conflict (name) do update set position = excluded.position")
