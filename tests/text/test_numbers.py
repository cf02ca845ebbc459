"""Numbers and durations: found with what they count, told in plain words, and compared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import marked

from bot.text.dates import find_dates
from bot.text.durations import DurationValue, compare_durations, describe_duration, find_durations
from bot.text.numbers import Comparison, NumberValue, compare_numbers, describe_number, find_numbers
from bot.text.words import Mention


def only(text: str) -> Mention[NumberValue]:
    [mention] = find_numbers(text)
    return mention


FOUND = """
separators: They sold [1,204] goats. => count => 1,204 goats
short scale: About [5m] people saw it. => count => about 5 million people
words: [Twelve] nuns sang. => count => 12 nuns
long words: They hold [two hundred and six] parcels. => count => 206 parcels
a dozen: It took [a dozen] eggs. => count => 12 eggs
half a million: [Half a million] voters left. => count => 500,000 voters
a hundred: Over [a hundred] cows drowned. => count => more than 100 cows
dollars: It cost [$1.2bn]. => money => USD 1.2 billion
dollars in words: It cost [3 million dollars]. => money => USD 3 million
euros: A gap of [€40m]. => money => EUR 40 million
other dollars: He paid [70 Canadian dollars]. => money => CAD 70
money range: It will cost [$10 to $15 million]. => money => USD 10 million to 15 million
percent sign: Duties rose to [145%]. => percent => 145%
per cent: Turnout fell [7 per cent]. => percent => 7%
points: Rates rose [two percentage points]. => percent => 2 percentage points
basis points: Rates rose [25 basis points]. => percent => 25 basis points
negative: Output shrank, at [-0.3%]. => percent => -0.3%
distance: The camp is [5 km] away. => measure => 5 kilometres
degrees: It fell to [30 degrees]. => measure => 30 degrees
square: A site of [12 square miles]. => measure => 12 square miles
hyphened measure: A [90-day] pause. => measure => 90 days
hyphened count: A [12]-member panel sat. => count => 12 members
year-old: The [42-year-old] was held. => age => 42 years old
between commas: Ada Brandt, [42], was held. => age => 42 years old
in brackets: Ada Brandt ([42]) was held. => age => 42 years old
third: The [third] bidder withdrew. => ordinal => number 3
21st: He came [21st]. => ordinal => number 21
one in five: [One in five] voters is undecided. => ratio => 20%
three-quarters: It lost [three-quarters] of its hens. => ratio => 75%
half of: They hold [half] of the seats. => ratio => 50%
slashed: Some [3/4] of it burned. => ratio => about 75%
vote: The senate voted [52-48] to adjourn. => ratio => 52-48
adjectives: [Seven] unarmed young civilians were killed. => count => 7 civilians
passive: In all [12] were killed. => count => 12
of the: The fire killed [12] of the miners. => count => 12 miners
one: [One] senior officer was hurt. => count => 1 officer
dozens: [Dozens] of barns burned. => count => at least 24 barns
tens of thousands: [Tens of thousands] of birds fled. => count => at least 20,000 birds
"""


@pytest.mark.parametrize(("text", "span", "kind", "told"), marked(FOUND))
def test_a_number_is_read_with_what_it_counts(text: str, span: str, kind: str, told: str) -> None:
    mention = only(text)
    assert (mention.text, mention.value.kind, describe_number(mention.value)) == (span, kind, told)


QUALIFIED = {
    "at least": ("At least 12 people died.", "at least 12 people"),
    "up to": ("Duties of up to 7%.", "up to 7%"),
    "fewer than": ("Fewer than 20 boats sank.", "less than 20 boats"),
    "nearly": ("Nearly 300 boats sank.", "nearly 300 boats"),
    "between": ("Between 10 and 20 boats sank.", "10 to 20 boats"),
    "or more": ("Groups of 50 or more pay less.", "at least 50"),
    "plus": ("It drew 200+ guests.", "at least 200 guests"),
}


@pytest.mark.parametrize(("text", "told"), QUALIFIED.values(), ids=QUALIFIED.keys())
def test_the_words_around_a_number_say_how_exact_it_is(text: str, told: str) -> None:
    assert describe_number(only(text).value) == told


NOT_NUMBERS = {
    "aircraft": "A Boeing 737 landed.",
    "summit": "The G20 met.",
    "disease": "Cases of Covid-19 rose.",
    "office": "No. 10 declined to comment.",
    "address": "He lives at 10 Downing Street.",
    "phone": "Call 555-010-4477 now.",
    "no one": "No one was hurt.",
    "one day": "One day it will rain.",
    "one of": "He is one of a kind.",
    "capitalised ordinal": "He called First Republic at once.",
    "letters and digits": "Troops with M16 and F-35 arms.",
    "link": "See example.org/page/12 for more.",
}


@pytest.mark.parametrize("text", NOT_NUMBERS.values(), ids=NOT_NUMBERS.keys())
def test_a_number_in_a_name_counts_nothing(text: str) -> None:
    assert find_numbers(text) == []


def test_the_numbers_of_a_date_are_left_to_the_date() -> None:
    text = "On Nov. 10, 2025, some 14 divers met at 6 p.m. for 30 minutes."
    dates = [(m.start, m.end) for m in find_dates(text, None)]
    assert [m.text for m in find_numbers(text, dates)] == ["14", "30 minutes"]


def test_several_numbers_keep_their_own_nouns() -> None:
    text = "The blast killed 12 miners, hurt 30 others and cost $4 million."
    told = [describe_number(m.value) for m in find_numbers(text)]
    assert told == ["12 miners", "30", "USD 4 million"]


PAIRS: dict[str, tuple[str, str, Comparison]] = {
    "same": ("12 miners died", "twelve miners died", "same"),
    "different": ("12 miners died", "19 miners died", "different"),
    "noun left out": ("12 miners died", "12 died", "same"),
    "other nouns": ("12 miners died", "12 goats died", "unknown"),
    "other kinds": ("12 miners died", "12% died", "unknown"),
    "at least, more": ("at least 12 miners", "15 miners", "refined_by"),
    "at least, fewer": ("at least 12 miners", "11 miners", "different"),
    "more than, at least": ("more than 30 boats", "at least 12 boats", "refines"),
    "up to, the same figure": ("up to 7%", "7%", "refined_by"),
    "about, near": ("about 40 boats", "42 boats", "refined_by"),
    "about, far": ("about 40 boats", "60 boats", "different"),
    "nearly, below": ("nearly 300 boats", "296 boats", "refined_by"),
    "ranges that touch": ("10-15 boats", "15-20 boats", "overlaps"),
    "rounded, exact": ("1.2 million users", "1,203,400 users", "refined_by"),
    "neighbouring percents": ("7%", "8%", "different"),
    "percent, decimal": ("7%", "7.2%", "refined_by"),
    "share, percent": ("three-quarters of it", "75%", "same"),
    "currencies": ("$5 million", "€5 million", "unknown"),
    "score either way": ("won 3-1", "lost 1-3", "same"),
    "other score": ("won 3-1", "won 3-2", "different"),
    "ages": ("aged 42", "the 43-year-old", "different"),
}


@pytest.mark.parametrize(("a", "b", "expected"), PAIRS.values(), ids=PAIRS.keys())
def test_two_numbers_are_compared_by_what_they_allow(a: str, b: str, expected: Comparison) -> None:
    assert compare_numbers(only(a).value, only(b).value) == expected


amounts = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)
qualifiers = st.sampled_from(("", "about", "nearly"))
values = st.builds(
    lambda a, b, q: NumberValue("count", min(a, b), max(a, b), "boat", q, Decimal(1)),
    amounts,
    amounts,
    qualifiers,
)
MIRRORED = {"refines": "refined_by", "refined_by": "refines"}


@given(values, values)
def test_a_comparison_read_backwards_is_its_mirror(a: NumberValue, b: NumberValue) -> None:
    result = compare_numbers(a, b)
    assert compare_numbers(b, a) == MIRRORED.get(result, result)


DURATIONS = {
    "digits": ("A 90-day pause.", "90-day", "90 days"),
    "months": ("Closed for six months.", "six months", "6 months"),
    "and a half": ("It took an hour and a half.", "an hour and a half", "1.5 hours"),
    "range": ("Wait 5 to 7 days.", "5 to 7 days", "5 to 7 days"),
    "one": ("Jailed for a year.", "a year", "1 year"),
    "half an hour": ("It lasted half an hour.", "half an hour", "0.5 hours"),
    "several": ("It took several weeks.", "several weeks", "several weeks"),
    "bare plural": ("They had quarrelled for decades.", "decades", "several decades"),
}


@pytest.mark.parametrize(("text", "span", "told"), DURATIONS.values(), ids=DURATIONS.keys())
def test_a_duration_is_read_with_its_unit(text: str, span: str, told: str) -> None:
    assert [(m.text, describe_duration(m.value)) for m in find_durations(text)] == [(span, told)]


NO_DURATIONS = {
    "age": "A 42-year-old driver.",
    "ago": "It began two years ago.",
    "no amount": "The day was long.",
}


@pytest.mark.parametrize("text", NO_DURATIONS.values(), ids=NO_DURATIONS.keys())
def test_ages_and_distances_are_not_durations(text: str) -> None:
    assert find_durations(text) == []


def of(low: str, unit: str, high: str | None = "") -> DurationValue:
    return DurationValue(Decimal(low), Decimal(high or low) if high is not None else None, unit)


DURATION_PAIRS: dict[str, tuple[DurationValue, DurationValue, Comparison]] = {
    "same in other units": (of("1", "day"), of("24", "hour"), "same"),
    "different": (of("5", "day"), of("6", "day"), "different"),
    "within": (of("6", "day"), of("5", "day", "7"), "refines"),
    "months are about thirty days": (of("3", "month"), of("90", "day"), "overlaps"),
    "open": (of("2", "week", None), of("3", "week"), "refined_by"),
}


@pytest.mark.parametrize(("a", "b", "expected"), DURATION_PAIRS.values(), ids=DURATION_PAIRS.keys())
def test_durations_are_compared_by_their_length(
    a: DurationValue, b: DurationValue, expected: Comparison
) -> None:
    assert compare_durations(a, b) == expected
