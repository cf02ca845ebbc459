"""Dates: found where they stand, resolved as a reader would, and compared by their days."""

from datetime import date

import pytest
from tables import cases, marked, named

from bot.text.dates import DateValue, compare_dates, describe, find_dates
from bot.text.numbers import Comparison
from bot.text.words import Mention

PUBLISHED = date(2025, 10, 23)  # a Thursday


def read(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None, str]]:
    return [(m.text, m.value.iso, m.value.qualifier) for m in find_dates(text, published)]


def only(text: str, published: date | None = PUBLISHED) -> Mention[DateValue]:
    [mention] = find_dates(text, published)
    return mention


ABSOLUTE = """
american: The lease ends [Nov. 10]. => 2025-11-10
behind this: In this [Nov. 3, 2024], photo she smiles. => 2024-11-03
ordinal day: They strike on [November 10th]. => 2025-11-10
the day of: It opened on the [3rd of September]. => 2025-09-03
iso: Filed [2025-11-10] by the clerk. => 2025-11-10
dotted: Stand: [10.11.2025] in Bonn. => 2025-11-10
slashed: Dated [11/10/2025]. => 2025-11-10
last year: It closed on [25 December last year]. => 2024-12-25
month: The bridge reopens in [November]. => 2025-11
month and year: Since [March 2019] the mill stood idle. => 2019-03
year: The law dates from before, in [1998]. => 1998
decade: Music of [the 1990s] is back. => 1990-01-01/1999-12-31
quarter: Output fell in [the first quarter of 2026]. => 2026-01-01/2026-03-31
holiday: Shops close on [Christmas Eve]. => 2025-12-24
movable holiday: Flights doubled before [Thanksgiving]. => 2025-11-27
easter: The wall fell on [Easter Sunday 2024]. => 2024-03-31
counted weekday: Voting is on [the first Tuesday in November]. => 2025-11-04
"""


@pytest.mark.parametrize(("text", "span", "iso"), marked(ABSOLUTE))
def test_a_named_date_is_read_to_its_last_letter(text: str, span: str, iso: str) -> None:
    assert [(m.text, m.value.iso) for m in find_dates(text, PUBLISHED)] == [(span, iso)]


RANGES = """
two days: Judges sit on [November 25 and 26]. => 2025-11-25/2025-11-26
british days: Talks on [25-26 October] failed. => 2025-10-25/2025-10-26
across years: The show runs [Dec. 28 to Jan. 3]. => 2025-12-28/2026-01-03
between: Somewhere between [May 3 and June 4] it leaked. => 2025-05-03/2025-06-04
year at the end: It ran [Nov. 28 to Dec. 2, 2024]. => 2024-11-28/2024-12-02
weekdays: Classes ran from [Monday to Wednesday]. => 2025-10-20/2025-10-22
months: It rained from [March to June 2024]. => 2024-03-01/2024-06-30
season of two years: Top of the table in [2021-22]. => 2021-01-01/2022-12-31
"""


@pytest.mark.parametrize(("text", "span", "iso"), marked(RANGES))
def test_a_range_is_one_date_with_two_ends(text: str, span: str, iso: str) -> None:
    assert [(m.text, m.value.iso) for m in find_dates(text, PUBLISHED)] == [(span, iso)]


RELATIVE = """
today: The panel meets [today]. => 2025-10-23
tomorrow: Rain comes [tomorrow]. => 2025-10-24
yesterday evening: It hailed [yesterday evening]. => 2025-10-22
last night: Two barns burned [last night]. => 2025-10-22
past weekday: The mayor resigned on [Tuesday]. => 2025-10-21
same weekday: She said on [Thursday] it was over. => 2025-10-23
future weekday: The council will vote on [Tuesday]. => 2025-10-28
passive ahead: The vigil will be held on [Sunday]. => 2025-10-26
passive to be: The tenor is to be buried on [Sunday]. => 2025-10-26
passive going on: Polls are being held on [Sunday]. => 2025-10-26
verb that is its own past: The bank will cut rates on [Sunday]. => 2025-10-26
plan as a verb: Nurses plan a walkout on [Sunday]. => 2025-10-26
timetable: Polls close on [Sunday]. => 2025-10-26
put off to: The hearing was adjourned to [Sunday]. => 2025-10-26
passive behind: The vigil was held on [Sunday]. => 2025-10-19
participle behind: The vigil, held on [Sunday], was short. => 2025-10-19
should have been: The vote should have been held on [Sunday]. => 2025-10-19
by a weekday: Payment is due by [Friday]. => 2025-10-24
weekday aimed at: They had ordered flags for [Saturday]. => 2025-10-25
weekday just missed: The fair, set up for [Tuesday], was rained off. => 2025-10-21
last weekday: He left [last Friday]. => 2025-10-17
next weekday: Trains stop [next Friday]. => 2025-10-31
later this year: A ruling is due [later this year]. => 2025-10-23/2025-12-31
earlier this month: She quit [earlier this month]. => 2025-10-01/2025-10-23
this month: Prices rose [this month]. => 2025-10
last november: He was jailed [last November]. => 2024-11
the weekend: Crews worked over [the weekend]. => 2025-10-18/2025-10-19
weeks ahead: The pause will end [in two weeks]. => 2025-11-03/2025-11-09
days ahead: It is due to land [in three days]. => 2025-10-26
years ago: It closed [eight years ago]. => 2017
the past days: Shelling eased over [the past two days]. => 2025-10-21/2025-10-23
last summer: They wed [last summer]. => 2025-06-01/2025-08-31
end of a month: Expect snow at [the end of October]. => 2025-10-23/2025-10-31
mid year: Due in [mid-2026]. => 2026-04-20/2026-09-13
early next year: Due [early next year]. => 2026-01-01/2026-05-27
"""


@pytest.mark.parametrize(("text", "span", "iso"), marked(RELATIVE))
def test_a_relative_date_counts_from_the_publication(text: str, span: str, iso: str) -> None:
    assert [(m.text, m.value.iso) for m in find_dates(text, PUBLISHED)] == [(span, iso)]


TIMES = """
clock then day: Doors open at [6 p.m. Monday]. => 2025-10-20T18:00
day then clock: It will start on [Monday at 6:30 p.m. ET]. => 2025-10-27T18:30
afternoon: It broke at [4:30 Saturday afternoon]. => 2025-10-18T16:30
evening first: On [Monday evening at 8:30] it burned. => 2025-10-20T20:30
night: It fell at [11:50 on Friday night]. => 2025-10-17T23:50
after midnight: It fell at [12:15 Sunday morning]. => 2025-10-19T00:15
after noon: It fell at [12:30 Sunday afternoon]. => 2025-10-19T12:30
noon behind: He came on [Monday at noon]. => 2025-10-20T12:00
midnight: The truce ends at [midnight Friday]. => 2025-10-24T24:00
past midnight: He came shortly after [midnight on Monday]. => 2025-10-20T00:00
noon alone: The siren went off at [noon]. => T12:00
gmt: It was felt at [0735 GMT]. => T07:35
span of hours: Polls are open [7-9 p.m.] daily. => T19:00
span over noon: Lunch is [11 to 1 p.m.] daily. => T11:00
"""


@pytest.mark.parametrize(("text", "span", "iso"), marked(TIMES))
def test_a_time_of_day_goes_with_its_day(text: str, span: str, iso: str) -> None:
    mention = only(text)
    assert (mention.text, mention.value.iso, mention.value.precision) == (span, iso, "time")


NOT_DATES = {
    "modal may": "The minister may resign.",
    "march as a verb": "Farmers march on the capital.",
    "surname": "Theresa May said that May would stay away.",
    "given name": "April Jones and June Carter sang.",
    "sunday paper": "He told the Sunday Times so.",
    "attacks": "Ever since the 9/11 attacks.",
    "people": "Some 2000 people fled.",
    "dollars": "A fine of $2000 was paid.",
    "flight": "Boeing 1900 and Route 2020 are names.",
    "spring as a verb": "Leaks spring up and prices fall.",
    "duration": "The worst storm in ten years passed.",
    "every weekday": "The market is held every Monday.",
    "version": "Version 2.0.2024 shipped.",
    "today the paper": "She told USA TODAY so.",
    "midnight as an adjective": "A midnight blue coat with a noon deadline.",
    "impossible day": "Row 31/31/2025 is broken.",
    "about a year": "It broke around 1850.",
}


@pytest.mark.parametrize("text", NOT_DATES.values(), ids=NOT_DATES.keys())
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert read(text) == []


QUALIFIED = """
until: The truce holds until [Nov 10]. => 2025-11-10 => until
since: Closed since [2017]. => 2017 => since
before: Expect it before [Christmas]. => 2025-12-25 => before
after: No sooner than after [Dec. 1]. => 2025-12-01 => after
after an hour: It came after [6 p.m. on Oct. 20]. => 2025-10-20T18:00 =>
by an hour: Leave by [6 p.m. on Oct. 20]. => 2025-10-20T18:00 => by
about a day: It broke around [Oct. 20]. => 2025-10-20 => about
late: [Late November] is wet. => 2025-11-18/2025-11-30 => late
"""


@pytest.mark.parametrize(("text", "span", "iso", "qualifier"), marked(QUALIFIED))
def test_a_preposition_becomes_the_qualifier(
    text: str, span: str, iso: str, qualifier: str
) -> None:
    assert read(text) == [(span, iso, qualifier)]


WRONG = "30 November 2025 is a Sunday, not a Thursday"
WEEKDAYS = named(
    ("that cannot be right", "Thursday, November 30", PUBLISHED, (3, "2025-11-30", WRONG)),
    ("that agrees", "Sunday (Oct 26)", PUBLISHED, (6, "2025-10-26", None)),
    ("without the year", "Thursday, November 30", None, (3, "XXXX-11-30", None)),
)


@pytest.mark.parametrize(("words", "published", "expected"), WEEKDAYS)
def test_a_weekday_is_held_against_its_date(
    words: str, published: date | None, expected: tuple[int, str, str | None]
) -> None:
    mention = only(f"The deal expires {words} at last.", published)
    value = mention.value
    assert (mention.text, value.weekday, value.iso, value.weekday_problem) == (words, *expected)


UNPLACED = "a day that depends on when this was published"
UNDATED = named(
    ("month and day", "It ends Nov. 10.", "XXXX-11-10", False, "10 November (year not stated)"),
    ("range", "It runs Oct. 24-27.", "XXXX-10-24/XXXX-10-27", False,
     "24 October to 27 October (year not stated)"),
    ("full date", "It ends Nov. 10, 2025.", "2025-11-10", True, "10 November 2025"),
    ("weekday", "It ends on Friday.", None, False, "a Friday"),
    ("next week", "It ends next week.", None, False, UNPLACED),
)  # fmt: skip


@pytest.mark.parametrize(("text", "iso", "resolved", "told"), UNDATED)
def test_without_a_publication_date_only_what_is_stated_is_known(
    text: str, iso: str | None, resolved: bool, told: str
) -> None:
    value = only(text, None).value
    assert (value.iso, value.resolved, describe(value)) == (iso, resolved, told)


INFERRED = """
just ahead: 2025-10-23 => The lease ends Nov. 10. => 2025-11-10
across new year: 2025-12-20 => The law takes effect Jan. 1. => 2026-01-01
far behind: 2025-10-23 => The bank was robbed in April. => 2025-04
a past verb and its particle: 2025-10-23 => She took over in December. => 2024-12
what was agreed for later: 2025-10-31 => It was slated for trial in January. => 2026-01
since a month that comes: 2025-10-23 => Shut since November. => 2024-11
since, and then a plan: 2025-10-23 => Since November, the rents will have doubled. => 2024-11
back to a month: 2025-10-23 => The feud dates back to December. => 2024-12
until a month that comes: 2025-10-23 => Shut until December. => 2025-12
a future verb: 2025-10-23 => The trial will begin in May. => 2026-05
"""


@pytest.mark.parametrize(("published", "text", "iso"), cases(INFERRED))
def test_a_missing_year_is_the_nearest_that_the_verb_allows(
    published: str, text: str, iso: str
) -> None:
    value = only(text, date.fromisoformat(published)).value
    assert (value.iso, value.year) == (iso, None)


def test_a_deadline_that_is_moved_is_not_a_range() -> None:
    found = read("The hearing was moved from Nov. 3 to Nov. 10.")
    assert found == [("Nov. 3", "2025-11-03", ""), ("Nov. 10", "2025-11-10", "")]


TOLD = {
    "range": ("It runs October 24 to 27.", "24 to 27 October 2025"),
    "week": ("It opens next week.", "27 October to 2 November 2025"),
    "part": ("It opens in late November.", "late November 2025"),
    "quarter": ("Due in Q1 2026.", "1 January to 31 March 2026"),
    "by the end": ("Due by the end of October.", "by 31 October 2025"),
    "clock": ("It begins on Nov. 3 at 9 a.m. GMT.", "3 November 2025 at 09:00 GMT"),
    "years": ("He ruled in 1945-1989.", "1945 to 1989"),
    "spring": ("It opened in spring 2024.", "1 March to 31 May 2024"),
    "weekend": ("Crews will work this weekend.", "25 to 26 October 2025"),
}


@pytest.mark.parametrize(("text", "told"), TOLD.values(), ids=TOLD.keys())
def test_a_date_is_told_in_plain_words(text: str, told: str) -> None:
    assert describe(only(text).value) == told


PAIRS: dict[str, tuple[str, str, Comparison]] = {
    "same day, other words": ("on Nov. 10, 2025", "on 10 November", "same"),
    "day in month": ("on 10 November", "in November", "refines"),
    "day in range": ("on October 25", "from October 24 to 27", "refines"),
    "ranges that touch": ("October 24 to 27", "October 26 to 30", "overlaps"),
    "other days": ("on 10 November", "on 11 November", "different"),
    "by a day names it": ("by 10 November", "on 3 November", "different"),
    "until names its day": ("until 10 November", "on 10 November", "same"),
    "week and day": ("next week", "on 29 October", "refined_by"),
    "clock on the day": ("on Nov. 10 at 6 p.m.", "on Nov. 10", "refines"),
    "other clocks": ("on Nov. 10 at 6 p.m.", "on Nov. 10 at 7 p.m.", "different"),
    "clocks of two zones": ("Nov. 10 at 6 p.m. ET", "Nov. 10 at 11 p.m. GMT", "unknown"),
}


@pytest.mark.parametrize(("a", "b", "expected"), PAIRS.values(), ids=PAIRS.keys())
def test_two_dates_are_compared_by_their_days(a: str, b: str, expected: Comparison) -> None:
    assert compare_dates(only(a).value, only(b).value) == expected


UNDATED_PAIRS: dict[str, tuple[str, str, Comparison]] = {
    "same": ("Nov. 10", "10 November", "same"),
    "refines": ("Nov. 10", "in November", "refines"),
    "different": ("Nov. 10", "Dec. 10", "different"),
    "weekday": ("on Friday", "Nov. 10", "unknown"),
    "relative": ("next week", "in November", "unknown"),
}


@pytest.mark.parametrize(("a", "b", "expected"), UNDATED_PAIRS.values(), ids=UNDATED_PAIRS.keys())
def test_dates_without_a_year_are_compared_by_month_and_day(
    a: str, b: str, expected: Comparison
) -> None:
    assert compare_dates(only(a, None).value, only(b, None).value) == expected


def test_a_date_without_a_year_is_put_beside_one_that_has_it() -> None:
    assert compare_dates(only("Nov. 10", None).value, only("10 November 2031").value) == "same"
