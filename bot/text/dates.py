"""Find the dates in English news prose and resolve them against the publication date.

Spans follow TIMEX3 (TimeML annotation guidelines 1.2.1): modifiers such as "late" and "the end
of" belong to the expression, prepositions such as "until" do not: they become the qualifier.
"""

import re
from dataclasses import replace
from datetime import date

from bot.text.calendar import (
    MONTH_NAMES,
    WEEKDAY_NAMES,
    DateValue,
    Qualifier,
    compare_dates,
    describe,
    place_in_year,
    weekday_near,
)
from bot.text.periods import FIRST_WORD, STARTERS, read_word
from bot.text.words import Mention

__all__ = [
    "MONTH_NAMES", "WEEKDAY_NAMES", "DateValue", "compare_dates", "describe",
    "find_dates",
]  # fmt: skip

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
_ENDS = ("day", "month", "year", "season", "quarter")
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
        value = _range(a.value, b.value)
    return Mention(a.start, b.end, text[a.start : b.end], value) if value else None


def _is_bare_clock(value: DateValue) -> bool:
    return value.precision == "time" and not value.resolved and value.month is None


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


def _spanning(a: DateValue, b: DateValue) -> DateValue:
    return replace(
        a,
        precision="range",
        latest=b.latest,
        last_month=b.last_month or b.month,
        last_day=b.last_day or b.day,
        qualifier="" if a.qualifier == "since" else a.qualifier,
        relative=a.relative or b.relative,
        weekday=None,
        weekday_problem=a.weekday_problem or b.weekday_problem,
    )


def _is_range_gap(text: str, a: Mention[DateValue], gap: str) -> bool:
    match = _RANGE_GAP.fullmatch(gap)
    if match is None:
        return False
    word = (match["word"] or "").lower()
    if word == "and":
        return bool(_BETWEEN.search(text[max(0, a.start - 14) : a.start]))
    return word != "to" or not _MOVED.search(text[max(0, a.start - 60) : a.start])


def _range(a: DateValue, b: DateValue) -> DateValue | None:
    if _is_bare_clock(a) and _is_bare_clock(b):
        return a
    if a.precision not in _ENDS or b.precision not in _ENDS:
        return None
    if a.precision != b.precision and not (b.precision == "year" or a.month is None):
        return None
    if a.earliest is None and b.earliest is None and a.month and b.month:
        return _spanning(a, b)
    a, b = _in_order(a, b)
    if a.earliest is None or b.latest is None or a.earliest > b.latest:
        return None
    return _spanning(a, b)


def _in_order(a: DateValue, b: DateValue) -> tuple[DateValue, DateValue]:
    """Let the end of a range follow its start where a year or a week was only inferred."""
    last = b.latest or date.min
    if a.year is None and b.year is not None and not a.relative:
        placed = [p for year in (b.year, b.year - 1) if (p := place_in_year(a, year))]
        return next((p for p in placed if p.earliest and p.earliest <= last), a), b
    first = a.earliest or date.min
    if b.earliest is None or (first <= last and (last - first).days < 300):
        return a, b
    if b.weekday is not None and b.relative:
        day = weekday_near(first, b.weekday, ahead=True)
        return a, replace(b, earliest=day, latest=day)
    year = first.year + ((b.month or 1, b.day or 1) < (first.month, first.day))
    return a, (b.year is None and place_in_year(b, year)) or b


_QUALIFIER = re.compile(
    r"\b(?P<word>by|before|after|until|till|since|about|around|through|as of|ahead of|prior to"
    r"|following|starting|effective|no later than|as early as|circa)\s+(?:the\s)?$",
    re.IGNORECASE,
)
_QUALIFIERS: dict[str, Qualifier] = {
    "by": "by", "no later than": "by", "before": "before", "ahead of": "before",
    "prior to": "before", "after": "after", "following": "after", "until": "until", "till": "until",
    "through": "until", "since": "since", "effective": "since", "as of": "since",
    "starting": "since", "about": "about", "around": "about", "circa": "about",
}  # fmt: skip
_LED_BY_THE = {
    "weekend", "first", "second", "third", "fourth", "end", "beginning", "start", "middle", "close",
    "spring", "summer", "autumn", "fall", "winter", "past", "last", "next", "coming", "previous",
    "following", "same", "early", "late", "mid", "year", "month", "week",
}  # fmt: skip


def _qualified(text: str, start: int, value: DateValue) -> DateValue:
    match = _QUALIFIER.search(text[max(0, start - 20) : start])
    if match is None or (value.qualifier and match["word"].lower() in ("about", "around")):
        return value
    qualifier = _QUALIFIERS.get(match["word"].lower())
    return replace(value, qualifier=qualifier) if qualifier else value


def _mention(text: str, start: int, end: int, value: DateValue) -> Mention[DateValue]:
    first = re.split(r"[^A-Za-z]", text[start : start + 12].lower(), maxsplit=1)[0]
    takes_the = first in _LED_BY_THE or value.precision == "decade"
    if takes_the and text[max(0, start - 4) : start].lower() == "the ":
        start -= 4
    return Mention(start, end, text[start:end], _qualified(text, start, value))


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
