"""Readers of dates that count from the publication: "last Friday", "in two weeks", "tonight"."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.text import date_words as words
from bot.text.date_absolute import Found, season_of
from bot.text.date_calendar import add_days, add_months, interval, unit_around, weekday_near
from bot.text.date_tense import tense_at
from bot.text.date_values import DateValue, place_in_year
from bot.text.number_words import read_number_words

_UNRESOLVED = DateValue("relative", relative=True)

_DAY_WORD = words.pattern(
    rf"(?:(?P<day>today|tonight|tomorrow|yesterday)(?:\s(?P<part>{words.DAY_PART}))?)(?![a-z])"
)
_OFFSETS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_WEEKDAY = words.pattern(rf"(?P<weekday>{words.WEEKDAY})(?:\s(?P<part>{words.DAY_PART}))?")
_NOT_A_DAY_AFTER = re.compile(
    r"\s(?:(?:Morning\s|Evening\s)?(?:Times|Mirror|Telegraph|Express|Post|Herald|Mail|People|World)"
    r"\b|Night (?:Live|Football|Lights|Raw|Fever)|on Sunday|Ticket\b)"
)
_NOT_A_DAY_BEFORE = re.compile(
    r"\b(?:every|each|Black|Cyber|Good|Easter|Super|Palm|Ash|Shrove|Maundy|Bloody|Giving|Mail on"
    r"|Ruby)\s$"
)
_AHEAD = re.compile(r"\b(?:by|until|till|before|ahead of|from)\s$", re.IGNORECASE)
_WHICH = words.pattern(
    r"(?P<which>this past|this coming|last|next|past|coming|previous|following|same|this)\s"
    rf"(?:(?P<weekday>{words.WEEKDAY})|(?P<month>{words.MONTH})(?:\s(?P<monthday>{words.DAY}))?"
    rf"|(?P<season>{words.SEASON})|(?P<unit>{words.UNIT})|(?P<part>{words.DAY_PART})"
    rf"|(?:(?P<count>{words.COUNT})\s)(?P<units>{words.UNIT}s))(?![a-z])"
    rf"(?:\s(?P<daypart>{words.DAY_PART}))?"
)
_STEPS = {"this": 0, "last": -1, "this past": -1, "past": -1, "next": 1, "coming": 1, "this coming": 1}
_WITHIN = words.pattern(rf"(?:later|earlier)\s(?:(?:this|in\sthe)\s(?P<unit>week|month|year|decade|quarter)|today|(?:on\s)?(?P<weekday>{words.WEEKDAY}))(?![a-z])")
_AGO = words.pattern(
    rf"(?P<count>{words.COUNT})[\s-](?P<half>and\sa\shalf\s)?(?:more\s)?(?P<unit>{words.UNIT})s?\s"
    r"(?P<way>ago|later|earlier|from\snow|hence|from\stoday)(?!\w)"
)
_IN = words.pattern(
    rf"(?P<way>in|within)\s(?:(?:about|just|under|less than|the next|around|roughly)\s)?"
    rf"(?P<count>{words.COUNT})\s(?P<unit>{words.UNIT})s?(?P<time>['’]?\stime)?(?![\w-])(?!\sof\b)"
)


def read_day_word(text: str, at: int, published: date | None) -> Found:
    """Read today, tonight, tomorrow, yesterday."""
    match = _DAY_WORD.match(text, at)
    if match is None:
        return None
    if published is None:
        return match.end(), DateValue("day", relative=True)
    value = unit_around("day", published, _OFFSETS[match["day"].lower()])
    return (match.end(), value) if value else None


def read_weekday(text: str, at: int, published: date | None) -> Found:
    """Read a weekday as the nearest one before, or after where the words look ahead."""
    match = _WEEKDAY.match(text, at)
    if match is None or _NOT_A_DAY_AFTER.match(text, match.end("weekday")):
        return None
    before = text[max(0, at - 14) : at]
    if _NOT_A_DAY_BEFORE.search(before):
        return None
    future = bool(_AHEAD.search(before)) or tense_at(text, at, match.end()) == "future"
    return match.end(), nearest_weekday(words.weekday_number(match["weekday"]), published, future)


def nearest_weekday(weekday: int, published: date | None, future: bool) -> DateValue:
    """Resolve a weekday in one direction; without a publication date it stays a weekday.

    >>> nearest_weekday(0, date(2025, 10, 23), future=True).iso
    '2025-10-27'
    """
    if published is None:
        return DateValue("day", relative=True, weekday=weekday)
    day = weekday_near(published, weekday, future)
    return DateValue("day", day, day, relative=True, weekday=weekday)


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
    return led and (match["which"].lower() == "next") and (match["unit"] == "day" or bool(match["part"]))


def _in_story(match: re.Match[str]) -> Found:
    if match["month"] or match["count"]:
        return None
    return match.end(), _UNRESOLVED


def _which_value(match: re.Match[str], which: str, published: date | None) -> DateValue | None:
    step = _STEPS[which]
    if match["count"]:
        return _counted_span(match, step, published)
    if match["part"]:
        if match["part"].lower() == "night" and step < 0:
            return _day_at(published, -1)
        return _day_at(published, 0) if step == 0 else None
    if match["weekday"]:
        return _which_weekday(match, which, published)
    if published is None:
        return DateValue(_PRECISIONS.get((match["unit"] or "month").lower(), "relative"), relative=True)
    if match["month"]:
        return _which_month(match, step, published)
    if match["season"]:
        return _which_season(match["season"], step, published)
    return _which_unit(match, step, published)


_PRECISIONS = {"week": "week", "month": "month", "year": "year", "day": "day", "quarter": "quarter"}


def _day_at(published: date | None, offset: int) -> DateValue | None:
    if published is None:
        return DateValue("day", relative=True)
    return unit_around("day", published, offset)


def _which_weekday(match: re.Match[str], which: str, published: date | None) -> DateValue | None:
    weekday = words.weekday_number(match["weekday"])
    if published is None:
        return nearest_weekday(weekday, None, False)
    if which in ("this", "coming", "this coming"):
        past = tense_at(match.string, match.start(), match.end()) == "past" and which == "this"
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
        return _counted(Decimal(1), unit, step, published)
    return unit_around(unit, published, step)


def _led_by_the(match: re.Match[str]) -> bool:
    return match.string[: match.start()].lower().endswith("the ") and match["which"].lower() != "this"


def _counted_span(match: re.Match[str], step: int, published: date | None) -> DateValue | None:
    which = match["which"].lower()
    if step == 0 or (which in ("last", "next") and not _led_by_the(match)):
        return None
    count = read_count(match["count"])
    if count is None or published is None:
        return DateValue("range", relative=True)
    return _counted(count, match["units"].lower().rstrip("s"), step, published)


def _counted(count: Decimal, unit: str, step: int, published: date) -> DateValue | None:
    other = shift(published, unit, count * step)
    if other is None:
        return None
    return interval("range", min(other, published), max(other, published))


_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


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


_VAGUE = {"several", "few", "many", "a few"}


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


def read_within(text: str, at: int, published: date | None) -> Found:
    """Read "later this week", "earlier in the year", "later on Monday"."""
    match = _WITHIN.match(text, at)
    if match is None:
        return None
    later = match[0][:5].lower() == "later"
    if match["weekday"]:
        return match.end(), nearest_weekday(words.weekday_number(match["weekday"]), published, later)
    if match["unit"] is None:
        value = _day_at(published, 0)
        return (match.end(), value) if value else None
    unit = match["unit"].lower()
    period = unit_around(unit, published) if published else None
    if period is None or published is None:
        return match.end(), DateValue(_PRECISIONS.get(unit, "relative"), relative=True)
    bounds = {"earliest": published} if later else {"latest": published}
    return match.end(), replace(period, **bounds)


def read_ago(text: str, at: int, published: date | None) -> Found:
    """Read "two weeks ago", "three months from now"; "a day later" counts from the story."""
    match = _AGO.match(text, at)
    if match is None:
        return None
    way = match["way"].lower()
    if way in ("later", "earlier"):
        return match.end(), _UNRESOLVED
    return match.end(), _at_distance(match, -1 if way == "ago" else 1, published)


def _at_distance(match: re.Match[str], step: int, published: date | None) -> DateValue:
    """As exact as the unit: a day, seven days around, the month, the year."""
    count = read_count(match["count"])
    if count is None or published is None:
        return _UNRESOLVED
    if match.groupdict().get("half"):
        count += Decimal("0.5")
    unit = match["unit"].lower()
    day = shift(published, unit, count * step)
    if day is None:
        return _UNRESOLVED
    return _blurred(day, unit) or _UNRESOLVED


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
        return match.end(), _UNRESOLVED
    value = _counted(count, match["unit"].lower(), 1, published)
    return (match.end(), value) if value else None
