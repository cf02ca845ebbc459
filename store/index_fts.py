"""The index of passages in SQLite: an FTS5 table that keeps the terms it was given."""

from collections.abc import Sequence

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
        passing, values = ("true", {}) if chosen is None else (chosen.condition, chosen.values)
        if chosen is not None and chosen.is_narrow:
            # Few pass: their ids are collected once, and the index leaps to the first of them.
            passing = f"""
                rowid between :first and :last
                and rowid + 0 in (select id from passages where {passing})
            """
        elif chosen is not None:
            passing = f"""
                exists (select 1 from passages where id = passage_index.rowid and {passing})
            """
        told = {"expression": write_expression(query), **values}
        where = f"passage_index match :expression and {passing}"
        # To score costs much more than to match, and where few match they are all wanted.
        found = db.execute(
            f"select rowid from passage_index where {where} limit {pool + 1}", told
        ).fetchall()
        if len(found) > pool:
            # bm25() in a subquery over the index alone: joined tables are read after the cut.
            found = db.execute(
                f"""
                select rowid from (
                    select rowid, bm25(passage_index, 1.0, 0.5) as score from passage_index
                    where {where} order by score limit {pool}
                )
                """,
                told,
            ).fetchall()
        return [passage_id for (passage_id,) in found]


def write_expression(query: Query) -> str:
    """Write a query in FTS5's own language.

    >>> write_expression([[["b"], ["c"]], [["a"], ["b", "c"]]])
    '(("b") AND ("c")) OR (("a") AND ("b" OR "c"))'
    """
    return write_query(query, _quote, " AND ", " OR ")


def _quote(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
