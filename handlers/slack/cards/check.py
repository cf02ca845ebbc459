"""A draft held against the articles: what is contradicted or disputed first, all sides shown."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.check.checking import FLAGGED, Checked, Evidence, Standing
from handlers.checked import tell_counts, tell_evidence
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, paragraph, quote, words
from handlers.slack.cards.telling import source_name, where_spans
from handlers.slack.cards.text import one_line
from handlers.slack.delivery.poster import Message

TITLES: Mapping[Standing, str] = {
    "contradicted": "⚠ Contradicted",
    "disputed": "⚠ Disputed: one article says so, another says otherwise",
    "outdated": "⚠ Outdated: a later article says otherwise",
    "supported": "Supported",
    "not found": "Not found in the articles",
}
EVIDENCE = 6


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


def fallback(checked: Sequence[Checked]) -> str:
    """Return what is contradicted, disputed or outdated, as plain text."""
    against = [
        (one, next((e for e in one.evidence if e.stance != "supports"), None))
        for one in checked
        if one.standing in FLAGGED
    ]
    return " / ".join(
        f"“{one.text}” is {told_by(one)} by {source_name(rival.source)}: “{rival.quote}”"
        for one, rival in against
        if rival is not None
    )


def told_by(checked: Checked) -> str:
    """Return what a sentence is by the side against it: "disputed" has its supporter too.

    >>> told_by(Checked(0, 3, "So.", "contradicted", ()))
    'contradicted'
    """
    support = next((e for e in checked.evidence if e.stance == "supports"), None)
    if support is None or checked.standing == "contradicted":
        return checked.standing
    verb = "made outdated" if checked.standing == "outdated" else "contradicted"
    return f"supported by {source_name(support.source)} and {verb}"


def _sentence(one: Checked, now: datetime) -> Iterator[Json]:
    yield paragraph(words(one.text, italic=True))
    for evidence in one.evidence[:EVIDENCE]:
        if told := tell_evidence(evidence):
            yield paragraph(words(f"{one_line(told)}:"))
        yield quote(*_marked(evidence))
        yield paragraph(*where_spans(evidence, now))
    left = len(one.evidence) - EVIDENCE
    if left > 0:
        yield paragraph(words(f"and {left} more"))
    if one.missing:
        yield paragraph(words(f"Not found: {', '.join(one.missing)}"))


def _marked(evidence: Evidence) -> list[Json]:
    """Return the quote of an article, what it has instead in bold where that stands once."""
    before, instead, after = evidence.quote.partition(evidence.instead or "\0")
    if not instead or instead in after:
        return [words(evidence.quote)]
    return [words(before), words(instead, bold=True), words(after)]
