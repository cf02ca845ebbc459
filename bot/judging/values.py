"""Comparing two values by their type: the same, finer, a variant, different, or unknown."""

from dataclasses import replace
from typing import Literal

from rapidfuzz import fuzz

from bot.judging.document import Statement, Value
from bot.text.dates import DateValue, compare_dates
from bot.text.durations import DurationValue, compare_durations
from bot.text.names import compare_names
from bot.text.numbers import NumberValue, compare_numbers
from bot.text.places import contains
from store.terms import content_terms

Comparison = Literal["same", "refines", "refined_by", "overlaps", "variant", "different", "unknown"]

COMPATIBLE: frozenset[Comparison] = frozenset({"same", "refines", "refined_by"})
"""How two values stand of which one may stand for the other."""

SAME_TEXT = 90.0
"""Two wordings this alike (rapidfuzz token_set_ratio) are one wording told twice."""

NAMED = frozenset({"person", "place", "name"})


def compare(a: Statement, b: Statement) -> Comparison:
    """Say how the value of one statement stands to that of another.

    "On Friday" in articles of two days is unknown: nobody can say whether both mean one Friday.
    """
    one, two = a.value.typed, b.value.typed
    if is_same_wording(a.value, b.value) and not is_alike_dated(a, b):
        return "unknown"
    if isinstance(one, DateValue) and isinstance(two, DateValue):
        found: Comparison = compare_dates(one, two)
    elif isinstance(one, NumberValue) and isinstance(two, NumberValue):
        found = compare_figures(one, two)
    elif isinstance(one, DurationValue) and isinstance(two, DurationValue):
        found = compare_durations(one, two)
    elif one is None and two is None and {a.value.kind, b.value.kind} <= NAMED:
        found = compare_wordings(a.wording, b.wording)
    else:
        found = "unknown"
    return "same" if found == "unknown" and is_same_wording(a.value, b.value) else found


def is_same_wording(a: Value, b: Value) -> bool:
    """Tell whether two values are in the same words, or one in some of the other's."""
    if a.wording.casefold() == b.wording.casefold():
        return True
    return fuzz.token_set_ratio(a.wording.casefold(), b.wording.casefold()) >= SAME_TEXT


def is_alike_dated(a: Statement, b: Statement) -> bool:
    """Tell whether "on Friday" in two statements counts from the same day; others need none."""
    values = [v for v in (a.value.typed, b.value.typed) if isinstance(v, DateValue)]
    one, two = a.document.published_on, b.document.published_on
    is_relative = any(value.relative for value in values)
    return not is_relative or a.article_id == b.article_id or one == two is not None


def compare_figures(a: NumberValue, b: NumberValue) -> Comparison:
    """Compare two numbers; the noun counted may be worded otherwise.

    What an open bound lets in ("at least 12" and 96) only overlaps: neither stands for the other.
    """
    found: Comparison = compare_numbers(a, b)
    if found == "unknown" and a.kind == b.kind:
        found = compare_numbers(a, replace(b, unit=a.unit))
    is_open = None in (a.low, a.high, b.low, b.high)
    return "overlaps" if is_open and found in ("refines", "refined_by") else found


def compare_wordings(a: str, b: str) -> Comparison:
    """Compare two names, places or titles by their words.

    >>> compare_wordings("Ana Mirel", "Mirel"), compare_wordings("Ana Mirel", "Otto Brandt")
    ('refines', 'different')
    """
    one, two = set(content_terms(a)), set(content_terms(b))
    if one == two:
        return "same"
    if contains(a, b):
        return "refined_by"
    if contains(b, a):
        return "refines"
    likeness = compare_names(a, b)
    if likeness in ("same", "variant"):
        return likeness
    if likeness == "part" or (one and two and (one < two or two < one)):
        return "refines" if len(one) > len(two) else "refined_by"
    return "different"
