"""Support: whether the values of a sentence stand in a text, where that speaks of the same."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.claims.context import likeness
from bot.text.dates import DateValue, compare_dates, find_dates
from bot.text.durations import find_durations
from bot.text.folding import fold
from bot.text.names import compare_names, find_names
from bot.text.numbers import NumberValue, compare_numbers, find_numbers
from bot.text.sentences import split_sentences
from store.spans import Span
from store.terms import content_terms

RIVAL = 0.3
"""A sentence that covers so much of another's words speaks of the same thing."""

AHEAD = {"name": 0.5}
AHEAD_OTHERWISE = 0.4
"""A rival must cover so much more than the sentence that has the value itself: a name most."""

FAR = 10.0
"""A figure so many times another is hardly meant in its place."""

BESIDE = 0.75
"""What words of the sentences around count for."""

Standing = Literal["supported", "contradicted", "not found"]
AGREE = frozenset({"same", "refines", "refined_by"})


@dataclass(frozen=True)
class Stated:
    """A value in a sentence: its span there, its words, and what it was read as."""

    kind: Literal["number", "date", "duration", "name"]
    span: Span
    wording: str
    value: object = None
    name_kind: str = ""


@dataclass(frozen=True)
class Line:
    """One sentence of a text with its terms, those of its neighbours, and its values."""

    span: Span
    text: str
    terms: frozenset[str]
    around: frozenset[str]
    stated: tuple[Stated, ...]


@dataclass(frozen=True)
class Found:
    """How one value stands to a text: where that has it, or what it has instead.

    `also` is where another sentence has the very value that one contradicts: the text disagrees.
    """

    stated: Stated
    standing: Standing
    line: Line | None = None
    instead: Stated | None = None
    also: Line | None = None


def read_lines(text: str, published: date | None = None) -> list[Line]:
    """Return the sentences of a text with their terms and values."""
    spans = split_sentences(text)
    texts = [text[span.start : span.end] for span in spans]
    own = [frozenset(content_terms(one)) for one in texts]
    return [
        Line(
            span,
            one,
            own[at],
            frozenset().union(*own[max(0, at - 1) : at + 2]),
            tuple(values_in(one, published)),
        )
        for at, (span, one) in enumerate(zip(spans, texts, strict=True))
    ]


def values_in(sentence: str, published: date | None) -> list[Stated]:
    """Return the dates, lengths of time, numbers and names of a sentence."""
    dates = [
        Stated("date", Span(m.start, m.end), m.text, m.value)
        for m in find_dates(sentence, published)
    ]
    lengths = [
        Stated("duration", Span(m.start, m.end), m.text, m.value)
        for m in find_durations(sentence)
        if not any(m.start < one.span.end and one.span.start < m.end for one in dates)
    ]
    taken = [one.span for one in (*dates, *lengths)]
    numbers = [
        Stated("number", Span(m.start, m.end), m.text, m.value)
        for m in find_numbers(sentence, taken)
        if m.value.kind != "ordinal"
    ]
    names = [
        Stated("name", Span(m.start, m.end), m.text, None, m.kind) for m in find_names(sentence)
    ]
    return [*dates, *lengths, *numbers, *names]


def weigh(lines: Iterable[Line]) -> Callable[[str], float]:
    """Return how much a term tells within a text: rare ones more."""
    every = list(lines)
    counts = Counter(term for line in every for term in line.terms)
    return lambda term: math.log(1 + (len(every) + 1) / (0.5 + counts[term]))


def check_values(
    sentence: str, lines: Sequence[Line], published: date | None = None
) -> list[Found]:
    """Say of each value of a sentence whether a text has it, another in its place, or neither."""
    weight = weigh(lines)
    return [
        check_value(sentence, stated, lines, weight) for stated in values_in(sentence, published)
    ]


def check_value(
    sentence: str,
    stated: Stated,
    lines: Sequence[Line],
    weight: Callable[[str], float],
    least: float = RIVAL,
) -> Found:
    """Say whether a text has a value where it speaks of what the sentence speaks of.

    `least` is how much of the sentence's words one with another value must have.
    """
    masked = sentence[: stated.span.start] + " " + sentence[stated.span.end :]
    asked = frozenset(content_terms(masked))
    best, rival = 0.0, 0.0
    home: Line | None = None
    other: tuple[Line, Stated] | None = None
    for line in lines:
        near = coverage(asked, line, weight)
        if has_value(stated, line):
            if near > best or home is None:
                best, home = near, line
        elif near > rival:
            instead = next((one for one in line.stated if is_rival(stated, one, sentence)), None)
            if instead is not None:
                rival, other = near, (line, instead)
    ahead = AHEAD.get(stated.kind, AHEAD_OTHERWISE)
    if other is not None and rival >= least and (home is None or rival - best >= ahead):
        return Found(stated, "contradicted", *other, home if best >= RIVAL else None)
    if home is not None:
        return Found(stated, "supported", home)
    return Found(stated, "not found")


def coverage(asked: frozenset[str], line: Line, weight: Callable[[str], float]) -> float:
    """Return the weighted share of terms that stand in a sentence, or beside it: 0 to 1."""
    whole = sum(weight(term) for term in asked) or 1.0
    return sum(weight(t) * _match(t, line) for t in asked) / whole


def _match(term: str, line: Line) -> float:
    if term in line.terms:
        return 1.0
    if term in line.around:
        return BESIDE
    return max((likeness(term, other) for other in line.terms), default=0.0)


def has_value(stated: Stated, line: Line) -> bool:
    """Tell whether a sentence has a value that agrees."""
    if fold(stated.wording) in fold(line.text):
        return True
    return any(compare(stated, other) in AGREE for other in line.stated)


def is_rival(stated: Stated, other: Stated, sentence: str) -> bool:
    """Tell whether a value is another of the same kind, and not one that the sentence has too."""
    if fold(other.wording) in fold(sentence):
        return False
    return compare(stated, other) == "different"


def compare(a: Stated, b: Stated) -> str:
    """Say how two values stand to each other; "unknown" when they are of other kinds."""
    if a.kind != b.kind:
        return "unknown"
    if isinstance(a.value, NumberValue) and isinstance(b.value, NumberValue):
        return compare_figures(a.value, b.value)
    if isinstance(a.value, DateValue) and isinstance(b.value, DateValue):
        found = compare_dates(a.value, b.value)
        return compare_weekdays(a.value, b.value) if found == "unknown" else found
    if a.kind == "name":
        return compare_kinds(a, b)
    return "same" if a.value == b.value else "different"


def compare_figures(a: NumberValue, b: NumberValue) -> str:
    """Compare two numbers; those far apart, or of other things, are not in each other's place."""
    found = compare_numbers(a, b)
    if found != "different":
        return found
    if a.unit != b.unit and "" not in (a.unit, b.unit):
        return "unknown"
    one, two = float(a.low or a.high or 0), float(b.low or b.high or 0)
    return found if max(one, two) <= FAR * min(one, two) else "unknown"


def compare_weekdays(a: DateValue, b: DateValue) -> str:
    """Compare two days of which only the day of the week is known."""
    if a.weekday is None or b.weekday is None:
        return "unknown"
    return "same" if a.weekday == b.weekday else "different"


def compare_kinds(a: Stated, b: Stated) -> str:
    """Compare two names of one kind."""
    found = compare_names(a.wording, b.wording)
    if found != "different":
        return "same"
    if {*content_terms(a.wording)} & {*content_terms(b.wording)}:
        return "unknown"
    return "different" if a.name_kind == b.name_kind else "unknown"


def is_contradiction(article: str, sentence: str) -> bool:
    """Tell whether a sentence conflicts with an article in a value.

    >>> is_contradiction("The pier closed on Monday. It rained.", "The pier closed on Tuesday.")
    True
    """
    return any(f.standing == "contradicted" for f in check_values(sentence, read_lines(article)))
