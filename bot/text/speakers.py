"""Who said it: the speaker of a sentence, or of what stands at one span of it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.text.names import NameMention
from bot.text.sayers import PRONOUNS, Saying, sayings_in
from bot.text.sentences import lines, split_sentences
from store.spans import Span

_QUOTED = re.compile(
    r"“(?P<curly>[^“”]*(?:“[^“”]*”[^“”]*)*?)(?:”|(?=“)|$)"
    r"|\"(?P<straight>[^\"]*)(?:\"|$)|«(?P<angle>[^«»]*)(?:»|$)|„(?P<low>[^„“”]*)(?:[“”]|$)"
    r"|(?<![\w’'])[‘'](?=\w)(?P<single>[^‘“”\"]*?[,.!?…])[’'](?!\w)"
)
_ALONE = re.compile(r"(?:^|[.!?…”\"’']\s*|\n\s*)[“\"‘'«„]$")
_NEXT_PARAGRAPH = re.compile(r"[”\"’'»]?\s*\n\s*[“\"‘'«„]")


@dataclass(frozen=True)
class _Quote:
    """Quoted words where they stand, without the quotation marks, and who said them."""

    start: int
    end: int
    speaker: str | None


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
    sayings = _sayings(text, tuple(names))
    for quote in _quotes(text, tuple(names)):
        if quote.start - 1 <= where.start and where.end <= quote.end + 2 and quote.speaker:
            return quote.speaker
    governing = [
        one
        for one in sayings
        if sentence.start <= one.start < sentence.end and (at is None or _governs(one, at))
    ]
    nearest = min(governing, key=lambda one: abs(one.start - where.start), default=None)
    return _named(nearest)


def _governs(one: Saying, at: Span) -> bool:
    return (one.governs_left and at.end <= one.start) or (one.governs_right and at.start >= one.end)


def _named(one: Saying | None) -> str | None:
    return one.speaker if one and one.speaker.lower() not in PRONOUNS else None


@lru_cache(maxsize=64)
def _sayings(text: str, names: tuple[NameMention, ...]) -> tuple[Saying, ...]:
    """Return the sayings of a text; a pronoun is whoever spoke last, or was named last."""
    found: list[Saying] = []
    for sentence in split_sentences(text):
        masked = _mask(text[sentence.start : sentence.end])
        for one in sayings_in(text, sentence, masked, list(names)):
            if one.speaker.lower() in PRONOUNS:
                people = [n.text for n in names if n.kind == "person" and n.end <= one.start]
                spoke = [other.speaker for other in found if other.is_person]
                meant = (spoke or people or [one.speaker])[-1]
                one = replace(one, speaker=meant)
            found.append(one)
    return tuple(found)


def _mask(words: str) -> str:
    """Blank out what is quoted, so that no verb inside a quote is taken for the reporter's."""
    for start, end in _find_quoted(words):
        words = words[:start] + "\0" * (end - start) + words[end:]
    return words


def _find_quoted(text: str) -> Iterator[Span]:
    """Give quoted words without their marks; a quote over several paragraphs comes in parts."""
    for line in lines(text):
        for found in _QUOTED.finditer(text, line.start, line.end):
            start, end = found.span(found.lastgroup or 0)
            if text[start:end].strip():
                yield Span(start, end)


@lru_cache(maxsize=64)
def _quotes(text: str, names: tuple[NameMention, ...]) -> tuple[_Quote, ...]:
    sentences = split_sentences(text)
    starts = [s.start for s in sentences]
    found: list[_Quote] = []
    for quoted in _find_quoted(text):
        first = sentences[max(0, bisect_left(starts, quoted.start + 1) - 1)]
        last = sentences[max(0, bisect_left(starts, quoted.end) - 1)]
        around = Span(first.start, max(first.end, last.end))
        found.append(_Quote(*quoted, _speaker_beside(quoted, around, _sayings(text, names))))
    for i, quote in enumerate(found):
        if quote.speaker is None and _stands_alone(text, quote):
            found[i] = replace(quote, speaker=_neighbour(text, found, i))
    return tuple(found)


def _speaker_beside(quoted: Span, around: Span, sayings: Sequence[Saying]) -> str | None:
    near = [
        one
        for one in sayings
        if around.start <= one.start < around.end
        and (
            (one.governs_left and one.start >= quoted.end)
            or (one.governs_right and one.end <= quoted.start + 1)
        )
    ]
    return _named(
        min(
            near,
            key=lambda one: min(abs(one.start - quoted.end), abs(quoted.start - one.end)),
            default=None,
        )
    )


def _stands_alone(text: str, quote: _Quote) -> bool:
    """Tell whether a quote stands as sentences of its own."""
    ends = text[quote.end - 1 : quote.end] in ".!?…,"
    return ends and _ALONE.search(text[max(0, quote.start - 4) : quote.start]) is not None


def _neighbour(text: str, quotes: list[_Quote], i: int) -> str | None:
    """Return the speaker of the quote beside one, in the same paragraph first."""
    quote = quotes[i]
    before, after = quotes[i - 1] if i else quote, quotes[i + 1] if i + 1 < len(quotes) else quote
    gap, next_gap = text[before.end : quote.start], text[quote.end : after.start]
    if before.speaker and "\n" not in gap:
        return before.speaker
    if after.speaker and ("\n" not in next_gap or _NEXT_PARAGRAPH.fullmatch(next_gap)):
        return after.speaker
    return before.speaker if _NEXT_PARAGRAPH.fullmatch(gap) else None
