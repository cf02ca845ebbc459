"""Statements: what a named speaker is quoted with, sentence by sentence, for others to deny."""

from collections.abc import Iterator, Sequence

from bot.claims.claim import Claim
from bot.claims.lines import Line
from bot.text.attribution import QuoteMention, find_quotes, mode_of
from bot.text.names import NameMention
from bot.text.sayers import is_named
from store.articles import Article
from store.spans import Span
from store.terms import content_terms

LEAST_WORDS = 3


def statements_of(
    article: Article, lines: Sequence[Line], mentions: Sequence[NameMention]
) -> Iterator[Claim]:
    """Give the quoted parts of sentences whose speaker has a name."""
    quotes = [q for q in find_quotes(article.text, mentions) if q.speaker and is_named(q.speaker)]
    for line in lines:
        for quote in quotes:
            start, end = max(line.span.start, quote.start), min(line.span.end, quote.end)
            said = list(dict.fromkeys(content_terms(article.text[start:end])))
            if start < end and len(said) >= LEAST_WORDS:
                yield make_statement(article, line, quote, Span(start, end), said)


def make_statement(
    article: Article, line: Line, quote: QuoteMention, span: Span, said: Sequence[str]
) -> Claim:
    """Return what is quoted as a claim; every term of it is near."""
    return Claim(
        article_id=article.article_id,
        version=article.version,
        source=article.source,
        title=article.title,
        published_at=article.published_at,
        kind="statement",
        span=span,
        wording=article.text[span.start : span.end],
        sentence=line.span,
        text=line.text,
        value=None,
        slot="statement",
        near=dict.fromkeys(said, 1.0),
        names=tuple(dict.fromkeys((*(m.text for m in line.names), *line.before))),
        speaker=quote.speaker,
        mode=mode_of(article.text[span.start : span.end]),
    )
