"""Short invented articles for the store's tests."""

import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from store import Store
from store.articles import NewArticle
from store.spans import Span

TRUCE = (
    "The truce between Velm and Ostra expires on 3 June. "
    "Envoys meet in the harbour town of Pell on Friday. "
    "Nobody has said who will sign for Velm. "
    "Ferries stay in port until then."
)


def sentences(text: str) -> tuple[Span, ...]:
    """Cut at ". ": enough for texts written for these tests."""
    spans, start = [], 0
    while (end := text.find(". ", start)) >= 0:
        spans.append(Span(start, end + 1))
        start = end + 2
    return (*spans, Span(start, len(text))) if start < len(text) else tuple(spans)


def article(number: int = 1, text: str = TRUCE, **stated: Any) -> NewArticle:
    """Make an article with a passage and a hash for each sentence."""
    spans = sentences(text)
    new = NewArticle(
        identity=f"id:{number}",
        article_id=str(number),
        text=text,
        source="Velm Courier",
        title="Truce holds",
        published_at="2031-05-01T08:00:00Z",
        published_from="stated",
        body=(Span(0, len(text)),),
        passages=spans,
        sentence_hashes=tuple(zlib.crc32(text[a:b].encode()) for a, b in spans),
    )
    return replace(new, **stated)


def work_of(store: Store, act: Callable[[], object]) -> int:
    """Return what an act costs: steps of SQLite's machine, or rows that PostgreSQL reads."""
    conn = getattr(store.connections.get(), "conn", None)
    if conn is None:
        with store.connections.reading() as db:
            before = rows_read(db)
            act()
            return rows_read(db) - before
    steps: list[None] = []
    conn.set_progress_handler(lambda: steps.append(None), 1)
    act()
    conn.set_progress_handler(None, 1)
    return len(steps)


def rows_read(db: Any) -> int:
    ((rows,),) = db.execute(
        "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables"
    )
    return int(rows)
