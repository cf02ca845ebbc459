"""The index of passages in PostgreSQL: a tsvector with GIN, and BM25 as FTS5 reckons it."""

import math
from collections.abc import Iterable, Mapping, Sequence

from store.engine import Database, Filter, Query, write_query

_SCHEMA = (
    """
    create table passage_index (
        rowid bigint primary key, passage text not null, title text not null,
        terms tsvector not null generated always as (
            array_to_tsvector(array_remove(string_to_array(passage || ' ' || title, ' '), ''))
        ) stored
    )
    """,
    "create index passage_index_terms on passage_index using gin (terms)",
    # The mean length of a row counts in its score.
    "alter table totals add column indexed integer not null default 0",
)


_FOUND = "from passage_index where terms @@ cast(:expression as tsquery)"


class GinIndex:
    """Finds passages by PostgreSQL's own text search; the terms are those of every engine."""

    def create(self, db: Database) -> None:
        """Create it."""
        for statement in _SCHEMA:
            db.execute(statement)

    def put(self, db: Database, entries: Sequence[tuple[int, str, str]]) -> None:
        """Take passages in."""
        put = "insert into passage_index (rowid, passage, title) values (?, ?, ?)"
        db.executemany(put, entries)
        db.execute("update totals set indexed = indexed + ?", [_size(entries)])

    def drop(self, db: Database, entries: Sequence[tuple[int, str, str]]) -> None:
        """Take passages out."""
        rows = [entry[:1] for entry in entries]
        db.executemany("delete from passage_index where rowid = ?", rows)
        db.execute("update totals set indexed = indexed - ?", [_size(entries)])

    def clear(self, db: Database) -> None:
        """Take everything out."""
        db.execute("truncate passage_index")
        db.execute("update totals set indexed = 0")

    def match(self, db: Database, query: Query, chosen: Filter | None, pool: int) -> list[int]:
        """Return the best matches, scored as FTS5 does: https://sqlite.org/fts5.html#bm25."""
        if not query:
            return []
        expression, passing = write_tsquery(query), _passing(chosen)
        told: dict[str, object] = {"expression": expression, **(chosen.values if chosen else {})}
        found = db.execute(f"select rowid {_FOUND} {passing} limit {pool + 1}", told).fetchall()
        if len(found) > pool:
            terms = dict.fromkeys(term for clause in query for group in clause for term in group)
            names = {term: f"term{number}" for number, term in enumerate(terms)}
            told |= {name: term for term, name in names.items()}
            told |= _weights(db, names)
            found = db.execute(_match_sql(query, names, passing, pool), told).fetchall()
        return [passage_id for (passage_id,) in found]


def _passing(chosen: Filter | None) -> str:
    if chosen is None:
        return ""
    exists = f"and exists (select 1 from passages where id = rowid and {chosen.condition})"
    return f"{exists} and rowid between :first and :last" if chosen.has_range else exists


def _weights(db: Database, names: Mapping[str, str]) -> dict[str, float]:
    """Return the weight of each term, and the mean length of a row."""
    passages, indexed = db.execute("select passages, indexed from totals").fetchone()
    found = db.execute(
        """
        select term, passages from term_frequencies
        where term in (select value from json_each(?))
        """,
        [list(names)],
    )
    known = dict(found.fetchall())
    weights = {
        f"weight_{name}": math.log((passages - known[term] + 0.5) / (known[term] + 0.5))
        for term, name in names.items()
        if term in known
    }
    least = {f"weight_{name}": 1e-6 for name in names.values()}
    positive = {name: weight for name, weight in weights.items() if weight > 0}
    return {**least, **positive, "average": float(indexed) / max(1, passages)}


def _match_sql(query: Query, names: Mapping[str, str], passing: str, pool: int) -> str:
    """Write the query; "offset 0" has each subquery worked out once a row."""
    counts = ", ".join(
        f"cardinality(array_positions(p, :{name}))"
        f" + 0.5::float8 * cardinality(array_positions(t, :{name})) as {name}"
        for name in names.values()
    )
    scores = ", ".join(
        f":weight_{name} * (({name} * 2.2) / ({name} + norm)) as score_{name}"
        for name in names.values()
    )
    return f"""
        select rowid from passage_index
        cross join lateral (
            select string_to_array(passage, ' ') as p, string_to_array(title, ' ') as t offset 0
        ) as words
        cross join lateral (
            select 1.2::float8 * (0.25 + 0.75 * (cardinality(p) + cardinality(t)) / :average)
                as norm, {counts} offset 0
        ) as counts
        cross join lateral (select {scores} offset 0) as scores
        where terms @@ cast(:expression as tsquery) {passing}
        order by {" + ".join(_clause_score(clause, names) for clause in query)} desc, rowid
        limit {pool}
    """


def _clause_score(clause: Sequence[Sequence[str]], names: Mapping[str, str]) -> str:
    groups = [" + ".join(f"score_{names[term]}" for term in group) for group in clause]
    met = " and ".join(f"{group} > 0" for group in groups)
    return f"case when {met} then {' + '.join(groups)} else 0 end"


def write_tsquery(query: Query) -> str:
    """Write a query in PostgreSQL's own language.

    >>> write_tsquery([[["b"], ["c"]], [["a"], ["b", "c"]]])
    "(('b') & ('c')) | (('a') & ('b' | 'c'))"
    """
    return write_query(query, _quote, " & ", " | ")


def _quote(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _size(entries: Iterable[tuple[int, str, str]]) -> int:
    return sum(len(passage.split()) + len(title.split()) for _, passage, title in entries)
