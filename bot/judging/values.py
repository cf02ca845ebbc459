"""Comparing two values by their type: the same, finer, a variant, different, or unknown."""

from dataclasses import replace
from decimal import Decimal
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

BASE_UNITS = {
    unit: (base, Decimal(factor))
    for base, units in (
        ("metre", "millimetre .001 centimetre .01 inch .0254 foot .3048 yard .9144 metre 1 "
                  "kilometre 1000 mile 1609.344"),
        ("kilogram", "gram .001 ounce .02835 pound .45359 kilogram 1 stone 6.35029 "
                     "tonne 1000"),
    )
    for unit, factor in zip(units.split()[::2], units.split()[1::2], strict=True)
}  # fmt: skip
"""Units of measures with what they are in: metres, kilograms (https://www.nist.gov/pml/owm)."""

CONVERTED = Decimal("0.02")
"""A figure converted into another unit is rounded by so much."""

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
    """Compare two numbers; the noun counted may be worded otherwise, a measure in another unit.

    What an open bound lets in ("at least 12" and 96) only overlaps: neither stands for the other.
    """
    are_measures = a.unit != b.unit and {a.unit, b.unit} <= BASE_UNITS.keys()
    one, two = (in_base_unit(a), in_base_unit(b)) if are_measures else (a, b)
    found: Comparison = compare_numbers(one, two)
    if found == "unknown" and a.kind == b.kind == "count":
        found = compare_numbers(a, replace(b, unit=a.unit))
    if None in (a.low, a.high, b.low, b.high):
        return "overlaps" if found in ("refines", "refined_by") else found
    return "same" if are_measures and found == "overlaps" else found


def in_base_unit(value: NumberValue) -> NumberValue:
    """Return a length or weight in metres or kilograms, with the play of a converted figure."""
    unit, factor = BASE_UNITS[value.unit]
    low, high = (None if bound is None else bound * factor for bound in (value.low, value.high))
    largest = max(bound for bound in (low, high, Decimal(0)) if bound is not None)
    play = value.play * factor + largest * CONVERTED
    return replace(value, kind="measure", unit=unit, low=low, high=high, play=play)


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
