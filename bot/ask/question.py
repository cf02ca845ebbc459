"""Understanding a question: its terms, the days it speaks of, the kind of value to show."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.judging.document import ValueKind
from bot.text.dates import find_dates
from bot.text.sentences import split_sentences
from bot.text.words import words
from store.terms import is_stop, terms

Asked = Literal["when", "how long", "how many", "who", "where", "yes or no", "what"]

SHOWN: dict[Asked, tuple[ValueKind, ...]] = {
    "when": ("date", "duration"),
    "how long": ("duration", "date", "number"),
    "how many": ("number", "duration"),
    "who": ("person", "name"),
    "where": ("place", "name"),
    "yes or no": (),
    "what": (),
}
"""Kinds of value that a question word has shown and compared, where the reader points at one."""

TOLD: dict[Asked, str] = {
    "when": "a time",
    "how long": "a length of time",
    "how many": "a number",
    "who": "a person or body",
    "where": "a place",
    "yes or no": "yes or no",
    "what": "anything told",
}

QUESTION_WORD = re.compile(
    r"\b(?P<when>when|(?:what|which) (?:date|day|month|year|time))\b"
    r"|\b(?P<long>how long|how soon)\b"
    r"|\b(?P<many>how (?!come\b|do\b|did\b|does\b|is\b|are\b|was\b|were\b|will\b|can\b)\w+)\b"
    r"|\b(?P<who>who|whom|whose)\b|\b(?P<where>where)\b|\b(?P<what>what|which|why|how)\b",
    re.IGNORECASE,
)
_ASKED: dict[str, Asked] = {
    "when": "when", "long": "how long", "many": "how many", "who": "who", "where": "where",
}  # fmt: skip
AUXILIARIES = words(
    """is are was were am be do does did has have had will would can could should shall may might
    must isn't aren't wasn't weren't don't doesn't didn't hasn't haven't won't"""
)
_FIRST = re.compile(r"[^\W\d_]+(?:['’]t)?")
_ASKING = frozenset(terms("who what when where which why how many much"))
_YEAR = timedelta(days=370)


@dataclass(frozen=True)
class Window:
    """The days a question speaks of; `as_written` are its words for them."""

    first: date
    last: date
    as_written: str


@dataclass(frozen=True)
class Question:
    """A question as Copydesk understood it.

    `asked` is its question word; `terms` are its content terms as the index knows them; `cutoff`
    is the day up to which it asks ("by 7 October").
    """

    text: str
    asked_on: date
    asked: Asked
    terms: tuple[str, ...]
    window: Window | None = None
    cutoff: date | None = None

    @property
    def last_day(self) -> date:
        """The day up to which it asks: that of asking where it names none."""
        return self.cutoff or self.asked_on

    @property
    def understood(self) -> str:
        """What is asked for, and of which days, in one line."""
        days = f", days meant: {self.window.as_written}" if self.window else ""
        return f"{TOLD[self.asked]}{days}"


def understand(text: str, asked_on: date) -> Question:
    """Read a question's word, terms and days.

    >>> q = understand("How many people were killed in the Aldport fire?", date(2026, 1, 5))
    >>> q.asked, q.terms
    ('how many', ('peopl', 'kill', 'aldport', 'fire'))
    """
    return Question(
        text=text,
        asked_on=asked_on,
        asked=asked_in(asking_sentence(text)),
        terms=search_terms(text, asked_on),
        window=window_of(text, asked_on),
        cutoff=cutoff_of(text, asked_on),
    )


def asked_in(sentence: str) -> Asked:
    """Return what a sentence asks by its first question word; one that offers a choice asks which.

    >>> asked_in("how high is the dam"), asked_in("Did it rain?"), asked_in("Why now?")
    ('how many', 'yes or no', 'what')
    """
    if is_auxiliary_first(sentence) and not _OFFERED.search(sentence):
        return "yes or no"
    match = QUESTION_WORD.search(sentence)
    return _ASKED.get(match.lastgroup or "", "what") if match else "what"


_OFFERED = re.compile(r"\bor\b(?!\W+not\b)", re.IGNORECASE)


def is_auxiliary_first(sentence: str) -> bool:
    """Tell whether a sentence opens as a yes-or-no question does."""
    first = _FIRST.search(sentence)
    return first is not None and first.group().lower().replace("’", "'") in AUXILIARIES


def asking_sentence(text: str) -> str:
    """Return the sentence that asks: the last one with a question word, else the last.

    >>> asking_sentence("A storm hit Orva this week. What was its name?")
    'What was its name?'
    """
    parts = [text[span.start : span.end] for span in split_sentences(text)]
    asking = [part for part in parts if QUESTION_WORD.search(part) and part.rstrip().endswith("?")]
    return asking[-1] if asking else (parts[-1] if parts else text)


def search_terms(text: str, asked_on: date) -> tuple[str, ...]:
    """Return the terms to search for: all but stop words, question words and relative days.

    >>> search_terms("Who died last week?", date(2026, 11, 10))
    ('die',)
    """
    for mention in reversed(find_dates(text, asked_on)):
        if mention.value.relative:
            text = text[: mention.start] + " " + text[mention.end :]
    return tuple(
        dict.fromkeys(term for term in terms(text) if not is_stop(term) and term not in _ASKING)
    )


def window_of(text: str, asked_on: date) -> Window | None:
    """Return the days that the question's own time words speak of, counted from the asking day."""
    for mention in find_dates(text, asked_on):
        value = mention.value
        is_bounded = value.qualifier not in ("before", "after", "by", "until")
        if is_bounded and value.earliest and value.latest and value.latest - value.earliest < _YEAR:
            return Window(value.earliest, value.latest, mention.text)
    return None


def cutoff_of(text: str, asked_on: date) -> date | None:
    """Return the day up to which a question asks: "by 7 October", "as of Monday"."""
    for mention in find_dates(text, asked_on):
        before = text[: mention.start]
        if mention.value.latest and re.search(r"\b(?:by|before|as of)\s+$", before):
            return mention.value.latest
    return None
