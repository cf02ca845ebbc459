"""Stated: the values of a sentence, and how two of them stand to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from bot.claims.context import near_terms
from bot.text.dates import DateValue, compare_dates, find_dates
from bot.text.durations import DurationValue, compare_durations, find_durations
from bot.text.folding import fold
from bot.text.names import compare_names, find_names
from bot.text.numbers import NumberValue, compare_numbers, find_numbers
from bot.text.places import contains
from bot.verdicts.comparing import are_close
from store.spans import Span
from store.terms import content_terms

FAR, FAR_OF_ONE_UNIT = 10.0, 1000.0
"""A figure so many times another is hardly meant in its place."""

AGREE = frozenset({"same", "refines", "refined_by"})


@dataclass(frozen=True)
class Stated:
    """A value in a sentence: its span there, its words, what it was read as, and terms around."""

    kind: Literal["number", "date", "duration", "name"]
    span: Span
    wording: str
    value: object = None
    name_kind: str = ""
    near: Mapping[str, float] = field(default_factory=dict)


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
    found = [*dates, *lengths, *numbers, *names]
    return [replace(one, near=terms_around(sentence, one.span)) for one in found]


def terms_around(sentence: str, span: Span) -> dict[str, float]:
    """Return the terms around a value with their nearness, names included, its own left out."""
    own = frozenset(content_terms(sentence[span.start : span.end]))
    near = near_terms(sentence, span.start, span.end, [])
    return {term: near[term] for term in near if term not in own}


def is_same(stated: Stated, other: Stated) -> bool:
    """Tell whether another value agrees with a value, or is worded as it."""
    return fold(stated.wording) == fold(other.wording) or compare(stated, other) in AGREE


def compare(a: Stated, b: Stated) -> str:
    """Say how two values stand to each other; "unknown" when they are of other kinds."""
    if a.kind != b.kind:
        return "unknown"
    if isinstance(a.value, NumberValue) and isinstance(b.value, NumberValue):
        return compare_figures(a.value, b.value)
    if isinstance(a.value, DateValue) and isinstance(b.value, DateValue):
        return compare_days(a.value, b.value)
    if isinstance(a.value, DurationValue) and isinstance(b.value, DurationValue):
        found = compare_durations(a.value, b.value)
        return "unknown" if found == "different" and a.value.unit != b.value.unit else found
    return compare_kinds(a, b)


def compare_figures(a: NumberValue, b: NumberValue) -> str:
    """Compare two numbers; those far apart, or of other things, are not in each other's place."""
    if is_open(a) and is_open(b) and a.unit == b.unit and (a.low, a.high) != (b.low, b.high):
        return "different"
    found = compare_numbers(a, b)
    if found != "different":
        return "unknown" if found in ("refines", "refined_by") and is_loose(a, b) else found
    one, two = sorted(abs(float(value.low or value.high or 0)) for value in (a, b))
    if (a.kind, a.unit) != (b.kind, b.unit):
        return "unknown"
    return found if two <= (FAR_OF_ONE_UNIT if a.unit else FAR) * one else "unknown"


def is_open(value: NumberValue) -> bool:
    """Tell whether a number is a bound: "at least 12"."""
    return (value.low is None) != (value.high is None)


def is_loose(a: NumberValue, b: NumberValue) -> bool:
    """Tell whether a figure lies within a bound, but so far from it that this says nothing of it.

    "At least seven" does not bear out 96.
    """
    return (is_open(a) or is_open(b)) and not are_close(a, b)


def compare_days(a: DateValue, b: DateValue) -> str:
    """Compare two dates; a day is not in the place of a month."""
    found = compare_dates(a, b)
    if found == "unknown":
        return compare_weekdays(a, b)
    return "unknown" if found == "different" and a.precision != b.precision else found


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
    if contains(a.wording, b.wording) or contains(b.wording, a.wording):
        return "unknown"
    return "different" if a.name_kind == b.name_kind else "unknown"
