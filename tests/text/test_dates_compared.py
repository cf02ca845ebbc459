"""How the readings of dates stand to each other, and what holds for any text at all."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.comparison import Comparison
from bot.text.dates import DateValue, compare_dates, describe, find_dates
from bot.text.durations import find_durations
from bot.text.words import words

PUBLISHED = date(2025, 10, 23)


def value(text: str, published: date | None = PUBLISHED) -> DateValue:
    [mention] = find_dates(text, published)
    return mention.value


PAIRS: dict[str, tuple[str, str, Comparison]] = {
    "same day, other words": ("on Nov. 10, 2025", "on 10 November", "same"),
    "day in month": ("on 10 November", "in November", "refines"),
    "month around day": ("in November", "on 10 November", "refined_by"),
    "day later this year": ("on 10 November", "later this year", "refines"),
    "day before this year's rest": ("on 10 January 2025", "later this year", "different"),
    "day in range": ("on October 25", "from October 24 to 27", "refines"),
    "ranges that touch": ("October 24 to 27", "October 26 to 30", "overlaps"),
    "other days": ("on 10 November", "on 11 November", "different"),
    "other years": ("in March 2024", "in March 2025", "different"),
    "by a day": ("by 10 November", "on 3 November", "refined_by"),
    "after the limit": ("by 10 November", "on 12 November", "different"),
    "after a day": ("after 10 November", "on 12 November", "refined_by"),
    "before a day": ("before 10 November", "on 10 November", "different"),
    "until names its day": ("until 10 November", "on 10 November", "same"),
    "about a day": ("around 10 November", "on 12 November", "refined_by"),
    "weekday and date": ("It will open on Monday", "on 27 October", "same"),
    "week and day": ("next week", "on 29 October", "refined_by"),
    "two weeks and day": ("It will end in two weeks", "on 6 November", "refined_by"),
    "clock on the day": ("on Nov. 10 at 6 p.m.", "on Nov. 10", "refines"),
    "other clocks": ("on Nov. 10 at 6 p.m.", "on Nov. 10 at 7 p.m.", "different"),
    "clocks of two zones": ("Nov. 10 at 6 p.m. ET", "Nov. 10 at 11 p.m. GMT", "unknown"),
}


@pytest.mark.parametrize(("a", "b", "expected"), PAIRS.values(), ids=PAIRS.keys())
def test_two_dates_are_compared_by_their_days(a: str, b: str, expected: Comparison) -> None:
    assert compare_dates(value(a), value(b)) == expected


UNDATED: dict[str, tuple[str, str, Comparison]] = {
    "same": ("Nov. 10", "10 November", "same"),
    "refines": ("Nov. 10", "in November", "refines"),
    "different": ("Nov. 10", "Dec. 10", "different"),
    "weekday": ("on Friday", "Nov. 10", "unknown"),
    "relative": ("next week", "in November", "unknown"),
}


@pytest.mark.parametrize(("a", "b", "expected"), UNDATED.values(), ids=UNDATED.keys())
def test_dates_without_a_year_are_compared_by_month_and_day(
    a: str, b: str, expected: Comparison
) -> None:
    assert compare_dates(value(a, None), value(b, None)) == expected


def test_a_date_without_a_year_is_put_beside_one_that_has_it() -> None:
    assert compare_dates(value("Nov. 10", None), value("10 November 2031")) == "same"


days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
values = st.builds(lambda a, b: DateValue("range", min(a, b), max(a, b)), days, days) | st.builds(
    lambda a: DateValue("day", a, a), days
)
MIRRORED = {"refines": "refined_by", "refined_by": "refines"}


@given(values, values)
def test_a_comparison_read_backwards_is_its_mirror(a: DateValue, b: DateValue) -> None:
    result = compare_dates(a, b)
    assert compare_dates(b, a) == MIRRORED.get(result, result)


@given(values)
def test_a_date_is_the_same_as_itself(a: DateValue) -> None:
    assert compare_dates(a, replace(a)) == "same"


PIECES = st.sampled_from(
    sorted(
        words(
            """May march 10 Nov. 31 2025 2000 - – to and between until the last next week weeks ago
            in two Sunday (Oct 26) 6 p.m. at first quarter of end 99 1/2/03 9999-12-31 century
            decade 9999 0 later 999999999 years century's hence Easter Thanksgiving 2025-13-45
            9999/99/99 few ’90s by 12:30 Feb. 29 1900 year's mid- 20th 1000 months"""
        )
    )
)
texts = st.text() | st.lists(PIECES, max_size=12).map(" ".join)
publications = st.none() | st.dates()


@given(texts, publications)
def test_any_text_gives_verbatim_spans_in_order(text: str, published: date | None) -> None:
    mentions = find_dates(text, published)
    assert [text[m.start : m.end] for m in mentions] == [m.text for m in mentions]
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(describe(m.value) for m in mentions)


@given(texts, publications)
def test_a_resolved_date_ends_no_earlier_than_it_begins(text: str, published: date | None) -> None:
    for mention in find_dates(text, published):
        first, last = mention.value.earliest, mention.value.latest
        assert (first is None) == (last is None)
        assert first is None or last is None or first <= last


@given(texts)
def test_any_text_gives_verbatim_durations(text: str) -> None:
    assert all(text[m.start : m.end] == m.text for m in find_durations(text))
