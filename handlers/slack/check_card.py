"""A draft held against the articles: what is contradicted first, then supported, then not found."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.claims.check import Checked, Evidence
from handlers.slack import blocks
from handlers.slack.blocks import Json, paragraph, quote, words
from handlers.slack.poster import Message
from handlers.slack.telling import headline, source_name, tell_dated
from handlers.slack.text import one_line, shorten

TITLES = {
    "contradicted": "⚠ Contradicted",
    "supported": "Supported",
    "not found": "Not found in the articles",
}
EVIDENCE = 3


def render_check(checked: Sequence[Checked], now: datetime) -> list[Message]:
    """Return how every sentence of a draft stands, with what speaks for or against it."""
    if not checked:
        return [Message("There is no sentence in this to check.")]
    told = tell_counts(checked)
    body: list[Json] = [blocks.header(told)]
    for standing, title in TITLES.items():
        found = [one for one in checked if one.standing == standing]
        if found:
            body.append(blocks.divider())
            body += blocks.rich(paragraph(words(title, bold=True)))
        for one in found:
            body += blocks.rich(*_sentence(one, now))
    return blocks.pages(f"{told}. {fallback(checked)}", body)


def tell_counts(checked: Sequence[Checked]) -> str:
    """Return how many sentences stand how.

    >>> tell_counts([Checked(0, 3, "So.", "not found", ())])
    '0 contradicted, 0 supported, 1 not found'
    """
    counts = Counter(str(one.standing) for one in checked)
    return ", ".join(f"{counts[standing]} {standing}" for standing in TITLES)


def fallback(checked: Sequence[Checked]) -> str:
    """Return what is contradicted, as plain text."""
    against = [one for one in checked if one.standing == "contradicted"]
    return " / ".join(
        f"“{one.text}” is contradicted by {source_name(one.evidence[0].source)}: "
        f"“{one.evidence[0].quote}”"
        for one in against
        if one.evidence
    )


def _sentence(one: Checked, now: datetime) -> Iterator[Json]:
    yield paragraph(words(one.text, italic=True))
    for evidence in one.evidence[:EVIDENCE]:
        if evidence.instead and evidence.stated:
            yield paragraph(*_difference(evidence.stated, evidence.instead))
        yield quote(*_marked(evidence))
        yield paragraph(*_where(evidence, now))
    left = len(one.evidence) - EVIDENCE
    if left > 0:
        yield paragraph(words(f"and {left} more"))


def _difference(stated: str, instead: str) -> list[Json]:
    """Return what an article has in the place of what the draft says, ahead of its quote."""
    draft, article = (shorten(one_line(text), 100) for text in (stated, instead))
    return [words(f"“{article}”", bold=True), words(f", not “{draft}”:")]


def _marked(evidence: Evidence) -> list[Json]:
    """Return the quote of an article, what it has instead in bold where that stands once."""
    before, instead, after = evidence.quote.partition(evidence.instead or "\0")
    if not instead or instead in after:
        return [words(evidence.quote)]
    return [words(before), words(instead, bold=True), words(after)]


def _where(evidence: Evidence, now: datetime) -> list[Json]:
    return [
        words(source_name(evidence.source), bold=True),
        words(" · "),
        headline(evidence.title, evidence.url),
        words(f" · {tell_dated(evidence.published_at, now)}"),
    ]
