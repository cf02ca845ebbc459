"""Readers of years, seasons and distances in time: "late 2026", "two weeks ago", "next week"."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]

from bot.text.calendar import (
    MONTH,
    UNIT_MONTHS,
    WEEKDAY,
    DateValue,
    Precision,
    Qualifier,
    last_of_month,
    part_of,
    place_in_year,
    unit_around,
)
from bot.text.days import (
    DAY_PART,
    HOLIDAY_STARTS,
    MONTH_FORMS,
    ORDINALS,
    STEPS,
    WEEKDAY_FORMS,
    YEAR,
    Found,
    Reader,
    day_at,
    infer_year,
    month_number,
    nearest_weekday,
    pattern,
    read_clock,
    read_day_month,
    read_day_word,
    read_digits,
    read_holiday,
    read_month,
    read_nth,
    read_weekday,
    read_weekday_with_date,
    reader,
    weekday_number,
)
from bot.text.durations import COUNT, read_count
from bot.text.figures import NUMBER_TOKENS
from bot.text.modes import tense_at

_UNRESOLVED = DateValue("relative", relative=True)
_UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade)"
_SEASON_START = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SEASON_NAME = rf"(?:{'|'.join(_SEASON_START)})"


def _span(precision: Precision, first: int, last: int, year: int | None = None) -> DateValue:
    """Return whole years as a value."""
    return DateValue(precision, date(first, 1, 1), date(last, 12, 31), year=year)


_YEAR = re.compile(rf"(?P<year>{YEAR})(?:\s?[-–—/]\s?(?P<last>\d{{4}}|\d\d)(?![\d\w]|[-–]\d))?")
_DECADE = re.compile(r"(?P<year>1\d\d0|20\d0)['’]?s(?!\w)|['’](?P<short>\d0)s(?!\w)")
_STRONG = pattern(r"\b(?:in|since|during|until|circa|early|late|mid|year|back to)[\s-]+$")
_PLURAL = re.compile(r"\s(?:[a-z]+ )?(?:[a-z]{2,}[a-rt-z]s|people|men|women|children|police)\b")
_PEOPLE = re.compile(r"\s(?:[a-z]+ )?(?:people|men|women|children|troops|soldiers|miles|votes)\b")
_CODE_BEFORE = pattern(
    r"(?:[$€£#¥]|\bNo\.? ?|\b(?:Route|Highway|Flight|Room|Boeing|Airbus) |\d[.,:/]"
    r"|(?<!mid)(?<!pre)(?<!post)[-–/]\s?)$"
)


def _read_year(text: str, at: int, published: date | None) -> Found:
    """Read a year, a span of years or a decade."""
    if match := _DECADE.match(text, at):
        first = int(match["year"]) if match["year"] else 1900 + int(match["short"])
        return match.end(), _span("decade", first, first + 9, first)
    if (match := _YEAR.match(text, at)) is None or _CODE_BEFORE.search(text[max(0, at - 9) : at]):
        return None
    if match["last"]:
        first, last = int(match["year"]), int(match["last"])
        last += 0 if last > 99 else first // 100 * 100
        if first < last <= min(first + 150, 2100):
            return match.end(), _span("range", first, last, first)
    return _single_year(match)


def _single_year(match: re.Match[str]) -> Found:
    year, text, end = int(match["year"]), match.string, match.end("year")
    before = text[max(0, match.start() - 12) : match.start()]
    after = text[end : end + 40]
    led = _STRONG.search(before) or (before[-1:] == "(" and after[:1] in ")-–,;")
    # "2020 votes" may be a count, "the 1992 protests" hardly.
    may_count = year % 10 == 0 or _PEOPLE.match(after)
    counted = _PLURAL.match(after) and (year % 100 == 0 or (not led and may_count))
    if counted or (not led and not 1900 <= year <= 2100):
        return None
    return end, _span("year", year, year, year)


_SEASON = pattern(
    rf"(?P<season>{_SEASON_NAME})(?:,?\s(?:of\s)?(?P<year>{YEAR})(?:[-/–]\d\d(?:\d\d)?)?)?(?!\w)"
)
_SEASON_LED = pattern(r"\b(?:in|by|until|since|during|this|early|late|mid)[\s-](?:the\s)?$")
_QUARTER = pattern(
    r"(?:(?P<ordinal>first|second|third|fourth|last)[\s-]quarter|Q(?P<n>[1-4]))"
    rf"(?:,?\s(?:of\s|in\s)?(?:(?P<year>{YEAR})|(?P<which>the|this|last|next)\syear))?(?!\w)"
)
_MONEY_NEAR = pattern(
    r"profit|earning|revenue|sales|growth|grew|GDP|results|loss|econom|income|deliver"
)


def _season(name: str, year: int | None) -> DateValue:
    """Return a meteorological season; winter begins its year."""
    start = _SEASON_START[name.lower()]
    value = DateValue("season", month=start, last_month=(start + 1) % 12 + 1)
    placed = place_in_year(value, year) if year else None
    return replace(placed, month=None, last_month=None) if placed else value


@reader(_SEASON)
def _read_season(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "spring 2024", "the summer of 1969", and "in the spring" of the nearest year."""
    if match["year"]:
        return replace(_season(match["season"], int(match["year"])), year=int(match["year"]))
    if not _SEASON_LED.search(match.string[max(0, match.start() - 10) : match.start()]):
        return None
    return infer_year(_season(match["season"], None), published, match)


@reader(_QUARTER)
def _read_quarter(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "the first quarter of 2026", "Q3", "the third quarter" of a company."""
    around = match.string[max(0, match.start() - 80) : match.end() + 60]
    if not (match["year"] or match["which"] or match["n"] or _MONEY_NEAR.search(around)):
        return None
    if published is None and not match["year"]:
        return _UNRESOLVED
    step = STEPS.get((match["which"] or "").lower(), 0)
    year = int(match["year"] or 0) or (published or date.min).year + step
    number = int(match["n"] or 0) or ORDINALS[match["ordinal"].lower()] % 5
    first, last = date(year, number * 3 - 2, 1), last_of_month(year, number * 3)
    return DateValue("quarter", first, last, year=year if match["year"] else None)


_AGO = pattern(
    rf"(?P<count>{COUNT})[\s-](?:more\s)?(?P<unit>{_UNIT})s?\s"
    r"(?P<way>ago|later|earlier|from\snow|hence|from\stoday)(?!\w)"
)
_IN = pattern(
    rf"in\s(?:(?:about|just|under|less than|the next|around|roughly)\s)?"
    rf"(?P<count>{COUNT})\s(?P<unit>{_UNIT})s?(?P<time>['’]?\stime)?(?![\w-])(?!\sof\b)"
)
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_FAR = 365_000  # days: what is further off has no day


def _shift(day: date, unit: str, count: Decimal) -> date | None:
    """Move a day by so many units, None for a thousand years; an hour moves it by none."""
    months, days = count * UNIT_MONTHS.get(unit, 0), count * _DAYS.get(unit, 0)
    if abs(months * 30 + days) > _FAR:
        return None
    moved: date = day + relativedelta(months=round(months), days=round(days))
    return moved


def _span_to(count: Decimal, unit: str, step: int, published: date) -> DateValue | None:
    """Return the days between the publication and so many units before or after it."""
    other = _shift(published, unit, count * step)
    ends = (min(other, published), max(other, published)) if other else None
    return DateValue("range", *ends, relative=True) if ends else None


@reader(_AGO)
def _read_ago(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "two weeks ago", "three months from now"; "a day later" counts from the story."""
    way = match["way"].lower()
    if way in ("later", "earlier"):
        return _UNRESOLVED
    return _at_distance(match, -1 if way == "ago" else 1, published)


def _at_distance(match: re.Match[str], step: int, published: date | None) -> DateValue:
    """As exact as the unit: a day, seven days around, the month, the year."""
    count, unit = read_count(match["count"]), match["unit"].lower()
    day = _shift(published, unit, count * step) if count is not None and published else None
    if day is None:
        return _UNRESOLVED
    if unit in ("week", "fortnight", "weekend"):
        return DateValue("week", day - timedelta(3), day + timedelta(3), relative=True)
    unit = "month" if unit == "quarter" else unit
    return unit_around(unit if unit in UNIT_MONTHS else "day", day)


@reader(_IN)
def _read_in(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "in two weeks" where the sentence looks ahead; else it is how long something took."""
    if not match["time"] and tense_at(match.string, match.start(), match.end()) != "future":
        return None
    return _at_distance(match, 1, published)


_WHICH = pattern(
    r"(?P<story>previous|following|same)\s(?:"
    rf"{WEEKDAY}|{_SEASON_NAME}|{_UNIT}|{DAY_PART})(?![a-z])"
    r"|(?:this\s)?(?P<which>last|next|past|(?:up)?coming|this)\s"
    rf"(?:(?P<weekday>{WEEKDAY})|(?P<month>(?-i:(?=[A-Z])){MONTH})(?!\.?\s\d)"
    rf"|(?P<season>{_SEASON_NAME})|(?P<unit>{_UNIT})|(?P<part>{DAY_PART})"
    rf"|(?:(?P<count>{COUNT})\s)(?:business\s|working\s)?(?P<units>{_UNIT})s)(?![a-z])"
    rf"(?:\s{DAY_PART})?"
)
_WITHIN = pattern(
    r"(?P<way>later|earlier)\s(?:this|in\sthe)\s(?P<unit>week|month|year|decade|quarter)(?![a-z])"
)


@reader(_WHICH)
def _read_which(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "last Friday", "next week", "this month", "the past two years".

    "the next day" and "the following week" count from the story, not from the publication.
    """
    led_by_the = match.string[: match.start()].lower().endswith("the ")
    which, unit = (match["which"] or "").lower(), (match["unit"] or "").lower()
    if match["story"] or (led_by_the and which == "next" and (unit == "day" or match["part"])):
        return _UNRESOLVED
    step = STEPS[which]
    if match["count"]:
        is_span = led_by_the or which not in ("this", "last")
        return _counted(match, step, published) if is_span else None
    if match["part"]:
        is_night = step < 0 and match["part"].lower() == "night"
        return day_at(published, step) if step == 0 or is_night else None
    if match["weekday"]:
        return _which_weekday(match, which, published)
    if published is None:
        return _UNRESOLVED
    if match["month"]:
        return _which_month(month_number(match["month"]), step, published)
    if match["season"]:
        return _which_season(match["season"], step, published)
    is_span = led_by_the or (which in ("past", "coming") and match[0].lower().startswith(which))
    return _which_unit(unit, step, published, is_span)


def _which_unit(unit: str, step: int, published: date, is_span: bool) -> DateValue | None:
    is_known = unit in ("week", "weekend", "night", "day", *UNIT_MONTHS)
    if not is_known or (unit in ("day", "night") and step >= 0):
        return None
    if is_span and step and unit != "night":
        return _span_to(Decimal(1), unit, step, published)
    return unit_around(unit, published, step)


def _counted(match: re.Match[str], step: int, published: date | None) -> DateValue | None:
    count = read_count(match["count"])
    if count is None or published is None:
        return _UNRESOLVED
    return _span_to(count, match["units"].lower(), step, published)


def _which_weekday(match: re.Match[str], which: str, published: date | None) -> DateValue | None:
    weekday = weekday_number(match["weekday"])
    if published is None:
        return nearest_weekday(weekday, None, False)
    ahead = STEPS[which] > 0
    start = 7 - published.weekday() if which == "next" else 1 if ahead else -1
    if which == "this":
        ahead, start = tense_at(match.string, *match.span()) != "past", 0
    return nearest_weekday(weekday, published + timedelta(start), ahead)


def _which_month(month: int, step: int, published: date) -> DateValue | None:
    is_behind = month >= published.month if step < 0 else month <= published.month
    return place_in_year(DateValue("month", month=month), published.year + step * is_behind)


def _which_season(name: str, step: int, published: date) -> DateValue:
    """Return the season that ends nearest to half a year before, half a year ahead, or now."""
    near = published + timedelta(180 * step)
    seasons = [_season(name, published.year + offset) for offset in (-2, -1, 0, 1)]
    return min(seasons, key=lambda s: abs(((s.latest or near) - near).days))


@reader(_WITHIN)
def _read_within(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "later this week", "earlier in the year"."""
    is_later = match["way"].lower() == "later"
    if published is None:
        return _UNRESOLVED
    period = unit_around(match["unit"].lower(), published)
    return replace(period, earliest=published) if is_later else replace(period, latest=published)


_PARTS: dict[str, Qualifier] = {
    "early": "early", "start": "early", "beginning": "early", "mid": "mid", "middle": "mid",
    "late": "late", "end": "end", "close": "end",
}  # fmt: skip
_PART = pattern(
    r"(?:(?P<part>early|late|mid)(?:\s(?:in|on)\s|[\s-])"
    r"|(?P<of>start|beginning|middle|end|close)\sof\s)(?P<the>the\s)?"
)
_THIS_UNIT = pattern(r"(?P<unit>week|month|year|decade|weekend)(?!\w)")
_WEEKEND = pattern(r"(?<=the\s)weekend(?!\w)")


def _read_part(text: str, at: int, published: date | None) -> Found:
    """Read "late November", "the end of the month", "mid-2026"."""
    match = _PART.match(text, at)
    if match is None:
        return None
    word = FIRST_WORD.match(text, match.end())
    found = read_word(text, match.end(), word[0], published) if word else None
    unit = _THIS_UNIT.match(text, match.end()) if match["the"] or match["of"] else None
    if found is None and unit:
        value = unit_around(unit["unit"].lower(), published) if published else _UNRESOLVED
        found = (unit.end(), value)
    if found is None or found[1].time:
        return None
    return found[0], part_of(found[1], _PARTS[(match["part"] or match["of"]).lower()])


@reader(_WEEKEND)
def _read_weekend(match: re.Match[str], published: date | None) -> DateValue | None:
    if published is None:
        return _UNRESOLVED
    ahead = published.weekday() >= 5 or tense_at(match.string, *match.span()) == "future"
    return unit_around("weekend", published, 0 if ahead else -1)


_NUMERIC: tuple[Reader, ...] = (read_digits, read_clock, read_day_month, _read_year, _read_ago)
_BY_FIRST_WORD: tuple[tuple[tuple[Reader, ...], tuple[str, ...]], ...] = (
    ((read_holiday,), tuple(HOLIDAY_STARTS)),
    ((read_month,), MONTH_FORMS),
    ((read_weekday_with_date, read_weekday), WEEKDAY_FORMS),
    ((_read_season,), tuple(_SEASON_START)),
    ((read_nth,), tuple(ORDINALS)),
    ((_read_which,), (*STEPS, "previous", "following", "same")),
    ((_read_quarter,), (*ORDINALS, "q")),
    ((_read_part,), tuple(_PARTS)),
    ((read_day_word,), ("today", "tonight", "tomorrow", "yesterday")),
    ((_read_weekend,), ("weekend",)),
    ((_read_within,), ("later", "earlier")),
    ((read_clock,), ("noon", "midday", "midnight")),
    ((_read_in,), ("in",)),
    ((_read_ago,), (*NUMBER_TOKENS, "a", "an", "several", "few", "couple", "half", "many")),
)
"""Readers with the first words of the dates that they read, in the order in which they try."""


def _starters() -> dict[str, tuple[Reader, ...]]:
    table: dict[str, tuple[Reader, ...]] = {}
    for readers, first_words in _BY_FIRST_WORD:
        for word in first_words:
            table[word] = (*table.get(word, ()), *readers)
    return table


STARTERS = _starters()
FIRST_WORD = re.compile(r"(?<![\w@#])(?:[A-Za-z]+|\d+|['’]\d0s)")


def read_word(text: str, at: int, word: str, published: date | None) -> Found:
    """Try the readers that begin with a word; the first that reads wins."""
    readers = STARTERS.get(word.lower(), ()) if word[0].isalpha() else _NUMERIC
    return next((found for read in readers if (found := read(text, at, published))), None)
