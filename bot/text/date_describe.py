"""Tell a date value in plain words."""

from datetime import date

from bot.text.date_values import (
    MONTH_NAMES,
    WEEKDAY_NAMES,
    DateValue,
    is_whole_month,
    is_whole_year,
)

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


def _day(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _interval(first: date, last: date) -> str:
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year} to {last.year}"
    if first.year == last.year:
        return f"{first.day} {MONTH_NAMES[first.month - 1]} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def _describe_yearless(value: DateValue) -> str:
    if value.month is None and value.weekday is not None:
        return f"a {WEEKDAY_NAMES[value.weekday]}"
    if value.month is None:
        return "a day that depends on when this was published" if not value.time else ""
    first = f"{value.day} " if value.day else ""
    text = first + MONTH_NAMES[value.month - 1]
    if value.last_month and value.last_day:
        text += f" to {value.last_day} {MONTH_NAMES[value.last_month - 1]}"
    return f"{text} (year not stated)"


def _describe_period(value: DateValue, first: date, last: date) -> str:
    month = f"{MONTH_NAMES[first.month - 1]} {first.year}"
    if value.precision == "month" and is_whole_month(value):
        return month
    if value.qualifier == "by" and not is_whole_year(value):
        return _day(last)
    if value.precision == "year" and is_whole_year(value):
        return str(first.year)
    if value.precision == "decade" and value.qualifier == "":
        return f"{first.year}s"
    if value.precision == "week" and not value.qualifier and (last - first).days == 6:
        return f"week of {_day(first)}"
    if value.precision == "season" and (season := _season(first, last)):
        return season
    if value.precision == "quarter" and not value.qualifier:
        return f"{('first', 'second', 'third', 'fourth')[first.month // 3]} quarter of {first.year}"
    return _interval(first, last)


_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def _season(first: date, last: date) -> str:
    name = (
        _SEASONS.get(first.month, "")
        if first.day == 1 and (last - first).days in range(88, 93)
        else ""
    )
    years = str(first.year) if first.year == last.year else f"{first.year}/{last.year % 100:02d}"
    return f"{name} {years}" if name else ""


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
