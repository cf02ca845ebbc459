"""What a date was read as: days and their precision, compared, told, moved by units of time."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]

from bot.text.numbers import Comparison, compare_bounds

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

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?"
    r"|Aug(?:ust|\.)?|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
    r"(?![a-z])"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?![a-z])"
"""How months and weekdays are written, as patterns."""


@dataclass(frozen=True)
class DateValue:
    """A date as an inclusive interval of days; when no year is known, as its stated parts.

    `earliest` and `latest` bound the days that the words name ("until 10 November" names the
    tenth); the qualifier says how the fact stands to them. `year` is the stated one.
    `last_month` and `last_day` are the end of a range whose year is unknown.
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
    weekday: int | None = None
    weekday_problem: str | None = None
    time: str | None = None
    zone: str | None = None

    @property
    def resolved(self) -> bool:
        """Whether the value is known as calendar days."""
        return self.earliest is not None

    @property
    def iso(self) -> str | None:
        """The value as ISO 8601 would write it, with XXXX for an unknown year."""
        days = _iso_days(self)
        return f"{days or ''}T{self.time}" if self.time else days


def _iso_days(value: DateValue) -> str | None:
    first, last = value.earliest, value.latest
    if first is None or last is None:
        days = [(value.month, value.day), (value.last_month, value.last_day)]
        stated = [f"XXXX-{m:02d}" + (f"-{d:02d}" if d else "") for m, d in days if m]
        return "/".join(stated if value.day else stated[:1]) or None
    if value.precision == "month" and is_whole_month(first, last):
        return f"{first:%Y-%m}"
    if value.precision == "year" and is_whole_year(first, last):
        return f"{first.year:04d}"
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def is_whole_month(first: date, last: date) -> bool:
    """Tell whether two days are the ends of one month."""
    return first.day == 1 and last == last_of_month(first.year, first.month)


def is_whole_year(first: date, last: date) -> bool:
    """Tell whether two days are the ends of a year, or of several."""
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def compare_dates(a: DateValue, b: DateValue) -> Comparison:
    """Say how the days that one date value names stand to those of another.

    "until 10 November" and "the 10 November deadline" both name the tenth. A value without its
    year is compared by month and day; "unknown" when one of them cannot be placed.

    >>> november = DateValue("month", date(2025, 11, 1), date(2025, 11, 30))
    >>> compare_dates(DateValue("day", date(2025, 11, 10), date(2025, 11, 10)), november)
    'refines'
    >>> compare_dates(november, DateValue("day", month=12, day=2))
    'different'
    """
    if not (a.resolved or b.resolved or (a.month and b.month)):
        return _compare_times(a, b) if a.time and b.time else "unknown"
    left, right = _same_year(a, b)
    if left is None or right is None or left.earliest is None or right.earliest is None:
        return "unknown"
    result = compare_bounds(left.earliest, left.latest, right.earliest, right.latest)
    return _compare_times(a, b) if result == "same" else result


def _same_year(a: DateValue, b: DateValue) -> tuple[DateValue | None, DateValue | None]:
    """Give a value without its year the year of the other; two such a common leap year."""
    if a.earliest is not None:
        return a, b if b.resolved else _nearest_year(b, a.earliest)
    if b.earliest is not None:
        return _nearest_year(a, b.earliest), b
    return place_in_year(a, 2000), place_in_year(b, 2000)


def _nearest_year(value: DateValue, near: date) -> DateValue | None:
    years = [near.year + offset for offset in (0, -1, 1) if 1 <= near.year + offset <= 9998]
    placed = [p for year in years if (p := place_in_year(value, year))]
    return min(placed, key=lambda p: days_apart(p, near), default=None)


def days_apart(value: DateValue, day: date) -> int:
    """Return how many days lie between a day and the first of a value's days."""
    return abs(((value.earliest or day) - day).days)


def _compare_times(a: DateValue, b: DateValue) -> Comparison:
    if a.time == b.time:
        return "same" if a.zone == b.zone else "overlaps"
    if a.time is None or b.time is None:
        return "refines" if a.time else "refined_by"
    return "different" if a.zone == b.zone else "unknown"


_BOUNDS = ("by", "before", "after", "until", "since", "about")
_PARTS: dict[Qualifier, tuple[float, float]] = {
    "early": (0.0, 0.4), "mid": (0.3, 0.7), "late": (0.6, 1.0), "end": (0.75, 1.0),
}  # fmt: skip
"""Where in a period its parts lie, with borders as loose as speech is."""


def describe(value: DateValue) -> str:
    """Tell a date value in plain words: a month or a year by its name, all else by its days.

    >>> describe(DateValue("range", date(2025, 10, 24), date(2025, 10, 27)))
    '24 to 27 October 2025'
    >>> describe(DateValue("day", month=11, day=10, qualifier="until"))
    'until 10 November (year not stated)'
    """
    first, last = value.earliest, value.latest
    if first is None or last is None:
        text = _describe_yearless(value)
    else:
        text = _part(value, first + (last - first) / 2) or _interval(
            last if value.qualifier == "by" else first, last
        )
    if value.time:
        clock = " ".join(filter(None, (value.time, value.zone)))
        text = f"{text} at {clock}" if text else clock
    return f"{value.qualifier} {text}" if value.qualifier in _BOUNDS else text


def _part(value: DateValue, middle: date) -> str | None:
    """Tell "late November": the days that it is read as are not as exact as they look."""
    part = "end of" if value.qualifier == "end" else value.qualifier
    periods = {"month": _month(middle), "year": str(middle.year)}
    period = periods.get(value.precision) if value.qualifier in _PARTS else None
    return period and f"{part} {period}"


def _month(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def _interval(first: date, last: date) -> str:
    if first == last:
        return f"{last.day} {_month(last)}"
    if is_whole_year(first, last):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if is_whole_month(first, last):
        return _month(first)
    start = str(first.day)
    if (first.year, first.month) != (last.year, last.month):
        start = f"{first.day} {_month(first)}"
        start = start.removesuffix(f" {last.year}")
    return f"{start} to {last.day} {_month(last)}"


def _describe_yearless(value: DateValue) -> str:
    if value.month is None and value.weekday is not None:
        return f"a {WEEKDAY_NAMES[value.weekday]}"
    if value.month is None:
        return "" if value.time else "a day that depends on when this was published"
    text = f"{value.day or ''} {MONTH_NAMES[value.month - 1]}".strip()
    if value.last_month and value.last_day:
        text += f" to {value.last_day} {MONTH_NAMES[value.last_month - 1]}"
    return f"{text} (year not stated)"


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def place_in_year(value: DateValue, year: int) -> DateValue | None:
    """Resolve a value stated without its year in a given one, None when that day never was."""
    if value.month is None:
        return None
    last_month, last_day = value.last_month or value.month, value.last_day or value.day
    last_year = year + (last_month < value.month)
    try:
        first = date(year, value.month, value.day or 1)
        last = date(last_year, last_month, last_day) if last_day else None
    except ValueError:
        return None
    return replace(value, earliest=first, latest=last or last_of_month(last_year, last_month))


UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_PRECISIONS: dict[str, Precision] = {
    "day": "day", "night": "day", "week": "week", "weekend": "range", "month": "month",
    "quarter": "quarter", "year": "year", "decade": "decade",
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


def part_of(value: DateValue, part: Qualifier) -> DateValue:
    """Narrow a period to its early, mid, late or end part.

    >>> november = DateValue("month", date(2025, 11, 1), date(2025, 11, 30))
    >>> part_of(november, "late").earliest
    datetime.date(2025, 11, 18)
    """
    if value.precision in ("day", "time"):
        return value
    if value.earliest is None or value.latest is None:
        return replace(value, qualifier=part)
    length = (value.latest - value.earliest).days
    first, last = (value.earliest + timedelta(days=round(length * at)) for at in _PARTS[part])
    return replace(value, earliest=first, latest=last, qualifier=part, day=None)


def check_weekday(value: DateValue, weekday: int) -> DateValue:
    """Record the weekday stated beside a date, and the problem when it cannot be right.

    >>> day = date(2025, 11, 30)
    >>> check_weekday(DateValue("day", day, day), 3).weekday_problem
    '30 November 2025 is a Sunday, not a Thursday'
    """
    day = value.earliest
    if day is None or value.precision not in ("day", "time") or day.weekday() == weekday:
        return replace(value, weekday=weekday)
    stated, real = WEEKDAY_NAMES[weekday], WEEKDAY_NAMES[day.weekday()]
    problem = f"{_interval(day, day)} is a {real}, not a {stated}"
    return replace(value, weekday=weekday, weekday_problem=problem)


def weekday_near(day: date, weekday: int, ahead: bool) -> date:
    """Return the nearest such weekday, the day itself included, in the direction told.

    >>> weekday_near(date(2025, 10, 23), 0, ahead=False)
    datetime.date(2025, 10, 20)
    """
    step = (weekday - day.weekday()) % 7
    return day + timedelta(days=step if ahead or not step else step - 7)
