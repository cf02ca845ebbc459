"""Whatever the text: what is found stands where it says, in order, and can be told and compared."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from bot.text.dates import compare_dates, describe, find_dates
from bot.text.durations import compare_durations, describe_duration, find_durations
from bot.text.furniture import body_spans, find_byline, find_headline, find_stated_source
from bot.text.modes import Mode, mode_of
from bot.text.names import compare_names, find_names
from bot.text.numbers import compare_numbers, describe_number, find_numbers
from bot.text.places import contains, country_of
from bot.text.sentences import is_heading, split_sentences
from bot.text.speakers import speaker_of
from bot.text.words import words
from store.spans import Span

PIECES = st.sampled_from(
    sorted(
        words(
            """May march 10 Nov. 31 2025 2000 - – to and between until the last next week weeks ago
            in two Sunday (Oct 26) 6 p.m. at first quarter of end 1/2/03 9999-12-31 decade 9999 0
            later 999999999 century's hence Easter Thanksgiving 9999/99/99 few ’90s by 12:30 Feb.
            29 year's mid- 20th 1000 months 1,204 1.2 $ € US$5 million m k % percent points at
            least up about nearly or 352-65 dozens tens thousands half a third out five one hundred
            42-year-old aged , 42, (42) km °C 3/4 0/0 No. Boeing 737 people women's twenty-first
            minus -5 + 0.000001 ½ ² ٣ １２ . : 00 1e5 Jane Roe Mayor U.S. said says ’s (WTO) “ ” "
            ' Mr. al- É … ? ! 。 ( ) [ www.x.Com according she police who left saying By Source: ©
            Share En • Comments"""
        )
    )
)
TEXTS = st.text() | st.lists(PIECES, max_size=16).flatmap(
    lambda pieces: st.sampled_from((" ", "", "\n", "\n\n", "\u2028")).map(
        lambda gap: gap.join(pieces)
    )
)


def hold(text: str, found: Sequence[Any]) -> None:
    assert all(a.end <= b.start for a, b in pairwise(found))
    for one in found:
        assert " ".join(text[one.start : one.end].split()) == " ".join(one.text.split()) != ""


@given(TEXTS, st.none() | st.dates())
def test_values_are_verbatim_in_order_and_can_be_told(text: str, published: date | None) -> None:
    dates, numbers = find_dates(text, published), find_numbers(text)
    durations = find_durations(text)
    for found in (dates, numbers, durations):
        hold(text, found)
    assert all(describe(m.value) for m in dates)
    assert all(describe_number(m.value) for m in numbers)
    assert all(describe_duration(m.value) for m in durations)
    for first, last in ((m.value.earliest, m.value.latest) for m in dates):
        assert (first is None and last is None) or (first and last and first <= last)


@given(TEXTS, TEXTS)
def test_any_two_values_of_a_kind_can_be_compared(one: str, two: str) -> None:
    for find, compare in ((find_numbers, compare_numbers), (find_durations, compare_durations)):
        assert all(compare(a.value, b.value) for a in find(one) for b in find(two))
    dates = [find_dates(text, None) for text in (one, two)]
    assert all(compare_dates(a.value, b.value) for a in dates[0] for b in dates[1])
    assert compare_names(one, two) == compare_names(two, one)
    assert compare_names(one, one) == "same"
    assert contains(one, two) in (True, False, None)
    assert len(country_of(one) or "US") == 2


@given(TEXTS)
def test_names_are_where_they_stand_and_each_sentence_has_a_mode(text: str) -> None:
    names, sentences = find_names(text), split_sentences(text)
    hold(text, names)
    for name in names:
        office = text[name.office_start or 0 : name.office_end or 0]
        assert " ".join(office.split()) == (name.office or "")
    for sentence in sentences:
        assert speaker_of(text, sentence, names) != ""
        assert mode_of(text[sentence.start : sentence.end], Span(1, 3)) in get_args(Mode)


def exact(text: str, spans: Sequence[Span]) -> None:
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


@given(TEXTS)
def test_sentences_leave_nothing_out_and_the_body_is_exact(text: str) -> None:
    sentences = split_sentences(text)
    exact(text, sentences)
    exact(text, body_spans(text))
    covered = {at for start, end in sentences for at in range(start, end)}
    assert all(c.isspace() for at, c in enumerate(text) if at not in covered)
    assert all(is_heading(text, span) in (True, False) for span in sentences)
    for find in (find_stated_source, find_byline, find_headline):
        span = find(text)
        assert span is None or 0 <= span.start < span.end <= len(text)
