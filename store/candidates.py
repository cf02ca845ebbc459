"""Candidates: the passages worth scoring, found in the index without scoring every match."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlite_utils import Database

from store.arrivals import day_number

RAREST = 6  # terms that are paired
POOL = 150  # passages that are handed on to be scored
FEW = 500  # so few passages pass the filter that all of them are candidates

_LAST_DAY = 99991231


@dataclass(frozen=True)
class Filter:
    """The conditions that a query puts on passages, as SQL over the table of passages."""

    condition: str
    values: dict[str, int | str]


def make_filter(
    since: str | None, until: str | None, sources: Sequence[str], undated: bool
) -> Filter | None:
    """Return the conditions of a query, None when every passage passes."""
    conditions: list[str] = []
    values: dict[str, int | str] = {}
    if since or until:
        values["since"] = day_number(since) if since else 0
        values["until"] = day_number(until) if until else _LAST_DAY
        undated_too = " or day is null" if undated else ""
        conditions.append(f"(day between :since and :until{undated_too})")
    if sources:
        values["sources"] = json.dumps(list(sources))
        conditions.append(
            "source_id in (select id from sources where name in"
            " (select value from json_each(:sources)))"
        )
    return Filter(" and ".join(conditions), values) if conditions else None


def find_candidates(db: Database, terms: Sequence[str], chosen: Filter | None) -> list[int]:
    """Return the ids of passages that may answer `terms`, which come rarest first."""
    if chosen is not None:
        few = _passing(db, chosen, FEW + 1)
        if len(few) <= FEW:
            return few
    pairs = combinations(terms[:RAREST], 2)
    found = _match(db, " OR ".join(f"({_quote(a)} AND {_quote(b)})" for a, b in pairs), chosen)
    if len(found) < POOL:
        found += _match(db, " OR ".join(map(_quote, terms)), chosen)
    return list(dict.fromkeys(found))


def _passing(db: Database, chosen: Filter, limit: int) -> list[int]:
    rows = db.conn.execute(
        f"select id from passages where {chosen.condition} limit {limit}", chosen.values
    )
    return [passage_id for (passage_id,) in rows]


def _match(db: Database, expression: str, chosen: Filter | None) -> list[int]:
    """Return the best matches of an expression by the index's own score."""
    if not expression:
        return []
    passing, values = ("1", {}) if chosen is None else (chosen.condition, chosen.values)
    exists = (
        ""
        if chosen is None
        else f"and exists (select 1 from passages where id = passage_index.rowid and {passing})"
    )
    # bm25() in a subquery over the index alone: joined tables are read after the cut.
    rows = db.conn.execute(
        f"""
        select rowid from (
            select rowid, bm25(passage_index, 1.0, 0.5) as score from passage_index
            where passage_index match :expression {exists}
            order by score limit {POOL}
        )
        """,
        {"expression": expression, **values},
    )
    return [passage_id for (passage_id,) in rows]


def _quote(term: str) -> str:
    """Write a term as a string of the index's query language."""
    return '"' + term.replace('"', '""') + '"'
