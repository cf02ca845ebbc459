"""Readers of dates that name their day: "Nov. 10", "Thursday", "Thanksgiving", "6 p.m."."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from dateutil.easter import easter  # type: ignore[import-untyped]
from dateutil.relativedelta import MO, TH, relativedelta  # type: ignore[import-untyped]
from dateutil.relativedelta import weekday as Weekday

from bot.text.calendar import (
    MONTH,
    MONTH_NAMES,
    WEEKDAY,
    WEEKDAY_NAMES,
    DateValue,
    check_weekday,
    days_apart,
    place_in_year,
    unit_around,
    weekday_near,
)
from bot.text.modes import is_plainly_past, tense_at

_WEEKDAY_SHORT = r"(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)(?![a-z])\.?"
DAY_PART = r"(?:morning|afternoon|evening|night|lunchtime)(?![a-z])"
YEAR = r"(?:1\d{3}|20\d\d)(?![\w%]|[.,:]\d(?!\d?:\d\d))"
_AMOUNT_FOLLOWS = (
    r"(?!\w|%|[.,:/]\d|[-–]\w+[-–]|\s(?:per ?cent|million|billion|people|others|(?:a|p)\.?m\b))"
)
_BARE_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
DAY = rf"{_BARE_DAY}\b{_AMOUNT_FOLLOWS}"
_DASH = r"(?:\s?[-–—]\s?|\s(?:to|through|thru|until|till)\s)"
_AND = r"\s(?:and|or|&)\s"
_STATED_YEAR = rf"(?:\s?,?\s(?P<year>{YEAR})|,?\s(?:of\s)?(?P<which>this|last|next)\syear\b)"
_ZONE = (
    r"(?:\s?\(?(?P<zone>GMT|UTC|BST|CET|CEST|IST|JST|[ECMP][SD]?T|(?:US\s)?Eastern(?:\s[Tt]ime)?"
    r"|local\stime)\b\)?)?"
)
STEPS = {"this": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}

Found = tuple[int, DateValue] | None
Reader = Callable[[str, int, date | None], Found]
ValueOf = Callable[[re.Match[str], date | None], DateValue | None]


def pattern(text: str) -> re.Pattern[str]:
    """Compile a date pattern; case is judged by the readers."""
    return re.compile(text, re.IGNORECASE)


def reader(shape: re.Pattern[str]) -> Callable[[ValueOf], Reader]:
    """Make a reader of a function that tells the value of a match, None where it is no date."""

    def make(value_of: ValueOf) -> Reader:
        def read(text: str, at: int, published: date | None) -> Found:
            match = shape.match(text, at)
            value = value_of(match, published) if match else None
            return (match.end(), value) if match and value else None

        return read

    return make


_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
_WEEKDAYS = {name[:3].lower(): number for number, name in enumerate(WEEKDAY_NAMES)}
MONTH_FORMS = (*(name.lower() for name in MONTH_NAMES), *_MONTHS, "sept")
WEEKDAY_FORMS = (
    *(name.lower() for name in WEEKDAY_NAMES), *_WEEKDAYS, "tues", "weds", "thur", "thurs",
)  # fmt: skip


def month_number(word: str) -> int:
    """Return the number of a month from its name or abbreviation.

    >>> month_number("Sept.")
    9
    """
    return _MONTHS[word[:3].lower()]


def weekday_number(word: str) -> int:
    """Return 0 for Monday to 6 for Sunday from a name or abbreviation.

    >>> weekday_number("Thurs")
    3
    """
    return _WEEKDAYS[word[:3].lower()]


_BEHIND, _AHEAD = 245, 121  # days: a month named in news is within -8 and +4 months
_NEAR = 45


def infer_year(value: DateValue, published: date | None, at: re.Match[str]) -> DateValue:
    """Give a month and day the year nearest to the publication date; news looks back further
    than ahead (8 months against 4), unless the verb says which way."""
    if published is None:
        return value
    years = range(max(1, published.year - 2), min(9997, published.year + 2) + 1)
    placed = [p for year in years if (p := place_in_year(value, year)) and p.earliest]
    offsets = {p: (p.earliest - published).days for p in placed if p.earliest}
    first, last = _window(at)
    chosen = [p for p, offset in offsets.items() if first < offset <= last]
    return min(chosen, key=lambda p: days_apart(p, published), default=value)


def _window(at: re.Match[str]) -> tuple[int, int]:
    if is_plainly_past(at.string, at.start()):
        return -365, 1
    if tense_at(at.string, *at.span()) == "future":
        return -_NEAR, 366 - _NEAR
    return -_BEHIND, _AHEAD


_MONTH_DAY = pattern(
    rf"(?P<month>{MONTH})\s(?:the\s)?(?P<day>{DAY})"
    rf"(?:(?:{_DASH}|{_AND})(?P<last>{DAY})(?!\s?{MONTH}))?(?:{_STATED_YEAR})?"
)
_DAY_MONTH = pattern(
    rf"(?P<day>{_BARE_DAY})(?:(?:{_DASH}|{_AND})(?P<last>{_BARE_DAY}))?\s(?:of\s)?"
    rf"(?P<month>{MONTH})(?:{_STATED_YEAR})?"
)
_MONTH = pattern(rf"(?P<month>{MONTH})(?:{_STATED_YEAR})?")
_NUMERIC = re.compile(
    r"(?:(?P<year>\d{4})(?P<dash>[-/])(?P<month>\d\d)(?P=dash)(?P<day>\d\d)(?!\d|[-/]\d)"
    r"|(?P<one>\d{1,2})(?P<sep>[/.])(?P<two>\d{1,2})(?P=sep)(?P<last>\d{4}|\d\d)(?![\d./]\d|\d))"
)
_MONTH_LED = pattern(
    r"\b(?:in|of|by|since|until|till|from|before|after|during|through|throughout|between|for|to"
    r"|late|early|mid|end|middle|beginning|start|last|this|next|and|or)[\s-]+(?:the\s)?$"
)
_NAME_NEXT = re.compile(r"\s[A-Z]")
_SURE = frozenset(MONTH_NAMES) - {"March", "May"}


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _settled(value: DateValue, match: re.Match[str], published: date | None) -> DateValue | None:
    """Place a month or day in the year beside it, or in the likeliest."""
    stated = match["year"]
    if not stated and not match["which"]:
        return infer_year(value, published, match)
    if not stated and published is None:
        return value
    year = int(stated) if stated else STEPS[match["which"].lower()] + (published or date.min).year
    placed = place_in_year(value, year)
    return replace(placed, year=year) if placed else None


def _month_days(match: re.Match[str], published: date | None) -> DateValue | None:
    month, day = month_number(match["month"]), _number(match["day"])
    value = DateValue("day", month=month, day=day)
    if match["last"] is not None:
        last = _number(match["last"])
        value = DateValue("range", month=month, day=day, last_month=month, last_day=last)
        if last <= day:
            return None
    return _settled(value, match, published) if place_in_year(value, 2000) else None


def read_month(text: str, at: int, published: date | None) -> Found:
    """Read a date that begins with its month."""
    match = _MONTH_DAY.match(text, at)
    if match and match["month"][0].isupper():
        value = _month_days(match, published)
        return (match.end(), value) if value else None
    match = _MONTH.match(text, at)
    if match is None or not _is_month(match):
        return None
    value = _settled(DateValue("month", month=month_number(match["month"])), match, published)
    end = match.end() - (text[match.end() - 1] == "." and len(match["month"]) > 4)
    return (end, value) if value else None


def _is_month(match: re.Match[str]) -> bool:
    """Tell the month from the verbs, given names and surnames that are spelled like it."""
    name, text = match["month"], match.string
    if name[0].islower() or match["year"] or match["which"]:
        return name[0].isupper()
    is_led = _MONTH_LED.search(text[max(0, match.start() - 14) : match.start()]) is not None
    is_given = name in ("April", "June", "August") and _NAME_NEXT.match(text, match.end())
    return not is_given and (is_led or name in _SURE)


@reader(_DAY_MONTH)
def read_day_month(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read a date that begins with its day."""
    return _month_days(match, published) if match["month"][0].isupper() else None


@reader(_NUMERIC)
def read_digits(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read 2025-11-10, 11/10/2025 (month first where both can be) or 10.11.2025."""
    if match["year"]:
        return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    year, one, two = int(match["last"]), int(match["one"]), int(match["two"])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    month_first, day_first = _day(year, one, two), _day(year, two, one)
    return (day_first or month_first) if match["sep"] == "." else (month_first or day_first)


def _day(year: int, month: int, day: int) -> DateValue | None:
    value = DateValue("day", year=year, month=month, day=day)
    try:
        return place_in_year(value, year) if day and 1000 <= year <= 2400 else None
    except ValueError:
        return None


_DAY_WORD = pattern(
    rf"(?<!USA )(?P<day>today|tonight|tomorrow|yesterday)(?:\s{DAY_PART})?(?![a-z])"
)
_OFFSETS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_WEEKDAY = pattern(rf"(?P<weekday>{WEEKDAY})(?:\s{DAY_PART})?")
_NOT_A_DAY_AFTER = re.compile(
    r"\s(?:(?:Morning\s|Evening\s)?(?:Times|Mirror|Telegraph|Express|Post|Herald|Mail|People|World)"
    r"\b|Night (?:Live|Football|Lights|Raw|Fever)|on Sunday|Ticket\b)"
)
_NOT_A_DAY_BEFORE = re.compile(
    r"\b(?:every|each|Black|Cyber|Good|Easter|Super|Palm|Ash|Shrove|Maundy|Bloody|Giving|Mail on"
    r"|Ruby)\s$"
)
_BOUND_AHEAD = pattern(
    r"\b(?:by|until|till|before|ahead of|as (?:soon|early) as)\s"
    r"(?:[\d:.]{1,5}\s?[ap]\.?m\.?\s)?$"
)
_DAY_THEN_DATE = pattern(
    rf"(?P<weekday>{WEEKDAY}|{_WEEKDAY_SHORT})(?:\s{DAY_PART})?"
    r"(?P<sep>,?\s\(?|,\sthe\s|\sthe\s|\s[-–]\s)"
)


@reader(_DAY_WORD)
def read_day_word(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read today, tonight, tomorrow, yesterday."""
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
    weekday = weekday_number(match["weekday"])
    is_bound = _BOUND_AHEAD.search(text[max(0, at - 24) : at])
    is_ahead = is_bound or tense_at(text, at, match.end()) == "future"
    ahead = bool(is_ahead) or _is_aimed_at(match, weekday, published)
    return nearest_weekday(weekday, published, ahead)


def _is_aimed_at(match: re.Match[str], weekday: int, published: date | None) -> bool:
    """ "They had ordered flags for Saturday": the nearest one, which lies ahead on a Thursday."""
    is_aim = match.string.endswith("for ", 0, match.start())
    return is_aim and published is not None and (weekday - published.weekday()) % 7 <= 3


def nearest_weekday(weekday: int, day: date | None, ahead: bool) -> DateValue:
    """Resolve a weekday in one direction; without a publication date it stays a weekday.

    >>> nearest_weekday(0, date(2025, 10, 23), ahead=True).iso
    '2025-10-27'
    """
    near = weekday_near(day, weekday, ahead) if day else None
    return DateValue("day", near, near, relative=True, weekday=weekday)


def read_weekday_with_date(text: str, at: int, published: date | None) -> Found:
    """Read "Thursday, 30 November" and "Sunday (Oct. 26)", and check the one by the other."""
    match = _DAY_THEN_DATE.match(text, at)
    if match is None:
        return None
    readers = (read_month, read_day_month, read_digits)
    found = next((f for read in readers if (f := read(text, match.end(), published))), None)
    if found is None or found[1].precision not in ("day", "range"):
        return None
    end = found[0] + (match["sep"].endswith("(") and text.startswith(")", found[0]))
    return end, check_weekday(found[1], weekday_number(match["weekday"]))


_HOLIDAYS: dict[str, relativedelta | timedelta] = {
    **{
        name: relativedelta(month=month, day=day)
        for name, month, day in (
            ("new years day", 1, 1), ("valentines day", 2, 14), ("st patricks day", 3, 17),
            ("anzac day", 4, 25), ("juneteenth", 6, 19), ("canada day", 7, 1),
            ("fourth of july", 7, 4), ("halloween", 10, 31), ("veterans day", 11, 11),
            ("remembrance day", 11, 11), ("christmas eve", 12, 24), ("christmas day", 12, 25),
            ("christmas", 12, 25), ("boxing day", 12, 26), ("new years eve", 12, 31),
        )
    },
    "martin luther king jr day": relativedelta(month=1, day=1, weekday=MO(3)),
    "martin luther king day": relativedelta(month=1, day=1, weekday=MO(3)),
    "presidents day": relativedelta(month=2, day=1, weekday=MO(3)),
    "memorial day": relativedelta(month=5, day=31, weekday=MO(-1)),
    "labor day": relativedelta(month=9, day=1, weekday=MO(1)),
    "columbus day": relativedelta(month=10, day=1, weekday=MO(2)),
    "thanksgiving day": relativedelta(month=11, day=1, weekday=TH(4)),
    "thanksgiving": relativedelta(month=11, day=1, weekday=TH(4)),
    "good friday": timedelta(-2), "easter sunday": timedelta(), "easter monday": timedelta(1),
    "easter": timedelta(),
}  # fmt: skip
"""Where in a year they are, as United States law has them (5 U.S.C. 6103), or days after Easter."""

HOLIDAY_STARTS = frozenset(name.partition(" ")[0] for name in _HOLIDAYS)
_SPELT = (
    re.sub(r"s\b", "['’]?s", name).replace(" ", r"['’.]?\s")
    for name in sorted(_HOLIDAYS, key=len, reverse=True)
)
_HOLIDAY = pattern(rf"(?P<name>{'|'.join(_SPELT)})(?![a-z])(?:,?\s(?P<year>{YEAR}))?")
_LED = pattern(
    r"\b(?:by|before|after|until|till|since|on|at|this|last|next|around|from|to|and|for|of)"
    r"\s(?:the\s)?$"
)


@reader(_HOLIDAY)
def read_holiday(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read a holiday where it is used as a date."""
    name = re.sub(r"[^a-z ]", "", " ".join(match["name"].lower().split()))
    before = match.string[max(0, match.start() - 12) : match.start()]
    if match["name"].islower() or not (" " in name or match["year"] or _LED.search(before)):
        return None
    near = DateValue("month", month=_holiday_in(name, 2000).month)
    year = int(match["year"] or 0)
    near = (place_in_year(near, year) or near) if year else infer_year(near, published, match)
    if near.earliest is None:
        return near
    day = _holiday_in(name, near.earliest.year)
    return DateValue("day", day, day, year=year or None, month=day.month, day=day.day)


def _holiday_in(name: str, year: int) -> date:
    rule = _HOLIDAYS[name]
    found: date = (easter(year) if isinstance(rule, timedelta) else date(year, 1, 1)) + rule
    return found


_NTH = pattern(
    rf"(?P<ordinal>first|second|third|fourth|last)\s(?P<weekday>{WEEKDAY})\s(?:of|in)\s"
    rf"(?P<month>{MONTH})(?:{_STATED_YEAR})?"
)


@reader(_NTH)
def read_nth(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "the first Monday in November", "the last Friday of March 2024"."""
    month = _settled(DateValue("month", month=month_number(match["month"])), match, published)
    if month is None or month.earliest is None:
        return month
    which, weekday = ORDINALS[match["ordinal"].lower()], weekday_number(match["weekday"])
    start = relativedelta(day=31 if which < 0 else 1, weekday=Weekday(weekday, which))
    day: date = month.earliest + start
    return replace(month, precision="day", earliest=day, latest=day, day=day.day)


_CLOCK = pattern(
    r"(?:(?P<first>\d{1,2})(?:[:.](?P<past>[0-5]\d))?\s?(?:[-–]|to)\s?)?"
    r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])(?:\.\s?m\.?|m\b)"
    + _ZONE
    + r"(?:\s\(\d{2}:?\d{2}\s(?:GMT|UTC)\))?"
)
_HOURS = pattern(
    r"(?P<hour>[01]?\d|2[0-3])(?::|(?<=\d\d)(?=\d\d\s(?:GMT|UTC|hours|hrs|local\stime)\b))"
    r"(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?(?:hours|hrs)\b)?" + _ZONE
)
_NAMED = pattern(rf"(?P<name>noon|midday|midnight)(?![a-z-]){_ZONE}")
_DAY_NEAR = rf"(?:{WEEKDAY}|today|tonight|tomorrow|yesterday)"
_NAMED_LED = pattern(
    rf"\b(?:(?P<past>after|past)|at|around|about|by|until|till|before|from|since|to|{_DAY_NEAR})\s$"
)
_PART_AFTER = pattern(
    rf",?\s(?:on\s|in\sthe\s)?(?:{WEEKDAY}\s|this\s|yesterday\s|tomorrow\s)?"
    r"(?P<part>morning|afternoon|evening|night|tonight)\b"
)
_PART_BEFORE = pattern(
    r"\b(?P<part>morning|afternoon|evening|night|tonight),?\s(?:at|around|about|by)\s$"
)


def read_clock(text: str, at: int, published: date | None) -> Found:
    """Read a time of day as "18:00" with its zone as written; midnight ends its day.

    >>> read_clock("at 6.30 p.m. GMT", 3, None)[1].iso
    'T18:30'
    """
    if match := _CLOCK.match(text, at):
        return _clock(match, *_first_of(match))
    if match := _HOURS.match(text, at):
        before = _PART_BEFORE.search(text[max(0, at - 20) : at])
        return _clock(
            match,
            _hour_in(_PART_AFTER.match(text, match.end()) or before, match),
            int(match["minute"]),
        )
    match = _NAMED.match(text, at)
    led = _NAMED_LED.search(text[max(0, at - 14) : at]) if match else None
    if match is None or led is None:
        return None
    hour = 12 if match["name"].lower() != "midnight" else 0 if led["past"] else 24
    return _clock(match, hour, 0)


def _hour_in(part: re.Match[str] | None, match: re.Match[str]) -> int:
    """Return the hour of 24: "4:30 in the afternoon" is 16:30, "12:15 ... morning" 00:15."""
    hour = int(match["hour"])
    if part is None or not 0 < hour <= 12:
        return hour
    return hour % 12 if part["part"].lower() == "morning" else hour % 12 + 12


def _clock(match: re.Match[str], hour: int, minute: int) -> Found:
    zone = re.sub(r"\s+", " ", match["zone"]) if match["zone"] else None
    return match.end(), DateValue("time", time=f"{hour:02d}:{minute:02d}", zone=zone)


def _first_of(match: re.Match[str]) -> tuple[int, int]:
    """The hour that is named, or with which a span begins ("7-9 p.m.", "11 to 1 p.m.")."""
    last = int(match["hour"]) % 12
    first = int(match["first"]) % 12 if match["first"] else last
    minute = int((match["past"] if match["first"] else match["minute"]) or 0)
    evening = (match["half"].lower() == "p") == (first <= last)
    return first + 12 * evening, minute
