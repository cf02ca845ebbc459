"""What a date was read as: days and their precision, compared, told, moved by units of time."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]

from bot.text.numbers import Comparison, compare_bounds

Precision = Literal["time", "day", "range", "week", "month", "year", "decade", "relative"]
Qualifier = Literal["", "by", "before", "after", "until", "since", "about"]
Days = tuple[date, date]
"""The first and the last day of a date."""

MONTH_NAMES = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
NO_YEAR = 2000
"""The leap year in which days stand whose year nobody knows."""


@dataclass(frozen=True)
class DateValue:
    """A date as an inclusive interval of days; `stated` where no year is known, in NO_YEAR.

    `earliest` and `latest` bound the days that the words name ("until 10 November" names the
    tenth); the qualifier says how the fact stands to them.
    """

    precision: Precision
    earliest: date | None = None
    latest: date | None = None
    stated: Days | None = None
    qualifier: Qualifier = ""
    relative: bool = False
    weekday_problem: str | None = None
    time: str | None = None
    zone: str | None = None

    @property
    def resolved(self) -> bool:
        """Whether the value is known as calendar days."""
        return self.earliest is not None

    @property
    def days(self) -> Days | None:
        """The first and the last day, in NO_YEAR where the year is not known."""
        return (self.earliest, self.latest) if self.earliest and self.latest else self.stated

    @property
    def iso(self) -> str | None:
        """The value as ISO 8601 would write it, with XXXX for an unknown year."""
        days = self.days and _iso_days(self, *self.days)
        return f"{days or ''}T{self.time}" if self.time else days


def _iso_days(value: DateValue, first: date, last: date) -> str:
    size = {"month": 7, "year": 4}.get(value.precision, 10)
    ends = [day.isoformat()[:size] for day in (first, last)]
    iso = "/".join(dict.fromkeys(ends))
    return (
        iso
        if value.resolved
        else iso.replace(f"{first.year}-", "XXXX-").replace(f"{first.year + 1}-", "XXXX-")
    )


def compare_dates(a: DateValue, b: DateValue) -> Comparison:
    """Say how the days that one date value names stand to those of another.

    "until 10 November" and "the 10 November deadline" both name the tenth. A value without its
    year is compared by month and day; "unknown" when one of them cannot be placed.

    >>> november = DateValue("month", date(2025, 11, 1), date(2025, 11, 30))
    >>> compare_dates(DateValue("day", date(2025, 11, 10), date(2025, 11, 10)), november)
    'refines'
    >>> day = date(NO_YEAR, 12, 2)
    >>> compare_dates(november, DateValue("day", stated=(day, day)))
    'different'
    """
    left, right = _near(a, b.earliest).days, _near(b, a.earliest).days
    if left is None or right is None:
        return _compare_times(a, b) if left is right and a.time and b.time else "unknown"
    result = compare_bounds(*left, *right)
    return _compare_times(a, b) if result == "same" else result


def _near(value: DateValue, near: date | None) -> DateValue:
    """Give a value without its year the year that brings it nearest to a day."""
    if value.resolved or near is None:
        return value
    placed = [place_in_year(value, near.year + offset) for offset in (0, -1, 1)]
    return min(placed, key=lambda p: days_apart(p, near))


def days_apart(value: DateValue, day: date) -> int:
    """Return how many days lie between a day and the first of a value's days."""
    return abs(((value.earliest or day) - day).days)


def _compare_times(a: DateValue, b: DateValue) -> Comparison:
    if a.time == b.time:
        return "same" if a.zone == b.zone else "overlaps"
    if a.time is None or b.time is None:
        return "refines" if a.time else "refined_by"
    return "different" if a.zone == b.zone else "unknown"


def describe(value: DateValue) -> str:
    """Tell a date value in plain words: a month or a year by its name, all else by its days.

    >>> describe(DateValue("range", date(2025, 10, 24), date(2025, 10, 27)))
    '24 to 27 October 2025'
    >>> day = date(NO_YEAR, 11, 10)
    >>> describe(DateValue("day", stated=(day, day), qualifier="until"))
    'until 10 November (year not stated)'
    """
    days, text = value.days, "" if value.time else "a day that depends on when this was published"
    if days:
        text = _interval(days[1] if value.qualifier == "by" else days[0], days[1])
        text = text if value.resolved else f"{text[:-5]} (year not stated)"
    if value.time:
        clock = " ".join(filter(None, (value.time, value.zone)))
        text = f"{text} at {clock}" if text else clock
    return f"{value.qualifier} {text}".strip()


def _month(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def _interval(first: date, last: date) -> str:
    if first == last:
        return f"{last.day} {_month(last)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if first.day == 1 and last == last_of_month(first):
        return _month(first)
    start = str(first.day)
    if (first.year, first.month) != (last.year, last.month):
        start = f"{first.day} {_month(first)}".removesuffix(f" {last.year}")
    return f"{start} to {last.day} {_month(last)}"


def last_of_month(day: date) -> date:
    """Return the last day of the month that a day lies in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def place_in_year(value: DateValue, year: int) -> DateValue:
    """Resolve a value stated without its year in a given one."""
    if value.stated is None:
        return value
    first, last = (day + relativedelta(years=year - NO_YEAR) for day in value.stated)
    return replace(value, earliest=first, latest=last, stated=None)


UNIT_MONTHS = {"month": 1, "year": 12, "decade": 120}
_PRECISIONS: dict[str, Precision] = {
    "day": "day", "night": "day", "week": "week", "weekend": "range", "month": "month",
    "year": "year", "decade": "decade",
}  # fmt: skip


def unit_around(unit: str, day: date, offset: int = 0) -> DateValue:
    """Return the week (Monday to Sunday, ISO 8601), weekend, month, … `offset` units from a day.

    >>> unit_around("month", date(2025, 10, 23), 1).iso
    '2025-11'
    """
    first = last = day + timedelta(offset)
    if unit in ("week", "weekend"):
        last = day + timedelta(7 * offset + 6 - day.weekday())
        first = last - timedelta(1 if unit == "weekend" else 6)
    elif months := UNIT_MONTHS.get(unit):
        passed = (day.year * 12 + day.month - 1) % months
        first = day.replace(day=1) + relativedelta(months=offset * months - passed)
        last = first + relativedelta(months=months, days=-1)
    return DateValue(_PRECISIONS[unit], first, last, relative=True)


def check_weekday(value: DateValue, weekday: int) -> DateValue:
    """Record that the weekday stated beside a date cannot be right.

    >>> day = date(2025, 11, 30)
    >>> check_weekday(DateValue("day", day, day), 3).weekday_problem
    '30 November 2025 is a Sunday, not a Thursday'
    """
    day = value.earliest
    if day is None or value.precision not in ("day", "time") or day.weekday() == weekday:
        return value
    stated, real = WEEKDAY_NAMES[weekday], WEEKDAY_NAMES[day.weekday()]
    return replace(value, weekday_problem=f"{_interval(day, day)} is a {real}, not a {stated}")


def weekday_near(day: date, weekday: int, ahead: bool) -> date:
    """Return the nearest such weekday, the day itself included, in the direction told.

    >>> weekday_near(date(2025, 10, 23), 0, ahead=False)
    datetime.date(2025, 10, 20)
    """
    step = (weekday - day.weekday()) % 7
    return day + timedelta(days=step if ahead or not step else step - 7)
