"""Understanding a question: what kind of value it asks for, about what, and of which time."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.ask import question_words as words
from bot.ask.question_kind import WORD, Kind, kind_and_focus, leading_nouns, singular_of, wh_word
from bot.text.date_values import MONTH_NAMES, WEEKDAY_NAMES
from bot.text.dates import find_dates
from bot.text.sentences import split_sentences
from store.spans import Span
from store.terms import is_stop, terms

DEFINES = re.compile(r"^\s*who\s+(?:is|was|are|were)\s+(?P<rest>.+?)\s*\??\s*$", re.IGNORECASE)
PAST = re.compile(
    r"\b(?:was|were|did|had|has|have|ended|held|happened|took place)\b", re.IGNORECASE
)
FUTURE = re.compile(
    r"\b(?:will|going to|scheduled|due|expected|plans? to|set to|next|upcoming|expires?"
    r"|tomorrow)\b",
    re.IGNORECASE,
)
CALENDAR = frozenset((*MONTH_NAMES, *WEEKDAY_NAMES))
UNTIL = re.compile(r"\b(?:until|till) when\b", re.IGNORECASE)
ENDING = terms("expire")
ASKING = frozenset(terms("who what when where which why how many much percentage name"))
ASKING_LENGTH = frozenset(terms("long last take"))


@dataclass(frozen=True)
class Window:
    """The days a question speaks of; `as_written` are its words for them."""

    first: date
    last: date
    as_written: str


@dataclass(frozen=True)
class Question:
    """A question as Copydesk understood it.

    `kind` is the kind of value asked for. `focus` is the noun the answer is an instance of
    ("country" in "which country"), or the unit counted ("people" in "how many people"). `asked` is
    the sentence that asks, without those that lead up to it.
    `names` are the capitalised names in it, `terms` its content terms as the index knows them;
    `event` are those of them that are neither names nor the noun counted. `cutoff` is the day up
    to which a figure is asked for ("by 7 October").
    """

    text: str
    asked: str
    asked_on: date
    kind: Kind
    focus: str | None
    names: tuple[str, ...]
    terms: tuple[str, ...]
    speaker: str | None
    office: str | None
    subject: str | None
    tense: Literal["past", "future", "any"]
    window: Window | None
    event: tuple[str, ...] = ()
    cutoff: date | None = None


def understand(text: str, asked_on: date) -> Question:
    """Read a question's kind, focus, names, terms and time window.

    >>> q = understand("How many people were killed in the Aldport fire?", date(2026, 1, 5))
    >>> q.kind, q.focus, q.names
    ('number', 'people', ('Aldport',))
    """
    asked = asking_sentence(text)
    kind, focus = kind_and_focus(asked)
    names = names_in(text)
    found = content_terms(without_relative_days(text, asked_on), kind)
    return Question(
        text=text,
        asked=asked,
        asked_on=asked_on,
        kind=kind,
        focus=focus,
        names=names,
        terms=found,
        speaker=speaker_asked(asked) if kind == "said" else None,
        office=office_asked(asked, focus) if kind == "person" else None,
        subject=person_defined(asked, names),
        tense=tense_of(asked),
        window=window_of(text, asked_on),
        event=event_terms(found, names, focus),
        cutoff=cutoff_of(text, asked_on) if kind == "number" else None,
    )


def event_terms(
    found: tuple[str, ...], names: tuple[str, ...], focus: str | None
) -> tuple[str, ...]:
    """Return the terms that tell what happened, names and the noun counted aside."""
    aside = {term for name in names for term in terms(name)} | set(terms(focus or ""))
    return tuple(term for term in found if term not in aside)


def cutoff_of(text: str, asked_on: date) -> date | None:
    """Return the day up to which a question asks: "by 7 October", "as of Monday"."""
    for mention in find_dates(text, asked_on):
        before = text[: mention.start]
        if mention.value.latest and re.search(r"\b(?:by|before|until|as of)\s+$", before):
            return mention.value.latest
    return None


def asking_sentence(text: str) -> str:
    """Return the sentence that asks: the last one holding a question word, else the last.

    >>> asking_sentence("A storm hit Orva this week. What was its name?")
    'What was its name?'
    """
    parts = [text[span.start : span.end] for span in split_sentences(text)]
    asking = [part for part in parts if wh_word(part) is not None and part.rstrip().endswith("?")]
    return asking[-1] if asking else (parts[-1] if parts else text)


def speaker_asked(sentence: str) -> str | None:
    """Return who is asked about in "what did X say", as written.

    >>> speaker_asked("What did the harbour master warn about the pier?")
    'harbour master'
    """
    match = re.search(
        r"\b(?:did|does|do|has|have)\s+(?:the\s+)?(?P<who>.+)", sentence, re.IGNORECASE
    )
    if match is None:
        return None
    who: list[str] = []
    for word in match["who"].split():
        if word.strip("?,.").lower() in words.SAYING:
            return " ".join(who) or None
        who.append(word)
    return None


def office_asked(sentence: str, focus: str | None) -> str | None:
    """Return the office whose holder is asked for, as written: "who is the finance minister"."""
    match = re.search(
        r"\bwho(?:'s|’s)?\s+(?:is|was|are|will be|became)\s+(.+?)\??\s*$", sentence, re.I
    )
    phrase = match.group(1) if match else ""
    lowered = [singular_of(word.lower()) for word in WORD.findall(phrase)]
    if any(word in words.OFFICE_NOUNS for word in lowered):
        return phrase
    return phrase_asked(sentence) if focus in words.OFFICE_NOUNS else None


def phrase_asked(sentence: str) -> str | None:
    """Return the noun phrase after "which" or "what", as written: "US president".

    >>> phrase_asked("Which US president may she meet?")
    'US president'
    """
    match = re.search(r"\b(?:which|what)\s+(?P<rest>.+)", sentence, re.IGNORECASE)
    count = len(leading_nouns(match["rest"])) if match else 0
    return " ".join(match["rest"].split()[:count]) or None if match else None


def person_defined(sentence: str, names: tuple[str, ...]) -> str | None:
    """Return the person that "who is NAME?" wants described."""
    match = DEFINES.match(sentence)
    rest = match["rest"] if match else ""
    return rest if rest in names else None


def tense_of(sentence: str) -> Literal["past", "future", "any"]:
    """Tell whether a question looks back or ahead."""
    if FUTURE.search(sentence):
        return "future"
    return "past" if PAST.search(sentence) else "any"


def window_of(text: str, asked_on: date) -> Window | None:
    """Return the days that the question's own time words speak of, counted from the asking day."""
    for mention in find_dates(text, asked_on):
        value = mention.value
        if (
            value.qualifier not in ("before", "after")
            and value.earliest
            and value.latest
            and (value.latest - value.earliest) < timedelta(days=370)
        ):
            return Window(value.earliest, value.latest, mention.text)
    return None


def names_in(text: str) -> tuple[str, ...]:
    """Return the capitalised names of a question, the sentence's first word aside.

    >>> names_in("When will Ana Mirel meet the EU envoy in Port Sel?")
    ('Ana Mirel', 'EU', 'Port Sel')
    """
    pattern = r"[A-Z][\w’'&.\-]*[\w]|[A-Z]"
    names: list[str] = []
    last = Span(-9, -9)
    for match in re.finditer(pattern, text):
        word = match.group()
        if match.start() == first_letter(text) and is_stop(word.lower()):
            continue
        joined = text[last.end : match.start()] if last.end > 0 else "-"
        if names and joined in (" ", " of ", " de ", " van ", " al-"):
            names[-1] += joined + word
        elif word in CALENDAR or (is_stop(word.lower()) and not begins_name(text, match)):
            continue
        else:
            names.append(word)
        last = Span(match.start(), match.end())
    return tuple(dict.fromkeys(re.sub(r"['’]s$", "", name) for name in names))


def begins_name(text: str, word: re.Match[str]) -> bool:
    """Tell whether a capitalised function word is part of a name: "US", "He Lifeng"."""
    follows = re.match(r" [A-Z]", text[word.end() :])
    return word.group().isupper() or follows is not None


def first_letter(text: str) -> int:
    """Return where the first letter of a text stands."""
    match = re.search(r"[^\W\d_]", text)
    return match.start() if match else 0


def without_relative_days(text: str, asked_on: date) -> str:
    """Return a question without "last week" or "on Sunday": articles of those days say others.

    >>> without_relative_days("Who died last week?", date(2026, 11, 10))
    'Who died  ?'
    """
    for mention in reversed(find_dates(text, asked_on)):
        if mention.value.relative:
            text = text[: mention.start] + " " + text[mention.end :]
    return text


def content_terms(text: str, kind: Kind) -> tuple[str, ...]:
    """Return the terms to search for: all but stop words and the words that only ask.

    "Until when does it hold" asks when it ends.
    """
    asking = ASKING | (ASKING_LENGTH if kind == "duration" else frozenset())
    plain = re.sub(r"\bmay\b", " ", text)  # the month and the name are written with a capital
    kept = [term for term in terms(plain) if not is_stop(term) and term not in asking]
    return tuple(dict.fromkeys([*kept, *(ENDING if UNTIL.search(text) else ())]))
