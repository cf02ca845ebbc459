"""The index of passages in SQLite: an FTS5 table that keeps the terms it was given."""

from collections.abc import Mapping, Sequence
from typing import Any

from store.engine import Database, Filter, Query, write_query


class FtsIndex:
    """Finds passages by SQLite's full-text search."""

    def create(self, db: Database) -> None:
        """Create it: terms arrive made, the tokenizer only has to split them at blanks."""
        db.execute(
            """
            create virtual table passage_index using fts5 (
                passage, title, tokenize="ascii tokenchars '.'"
            )
            """
        )

    def put(self, db: Database, entries: Sequence[tuple[int, str, str]]) -> None:
        """Take passages in."""
        db.executemany(
            "insert into passage_index (rowid, passage, title) values (?, ?, ?)", entries
        )

    def drop(self, db: Database, entries: Sequence[tuple[int, str, str]]) -> None:
        """Take passages out."""
        rows = [entry[:1] for entry in entries]
        db.executemany("delete from passage_index where rowid = ?", rows)

    def clear(self, db: Database) -> None:
        """Take everything out."""
        db.execute("drop table passage_index")
        self.create(db)

    def match(self, db: Database, query: Query, chosen: Filter | None, pool: int) -> list[int]:
        """Return the best matches by the index's own score."""
        if not query:
            return []
        told = {"expression": write_expression(query), **(chosen.values if chosen else {})}
        where = f"passage_index match :expression {_passing(chosen)}"
        # To score costs much more than to match, and where few match they are all wanted.
        is_sparse = chosen is not None and chosen.is_sparse
        found = [] if is_sparse else _first(db, where, told, pool + 1)
        if is_sparse or len(found) > pool:
            # bm25() in a subquery over the index alone: joined tables are read after the cut.
            rows = db.execute(
                f"""
                select rowid from (
                    select rowid, bm25(passage_index, 1.0, 0.5) as score from passage_index
                    where {where} order by score limit {pool}
                )
                """,
                told,
            )
            found = rows.fetchall()
        return [passage_id for (passage_id,) in found]


def _first(db: Database, where: str, told: Mapping[str, object], limit: int) -> list[Any]:
    return db.execute(
        f"select rowid from passage_index where {where} limit {limit}", told
    ).fetchall()


def _passing(chosen: Filter | None) -> str:
    if chosen is None:
        return ""
    span = "and rowid between :first and :last" if chosen.has_range else ""
    if chosen.is_sparse:
        return f"{span} and rowid + 0 in (select id from passages where {chosen.condition})"
    same = "id = passage_index.rowid"
    return f"{span} and exists (select 1 from passages where {same} and {chosen.condition})"


def write_expression(query: Query) -> str:
    """Write a query in FTS5's own language.

    >>> write_expression([[["b"], ["c"]], [["a"], ["b", "c"]]])
    '(("b") AND ("c")) OR (("a") AND ("b" OR "c"))'
    """
    return write_query(query, _quote, " AND ", " OR ")


def _quote(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
