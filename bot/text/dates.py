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
    DateMention,
    DateValue,
    Qualifier,
    compare_dates,
    describe,
    place_in_year,
    weekday_near,
)
from bot.text.days import DAY
from bot.text.periods import FIRST_WORD, STARTERS, read_word
from bot.text.words import noun_after

__all__ = [
    "MONTH_NAMES", "WEEKDAY_NAMES", "DateMention", "DateValue", "compare_dates", "describe",
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
_MORE_DAYS = re.compile(rf"(?:,\s|,?\s(?P<last>and|or|&)\s)(?P<day>{DAY})")
_ENDS = ("day", "month", "year", "season", "quarter")
"""Precisions that the ends of a range may have."""


def _join_dates(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Merge neighbours that are one expression."""
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


def _in_list(a: DateValue, b: DateValue, gap: str) -> DateValue | None:
    """Make one range of consecutive days of a list ("Nov. 3, 4 and 5")."""
    if gap.strip(", ").lower() not in ("", "and", "or", "&") or b.weekday is not None:
        return None
    if a.precision not in ("day", "range") or b.precision != "day" or a.month != b.month:
        return None
    if a.day is None or (a.last_day or a.day) + 1 != b.day:
        return None
    return _spanning(a, b)


def _in_week(a: DateValue, b: DateValue, gap: str) -> DateValue | None:
    """Read "Tuesday of next week" and "next week on Tuesday"."""
    day, week = (a, b) if b.precision == "week" else (b, a)
    if week.precision != "week" or gap.strip() not in ("", "of", "on") or week.earliest is None:
        return None
    is_weekday = day.precision == "day" and day.weekday is not None and day.relative
    return _following_weekday(week.earliest, day) if is_weekday else None


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


def _is_range_gap(text: str, a: DateMention, gap: str) -> bool:
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
        return a, _following_weekday(first, b)
    year = first.year + ((b.month or 1, b.day or 1) < (first.month, first.day))
    return a, (b.year is None and place_in_year(b, year)) or b


def _following_weekday(first: date, b: DateValue) -> DateValue:
    day = weekday_near(first, b.weekday or 0, ahead=True)
    return replace(b, earliest=day, latest=day)


def _further_days(text: str, mention: DateMention) -> list[DateMention]:
    """Read the bare days that continue a list, each a mention of its own ("Oct. 3 and 17")."""
    value = mention.value
    if value.precision != "day" or value.month is None or value.day is None or value.relative:
        return []
    days: list[DateMention] = []
    at, closed = mention.end, False
    while not closed and (match := _MORE_DAYS.match(text, at)):
        following = _same_month(value, int(re.sub(r"\D", "", match["day"])))
        if following is None or noun_after(text, match.end(), plural=True):
            return []
        days.append(DateMention(match.start("day"), match.end(), match["day"], following))
        at, closed = match.end(), bool(match["last"])
    return days if closed else []


def _same_month(value: DateValue, day: int) -> DateValue | None:
    moved = replace(value, day=day, weekday=None, weekday_problem=None)
    placed = place_in_year(moved, value.earliest.year if value.earliest else 2000)
    return moved if placed and value.earliest is None else placed


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


def _mention(text: str, start: int, end: int, value: DateValue) -> DateMention:
    first = re.split(r"[^A-Za-z]", text[start : start + 12].lower(), maxsplit=1)[0]
    takes_the = first in _LED_BY_THE or value.precision == "decade"
    if takes_the and text[max(0, start - 4) : start].lower() == "the ":
        start -= 4
    return DateMention(start, end, text[start:end], _qualified(text, start, value))


def find_dates(text: str, published: date | None) -> list[DateMention]:
    """Find every date, in order, each as long as its expression.

    A publication outside 1600 to 2400 is a broken clock or a placeholder and counts as unknown.

    >>> mentions = find_dates("The truce runs until Nov. 10.", date(2025, 10, 23))
    >>> [(m.text, m.value.qualifier, m.value.iso) for m in mentions]
    [('Nov. 10', 'until', '2025-11-10')]
    """
    if published is not None and not 1600 <= published.year <= 2400:
        published = None
    mentions: list[DateMention] = []
    position = 0
    for word in FIRST_WORD.finditer(text):
        if word.start() < position or (word[0].isalpha() and word[0].lower() not in STARTERS):
            continue
        found = read_word(text, word.start(), word[0], published)
        if found is not None:
            position = found[0]
            mentions.append(_mention(text, word.start(), *found))
    return _join_dates(text, mentions)
