"""Who speaks in a sentence, and which side of the sentence is theirs."""

import re
from dataclasses import dataclass

from bot.text.names import NameMention
from bot.text.quotes import find_quoted
from bot.text.sayers import is_behind_sayer, is_sayer, speaker_in, subject_before
from bot.text.speech_words import ASKING, INVERTED, PARTICIPLES, PRONOUNS, SAYING
from store.spans import Span

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
        _of_verb(text, masked, sentence, verb, inside, names)
        for verb in _VERB.finditer(masked)
        if not _IS_NOUN.search(masked, 0, verb.start())
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
    if not governs_left and verb[0] in ASKING and _ASKING.match(masked, verb.end()):
        return None
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
    named = _named_before(masked, sentence, verb, inside)
    if named is not None:
        return named
    pronoun = re.search(
        r"\b(?P<who>[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\s+(?:also |later |then |has |had )*$",
        masked[: verb.start()],
    )
    if pronoun:
        return Span(sentence.start + pronoun.start("who"), sentence.start + pronoun.end("who"))
    before = _participle_subject(sentence, masked, verb, inside)
    if before is not None or _is_told_behind(text, masked, sentence, verb, inside):
        return before
    if (found := subject_before(masked, verb.start())) is None:
        return None
    return Span(sentence.start + found[0], sentence.start + found[1])


def _named_before(
    masked: str, sentence: Span, verb: re.Match[str], inside: list[NameMention]
) -> Span | None:
    is_which = False  # a name was passed that only says which: "Jane Roe, a lawyer for Ann Poe,"
    for name in reversed(inside):
        if name.end > sentence.start + verb.start():
            continue
        if is_behind_sayer(masked[: name.start - sentence.start], name.kind):
            is_which = True
            continue
        gap = masked[name.end - sentence.start : verb.start()]
        beside = not is_which and _BETWEEN.fullmatch(gap)
        if beside or ((not is_which or name.kind == "person") and _APPOSITION.fullmatch(gap)):
            return Span(name.start, name.end)
    return None


def _is_told_behind(
    text: str, masked: str, sentence: Span, verb: re.Match[str], inside: list[NameMention]
) -> bool:
    """Tell whether a name ends the clause: "It had crews on board, said Jane Roe, the mayor"."""
    if verb[0] not in INVERTED or not masked[: verb.start()].rstrip().endswith(","):
        return False
    speaker = _subject_after(text, masked, sentence, verb, inside)
    if speaker is None or all(name.start != speaker.start for name in inside):
        return False
    return _CLOSES.match(text, speaker.end, sentence.end) is not None


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
            r"\s+(?!(?:on|in|at|to|via)\s)(?:[Tt]he\s+|an?\s+)?(?:[\w’'-]+\.?\s+){0,4}",
            text[at:begin],
        ):
            return Span(name.start, name.end)
        if begin >= at:
            break
    phrase = re.match(
        r"\s+(?P<np>(?:the|a|an|one|his|her)\s+(?:[\w’'-]+\s+){0,3}?(?P<head>\w+))\b",
        masked[verb.end() :],
    )
    if phrase and is_sayer(phrase["head"]):
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
    found = speaker_in(text[start:end])
    if found is None:
        return None
    phrase = Span(start + found[0], start + found[1])
    named = (Span(n.start, n.end) for n in inside if _is_all(text, n, phrase))
    speaker = next(named, phrase)
    left = sentence.start + cue.start()
    opens = not masked[: cue.start()].strip(' “"')
    name = " ".join(text[speaker.start : speaker.end].split())
    return Attribution(left, end, speaker, name, False, not opens, opens)


def _is_all(text: str, name: NameMention, phrase: Span) -> bool:
    """Tell whether a phrase is a person's name with the office before it or behind it."""
    if name.kind != "person" or not phrase.start <= name.start < phrase.end:
        return False
    return re.search(r"\b(?:for|of|to|by|from|with)\s+$", text[phrase.start : name.start]) is None


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
