"""The grammar of dates: which readers to try at a word, and the parts of a period."""

import re
from datetime import date

from bot.text import date_words as words
from bot.text.date_absolute import Found, Reader, read_day_month, read_digits, read_month
from bot.text.date_calendar import part_of, unit_around
from bot.text.date_distance import read_ago, read_in
from bot.text.date_holidays import NAMES, read_holiday, read_nth
from bot.text.date_periods import read_quarter, read_season, read_year
from bot.text.date_relative import read_which, read_within
from bot.text.date_tense import tense_at
from bot.text.date_times import read_time
from bot.text.date_values import DateValue, Qualifier
from bot.text.date_weekdays import read_day_word, read_weekday, read_weekday_with_date
from bot.text.number_words import NUMBER_TOKENS, SMALL

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
_WEEK_OF = words.pattern(r"(?P<unit>week|weekend)\s(?:of|beginning)\s")
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
    if unit is None or not match[0].lower().endswith(("the ", "end of ")):
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


def _read_week_of(text: str, at: int, published: date | None) -> Found:
    """Read "the week of March 6"."""
    match = _WEEK_OF.match(text, at)
    found = read_month(text, match.end(), published) if match else None
    if match is None or found is None or found[1].precision != "day":
        return None
    day = found[1].earliest
    value = unit_around(match["unit"].lower(), day) if day else found[1]
    return (found[0], value) if value else None


def _read_weekend(text: str, at: int, published: date | None) -> Found:
    match = _WEEKEND.match(text, at)
    if match is None or not text[:at].lower().endswith("the "):
        return None
    if published is None:
        return match.end(), DateValue("range", relative=True)
    past = tense_at(text, at, match.end()) != "future" and published.weekday() < 5
    value = unit_around("weekend", published, -1 if past else 0)
    return (match.end(), value) if value else None


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
_WEEKDAY_RULES: tuple[Reader, ...] = (read_weekday_with_date, read_weekday)
_COUNT_RULES: tuple[Reader, ...] = (read_ago,)


def _starters() -> dict[str, tuple[Reader, ...]]:
    """Map each first word of a date to the readers worth trying there."""
    table: dict[str, tuple[Reader, ...]] = {}
    for word in [*NUMBER_TOKENS, "a", "an", "several", "few", "couple", "half", "many"]:
        table[word] = (*((_read_clock,) if word in SMALL else ()), *_COUNT_RULES)
    for month in words.MONTH_FORMS:
        table[month] = _MONTH_RULES
    for weekday in words.WEEKDAY_FORMS:
        table[weekday] = _WEEKDAY_RULES
    for name in NAMES:
        first = re.split(r"[^a-z]", name)[0]
        table[first] = (*dict.fromkeys((read_holiday, *table.get(first, ()))),)
    for season in words.SEASON_START:
        table[season] = (read_season,)
    for ordinal in words.ORDINALS:
        table[ordinal] = (read_nth, read_quarter, *table.get(ordinal, ()))
    for part in _PARTS:
        table[part] = (_read_part,)
    table |= dict.fromkeys(("today", "tonight", "tomorrow", "yesterday"), (read_day_word,))
    for which in ("this", "next", "past", "coming", "upcoming", "previous", "following", "same"):
        table[which] = (read_which,)
    table |= dict.fromkeys(("year", "month"), (_read_unit_end,))
    table |= dict.fromkeys(("week", "weekend"), (_read_week_of, _read_unit_end, _read_weekend))
    table |= dict.fromkeys(("later", "earlier"), (read_within,))
    table |= dict.fromkeys(("noon", "midday", "midnight"), (_read_clock,))
    table |= dict.fromkeys(("in", "within"), (read_in,))
    table["last"] = (read_nth, read_which, read_quarter)
    table["q"] = (read_quarter,)
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
