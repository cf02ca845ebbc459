"""Readers of periods and distances, "late 2026", "two weeks ago", and which to try at a word."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.text.date_days import (
    NAMES,
    Found,
    Reader,
    day_at,
    infer_year,
    nearest_weekday,
    read_day_month,
    read_day_word,
    read_digits,
    read_holiday,
    read_month,
    read_nth,
    read_time,
    read_weekday,
    read_weekday_with_date,
    reader,
)
from bot.text.date_values import (
    COUNT,
    DAY,
    DAY_PART,
    MONTH,
    MONTH_FORMS,
    ORDINALS,
    SEASON,
    SEASON_START,
    UNIT,
    WEEKDAY,
    WEEKDAY_FORMS,
    YEAR,
    DateValue,
    Precision,
    Qualifier,
    add_days,
    add_months,
    interval,
    last_of_month,
    month_number,
    part_of,
    pattern,
    place_in_year,
    read_count,
    unit_around,
    weekday_number,
)
from bot.text.modes import tense_at
from bot.text.number_grammar import NUMBER_TOKENS, SMALL

_YEAR = re.compile(
    rf"(?P<year>{YEAR})(?P<rest>\s?[-–—/]\s?(?P<last>\d{{4}}|\d\d)(?![\d\w]|[-–]\d))?"
)
_DECADE = re.compile(r"(?P<year>1\d\d0|20\d0)['’]?s(?!\w)|['’](?P<short>\d0)s(?!\w)")
_CENTURY = re.compile(r"(?P<n>\d{1,2})(?:st|nd|rd|th)[- ]century", re.IGNORECASE)
_STRONG = re.compile(
    r"\b(?:in|since|during|until|circa|early|late|mid|year|back to)[\s-]+$", re.IGNORECASE
)
_PLURAL = re.compile(r"\s(?:[a-z]+ )?(?:[a-z]{2,}[a-rt-z]s|people|men|women|children|police)\b")
_PEOPLE = re.compile(r"\s(?:[a-z]+ )?(?:people|men|women|children|troops|soldiers|miles|votes)\b")
_CODE_BEFORE = re.compile(
    r"(?:[$€£#¥]|\bNo\.? ?|\b(?:Route|Highway|Flight|Room|Boeing|Airbus) |\d[.,:/]"
    r"|(?<!mid)(?<!pre)(?<!post)[-–/]\s?)$",
    re.IGNORECASE,
)


def _read_year(text: str, at: int, published: date | None) -> Found:
    """Read a year, a span of years, a decade or a century."""
    if match := _DECADE.match(text, at):
        first = int(match["year"]) if match["year"] else 1900 + int(match["short"])
        return match.end(), DateValue(
            "decade", date(first, 1, 1), date(first + 9, 12, 31), year=first
        )
    if (match := _CENTURY.match(text, at)) and 1 <= int(match["n"]) <= 22:
        last = int(match["n"]) * 100
        return match.end(), DateValue("range", date(last - 99, 1, 1), date(last, 12, 31))
    if (match := _YEAR.match(text, at)) is None or _CODE_BEFORE.search(text[max(0, at - 9) : at]):
        return None
    return _year_span(match) or _single_year(match, published)


def _year_span(match: re.Match[str]) -> Found:
    if match["last"] is None:
        return None
    first, last = int(match["year"]), int(match["last"])
    if "-" in match["rest"] and len(match["last"]) == 2 and 1 <= last <= 12 and last <= first % 100:
        month = place_in_year(DateValue("month", month=last, year=first), first)
        return (match.end(), month) if month else None
    last += 0 if last > 99 else first // 100 * 100
    if not first < last <= min(first + 150, 2100):
        return None
    return match.end(), DateValue("range", date(first, 1, 1), date(last, 12, 31), year=first)


def _single_year(match: re.Match[str], published: date | None) -> Found:
    year, text = int(match["year"]), match.string
    end = match.end("year")
    before = text[max(0, match.start() - 12) : match.start()]
    after = text[end : end + 40]
    led = _STRONG.search(before) or (before[-1:] == "(" and after[:1] in ")-–,;")
    counted = _PLURAL.match(after) and (year % 100 == 0 or (not led and _is_count(year, after)))
    if counted or (not led and not 1900 <= year <= 2100):
        return None
    return end, DateValue("year", date(year, 1, 1), date(year, 12, 31), year=year)


def _is_count(year: int, after: str) -> bool:
    """ "2020 votes" may be a count, "the 1992 protests" hardly."""
    return year % 10 == 0 or bool(_PEOPLE.match(after))


_SEASON = pattern(
    rf"(?P<season>{SEASON})(?:,?\s(?:of\s)?(?P<year>{YEAR})(?:[-/–]\d\d(?:\d\d)?)?)?(?!\w)"
)
_SEASON_LED = re.compile(
    r"\b(?:in|by|until|since|during|this|early|late|mid)[\s-](?:the\s)?$", re.IGNORECASE
)
_QUARTER = pattern(
    r"(?:(?P<ordinal>first|second|third|fourth|last)[\s-](?P<length>quarter|half)|Q(?P<n>[1-4]))"
    rf"(?:(?:\s|,\s|\s(?:of|in)\s)(?:(?P<year>{YEAR})|(?P<which>the|this|last|next)\syear))?"
    r"(?!\w)"
)
_MONEY_NEAR = re.compile(
    r"profit|earning|revenue|sales|growth|grew|GDP|results|loss|econom|income|deliver",
    re.IGNORECASE,
)


def _season_of(name: str, year: int) -> DateValue:
    """Return a meteorological season of the northern half of the world; winter begins its year."""
    start = SEASON_START[name.lower()]
    last_year, last_month = divmod(year * 12 + start + 1, 12)
    return DateValue("season", date(year, start, 1), last_of_month(last_year, last_month + 1))


@reader(_SEASON)
def _read_season(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "spring 2024", "the summer of 1969", and "in the spring" of the nearest year."""
    text, at = match.string, match.start()
    if match["year"]:
        year = int(match["year"])
        return replace(_season_of(match["season"], year), year=year)
    if not _SEASON_LED.search(text[max(0, at - 10) : at]):
        return None
    start = SEASON_START[match["season"].lower()]
    open_value = DateValue("season", month=start, last_month=(start + 1) % 12 + 1)
    return infer_year(open_value, published, text, at, match.end())


@reader(_QUARTER)
def _read_quarter(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "the first quarter of 2026", "Q3" or "the second half of the year"."""
    stated = bool(match["year"] or match["which"])
    if not stated and (match["length"] == "half" or not (match["n"] or _is_business(match))):
        return None
    number = int(match["n"]) if match["n"] else ORDINALS[match["ordinal"].lower()]
    year = _quarter_year(match, published)
    if year is None:
        return DateValue("quarter", relative=True)
    months = 6 if match["length"] == "half" else 3
    number = min(number, 12 // months)
    first, last = (number - 1) * months + 1, number * months
    precision: Precision = "range" if months == 6 else "quarter"
    stated_year = year if match["year"] else None
    bounds = date(year, first, 1), last_of_month(year, last)
    return DateValue(precision, *bounds, year=stated_year)


def _is_business(match: re.Match[str]) -> bool:
    around = match.string[max(0, match.start() - 80) : match.end() + 60]
    return match["length"] == "quarter" and bool(_MONEY_NEAR.search(around))


def _quarter_year(match: re.Match[str], published: date | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    if published is None:
        return None
    return published.year + {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)


_UNRESOLVED = DateValue("relative", relative=True)
_AGO = pattern(
    rf"(?P<count>{COUNT})[\s-](?P<half>and\sa\shalf\s)?(?:more\s)?(?P<unit>{UNIT})s?\s"
    r"(?P<way>ago|later|earlier|from\snow|hence|from\stoday)(?!\w)"
)
_IN = pattern(
    rf"(?P<way>in|within)\s(?:(?:about|just|under|less than|the next|around|roughly)\s)?"
    rf"(?P<count>{COUNT})\s(?P<unit>{UNIT})s?(?P<time>['’]?\stime)?(?![\w-])(?!\sof\b)"
)
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


def _shift(day: date, unit: str, count: Decimal) -> date | None:
    """Move a day by so many units, None beyond the calendar or for a unit within the day."""
    if abs(count) > 100_000:
        return None
    if unit in _DAYS:
        return add_days(day, round(count * _DAYS[unit]))
    if unit in _MONTHS:
        return add_months(day, round(count * _MONTHS[unit]))
    return day


def _span_to(count: Decimal, unit: str, step: int, published: date) -> DateValue | None:
    """Return the days between the publication and so many units before or after it."""
    other = _shift(published, unit, count * step)
    if other is None:
        return None
    return interval("range", min(other, published), max(other, published))


@reader(_AGO)
def _read_ago(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "two weeks ago", "three months from now"; "a day later" counts from the story."""
    way = match["way"].lower()
    if way in ("later", "earlier"):
        return _UNRESOLVED
    return _at_distance(match, -1 if way == "ago" else 1, published)


def _at_distance(match: re.Match[str], step: int, published: date | None) -> DateValue:
    """As exact as the unit: a day, seven days around, the month, the year."""
    count = read_count(match["count"])
    if count is None or published is None:
        return _UNRESOLVED
    if match.groupdict().get("half"):
        count += Decimal("0.5")
    unit = match["unit"].lower()
    day = _shift(published, unit, count * step)
    if day is None:
        return _UNRESOLVED
    return _blurred(day, unit) or _UNRESOLVED


def _blurred(day: date, unit: str) -> DateValue | None:
    if unit in ("week", "fortnight", "weekend"):
        return interval("week", add_days(day, -3), add_days(day, 3))
    if unit in _MONTHS:
        return unit_around("month" if unit == "quarter" else unit, day)
    return interval("day", day, day)


@reader(_IN)
def _read_in(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "in two weeks" where the sentence looks ahead; else it is how long something took."""
    if not match["time"] and tense_at(match.string, match.start(), match.end()) != "future":
        return None
    if match["way"].lower() == "in":
        return _at_distance(match, 1, published)
    count = read_count(match["count"])
    if count is None or published is None:
        return _UNRESOLVED
    return _span_to(count, match["unit"].lower(), 1, published)


_WHICH = pattern(
    r"(?P<which>this past|this coming|last|next|past|(?:up)?coming|previous|following|same|this)\s"
    rf"(?:(?P<weekday>{WEEKDAY})|(?P<month>{MONTH})(?:\s(?P<monthday>{DAY}))?"
    rf"|(?P<season>{SEASON})|(?P<unit>{UNIT})|(?P<part>{DAY_PART})"
    rf"|(?:(?P<count>{COUNT})\s)(?:business\s|working\s)?(?P<units>{UNIT}s))(?![a-z])"
    rf"(?:\s(?P<daypart>{DAY_PART}))?"
)
_STEPS = {
    "this": 0, "last": -1, "this past": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1,
    "this coming": 1,
}  # fmt: skip
_WITHIN = pattern(
    rf"(?:later|earlier)\s(?:(?:this|in\sthe)\s(?P<unit>week|month|year|decade|quarter)|today|(?:on\s)?(?P<weekday>{WEEKDAY}))(?![a-z])"
)
_PRECISIONS: dict[str, Precision] = {
    "week": "week", "month": "month", "year": "year", "day": "day", "quarter": "quarter",
}  # fmt: skip


@reader(_WHICH)
def _read_which(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "last Friday", "next week", "this month", "the past two years"."""
    which = match["which"].lower()
    if which in ("previous", "following", "same") or _is_after_the(match):
        return None if match["month"] or match["count"] else _UNRESOLVED
    return _which_value(match, which, published)


def _is_after_the(match: re.Match[str]) -> bool:
    """ "the next day" counts from the story, "next week" from the publication."""
    led = match.string[: match.start()].lower().endswith("the ")
    return (
        led
        and (match["which"].lower() == "next")
        and (match["unit"] == "day" or bool(match["part"]))
    )


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
    weekday = weekday_number(match["weekday"])
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
    month = month_number(match["month"])
    day = int(re.sub(r"\D", "", match["monthday"])) if match["monthday"] else None
    value = DateValue("day" if day else "month", month=month, day=day)
    year = published.year
    if step < 0 and (month, day or 1) >= (published.month, published.day if day else 1):
        year -= 1
    if step > 0 and (month, day or 31) <= (published.month, published.day if day else 31):
        year += 1
    return place_in_year(value, year)


def _which_season(name: str, step: int, published: date) -> DateValue:
    seasons = [_season_of(name, published.year + offset) for offset in (-2, -1, 0, 1)]
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
        return _span_to(Decimal(1), unit, step, published)
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
    return _span_to(count, match["units"].lower().rstrip("s"), step, published)


@reader(_WITHIN)
def _read_within(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "later this week", "earlier in the year", "later on Monday"."""
    later = match[0][:5].lower() == "later"
    if match["weekday"]:
        return nearest_weekday(weekday_number(match["weekday"]), published, later)
    if match["unit"] is None:
        return day_at(published, 0)
    unit = match["unit"].lower()
    period = unit_around(unit, published) if published else None
    if period is None or published is None:
        return DateValue(_PRECISIONS.get(unit, "relative"), relative=True)
    return replace(period, earliest=published) if later else replace(period, latest=published)


_PARTS: dict[str, Qualifier] = {
    "early": "early", "start": "early", "beginning": "early", "mid": "mid", "middle": "mid",
    "late": "late", "end": "end", "close": "end",
}  # fmt: skip
_PART = pattern(
    r"(?P<part>(?:early|late|mid)(?:\s(?:in|on)\s|[\s-])|(?:start|beginning|middle|end|close)\sof\s)(?:the\s)?"
)
_THIS_UNIT = pattern(r"(?P<unit>week|month|year|decade|weekend)(?!\w)")
_UNIT_END = pattern(r"(?:the\s)?(?P<unit>week|month|year)(?:['’]s\s|[- ])end(?!\w)")
_WEEK_OF = pattern(r"(?P<unit>week|weekend)\s(?:of|beginning)\s")
_WEEKEND = pattern(r"weekend(?!\w)")


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
    if unit is None or not match[0].lower().endswith(("the ", "end of ")):
        return None
    name = unit["unit"].lower()
    value = unit_around(name, published) if published else DateValue("relative", relative=True)
    return (unit.end(), value) if value else None


@reader(_UNIT_END)
def _read_unit_end(match: re.Match[str], published: date | None) -> DateValue | None:
    if published is None:
        return DateValue("relative", relative=True, qualifier="end")
    value = unit_around(match["unit"].lower(), published)
    return part_of(value, "end") if value else None


def _read_week_of(text: str, at: int, published: date | None) -> Found:
    """Read "the week of March 6"."""
    match = _WEEK_OF.match(text, at)
    found = read_month(text, match.end(), published) if match else None
    if match is None or found is None or found[1].precision != "day":
        return None
    day = found[1].earliest
    value = unit_around(match["unit"].lower(), day) if day else found[1]
    return (found[0], value) if value else None


@reader(_WEEKEND)
def _read_weekend(match: re.Match[str], published: date | None) -> DateValue | None:
    text, at = match.string, match.start()
    if not text[:at].lower().endswith("the "):
        return None
    if published is None:
        return DateValue("range", relative=True)
    past = tense_at(text, at, match.end()) != "future" and published.weekday() < 5
    return unit_around("weekend", published, -1 if past else 0)


def _read_clock(text: str, at: int, published: date | None) -> Found:
    clock = read_time(text, at)
    if clock is None or text[max(0, at - 1) : at] in ("$", "£", "€", ".", ",", ":"):
        return None
    return clock.end, DateValue("time", time=clock.time, zone=clock.zone)


_NUMERIC: tuple[Reader, ...] = (read_digits, _read_clock, read_day_month, _read_year, _read_ago)
_MONTH_RULES: tuple[Reader, ...] = (read_holiday, read_month)
_WEEKDAY_RULES: tuple[Reader, ...] = (read_weekday_with_date, read_weekday)
_COUNT_RULES: tuple[Reader, ...] = (_read_ago,)


def _starters() -> dict[str, tuple[Reader, ...]]:
    """Map each first word of a date to the readers worth trying there."""
    table: dict[str, tuple[Reader, ...]] = {}
    for word in [*NUMBER_TOKENS, "a", "an", "several", "few", "couple", "half", "many"]:
        table[word] = (*((_read_clock,) if word in SMALL else ()), *_COUNT_RULES)
    for month in MONTH_FORMS:
        table[month] = _MONTH_RULES
    for weekday in WEEKDAY_FORMS:
        table[weekday] = _WEEKDAY_RULES
    for name in NAMES:
        first = re.split(r"[^a-z]", name)[0]
        table[first] = (*dict.fromkeys((read_holiday, *table.get(first, ()))),)
    for season in SEASON_START:
        table[season] = (_read_season,)
    for ordinal in ORDINALS:
        table[ordinal] = (read_nth, _read_quarter, *table.get(ordinal, ()))
    for part in _PARTS:
        table[part] = (_read_part,)
    table |= dict.fromkeys(("today", "tonight", "tomorrow", "yesterday"), (read_day_word,))
    for which in ("this", "next", "past", "coming", "upcoming", "previous", "following", "same"):
        table[which] = (_read_which,)
    table |= dict.fromkeys(("year", "month"), (_read_unit_end,))
    table |= dict.fromkeys(("week", "weekend"), (_read_week_of, _read_unit_end, _read_weekend))
    table |= dict.fromkeys(("later", "earlier"), (_read_within,))
    table |= dict.fromkeys(("noon", "midday", "midnight"), (_read_clock,))
    table |= dict.fromkeys(("in", "within"), (_read_in,))
    table["last"] = (read_nth, _read_which, _read_quarter)
    table["q"] = (_read_quarter,)
    return table


STARTERS = _starters()
FIRST_WORD = re.compile(r"(?<![\w@#])(?:[A-Za-z]+|\d+|['’]\d0s)")


def _read_atom(text: str, at: int, published: date | None) -> Found:
    word = FIRST_WORD.match(text, at)
    return read_word(text, at, word[0], published) if word else None


def read_word(text: str, at: int, word: str, published: date | None) -> Found:
    """Try the readers that begin with a word; the first that reads wins."""
    rules = STARTERS.get(word.lower()) if word[0].isalpha() else _NUMERIC
    for rule in rules or ():
        found = rule(text, at, published)
        if found is not None:
            return found
    return None
