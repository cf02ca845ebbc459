"""Find the dates in English news prose and resolve them against the publication date.

Spans follow TIMEX3 (TimeML annotation guidelines 1.2.1), but that prepositions such as "until" and
modifiers such as "late" do not belong to the expression: "until" becomes the qualifier.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]

from bot.text.calendar import (
    MONTH_NAMES,
    WEEKDAY_NAMES,
    DateValue,
    Qualifier,
    compare_dates,
    describe,
)
from bot.text.days import FIRST_WORD, STARTERS, read_word
from bot.text.words import Mention

__all__ = [
    "MONTH_NAMES", "WEEKDAY_NAMES", "DateValue", "compare_dates", "describe",
    "find_dates",
]  # fmt: skip

_CLOCK_GAP = re.compile(r",?\s?(?:(?:at|on|by|from|around|about|starting)\s){0,2}", re.IGNORECASE)
_RANGE_GAP = re.compile(r"\s?[-–—]\s?|,?\s(?:to|through|thru|until|till|(?P<word>and))\s")
_MOVED = re.compile(
    r"\b(?:moved|postponed|delayed|pushed|rescheduled|shifted|brought forward|changed|revised"
    r"|extended|deferred)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)
_STATED_YEAR = re.compile(r"\d{4}|\byear\b")
_ENDS = ("day", "month", "year")
"""Precisions that the ends of a range may have."""


def _join_dates(text: str, mentions: list[Mention[DateValue]]) -> list[Mention[DateValue]]:
    """Merge neighbours that are one expression."""
    joined: list[Mention[DateValue]] = []
    for mention in mentions:
        both = _join(text, joined[-1], mention) if joined else None
        if both is None:
            joined.append(mention)
        else:
            joined[-1] = both
    return joined


def _join(text: str, a: Mention[DateValue], b: Mention[DateValue]) -> Mention[DateValue] | None:
    gap = text[a.end : b.start]
    if len(gap) > 20:
        return None
    value = _with_clock(a.value, b.value, gap)
    if value is None and _is_range_gap(text, a, gap):
        is_inferred = not _STATED_YEAR.search(f"{a.text} {b.text}")
        value = _range(a.value, b.value, is_inferred)
    return Mention(a.start, b.end, text[a.start : b.end], value) if value else None


def _is_bare_clock(value: DateValue) -> bool:
    return value.precision == "time" and value.days is None


def _with_clock(a: DateValue, b: DateValue, gap: str) -> DateValue | None:
    """Put a time of day to its day: "after 6 p.m. on Monday" is on Monday, not after it."""
    if not _CLOCK_GAP.fullmatch(gap) or _is_bare_clock(a) == _is_bare_clock(b):
        return None
    clock, day = (a, b) if _is_bare_clock(a) else (b, a)
    if day.precision != "day":
        return None
    qualifier = day.qualifier or (clock.qualifier if clock.qualifier in _WHOLE_DAY else "")
    return replace(day, precision="time", time=clock.time, zone=clock.zone, qualifier=qualifier)


_WHOLE_DAY = ("by", "until", "since")


def _is_range_gap(text: str, a: Mention[DateValue], gap: str) -> bool:
    match = _RANGE_GAP.fullmatch(gap)
    if match is None:
        return False
    if match["word"]:
        return bool(_BETWEEN.search(text[max(0, a.start - 14) : a.start]))
    return not _MOVED.search(text[max(0, a.start - 60) : a.start])


def _range(a: DateValue, b: DateValue, is_inferred: bool) -> DateValue | None:
    if _is_bare_clock(a) and _is_bare_clock(b):
        return a
    if a.precision not in _ENDS or b.precision not in _ENDS or a.days is None or b.days is None:
        return None
    (first, _), (_, last) = a.days, b.days
    if first > last and b.relative:
        last += timedelta(7)
    elif first > last:
        first += relativedelta(year=last.year)
        first -= relativedelta(years=first > last)
    elif is_inferred and (last - first).days > 300:
        last -= relativedelta(years=1)
    relative = a.relative or b.relative
    qualifier = "" if a.qualifier == "since" else a.qualifier
    if a.resolved != b.resolved or first > last:
        return None
    if not a.resolved:
        return DateValue("range", stated=(first, last), qualifier=qualifier)
    return DateValue("range", first, last, None, qualifier, relative)


_QUALIFIER = re.compile(
    r"\b(?P<word>by|before|after|until|till|since|about|around|through|as of|ahead of|prior to"
    r"|following|starting|effective|no later than|circa)\s+(?:the\s)?$",
    re.IGNORECASE,
)
_QUALIFIERS: dict[str, Qualifier] = {
    "by": "by", "no later than": "by", "before": "before", "ahead of": "before",
    "prior to": "before", "after": "after", "following": "after", "until": "until", "till": "until",
    "through": "until", "since": "since", "effective": "since", "as of": "since",
    "starting": "since", "about": "about", "around": "about", "circa": "about",
}  # fmt: skip


def _mention(text: str, start: int, end: int, value: DateValue) -> Mention[DateValue]:
    match = _QUALIFIER.search(text[max(0, start - 20) : start])
    qualifier = _QUALIFIERS[match["word"].lower()] if match else value.qualifier
    return Mention(start, end, text[start:end], replace(value, qualifier=qualifier))


def find_dates(text: str, published: date | None) -> list[Mention[DateValue]]:
    """Find every date, in order, each as long as its expression.

    A publication outside 1600 to 2400 is a broken clock or a placeholder and counts as unknown.

    >>> mentions = find_dates("The truce runs until Nov. 10.", date(2025, 10, 23))
    >>> [(m.text, m.value.qualifier, m.value.iso) for m in mentions]
    [('Nov. 10', 'until', '2025-11-10')]
    """
    if published is not None and not 1600 <= published.year <= 2400:
        published = None
    mentions: list[Mention[DateValue]] = []
    position = 0
    for word in FIRST_WORD.finditer(text):
        if word.start() < position or (word[0].isalpha() and word[0].lower() not in STARTERS):
            continue
        found = read_word(text, word.start(), word[0], published)
        if found is not None:
            position = found[0]
            mentions.append(_mention(text, word.start(), *found))
    return _join_dates(text, mentions)
