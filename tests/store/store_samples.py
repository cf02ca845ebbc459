"""Short invented articles for the store's tests."""

import zlib
from dataclasses import replace
from typing import Any

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
