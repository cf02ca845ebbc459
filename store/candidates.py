"""Candidates: the passages worth scoring, found in the index without scoring every match."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from store.arrivals import day_number
from store.engine import Database, Filter

RAREST = 6  # terms that are paired
POOL = 150  # passages that are handed on to be scored, at the least
POOL_SHARE = 2  # and for each passage asked for
SCORED_ROWS = 20_000  # that are scored when the rarest terms are searched one by one
FILTERED_ROWS = 60_000  # the same under a filter, which most rows do not pass
FEW = 300  # so few passages pass the filter that all of them are candidates

_LAST_DAY = 99991231


def make_filter(
    since: str | None, until: str | None, sources: Sequence[str], undated: bool
) -> Filter | None:
    """Return the conditions of a query, None when every passage passes."""
    conditions: list[str] = []
    values: dict[str, int | str | list[str]] = {}
    if since or until:
        values["since"] = day_number(since) if since else 0
        values["until"] = day_number(until) if until else _LAST_DAY
        undated_too = " or day is null" if undated else ""
        conditions.append(f"(day between :since and :until{undated_too})")
    if sources:
        values["sources"] = list(sources)
        conditions.append(
            "source_id in (select id from sources where name in"
            " (select value from json_each(:sources)))"
        )
    return Filter(" and ".join(conditions), values) if conditions else None


def is_newest_day(db: Database, until: str | None) -> bool:
    """Tell whether no passage is of a later day: such a bound costs time and leaves nothing out."""
    (newest,) = db.execute("select max(day) from passages").fetchone()
    return until is not None and (newest is None or day_number(until) >= newest)


def find_candidates(
    db: Database, frequencies: Mapping[str, int], chosen: Filter | None, limit: int
) -> list[int]:
    """Return the ids of passages that may answer; `frequencies` has the terms rarest first."""
    pool = max(POOL, POOL_SHARE * limit)
    if chosen is not None:
        few = _passing(db, chosen, FEW + 1)
        if len(few) <= FEW:
            return few
    terms = list(frequencies)
    found = db.index.match(db, two_of(terms[:RAREST]), chosen, pool)
    if len(found) < limit:
        rows = SCORED_ROWS if chosen is None else FILTERED_ROWS
        found += db.index.match(db, [[_within(frequencies, rows)]], chosen, pool)
    return list(dict.fromkeys(found)) or db.index.match(db, [[terms]], chosen, pool)


def _within(frequencies: Mapping[str, int], rows: int) -> list[str]:
    """Return the rarest terms, at least one, that together stand in no more than so many rows."""
    sums = accumulate(frequencies.values())
    kept = [term for term, total in zip(frequencies, sums, strict=True) if total <= rows]
    return kept or list(frequencies)[:1]


def two_of(terms: Sequence[str]) -> list[list[Sequence[str]]]:
    """Ask for at least two of some terms, each of them named as seldom as can be.

    The index goes through all rows of every term as often as it is named.

    >>> two_of(["a", "b", "c"])
    [[['b'], ['c']], [['a'], ['b', 'c']]]
    """
    if len(terms) < 2:
        return []
    left, right = terms[: len(terms) // 2], terms[len(terms) // 2 :]
    return [*two_of(left), *two_of(right), [left, right]]


def _passing(db: Database, chosen: Filter, limit: int) -> list[int]:
    rows = db.execute(
        f"select id from passages where {chosen.condition} limit {limit}", chosen.values
    )
    return [passage_id for (passage_id,) in rows]
