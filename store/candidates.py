"""Candidates: the passages worth scoring, found in the index without scoring every match."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, combinations

from store.arrivals import day_number
from store.engine import Database, Filter, Query

RAREST = 6  # terms that are paired
# Passages that have two common terms and none of the rarer ones, above which they are left out: of
# the first ten none in a thousand is lost by it, and at a million passages half of the time is won.
COMMON_PAIRS = 5000
POOL = 150  # passages that are handed on to be scored, at the least
POOL_SHARE = 2  # and for each passage asked for
SCORED_ROWS = 20_000  # that are scored when the rarest terms are searched one by one
FILTERED_ROWS = 60_000  # the same under a filter, which most rows do not pass
FEW = 300  # so few passages pass the filter that all of them are candidates
COLLECTED = 25_000  # so few pass that their ids are collected, rather than each match looked up

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
    db: Database, frequencies: Mapping[str, int], total: int, chosen: Filter | None, limit: int
) -> list[int]:
    """Return which of `total` passages may answer, as ids; `frequencies` has rare terms first."""
    pool = max(POOL, POOL_SHARE * limit)
    if chosen is not None:
        count, first, last = _passing(db, chosen)
        if count <= FEW:
            return _ids(db, chosen)
        if count <= COLLECTED:
            bounds = {"first": first, "last": last}
            chosen = replace(chosen, values={**chosen.values, **bounds}, is_narrow=True)
    terms = list(frequencies)
    found = db.index.match(db, telling_pairs(frequencies, total), chosen, pool)
    if len(found) < limit:
        rows = SCORED_ROWS if chosen is None else FILTERED_ROWS
        found += db.index.match(db, [[_within(frequencies, rows)]], chosen, pool)
    return list(dict.fromkeys(found)) or db.index.match(db, [[terms]], chosen, pool)


def _within(frequencies: Mapping[str, int], rows: int) -> list[str]:
    """Return the rarest terms, at least one, that together stand in no more than so many rows."""
    sums = accumulate(frequencies.values())
    kept = [term for term, total in zip(frequencies, sums, strict=True) if total <= rows]
    return kept or list(frequencies)[:1]


def telling_pairs(frequencies: Mapping[str, int], total: int) -> Query:
    """Ask for at least two of the rarest terms, but for two common ones where too many have them.

    >>> telling_pairs({"a": 10, "b": 20_000, "c": 30_000}, 100_000)
    [[['a'], ['b', 'c']]]
    """
    terms = list(frequencies)[:RAREST]
    rare, common = terms[: len(terms) // 2], terms[len(terms) // 2 :]
    expected = sum(
        frequencies[one] * frequencies[other] / total for one, other in combinations(common, 2)
    )
    if expected > COMMON_PAIRS and rare:
        return [*two_of(rare), [rare, common]]
    return two_of(terms)


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


def _passing(db: Database, chosen: Filter) -> tuple[int, int, int]:
    """Return how many pass, counted to one more than COLLECTED, and the first and last of them."""
    row = db.execute(
        f"""
        select count(*), min(id), max(id) from (
            select id from passages where {chosen.condition} limit {COLLECTED + 1}
        ) as passing
        """,
        chosen.values,
    ).fetchone()
    return row[0], row[1], row[2]


def _ids(db: Database, chosen: Filter) -> list[int]:
    rows = db.execute(f"select id from passages where {chosen.condition}", chosen.values)
    return [passage_id for (passage_id,) in rows]
