"""Readers of holidays and of counted days: "Thanksgiving", "the first Monday in November"."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from bot.text import date_words as words
from bot.text.date_absolute import Found
from bot.text.date_calendar import infer_year
from bot.text.date_values import DateValue, place_in_year

# Holidays that fall on the same day of the same month every year.
FIXED = {
    "new year's day": (1, 1),
    "new year's": (1, 1),
    "new year": (1, 1),
    "new year's eve": (12, 31),
    "epiphany": (1, 6),
    "groundhog day": (2, 2),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "st. patrick's day": (3, 17),
    "st patrick's day": (3, 17),
    "april fools' day": (4, 1),
    "earth day": (4, 22),
    "anzac day": (4, 25),
    "may day": (5, 1),
    "cinco de mayo": (5, 5),
    "juneteenth": (6, 19),
    "canada day": (7, 1),
    "fourth of july": (7, 4),
    "july fourth": (7, 4),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "bonfire night": (11, 5),
    "guy fawkes night": (11, 5),
    "veterans day": (11, 11),
    "armistice day": (11, 11),
    "remembrance day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
}
# Month, which one (-1: the last), weekday, as United States law has them (5 U.S.C. 6103).
FLOATING = {
    "martin luther king jr. day": (1, 3, 0),
    "martin luther king day": (1, 3, 0),
    "mlk day": (1, 3, 0),
    "presidents' day": (2, 3, 0),
    "memorial day": (5, -1, 0),
    "labor day": (9, 1, 0),
    "columbus day": (10, 2, 0),
    "thanksgiving day": (11, 4, 3),
    "thanksgiving": (11, 4, 3),
}
EASTER = {
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
    "easter": 0,
    "ash wednesday": -46,
}
NAMES = (*FIXED, *FLOATING, *EASTER)

_HOLIDAY = words.pattern(
    "(?P<name>"
    + "|".join(
        re.escape(name).replace("'", "['’]?").replace(r"\ ", r"\s")
        for name in sorted(NAMES, key=len, reverse=True)
    )
    + rf")(?![a-z])(?:,?\s(?P<year>{words.YEAR}))?"
)
_LED = re.compile(
    r"\b(?:by|before|after|until|till|since|on|at|this|last|next|around|from|to|and|for|of)"
    r"\s(?:the\s)?$",
    re.IGNORECASE,
)
_SURE = re.compile(r"(?:\sday|\seve|\sjuly|\sfourth|\smonday|\sfriday|\swednesday|\ssunday)$")


def read_holiday(text: str, at: int, published: date | None) -> Found:
    """Read a holiday where it is used as a date."""
    match = _HOLIDAY.match(text, at)
    if match is None or not match["name"][0].isupper():
        return None
    name = re.sub(r"\s+", " ", match["name"].lower()).replace("’", "").replace("'", "")
    if not (_SURE.search(name) or match["year"] or _LED.search(text[max(0, at - 12) : at])):
        return None
    if match["year"]:
        day = _holiday_in(name, int(match["year"]))
        return match.end(), DateValue("day", day, day, day.year, day.month, day.day)
    month = _MONTH_OF.get(name, 4)
    year = infer_year(DateValue("month", month=month), published, text, at, match.end())
    if year.earliest is None:
        return match.end(), _unplaced(name)
    day = _holiday_in(name, year.earliest.year)
    value = DateValue("day", day, day, month=day.month, day=day.day, year_inferred=True)
    return match.end(), value


def _plain(name: str) -> str:
    return name.replace("'", "")


_FIXED_DAYS = {_plain(name): when for name, when in FIXED.items()}
_FLOATING_DAYS = {_plain(name): when for name, when in FLOATING.items()}
_MONTH_OF = {name: when[0] for name, when in (_FIXED_DAYS | _FLOATING_DAYS).items()}


def _unplaced(name: str) -> DateValue:
    month, day = _FIXED_DAYS.get(name, (_MONTH_OF.get(name), None))
    return DateValue("day", month=month, day=day, relative=day is None)


def _holiday_in(name: str, year: int) -> date:
    if name in _FIXED_DAYS:
        return date(year, *_FIXED_DAYS[name])
    if name in _FLOATING_DAYS:
        return _nth_weekday(year, *_FLOATING_DAYS[name])
    return easter(year) + timedelta(days=EASTER[name])


def easter(year: int) -> date:
    """Return Western Easter Sunday (the anonymous Gregorian computus, Meeus 1991, chapter 8).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    century, rest = divmod(year, 100)
    leap, long = divmod(century, 4)
    moon = (19 * (year % 19) + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * long + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + week - 7 * ((year % 19 + 11 * moon + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, which: int, weekday: int) -> date:
    first = 1 + (weekday - date(year, month, 1).weekday()) % 7
    days = list(range(first, monthrange(year, month)[1] + 1, 7))
    return date(year, month, days[which - 1] if which > 0 else days[-1])


# -- counted days and weeks of a month -------------------------------------------------------

_NTH = words.pattern(
    rf"(?P<ordinal>first|second|third|fourth|last)\s(?P<unit>week|weekend|{words.WEEKDAY})\s"
    rf"(?:of|in)\s(?P<month>{words.MONTH})(?:{words.STATED_YEAR})?"
)


def read_nth(text: str, at: int, published: date | None) -> Found:
    """Read "the first Monday in November", "the last week of March 2024"."""
    match = _NTH.match(text, at)
    if match is None or not match["month"][0].isupper():
        return None
    month = DateValue("month", month=words.month_number(match["month"]))
    placed = (
        place_in_year(month, int(match["year"]))
        if match["year"]
        else infer_year(month, published, text, at, match.end())
    )
    if placed is None or placed.earliest is None:
        return match.end(), DateValue("relative", relative=True, month=month.month)
    return match.end(), _nth(placed, match["ordinal"].lower(), match["unit"].lower())


def _nth(month: DateValue, ordinal: str, unit: str) -> DateValue:
    first, last = month.earliest or date.min, month.latest or date.max
    which = -1 if ordinal == "last" else words.ORDINALS[ordinal]
    if unit == "week":
        start = last - timedelta(days=6) if which < 0 else first + timedelta(days=7 * which - 7)
        return replace(month, precision="week", earliest=start, latest=start + timedelta(days=6))
    weekday = 5 if unit == "weekend" else words.weekday_number(unit)
    day = _nth_weekday(first.year, first.month, which, weekday)
    if unit == "weekend":
        return replace(month, precision="range", earliest=day, latest=day + timedelta(days=1))
    return replace(month, precision="day", earliest=day, latest=day, day=day.day)
