"""Comparing two candidates of one question: the same value, a finer one, or another."""

from typing import Literal

from rapidfuzz import fuzz

from bot.ask.candidates import Candidate
from bot.text.dates import DateValue, compare_dates
from bot.text.durations import DurationValue, compare_durations
from bot.text.names import compare_names
from bot.text.numbers import NumberValue, compare_numbers
from bot.text.places import contains
from store.terms import content_terms

Relation = Literal["same", "refines", "refined_by", "overlaps", "variant", "different", "unknown"]

SAME_TEXT = 90.0
"""Two quotes this alike (rapidfuzz token_set_ratio) are one quote told twice."""


def compare(a: Candidate, b: Candidate) -> Relation:
    """Say how the value of one candidate stands to the value of another."""
    if isinstance(a.value, DateValue) and isinstance(b.value, DateValue):
        return compare_dates(a.value, b.value)
    if isinstance(a.value, NumberValue) and isinstance(b.value, NumberValue):
        return compare_figures(a.value, b.value)
    if isinstance(a.value, DurationValue) and isinstance(b.value, DurationValue):
        return compare_durations(a.value, b.value)
    if a.value is not None or b.value is not None or "quote" in (a.kind, b.kind):
        return "same" if fuzz.token_set_ratio(a.wording, b.wording) >= SAME_TEXT else "unknown"
    return compare_wordings(a.wording, b.wording)


def compare_figures(a: NumberValue, b: NumberValue) -> Relation:
    """Compare two numbers that answer one question: the noun counted may be worded otherwise."""
    relation = compare_numbers(a, b)
    if relation != "unknown" or a.kind != b.kind:
        return relation
    return compare_numbers(a, NumberValue(b.kind, b.low, b.high, a.unit, b.qualifier, b.play))


def compare_wordings(a: str, b: str) -> Relation:
    """Compare two names, places or titles by their words."""
    one, two = set(content_terms(a)), set(content_terms(b))
    if one == two:
        return "same"
    if contains(a, b):
        return "refined_by"
    if contains(b, a):
        return "refines"
    likeness = compare_names(a, b)
    if likeness == "part" or (one and two and (one < two or two < one)):
        return "refines" if len(one) > len(two) else "refined_by"
    return likeness if likeness != "part" else "different"
