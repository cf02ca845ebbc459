"""The reader that works by rules: the values in a sentence that are of the kind asked for."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.ask.candidates import Candidate, Typed, ValueKind
from bot.ask.evidence import Sentence
from bot.ask.expansion import related
from bot.ask.figures import fit
from bot.ask.question import Question, singular_of
from bot.ask.question_words import ORGANISATION_NOUNS
from bot.text.attribution import Mode, mode_of
from bot.text.dates import DateValue, find_dates
from bot.text.durations import find_durations
from bot.text.names import NameMention, find_names
from bot.text.numbers import find_numbers
from bot.text.offices import read_office, same_office
from bot.text.places import Level, levels_of
from store.spans import Span
from store.terms import is_stop, terms

WORD = re.compile(r"\w+")
CLAUSE = 15
CLAUSE_MARK = re.compile(r"[,;:–—]")
NAME_SHARE = 0.3
SAID = re.compile(
    r"\b(?:said|says|told (?:\w+ ){1,3}|reported|announced|added|stated|wrote|tweeted|posted"
    r"|confirmed|warned)(?: (?:in|at|to|by) [^,.;]{1,30})?,?\s+(?:(?:late|early|earlier) )?(?:on )?$"
)
TITLED = re.compile(r"[“\"‘]([A-Z0-9][^“”\"‘’]{1,60})[”\"’]")
LOCATED = re.compile(
    r"\b(?:in|at|to|from|near|off|outside|inside|into|around|across|through|of|on|via)\s+(?:the\s+)?"
    r"(?:(?:city|town|village|port|state|province|island|north|south|east|west)(?:ern)?\s+(?:of\s+)?)?$"
)
OTHER_OFFICE = -1.0
SAME_HEAD = 0.6
UNTITLED = 0.5
UNKNOWN_PLACE = 0.7
OTHER_LEVEL = -0.5
LOOSE_PLACE = 0.3
LEVELS: dict[str, Level] = {
    **dict.fromkeys(("country", "nation"), "country"),
    **dict.fromkeys(("state", "province", "region", "county"), "region"),
    **dict.fromkeys(("city", "town", "village", "capital", "municipality"), "town"),
}
QUOTED_TITLE = 0.6


@dataclass(frozen=True)
class Found:
    """A value at a span of its sentence, and how well it fits what is asked: 1 fits, -1 does not."""

    kind: ValueKind
    span: Span
    value: Typed
    fit: float = 1.0
    office: str | None = None


def read_typed(question: Question, sentence: Sentence) -> list[Candidate]:
    """Return the candidates of one sentence, the whole sentence where the question is open."""
    finder = FINDERS.get(question.kind)
    if finder is None:
        return [whole_sentence(sentence)]
    return [
        _candidate(question, sentence, found)
        for found in finder(question, sentence)
        if not is_given(question, sentence.text[found.span.start : found.span.end])
    ]


def whole_sentence(sentence: Sentence) -> Candidate:
    """Return the sentence itself as the candidate, as "what did X say" and open questions want."""
    return Candidate(sentence, "quote", sentence.span, sentence.text, None, sentence.features)


def _candidate(question: Question, sentence: Sentence, found: Found) -> Candidate:
    span, text = found.span, sentence.text
    features = {
        **sentence.features,
        "typed": 1.0,
        "fit": found.fit,
        "nearness": nearness(question, sentence, span),
        "saying": float(found.kind == "date" and is_of_saying(text, span.start)),
        "vague": float(isinstance(found.value, DateValue) and found.value.iso is None),
    }
    mode: Mode = mode_of(text, span) if found.kind == "date" else "report"
    features["tense"] = tense_fit(question, mode) if found.kind == "date" else 0.0
    at = Span(sentence.span.start + span.start, sentence.span.start + span.end)
    wording = text[span.start : span.end]
    return Candidate(
        sentence, found.kind, at, wording, found.value, features, mode=mode, office=found.office
    )


def tense_fit(question: Question, mode: Mode) -> float:
    """Return 1 where a plan answers what will be or a report what was, -1 the other way round."""
    if question.tense == "any" or mode not in ("plan", "report"):
        return 0.0
    return 1.0 if (mode == "plan") == (question.tense == "future") else -1.0


def is_given(question: Question, wording: str) -> bool:
    """Tell whether a wording only repeats what the question itself says."""
    asked = set(terms(question.text))
    own = [term for term in terms(wording) if not is_stop(term)]
    return bool(own) and all(term in asked for term in own)


def nearness(question: Question, sentence: Sentence, span: Span) -> float:
    """Return how close a span stands to the question's words in its sentence: 0 to 1.

    Each comma between counts as a longer way; names count less than what is asked of them.
    """
    named = {term for name in question.names for term in terms(name)}
    closeness = dict.fromkeys(question.terms, 0.0)
    for match in WORD.finditer(sentence.text):
        if not span.start <= match.start() < span.end:
            for term in matched(match.group(), question.terms):
                near = 1 / (1 + distance(sentence.text, span, match.start(), match.end()) / 20)
                closeness[term] = max(closeness[term], near)
    weights = {term: NAME_SHARE if term in named else 1.0 for term in question.terms}
    return sum(weights[t] * closeness[t] for t in weights) / (sum(weights.values()) or 1.0)


def matched(word: str, wanted: tuple[str, ...]) -> list[str]:
    """Return the question's terms that a word stands for."""
    own = terms(word)
    return [t for t in wanted if t in own or not related(t).isdisjoint(own)]


def distance(text: str, span: Span, start: int, end: int) -> float:
    """Return the characters between a span and a word, each clause mark counted as many."""
    between = text[end : span.start] if end <= span.start else text[span.end : start]
    return len(between) + CLAUSE * len(CLAUSE_MARK.findall(between))


def is_of_saying(text: str, start: int) -> bool:
    """Tell whether what stands here is when somebody spoke: "officials said on Sunday"."""
    return SAID.search(text[max(0, start - 60) : start]) is not None


def _dates(question: Question, sentence: Sentence) -> Iterator[Found]:
    for mention in find_dates(sentence.text, sentence.published_on):
        yield Found("date", Span(mention.start, mention.end), mention.value)


def _durations(question: Question, sentence: Sentence) -> Iterator[Found]:
    for mention in find_durations(sentence.text):
        yield Found("duration", Span(mention.start, mention.end), mention.value)
    if question.focus == "long":
        yield from _numbers(question, sentence)


def _numbers(question: Question, sentence: Sentence) -> Iterator[Found]:
    dated = [Span(m.start, m.end) for m in find_dates(sentence.text, date(2000, 1, 1))]
    for mention in find_numbers(sentence.text, dated):
        fitting = fit(question.focus, mention.value)
        if fitting is not None:
            yield Found("number", Span(mention.start, mention.end), mention.value, fitting)


def _people(question: Question, sentence: Sentence) -> Iterator[Found]:
    for mention in find_names(sentence.text):
        if mention.kind in ("person", "name"):
            span = Span(mention.start, mention.end)
            yield Found("person", span, None, fit_person(mention, question), mention.office)


def fit_person(mention: NameMention, question: Question) -> float:
    """Return how well a person fits the office asked for: 1 when given it, below 0 for another."""
    if question.office is None:
        return UNTITLED if mention.kind == "person" else 0.0
    if mention.office is None:
        return 0.0
    if same_office(question.office, mention.office):
        return 1.0
    return SAME_HEAD if has_same_head(question.office, mention.office) else OTHER_OFFICE


def has_same_head(asked: str, stated: str) -> bool:
    """Tell whether two offices are of one kind, where neither says that it is elsewhere."""
    one, two = read_office(asked), read_office(stated)
    if one is None or two is None or (one.rank, one.head) != (two.rank, two.head):
        return False
    return one.country == two.country or None in (one.country, two.country)


def _places(question: Question, sentence: Sentence) -> Iterator[Found]:
    for mention in find_names(sentence.text):
        located = LOCATED.search(sentence.text[: mention.start]) is not None
        if mention.kind == "place" or (mention.kind == "name" and located):
            fitting = fit_place(question.focus, mention.text, located)
            yield Found("place", Span(mention.start, mention.end), None, fitting)


def fit_place(focus: str | None, name: str, located: bool) -> float:
    """Return how well a place fits "which country", "which state", "which city" or "where"."""
    levels = levels_of(name)
    wanted = LEVELS.get(singular_of(focus)) if focus else None
    if wanted is not None and levels:
        return 1.0 if wanted in levels else OTHER_LEVEL
    if located:
        return 1.0 if levels else UNKNOWN_PLACE
    return LOOSE_PLACE


def _names(question: Question, sentence: Sentence) -> Iterator[Found]:
    for mention in find_names(sentence.text):
        fitting = fit_name(question, sentence, mention)
        yield Found("name", Span(mention.start, mention.end), None, fitting, mention.office)
    for match in TITLED.finditer(sentence.text):
        yield Found("name", Span(match.start(1), match.end(1)), None, QUOTED_TITLE)


def fit_name(question: Question, sentence: Sentence, mention: NameMention) -> float:
    """Return how well a name fits the noun asked for; a source naming itself fits nothing."""
    if mention.text == sentence.hit.source:
        return OTHER_OFFICE
    wanted = "organisation" if question.focus in ORGANISATION_NOUNS else "name"
    return 1.0 if mention.kind == wanted else 0.3


FINDERS: dict[str, Callable[[Question, Sentence], Iterator[Found]]] = {
    "date": _dates,
    "duration": _durations,
    "number": _numbers,
    "person": _people,
    "place": _places,
    "name": _names,
}
