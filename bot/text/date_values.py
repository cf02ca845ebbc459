"""What a date expression was read as, how it is told to a human, and how two compare."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from bot.text.comparison import Comparison, compare_bounds

Precision = Literal[
    "time", "day", "range", "week", "month", "season", "quarter", "year", "decade", "relative"
]
Qualifier = Literal[
    "", "by", "before", "after", "until", "since", "about", "early", "mid", "late", "end"
]

MONTH_NAMES = (
    "January February March April May June July August September October November December"
).split()
WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


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


def _iso_days(value: DateValue) -> str | None:
    if value.earliest is None or value.latest is None:
        return _iso_yearless(value)
    if value.precision == "month" and _is_whole_month(value):
        return f"{value.earliest:%Y-%m}"
    if value.precision == "year" and _is_whole_year(value):
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


def _is_whole_month(value: DateValue) -> bool:
    first, last = value.earliest, value.latest
    return bool(
        first and last and first.day == 1 and last == last_of_month(first.year, first.month)
    )


def _is_whole_year(value: DateValue) -> bool:
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


# -- telling ---------------------------------------------------------------------------------


def _day(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _interval(first: date, last: date) -> str:
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTH_NAMES[first.month - 1]} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def _describe_yearless(value: DateValue) -> str:
    if value.month is None:
        return "a day that depends on when this was published" if not value.time else ""
    first = f"{value.day} " if value.day else ""
    text = first + MONTH_NAMES[value.month - 1]
    if value.last_month and value.last_day:
        text += f" to {value.last_day} {MONTH_NAMES[value.last_month - 1]}"
    return f"{text} (year not stated)"


def _describe_period(value: DateValue, first: date, last: date) -> str:
    month = f"{MONTH_NAMES[first.month - 1]} {first.year}"
    if value.precision == "month" and _is_whole_month(value):
        return month
    if value.precision == "year" and _is_whole_year(value):
        return str(first.year)
    if value.precision == "decade" and value.qualifier == "":
        return f"{first.year}s"
    if value.precision == "week" and not value.qualifier and (last - first).days == 6:
        return f"week of {_day(first)}"
    if value.precision == "quarter" and not value.qualifier:
        return f"{('first', 'second', 'third', 'fourth')[first.month // 3]} quarter of {first.year}"
    return _interval(first, last)


_BOUNDS = ("by", "before", "after", "until", "since", "about")


def describe(value: DateValue) -> str:
    """Tell a date value in plain words.

    >>> describe(DateValue("range", date(2025, 10, 24), date(2025, 10, 27)))
    '24 to 27 October 2025'
    >>> describe(DateValue("day", month=11, day=10, qualifier="until"))
    'until 10 November (year not stated)'
    """
    if value.earliest is None or value.latest is None:
        text = _describe_yearless(value)
    elif value.qualifier in ("early", "mid", "late", "end"):
        text = _describe_part(value, value.earliest, value.latest)
    else:
        text = _describe_period(value, value.earliest, value.latest)
    if value.time:
        clock = " ".join(filter(None, (value.time, value.zone)))
        text = f"{text} at {clock}" if text else clock
    return f"{value.qualifier} {text}" if value.qualifier in _BOUNDS else text


def _describe_part(value: DateValue, first: date, last: date) -> str:
    part = "end of" if value.qualifier == "end" else value.qualifier
    middle = first + (last - first) / 2
    if value.precision == "month":
        return f"{part} {MONTH_NAMES[middle.month - 1]} {middle.year}"
    if value.precision == "year":
        return f"{part} {middle.year}"
    if value.precision == "decade":
        return f"{part} {middle.year // 10 * 10}s"
    return _interval(first, last)


# -- comparing -------------------------------------------------------------------------------

_SLACK = {"day": 3, "week": 7, "month": 15, "season": 30, "quarter": 30, "year": 365}


def _days(value: DateValue) -> tuple[date, date]:
    """Return the days on which the fact may lie; "since" and "until" name a day, "by" does not."""
    assert value.earliest is not None and value.latest is not None
    if value.qualifier == "by":
        return date.min, value.latest
    if value.qualifier == "before":
        return date.min, _shift(value.earliest, -1)
    if value.qualifier == "after":
        return _shift(value.latest, 1), date.max
    slack = _SLACK.get(value.precision, 3) if value.qualifier == "about" else 0
    return _shift(value.earliest, -slack), _shift(value.latest, slack)


def _shift(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def _same_year(a: DateValue, b: DateValue) -> tuple[DateValue | None, DateValue | None]:
    """Give a value without its year the year of the other; two such a common leap year."""
    if a.resolved and b.resolved:
        return a, b
    if a.earliest is not None:
        return a, _nearest_year(b, a.earliest)
    if b.earliest is not None:
        return _nearest_year(a, b.earliest), b
    return place_in_year(a, 2000), place_in_year(b, 2000)


def _nearest_year(value: DateValue, near: date) -> DateValue | None:
    years = [near.year + offset for offset in (0, -1, 1) if 1 <= near.year + offset <= 9998]
    placed = [p for year in years if (p := place_in_year(value, year)) and p.earliest]
    return min(placed, key=lambda p: abs(((p.earliest or near) - near).days), default=None)


def _compare_times(a: DateValue, b: DateValue) -> Comparison:
    if a.time == b.time:
        return "same" if a.zone == b.zone else "overlaps"
    if a.time is None or b.time is None:
        return "refines" if a.time else "refined_by"
    return "different" if a.zone == b.zone else "unknown"


def compare_dates(a: DateValue, b: DateValue) -> Comparison:
    """Say how the days of one date value stand to those of another.

    "by", "before" and "after" are open intervals, so a day within refines them; a value without
    its year is compared by month and day; "unknown" when one of them cannot be placed.

    >>> november = DateValue("month", date(2025, 11, 1), date(2025, 11, 30))
    >>> compare_dates(DateValue("day", date(2025, 11, 10), date(2025, 11, 10)), november)
    'refines'
    >>> compare_dates(november, DateValue("day", month=12, day=2))
    'different'
    """
    if a.earliest is None and b.earliest is None and not (a.month and b.month):
        return _compare_times(a, b) if a.time and b.time else "unknown"
    left, right = _same_year(a, b)
    if left is None or right is None:
        return "unknown"
    result = compare_bounds(*_days(left), *_days(right))
    return _compare_times(a, b) if result == "same" else result
