"""Who said it: the speakers of quotes and of sentences."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.text.modes import Mode, mode_of
from bot.text.names import NameMention, find_names
from bot.text.quotes import Quoted, find_quoted
from bot.text.sentences import split_sentences
from bot.text.speakers import Attribution, attributions_in
from bot.text.speech_words import PRONOUNS
from store.spans import Span

__all__ = ["Mode", "QuoteMention", "find_quotes", "mode_of", "speaker_of"]


_OPEN_ENDED = re.compile(r"\s*\n\s*[“\"‘«„]")


@dataclass(frozen=True)
class QuoteMention:
    """Quoted words where they stand, without the quotation marks, and who said them.

    `inferred` says that the speaker is not named beside the quote but taken from a pronoun or
    from the quote before.
    """

    start: int
    end: int
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker: str | None = None
    inferred: bool = False


def find_quotes(text: str, names: Sequence[NameMention] | None = None) -> list[QuoteMention]:
    """Return the quotes in a text, in order, each with its speaker where one can be told.

    >>> [(q.speaker, q.inferred) for q in find_quotes('"We sail," Jane Roe said. "Now."')]
    [('Jane Roe', False), ('Jane Roe', True)]
    """
    return list(_quotes(text, tuple(find_names(text) if names is None else names)))


def speaker_of(
    text: str, sentence: Span, names: Sequence[NameMention], at: Span | None = None
) -> str | None:
    """Return who is said to have said a sentence, or what stands at one span of it.

    None too where only a pronoun says it and nobody is named whom it may mean.

    >>> line = "The ferry is late, the ministry said."
    >>> speaker_of(line, Span(0, len(line)), [])
    'the ministry'
    """
    where = at or sentence
    for quote in _quotes(text, tuple(names)):
        if quote.start - 1 <= where.start and where.end <= quote.end + 2 and quote.speaker:
            return quote.speaker
    governing = [
        a
        for a in attributions_in(text, sentence, tuple(names))
        if at is None
        or (a.governs_left and at.end <= a.start)
        or (a.governs_right and at.start >= a.end)
    ]
    nearest = min(governing, key=lambda a: abs(a.start - where.start), default=None)
    return nearest.name if nearest and nearest.name.lower() not in PRONOUNS else None


@lru_cache(maxsize=64)
def _quotes(text: str, names: tuple[NameMention, ...]) -> tuple[QuoteMention, ...]:
    sentences = split_sentences(text)
    starts = [s.start for s in sentences]
    found: list[QuoteMention] = []
    for quoted in find_quoted(text):
        first = sentences[max(0, bisect_left(starts, quoted.start + 1) - 1)]
        last = sentences[max(0, bisect_left(starts, quoted.end) - 1)]
        around = Span(first.start, max(first.end, last.end))
        found.append(_attributed(text, quoted, around, names))
    return tuple(_carry_over(text, found))


def _attributed(
    text: str, quoted: Quoted, around: Span, names: tuple[NameMention, ...]
) -> QuoteMention:
    mention = QuoteMention(quoted.start, quoted.end)
    near = [
        a
        for a in attributions_in(text, around, names)
        if (a.governs_left and a.start >= quoted.end)
        or (a.governs_right and a.end <= quoted.start + 1)
    ]
    best = min(near, key=lambda a: _distance(a, quoted), default=None)
    if best is None:
        return mention
    return replace(
        mention,
        speaker_start=best.speaker.start,
        speaker_end=best.speaker.end,
        speaker=best.name,
        inferred=best.inferred,
    )


def _distance(attribution: Attribution, quoted: Quoted) -> int:
    return min(abs(attribution.start - quoted.end), abs(quoted.start - attribution.end))


def _carry_over(text: str, quotes: list[QuoteMention]) -> list[QuoteMention]:
    """Give a quote that stands as sentences of its own the speaker of the one beside it."""
    carried = list(quotes)
    for i, quote in enumerate(carried):
        if quote.speaker is None and _stands_alone(text, quote):
            neighbour = _neighbour(text, carried, i)
            if neighbour:
                carried[i] = replace(neighbour, start=quote.start, end=quote.end, inferred=True)
    return carried


def _stands_alone(text: str, quote: QuoteMention) -> bool:
    before = text[max(0, quote.start - 4) : quote.start]
    ends = text[quote.end - 1 : quote.end] in ".!?…,"
    return ends and re.search(r"(?:^|[.!?…”\"’']\s*|\n\s*)[“\"‘'«„]$", before) is not None


def _neighbour(text: str, quotes: list[QuoteMention], i: int) -> QuoteMention | None:
    """Look in the same paragraph first, then at the end of the paragraph before."""
    quote = quotes[i]
    before = quotes[i - 1] if i else None
    after = quotes[i + 1] if i + 1 < len(quotes) else None
    if before and before.speaker and "\n" not in text[before.end : quote.start]:
        return before
    between = text[quote.end : after.start] if after else ""
    if after and after.speaker and ("\n" not in between or _OPEN_ENDED.fullmatch(between)):
        return after
    if (
        before
        and before.speaker
        and re.fullmatch(r"[”\"’'»]?\s*\n\s*[“\"‘'«„]", text[before.end : quote.start])
    ):
        return before
    return None
