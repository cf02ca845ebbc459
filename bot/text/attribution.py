"""Who said it: the speakers of quotes and of sentences."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from bot.text.modes import Mode, mode_of
from bot.text.names import NameMention, find_names
from bot.text.sayers import (
    ASKING,
    INVERTED,
    PARTICIPLES,
    PRONOUNS,
    SAYING,
    is_behind_sayer,
    is_sayer,
    speaker_in,
    subject_before,
)
from bot.text.sentences import lines, split_sentences
from store.spans import Span

__all__ = ["Mode", "QuoteMention", "find_quotes", "mode_of", "speaker_of"]

_QUOTED = re.compile(
    r"“(?P<curly>[^“”]*(?:“[^“”]*”[^“”]*)*?)(?:(?P<curly_end>[”])|(?=“)|$)"
    r"|\"(?P<straight>[^\"]*)(?:(?P<straight_end>\")|$)"
    r"|«(?P<angle>[^«»]*)(?:(?P<angle_end>»)|$)"
    r"|„(?P<low>[^„“”]*)(?:(?P<low_end>[“”])|$)"
    r"|(?<![\w’'])[‘'](?=\w)(?P<single>[^‘“”\"]*?[,.!?…])(?P<single_end>[’'])(?!\w)"
    r"|(?<![\w’'])[‘'](?=\w)(?P<words>[^‘’'“”\"\n]{2,80}?)(?P<words_end>[’'])(?!\w)"
)
_KINDS = ("curly", "straight", "angle", "low", "single", "words")
_LOST_END = re.compile(r",?\s+(?:[A-Z][\w.’'-]*\s+){1,3}(?:said|says|added|told)\b")


class Quoted(NamedTuple):
    """Where quoted words stand without their marks, and the whole with them."""

    start: int
    end: int
    outer: Span
    is_closed: bool


def _find_quoted(text: str) -> list[Quoted]:
    """Return quoted words in order; a quote over several paragraphs comes in as many parts."""
    return [found for line in lines(text) for found in _in_line(text, line)]


def _in_line(text: str, line: Span) -> Iterator[Quoted]:
    for found in _QUOTED.finditer(text, line.start, line.end):
        kind = next(k for k in _KINDS if found[k] is not None)
        start, end = found.span(kind)
        is_closed = found[f"{kind}_end"] is not None
        if not is_closed:
            lost = _LOST_END.search(text, start, end)
            end = lost.start() if lost else end
        if text[start:end].strip():
            yield Quoted(
                start, end, Span(found.start(), found.end() if is_closed else end), is_closed
            )


_VERB = re.compile(rf"\b(?:{'|'.join(sorted(SAYING))})\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to\s+")
# "according to local reports": what looks like a verb is a noun.
_IS_NOUN = re.compile(r"\b[Aa]ccording to(?:\s+(?!(?:which|who|that)\b)[\w’'-]+){0,4}\s+$")
_BETWEEN = re.compile(
    r"[\s,]*(?:\([^)]*\)\s*)?(?:(?:also|later|then|has|had|have|earlier|previously|reportedly"
    r"|repeatedly|once|publicly|further|himself|herself|on|in|this|last|early|late|\d+|a|the|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|morning|afternoon|evening|night|week|statement|"
    r"interview|month|yesterday|today)[\s,]+)*"
)
_APPOSITION = re.compile(r",\s[^.;:!?“”\"]{2,120},\s+(?:who\s+)?(?:\w+ly\s+|also\s+)?")
# "as traders asked what will happen": who asks says nothing of it.
_ASKING = re.compile(
    r"\s+(?!that\b)(?:[\w’'-]+\s+){,2}(?:what|whether|if|when|where|why|how|who|whose|which)\b"
)
_CLOSES = re.compile(r"\s*(?:[,.;:!?]|\Z)")
_AFTER_QUOTE_END = re.compile(r"[,”\"’'!?—–-]\s*$")
_MAY_INVERT = re.compile(r"[,”\"’'?!—]\s*$")
_ENDS = re.compile(r"[\s.!?”\"’)]*")
_PRONOUN_BEFORE = re.compile(
    r"\b(?P<who>[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\s+(?:also |later |then |has |had )*$"
)
_PRONOUN_FIRST = re.compile(r"^\W*(?P<who>He|She|They)\b")
_UP_TO_NAME = re.compile(
    r"\s+(?!(?:on|in|at|to|via)\s)(?:[Tt]he\s+|an?\s+)?(?:[\w’'-]+\.?\s+){0,4}"
)
_PHRASE = re.compile(r"\s+(?P<np>(?:the|a|an|one|his|her)\s+(?:[\w’'-]+\s+){0,3}?(?P<head>\w+))\b")
_PHRASE_END = re.compile(
    r",(?!\s*(?:Jr|Inc))|[;:—\0]|\s(?:who|which|that|and)\s|[.!?](?=[\"”’)]*\s*$)"
)
_TITLE = re.compile(r"\b(?:the|The|Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady)\.?\s+$")


@dataclass(frozen=True)
class Attribution:
    """Somebody's saying in one sentence, and the two sides of it that it governs."""

    start: int
    end: int
    speaker: Span
    name: str
    inferred: bool
    governs_left: bool
    governs_right: bool


class _Line(NamedTuple):
    """A sentence, its words with what is quoted blanked out, the names in it and in the text."""

    text: str
    span: Span
    masked: str
    inside: list[NameMention]
    names: tuple[NameMention, ...]

    def whole(self, start: int, end: int) -> Span:
        """Return a span of the sentence as one of the text."""
        return Span(self.span.start + start, self.span.start + end)


def _sayings_in(text: str, sentence: Span, names: tuple[NameMention, ...]) -> list[Attribution]:
    """Return every saying in one sentence with its speaker; what is quoted is not looked into."""
    inside = [n for n in names if sentence.start <= n.start and n.end <= sentence.end]
    line = _Line(text, sentence, _mask(text, sentence), inside, names)
    found = [
        _of_verb(line, verb)
        for verb in _VERB.finditer(line.masked)
        if not _IS_NOUN.search(line.masked, 0, verb.start())
    ]
    found += [_of_according(line, cue) for cue in _ACCORDING.finditer(line.masked)]
    return [a for a in found if a is not None]


def _mask(text: str, sentence: Span) -> str:
    """Blank out what is quoted, so that no verb inside a quote is taken for the reporter's."""
    words = text[sentence.start : sentence.end]
    for quoted in _find_quoted(words):
        words = words[: quoted.start] + "\0" * (quoted.end - quoted.start) + words[quoted.end :]
    return words


def _of_verb(line: _Line, verb: re.Match[str]) -> Attribution | None:
    speaker = _subject_before(line, verb)
    if speaker is None and verb[0] in INVERTED and _MAY_INVERT.search(line.masked[: verb.start()]):
        speaker = _subject_after(line, verb)
    if speaker is None:
        return None
    at = line.whole(*verb.span())
    left, right = min(at.start, speaker.start), max(at.end, speaker.end)
    opening = min(left, _opening(line, speaker))
    governs_left = _AFTER_QUOTE_END.search(line.text, line.span.start, opening) is not None
    if not governs_left and verb[0] in ASKING and _ASKING.match(line.masked, verb.end()):
        return None
    is_last = _ENDS.fullmatch(line.text, right, line.span.end) is not None
    name, inferred = _name(line, speaker)
    return Attribution(left, right, speaker, name, inferred, governs_left, not is_last)


def _opening(line: _Line, speaker: Span) -> int:
    """Return where a speaker with the title before the name begins: "Mayor Ana Mirel said"."""
    start = next(
        (
            name.office_start
            for name in line.inside
            if name.start == speaker.start
            and name.office_start is not None
            and line.text[name.office_end : name.start].isspace()
        ),
        speaker.start,
    )
    title = _TITLE.search(line.text, line.span.start, start)
    return title.start() if title else start


def _subject_before(line: _Line, verb: re.Match[str]) -> Span | None:
    named = _named_before(line, verb)
    if named is not None:
        return named
    if pronoun := _PRONOUN_BEFORE.search(line.masked[: verb.start()]):
        return line.whole(*pronoun.span("who"))
    before = _participle_subject(line, verb)
    if before is not None or _is_told_behind(line, verb):
        return before
    found = subject_before(line.masked, verb.start())
    return line.whole(*found) if found else None


def _named_before(line: _Line, verb: re.Match[str]) -> Span | None:
    is_which = False  # a name was passed that only says which: "Jane Roe, a lawyer for Ann Poe,"
    base = line.span.start
    for name in reversed(line.inside):
        if name.end > base + verb.start():
            continue
        if is_behind_sayer(line.masked[: name.start - base], name.kind):
            is_which = True
            continue
        gap = line.masked[name.end - base : verb.start()]
        beside = not is_which and _BETWEEN.fullmatch(gap)
        if beside or ((not is_which or name.kind == "person") and _APPOSITION.fullmatch(gap)):
            return Span(name.start, name.end)
    return None


def _is_told_behind(line: _Line, verb: re.Match[str]) -> bool:
    """Tell whether a name ends the clause: "It had crews on board, said Jane Roe, the mayor"."""
    if verb[0] not in INVERTED or not line.masked[: verb.start()].rstrip().endswith(","):
        return False
    speaker = _subject_after(line, verb)
    if speaker is None or all(name.start != speaker.start for name in line.inside):
        return False
    return _CLOSES.match(line.text, speaker.end, line.span.end) is not None


def _participle_subject(line: _Line, verb: re.Match[str]) -> Span | None:
    """In "Jane Roe left, saying ..." the speaker is the first name of the clause before."""
    if verb[0] not in PARTICIPLES:
        return None
    if clause := _PRONOUN_FIRST.search(line.masked[: verb.start()]):
        return line.whole(*clause.span("who"))
    first = next((n for n in line.inside if n.end <= line.span.start + verb.start()), None)
    return Span(first.start, first.end) if first else None


def _subject_after(line: _Line, verb: re.Match[str]) -> Span | None:
    at = line.span.start + verb.end()
    for name in line.inside:
        if name.start >= at and line.text.startswith(("'s ", "’s "), name.end):
            continue
        begin = min(name.start if name.office_start is None else name.office_start, name.start)
        if begin >= at:
            if _UP_TO_NAME.fullmatch(line.text, at, begin):
                return Span(name.start, name.end)
            break
    phrase = _PHRASE.match(line.masked[verb.end() :])
    if phrase is None or not is_sayer(phrase["head"]):
        return None
    return line.whole(verb.end() + phrase.start("np"), verb.end() + phrase.end("np"))


def _of_according(line: _Line, cue: re.Match[str]) -> Attribution | None:
    start = line.span.start + cue.end()
    stop = _PHRASE_END.search(line.masked[cue.end() :])
    end = start + stop.start() if stop else line.span.end
    found = speaker_in(line.text[start:end]) if line.text[start:end].strip() else None
    if found is None:
        return None
    phrase = Span(start + found[0], start + found[1])
    named = (Span(n.start, n.end) for n in line.inside if _is_all(line.text, n, phrase))
    speaker = next(named, phrase)
    left = line.span.start + cue.start()
    opens = not line.masked[: cue.start()].strip(' “"')
    name = _written(line.text, speaker)
    return Attribution(left, end, speaker, name, False, not opens, opens)


def _is_all(text: str, name: NameMention, phrase: Span) -> bool:
    """Tell whether a phrase is a person's name with the office before it or behind it."""
    if name.kind != "person" or not phrase.start <= name.start < phrase.end:
        return False
    return re.search(r"\b(?:for|of|to|by|from|with)\s+$", text[phrase.start : name.start]) is None


def _written(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _name(line: _Line, speaker: Span) -> tuple[str, bool]:
    written = _written(line.text, speaker)
    if written.lower() not in PRONOUNS:
        return written, False
    return _antecedent(line.text, speaker, line.names) or written, True


def _antecedent(text: str, pronoun: Span, names: tuple[NameMention, ...]) -> str | None:
    """Take a pronoun for the person named as a speaker last, or for the last person named."""
    people = [n for n in names if n.kind == "person" and n.end <= pronoun.start]
    speaking = [n for n in people[-8:] if _speaks(text, n)]
    chosen = (speaking or people)[-1:]
    return chosen[0].text if chosen else None


def _speaks(text: str, name: NameMention) -> bool:
    after = _VERB.match(text, _BETWEEN.match(text, name.end).end())  # type: ignore[union-attr]
    before = re.search(
        r"\b(?:said|says|added|wrote)\s+(?:(?:the|[A-Z][\w.’'-]*)\s+){0,4}$",
        text[max(0, name.start - 60) : name.start],
    )
    return after is not None or before is not None


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
        for a in _sayings_in(text, sentence, tuple(names))
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
    for quoted in _find_quoted(text):
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
        for a in _sayings_in(text, around, names)
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
