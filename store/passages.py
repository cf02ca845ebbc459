"""Passages: retrieving the ones that may answer a query, best first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from store.candidates import find_candidates, is_newest_day, make_filter
from store.engine import Connections, Database
from store.scoring import Candidate, score_passages, weigh


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


class Passages:
    """The searchable passages of a store."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

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
        with self._connections.reading() as db:
            rows = db.execute(
                """
                select id, version_id, "start", "end", said_at from passages
                where id between ? and ? and version_id =
                    (select version_id from passages where id = ?)
                order by id
                """,
                [hit.passage_id - before, hit.passage_id + after, hit.passage_id],
            ).fetchall()
            return _hits([_Row(*row) for row in rows], _editions(db, rows))

    def of_article(self, article_id: str) -> list[Hit]:
        """Return the passages of an article's newest version, in the order of the text."""
        with self._connections.reading() as db:
            rows = db.execute(
                """
                select passages.id, version_id, "start", "end", said_at
                from articles
                join versions on versions.article_id = articles.id
                join passages on passages.version_id = versions.id
                where articles.public_id = ? order by passages.id
                """,
                [article_id],
            ).fetchall()
            return _hits([_Row(*row) for row in rows], _editions(db, rows))


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


_Editions = dict[int, _Edition]


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


def _editions(db: Database, rows: Iterable[_Row]) -> _Editions:
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


def _hits(rows: Iterable[_Row], editions: _Editions) -> list[Hit]:
    return [_hit(row, editions[row.version_id]) for row in rows]


def _hit(row: _Row, edition: _Edition, score: float = 0.0) -> Hit:
    return Hit(
        passage_id=row.passage_id,
        article_id=edition.article_id,
        version=edition.version,
        start=row.start,
        end=row.end,
        text=edition.text[row.start : row.end],
        title=edition.title,
        source=edition.source,
        url=edition.url,
        published_at=row.said_at or edition.published_at,
        copy_of=edition.copy_of,
        score=score,
    )


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
