"""Keeping the passage index and the term frequencies in step with the articles."""

import logging
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

from store.arrivals import NewArticle, day_number
from store.engine import Database
from store.terms import STOP_WORDS, content_terms, terms

log = logging.getLogger(__name__)

# Whatever changes a term (the code, the stop words, another stemmer release) changes these.
_PROBE = "The U.S. mayors' re-opened cafés: 1,200.5 generously organised skies; WHO said he'll"


class _Entry(NamedTuple):
    """A row of the index: terms joined by blanks."""

    passage_id: int
    passage: str
    title: str


class IndexWriter:
    """Collects what one transaction changes in the index; `finish` writes the sums."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._frequencies: Counter[str] = Counter()
        self._waiting: list[_Entry] = []
        self._articles = self._passages = self._terms = 0

    def count_article(self, difference: int) -> None:
        """Count an article that comes (1) or goes (-1)."""
        self._articles += difference

    def add(self, version_id: int, new: NewArticle, source_id: int | None) -> None:
        """Store and index the passages of a version."""
        first = self._next_passage_id()
        rows = [(first + number, *span) for number, span in enumerate(new.passages)]
        days = [day_number(time) if time else new.day for time in new.said_at]
        self._db.executemany(
            """
            insert into passages (id, "start", "end", version_id, source_id, said_at, day)
            values (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                (*row, version_id, source_id, *said)
                for row, *said in zip(rows, new.said_at, days, strict=True)
            ],
        )
        self._put(index_entries(new.text, new.title, rows))

    def index(self, version_id: int) -> None:
        """Index the passages of a version that are stored already."""
        self._put(self._entries_of(version_id))

    def drop(self, version_id: int) -> None:
        """Take the passages of a version out of the index, and remove them."""
        self._flush()
        entries = self._entries_of(version_id)
        self._db.index.drop(self._db, entries)
        self._db.execute("delete from passages where version_id = ?", [version_id])
        self._count(entries, -1)

    def finish(self) -> None:
        """Bring the index, the term frequencies and the totals up to date."""
        self._flush()
        changed = [(term, count) for term, count in sorted(self._frequencies.items()) if count]
        self._db.executemany(
            """
            insert into term_frequencies (term, passages) values (?, ?)
            on conflict (term)
            do update set passages = term_frequencies.passages + excluded.passages
            """,
            changed,
        )
        gone = [[term] for term, count in changed if count < 0]
        self._db.executemany("delete from term_frequencies where term = ? and passages <= 0", gone)
        self._db.execute(
            """
            update totals
            set articles = articles + ?, passages = passages + ?, terms = terms + ?
            """,
            [self._articles, self._passages, self._terms],
        )
        self._frequencies.clear()
        self._articles = self._passages = self._terms = 0

    def _put(self, entries: list[_Entry]) -> None:
        self._waiting += entries
        self._count(entries, 1)

    def _flush(self) -> None:
        """Put into the index what waits for it; many passages at once cost less."""
        self._db.index.put(self._db, self._waiting)
        self._waiting = []

    def _entries_of(self, version_id: int) -> list[_Entry]:
        text, title = self._db.execute(
            "select text, title from versions where id = ?", [version_id]
        ).fetchone()
        rows = self._db.execute(
            'select id, "start", "end" from passages where version_id = ?', [version_id]
        ).fetchall()
        return index_entries(text, title, rows)

    def _next_passage_id(self) -> int:
        (newest,) = self._db.execute("select max(id) from passages").fetchone()
        return (newest or 0) + 1

    def _count(self, entries: list[_Entry], sign: int) -> None:
        counts: Counter[str] = Counter()
        for entry in entries:
            passage = entry.passage.split()
            counts.update({*passage, *entry.title.split()})
            self._terms += sign * len(passage)
        (self._frequencies.update if sign > 0 else self._frequencies.subtract)(counts)
        self._passages += sign * len(entries)


def is_index_current(db: Database) -> bool:
    """Return whether the index holds the terms that this code makes."""
    (found,) = db.execute("select fingerprint from totals").fetchone()
    return bool(found == fingerprint())


def rebuild_index(db: Database) -> None:
    """Index every passage anew.

    Taking a passage out of the index needs the very terms that went in, so an index made by
    another stemmer or other stop words must not be added to.
    """
    (passages,) = db.execute("select passages from totals").fetchone()
    if passages:
        log.warning("The index is of an older Copydesk: indexing %d passages anew", passages)
    db.index.clear(db)
    db.execute("delete from term_frequencies")
    db.execute("update totals set passages = 0, terms = 0, fingerprint = ?", [fingerprint()])
    writer = IndexWriter(db)
    versions = db.execute("select distinct version_id from passages").fetchall()
    for number, (version_id,) in enumerate(versions, start=1):
        writer.index(version_id)
        if number % 1000 == 0:
            writer.finish()
    writer.finish()


def fingerprint() -> str:
    """Return a short hash that changes when the definition of a term does."""
    made = " ".join([*terms(_PROBE), *sorted(STOP_WORDS)])
    return blake2b(made.encode(), digest_size=8).hexdigest()


def index_entries(
    text: str, title: str | None, rows: Iterable[tuple[int, int, int]]
) -> list[_Entry]:
    """Return what the index holds of passages: rows of an id and a span of the text."""
    title_terms = " ".join(content_terms(title or ""))
    return [
        _Entry(passage_id, " ".join(content_terms(text[start:end])), title_terms)
        for passage_id, start, end in rows
    ]
