"""Who speaks in a sentence, and which side of the sentence is theirs."""

import re
from dataclasses import dataclass

from bot.text.names import NameMention
from bot.text.quotes import find_quoted
from bot.text.speech_words import INVERTED, PARTICIPLES, PRONOUNS, SAYERS, SAYING
from store.spans import Span

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


def attributions_in(text: str, sentence: Span, names: tuple[NameMention, ...]) -> list[Attribution]:
    """Return every saying in one sentence with its speaker; what is quoted is not looked into."""
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
) -> Attribution | None:
    start, end = sentence.start + verb.start(), sentence.start + verb.end()
    speaker = _subject_before(text, masked, sentence, verb, inside)
    if speaker is None and verb[0] in INVERTED and _may_invert(masked, verb.start()):
        speaker = _subject_after(text, masked, sentence, verb, inside)
    if speaker is None:
        return None
    left, right = min(start, speaker.start), max(end, speaker.end)
    opening = min(left, _opening(text, sentence, speaker, inside))
    governs_left = _AFTER_QUOTE_END.search(text, sentence.start, opening) is not None
    is_last = re.fullmatch(r"[\s.!?”\"’)]*", text[right : sentence.end]) is not None
    name, inferred = _name(text, speaker, inside, names)
    return Attribution(left, right, speaker, name, inferred, governs_left, not is_last)


def _opening(text: str, sentence: Span, speaker: Span, inside: list[NameMention]) -> int:
    """Return where a speaker with the title before the name begins: "Mayor Ana Mirel said"."""
    start = next(
        (
            name.office_start
            for name in inside
            if name.start == speaker.start
            and name.office_start is not None
            and text[name.office_end : name.start].isspace()
        ),
        speaker.start,
    )
    title = _TITLE.search(text, sentence.start, start)
    return title.start() if title else start


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
) -> Attribution | None:
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
    return Attribution(left, end, speaker, name, False, not opens, opens)


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
        r"\b(?:said|says|added|wrote)\s+(?:(?:the|[A-Z][\w.’'-]*)\s+){0,4}$",
        text[max(0, name.start - 60) : name.start],
    )
    return after is not None or before is not None
