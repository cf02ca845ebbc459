"""Readers of dates at a distance from the publication: "two weeks ago", "in three months"."""

import re
from datetime import date
from decimal import Decimal

from bot.text import date_words as words
from bot.text.date_absolute import Found
from bot.text.date_calendar import add_days, add_months, interval, unit_around
from bot.text.date_tense import tense_at
from bot.text.date_values import DateValue
from bot.text.number_words import read_number_words

UNRESOLVED = DateValue("relative", relative=True)
_AGO = words.pattern(
    rf"(?P<count>{words.COUNT})[\s-](?P<half>and\sa\shalf\s)?(?:more\s)?(?P<unit>{words.UNIT})s?\s"
    r"(?P<way>ago|later|earlier|from\snow|hence|from\stoday)(?!\w)"
)
_IN = words.pattern(
    rf"(?P<way>in|within)\s(?:(?:about|just|under|less than|the next|around|roughly)\s)?"
    rf"(?P<count>{words.COUNT})\s(?P<unit>{words.UNIT})s?(?P<time>['’]?\stime)?(?![\w-])(?!\sof\b)"
)
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_VAGUE = {"several", "few", "many", "a few"}


def shift(day: date, unit: str, count: Decimal) -> date | None:
    """Move a day by so many units, None beyond the calendar or for a unit within the day.

    >>> shift(date(2025, 10, 23), "week", Decimal(2))
    datetime.date(2025, 11, 6)
    """
    if abs(count) > 100_000:
        return None
    if unit in _DAYS:
        return add_days(day, round(count * _DAYS[unit]))
    if unit in _MONTHS:
        return add_months(day, round(count * _MONTHS[unit]))
    return day


def read_count(words_: str) -> Decimal | None:
    """Read the amount before a unit of time, None for a vague one.

    >>> read_count("a couple of"), read_count("12"), read_count("several")
    (Decimal('2'), Decimal('12'), None)
    """
    text = re.sub(r"\s+", " ", words_.lower()).removesuffix(" of")
    if text[0].isdigit():
        return Decimal(text)
    if text in _VAGUE:
        return None
    known = {"a": 1, "an": 1, "a couple": 2, "couple": 2, "a dozen": 12}
    if text.endswith(" half"):
        return Decimal("0.5")
    return Decimal(known[text]) if text in known else read_number_words(text)


def span_to(count: Decimal, unit: str, step: int, published: date) -> DateValue | None:
    """Return the days between the publication and so many units before or after it."""
    other = shift(published, unit, count * step)
    if other is None:
        return None
    return interval("range", min(other, published), max(other, published))


def read_ago(text: str, at: int, published: date | None) -> Found:
    """Read "two weeks ago", "three months from now"; "a day later" counts from the story."""
    match = _AGO.match(text, at)
    if match is None:
        return None
    way = match["way"].lower()
    if way in ("later", "earlier"):
        return match.end(), UNRESOLVED
    return match.end(), _at_distance(match, -1 if way == "ago" else 1, published)


def _at_distance(match: re.Match[str], step: int, published: date | None) -> DateValue:
    """As exact as the unit: a day, seven days around, the month, the year."""
    count = read_count(match["count"])
    if count is None or published is None:
        return UNRESOLVED
    if match.groupdict().get("half"):
        count += Decimal("0.5")
    unit = match["unit"].lower()
    day = shift(published, unit, count * step)
    if day is None:
        return UNRESOLVED
    return _blurred(day, unit) or UNRESOLVED


def _blurred(day: date, unit: str) -> DateValue | None:
    if unit in ("week", "fortnight", "weekend"):
        return interval("week", add_days(day, -3), add_days(day, 3))
    if unit in _MONTHS:
        return unit_around("month" if unit == "quarter" else unit, day)
    return interval("day", day, day)


def read_in(text: str, at: int, published: date | None) -> Found:
    """Read "in two weeks" where the sentence looks ahead; else it is how long something took."""
    match = _IN.match(text, at)
    if match is None:
        return None
    ahead = match["time"] or tense_at(text, at, match.end()) == "future"
    if not ahead:
        return None
    if match["way"].lower() == "in":
        return match.end(), _at_distance(match, 1, published)
    count = read_count(match["count"])
    if count is None or published is None:
        return match.end(), UNRESOLVED
    value = span_to(count, match["unit"].lower(), 1, published)
    return (match.end(), value) if value else None
