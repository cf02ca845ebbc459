"""Durations: how long something takes."""

from decimal import Decimal

import pytest

from bot.text.durations import DurationValue, compare_durations, describe_duration, find_durations
from bot.text.numbers import Comparison

FOUND = {
    "hyphenated": ("A five-day visit.", "five-day", "5 days"),
    "digits": ("A 90-day pause.", "90-day", "90 days"),
    "plain": ("After two days of talks.", "two days", "2 days"),
    "months": ("Closed for six months.", "six months", "6 months"),
    "years": ("He served 47 years in office.", "47 years", "47 years"),
    "and a half": ("It took an hour and a half.", "an hour and a half", "1.5 hours"),
    "half first": ("It took two and a half years.", "two and a half years", "2.5 years"),
    "range": ("Wait 5 to 7 days.", "5 to 7 days", "5 to 7 days"),
    "one": ("Jailed for a year.", "a year", "1 year"),
    "half an hour": ("It lasted half an hour.", "half an hour", "0.5 hours"),
    "several": ("It took several weeks.", "several weeks", "several weeks"),
    "bare plural": ("They had quarrelled for decades.", "decades", "several decades"),
}


@pytest.mark.parametrize(("text", "span", "told"), FOUND.values(), ids=FOUND.keys())
def test_a_duration_is_read_with_its_unit(text: str, span: str, told: str) -> None:
    assert [(m.text, describe_duration(m.value)) for m in find_durations(text)] == [(span, told)]


NOT_FOUND = {
    "age": "A 42-year-old driver.",
    "ago": "It began two years ago.",
    "no amount": "The day was long.",
}


@pytest.mark.parametrize("text", NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_ages_and_distances_are_not_durations(text: str) -> None:
    assert find_durations(text) == []


def of(low: str, unit: str, high: str | None = "") -> DurationValue:
    return DurationValue(Decimal(low), Decimal(high or low) if high is not None else None, unit)


PAIRS: dict[str, tuple[DurationValue, DurationValue, Comparison]] = {
    "same in other units": (of("1", "day"), of("24", "hour"), "same"),
    "different": (of("5", "day"), of("6", "day"), "different"),
    "within": (of("6", "day"), of("5", "day", "7"), "refines"),
    "months are about thirty days": (of("3", "month"), of("90", "day"), "overlaps"),
    "open": (of("2", "week", None), of("3", "week"), "refined_by"),
}


@pytest.mark.parametrize(("a", "b", "expected"), PAIRS.values(), ids=PAIRS.keys())
def test_durations_are_compared_by_their_length(
    a: DurationValue, b: DurationValue, expected: Comparison
) -> None:
    assert compare_durations(a, b) == expected
