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
from bot.text.speech_words import INVERTED, PARTICIPLES, PRONOUNS, SAYERS, SAYING
from store.spans import Span

__all__ = ["Mode", "QuoteMention", "find_quotes", "mode_of", "speaker_of"]

_VERB = re.compile(rf"\b(?:{'|'.join(sorted(SAYING))})\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to\s+")
_BETWEEN = re.compile(
    r"[\s,]*(?:\([^)]*\)\s*)?(?:(?:also|later|then|has|had|have|earlier|previously|reportedly"
    r"|repeatedly|once|publicly|further|himself|herself|on|in|this|last|early|late|\d+|a|the|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|morning|afternoon|evening|night|week|statement|"
    r"interview|month|yesterday|today)[\s,]+)*"
)
_APPOSITION = re.compile(r",\s[^.;:!?“”\"]{2,120},\s+(?:who\s+)?(?:\w+ly\s+|also\s+)?")
_ASIDE = re.compile(r",\s+(?:who|which|speaking|citing|quoting)\b[^,]*,\s*$")
_AFTER_QUOTE_END = re.compile(r"[,”\"’'!?—–-]\s*$")


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


@dataclass(frozen=True)
class _Attribution:
    """Somebody's saying in one sentence, and the two sides of it that it governs."""

    start: int
    end: int
    speaker: Span
    name: str
    inferred: bool
    governs_left: bool
    governs_right: bool


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
        for a in _attributions(text, sentence, tuple(names))
        if at is None
        or (a.governs_left and at.end <= a.start)
        or (a.governs_right and at.start >= a.end)
    ]
    nearest = min(governing, key=lambda a: abs(a.start - where.start), default=None)
    return nearest.name if nearest else None


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
        for a in _attributions(text, around, names)
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


def _distance(attribution: _Attribution, quoted: Quoted) -> int:
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


def _attributions(text: str, sentence: Span, names: tuple[NameMention, ...]) -> list[_Attribution]:
    masked = _mask(text, sentence)
    inside = _names_within(names, sentence)
    found = [
        _of_verb(text, masked, sentence, verb, inside, names) for verb in _VERB.finditer(masked)
    ]
    found += [
        _of_according(text, masked, sentence, cue, inside) for cue in _ACCORDING.finditer(masked)
    ]
    return [a for a in found if a is not None]


def _mask(text: str, sentence: Span) -> str:
    """Blank out what is quoted, so that no verb inside a quote is taken for the reporter's."""
    words = text[sentence.start : sentence.end]
    for quoted in find_quoted(words):
        words = words[: quoted.start] + "\0" * (quoted.end - quoted.start) + words[quoted.end :]
    return words


def _names_within(names: tuple[NameMention, ...], sentence: Span) -> list[NameMention]:
    return [n for n in names if sentence.start <= n.start and n.end <= sentence.end]


def _of_verb(
    text: str,
    masked: str,
    sentence: Span,
    verb: re.Match[str],
    inside: list[NameMention],
    names: tuple[NameMention, ...],
) -> _Attribution | None:
    start, end = sentence.start + verb.start(), sentence.start + verb.end()
    speaker = _subject_before(text, masked, sentence, verb, inside)
    if speaker is None and verb[0] in INVERTED and _may_invert(masked, verb.start()):
        speaker = _subject_after(text, masked, sentence, verb, inside)
    if speaker is None:
        return None
    left, right = min(start, speaker.start), max(end, speaker.end)
    governs_left = _AFTER_QUOTE_END.search(text, sentence.start, left) is not None
    is_last = re.fullmatch(r"[\s.!?”\"’)]*", text[right : sentence.end]) is not None
    name, inferred = _name(text, speaker, inside, names)
    return _Attribution(left, right, speaker, name, inferred, governs_left, not is_last)


def _may_invert(masked: str, at: int) -> bool:
    return re.search(r"[,”\"’'?!—]\s*$", masked[:at]) is not None


def _subject_before(
    text: str, masked: str, sentence: Span, verb: re.Match[str], inside: list[NameMention]
) -> Span | None:
    at = sentence.start + verb.start()
    for name in reversed(inside):
        if name.end > at:
            continue
        gap = masked[name.end - sentence.start : verb.start()]
        if _BETWEEN.fullmatch(gap) or _APPOSITION.fullmatch(gap):
            return Span(name.start, name.end)
    pronoun = re.search(
        r"\b(?P<who>[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\s+(?:also |later |then |has |had )*$",
        masked[: verb.start()],
    )
    if pronoun:
        return Span(sentence.start + pronoun.start("who"), sentence.start + pronoun.end("who"))
    return _participle_subject(sentence, masked, verb, inside) or _noun_phrase(
        masked, sentence, verb.start()
    )


def _participle_subject(
    sentence: Span, masked: str, verb: re.Match[str], inside: list[NameMention]
) -> Span | None:
    """In "Jane Roe left, saying ..." the speaker is the first name of the clause before."""
    if verb[0] not in PARTICIPLES:
        return None
    clause = re.search(r"^\W*(?P<who>He|She|They)\b", masked[: verb.start()])
    if clause:
        return Span(sentence.start + clause.start("who"), sentence.start + clause.end("who"))
    first = next((n for n in inside if n.end <= sentence.start + verb.start()), None)
    return Span(first.start, first.end) if first else None


def _noun_phrase(masked: str, sentence: Span, end: int) -> Span | None:
    aside = _ASIDE.search(masked[:end])
    end = aside.start() if aside else end
    clause = max(
        (
            m.end()
            for m in re.finditer(r"[,;:—\0”\"]\s*|\b(?:and|but|as|while|that)\s", masked[:end])
        ),
        default=0,
    )
    tail = masked[clause:end]
    if not tail.strip():
        clause = 0
        tail = masked[:end]
    words = list(re.finditer(r"[\w’'.-]+", tail))
    for i in range(len(words) - 1, max(-1, len(words) - 9), -1):
        if words[i][0].lower().removesuffix("’s") in SAYERS:
            start = _phrase_start(words, i)
            return Span(
                sentence.start + clause + words[start].start(),
                sentence.start + clause + words[i].end(),
            )
        if words[i][0][:1].isupper() and i < len(words) - 4:
            break
    return None


def _phrase_start(words: list[re.Match[str]], head: int) -> int:
    """Walk back to the article of a noun phrase, at most five words."""
    articles = {"the", "a", "an", "its", "his", "her", "their", "one", "some", "another"}
    for i in range(head, max(-1, head - 6), -1):
        if words[i][0].lower() in articles:
            return i
    start = head
    while start and words[start - 1][0][:1].isupper():
        start -= 1
    return start


def _subject_after(
    text: str, masked: str, sentence: Span, verb: re.Match[str], inside: list[NameMention]
) -> Span | None:
    at = sentence.start + verb.end()
    for name in inside:
        if name.start >= at and text.startswith(("'s ", "’s "), name.end):
            continue
        begin = name.office_start if name.office_start is not None else name.start
        begin = min(begin, name.start)
        if begin >= at and re.fullmatch(
            r"\s+(?:[Tt]he\s+|a\s+|an\s+)?(?:[\w’'-]+\.?\s+){0,4}", text[at:begin]
        ):
            return Span(name.start, name.end)
        if begin >= at:
            break
    phrase = re.match(
        r"\s+(?P<np>(?:the|a|an|one|his|her)\s+(?:[\w’'-]+\s+){0,3}?(?P<head>\w+))\b",
        masked[verb.end() :],
    )
    if phrase and phrase["head"] in SAYERS:
        base = sentence.start + verb.end()
        return Span(base + phrase.start("np"), base + phrase.end("np"))
    return None


def _of_according(
    text: str, masked: str, sentence: Span, cue: re.Match[str], inside: list[NameMention]
) -> _Attribution | None:
    start = sentence.start + cue.end()
    stop = re.search(
        r",(?!\s*(?:Jr|Inc))|[;:—\0]|\s(?:who|which|that|and)\s|[.!?](?=[\"”’)]*\s*$)",
        masked[cue.end() :],
    )
    end = start + stop.start() if stop else sentence.end
    if end <= start or not text[start:end].strip():
        return None
    person = next((n for n in inside if start <= n.start < end and n.kind == "person"), None)
    speaker = Span(person.start, person.end) if person else Span(start, end)
    left = sentence.start + cue.start()
    opens = not masked[: cue.start()].strip(' “"')
    name = " ".join(text[speaker.start : speaker.end].split())
    return _Attribution(left, end, speaker, name, False, not opens, opens)


def _name(
    text: str, speaker: Span, inside: list[NameMention], names: tuple[NameMention, ...]
) -> tuple[str, bool]:
    written = " ".join(text[speaker.start : speaker.end].split())
    if written.lower() not in PRONOUNS:
        return written, False
    person = _antecedent(text, speaker, names)
    return (person, True) if person else (written, True)


def _antecedent(text: str, pronoun: Span, names: tuple[NameMention, ...]) -> str | None:
    """Take a pronoun for the person named as a speaker last, or for the last person named."""
    people = [n for n in names if n.kind == "person" and n.end <= pronoun.start]
    speaking = [n for n in people[-8:] if _speaks(text, n)]
    chosen = (speaking or people)[-1:]
    return chosen[0].text if chosen else None


def _speaks(text: str, name: NameMention) -> bool:
    after = _VERB.match(text, _BETWEEN.match(text, name.end).end())  # type: ignore[union-attr]
    before = re.search(
        r"\b(?:said|says|added|wrote)\s+(?:[\w.’'-]+\s+){0,4}$",
        text[max(0, name.start - 60) : name.start],
    )
    return after is not None or before is not None
