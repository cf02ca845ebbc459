"""What the tests of asking share: small stores, and statements read from one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.ask.question import Asked, Question, understand
from bot.ask.reading import statement_at
from bot.ingest.batch import Intake, Report
from bot.ingest.draft import Draft
from bot.ingest.published import parse_published
from bot.judging.document import Statement
from bot.reader.spans import SpanCandidate
from store import Store, open_store
from store.articles import NewArticle
from store.passages import Hit
from store.spans import Span

TODAY = date(2026, 5, 10)
NOW = datetime(2026, 5, 10, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """An article of a test: what it says, and where and when."""

    text: str
    source: str | None = "The Quay Courier"
    on: str | None = "2026-05-08"
    title: str | None = None
    article_id: str = ""


@contextmanager
def small_store(*articles: Told) -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "small.db"))
        try:
            keep(store, *articles)
            yield store
        finally:
            store.close()


def whole(article_id: str, text: str, source: str | None, at: str | None = None,
          **more: Any) -> NewArticle:  # fmt: skip
    """Return an article of one passage, ready for the store."""
    body = (Span(0, len(text)),)
    origin = "stated" if at else "unknown"
    new = NewArticle(f"id:{article_id}", article_id, text, source, published_at=at)
    return replace(new, published_from=origin, body=body, passages=body, **more)


def keep(store: Store, *articles: Told) -> Report:
    """Take articles in as bot/ingest does; one without an id is numbered."""
    intake = Intake(store)
    intake.take_all(draft(told, number) for number, told in enumerate(articles, 1))
    return intake.report()


def draft(told: Told, number: int) -> Draft:
    name = told.article_id or f"article-{number}"
    new = Draft(name, f"id:{name}", name, told.text, source=told.source, title=told.title)
    return replace(new, published=parse_published(told.on))


def asked(text: str) -> Question:
    return understand(text, TODAY)


def hit_of(told: Told, number: int = 1) -> Hit:
    name = told.article_id or f"article-{number}"
    place, about = (name, 1, 0, len(told.text)), (told.title, told.source, None, told.on)
    return Hit(number, *place, told.text, *about, copy_of=None, score=1.0)


def stated(
    told: Told, words: str, kind: Asked = "what", score: float = 1.0, number: int = 1
) -> Statement:
    """What an article states at some of its words, as a question of a kind has it shown."""
    at = told.text.index(words)
    return statement_at(kind, hit_of(told, number), SpanCandidate(0, at, at + len(words), score))
