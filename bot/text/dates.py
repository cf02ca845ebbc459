"""Find the dates in English news prose and resolve them against the publication date.

Spans follow TIMEX3 (TimeML annotation guidelines 1.2.1): modifiers such as "late" and "the end
of" belong to the expression, prepositions such as "until" do not: they become the qualifier.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.text import date_words as words
from bot.text.date_absolute import (
    Found,
    Reader,
    read_day_month,
    read_digits,
    read_holiday,
    read_month,
    read_quarter,
    read_season,
    read_year,
)
from bot.text.date_calendar import check_weekday, part_of, unit_around
from bot.text.date_relative import (
    nearest_weekday,
    read_ago,
    read_day_word,
    read_in,
    read_weekday,
    read_which,
    read_within,
)
from bot.text.date_tense import tense_at
from bot.text.date_times import read_time
from bot.text.date_values import (
    DateValue,
    Precision,
    Qualifier,
    compare_dates,
    describe,
    place_in_year,
)
from bot.text.durations import DurationMention, compare_durations, find_durations
from bot.text.number_words import NUMBER_TOKENS

__all__ = [
    "DateMention",
    "DateValue",
    "DurationMention",
    "Precision",
    "Qualifier",
    "compare_dates",
    "compare_durations",
    "describe",
    "find_dates",
    "find_durations",
]


@dataclass(frozen=True)
class DateMention:
    """Where a date stands in the text and what it was read as."""

    start: int
    end: int
    text: str
    value: DateValue


_PARTS: dict[str, Qualifier] = {
    "early": "early",
    "start": "early",
    "beginning": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "end",
    "close": "end",
}
_PART = words.pattern(
    r"(?P<part>(?:early|late|mid)(?:\s(?:in|on)\s|[\s-])|(?:start|beginning|middle|end|close)\sof\s)(?:the\s)?"
)
_THIS_UNIT = words.pattern(r"(?P<unit>week|month|year|decade|weekend)(?!\w)")
_UNIT_END = words.pattern(r"(?:the\s)?(?P<unit>week|month|year)(?:['’]s\s|[- ])end(?!\w)")
_WEEKEND = words.pattern(r"weekend(?!\w)")


def _read_part(text: str, at: int, published: date | None) -> Found:
    """Read "late November", "the end of the month", "mid-2026"."""
    match = _PART.match(text, at)
    if match is None:
        return None
    part = _PARTS[re.split(r"[\s-]", match["part"].lower())[0]]
    found = _read_atom(text, match.end(), published) or _read_this_unit(text, match, published)
    if found is None or found[1].time:
        return None
    end, value = found
    return (end, value) if value.precision == "day" else (end, part_of(value, part))


def _read_this_unit(text: str, match: re.Match[str], published: date | None) -> Found:
    unit = _THIS_UNIT.match(text, match.end())
    if unit is None or not match[0].lower().endswith("the "):
        return None
    name = unit["unit"].lower()
    value = unit_around(name, published) if published else DateValue("relative", relative=True)
    return (unit.end(), value) if value else None


def _read_unit_end(text: str, at: int, published: date | None) -> Found:
    match = _UNIT_END.match(text, at)
    if match is None:
        return None
    if published is None:
        return match.end(), DateValue("relative", relative=True, qualifier="end")
    value = unit_around(match["unit"].lower(), published)
    return (match.end(), part_of(value, "end")) if value else None


def _read_weekend(text: str, at: int, published: date | None) -> Found:
    match = _WEEKEND.match(text, at)
    if match is None or not text[:at].lower().endswith("the "):
        return None
    if published is None:
        return match.end(), DateValue("range", relative=True)
    past = tense_at(text, at, match.end()) != "future" and published.weekday() < 5
    value = unit_around("weekend", published, -1 if past else 0)
    return (match.end(), value) if value else None


_DAY_THEN_DATE = words.pattern(
    rf"(?P<weekday>{words.WEEKDAY}|{words.WEEKDAY_SHORT})(?:\s{words.DAY_PART})?"
    r"(?P<sep>,?\s\(?|,\sthe\s|\sthe\s|\s[-–]\s)"
)


def _read_weekday_with_date(text: str, at: int, published: date | None) -> Found:
    """Read "Thursday, 30 November" and "Sunday (Oct. 26)", and check the one by the other."""
    match = _DAY_THEN_DATE.match(text, at)
    if match is None:
        return None
    rest = match.end()
    found = (
        read_month(text, rest, published)
        or read_day_month(text, rest, published)
        or read_digits(text, rest, published)
    )
    if found is None or found[1].precision not in ("day", "range"):
        return None
    end, value = found
    if match["sep"].endswith("("):
        if text[end : end + 1] != ")":
            return None
        end += 1
    return end, check_weekday(value, words.weekday_number(match["weekday"]))


def _read_clock(text: str, at: int, published: date | None) -> Found:
    clock = read_time(text, at)
    if clock is None or text[max(0, at - 1) : at] in ("$", "£", "€", ".", ",", ":"):
        return None
    return clock.end, DateValue("time", time=clock.time, zone=clock.zone)


_NUMERIC: tuple[Reader, ...] = (
    read_digits,
    _read_clock,
    read_day_month,
    read_year,
    read_ago,
)
_MONTH_RULES: tuple[Reader, ...] = (read_holiday, read_month)
_WEEKDAY_RULES: tuple[Reader, ...] = (_read_weekday_with_date, read_weekday)
_COUNT_RULES: tuple[Reader, ...] = (read_ago,)


def _starters() -> dict[str, tuple[Reader, ...]]:
    """Map each first word of a date to the readers worth trying there."""
    table: dict[str, tuple[Reader, ...]] = {}
    for word in [*NUMBER_TOKENS, "a", "an", "several", "few", "couple", "half", "many"]:
        table[word] = _COUNT_RULES
    for month in words.MONTH_FORMS:
        table[month] = _MONTH_RULES
    for weekday in words.WEEKDAY_FORMS:
        table[weekday] = _WEEKDAY_RULES
    for name in words.HOLIDAYS:
        first = re.split(r"[^a-z]", name)[0]
        table[first] = (*dict.fromkeys((read_holiday, *table.get(first, ()))),)
    for season in words.SEASON_START:
        table[season] = (read_season,)
    for ordinal in words.ORDINALS:
        table[ordinal] = (read_quarter, *table.get(ordinal, ()))
    for part in _PARTS:
        table[part] = (_read_part,)
    table |= dict.fromkeys(("today", "tonight", "tomorrow", "yesterday"), (read_day_word,))
    table |= dict.fromkeys(
        ("this", "next", "past", "coming", "previous", "following", "same"), (read_which,)
    )
    table |= dict.fromkeys(("year", "month", "week"), (_read_unit_end,))
    table |= dict.fromkeys(("later", "earlier"), (read_within,))
    table |= dict.fromkeys(("in", "within"), (read_in,))
    table["last"] = (read_which, read_quarter)
    table["q"] = (read_quarter,)
    table["weekend"] = (_read_weekend,)
    return table


_STARTERS = _starters()
_FIRST_WORD = re.compile(r"(?<![\w@#])(?:[A-Za-z]+|\d+|['’]\d0s)")


def _read_atom(text: str, at: int, published: date | None) -> Found:
    word = _FIRST_WORD.match(text, at)
    return _read_word(text, at, word[0], published) if word else None


def _read_word(text: str, at: int, word: str, published: date | None) -> Found:
    rules = _STARTERS.get(word.lower()) if word[0].isalpha() else _NUMERIC
    for rule in rules or ():
        found = rule(text, at, published)
        if found is not None:
            return found
    return None


_QUALIFIER = re.compile(
    r"\b(?P<word>by|before|after|until|till|since|about|around|through|as of|ahead of|prior to"
    r"|following|from|starting|no later than|as early as|circa)\s+(?:the\s)?$",
    re.IGNORECASE,
)
_QUALIFIERS: dict[str, Qualifier] = {
    "by": "by",
    "no later than": "by",
    "before": "before",
    "ahead of": "before",
    "prior to": "before",
    "after": "after",
    "following": "after",
    "until": "until",
    "till": "until",
    "through": "until",
    "since": "since",
    "from": "since",
    "as of": "since",
    "starting": "since",
    "about": "about",
    "around": "about",
    "circa": "about",
}
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
    if (first in _LED_BY_THE or value.precision == "decade") and text[:start].lower().endswith("the "):
        start -= 4
    return DateMention(start, end, text[start:end], _qualified(text, start, value))


def find_dates(text: str, published: date | None) -> list[DateMention]:
    """Find every date, in order, each as long as its expression.

    >>> mentions = find_dates("The truce runs until Nov. 10.", date(2025, 10, 23))
    >>> [(m.text, m.value.qualifier, m.value.iso) for m in mentions]
    [('Nov. 10', 'until', '2025-11-10')]
    """
    mentions: list[DateMention] = []
    position = 0
    for word in _FIRST_WORD.finditer(text):
        start = word.start()
        first = word[0]
        if start < position or (first.isalpha() and first.lower() not in _STARTERS):
            continue
        found = _read_word(text, start, first, published)
        if found is not None:
            position = found[0]
            mentions.append(_mention(text, start, *found))
    return join_dates(text, mentions)


def join_dates(text: str, mentions: list[DateMention]) -> list[DateMention]:
    return mentions
