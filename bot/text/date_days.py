"""Readers of dates that name their day: "Nov. 10", "Thursday", "Thanksgiving", "6 p.m."."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.text.date_values import (
    BARE_DAY,
    DASH,
    DAY,
    DAY_PART,
    MONTH,
    ORDINALS,
    STATED_YEAR,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR,
    ZONE,
    DateValue,
    check_weekday,
    month_number,
    pattern,
    place_in_year,
    unit_around,
    weekday_near,
    weekday_number,
)
from bot.text.modes import is_plainly_past, tense_at
from bot.text.number_grammar import SMALL

_BEHIND, _AHEAD = 245, 121  # days: a month named in news is within -8 and +4 months
_NEAR = 45


def infer_year(
    value: DateValue, published: date | None, text: str, start: int, end: int
) -> DateValue:
    """Give a month and day the year nearest to the publication date; news looks back further
    than ahead (8 months against 4), unless the verb says which way."""
    if published is None or value.resolved:
        return value
    years = range(max(1, published.year - 2), min(9997, published.year + 2) + 1)
    placed = [p for year in years if (p := place_in_year(value, year)) is not None]
    window = _window(text, start, end, published, placed)
    chosen = [
        p for p in placed if p.earliest and window[0] < (p.earliest - published).days <= window[1]
    ]
    if not chosen:
        return value
    nearest = min(chosen, key=lambda p: abs(((p.earliest or published) - published).days))
    return replace(nearest, year_inferred=True)


def _window(
    text: str, start: int, end: int, published: date, placed: list[DateValue]
) -> tuple[int, int]:
    if is_plainly_past(text, start):
        return -365, 1
    offsets = [(p.earliest - published).days for p in placed if p.earliest]
    near = any(abs(offset) <= _NEAR for offset in offsets)
    if not near and tense_at(text, start, end) == "future":
        return -_NEAR, 366 - _NEAR
    return -_BEHIND, _AHEAD


Found = tuple[int, DateValue] | None
Reader = Callable[[str, int, date | None], Found]
ValueOf = Callable[[re.Match[str], date | None], DateValue | None]


def reader(shape: re.Pattern[str]) -> Callable[[ValueOf], Reader]:
    """Make a reader of a function that tells the value of a match, None where it is no date."""

    def make(value_of: ValueOf) -> Reader:
        def read(text: str, at: int, published: date | None) -> Found:
            match = shape.match(text, at)
            value = value_of(match, published) if match else None
            return (match.end(), value) if match and value else None

        return read

    return make


_MONTH_DAY = pattern(
    rf"(?P<month>{MONTH})\s(?:the\s)?(?P<day>{DAY})"
    rf"(?:{DASH}(?P<last>{DAY})(?!\s?{MONTH}))?(?:{STATED_YEAR})?"
)
_DAY_MONTH = pattern(
    rf"(?P<day>{BARE_DAY})(?:{DASH}(?P<last>{BARE_DAY}))?(?:\s(?:of\s)?|-)"
    rf"(?P<month>{MONTH})(?:-(?P<iso>{YEAR})|{STATED_YEAR})?"
)
_MONTH = pattern(rf"(?P<month>{MONTH})(?:{STATED_YEAR})?")
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
    month, day = month_number(match["month"]), _number(match["day"])
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
        month = month_number(match["month"])
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
    value = _settle(DateValue("month", month=month_number(match["month"])), match, published)
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


@reader(_DAY_MONTH)
def read_day_month(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read a date that begins with its day."""
    return _month_days(match, published) if _is_written_as_month(match["month"]) else None


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


_DAY_WORD = pattern(
    rf"(?:(?P<day>today|tonight|tomorrow|yesterday)(?:\s(?P<part>{DAY_PART}))?)(?![a-z])"
)
_OFFSETS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_WEEKDAY = pattern(rf"(?P<weekday>{WEEKDAY})(?:\s(?P<part>{DAY_PART}))?")
_NOT_A_DAY_AFTER = re.compile(
    r"\s(?:(?:Morning\s|Evening\s)?(?:Times|Mirror|Telegraph|Express|Post|Herald|Mail|People|World)"
    r"\b|Night (?:Live|Football|Lights|Raw|Fever)|on Sunday|Ticket\b)"
)
_NOT_A_DAY_BEFORE = re.compile(
    r"\b(?:every|each|Black|Cyber|Good|Easter|Super|Palm|Ash|Shrove|Maundy|Bloody|Giving|Mail on"
    r"|Ruby)\s$"
)
_BOUND_AHEAD = re.compile(
    r"\b(?:by|until|till|before|ahead of|as (?:soon|early) as)\s"
    r"(?:[\d:.]{1,5}\s?[ap]\.?m\.?\s)?$",
    re.IGNORECASE,
)
_HAD = re.compile(r"[^.]{0,40}\b(?:had|was|were)\b")
_REPORTED = re.compile(r"\b(?:would|could|may|might|should)\b[^.]*$")
_DAY_THEN_DATE = pattern(
    rf"(?P<weekday>{WEEKDAY}|{WEEKDAY_SHORT})(?:\s{DAY_PART})?"
    r"(?P<sep>,?\s\(?|,\sthe\s|\sthe\s|\s[-–]\s)"
)


@reader(_DAY_WORD)
def read_day_word(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read today, tonight, tomorrow, yesterday."""
    if match.string[max(0, match.start() - 4) : match.start()] == "USA ":
        return None
    return day_at(published, _OFFSETS[match["day"].lower()])


def day_at(published: date | None, offset: int) -> DateValue | None:
    """Return the day so many days after the publication."""
    if published is None:
        return DateValue("day", relative=True)
    return unit_around("day", published, offset)


@reader(_WEEKDAY)
def read_weekday(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read a weekday as the nearest one before, or after where the words look ahead."""
    text, at = match.string, match.start()
    before = text[max(0, at - 14) : at]
    if _NOT_A_DAY_AFTER.match(text, match.end("weekday")) or _NOT_A_DAY_BEFORE.search(before):
        return None
    future = _looks_ahead(text, at, match.end())
    return nearest_weekday(weekday_number(match["weekday"]), published, future)


def _looks_ahead(text: str, start: int, end: int) -> bool:
    """ "until Thursday" is ahead, but "until Thursday they had" is not; "Monday's" mostly was."""
    tense = tense_at(text, start, end)
    if _BOUND_AHEAD.search(text[max(0, start - 24) : start]):
        return tense != "past" or not _HAD.match(text, end)
    if text[end : end + 2] in ("'s", "’s"):
        return tense == "future" and not _REPORTED.search(text[max(0, start - 80) : start])
    return tense == "future"


def nearest_weekday(weekday: int, published: date | None, future: bool) -> DateValue:
    """Resolve a weekday in one direction; without a publication date it stays a weekday.

    >>> nearest_weekday(0, date(2025, 10, 23), future=True).iso
    '2025-10-27'
    """
    if published is None:
        return DateValue("day", relative=True, weekday=weekday)
    day = weekday_near(published, weekday, future)
    return DateValue("day", day, day, relative=True, weekday=weekday)


def read_weekday_with_date(text: str, at: int, published: date | None) -> Found:
    """Read "Thursday, 30 November" and "Sunday (Oct. 26)", and check the one by the other."""
    match = _DAY_THEN_DATE.match(text, at)
    if match is None:
        return None
    rest = match.end()
    found = (
        read_month(text, rest, published)
        or read_day_month(text, rest, published)
        or read_digits(text, rest, published)
    )
    if found is None or found[1].precision not in ("day", "range"):
        return None
    end, value = found
    if match["sep"].endswith("("):
        if text[end : end + 1] != ")":
            return None
        end += 1
    return end, check_weekday(value, weekday_number(match["weekday"]))


# Holidays that fall on the same day of the same month every year.
_FIXED = {
    "new year's day": (1, 1), "new year's": (1, 1), "new year": (1, 1), "new year's eve": (12, 31),
    "epiphany": (1, 6), "groundhog day": (2, 2), "valentine's day": (2, 14),
    "international women's day": (3, 8), "st. patrick's day": (3, 17), "st patrick's day": (3, 17),
    "april fools' day": (4, 1), "earth day": (4, 22), "anzac day": (4, 25), "may day": (5, 1),
    "cinco de mayo": (5, 5), "juneteenth": (6, 19), "canada day": (7, 1), "fourth of july": (7, 4),
    "july fourth": (7, 4), "bastille day": (7, 14), "halloween": (10, 31),
    "all saints' day": (11, 1), "bonfire night": (11, 5), "guy fawkes night": (11, 5),
    "veterans day": (11, 11), "armistice day": (11, 11), "remembrance day": (11, 11),
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "boxing day": (12, 26),
}  # fmt: skip
# Month, which one (-1: the last), weekday, as United States law has them (5 U.S.C. 6103).
_FLOATING = {
    "martin luther king jr. day": (1, 3, 0), "martin luther king day": (1, 3, 0),
    "mlk day": (1, 3, 0), "presidents' day": (2, 3, 0), "memorial day": (5, -1, 0),
    "labor day": (9, 1, 0), "columbus day": (10, 2, 0), "thanksgiving day": (11, 4, 3),
    "thanksgiving": (11, 4, 3),
}  # fmt: skip
_EASTER = {
    "good friday": -2, "easter sunday": 0, "easter monday": 1, "easter": 0, "ash wednesday": -46,
}  # fmt: skip
NAMES = (*_FIXED, *_FLOATING, *_EASTER)

_HOLIDAY = pattern(
    "(?P<name>"
    + "|".join(
        re.escape(name).replace("'", "['’]?").replace(r"\ ", r"\s")
        for name in sorted(NAMES, key=len, reverse=True)
    )
    + rf")(?![a-z])(?:,?\s(?P<year>{YEAR}))?"
)
_LED = re.compile(
    r"\b(?:by|before|after|until|till|since|on|at|this|last|next|around|from|to|and|for|of)"
    r"\s(?:the\s)?$",
    re.IGNORECASE,
)
_SURE = re.compile(r"(?:\sday|\seve|\sjuly|\sfourth|\smonday|\sfriday|\swednesday|\ssunday)$")


@reader(_HOLIDAY)
def read_holiday(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read a holiday where it is used as a date."""
    text, at = match.string, match.start()
    name = re.sub(r"\s+", " ", match["name"].lower()).replace("’", "").replace("'", "")
    is_led = _SURE.search(name) or match["year"] or _LED.search(text[max(0, at - 12) : at])
    if not match["name"][0].isupper() or not is_led:
        return None
    if match["year"]:
        return _exact(_holiday_in(name, int(match["year"])))
    month = DateValue("month", month=_MONTH_OF.get(name, 4))
    year = infer_year(month, published, text, at, match.end())
    if year.earliest is None:
        return _unplaced(name)
    return replace(_exact(_holiday_in(name, year.earliest.year)), year=None, year_inferred=True)


_FIXED_DAYS = {name.replace("'", ""): when for name, when in _FIXED.items()}
_FLOATING_DAYS = {name.replace("'", ""): when for name, when in _FLOATING.items()}
_MONTH_OF = {name: when[0] for name, when in (_FIXED_DAYS | _FLOATING_DAYS).items()}


def _unplaced(name: str) -> DateValue:
    month, day = _FIXED_DAYS.get(name, (_MONTH_OF.get(name), None))
    return DateValue("day", month=month, day=day, relative=day is None)


def _holiday_in(name: str, year: int) -> date:
    if name in _FIXED_DAYS:
        return date(year, *_FIXED_DAYS[name])
    if name in _FLOATING_DAYS:
        return _nth_weekday(year, *_FLOATING_DAYS[name])
    return _easter(year) + timedelta(days=_EASTER[name])


def _easter(year: int) -> date:
    """Return Western Easter Sunday (the anonymous Gregorian computus, Meeus 1991, chapter 8)."""
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


_NTH = pattern(
    rf"(?P<ordinal>first|second|third|fourth|last)\s(?P<unit>week|weekend|{WEEKDAY})\s"
    rf"(?:of|in)\s(?P<month>{MONTH})(?:{STATED_YEAR})?"
)


@reader(_NTH)
def read_nth(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "the first Monday in November", "the last week of March 2024"."""
    if not match["month"][0].isupper():
        return None
    month = DateValue("month", month=month_number(match["month"]))
    placed = (
        place_in_year(month, int(match["year"]))
        if match["year"]
        else infer_year(month, published, match.string, match.start(), match.end())
    )
    if placed is None or placed.earliest is None:
        return DateValue("relative", relative=True, month=month.month)
    return _nth(placed, match["ordinal"].lower(), match["unit"].lower())


def _nth(month: DateValue, ordinal: str, unit: str) -> DateValue:
    first, last = month.earliest or date.min, month.latest or date.max
    which = -1 if ordinal == "last" else ORDINALS[ordinal]
    if unit == "week":
        start = last - timedelta(days=6) if which < 0 else first + timedelta(days=7 * which - 7)
        return replace(month, precision="week", earliest=start, latest=start + timedelta(days=6))
    weekday = 5 if unit == "weekend" else weekday_number(unit)
    day = _nth_weekday(first.year, first.month, which, weekday)
    if unit == "weekend":
        return replace(month, precision="range", earliest=day, latest=day + timedelta(days=1))
    return replace(month, precision="day", earliest=day, latest=day, day=day.day)


_CLOCK = pattern(
    r"(?:(?P<first>\d{1,2})(?:[:.](?P<past>[0-5]\d))?\s?(?:[-–]|to)\s?)?"
    r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])(?:\.\s?m\.?|m\b)"
    + ZONE
    + r"(?:\s\(\d{2}:?\d{2}\s(?:GMT|UTC)\))?"
)
_HOURS = pattern(
    r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?(?:hours|hrs)\b)?"
    + ZONE
)
_MILITARY = pattern(
    r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s(?:hours|hrs|(?P<zone>GMT|UTC|BST|CET|local\stime))\b"
)
_WORDS = [word for word, number in SMALL.items() if 1 <= number <= 12]
_BARE = pattern(
    rf"(?P<hour>1[0-2]|[1-9]|{'|'.join(_WORDS)})(?P<oclock>\so['’]?clock)?(?![\w%]|[.,:]\d)"
)
_NAMED = pattern(rf"(?P<name>noon|midday|midnight)(?![a-z-]){ZONE}")
_NAMES = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
_PART = r"(?P<part>morning|afternoon|evening|night|lunchtime)(?![a-z])"
_NAMED_DAY = rf"(?:{WEEKDAY}|yesterday|tomorrow|this|that|the (?:same|next|previous)|last)"
_INSIDE = pattern(rf"\sin\sthe\s(?:early\s|late\s)?{_PART}")
_PART_AFTER = pattern(
    rf",?\s(?:on\s)?(?:(?P<tonight>tonight)|{_NAMED_DAY}\s{_PART}|at\s(?P<night>night))"
)
_PART_BEFORE = pattern(
    rf"(?:tonight|{_NAMED_DAY}\s{_PART}),?\s(?:just\s|shortly\s)?"
    r"(?:(?:at|around|about|by|until|till|before|after|from)\s){1,2}$"
)
_CLOCK_LED = pattern(r"\b(?:at|around|about|by|until|till|before|after|from|since|past|to)\s$")
_DAY_NEAR = pattern(rf",?\s(?:on\s)?(?:{WEEKDAY}|today|tonight|tomorrow|yesterday)(?![a-z])")
_DAY_LED = pattern(rf"(?:{WEEKDAY}|today|tonight|tomorrow|yesterday)\s$")
_PAST_IT = pattern(r"\b(?:after|past)\s$")
_DARK = 5  # the first hour of a clock that, said of a night, is before midnight


@dataclass(frozen=True)
class Clock:
    """A time of day: "18:00" and the zone as written."""

    end: int
    time: str
    zone: str | None


def read_time(text: str, at: int) -> Clock | None:
    """Read a time of day that begins at an offset.

    >>> read_time("at 6.30 p.m. GMT", 3)
    Clock(end=16, time='18:30', zone='GMT')
    """
    if match := _CLOCK.match(text, at):
        return _clock(match, match.end(), *_first_of(match))
    if match := _MILITARY.match(text, at):
        return _clock(match, match.end(), int(match["hour"]), int(match["minute"]))
    if match := _HOURS.match(text, at):
        end, part = _part_of_day(text, at, match.end())
        return _clock(match, end, _hour_in(part, int(match["hour"])), int(match["minute"]))
    return _read_named(text, at) or _read_bare(text, at)


def _clock(match: re.Match[str], end: int, hour: int, minute: int) -> Clock:
    stated = match.groupdict().get("zone")
    zone = re.sub(r"\s+", " ", stated) if stated else None
    return Clock(end, f"{hour:02d}:{minute:02d}", zone)


def _read_named(text: str, at: int) -> Clock | None:
    """Read noon and midnight, which ends the day it is said of ("midnight Friday")."""
    match = _NAMED.match(text, at)
    if match is None:
        return None
    before = text[max(0, at - 14) : at]
    led = _CLOCK_LED.search(before) or _DAY_LED.search(before)
    if not (led or match["zone"] or _DAY_NEAR.match(text, match.end())):
        return None
    begins = match["name"].lower() == "midnight" and _PAST_IT.search(before)
    zone = match["zone"]
    return Clock(match.end(), "00:00" if begins else _NAMES[match["name"].lower()], zone)


def _read_bare(text: str, at: int) -> Clock | None:
    """Read an hour alone, where words around it make it one: "9 tonight", "nine o'clock"."""
    match = _BARE.match(text, at)
    if match is None:
        return None
    led = _CLOCK_LED.search(text[max(0, at - 8) : at])
    end, part = _part_of_day(text, at, match.end())
    if match["oclock"] is None and not (led and part):
        return None
    stated = match["hour"].lower()
    hour = int(stated) if stated.isdigit() else int(SMALL[stated])
    return _clock(match, end, _hour_in(part, hour), 0)


def _part_of_day(text: str, start: int, end: int) -> tuple[int, str]:
    """Return the part of the day that stands beside a clock, and where the clock ends with it."""
    if match := _INSIDE.match(text, end):
        return match.end(), match["part"].lower()
    if match := _PART_AFTER.match(text, end):
        if match["night"]:
            return match.end(), "night"
        return end, (match["part"] or "night").lower()
    before = _PART_BEFORE.search(text[max(0, start - 50) : start])
    return end, (before["part"] or "night").lower() if before else ""


def _hour_in(part: str, hour: int) -> int:
    """Return an hour of 24: "4:30 ... afternoon" is 16:30, "12:15 ... morning" 00:15."""
    if not part or not 1 <= hour <= 12:
        return hour
    hour %= 12
    if (
        part == "morning"
        or (part == "night" and hour < _DARK)
        or (part == "lunchtime" and hour > 9)
    ):
        return hour
    return hour if part == "evening" and hour == 0 else hour + 12


def _first_of(match: re.Match[str]) -> tuple[int, int]:
    """The hour that is named, or with which a span begins ("7-9 p.m.", "11 to 1 p.m.")."""
    last = int(match["hour"]) % 12
    first = int(match["first"]) % 12 if match["first"] else last
    minute = int((match["past"] if match["first"] else match["minute"]) or 0)
    evening = (match["half"].lower() == "p") == (first <= last)
    return first + 12 * evening, minute
