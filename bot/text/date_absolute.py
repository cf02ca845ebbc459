"""Readers of dates that name their day, month or year: "Nov. 10, 2025", "mid-2026", "Q3"."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.text import date_words as words
from bot.text.date_calendar import infer_year
from bot.text.date_values import DateValue, place_in_year

Found = tuple[int, DateValue] | None
Reader = Callable[[str, int, date | None], Found]

_MONTH_DAY = words.pattern(
    rf"(?P<month>{words.MONTH})\s(?:the\s)?(?P<day>{words.DAY})"
    rf"(?:{words.DASH}(?P<last>{words.DAY})(?!\s?{words.MONTH}))?(?:{words.STATED_YEAR})?"
)
_DAY_MONTH = words.pattern(
    rf"(?P<day>{words.BARE_DAY})(?:{words.DASH}(?P<last>{words.BARE_DAY}))?(?:\s(?:of\s)?|-)"
    rf"(?P<month>{words.MONTH})(?:-(?P<iso>{words.YEAR})|{words.STATED_YEAR})?"
)
_MONTH = words.pattern(rf"(?P<month>{words.MONTH})(?:{words.STATED_YEAR})?")
_ISO = re.compile(r"(?P<year>\d{4})(?P<sep>[-/])(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?!\d|[-/]\d)")
_SLASH = re.compile(
    r"(?P<month>\d{1,2})(?P<sep>[/.])(?P<day>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)(?![\d./]\d|\d)"
)
_PREPOSITION = re.compile(
    r"\b(?:in|of|by|since|until|till|from|before|after|during|through|throughout|between|for|to"
    r"|late|early|mid|end|middle|beginning|start|last|this|next|and|or)[\s-]+(?:the\s)?$",
    re.IGNORECASE,
)
_SURNAME = re.compile(
    r"\b(?!(?:The|A|Its|In|Of|By|Since|Until|Till|From|Before|After|During|Last|This|Next|Late|Early|And"
    r"|Between|On|To|For|Mid|Through)\b)[A-Z][a-z]+\.? (?:May|March|April|June|August)\b(?! \d)"
)
_SURELY_TIME = re.compile(
    r"\b(?:in|late|early|mid|end of|last|this|next|since)[\s-]$", re.IGNORECASE
)
_ARTICLE = re.compile(r"\b(?:the|a|its)\s$", re.IGNORECASE)
_NOUN_NEXT = re.compile(r"\s(?!(?:on|for|to|against|in|through|of|and|or|was|is)\b)[a-z]")
_VERB_NEXT = re.compile(
    r"\s(?:be|not|have|has|had|also|or|well|take|differ|result|seem|said|would|will|could)\b"
)
_NAME_NEXT = re.compile(r"\s[A-Z]")
_SURE_LOWER = {"january", "february", "april", "june", "july", "august", "september", "october",
               "november", "december"}  # fmt: skip


def _years(match: re.Match[str], published: date | None) -> int | None:
    if match["year"] or match.groupdict().get("iso"):
        return int(match["year"] or match["iso"])
    if match["which"] and published:
        return published.year + {"this": 0, "last": -1, "next": 1}[match["which"].lower()]
    return None


def _settle(value: DateValue, match: re.Match[str], published: date | None) -> DateValue | None:
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


def _is_list(match: re.Match[str]) -> bool:
    """ "Oct. 3 and 17" names two days, "between Oct. 3 and 17" a range."""
    if match["last"] is None or _number(match["last"]) == _number(match["day"]) + 1:
        return False
    link = match.string[match.end("day") : match.start("last")].strip().lower()
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    return link in ("and", "or", "&") and not before.endswith(("between ", "between the "))


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def read_month(text: str, at: int, published: date | None) -> Found:
    """Read a date that begins with its month."""
    match = _MONTH_DAY.match(text, at)
    if match is None or not _is_written_as_month(match["month"]):
        return _read_bare_month(text, at, published)
    if _is_list(match):
        month = words.month_number(match["month"])
        first = DateValue("day", month=month, day=_number(match["day"]))
        value, end = _settle(first, match, published), match.end("day")
    else:
        value, end = _month_days(match, published), match.end()
    return (end, value) if value else None


def _is_written_as_month(name: str) -> bool:
    return name[0].isupper() or name.lower() in _SURE_LOWER


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
    before = text[max(0, match.start() - 14) : match.start()]
    led = bool(_PREPOSITION.search(before))
    before_name = bool(_NAME_NEXT.match(text, match.end()))
    if word in ("may", "march"):
        return name.istitle() and _is_may_or_march(match, before, led)
    if word not in _SURE_LOWER:
        return led and name[0].isupper() and not before_name
    if word in ("april", "june", "august") and before_name:
        return bool(_SURELY_TIME.search(before))
    return name[0].isupper() or led


def _is_may_or_march(match: re.Match[str], before: str, led: bool) -> bool:
    if _VERB_NEXT.match(match.string, match.end()):
        return False
    if _SURELY_TIME.search(before):
        return True
    if _ARTICLE.search(before):
        return bool(_NOUN_NEXT.match(match.string, match.end()))
    return led and not _SURNAME.search(match.string)


def read_day_month(text: str, at: int, published: date | None) -> Found:
    """Read a date that begins with its day."""
    match = _DAY_MONTH.match(text, at)
    if match is None or not _is_written_as_month(match["month"]):
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
    if not 1000 <= year <= 2400:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _exact(day: date) -> DateValue:
    return DateValue("day", day, day, year=day.year, month=day.month, day=day.day)
