"""The reader that works by rules: the values in a sentence that are of the kind asked for."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from bot.ask.candidates import Candidate, Typed, ValueKind
from bot.ask.evidence import Sentence
from bot.ask.expansion import related
from bot.ask.question import Question
from bot.text.dates import find_dates
from bot.text.durations import find_durations
from bot.text.names import NameMention, find_names, same_office
from bot.text.numbers import NumberValue, find_numbers
from bot.text.places import is_place
from store.spans import Span
from store.terms import is_stop, terms

MONEY_FOCUS = frozenset("money price cost value fine fee salary budget fund funding debt".split())
TITLED = re.compile(r"[“\"‘]([A-Z0-9][^“”\"‘’]{1,60})[”\"’]")
Found = Iterator[tuple[ValueKind, Span, Typed, str | None]]


def read_typed(question: Question, sentence: Sentence) -> list[Candidate]:
    """Return the candidates of one sentence, the whole sentence where the question is open."""
    finder = FINDERS.get(question.kind)
    if finder is None:
        return [whole_sentence(sentence)]
    return [
        _candidate(question, sentence, kind, span, value, office)
        for kind, span, value, office in finder(question, sentence)
        if not is_given(question, sentence.text[span.start : span.end], kind)
    ]


def whole_sentence(sentence: Sentence) -> Candidate:
    """Return the sentence itself as the candidate, as "what did X say" and open questions want."""
    return Candidate(sentence, "quote", sentence.span, sentence.text, None, sentence.features)


def _candidate(
    question: Question,
    sentence: Sentence,
    kind: ValueKind,
    span: Span,
    value: Typed,
    office: str | None,
) -> Candidate:
    at = Span(sentence.span.start + span.start, sentence.span.start + span.end)
    features = {**sentence.features, "typed": 1.0, "nearness": nearness(question, sentence, span)}
    wording = sentence.text[span.start : span.end]
    return Candidate(sentence, kind, at, wording, value, features, office=office)


def is_given(question: Question, wording: str, kind: ValueKind) -> bool:
    """Tell whether a wording only repeats what the question itself says."""
    asked = set(terms(question.text))
    own = [term for term in terms(wording) if not is_stop(term)]
    return bool(own) and all(term in asked for term in own)


def nearness(question: Question, sentence: Sentence, span: Span) -> float:
    """Return how close a span stands to the question's words in its sentence: 0 to 1."""
    wanted = set(question.terms)
    distances = [
        min(abs(span.start - match.end()), abs(match.start() - span.end))
        for match in re.finditer(r"\w+", sentence.text)
        if not span.start <= match.start() < span.end and _is_wanted(match.group(), wanted)
    ]
    nearest = sorted(distances)[:2]
    return sum(1 / (1 + distance / 20) for distance in nearest) / 2


def _is_wanted(word: str, wanted: set[str]) -> bool:
    return any(term in wanted or not related(term).isdisjoint(wanted) for term in terms(word))


def _dates(question: Question, sentence: Sentence) -> Found:
    for mention in find_dates(sentence.text, sentence.published_on):
        yield "date", Span(mention.start, mention.end), mention.value, None


def _durations(question: Question, sentence: Sentence) -> Found:
    for mention in find_durations(sentence.text):
        yield "duration", Span(mention.start, mention.end), mention.value, None


def _numbers(question: Question, sentence: Sentence) -> Found:
    dated = [Span(m.start, m.end) for m in find_dates(sentence.text, date(2000, 1, 1))]
    for mention in find_numbers(sentence.text, dated):
        if fits_focus(question.focus, mention.value):
            yield "number", Span(mention.start, mention.end), mention.value, None


def fits_focus(focus: str | None, value: NumberValue) -> bool:
    """Tell whether a number may be what "how many FOCUS" counts.

    Percentages, money and ages answer only for themselves; an ordinal never says how many.
    """
    if focus in ("percentage", "percent", "proportion", "share"):
        return value.kind in ("percent", "ratio")
    if focus in MONEY_FOCUS:
        return value.kind in ("money", "percent")
    if focus in ("age", "old"):
        return value.kind in ("age", "count")
    return value.kind not in ("ordinal", "age")


def _people(question: Question, sentence: Sentence) -> Found:
    for mention in find_names(sentence.text):
        if mention.kind in ("person", "name") and holds(mention, question.office):
            yield "person", Span(mention.start, mention.end), None, mention.office


def holds(mention: NameMention, office: str | None) -> bool:
    """Tell whether a person is given the office asked for, when one is."""
    if office is None:
        return True
    return mention.office is not None and same_office(office, mention.office)


def _places(question: Question, sentence: Sentence) -> Found:
    for mention in find_names(sentence.text):
        if mention.kind == "place" or (mention.kind == "name" and is_place(mention.text)):
            yield "place", Span(mention.start, mention.end), None, None


def _names(question: Question, sentence: Sentence) -> Found:
    for mention in find_names(sentence.text):
        yield "name", Span(mention.start, mention.end), None, mention.office
    for match in TITLED.finditer(sentence.text):
        yield "name", Span(match.start(1), match.end(1)), None, None


FINDERS: dict[str, Callable[[Question, Sentence], Found]] = {
    "date": _dates,
    "duration": _durations,
    "number": _numbers,
    "person": _people,
    "place": _places,
    "name": _names,
}
