"""Finders: the values of one kind in a sentence, each with how well it fits what is asked."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from bot.ask.clauses import is_counted_from
from bot.ask.evidence import Sentence
from bot.ask.figures import SHARES, fit
from bot.ask.found import (
    FITS,
    IN_DATELINE,
    LOOSE,
    OTHER_LEVEL,
    QUOTED_TITLE,
    UNFIT,
    UNKNOWN_PLACE,
    Found,
    dateline_end,
    is_byline,
)
from bot.ask.holders import find_people
from bot.ask.question import Question
from bot.ask.question_kind import singular_of
from bot.ask.question_words import ORGANISATION_NOUNS
from bot.text.dates import find_dates
from bot.text.durations import find_durations
from bot.text.names import NameMention, find_names
from bot.text.numbers import NumberValue, find_numbers
from bot.text.places import Level, levels_of
from store.spans import Span

LEVELS: dict[str, Level] = {
    **dict.fromkeys(("country", "nation"), "country"),
    **dict.fromkeys(("state", "province", "region", "county"), "region"),
    **dict.fromkeys(("city", "town", "village", "capital", "municipality"), "town"),
}
TITLED = re.compile(r"[“\"‘]([A-Z0-9][^“”\"‘’]{1,60})[”\"’]")
ORGANISATION_FIT = {"organisation": FITS, "person": UNFIT, "place": UNFIT}
HOW_LONG_IS = re.compile(
    r"\bhow long (?:is|are|was|were) (?!it\b|this\b)(?!.*\b(?:last|take)s?\b)", re.IGNORECASE
)
ASKS_DISTANCE = re.compile(
    r"\bhow (?:long|soon|much longer)\b.*\b(?:un)?til\b"
    r"|\bhow (?:long|soon)\b.*\b(?:before|after|since|ago|left|remain\w*|away|from now)\b",
    re.IGNORECASE,
)
LASTING = re.compile(
    r"\bhow long (?:is|are|was|were)\b|\b(?:lasts?|lasted|lasting|holds?|runs?|continues?)\b",
    re.IGNORECASE,
)
TAKES_SO_LONG = re.compile(
    r"\b(?:for|last|lasts|lasted|lasting|take|takes|took|spent)\s+(?:[\w-]+\s+){,2}\Z"
)
AHEAD = re.compile(
    r"\b(?:in|within)\s+(?:(?:about|another|just|some|only|(?:less|more) than)\s+)?\Z"
)
AWAY = re.compile(
    r"\s+(?:later|earlier|after|before|since|ago|from now|away|left|to go|remain\w*)\b"
)
COMPARED = re.compile(r"\s+(?:more|less|fewer|higher|lower|larger|smaller|above|below|up|down)\b")
ON_THE_WAY = re.compile(r"\b(?:from|to|via|through|across)\s+(?:the\s+)?$")
"""Where something comes from or goes to is not where it is."""

LOCATED = re.compile(
    r"\b(?:in|at|to|from|near|off|outside|inside|into|around|across|through|of|on|via)\s+(?:the\s+)?"
    r"(?:(?:city|town|village|port|state|province|island|north|south|east|west)(?:ern)?\s+"
    r"(?:of\s+)?)?$"
)


def find_values(question: Question, sentence: Sentence) -> list[Found]:
    """Return the values of the kind asked for, [] where whole sentences are wanted."""
    finder = FINDERS.get(question.kind)
    if finder is None or is_byline(sentence.text):
        return []
    return list(finder(question, sentence))


def asks_for_values(question: Question) -> bool:
    """Tell whether a question wants a typed value rather than whole sentences."""
    return question.kind in FINDERS


def _dates(question: Question, sentence: Sentence) -> Iterator[Found]:
    start = dateline_end(sentence.text)
    for mention in find_dates(sentence.text, sentence.published_on):
        span = Span(mention.start, mention.end)
        if mention.start >= start and not is_counted_from(question.event, sentence.text, span):
            yield Found("date", span, mention.value)


def _durations(question: Question, sentence: Sentence) -> Iterator[Found]:
    asks_length = HOW_LONG_IS.search(question.text) is not None
    for mention in find_durations(sentence.text):
        span = Span(mention.start, mention.end)
        if not is_distance(question, sentence.text, span):
            yield Found("duration", span, mention.value, LOOSE if asks_length else FITS)
    if asks_length:
        yield from _numbers(replace(question, focus="long"), sentence)


def is_distance(question: Question, text: str, span: Span) -> bool:
    """Tell whether so long lies between two moments, and the question asks for how long it lasts.

    "It expires in two weeks" and "three days after the vote" are no length of a truce.
    """
    if ASKS_DISTANCE.search(question.text) or TAKES_SO_LONG.search(text[: span.start]):
        return False
    is_ahead = LASTING.search(question.text) and AHEAD.search(text[: span.start])
    return bool(is_ahead or AWAY.match(text, span.end))


def _numbers(question: Question, sentence: Sentence) -> Iterator[Found]:
    dated = [Span(m.start, m.end) for m in find_dates(sentence.text, date(2000, 1, 1))]
    for mention in find_numbers(sentence.text, dated):
        fitting = fit(question.focus, mention.value)
        is_other = is_change(question, sentence.text[mention.end :], mention.value)
        if fitting is not None and not is_other:
            yield Found("number", Span(mention.start, mention.end), mention.value, fitting)


def is_change(question: Question, after: str, value: NumberValue) -> bool:
    """Tell whether a share says by how much something differs: "a quarter more than hoped"."""
    asks_share = question.focus in SHARES
    return value.kind in ("ratio", "percent") and not asks_share and bool(COMPARED.match(after))


def _places(question: Question, sentence: Sentence) -> Iterator[Found]:
    dated = dateline_end(sentence.text)
    for mention in find_names(sentence.text):
        span, before = Span(mention.start, mention.end), sentence.text[: mention.start]
        if mention.start < dated:
            yield Found("place", span, None, IN_DATELINE)
        elif mention.kind == "place" or (mention.kind == "name" and LOCATED.search(before)):
            yield Found("place", span, None, fit_place(question.focus, mention.text, before))


def fit_place(focus: str | None, name: str, before: str) -> float:
    """Return how well a place fits "which country", "which state", "which city" or "where"."""
    levels = levels_of(name)
    located = LOCATED.search(before) is not None
    wanted = LEVELS.get(singular_of(focus)) if focus else None
    if wanted is not None and levels:
        return FITS if wanted in levels else OTHER_LEVEL
    if located and not ON_THE_WAY.search(before):
        return FITS if levels else UNKNOWN_PLACE
    return LOOSE


def _names(question: Question, sentence: Sentence) -> Iterator[Found]:
    start = dateline_end(sentence.text)
    for mention in (name for name in find_names(sentence.text) if name.start >= start):
        fitting = fit_name(question, sentence, mention)
        yield Found("name", Span(mention.start, mention.end), None, fitting, mention.office)
    for match in TITLED.finditer(sentence.text):
        yield Found("name", Span(match.start(1), match.end(1)), None, QUOTED_TITLE)


def fit_name(question: Question, sentence: Sentence, mention: NameMention) -> float:
    """Return how well a name fits the noun asked for; a source fits nothing."""
    if mention.text == sentence.hit.source:
        return UNFIT
    if question.focus in ORGANISATION_NOUNS:
        return ORGANISATION_FIT.get(mention.kind, LOOSE)
    return FITS if mention.kind == "name" else LOOSE


FINDERS: dict[str, Callable[[Question, Sentence], Iterator[Found]]] = {
    "date": _dates,
    "duration": _durations,
    "number": _numbers,
    "person": find_people,
    "place": _places,
    "name": _names,
}
