"""Join neighbouring dates: "Monday at 6 p.m.", "Nov. 28 to Dec. 2", "Nov. 3, 4 and 5"."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.text.date_values import DateMention, DateValue, place_in_year
from bot.text.date_words import DAY
from bot.text.number_units import noun_after

_CLOCK_GAP = re.compile(r",?\s?(?:(?:at|on|by|from|around|about|starting)\s){0,2}", re.IGNORECASE)
_RANGE_GAP = re.compile(
    r"\s?[-–—]\s?|,?\s(?P<word>to|through|thru|until|till|and)\s", re.IGNORECASE
)
_MOVED = re.compile(
    r"\b(?:moved|postponed|delayed|pushed|rescheduled|shifted|brought forward|changed|revised"
    r"|extended|deferred)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)
_MORE_DAYS = re.compile(rf"(?:,\s|,?\s(?P<last>and|or|&)\s)(?P<day>{DAY})")


def join_dates(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Merge neighbours that are one expression.

    >>> join_dates("Monday", [])
    []
    """
    joined: list[DateMention] = []
    for mention in mentions:
        for day in [mention, *_further_days(text, mention)]:
            both = _join(text, joined[-1], day) if joined else None
            if both is None:
                joined.append(day)
            else:
                joined[-1] = both
    return joined


def _join(text: str, a: DateMention, b: DateMention) -> DateMention | None:
    gap = text[a.end : b.start]
    if len(gap) > 20:
        return None
    value = (
        _with_clock(a.value, b.value, gap)
        or _in_list(a.value, b.value, gap)
        or _in_week(a.value, b.value, gap)
    )
    if value is None and _is_range_gap(text, a, gap):
        value = _range(a.value, b.value)
    return DateMention(a.start, b.end, text[a.start : b.end], value) if value else None


def _is_bare_clock(value: DateValue) -> bool:
    return value.time is not None and value.earliest is None and value.month is None


_WHOLE_DAY = ("by", "until", "since")


def _with_clock(a: DateValue, b: DateValue, gap: str) -> DateValue | None:
    """Put a time of day to its day."""
    if not _CLOCK_GAP.fullmatch(gap) or _is_bare_clock(a) == _is_bare_clock(b):
        return None
    clock, day = (a, b) if _is_bare_clock(a) else (b, a)
    if day.precision != "day":
        return None
    # "after 6 p.m. on Monday" is on Monday, not after it.
    qualifier = day.qualifier or (clock.qualifier if clock.qualifier in _WHOLE_DAY else "")
    return replace(day, precision="time", time=clock.time, zone=clock.zone, qualifier=qualifier)


def _in_list(a: DateValue, b: DateValue, gap: str) -> DateValue | None:
    """Make one range of consecutive days of a list ("Nov. 3, 4 and 5")."""
    if gap.strip(", ").lower() not in ("", "and", "or", "&") or b.weekday is not None:
        return None
    if a.precision not in ("day", "range") or b.precision != "day" or a.month != b.month:
        return None
    if a.day is None or (a.last_day or a.day) + 1 != b.day or a.relative or b.relative:
        return None
    if a.year and b.year and a.year != b.year:
        return None
    return _spanning(a, b)


def _in_week(a: DateValue, b: DateValue, gap: str) -> DateValue | None:
    """Read "Tuesday of next week" and "next week on Tuesday"."""
    day, week = (a, b) if b.precision == "week" else (b, a)
    if week.precision != "week" or day.weekday is None or not day.relative:
        return None
    if day.precision != "day" or gap.strip() not in ("", "of", "on") or week.earliest is None:
        return None
    return _following_weekday(week.earliest, day)


def _spanning(a: DateValue, b: DateValue) -> DateValue:
    return replace(
        a,
        precision="range",
        latest=b.latest,
        last_month=b.last_month or b.month,
        last_day=b.last_day or b.day,
        year_inferred=a.year_inferred and b.year_inferred,
        weekday=None,
        weekday_problem=a.weekday_problem or b.weekday_problem,
    )


def _is_range_gap(text: str, a: DateMention, gap: str) -> bool:
    match = _RANGE_GAP.fullmatch(gap)
    if match is None:
        return False
    word = (match["word"] or "").lower()
    if word == "and":
        return bool(_BETWEEN.search(text[max(0, a.start - 14) : a.start]))
    return word != "to" or not _MOVED.search(text[max(0, a.start - 60) : a.start])


_ENDS = ("day", "month", "year", "season", "quarter")


def _range(a: DateValue, b: DateValue) -> DateValue | None:
    if _is_bare_clock(a) and _is_bare_clock(b):
        return a
    if a.precision not in _ENDS or b.precision not in _ENDS:
        return None
    if a.precision != b.precision and not (b.precision == "year" or a.month is None):
        return None
    if a.earliest is None or b.earliest is None:
        return _yearless_range(a, b)
    a, b = _in_order(a, b)
    if a.earliest is None or b.latest is None or a.earliest > b.latest:
        return None
    value = _spanning(a, b)
    qualifier = "" if a.qualifier == "since" else a.qualifier
    return replace(value, qualifier=qualifier, relative=a.relative or b.relative)


def _yearless_range(a: DateValue, b: DateValue) -> DateValue | None:
    if a.month is None or b.month is None:
        return None
    if b.earliest is not None and (placed := place_in_year(a, b.earliest.year)):
        return _range(placed, b)
    return replace(_spanning(a, b), earliest=None, latest=None)


def _in_order(a: DateValue, b: DateValue) -> tuple[DateValue, DateValue]:
    """Let the end of a range follow its start where a year or a week was only inferred."""
    first, last = a.earliest or date.min, b.latest or date.max
    if a.year_inferred and b.year is not None:
        placed = place_in_year(a, b.year)
        if placed and placed.earliest and placed.earliest > last:
            placed = place_in_year(a, b.year - 1)
        return placed or a, b
    if (first <= last and (last - first).days < 300) or not b.earliest:
        return a, b
    if b.year_inferred:
        year = first.year + ((b.month or 1, b.day or 1) < (first.month, first.day))
        return a, place_in_year(b, year) or b
    if b.weekday is not None and b.relative:
        return a, _following_weekday(first, b)
    return a, b


def _following_weekday(first: date, b: DateValue) -> DateValue:
    day = first + timedelta(days=((b.weekday or 0) - first.weekday()) % 7)
    return replace(b, earliest=day, latest=day)


def _further_days(text: str, mention: DateMention) -> list[DateMention]:
    """Read the bare days that continue a list, each a mention of its own ("Oct. 3 and 17")."""
    value = mention.value
    if value.precision != "day" or value.month is None or value.day is None or value.relative:
        return []
    days: list[DateMention] = []
    at, closed = mention.end, False
    while not closed and (match := _MORE_DAYS.match(text, at)):
        day = int(re.sub(r"\D", "", match["day"]))
        following = _same_month(value, day)
        if following is None or noun_after(text, match.end(), plural=True):
            return []
        days.append(DateMention(match.start("day"), match.end(), match["day"], following))
        at, closed = match.end(), bool(match["last"])
    return days if closed else []


def _same_month(value: DateValue, day: int) -> DateValue | None:
    moved = replace(value, day=day, weekday=None, weekday_problem=None)
    if value.earliest is None:
        return moved if place_in_year(moved, 2000) else None
    return place_in_year(moved, value.earliest.year)
