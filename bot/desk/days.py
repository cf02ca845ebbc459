"""Days as a timeline shows them."""

from datetime import date


def tell_day(day: date) -> str:
    """Return a day as it is shown.

    >>> tell_day(date(2026, 10, 6))
    '6 Oct 2026'
    """
    return f"{day.day} {day:%b} {day.year}"


def tell_days(first: date, last: date) -> str:
    """Return the days from one to another as they are shown.

    >>> tell_days(date(2026, 8, 1), date(2026, 8, 31))
    'Aug 2026'
    >>> tell_days(date(2026, 9, 4), date(2026, 9, 6))
    '4–6 Sep 2026'
    """
    if first == last:
        return tell_day(first)
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and (last.toordinal() + 1 == next_month(first).toordinal())
        return f"{first:%b} {first.year}" if whole else f"{first.day}–{tell_day(last)}"
    return f"{first.day} {first:%b} – {tell_day(last)}"


def next_month(day: date) -> date:
    """Return the first day of the month after a day's."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
