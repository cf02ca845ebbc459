"""A quote where it is stored: what citations, sides of verdicts and evidence share."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StoredQuote:
    """An exact span of one version of one article, and by whom and when that was published.

    `quote` is `text[start:end]` of that version.
    """

    article_id: str
    version: int
    source: str | None
    title: str | None
    url: str | None
    published_at: str | None
    start: int
    end: int
    quote: str
