"""What a date was read as, the words dates are made of, and arithmetic over days."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from bot.text.number_grammar import NUMBER_WORDS, read_number_words

Precision = Literal[
    "time", "day", "range", "week", "month", "season", "quarter", "year", "decade", "relative"
]
Qualifier = Literal[
    "", "by", "before", "after", "until", "since", "about", "early", "mid", "late", "end"
]
MONTH_NAMES = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@dataclass(frozen=True)
class DateValue:
    """A date as an inclusive interval of days; when no year is known, as its stated parts.

    `earliest` and `latest` bound the days that the words name ("until 10 November" names the
    tenth); the qualifier says how the fact stands to them. `last_month` and `last_day` are the
    end of a range whose year is unknown. `alternate` is the other reading of 11/10/2025.
    """

    precision: Precision
    earliest: date | None = None
    latest: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    qualifier: Qualifier = ""
    relative: bool = False
    year_inferred: bool = False
    weekday: int | None = None
    weekday_problem: str | None = None
    time: str | None = None
    zone: str | None = None
    alternate: date | None = None

    @property
    def resolved(self) -> bool:
        """Whether the value is known as calendar days."""
        return self.earliest is not None

    @property
    def iso(self) -> str | None:
        """The value as ISO 8601 would write it, with XXXX for an unknown year."""
        day = _iso_days(self)
        if self.time is None:
            return day
        return f"{day or ''}T{self.time}"


@dataclass(frozen=True)
class DateMention:
    """Where a date stands in the text and what it was read as."""

    start: int
    end: int
    text: str
    value: DateValue


def _iso_days(value: DateValue) -> str | None:
    if value.earliest is None or value.latest is None:
        return _iso_yearless(value)
    if value.precision == "month" and is_whole_month(value):
        return f"{value.earliest:%Y-%m}"
    if value.precision == "year" and is_whole_year(value):
        return f"{value.earliest.year:04d}"
    if value.earliest == value.latest:
        return value.earliest.isoformat()
    return f"{value.earliest.isoformat()}/{value.latest.isoformat()}"


def _iso_yearless(value: DateValue) -> str | None:
    if value.month is None:
        return None
    if value.day is None or value.last_month is None or value.last_day is None:
        return _month_day(value.month, value.day)
    return f"{_month_day(value.month, value.day)}/{_month_day(value.last_month, value.last_day)}"


def _month_day(month: int, day: int | None) -> str:
    return f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def is_whole_month(value: DateValue) -> bool:
    """Tell whether a value is exactly one month."""
    first, last = value.earliest, value.latest
    return bool(
        first and last and first.day == 1 and last == last_of_month(first.year, first.month)
    )


def is_whole_year(value: DateValue) -> bool:
    """Tell whether a value is exactly one year."""
    first, last = value.earliest, value.latest
    return bool(first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31))


def place_in_year(value: DateValue, year: int) -> DateValue | None:
    """Resolve a value stated without its year in a given one, None when that day never was."""
    if value.month is None:
        return None
    last_month, last_day = value.last_month or value.month, value.last_day or value.day
    last_year = year + (last_month < value.month)
    try:
        first = date(year, value.month, value.day or 1)
        last = (
            date(last_year, last_month, last_day)
            if last_day
            else last_of_month(last_year, last_month)
        )
    except ValueError:
        return None
    return replace(value, earliest=first, latest=last)


_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
_WEEKDAYS = {name[:3].lower(): number for number, name in enumerate(WEEKDAY_NAMES)}

MONTH_FORMS = (
    *(name.lower() for name in MONTH_NAMES),
    *(name[:3].lower() for name in MONTH_NAMES),
    "sept",
)
WEEKDAY_FORMS = (
    *(name.lower() for name in WEEKDAY_NAMES),
    *["mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun"],
)
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?"
    r"|Aug(?:ust|\.)?|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
    r"(?![a-z])"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?![a-z])"
WEEKDAY_SHORT = r"(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)(?![a-z])\.?"
DAY_PART = r"(?:morning|afternoon|evening|night|lunchtime)(?![a-z])"
_AMOUNT_FOLLOWS = (
    r"(?!\w|%|[.,:/]\d|[-–]\w+[-–]|\s(?:per ?cent|million|billion|people|others|(?:a|p)\.?m\b))"
)
DAY = rf"(?:3[01]|[12]\d|0?[1-9])(?:(?:st|nd|rd|th)\b)?{_AMOUNT_FOLLOWS}"
BARE_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1\d{3}|20\d\d)(?![\w%]|[.,:]\d(?!\d?:\d\d))"
DASH = r"(?:\s?[-–—]\s?|\s(?:to|through|thru|until|till|and|or|&)\s)"
STATED_YEAR = rf"(?:\s?,?\s(?P<year>{YEAR})|,?\s(?:of\s)?(?P<which>this|last|next)\syear\b)"
UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade)"
COUNT = (
    rf"(?:\d+(?:\.\d+)?|{NUMBER_WORDS}|an?(?:\s(?:few|couple|dozen|half))?(?:\sof)?|several|few"
    r"|couple(?:\sof)?|many)"
)
SEASON = r"(?:spring|summer|autumn|fall|winter)"
ZONE = (
    r"(?:\s?\(?(?P<zone>GMT|UTC|BST|CET|CEST|IST|JST|[ECMP][SD]?T|(?:US\s)?Eastern(?:\s[Tt]ime)?"
    r"|local\stime)\b\)?)?"
)

SEASON_START = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


def pattern(text: str) -> re.Pattern[str]:
    """Compile a date pattern; case is judged by the readers."""
    return re.compile(text, re.IGNORECASE)


def month_number(word: str) -> int:
    """Return the number of a month from its name or abbreviation.

    >>> month_number("Sept.")
    9
    """
    return _MONTHS[word[:3].lower()]


def weekday_number(word: str) -> int:
    """Return 0 for Monday to 6 for Sunday from a name or abbreviation.

    >>> weekday_number("Thurs")
    3
    """
    return _WEEKDAYS[word[:3].lower()]


def add_days(day: date, days: int) -> date | None:
    """Shift a day, None beyond the calendar.

    >>> add_days(date(2025, 2, 27), 2)
    datetime.date(2025, 3, 1)
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """Shift a day by months, to the end of a shorter month, None beyond the calendar.

    >>> add_months(date(2025, 1, 31), 1)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def interval(precision: Precision, first: date | None, last: date | None) -> DateValue | None:
    """Make a relative value of two bounds, None when one fell off the calendar."""
    if first is None or last is None:
        return None
    return DateValue(precision, first, last, relative=True)


def unit_around(unit: str, day: date, offset: int = 0) -> DateValue | None:
    """Return the week (Monday to Sunday, ISO 8601), weekend, month, … `offset` units from a day.

    >>> unit_around("month", date(2025, 10, 23), 1).iso
    '2025-11'
    """
    if unit in ("day", "night"):
        return interval("day", add_days(day, offset), add_days(day, offset))
    if unit in ("week", "weekend"):
        monday = add_days(day, 7 * offset - day.weekday())
        first = add_days(monday, 5) if monday and unit == "weekend" else monday
        last = add_days(monday, 6) if monday else None
        return interval("range" if unit == "weekend" else "week", first, last)
    return _months_around(unit, day, offset)


_LENGTHS: dict[str, tuple[int, Precision]] = {
    "month": (1, "month"),
    "quarter": (3, "quarter"),
    "year": (12, "year"),
    "decade": (120, "decade"),
}


def _months_around(unit: str, day: date, offset: int) -> DateValue | None:
    months, precision = _LENGTHS[unit]
    index = day.year * 12 + day.month - 1
    index += offset * months - index % months
    first_year, first_month = divmod(index, 12)
    last_year, last_month = divmod(index + months - 1, 12)
    if first_year < 1 or last_year > 9999:
        return None
    first = date(first_year, first_month + 1, 1)
    return interval(precision, first, last_of_month(last_year, last_month + 1))


def part_of(value: DateValue, part: Qualifier) -> DateValue:
    """Narrow a period to its early, mid, late or end part, with borders as loose as speech is.

    >>> november = DateValue("month", date(2025, 11, 1), date(2025, 11, 30))
    >>> part_of(november, "late").earliest
    datetime.date(2025, 11, 18)
    """
    if value.earliest is None or value.latest is None or value.precision in ("day", "time"):
        return value if value.resolved or value.day else replace(value, qualifier=part)
    length = (value.latest - value.earliest).days
    low, high = {"early": (0.0, 0.4), "mid": (0.3, 0.7), "late": (0.6, 1.0), "end": (0.75, 1.0)}[
        part
    ]
    first = value.earliest + timedelta(days=round(length * low))
    last = value.earliest + timedelta(days=round(length * high))
    return replace(value, earliest=first, latest=last, qualifier=part, day=None)


def weekday_near(published: date, weekday: int, future: bool) -> date:
    """Return the nearest such weekday, today included, in the direction told.

    >>> weekday_near(date(2025, 10, 23), 0, future=False)
    datetime.date(2025, 10, 20)
    """
    if future:
        return published + timedelta(days=(weekday - published.weekday()) % 7)
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def check_weekday(value: DateValue, weekday: int) -> DateValue:
    """Record the weekday stated beside a date, and the problem when it cannot be right.

    >>> day = date(2025, 11, 30)
    >>> check_weekday(DateValue("day", day, day), 3).weekday_problem
    '30 November 2025 is a Sunday, not a Thursday'
    """
    day = value.earliest
    if day is None or value.precision not in ("day", "time") or day.weekday() == weekday:
        return replace(value, weekday=weekday)
    name = f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    problem = f"{name} is a {WEEKDAY_NAMES[day.weekday()]}, not a {WEEKDAY_NAMES[weekday]}"
    return replace(value, weekday=weekday, weekday_problem=problem)


_COUNTS = {"a": 1, "an": 1, "a couple": 2, "couple": 2, "a dozen": 12}


def read_count(words: str) -> Decimal | None:
    """Read the amount before a unit of time, None for a vague one.

    >>> read_count("a couple of"), read_count("12"), read_count("several")
    (Decimal('2'), Decimal('12'), None)
    """
    text = re.sub(r"\s+", " ", words.lower()).removesuffix(" of")
    if text[:1].isdigit():
        return Decimal(text.replace(",", ""))
    if "half" in text.split():
        return Decimal("0.5")
    return Decimal(_COUNTS[text]) if text in _COUNTS else read_number_words(text)
