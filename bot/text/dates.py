"""Find the dates in English news prose and resolve them against the publication date.

Spans follow TIMEX3 (TimeML annotation guidelines 1.2.1): modifiers such as "late" and "the end
of" belong to the expression, prepositions such as "until" do not: they become the qualifier.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.text.date_grammar import FIRST_WORD, STARTERS, read_word
from bot.text.date_values import (
    DAY,
    MONTH_NAMES,
    WEEKDAY_NAMES,
    DateMention,
    DateValue,
    Qualifier,
    add_days,
    is_whole_month,
    is_whole_year,
    place_in_year,
)
from bot.text.numbers import Comparison, compare_bounds
from bot.text.words import noun_after

__all__ = [
    "MONTH_NAMES", "WEEKDAY_NAMES", "DateMention", "DateValue", "compare_dates", "describe",
    "find_dates",
]  # fmt: skip

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
        return date.min, add_days(first, -1) or first
    if value.qualifier == "after":
        return add_days(last, 1) or last, date.max
    slack = _SLACK.get(value.precision, 3) if value.qualifier == "about" else 0
    return add_days(first, -slack) or first, add_days(last, slack) or last


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
    if (first in _LED_BY_THE or value.precision == "decade") and text[:start].lower().endswith(
        "the "
    ):
        start -= 4
    return DateMention(start, end, text[start:end], _qualified(text, start, value))


# Articles are published within these years; anything else is a broken clock or a placeholder.
_FIRST_YEAR, _LAST_YEAR = 1600, 2400


def find_dates(text: str, published: date | None) -> list[DateMention]:
    """Find every date, in order, each as long as its expression.

    >>> mentions = find_dates("The truce runs until Nov. 10.", date(2025, 10, 23))
    >>> [(m.text, m.value.qualifier, m.value.iso) for m in mentions]
    [('Nov. 10', 'until', '2025-11-10')]
    """
    if published is not None and not _FIRST_YEAR <= published.year <= _LAST_YEAR:
        published = None
    mentions: list[DateMention] = []
    position = 0
    for word in FIRST_WORD.finditer(text):
        start = word.start()
        first = word[0]
        if start < position or (first.isalpha() and first.lower() not in STARTERS):
            continue
        found = read_word(text, start, first, published)
        if found is not None:
            position = found[0]
            mentions.append(_mention(text, start, *found))
    return _join_dates(text, mentions)
