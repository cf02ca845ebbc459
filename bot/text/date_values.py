"""What a date expression was read as: an interval of days, or the parts that are stated."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Precision = Literal[
    "time", "day", "range", "week", "month", "season", "quarter", "year", "decade", "relative"
]
Qualifier = Literal[
    "", "by", "before", "after", "until", "since", "about", "early", "mid", "late", "end"
]
MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
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
