"""Where an excerpt comes from: the articles that have it, word for word or nearly."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from bot.desk.excerpts import Found, Part, locate, words_of
from bot.text.attribution import speaker_of
from bot.text.names import find_names
from bot.text.sentences import split_sentences
from store import Store
from store.articles import Article
from store.passages import Hit, Query
from store.spans import Span
from store.terms import content_terms

PASSAGES = 40
TERMS = 24
WORDS_A_PASSAGE = 50
LEAST_SCORE = 70.0
BEHIND = 20.0
"""A match this far behind the best one is not shown."""


@dataclass(frozen=True)
class Match:
    """A place that an excerpt may come from; `quote` is `text[start:end]` of that version.

    `parts` set the excerpt's words against the article's, run by run; where a part's
    `difference` is not None the two differ. `score` is 100 where no word differs.
    """

    article_id: str
    version: int
    source: str | None
    title: str | None
    url: str | None
    published_at: str | None
    copy_of: str | None
    start: int
    end: int
    quote: str
    speaker: str | None
    score: float
    parts: tuple[Part, ...]

    @property
    def is_exact(self) -> bool:
        """Whether every word of the excerpt stands there, in its order, with none between."""
        return all(part.difference is None for part in self.parts)

    def as_json(self) -> dict[str, Any]:
        """Return the match as docs/desk.md has it."""
        return {**asdict(self), "exact": self.is_exact}


def find_quote(store: Store, excerpt: str, limit: int = 5) -> list[Match]:
    """Return where an excerpt comes from, best first; of equal ones the earliest published.

    Only the newest version of each article is looked into.
    """
    found = sorted(candidates(store, excerpt), key=best_first)
    least = max(LEAST_SCORE, found[0].score - BEHIND) if found else LEAST_SCORE
    return [match for match in found if match.score >= least][:limit]


def best_first(match: Match) -> tuple[float, bool, str, bool, str]:
    """Return the key that puts the best match first."""
    at = match.published_at
    return -match.score, at is None, at or "", match.copy_of is not None, match.article_id


def candidates(store: Store, excerpt: str) -> Iterator[Match]:
    """Give the best place of each article that shares the excerpt's rarer words."""
    terms = tuple(dict.fromkeys(content_terms(excerpt)))[:TERMS]
    hits = store.passages.retrieve(Query(terms, limit=PASSAGES)) if terms else []
    around = 1 + len(words_of(excerpt)) // WORDS_A_PASSAGE
    for article_id, found in by_article(hits).items():
        article = store.articles.get(article_id)
        if article is not None:
            regions = {region_of(store.passages.neighbours(h, around, around)) for h in found}
            matches = (match_in(article, region, excerpt) for region in sorted(regions))
            yield from sorted((m for m in matches if m is not None), key=best_first)[:1]


def by_article(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    """Return the hits of each article, the articles with the best hits first."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.article_id, []).append(hit)
    return found


def region_of(hits: Iterable[Hit]) -> Span:
    """Return the stretch of text that passages cover together."""
    spans = [(hit.start, hit.end) for hit in hits]
    return Span(min(start for start, _ in spans), max(end for _, end in spans))


def match_in(article: Article, region: Span, excerpt: str) -> Match | None:
    """Return the best place of an excerpt in one stretch of an article."""
    text = article.text[region.start : region.end]
    found = locate(excerpt, text)
    if found is None or found.score < LEAST_SCORE:
        return None
    span = Span(region.start + found.span.start, region.start + found.span.end)
    return Match(
        article_id=article.article_id,
        version=article.version,
        source=article.source,
        title=article.title,
        url=article.url,
        published_at=article.published_at,
        copy_of=article.copy_of,
        start=span.start,
        end=span.end,
        quote=article.text[span.start : span.end],
        speaker=speaker_at(text, found),
        score=found.score,
        parts=tuple(moved(part, region.start) for part in found.parts),
    )


def moved(part: Part, by: int) -> Part:
    """Return a part with its offsets counted from the start of the article."""
    return Part(part.difference, part.excerpt, part.text, part.start + by, part.end + by)


def speaker_at(text: str, found: Found) -> str | None:
    """Return who is said to have said the words found."""
    holding = (s for s in split_sentences(text) if s.start <= found.span.start < s.end)
    sentence = next(holding, found.span)
    return speaker_of(text, sentence, find_names(text), found.span)
