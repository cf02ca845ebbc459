"""Quotes on a card: each once, and under it who published it, who said it and when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.ask.answer import Answer, Citation, Value
from handlers.slack.cards.blocks import Json, paragraph, quote, words
from handlers.slack.cards.telling import source_name, tell_citation

NOBODY = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this",
                    "one", "others", "some", "both"})  # fmt: skip
"""Words that stand for a speaker and, out of their sentence, name none."""

_COMMON = re.compile(r"(?:The|An?|One|His|Her|Their|Its) [a-z]")
ABOUT_SPANS = 4
"""Spans of a citation's line that tell of its article; what follows is of the quote."""


def named(speaker: str | None) -> str | None:
    """Return a speaker, None when it is only a pronoun.

    >>> named("Ida Voss"), named("She")
    ('Ida Voss', None)
    """
    return None if speaker is None or speaker.casefold() in NOBODY else speaker


def in_line(speaker: str | None) -> str | None:
    """Return a speaker within a sentence: a common noun's article is small there.

    >>> in_line("The railway ministry"), in_line("The Harbour Gazette")
    ('the railway ministry', 'The Harbour Gazette')
    """
    if speaker is None or not _COMMON.match(speaker):
        return speaker
    return speaker[0].lower() + speaker[1:]


def readable(answer: Answer) -> Answer:
    """Return an answer whose citations tell of speakers and originals by name."""
    cited = (c for value in answer.values for c in value.every)
    originals = {c.article_id: c.source for c in cited if c.source}

    def told(citations: Iterable[Citation]) -> tuple[Citation, ...]:
        return tuple(_readable(citation, originals) for citation in citations)

    values = tuple(
        replace(value, citations=told(value.citations), also=told(value.also))
        for value in answer.values
    )
    return replace(answer, values=values, nearest=told(answer.nearest))


def _readable(citation: Citation, originals: dict[str, str]) -> Citation:
    """Tell a copy's original by its source where that is at hand; else its address is left."""
    source = originals.get(citation.copy_of or "")
    copy_of = source_name(source) if source else citation.copy_of
    return replace(citation, speaker=named(citation.speaker), copy_of=copy_of)


def quoted(
    citations: Sequence[Citation], now: datetime, has_mode: bool = True, is_marked: bool = True
) -> Iterator[Json]:
    """Give quotes, each once with a line for every article that has it."""
    before: Citation | None = None
    for same in _by_quote(citations):
        yield quote(*(marked(same[0]) if is_marked else [words(same[0].quote)]))
        for citation in same:
            yield paragraph(*where(citation, now, has_mode, before))
            before = citation


def where(
    citation: Citation, now: datetime, has_mode: bool = True, before: Citation | None = None
) -> list[Json]:
    """Return the line under a quote; the article of the quote before is not told again."""
    known = replace(citation, speaker=in_line(named(citation.speaker)))
    spans = tell_citation(known, now, has_mode)
    if before is None or before.article_id != citation.article_id:
        return spans
    return [words("In the same article"), *spans[ABOUT_SPANS:]]


def _by_quote(citations: Iterable[Citation]) -> list[list[Citation]]:
    found: dict[str, list[Citation]] = {}
    for citation in citations:
        found.setdefault(citation.quote, []).append(citation)
    return list(found.values())


def each_quote_once(citations: Iterable[Citation], limit: int) -> list[Citation]:
    """Return the first citation of each quote, at most `limit` of them."""
    return [same[0] for same in _by_quote(citations)[:limit]]


def marked(citation: Citation) -> list[Json]:
    """Return a quote as literal spans, the value's own words in bold."""
    start, end = citation.value_start - citation.start, citation.value_end - citation.start
    text = citation.quote
    if not 0 <= start < end <= len(text) or end - start == len(text):
        return [words(text)]
    return [words(text[:start]), words(text[start:end], bold=True), words(text[end:])]


def speaker_shown(value: Value) -> str | None:
    """Return the one speaker by whom a side that is a whole quote is told, None without one."""
    speakers = {named(citation.speaker) for citation in value.every}
    return speakers.pop() if len(speakers) == 1 else None
