"""Finders: the values of one kind in a sentence, each with how well it fits what is asked."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.ask.candidates import ValueKind
from bot.ask.evidence import Sentence
from bot.ask.figures import fit
from bot.ask.question import Question
from bot.ask.question_kind import singular_of
from bot.ask.question_words import ORGANISATION_NOUNS
from bot.text.dates import find_dates
from bot.text.durations import find_durations
from bot.text.names import NameMention, compare_names, find_names
from bot.text.numbers import find_numbers
from bot.text.offices import read_office, same_office
from bot.text.places import Level, country_of, levels_of
from bot.verdicts.comparing import Typed
from store.spans import Span
from store.terms import terms

FITS = 1.0
SAME_HEAD = 0.6
QUOTED_TITLE = 0.6
UNKNOWN_PLACE = 0.7
UNTITLED = 0.5
LOOSE = 0.3
IN_DATELINE = 0.1
OTHER_LEVEL = -0.5
UNFIT = -1.0
"""How well a value fits what is asked, from 1 (just that) to -1 (something else)."""

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
OWNER = r"(?P<owner>[A-Z][\w&-]*(?:\s+[A-Z][\w&-]*){0,3})"
OWNER_FIRST = OWNER + r"['’]s?\s+(?:[a-z]+\s+)?%s\b"
OWNER_LAST = r"\b%s\s+(?:of|at)\s+(?:the\s+)?" + OWNER
OWNED = re.compile(r"^(?:the|an?)\s+|^.*['’]s?\s+|\s+(?:of|at)\s+(?:the\s+)?[A-Z].*$")
POSSESSIVE = re.compile(r"['’]s?\b")
LOCATED = re.compile(
    r"\b(?:in|at|to|from|near|off|outside|inside|into|around|across|through|of|on|via)\s+(?:the\s+)?"
    r"(?:(?:city|town|village|port|state|province|island|north|south|east|west)(?:ern)?\s+"
    r"(?:of\s+)?)?$"
)
SHARED_OFFICE = re.compile(
    r"\b(?P<office>[Pp]residents|[Mm]inisters|[Ll]eaders|[Cc]hancellors|[Kk]ings|[Ss]enators"
    r"|[Gg]overnors|[Mm]ayors|[Aa]mbassadors|[Ss]ecretaries|[Pp]remiers)\s+"
    r"(?:[A-Z][\w.'’-]+\s+){1,4}and\s+$"
)
APPOSITION = re.compile(r",\s+(?P<what>(?:an?|the|one of|who is|former)\s[^,;.]{3,80})(?=[,;.])")
DATELINE = re.compile(
    r"[A-Z][A-Z .'’\-]{2,30}(?:,[^—–\n]{1,30}?)?(?:\s*\([^)\n]{2,30}\))?\s*[—–-]{1,2}\s"
)


@dataclass(frozen=True)
class Found:
    """A value at a span of its sentence, and how well it fits what is asked."""

    kind: ValueKind
    span: Span
    value: Typed
    fit: float = FITS
    office: str | None = None


def find_values(question: Question, sentence: Sentence) -> list[Found]:
    """Return the values of the kind asked for, [] where whole sentences are wanted."""
    finder = FINDERS.get(question.kind)
    return list(finder(question, sentence)) if finder is not None else []


def asks_for_values(question: Question) -> bool:
    """Tell whether a question wants a typed value rather than whole sentences."""
    return question.kind in FINDERS


def _dates(question: Question, sentence: Sentence) -> Iterator[Found]:
    start = dateline_end(sentence.text)
    for mention in find_dates(sentence.text, sentence.published_on):
        fitting = FITS if mention.start >= start else UNFIT
        yield Found("date", Span(mention.start, mention.end), mention.value, fitting)


def _durations(question: Question, sentence: Sentence) -> Iterator[Found]:
    asks_length = HOW_LONG_IS.search(question.text) is not None
    for mention in find_durations(sentence.text):
        fitting = LOOSE if asks_length else FITS
        yield Found("duration", Span(mention.start, mention.end), mention.value, fitting)
    if asks_length:
        yield from _numbers(replace(question, focus="long"), sentence)


def _numbers(question: Question, sentence: Sentence) -> Iterator[Found]:
    dated = [Span(m.start, m.end) for m in find_dates(sentence.text, date(2000, 1, 1))]
    for mention in find_numbers(sentence.text, dated):
        fitting = fit(question.focus, mention.value)
        if fitting is not None:
            yield Found("number", Span(mention.start, mention.end), mention.value, fitting)


def _people(question: Question, sentence: Sentence) -> Iterator[Found]:
    if question.subject is not None:
        yield from _descriptions(question.subject, sentence)
        return
    text = sentence.text
    if question.office is not None and is_of_others(question.office, question.names, text):
        return
    named = (mention for mention in find_names(text) if may_be_person(mention))
    for mention in named:
        if mention.start >= dateline_end(text) and not is_owner(question, mention, text):
            span = Span(mention.start, mention.end)
            office = mention.office or shared_office(text[: mention.start])
            yield Found("person", span, None, fit_person(office, mention, question), office)


def _descriptions(subject: str, sentence: Sentence) -> Iterator[Found]:
    """Find what a sentence says a person is: the office beside the name, or an apposition."""
    for mention in find_names(sentence.text):
        if not is_same_name(subject, mention.text):
            continue
        if mention.office_start is not None and mention.office_end is not None:
            yield Found("office", Span(mention.office_start, mention.office_end), None)
        apposed = APPOSITION.match(sentence.text, mention.end)
        if apposed:
            yield Found("office", Span(*apposed.span("what")), None)


def is_same_name(a: str, b: str) -> bool:
    """Tell whether two names may be one person's.

    >>> is_same_name("Mirel", "Ana Mirel"), is_same_name("Ana Mirel", "Ana Korda")
    (True, False)
    """
    return compare_names(a, b) in ("same", "part")


def may_be_person(mention: NameMention) -> bool:
    """Tell whether a name may be a person's: said to be one, or a name that is no place."""
    return mention.kind == "person" or (mention.kind == "name" and not levels_of(mention.text))


def is_owner(question: Question, mention: NameMention, text: str) -> bool:
    """Tell whether a name only says whose office it is: "Orva's chief of staff"."""
    return question.office is not None and POSSESSIVE.match(text, mention.end) is not None


def is_of_others(office: str, names: Sequence[str], text: str) -> bool:
    """Tell whether a sentence gives an office to another body than the one asked about.

    >>> is_of_others("Orva's mayor", ("Orva",), "Vale's mayor spoke.")
    True
    >>> is_of_others("mayor of Orva", ("Orva",), "Orva's mayor met the mayor of Vale.")
    False
    """
    bare = OWNED.sub("", office)
    owners = [
        found["owner"]
        for pattern in (OWNER_FIRST, OWNER_LAST)
        for found in re.finditer(pattern % re.escape(bare), text)
    ]
    return bool(names and owners) and not any(
        is_one_body(owner, name) for owner in owners for name in names
    )


def is_one_body(a: str, b: str) -> bool:
    """Tell whether two names may be of one company, country or town."""
    if country_of(a) is not None and country_of(a) == country_of(b):
        return True
    return not set(terms(a)).isdisjoint(terms(b))


def shared_office(before: str) -> str | None:
    """Return the office that two persons share: the one before "… and NAME".

    >>> shared_office("between presidents Ana Mirel and ")
    'president'
    """
    match = SHARED_OFFICE.search(before)
    return singular_of(match["office"].lower()) if match else None


def fit_person(office: str | None, mention: NameMention, question: Question) -> float:
    """Return how well a person fits the office asked for; one without any office may hold it."""
    if question.office is None:
        return UNTITLED if mention.kind == "person" else 0.0
    if office is None:
        return 0.0
    if same_office(question.office, office):
        return FITS
    return SAME_HEAD if has_same_head(question.office, office) else UNFIT


def has_same_head(asked: str, stated: str) -> bool:
    """Tell whether two offices are of one kind, where neither says that it is elsewhere.

    >>> has_same_head("the US president", "President"), has_same_head("French king", "Dutch king")
    (True, False)
    """
    one, two = read_office(asked), read_office(stated)
    if one is None or two is None or (one.rank, one.head) != (two.rank, two.head):
        return False
    return one.country == two.country or None in (one.country, two.country)


def _places(question: Question, sentence: Sentence) -> Iterator[Found]:
    dated = dateline_end(sentence.text)
    for mention in find_names(sentence.text):
        span = Span(mention.start, mention.end)
        located = LOCATED.search(sentence.text[: mention.start]) is not None
        if mention.start < dated:
            yield Found("place", span, None, IN_DATELINE)
        elif mention.kind == "place" or (mention.kind == "name" and located):
            yield Found("place", span, None, fit_place(question.focus, mention.text, located))


def fit_place(focus: str | None, name: str, located: bool) -> float:
    """Return how well a place fits "which country", "which state", "which city" or "where"."""
    levels = levels_of(name)
    wanted = LEVELS.get(singular_of(focus)) if focus else None
    if wanted is not None and levels:
        return FITS if wanted in levels else OTHER_LEVEL
    if located:
        return FITS if levels else UNKNOWN_PLACE
    return LOOSE


def _names(question: Question, sentence: Sentence) -> Iterator[Found]:
    for mention in find_names(sentence.text):
        fitting = fit_name(question, sentence, mention)
        yield Found("name", Span(mention.start, mention.end), None, fitting, mention.office)
    for match in TITLED.finditer(sentence.text):
        yield Found("name", Span(match.start(1), match.end(1)), None, QUOTED_TITLE)


def fit_name(question: Question, sentence: Sentence, mention: NameMention) -> float:
    """Return how well a name fits the noun asked for; a source or dateline fits nothing."""
    if mention.text == sentence.hit.source or mention.start < dateline_end(sentence.text):
        return UNFIT
    if question.focus in ORGANISATION_NOUNS:
        return ORGANISATION_FIT.get(mention.kind, LOOSE)
    return FITS if mention.kind == "name" else LOOSE


def dateline_end(text: str) -> int:
    """Return where a dateline ends, 0 without one.

    >>> dateline_end("PORT SEL, 3 May (Agency) — The pier opened.")
    27
    """
    match = DATELINE.match(text)
    return match.end() if match else 0


FINDERS: dict[str, Callable[[Question, Sentence], Iterator[Found]]] = {
    "date": _dates,
    "duration": _durations,
    "number": _numbers,
    "person": _people,
    "place": _places,
    "name": _names,
}
