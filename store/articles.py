"""Articles: what was read, every version of it, and which ones are copies."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from store.arrivals import NewArticle, PublishedFrom, check_article
from store.engine import Connections, Database, Table
from store.errors import CopydeskError
from store.recording import Added, Outcome, Recorder, is_removed, passage_spans
from store.spans import Span, load_spans
from store.times import utc_now

__all__ = [
    "Added",
    "Article",
    "Articles",
    "IndexState",
    "NewArticle",
    "Outcome",
    "PublishedFrom",
    "SourceCount",
    "Version",
]

BATCH = 200
RECORDING = 0.1
"""Seconds that articles are recorded in one transaction; to index them takes about as long again.
Meanwhile nobody else can write to a SQLite file, an event of Slack included."""
PAUSE = 0.003  # seconds between two transactions: whoever waits to write looks each millisecond


@dataclass(frozen=True)
class Article:
    """One version of an article, as stored; every span points into `text`."""

    article_id: str
    version: int
    text: str
    source: str | None
    url: str | None
    title: str | None
    byline: str | None
    published_at: str | None
    published_from: PublishedFrom
    published_zone: str | None
    language: str | None
    body: tuple[Span, ...]
    passages: tuple[Span, ...]  # of the newest version only: earlier ones are not searched
    corrects: bool
    added_at: str
    copy_of: str | None


@dataclass(frozen=True)
class Version:
    """One version of an article in a list of them."""

    version: int
    title: str | None
    published_at: str | None
    added_at: str
    corrects: bool


@dataclass(frozen=True)
class Listed:
    """An article in a list of them, as its newest version has it."""

    article_id: str
    versions: int
    source: str | None
    title: str | None
    published_at: str | None
    copy_of: str | None


@dataclass(frozen=True)
class SourceCount:
    """How many articles a source has, and the newest publication among them."""

    source: str | None
    articles: int
    newest_at: str | None


@dataclass(frozen=True)
class IndexState:
    """What is searched, and how fresh it is."""

    articles: int
    passages: int
    as_of: str | None  # the newest publication
    added_at: str | None  # the newest arrival


class Articles(Table):
    """The articles of a store."""

    def __init__(self, connections: Connections, clock: Callable[[], str] = utc_now) -> None:
        super().__init__(connections)
        self._clock = clock

    def add(self, new: NewArticle) -> Added:
        """Add one article, in one transaction.

        The same article is known by its identity, else by its URL. With its text changed it
        becomes a new version; with the same text it is "unchanged", and a title, date, source
        or division into passages that is stated now replaces what was known.
        """
        check_article(new)
        return self._record([new])[0]

    def add_many(self, articles: Iterable[NewArticle], batch: int = BATCH) -> Iterator[Added]:
        """Add articles, at most `batch` to a transaction; each outcome is told once it is safe.

        An article that cannot be stored raises CopydeskError after those before it are safe.
        """
        waiting: list[NewArticle] = []
        for new in articles:
            try:
                check_article(new)
            except CopydeskError:
                yield from self._record_all(waiting)
                raise
            waiting.append(new)
            if len(waiting) >= batch:
                yield from self._record_all(waiting)
                waiting = []
        yield from self._record_all(waiting)

    def get(self, article_id: str, version: int | None = None) -> Article | None:
        """Return an article in its newest version or the one asked for."""
        with self._connections.reading() as db:
            return read_article(db, article_id, version)

    def named(self, identity: str) -> Article | None:
        """Return the newest version of the article that arrived under an identity."""
        with self._connections.reading() as db:
            row = db.execute(
                """
                select public_id from identities join articles on articles.id = article_id
                where identity = ?
                """,
                [identity],
            ).fetchone()
            return read_article(db, row[0]) if row else None

    def versions(self, article_id: str) -> list[Version]:
        """Return the versions of an article, the first one first."""
        return self._list(
            Version,
            """
            select version, title, published_at, versions.added_at, corrects
            from articles join versions on versions.article_id = articles.id
            where public_id = ? order by version
            """,
            [article_id],
        )

    def latest(self, n: int, source: str | None = None, since: str | None = None) -> list[Listed]:
        """Return the `n` articles published last, of one source or of all; undated ones last.

        Those published before the day `since`, or on an unknown one, are left out if it is given.
        """
        return self._list(
            Listed,
            """
            select articles.public_id, version, sources.name, title, published_at,
                originals.public_id
            from versions
            join articles on versions.article_id = articles.id
            left join sources on sources.id = articles.source_id
            left join articles as originals on originals.id = articles.copy_of
            where (cast(:source as text) is null or sources.name = :source)
            and (cast(:since as text) is null or published_at >= :since) and not exists (
                select 1 from versions as later
                where later.article_id = versions.article_id and later.version > versions.version
            )
            order by published_at desc nulls last, versions.id desc limit :n
            """,
            {"source": source, "since": since, "n": n},
        )

    def sources(self) -> list[SourceCount]:
        """Return the sources by the number of their articles, most first."""
        return self._list(
            SourceCount,
            """
            select sources.name, count(distinct articles.id), max(published_at)
            from articles
            join versions on versions.article_id = articles.id
            left join sources on sources.id = articles.source_id
            group by sources.name order by 2 desc, sources.name nulls first
            """,
        )

    def oldest(self) -> str | None:
        """Return the first publication, None where an article is undated or there is none."""
        rows = self._rows("select min(coalesce(published_at, '')) from versions")
        first: str | None = rows.fetchone()[0]
        return first or None

    def state(self) -> IndexState:
        """Return how much is searched and how fresh; dates in the future do not count."""
        now = datetime.fromisoformat(self._clock())
        tomorrow = (now + timedelta(days=1)).strftime("%Y-%m-%d")
        rows = self._rows(
            """
            select articles, passages,
                (select max(published_at) from versions where published_at <= ?),
                (select max(added_at) from versions)
            from totals
            """,
            [tomorrow],
        )
        return IndexState(*rows.fetchone())

    def edit(self, article_id: str, fields: Mapping[str, str]) -> bool:
        """Set source, title or published_at of an article for good; False when there is none."""
        with self._connections.writing("articles") as db:
            recorder = Recorder(db, self._clock())
            edited = recorder.edit(article_id, fields)
            recorder.finish()
        return edited

    def allow(self, article_id: str) -> bool:
        """Let a removed article come in again; False when none of that id was removed."""
        return bool(self._write("delete from removed where article_id = ?", [article_id]))

    def is_removed(self, identity: str) -> bool:
        """Tell whether the article that came under an identity was removed."""
        with self._connections.reading() as db:
            return is_removed(db, (identity,))

    def remove(self, article_id: str) -> bool:
        """Remove an article with its versions and what was made of it; False when there is none.

        It stays away until it is allowed again; see take_down() in store/recording.py.
        """
        with self._connections.writing("articles") as db:
            recorder = Recorder(db, self._clock())
            removed = recorder.remove(article_id)
            recorder.finish()
        return removed

    def _record_all(self, articles: Sequence[NewArticle]) -> Iterator[Added]:
        """Add articles in as many transactions as it takes to let others write in between."""
        while articles:
            outcomes = self._record(articles)
            yield from outcomes
            articles = articles[len(outcomes) :]
            if articles:
                time.sleep(PAUSE)

    def _record(self, articles: Sequence[NewArticle]) -> list[Added]:
        """Add articles in one transaction, one at least, and as many as RECORDING allows."""
        with self._connections.writing("articles") as db:
            recorder, until = Recorder(db, self._clock()), time.monotonic() + RECORDING
            outcomes = [recorder.record(articles[0])]
            while len(outcomes) < len(articles) and time.monotonic() < until:
                outcomes.append(recorder.record(articles[len(outcomes)]))
            recorder.finish()
        return outcomes


def read_article(db: Database, article_id: str, version: int | None = None) -> Article | None:
    """Return an article in its newest version or the one asked for."""
    for row in db.query(
        """
        select versions.id, articles.public_id as article_id, version, text,
            sources.name as source, articles.url, title, byline, published_at, published_from,
            published_zone, language, body, corrects, versions.added_at,
            originals.public_id as copy_of
        from articles
        join versions on versions.article_id = articles.id
        left join sources on sources.id = articles.source_id
        left join articles as originals on originals.id = articles.copy_of
        where articles.public_id = :article_id and version = coalesce(
            :version, (select max(version) from versions where article_id = articles.id)
        )
        """,
        {"article_id": article_id, "version": version},
    ):
        spans = passage_spans(db, row.pop("id"))
        row.update(body=load_spans(row["body"]), corrects=bool(row["corrects"]))
        return Article(**row, passages=spans)
    return None


class Compared(Table):
    """The articles of a store that are, or are still to be, compared with the others."""

    def missing(self, limit: int = 1000) -> list[str]:
        """Return articles whose newest version has not been compared, in the order they came.

        So has none that was a copy when its turn came, and is an original now.
        """
        rows = self._rows("select article_id from to_compare order by id limit ?", [limit])
        return [article_id for (article_id,) in rows]

    def mark(self, compared: Article) -> None:
        """Keep that an article was compared, or passed over as a copy, in the state that was read.

        One that became another meanwhile, by a version, an edit or as an original, is still due.
        """
        with self._connections.writing() as db:
            # Who notes it anew waits for this, or this for them: then what they changed is read.
            db.execute(
                "update to_compare set version = version where article_id = ?",
                [compared.article_id],
            )
            if read_article(db, compared.article_id) == compared:
                db.execute("delete from to_compare where article_id = ?", [compared.article_id])

    def copies_of(self, article_id: str) -> list[str]:
        """Return the articles that are copies of one."""
        rows = self._rows(
            """
            select copies.public_id from articles
            join articles as copies on copies.copy_of = articles.id
            where articles.public_id = ? order by copies.id
            """,
            [article_id],
        )
        return [copy_id for (copy_id,) in rows]
