"""Who said it: the speaker of a sentence, or of what stands at one span of it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from bot.text.names import NameMention
from bot.text.sayers import PRONOUNS, SAYING, is_sayer, is_telling, sayer_in, subject_before
from bot.text.sentences import lines, split_sentences
from bot.text.words import read_list
from store.spans import Span

_QUOTED = re.compile(
    r"“(?P<curly>[^“”]*(?:“[^“”]*”[^“”]*)*?)(?:”|(?=“)|$)"
    r"|\"(?P<straight>[^\"]*)(?:\"|$)|«(?P<angle>[^«»]*)(?:»|$)|„(?P<low>[^„“”]*)(?:[“”]|$)"
    r"|(?<![\w’'])[‘'](?=\w)(?P<single>[^‘“”\"]*?[,.!?…])[’'](?!\w)"
)
_LOST_END = re.compile(r",?\s+(?:[A-Z][\w.’'-]*\s+){1,3}(?:said|says|added|told)\b")
_SAYING_VERB = re.compile(rf"\b(?:{'|'.join(sorted(SAYING))})\b")
_INVERTED = read_list("inverted")
_PARTICIPLES = read_list("participles")
_ACCORDING = re.compile(r"\b[Aa]ccording to\s+")
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
_CLOSES = re.compile(r"\s*(?:[,.;:!?]|\Z)")
_OF = re.compile(r"\b(?:for|of|to|by|from|with)\s+$")
_BY = re.compile(r"\b(?:by|from)\s+(?:the\s+)?$")
_HEARSAY = re.compile(
    r"\b(?:seen|obtained|reviewed|cited|quoted|reported|shared|provided|leaked|read|heard|viewed)\b"
)
_TITLE = re.compile(r"\b(?:the|The|Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady)\.?\s+$")
_WHICH = re.compile(
    r"\b(?P<noun>\w+)\s(?:in|near|at|outside|across|from|for|of)\s"
    r"(?:the\s(?:\w+\s){,2}(?:of\s)?)?$"
)


def _find_quoted(text: str, within: Span) -> Iterator[Span]:
    """Give quoted words without their marks; a quote over several paragraphs comes in parts."""
    for line in lines(text, within):
        for found in _QUOTED.finditer(text, line.start, line.end):
            start, end = found.span(found.lastgroup or 0)
            lost = _LOST_END.search(text, start, end) if end == found.end() else None
            end = lost.start() if lost else end
            if text[start:end].strip():
                yield Span(start, end)


@dataclass(frozen=True)
class _Saying:
    """Somebody's saying in one sentence, and the two sides of it that it governs."""

    start: int
    end: int
    speaker: str
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


def _sayings_in(text: str, sentence: Span, names: tuple[NameMention, ...]) -> list[_Saying]:
    """Return every saying in one sentence with its speaker; what is quoted is not looked into."""
    inside = [n for n in names if sentence.start <= n.start and n.end <= sentence.end]
    line = _Line(text, sentence, _mask(text[sentence.start : sentence.end]), inside, names)
    found = [_of_verb(line, verb) for verb in _SAYING_VERB.finditer(line.masked)]
    found += [_of_according(line, cue) for cue in _ACCORDING.finditer(line.masked)]
    return [a for a in found if a is not None]


def _mask(words: str) -> str:
    """Blank out what is quoted, so that no verb inside a quote is taken for the reporter's."""
    for start, end in _find_quoted(words, Span(0, len(words))):
        words = words[:start] + "\0" * (end - start) + words[end:]
    return words


def _of_verb(line: _Line, verb: re.Match[str]) -> _Saying | None:
    speaker = _subject_of(line, verb)
    if speaker is None:
        return None
    at = line.whole(*verb.span())
    left, right = min(at.start, speaker.start), max(at.end, speaker.end)
    opening = min(left, _opening(line, speaker))
    governs_left = _AFTER_QUOTE_END.search(line.text, line.span.start, opening) is not None
    if not governs_left and verb[0].startswith("ask") and _ASKING.match(line.masked, verb.end()):
        return None
    is_last = _ENDS.fullmatch(line.text, right, line.span.end) is not None
    return _Saying(left, right, _name(line, speaker), governs_left, not is_last)


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


def _subject_of(line: _Line, verb: re.Match[str]) -> Span | None:
    before = line.masked[: verb.start()]
    if named := _named_before(line, verb):
        return named
    if pronoun := _PRONOUN_BEFORE.search(before):
        return line.whole(*pronoun.span("who"))
    is_inverted = verb[0] in _INVERTED and _MAY_INVERT.search(before)
    after = _named_after(line, verb) if is_inverted else None
    if after and before.rstrip().endswith(",") and _CLOSES.match(line.text, after.end):
        return after
    if subject := _participle_subject(line, verb):
        return subject
    if found := subject_before(line.masked, verb.start()):
        return line.whole(*found)
    return after or (_noun_after(line, verb) if is_inverted else None)


def _named_before(line: _Line, verb: re.Match[str]) -> Span | None:
    is_which = False  # a name was passed that only says which: "Jane Roe, a lawyer for Ann Poe,"
    base = line.span.start
    for name in reversed(line.inside):
        if name.end > base + verb.start():
            continue
        if _says_which(line.masked[: name.start - base], name.kind):
            is_which = True
            continue
        gap = line.masked[name.end - base : verb.start()]
        beside = not is_which and _BETWEEN.fullmatch(gap)
        if beside or ((not is_which or name.kind == "person") and _APPOSITION.fullmatch(gap)):
            return Span(name.start, name.end)
    return None


def _says_which(before: str, kind: str) -> bool:
    """Tell whether a name only says which: "miners in Lowport", "the owner of the Gull".

    The name of a body is kept: "a spokesman for Moor Bank" speaks for it.
    """
    match = _WHICH.search(before)
    return match is not None and is_sayer(match["noun"]) and kind != "organisation"


def _participle_subject(line: _Line, verb: re.Match[str]) -> Span | None:
    """In "Jane Roe left, saying ..." the speaker is the first name of the clause before."""
    if verb[0] not in _PARTICIPLES:
        return None
    if clause := _PRONOUN_FIRST.search(line.masked[: verb.start()]):
        return line.whole(*clause.span("who"))
    first = next((n for n in line.inside if n.end <= line.span.start + verb.start()), None)
    return Span(first.start, first.end) if first else None


def _named_after(line: _Line, verb: re.Match[str]) -> Span | None:
    at = line.span.start + verb.end()
    for name in line.inside:
        if name.start >= at and line.text.startswith(("'s ", "’s "), name.end):
            continue
        begin = min(name.start if name.office_start is None else name.office_start, name.start)
        if begin >= at:
            is_near = _UP_TO_NAME.fullmatch(line.text, at, begin)
            return Span(name.start, name.end) if is_near else None
    return None


def _noun_after(line: _Line, verb: re.Match[str]) -> Span | None:
    phrase = _PHRASE.match(line.masked, verb.end())
    return line.whole(*phrase.span("np")) if phrase and is_sayer(phrase["head"]) else None


def _of_according(line: _Line, cue: re.Match[str]) -> _Saying | None:
    """Read "according to Jane Roe" before or behind what she says."""
    stop = _PHRASE_END.search(line.masked, cue.end())
    end = stop.start() if stop else len(line.masked)
    speaker = _told_by(line, line.whole(cue.end(), end))
    if speaker is None:
        return None
    opens = not line.masked[: cue.start()].strip(' “"')
    return _Saying(line.span.start + cue.start(), line.span.start + end, speaker, not opens, opens)


def _told_by(line: _Line, phrase: Span) -> str | None:
    """Return who speaks in a phrase: whoever is named in it, also as the issuer of a report."""
    words = line.text[phrase.start : phrase.end]
    names = [n for n in line.inside if phrase.start <= n.start and n.end <= phrase.end]
    if is_telling(words):
        names = [n for n in names if _BY.search(line.text, phrase.start, n.start)] or names
        if _HEARSAY.search(words):
            return None
    else:
        people = [n for n in names if n.kind == "person"]
        names = [n for n in people if not _OF.search(line.text, phrase.start, n.start)]
    found = sayer_in(words)
    noun = " ".join(words[found[0] : found[1]].split()) if found else None
    return names[0].text if names else noun


def _name(line: _Line, speaker: Span) -> str:
    """Return a speaker as written, a pronoun as whom it means where somebody is named.

    That is who was named as a speaker last, or the last person named.
    """
    written = " ".join(line.text[speaker.start : speaker.end].split())
    if written.lower() not in PRONOUNS:
        return written
    people = [n for n in line.names if n.kind == "person" and n.end <= speaker.start]
    speaking = [n for n in people[-8:] if _speaks(line.text, n)]
    return (speaking or people)[-1].text if people else written


def _speaks(text: str, name: NameMention) -> bool:
    gap = _BETWEEN.match(text, name.end)
    before = re.search(
        r"\b(?:said|says|added|wrote)\s+(?:(?:the|[A-Z][\w.’'-]*)\s+){0,4}$",
        text[max(0, name.start - 60) : name.start],
    )
    return before is not None or bool(gap and _SAYING_VERB.match(text, gap.end()))


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
    return nearest.speaker if nearest and nearest.speaker.lower() not in PRONOUNS else None


@lru_cache(maxsize=64)
def _quotes(text: str, names: tuple[NameMention, ...]) -> tuple[_Quote, ...]:
    sentences = split_sentences(text)
    starts = [s.start for s in sentences]
    found: list[_Quote] = []
    for quoted in _find_quoted(text, Span(0, len(text))):
        first = sentences[max(0, bisect_left(starts, quoted.start + 1) - 1)]
        last = sentences[max(0, bisect_left(starts, quoted.end) - 1)]
        around = Span(first.start, max(first.end, last.end))
        found.append(_Quote(*quoted, _speaker_beside(text, quoted, around, names)))
    for i, quote in enumerate(found):
        if quote.speaker is None and _stands_alone(text, quote):
            found[i] = replace(quote, speaker=_neighbour(text, found, i))
    return tuple(found)


def _speaker_beside(
    text: str, quoted: Span, around: Span, names: tuple[NameMention, ...]
) -> str | None:
    near = [
        a
        for a in _sayings_in(text, around, names)
        if (a.governs_left and a.start >= quoted.end)
        or (a.governs_right and a.end <= quoted.start + 1)
    ]
    best = min(
        near,
        key=lambda a: min(abs(a.start - quoted.end), abs(quoted.start - a.end)),
        default=None,
    )
    return best.speaker if best else None


_ALONE = re.compile(r"(?:^|[.!?…”\"’']\s*|\n\s*)[“\"‘'«„]$")
_NEXT_PARAGRAPH = re.compile(r"[”\"’'»]?\s*\n\s*[“\"‘'«„]")


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
