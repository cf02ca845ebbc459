"""Readers of dates counted from the publication: "last May", "next week", "later this year"."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.text import date_words as words
from bot.text.date_absolute import Found
from bot.text.date_calendar import unit_around
from bot.text.date_distance import UNRESOLVED, read_count, span_to
from bot.text.date_periods import season_of
from bot.text.date_tense import tense_at
from bot.text.date_values import DateValue, Precision, place_in_year
from bot.text.date_weekdays import day_at, nearest_weekday

_WHICH = words.pattern(
    r"(?P<which>this past|this coming|last|next|past|(?:up)?coming|previous|following|same|this)\s"
    rf"(?:(?P<weekday>{words.WEEKDAY})|(?P<month>{words.MONTH})(?:\s(?P<monthday>{words.DAY}))?"
    rf"|(?P<season>{words.SEASON})|(?P<unit>{words.UNIT})|(?P<part>{words.DAY_PART})"
    rf"|(?:(?P<count>{words.COUNT})\s)(?:business\s|working\s)?(?P<units>{words.UNIT}s))(?![a-z])"
    rf"(?:\s(?P<daypart>{words.DAY_PART}))?"
)
_STEPS = {
    "this": 0,
    "last": -1,
    "this past": -1,
    "past": -1,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "this coming": 1,
}
_WITHIN = words.pattern(
    rf"(?:later|earlier)\s(?:(?:this|in\sthe)\s(?P<unit>week|month|year|decade|quarter)|today|(?:on\s)?(?P<weekday>{words.WEEKDAY}))(?![a-z])"
)
_PRECISIONS: dict[str, Precision] = {
    "week": "week",
    "month": "month",
    "year": "year",
    "day": "day",
    "quarter": "quarter",
}


def read_which(text: str, at: int, published: date | None) -> Found:
    """Read "last Friday", "next week", "this month", "the past two years"."""
    match = _WHICH.match(text, at)
    if match is None:
        return None
    which = match["which"].lower()
    if which in ("previous", "following", "same") or _is_after_the(match):
        return _in_story(match)
    value = _which_value(match, which, published)
    return (match.end(), value) if value else None


def _is_after_the(match: re.Match[str]) -> bool:
    """ "the next day" counts from the story, "next week" from the publication."""
    led = match.string[: match.start()].lower().endswith("the ")
    return (
        led
        and (match["which"].lower() == "next")
        and (match["unit"] == "day" or bool(match["part"]))
    )


def _in_story(match: re.Match[str]) -> Found:
    if match["month"] or match["count"]:
        return None
    return match.end(), UNRESOLVED


def _which_value(match: re.Match[str], which: str, published: date | None) -> DateValue | None:
    step = _STEPS[which]
    if match["count"]:
        return _counted_span(match, step, published)
    if match["part"]:
        if match["part"].lower() == "night" and step < 0:
            return day_at(published, -1)
        return day_at(published, 0) if step == 0 else None
    if match["weekday"]:
        return _which_weekday(match, which, published)
    if published is None:
        return DateValue(
            _PRECISIONS.get((match["unit"] or "month").lower(), "relative"), relative=True
        )
    if match["month"]:
        return _which_month(match, step, published)
    if match["season"]:
        return _which_season(match["season"], step, published)
    return _which_unit(match, step, published)


def _which_weekday(match: re.Match[str], which: str, published: date | None) -> DateValue | None:
    weekday = words.weekday_number(match["weekday"])
    if published is None:
        return nearest_weekday(weekday, None, False)
    if which in ("coming", "upcoming", "this coming"):
        return nearest_weekday(weekday, published + timedelta(days=1), True)
    if which == "this":
        past = tense_at(match.string, match.start(), match.end()) == "past"
        return nearest_weekday(weekday, published, not past)
    if which == "next":
        monday = published + timedelta(days=7 - published.weekday())
        return nearest_weekday(weekday, monday, True)
    return nearest_weekday(weekday, published - timedelta(days=1), False)


def _which_month(match: re.Match[str], step: int, published: date) -> DateValue | None:
    if match["month"].lower() in ("may", "march") and not match["month"][0].isupper():
        return None
    month = words.month_number(match["month"])
    day = int(re.sub(r"\D", "", match["monthday"])) if match["monthday"] else None
    value = DateValue("day" if day else "month", month=month, day=day)
    year = published.year
    if step < 0 and (month, day or 1) >= (published.month, published.day if day else 1):
        year -= 1
    if step > 0 and (month, day or 31) <= (published.month, published.day if day else 31):
        year += 1
    return place_in_year(value, year)


def _which_season(name: str, step: int, published: date) -> DateValue:
    seasons = [season_of(name, published.year + offset) for offset in (-2, -1, 0, 1)]
    if step < 0:
        return [s for s in seasons if s.latest and s.latest < published][-1]
    later = [s for s in seasons if s.latest and s.latest >= published]
    if step > 0:
        return next((s for s in later if s.earliest and s.earliest > published), later[-1])
    near = [s for s in seasons if s.latest and abs((s.latest - published).days) < 240]
    return min(near, key=lambda s: abs(((s.earliest or published) - published).days))


def _which_unit(match: re.Match[str], step: int, published: date) -> DateValue | None:
    unit = match["unit"].lower()
    if unit in ("second", "minute", "hour", "fortnight") or (unit == "day" and step >= 0):
        return None
    if unit == "night":
        return unit_around("day", published, -1) if step < 0 else None
    if match["which"].lower() in ("past", "coming") or _led_by_the(match):
        return span_to(Decimal(1), unit, step, published)
    return unit_around(unit, published, step)


def _led_by_the(match: re.Match[str]) -> bool:
    return (
        match.string[: match.start()].lower().endswith("the ") and match["which"].lower() != "this"
    )


def _counted_span(match: re.Match[str], step: int, published: date | None) -> DateValue | None:
    which = match["which"].lower()
    if step == 0 or (which == "last" and not _led_by_the(match)):
        return None
    count = read_count(match["count"])
    if count is None or published is None:
        return DateValue("range", relative=True)
    return span_to(count, match["units"].lower().rstrip("s"), step, published)


def read_within(text: str, at: int, published: date | None) -> Found:
    """Read "later this week", "earlier in the year", "later on Monday"."""
    match = _WITHIN.match(text, at)
    if match is None:
        return None
    later = match[0][:5].lower() == "later"
    if match["weekday"]:
        return match.end(), nearest_weekday(
            words.weekday_number(match["weekday"]), published, later
        )
    if match["unit"] is None:
        value = day_at(published, 0)
        return (match.end(), value) if value else None
    unit = match["unit"].lower()
    period = unit_around(unit, published) if published else None
    if period is None or published is None:
        return match.end(), DateValue(_PRECISIONS.get(unit, "relative"), relative=True)
    if later:
        return match.end(), replace(period, earliest=published)
    return match.end(), replace(period, latest=published)
