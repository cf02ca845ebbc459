"""Passages: retrieving the ones that may answer a query, best first.

Candidates are found in the index without scoring every match, and scored by store/scoring.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations
from typing import Any, NamedTuple

from store.arrivals import day_number
from store.engine import Database, Filter, Table
from store.scoring import Candidate, score_passages, weigh

RAREST = 6  # terms that are paired
# Passages that have two common terms and none of the rarer ones, above which they are left out: of
# the first ten hardly one is lost by it, and at a million passages the slowest queries are faster.
COMMON_PAIRS = 5000
POOL = 150  # passages that are handed on to be scored, at the least
POOL_SHARE = 2  # and for each passage asked for
SCORED_ROWS = 20_000  # that are scored when the rarest terms are searched one by one
FILTERED_ROWS = 60_000  # the same under a filter, which most rows do not pass
FEW = 300  # so few passages pass the filter that all of them are candidates
SHARE = 40  # one of so many passes: then it pays to count them, and know from which id to which
SPARSE = 4  # of so many ids one passes: all are collected, rather than each match looked up

_LAST_DAY = 99991231


@dataclass(frozen=True)
class Query:
    """What to retrieve: terms as store/terms.py makes them, in the order of the question."""

    terms: tuple[str, ...]
    weights: tuple[float, ...] = ()  # one a term; none means 1.0 each
    since: str | None = None  # days of publication, both included
    until: str | None = None
    sources: tuple[str, ...] = ()  # none means all
    undated: bool = True  # whether undated articles pass when days are bounded
    limit: int = 50


@dataclass(frozen=True)
class Hit:
    """A passage found; `start` and `end` point into the text of its article's version.

    `published_at` is the passage's own time where it has one, as the updates of a live blog.
    """

    passage_id: int
    article_id: str
    version: int
    start: int
    end: int
    text: str
    title: str | None
    source: str | None
    url: str | None
    published_at: str | None
    copy_of: str | None
    score: float = 0.0


class Passages(Table):
    """The searchable passages of a store."""

    def retrieve(self, query: Query) -> list[Hit]:
        """Return at most `query.limit` passages, best first; any terms at all may be asked for."""
        with self._connections.reading() as db:
            return _retrieve(db, query)

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return in how many passages (or their titles) each term stands; 0 are left out."""
        return _frequencies(self._connections.get(), terms)

    def rarity(self, terms: Iterable[str]) -> dict[str, float]:
        """Return the inverse document frequency of each term, also of one that stands nowhere."""
        asked = sorted(set(terms))
        with self._connections.reading() as db:
            total, known = _totals(db).passages, _frequencies(db, asked)
        return {term: weigh(known.get(term, 0), total) for term in asked}

    def total(self) -> int:
        """Return the number of passages."""
        return _totals(self._connections.get()).passages

    def neighbours(self, hit: Hit, before: int = 1, after: int = 1) -> list[Hit]:
        """Return the passages around one, and itself, in the order of the text."""
        same = "version_id = (select version_id from passages where id = ?)"
        ids = [hit.passage_id - before, hit.passage_id + after, hit.passage_id]
        return self._where(f"id between ? and ? and {same}", ids)

    def of_article(self, article_id: str) -> list[Hit]:
        """Return the passages of an article's newest version, in the order of the text."""
        versions = """
            select versions.id from articles
            join versions on versions.article_id = articles.id where public_id = ?
        """
        return self._where(f"version_id in ({versions})", [article_id])

    def _where(self, condition: str, values: list[Any]) -> list[Hit]:
        with self._connections.reading() as db:
            found = db.execute(
                f"""
                select id, version_id, "start", "end", said_at from passages
                where {condition} order by id
                """,
                values,
            )
            rows = [_Row(*row) for row in found.fetchall()]
            editions = _editions(db, rows)
            return [_hit(row, editions[row.version_id]) for row in rows]


class _Row(NamedTuple):
    passage_id: int
    version_id: int
    start: int
    end: int
    said_at: str | None


class _Edition(NamedTuple):
    """What a passage shows of the version that it stands in."""

    text: str
    title: str | None
    article_id: str
    version: int
    source: str | None
    url: str | None
    published_at: str | None
    copy_of: str | None


def _retrieve(db: Database, query: Query) -> list[Hit]:
    totals = _totals(db)
    frequencies = _frequencies(db, query.terms)
    weights = _weights(query, frequencies, totals.passages)
    until = None if query.undated and is_newest_day(db, query.until) else query.until
    chosen = make_filter(query.since, until, query.sources, query.undated)
    if not weights:
        return []
    ids = find_candidates(db, frequencies, totals.passages, chosen, query.limit)
    found = _candidates(db, ids)
    candidates = [Candidate(row[1], row[5], row[6]) for row in found]
    scores = score_passages(weights, query.terms, candidates, totals.average)
    scored = [(-score, row) for score, row in zip(scores, found, strict=True) if score > 0]
    best = [(score, _Row(*row[:5])) for score, row in sorted(scored)[: query.limit]]
    editions = _editions(db, [row for _, row in best])
    return [_hit(row, editions[row.version_id], round(-score, 4)) for score, row in best]


def _weights(query: Query, frequencies: Mapping[str, int], passages: int) -> dict[str, float]:
    """Return the weight of each term that stands anywhere."""
    given = query.weights or (1.0,) * len(query.terms)
    asked = dict(zip(query.terms, given, strict=True))
    return {term: asked[term] * weigh(count, passages) for term, count in frequencies.items()}


def _candidates(db: Database, passage_ids: Sequence[int]) -> list[Any]:
    """Return passages with their terms, as the index keeps them: no text is cut anew."""
    rows = db.execute(
        """
        select passages.id, version_id, "start", "end", said_at, passage, title
        from passages join passage_index on passage_index.rowid = passages.id
        where passages.id in (select cast(value as bigint) from json_each(?))
        """,
        [list(passage_ids)],
    )
    return rows.fetchall()


def _editions(db: Database, rows: Iterable[_Row]) -> dict[int, _Edition]:
    """Return the versions that passages stand in; each text is read once."""
    found = db.execute(
        """
        select versions.id, text, title, articles.public_id, version, sources.name,
            articles.url, published_at, originals.public_id
        from versions
        join articles on articles.id = versions.article_id
        left join sources on sources.id = articles.source_id
        left join articles as originals on originals.id = articles.copy_of
        where versions.id in (select cast(value as bigint) from json_each(?))
        """,
        [sorted({row[1] for row in rows})],
    )
    return {row[0]: _Edition(*row[1:]) for row in found}


def _hit(row: _Row, edition: _Edition, score: float = 0.0) -> Hit:
    text = edition.text[row.start : row.end]
    own = {"text": text, "published_at": row.said_at or edition.published_at, "score": score}
    return Hit(row.passage_id, start=row.start, end=row.end, **{**edition._asdict(), **own})


class _Totals(NamedTuple):
    passages: int
    terms: int

    @property
    def average(self) -> float:
        """The mean number of terms in a passage."""
        return self.terms / max(1, self.passages)


def _totals(db: Database) -> _Totals:
    return _Totals(*db.execute("select passages, terms from totals").fetchone())


def _frequencies(db: Database, terms: Iterable[str]) -> dict[str, int]:
    """Return in how many passages each known term stands, the rarest first."""
    rows = db.execute(
        """
        select term, passages from term_frequencies
        where term in (select value from json_each(?)) order by passages, term
        """,
        [sorted(set(terms))],
    )
    return dict(rows.fetchall())


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
        most = max(FEW, total // SHARE)
        count, first, last = _passing(db, chosen, most + 1)
        if count <= FEW:
            return _ids(db, chosen)
        if count <= most:
            told = {**chosen.values, "first": first, "last": last}
            is_sparse = last - first > SPARSE * count
            chosen = replace(chosen, values=told, has_range=True, is_sparse=is_sparse)
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


def telling_pairs(frequencies: Mapping[str, int], total: int) -> list[list[Sequence[str]]]:
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


def _passing(db: Database, chosen: Filter, limit: int) -> tuple[int, int, int]:
    """Return how many pass, counted to a limit, and the first and the last of them."""
    count, first, last = db.execute(
        f"""
        select count(*), min(id), max(id) from (
            select id from passages where {chosen.condition} limit {limit}
        ) as passing
        """,
        chosen.values,
    ).fetchone()
    return count, first, last


def _ids(db: Database, chosen: Filter) -> list[int]:
    rows = db.execute(f"select id from passages where {chosen.condition}", chosen.values)
    return [passage_id for (passage_id,) in rows]
