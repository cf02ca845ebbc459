"""How the days of two date values stand to each other."""

from datetime import date, timedelta

from bot.text.comparison import Comparison, compare_bounds
from bot.text.date_values import DateValue, place_in_year

_SLACK = {"day": 3, "week": 7, "month": 15, "season": 30, "quarter": 30, "year": 365}


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


def _days(value: DateValue) -> tuple[date, date]:
    """Return the days on which the fact may lie; "since" and "until" name a day, "by" does not."""
    first, last = value.earliest or date.min, value.latest or date.max
    if value.qualifier == "by":
        return date.min, last
    if value.qualifier == "before":
        return date.min, _shift(first, -1)
    if value.qualifier == "after":
        return _shift(last, 1), date.max
    slack = _SLACK.get(value.precision, 3) if value.qualifier == "about" else 0
    return _shift(first, -slack), _shift(last, slack)


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
