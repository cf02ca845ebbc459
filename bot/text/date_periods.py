"""Readers of years, decades, seasons, quarters and holidays: "since 1998", "Q3", "spring 2024"."""

import re
from dataclasses import replace
from datetime import date

from bot.text import date_words as words
from bot.text.date_absolute import Found
from bot.text.date_calendar import infer_year
from bot.text.date_values import DateValue, Precision, last_of_month, place_in_year

_YEAR = re.compile(
    rf"(?P<year>{words.YEAR})(?P<rest>\s?[-–—/]\s?(?P<last>\d{{4}}|\d\d)(?![\d\w]|[-–]\d))?"
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


def read_year(text: str, at: int, published: date | None) -> Found:
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
    r"profit|earning|revenue|sales|growth|grew|GDP|results|loss|econom|income|deliver",
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
        return match.end(), replace(
            season_of(match["season"], int(match["year"])), year=int(match["year"])
        )
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
    precision: Precision = "range" if months == 6 else "quarter"
    stated_year = year if match["year"] else None
    bounds = date(year, first, 1), last_of_month(year, last)
    return match.end(), DateValue(precision, *bounds, year=stated_year)


def _is_business(match: re.Match[str]) -> bool:
    around = match.string[max(0, match.start() - 80) : match.end() + 60]
    return match["length"] == "quarter" and bool(_MONEY_NEAR.search(around))


def _quarter_year(match: re.Match[str], published: date | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    if published is None:
        return None
    return published.year + {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
