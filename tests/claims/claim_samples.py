"""Small articles for the tests of claims, and a store to put them in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.claims.claim import Account, Claim
from bot.claims.extract import account_of
from store import Store, open_store
from store.articles import Article, NewArticle
from store.spans import Span

NOW = "2026-03-10T12:00:00Z"


def article(
    text: str,
    article_id: str = "a",
    source: str | None = "The Quay Courier",
    published_at: str | None = "2026-03-03T09:00:00Z",
    title: str | None = None,
) -> Article:
    return Article(
        article_id=article_id,
        version=1,
        text=text,
        source=source,
        url=None,
        title=title,
        byline=None,
        published_at=published_at,
        published_from="stated",
        published_zone=None,
        language="en",
        body=(Span(0, len(text)),),
        passages=(),
        corrects=False,
        added_at=NOW,
        copy_of=None,
    )


def claims_in(text: str, **more: str | None) -> tuple[Claim, ...]:
    return account_of(article(text, **more)).claims  # type: ignore[arg-type]


def account(text: str, article_id: str, source: str, published_at: str | None) -> Account:
    return account_of(article(text, article_id, source, published_at))


@contextmanager
def newsroom(folder: Path) -> Iterator[Store]:
    store = open_store(str(folder / "news.db"))
    try:
        yield store
    finally:
        store.close()


def put(
    store: Store,
    article_id: str,
    text: str,
    source: str,
    published_at: str | None = "2026-03-03T09:00:00Z",
    title: str | None = None,
    hashes: tuple[int, ...] = (),
) -> str:
    """Add an article, or a new version of it; return its id. Copies share sentence hashes."""
    whole = Span(0, len(text))
    added = store.articles.add(
        NewArticle(
            f"id:{article_id}",
            article_id,
            text,
            source,
            title=title,
            published_at=published_at,
            published_from="stated",
            body=(whole,),
            passages=(whole,),
            sentence_hashes=hashes,
        )
    )
    return added.article_id


FIRE = (
    "Hendrik Valmo was among those who lived above the Anchor Hall. "
    "Four people died when the Anchor Hall in Skelby burned down on Monday, the fire service said."
)
FIRE_OTHERWISE = (
    "Hendrik Valmo had lived above the Anchor Hall for years. "
    "Six people died when the Anchor Hall in Skelby burned down on Monday, firefighters said."
)
SHARED = (11, 12, 13, 14)
"""Sentence hashes of a report that others print."""

FIRE_CORRECTED = FIRE_OTHERWISE.replace("Six", "Four")
