"""Calendar arithmetic: weeks, months and the year that a news text leaves out."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from bot.text.date_tense import is_plainly_past, tense_at
from bot.text.date_values import (
    MONTH_NAMES,
    WEEKDAY_NAMES,
    DateValue,
    Precision,
    Qualifier,
    last_of_month,
    place_in_year,
)

_BEHIND, _AHEAD = 245, 121  # days: a month named in news is within -8 and +4 months
_NEAR = 45


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


def infer_year(
    value: DateValue, published: date | None, text: str, start: int, end: int
) -> DateValue:
    """Give a month and day the year nearest to the publication date; news looks back further
    than ahead (8 months against 4), unless the verb says which way."""
    if published is None or value.resolved:
        return value
    years = range(max(1, published.year - 2), min(9997, published.year + 2) + 1)
    placed = [p for year in years if (p := place_in_year(value, year)) is not None]
    window = _window(text, start, end, published, placed)
    chosen = [
        p for p in placed if p.earliest and window[0] < (p.earliest - published).days <= window[1]
    ]
    if not chosen:
        return value
    nearest = min(chosen, key=lambda p: abs(((p.earliest or published) - published).days))
    return replace(nearest, year_inferred=True)


def _window(
    text: str, start: int, end: int, published: date, placed: list[DateValue]
) -> tuple[int, int]:
    if is_plainly_past(text, start):
        return -365, 1
    offsets = [(p.earliest - published).days for p in placed if p.earliest]
    near = any(abs(offset) <= _NEAR for offset in offsets)
    if not near and tense_at(text, start, end) == "future":
        return -_NEAR, 366 - _NEAR
    return -_BEHIND, _AHEAD


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
