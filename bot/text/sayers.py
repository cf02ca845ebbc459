"""Who says what in a sentence: "Jane Roe said that …", "…, said the mayor", "according to …"."""

import re
from dataclasses import dataclass

from bot.text.names import NameMention
from bot.text.words import read_list
from store.spans import Span

SAYING = read_list("saying")
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "i", "we"})
_VERB = re.compile(rf"\b(?:{'|'.join(sorted(SAYING))})\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to\s+")
_BREAK = re.compile(
    r"[,;:—–\0”\"“]\s*|\s-\s|\b(?:and|but|as|while|when|that|which|where|who|because|after|before)\s",
    re.IGNORECASE,
)
_PREPOSITION = r"(?:of|in|on|at|for|from|to|with|by|near|about|across|inside|against|under|over)"
_CUT = re.compile(rf"\s+{_PREPOSITION}\s")
_LEADS = re.compile(
    rf"(?:{_PREPOSITION}|according|following|during|if|not|to|or|than|how|what|whether)\b",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(
    r"(?:^|\s)(?:an?|the|its|his|her|their|to|not|(?-i:[a-z]+ly))$|^\W*$"
    r"|\b(?:is|are|was|were|be|been|being|has|have|had|will|would|can|could|may)\b",
    re.IGNORECASE,
)
_TRAILS = re.compile(
    r"(?:\s+(?:also|first|later|earlier|then|has|had|have|once|himself|herself|previously|reportedly"
    r"|repeatedly|publicly|(?:(?:late|early|last|this)\s)?(?:on\s)?(?:\w+day|week|month|year|night)"
    r"|in\s(?:a|an|the|his|her)\s[\w ]{3,24}|(?:on|in)\s\w+\.?\s\d+))*\s*$"
)
_APPOSITION = re.compile(
    r"(?P<subject>[^,;:\0]+),\s(?:\d+,\s)?(?P<aside>(?P<who>who|which|speaking|citing)?[^,;:\0”\"]{2,120}),\s*$"
)
_AFTER = re.compile(
    r"\s+(?P<phrase>(?:(?:the|an?|one|his|her)\s|(?:[a-z]+\s){,3}[A-Z])[^,.;:!?”\"\0—]{1,80}?)"
    r"(?=\s*(?:[,.;:!?”\"\0—]|$|\s(?:who|which|that|and|in|on|at|as|after|when|to)\s))"
)
_TOLD = re.compile(r"\s*(?P<phrase>[^,;:—\0]+?)(?=,|[;:—\0]|\s(?:who|which|that|and)\s|[.!?]*$)")
_ENDED = re.compile(r"[,”\"’'!?—–\0-]\s*$")
_ENDS = re.compile(r"[\s.!?”\"’)\0]*$")
_TITLE = re.compile(r"\b(?:the|The|Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady)\.?\s+$")
MOST_WORDS = 9


@dataclass(frozen=True)
class Saying:
    """Somebody's saying in one sentence, and the two sides of it that it governs."""

    start: int
    end: int
    speaker: str
    is_person: bool
    governs_left: bool
    governs_right: bool


def sayings_in(text: str, sentence: Span, masked: str, names: list[NameMention]) -> list[Saying]:
    """Return every saying in one sentence; in `masked` what is quoted is blanked out by NULs."""
    inside = [n for n in names if sentence.start <= n.start and n.end <= sentence.end]
    found = [_of_verb(text, sentence, masked, inside, verb) for verb in _VERB.finditer(masked)]
    cues = _ACCORDING.finditer(masked)
    found += [_of_according(text, sentence, masked, inside, cue) for cue in cues]
    governing = (one for one in found if one and (one.governs_left or one.governs_right))
    return sorted(governing, key=lambda one: one.start)


def _of_verb(
    text: str, sentence: Span, masked: str, names: list[NameMention], verb: re.Match[str]
) -> Saying | None:
    phrase = _subject(masked, verb, names, sentence)
    if phrase is None:
        return None
    speaker, is_person = _speaker_in(text, phrase, names)
    at, end = sentence.start + verb.start(), sentence.start + verb.end()
    opening = min(phrase.start, at)
    title = _TITLE.search(text, sentence.start, opening)
    opening = title.start() if title else opening
    governs_left = _ENDED.search(text, sentence.start, opening) is not None
    is_last = _ENDS.match(text, max(phrase.end, end), sentence.end) is not None
    # "As traders asked what will happen": who asks says nothing of it.
    is_asking = verb[0].startswith("ask") and not masked.startswith((":", ","), verb.end())
    governs_right = not is_last and not is_asking
    right = max(phrase.end, end)
    return Saying(opening, right, speaker, is_person, governs_left, governs_right)


def _of_according(
    text: str, sentence: Span, masked: str, names: list[NameMention], cue: re.Match[str]
) -> Saying | None:
    told = _TOLD.match(masked, cue.end())
    if told is None:
        return None
    phrase = Span(sentence.start + told.start("phrase"), sentence.start + told.end("phrase"))
    opens = not masked[: cue.start()].strip(' “"')
    speaker, is_person = _speaker_in(text, phrase, names)
    start = sentence.start + cue.start()
    return Saying(start, phrase.end, speaker, is_person, not opens, opens)


def _subject(
    masked: str, verb: re.Match[str], names: list[NameMention], sentence: Span
) -> Span | None:
    """Return the phrase of who says it: before the verb, beside an apposition, or behind it."""
    before = masked[: verb.start()]
    end = len(_TRAILS.sub("", before))
    begin = max((m.end() for m in _BREAK.finditer(before)), default=0)
    if before[begin:end].strip():
        return _noun_phrase(before, begin, end, sentence)
    end = len(before.rstrip())
    apposition = _APPOSITION.search(before, 0, end)
    if apposition and (span := _apposed(apposition, before, names, sentence)):
        return span
    if verb[0].endswith("ing") or before.endswith((" and ", " but ")):
        first = next((n for n in names if n.end <= sentence.start + verb.start()), None)
        return Span(first.start, first.end) if first else None
    after = _AFTER.match(masked, verb.end()) if _ENDED.search(before) else None
    return _noun_phrase(masked, *after.span("phrase"), sentence) if after else None


def _apposed(
    apposition: re.Match[str], before: str, names: list[NameMention], sentence: Span
) -> Span | None:
    """Return who is meant in "Jane Roe, the mayor," and "the mayor, Jane Roe,"."""
    start, end = apposition.span("subject")
    start = max((m.end() for m in _BREAK.finditer(before, start, end)), default=start)
    aside = sentence.start + apposition.start("aside")
    subject = _noun_phrase(before, start, end, sentence)
    if subject and any(subject.start <= n.start < subject.end for n in names):
        return subject
    name = next((n for n in names if n.start == aside), None)
    return Span(name.start, name.end) if name else subject if apposition["who"] else None


def _noun_phrase(masked: str, begin: int, end: int, sentence: Span) -> Span | None:
    words = masked[begin:end].lstrip(" “\"'‘(")
    begin = end - len(words)
    if _LEADS.match(words) or _NO_NOUN.search(words) or len(words.split()) > MOST_WORDS:
        return None
    return Span(sentence.start + begin, sentence.start + end)


def _speaker_in(text: str, phrase: Span, names: list[NameMention]) -> tuple[str, bool]:
    """Return who speaks in a phrase: the name it leads up to, or else its own words."""
    cut = _CUT.search(text, phrase.start, phrase.end)
    head = cut.start() if cut else phrase.end
    named = [
        n
        for n in names
        if phrase.start <= n.start < head
        and n.end >= head
        and (n.kind != "place" or Span(n.start, n.end) == phrase)
        and not text.startswith(("'s", "’s"), n.end)
    ]
    if named:
        return named[-1].text, named[-1].kind == "person"
    return " ".join(text[phrase.start : phrase.end].split()), False
