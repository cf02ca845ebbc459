"""Readers of dates that name their day, month or year: "Nov. 10, 2025", "mid-2026", "Q3"."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.text import date_words as words
from bot.text.date_calendar import infer_year, last_of_month, unit_around
from bot.text.date_values import DateValue, place_in_year

Found = tuple[int, DateValue] | None
Reader = Callable[[str, int, date | None], Found]

_MONTH_DAY = words.pattern(
    rf"(?P<month>{words.MONTH})\s(?:the\s)?(?P<day>{words.DAY})"
    rf"(?:{words.DASH}(?P<last>{words.DAY})(?!\s?{words.MONTH}))?(?:{words.STATED_YEAR})?"
)
_DAY_MONTH = words.pattern(
    rf"(?P<day>{words.BARE_DAY})(?:{words.DASH}(?P<last>{words.BARE_DAY}))?\s(?:of\s)?"
    rf"(?P<month>{words.MONTH})(?:{words.STATED_YEAR})?"
)
_MONTH = words.pattern(rf"(?P<month>{words.MONTH})(?:{words.STATED_YEAR})?")
_ISO = re.compile(r"(?P<year>\d{4})(?P<sep>[-/])(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?!\d|[-/]\d)")
_SLASH = re.compile(
    r"(?P<month>\d{1,2})(?P<sep>[/.])(?P<day>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)(?![\d./]\d|\d)"
)
_YEAR = re.compile(rf"(?P<year>{words.YEAR})(?P<rest>\s?[-–—/]\s?(?P<last>\d{{4}}|\d\d)(?![\d\w]))?")
_DECADE = re.compile(r"(?P<year>1\d\d0|20\d0)['’]?s(?!\w)|['’](?P<short>\d0)s(?!\w)")
_CENTURY = re.compile(r"(?P<n>\d{1,2})(?:st|nd|rd|th)[- ]century", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:in|of|by|since|until|till|from|before|after|during|through|throughout|between|for|to"
    r"|late|early|mid|end|middle|beginning|start|last|this|next|and|or)[\s-]+(?:the\s)?$",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:in|since|during|until|circa|early|late|mid|year|back to)[\s-]+$", re.IGNORECASE
)
_SURNAME = re.compile(
    r"\b(?!(?:In|Of|By|Since|Until|Till|From|Before|After|During|Last|This|Next|Late|Early|And"
    r"|Between|On|To|For|Mid|Through)\b)[A-Z][a-z]+\.? (?:May|March|April|June|August)\b(?! \d)"
)
_PLURAL = re.compile(r"\s(?:[a-z]+ )?(?:[a-z]{2,}[a-rt-z]s|people|men|women|children|police)\b")
_CODE_BEFORE = re.compile(r"(?:[$€£#¥]|\bNo\.? ?|\b(?:Route|Highway|Flight|Room|Boeing|Airbus) |\d[.,:/]|[-–/]\s?)$")
_SURE_LOWER = {"january", "february", "april", "june", "july", "august", "september", "october",
               "november", "december"}  # fmt: skip


def _years(match: re.Match[str], published: date | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match["which"] and published:
        return published.year + {"this": 0, "last": -1, "next": 1}[match["which"].lower()]
    return None


def _settle(
    value: DateValue, match: re.Match[str], published: date | None
) -> DateValue | None:
    year = _years(match, published)
    if year is not None:
        placed = place_in_year(value, year)
        return replace(placed, year=year) if placed else None
    if match["which"]:
        return value
    return infer_year(value, published, match.string, match.start(), match.end())


def _month_days(match: re.Match[str], published: date | None) -> DateValue | None:
    month, day = words.month_number(match["month"]), _number(match["day"])
    if match["last"] is None:
        value = DateValue("day", month=month, day=day)
    else:
        last = _number(match["last"])
        if last <= day or last > 31:
            return None
        value = DateValue("range", month=month, day=day, last_month=month, last_day=last)
    if day > 31 or place_in_year(value, 2000) is None:
        return None
    return _settle(value, match, published)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def read_month(text: str, at: int, published: date | None) -> Found:
    """Read a date that begins with its month."""
    match = _MONTH_DAY.match(text, at)
    if match and match["month"][0].isupper() | (match["month"].lower() in _SURE_LOWER):
        value = _month_days(match, published)
        return (match.end(), value) if value else None
    return _read_bare_month(text, at, published)


def _read_bare_month(text: str, at: int, published: date | None) -> Found:
    match = _MONTH.match(text, at)
    if match is None or not _is_month(match):
        return None
    value = _settle(DateValue("month", month=words.month_number(match["month"])), match, published)
    end = match.end() - (text[match.end() - 1] == "." and len(match["month"]) > 4)
    return (end, value) if value else None


def _is_month(match: re.Match[str]) -> bool:
    """Tell the month from the verbs, given names and surnames that are spelled like it."""
    name, text = match["month"], match.string
    word = name.rstrip(".").lower()
    if match["year"] or match["which"]:
        return name[0].isupper() or word in _SURE_LOWER
    led = _PREPOSITION.search(text[max(0, match.start() - 14) : match.start()])
    if word in ("may", "march"):
        return bool(led) and name.istitle() and not _SURNAME.search(text)
    if word not in _SURE_LOWER:
        return bool(led) and name[0].isupper()
    if word in ("april", "june", "august") and re.match(r"\s[A-Z]", text[match.end() :]):
        return bool(led)
    return name[0].isupper() or bool(led)


def read_day_month(text: str, at: int, published: date | None) -> Found:
    """Read a date that begins with its day."""
    match = _DAY_MONTH.match(text, at)
    if match is None or not (match["month"][0].isupper() or match["month"].lower() in _SURE_LOWER):
        return None
    value = _month_days(match, published)
    return (match.end(), value) if value else None


def read_digits(text: str, at: int, published: date | None) -> Found:
    """Read 2025-11-10, 11/10/2025 (month first, the other reading kept) or 10.11.2025."""
    if match := _ISO.match(text, at):
        day = _day(int(match["year"]), int(match["month"]), int(match["day"]))
        return (match.end(), _exact(day)) if day else None
    if (match := _SLASH.match(text, at)) is None:
        return None
    first, second, year = int(match["month"]), int(match["day"]), int(match["year"])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    days = [_day(year, first, second), _day(year, second, first)]
    if match["sep"] == ".":
        days.reverse()
    known = [day for day in days if day]
    if not known:
        return None
    other = known[1] if len(known) > 1 and known[1] != known[0] else None
    return match.end(), replace(_exact(known[0]), alternate=other)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _exact(day: date) -> DateValue:
    return DateValue("day", day, day, year=day.year, month=day.month, day=day.day)


def read_year(text: str, at: int, published: date | None) -> Found:
    """Read a year, a span of years, a decade or a century."""
    if match := _DECADE.match(text, at):
        first = int(match["year"]) if match["year"] else 1900 + int(match["short"])
        return match.end(), DateValue("decade", date(first, 1, 1), date(first + 9, 12, 31), year=first)
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
    counted = _PLURAL.match(after) and (year % 100 == 0 or not led)
    if counted or (not led and not 1900 <= year <= 2100):
        return None
    return end, DateValue("year", date(year, 1, 1), date(year, 12, 31), year=year)


# -- seasons, quarters, holidays -------------------------------------------------------------

_SEASON = words.pattern(
    rf"(?P<season>{words.SEASON})(?:,?\s(?:of\s)?(?P<year>{words.YEAR})(?:[-/–]\d\d(?:\d\d)?)?)?(?!\w)"
)
_SEASON_LED = re.compile(
    r"\b(?:in|by|until|since|during|this|early|late|mid)[\s-](?:the\s)?$", re.IGNORECASE
)
_QUARTER = words.pattern(
    r"(?:(?P<ordinal>first|second|third|fourth|last)[\s-](?P<length>quarter|half)|Q(?P<n>[1-4]))"
    rf"(?:(?:\s|,\s|\s(?:of|in)\s)(?:(?P<year>{words.YEAR})|(?P<which>the|this|last|next)\syear))?"
    r"(?!\w)"
)
_MONEY_NEAR = re.compile(
    r"profit|earning|revenue|sales|growth|grew|GDP|results|loss|econom|income|deliver", re.IGNORECASE
)
_HOLIDAY = words.pattern(rf"(?P<name>{words.HOLIDAY})(?:,?\s(?P<year>{words.YEAR}))?")
_HOLIDAY_LED = re.compile(
    r"\b(?:by|before|after|until|till|since|on|at|this|last|next|around|from|to|and|for)\s(?:the\s)?$",
    re.IGNORECASE,
)


def season_of(name: str, year: int) -> DateValue:
    """Return a meteorological season of the northern half of the world; winter begins its year.

    >>> season_of("spring", 2024).iso
    '2024-03-01/2024-05-31'
    """
    start = words.SEASON_START[name.lower()]
    last_year, last_month = divmod(year * 12 + start + 1, 12)
    return DateValue("season", date(year, start, 1), last_of_month(last_year, last_month + 1))


def read_season(text: str, at: int, published: date | None) -> Found:
    """Read "spring 2024", "the summer of 1969", and "in the spring" of the nearest year."""
    match = _SEASON.match(text, at)
    if match is None:
        return None
    if match["year"]:
        return match.end(), replace(season_of(match["season"], int(match["year"])), year=int(match["year"]))
    if not _SEASON_LED.search(text[max(0, at - 10) : at]):
        return None
    start = words.SEASON_START[match["season"].lower()]
    open_value = DateValue("season", month=start, last_month=(start + 1) % 12 + 1)
    return match.end(), infer_year(open_value, published, text, at, match.end())


def read_quarter(text: str, at: int, published: date | None) -> Found:
    """Read "the first quarter of 2026", "Q3" or "the second half of the year"."""
    match = _QUARTER.match(text, at)
    if match is None:
        return None
    stated = bool(match["year"] or match["which"])
    if not stated and (match["length"] == "half" or not (match["n"] or _is_business(match))):
        return None
    number = int(match["n"]) if match["n"] else words.ORDINALS[match["ordinal"].lower()]
    year = _quarter_year(match, published)
    if year is None:
        return match.end(), DateValue("quarter", relative=True)
    months = 6 if match["length"] == "half" else 3
    number = min(number, 12 // months)
    first, last = (number - 1) * months + 1, number * months
    precision = "range" if months == 6 else "quarter"
    return match.end(), DateValue(precision, date(year, first, 1), last_of_month(year, last), year=year if match["year"] else None)  # type: ignore[arg-type]


def _is_business(match: re.Match[str]) -> bool:
    around = match.string[max(0, match.start() - 80) : match.end() + 60]
    return match["length"] == "quarter" and bool(_MONEY_NEAR.search(around))


def _quarter_year(match: re.Match[str], published: date | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    if published is None:
        return None
    return published.year + {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)


def read_holiday(text: str, at: int, published: date | None) -> Found:
    """Read a holiday that has the same date every year, where it is used as a date."""
    match = _HOLIDAY.match(text, at)
    if match is None or not match["name"][0].isupper():
        return None
    name = match["name"].lower().replace("’", "'")
    dated = name.endswith((" day", " eve", " july", " fourth")) or match["year"]
    if not (dated or _HOLIDAY_LED.search(text[max(0, at - 12) : at])):
        return None
    month, day = _HOLIDAY_DATES[name.replace("'", "")]
    value = DateValue("day", month=month, day=day)
    if match["year"]:
        return match.end(), place_in_year(replace(value, year=int(match["year"])), int(match["year"])) or value
    return match.end(), infer_year(value, published, text, at, match.end())


_HOLIDAY_DATES = {name.replace("'", ""): when for name, when in words.HOLIDAYS.items()}
