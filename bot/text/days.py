"""Readers of dates: "Nov. 10", "Thursday", "6 p.m.", "2026", "two weeks ago", "next week"."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]

from bot.text.calendar import (
    MONTH_NAMES,
    NO_YEAR,
    UNIT_MONTHS,
    WEEKDAY_NAMES,
    DateValue,
    Precision,
    check_weekday,
    days_apart,
    last_of_month,
    place_in_year,
    unit_around,
    weekday_near,
)
from bot.text.durations import COUNT, read_count
from bot.text.figures import NUMBER_TOKENS
from bot.text.modes import is_plainly_past, tense_at

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?"
    r"|Aug(?:ust|\.)?|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
    r"(?![a-z])"
)
_WEEKDAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?![a-z])"
_WEEKDAY_SHORT = r"(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)(?![a-z])\.?"
_DAY_PART = r"(?:morning|afternoon|evening|night|lunchtime)(?![a-z])"
_YEAR_NUMBER = r"(?:1\d{3}|20\d\d)(?![\w%]|[.,:]\d(?!\d?:\d\d))"
_AMOUNT_FOLLOWS = (
    r"(?!\w|%|[.,:/]\d|[-–]\w+[-–]|\s(?:per ?cent|million|billion|people|others|(?:a|p)\.?m\b))"
)
_BARE_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DAY = rf"{_BARE_DAY}\b{_AMOUNT_FOLLOWS}"
_LINK = r"(?:\s?[-–—]\s?|\s(?:to|through|thru|until|till|and|or|&)\s)"
_STATED_YEAR = (
    rf"(?:\s?,?\s(?P<year>{_YEAR_NUMBER})|,?\s(?:of\s)?(?P<which>this|last|next)\syear\b)"
)
_STEPS = {"this": 0, "last": -1, "past": -1, "next": 1, "coming": 1}
_UNRESOLVED = DateValue("relative", relative=True)

Found = tuple[int, DateValue] | None
Reader = Callable[[str, int, date | None], Found]
ValueOf = Callable[[re.Match[str], date | None], DateValue | None]


def _pattern(text: str) -> re.Pattern[str]:
    """Compile a date pattern; case is judged by the readers."""
    return re.compile(text, re.IGNORECASE)


def _reader(*shapes: re.Pattern[str]) -> Callable[[ValueOf], Reader]:
    """Make a reader of a function that tells the value of a match, None where it is no date."""

    def make(value_of: ValueOf) -> Reader:
        def read(text: str, at: int, published: date | None) -> Found:
            match = next((m for shape in shapes if (m := shape.match(text, at))), None)
            value = value_of(match, published) if match else None
            return (match.end(), value) if match and value else None

        return read

    return make


_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
_WEEKDAYS = {name[:3].lower(): number for number, name in enumerate(WEEKDAY_NAMES)}
_BEHIND, _AHEAD = 245, 121  # days: a month named in news is within -8 and +4 months
_NEAR = 45


def _infer_year(value: DateValue, published: date | None, at: re.Match[str]) -> DateValue:
    """Give a month and day the year nearest to the publication date; news looks back further
    than ahead (8 months against 4), unless the verb says which way."""
    if published is None:
        return value
    near, (first, last) = published, _window(at)
    placed = [place_in_year(value, near.year + offset) for offset in range(-2, 3)]
    chosen = [p for p in placed if p.earliest and first < (p.earliest - near).days <= last]
    return min(chosen, key=lambda p: days_apart(p, near), default=value)


def _window(at: re.Match[str]) -> tuple[int, int]:
    if is_plainly_past(at.string, at.start()):
        return -365, 1
    if tense_at(at.string, *at.span()) == "future":
        return -_NEAR, 366 - _NEAR
    return -_BEHIND, _AHEAD


_MONTH_DAY = _pattern(
    rf"(?P<month>{_MONTH})\s(?:the\s)?(?P<day>{_DAY})"
    rf"(?:{_LINK}(?P<last>{_DAY})(?!\s?{_MONTH}))?(?:{_STATED_YEAR})?"
)
_DAY_MONTH = _pattern(
    rf"(?P<day>{_BARE_DAY})(?:{_LINK}(?P<last>{_BARE_DAY}))?\s(?:of\s)?"
    rf"(?P<month>{_MONTH})(?:{_STATED_YEAR})?"
)
_MONTH_ALONE = _pattern(rf"(?P<month>{_MONTH})(?:{_STATED_YEAR})?")
_DIGITS = re.compile(
    r"(?:(?P<year>\d{4})(?P<dash>[-/])(?P<month>\d\d)(?P=dash)(?P<day>\d\d)(?!\d|[-/]\d)"
    r"|(?P<one>\d{1,2})(?P<sep>[/.])(?P<two>\d{1,2})(?P=sep)(?P<last>\d{4}|\d\d)(?![\d./]\d|\d))"
)
_MONTH_LED = _pattern(
    r"\b(?:in|of|by|since|until|till|from|before|after|during|through|throughout|between|for|to"
    r"|late|early|mid|end|middle|beginning|start|last|this|next|and|or)[\s-]+(?:the\s)?$"
)
_NAME_NEXT = re.compile(r"\s[A-Z]")
_SURE = frozenset(MONTH_NAMES) - {"March", "May"}


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _settled(value: DateValue, match: re.Match[str], published: date | None) -> DateValue:
    """Place a month or day in the year beside it, or in the likeliest."""
    if match["year"]:
        return place_in_year(value, int(match["year"]))
    if not match["which"]:
        return _infer_year(value, published, match)
    step = _STEPS[match["which"].lower()]
    return place_in_year(value, published.year + step) if published else value


@_reader(_MONTH_DAY, _DAY_MONTH)
def _read_month_day(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "Nov. 10", "25-26 October 2024", "the 3rd of September last year"."""
    month, day = _MONTHS[match["month"][:3].lower()], _number(match["day"])
    last = _number(match["last"]) if match["last"] else day
    first_day, last_day = _day(NO_YEAR, month, day), _day(NO_YEAR, month, last)
    if match["month"][0].islower() or first_day is None or last_day is None or last < day:
        return None
    value = DateValue("range" if day < last else "day", stated=(first_day, last_day))
    return _settled(value, match, published)


def _read_month(text: str, at: int, published: date | None) -> Found:
    """Read a month, with a year or without."""
    match = _MONTH_ALONE.match(text, at)
    if match is None or not _is_month(match):
        return None
    first = date(NO_YEAR, _MONTHS[match["month"][:3].lower()], 1)
    value = DateValue("month", stated=(first, last_of_month(first)))
    end = match.end() - (text[match.end() - 1] == "." and len(match["month"]) > 4)
    return end, _settled(value, match, published)


def _is_month(match: re.Match[str]) -> bool:
    """Tell the month from the verbs, given names and surnames that are spelled like it."""
    name, text = match["month"], match.string
    if name[0].islower() or match["year"] or match["which"]:
        return name[0].isupper()
    is_led = _MONTH_LED.search(text[max(0, match.start() - 14) : match.start()]) is not None
    is_given = name in ("April", "June", "August") and _NAME_NEXT.match(text, match.end())
    return not is_given and (is_led or name in _SURE)


@_reader(_DIGITS)
def _read_digits(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read 2025-11-10, 11/10/2025 (month first where both can be) or 10.11.2025."""
    if match["year"]:
        day = _day(int(match["year"]), int(match["month"]), int(match["day"]))
    else:
        year, one, two = int(match["last"]), int(match["one"]), int(match["two"])
        year += 0 if year > 99 else 2000 if year < 50 else 1900
        one, two = (two, one) if match["sep"] == "." else (one, two)
        day = _day(year, one, two) or _day(year, two, one)
    return DateValue("day", day, day) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1000 <= year <= 2400 else None
    except ValueError:
        return None


_DAY_WORD = _pattern(
    rf"(?<!USA )(?P<day>today|tonight|tomorrow|yesterday)(?:\s{_DAY_PART})?(?![a-z])"
)
_OFFSETS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_WEEKDAY = _pattern(rf"(?P<weekday>{_WEEKDAY_NAME})(?:\s{_DAY_PART})?")
_NOT_A_DAY_AFTER = re.compile(
    r"\s(?:(?:Morning\s|Evening\s)?(?:Times|Mirror|Telegraph|Express|Post|Herald|Mail|People|World)"
    r"\b|Night (?:Live|Football|Lights|Raw|Fever)|on Sunday|Ticket\b)"
)
_NOT_A_DAY_BEFORE = re.compile(
    r"\b(?:every|each|Black|Cyber|Good|Easter|Super|Palm|Ash|Shrove|Maundy|Bloody|Giving|Mail on"
    r"|Ruby)\s$"
)
_BOUND_AHEAD = _pattern(
    r"\b(?:by|until|till|before|ahead of|as (?:soon|early) as)\s"
    r"(?:[\d:.]{1,5}\s?[ap]\.?m\.?\s)?$"
)
_DAY_THEN_DATE = _pattern(
    rf"(?P<weekday>{_WEEKDAY_NAME}|{_WEEKDAY_SHORT})(?:\s{_DAY_PART})?"
    r"(?P<sep>,?\s\(?|,\sthe\s|\sthe\s|\s[-–]\s)"
)


@_reader(_DAY_WORD)
def _read_day_word(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read today, tonight, tomorrow, yesterday."""
    return _day_at(published, _OFFSETS[match["day"].lower()])


def _day_at(published: date | None, offset: int) -> DateValue:
    """Return the day so many days after the publication."""
    if published is None:
        return DateValue("day", relative=True)
    return unit_around("day", published, offset)


@_reader(_WEEKDAY)
def _read_weekday(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read a weekday as the nearest one before, or after where the words look ahead."""
    text, at = match.string, match.start()
    before = text[max(0, at - 24) : at]
    if _NOT_A_DAY_AFTER.match(text, match.end("weekday")) or _NOT_A_DAY_BEFORE.search(before):
        return None
    weekday = _weekday_number(match)
    is_ahead = _BOUND_AHEAD.search(before) or tense_at(text, at, match.end()) == "future"
    return _weekday_from(weekday, published, bool(is_ahead or _is_aimed(match, published)))


def _is_aimed(match: re.Match[str], published: date | None) -> bool:
    """ "They had ordered flags for Saturday": the nearest one, which lies ahead on a Thursday."""
    is_aim = match.string.endswith("for ", 0, match.start())
    return (
        is_aim and published is not None and (_weekday_number(match) - published.weekday()) % 7 <= 3
    )


def _weekday_number(match: re.Match[str]) -> int:
    return _WEEKDAYS[match["weekday"][:3].lower()]


def _weekday_from(weekday: int, day: date | None, ahead: bool) -> DateValue:
    """Resolve a weekday in one direction; without a publication date nobody knows which it is."""
    near = weekday_near(day, weekday, ahead) if day else None
    return DateValue("day", near, near, relative=True)


def _read_weekday_with_date(text: str, at: int, published: date | None) -> Found:
    """Read "Thursday, 30 November" and "Sunday (Oct. 26)", and check the one by the other."""
    match = _DAY_THEN_DATE.match(text, at)
    if match is None:
        return None
    readers = (_read_month_day, _read_digits)
    found = next((f for read in readers if (f := read(text, match.end(), published))), None)
    if found is None:
        return None
    end = found[0] + (match["sep"].endswith("(") and text.startswith(")", found[0]))
    return end, check_weekday(found[1], _weekday_number(match))


_ZONE = (
    r"(?:\s?\(?(?P<zone>GMT|UTC|BST|CET|CEST|IST|JST|[ECMP][SD]?T|(?:US\s)?Eastern(?:\s[Tt]ime)?"
    r"|local\stime)\b\)?)?"
)
_CLOCK = _pattern(
    r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])(?:\.\s?m\.?|m\b)"
    + _ZONE
)
_HOURS = _pattern(
    r"(?P<hour>[01]?\d|2[0-3])(?::|(?<=\d\d)(?=\d\d\s(?:GMT|UTC|hours|hrs|local\stime)\b))"
    r"(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?(?:hours|hrs)\b)?(?P<half>)" + _ZONE
)
_LATE = _pattern(r"\b(?:afternoon|evening|night)\b")
_BESIDE = 22


@_reader(_CLOCK, _HOURS)
def _read_clock(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read a time of day, such as "18:00", with its zone as written."""
    hour, zone = int(match["hour"]), match["zone"] and " ".join(match["zone"].split())
    beside = match.string[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]
    if match["half"] or (hour <= 12 and _LATE.search(beside)):
        hour = hour % 12 + 12 * ((match["half"] or "p").lower() == "p")
    return DateValue("time", time=f"{hour:02d}:{match['minute'] or '00'}", zone=zone)


_YEARS = re.compile(
    rf"(?P<decade>1\d\d0|20\d0)['’]?s(?!\w)|['’](?P<short>\d0)s(?!\w)"
    rf"|(?P<year>{_YEAR_NUMBER})(?:\s?[-–—/]\s?(?P<last>\d{{4}}|\d\d)(?![\d\w]|[-–]\d))?"
)
_YEAR_LED = _pattern(r"(?:\b(?:in|since|during|until|circa|early|late|mid|year|back to)[\s-]+|\()$")
_COUNTED = re.compile(r"\s(?:[a-z]+ )?(?:people|men|women|children|troops|soldiers|miles|votes)\b")
_CODE_BEFORE = _pattern(
    r"(?:[$€£#¥]|\bNo\.? ?|\b(?:Route|Highway|Flight|Room|Boeing|Airbus) |\d[.,:/]"
    r"|(?<!mid)(?<!pre)(?<!post)[-–/]\s?)$"
)


def _read_year(text: str, at: int, published: date | None) -> Found:
    """Read a year, a span of years or a decade."""
    match = _YEARS.match(text, at)
    if match is None:
        return None
    if not match["year"]:
        first = int(match["decade"] or f"19{match['short']}")
        return match.end(), _years("decade", first, first + 9)
    before, year = text[max(0, at - 12) : at], int(match["year"])
    if _CODE_BEFORE.search(before):
        return None
    last = int(match["last"] or 0)
    last += 0 if last > 99 else year // 100 * 100
    if match["last"] and year < last <= min(year + 150, 2100):
        return match.end(), _years("range", year, last)
    end = match.end("year")
    is_year = _YEAR_LED.search(before) or (year >= 1900 and not _COUNTED.match(text, end))
    return (end, _years("year", year, year)) if is_year else None


def _years(precision: Precision, first: int, last: int) -> DateValue:
    return DateValue(precision, date(first, 1, 1), date(last, 12, 31))


_AGO = _pattern(
    rf"(?P<count>{COUNT})[\s-](?:more\s)?"
    r"(?P<unit>second|minute|hour|day|night|week|weekend|fortnight|month|year|decade)s?\s"
    r"(?P<way>ago|later|earlier|from\snow|hence|from\stoday)(?!\w)"
)
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_FAR = 365_000  # days: what is further off has no day


@_reader(_AGO)
def _read_ago(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "two weeks ago", "three months from now", as exact as the unit.

    "A day later" counts from the story.
    """
    way, unit, count = match["way"].lower(), match["unit"].lower(), read_count(match["count"])
    if way in ("later", "earlier") or count is None or published is None:
        return _UNRESOLVED
    count = -count if way == "ago" else count
    day = _moved(published, unit, count)
    if day is None or unit not in ("week", "fortnight", "weekend"):
        return unit_around(unit if unit in UNIT_MONTHS else "day", day) if day else _UNRESOLVED
    return DateValue("week", day - timedelta(3), day + timedelta(3), relative=True)


def _moved(day: date, unit: str, count: Decimal) -> date | None:
    """Move a day by so many units, None for a thousand years; an hour moves it by none."""
    months, days = count * UNIT_MONTHS.get(unit, 0), count * _DAYS.get(unit, 0)
    if abs(months * 30 + days) > _FAR:
        return None
    moved: date = day + relativedelta(months=round(months), days=round(days))
    return moved


_WHICH = _pattern(
    r"(?:this\s)?(?P<which>last|next|past|coming|this)\s"
    rf"(?:(?P<weekday>{_WEEKDAY_NAME})|(?P<month>(?-i:(?=[A-Z])){_MONTH})(?!\.?\s\d)"
    rf"|(?P<weekend>weekend)|(?P<unit>week|month|year|decade)|(?P<part>{_DAY_PART}))(?![a-z])"
    rf"(?:\s{_DAY_PART})?"
)


@_reader(_WHICH)
def _read_which(match: re.Match[str], published: date | None) -> DateValue | None:
    """Read "last Friday", "next week", "this month"; "the past week" is how long something took."""
    which = match["which"].lower()
    step, is_led = _STEPS[which], match.string[: match.start()].lower().endswith("the ")
    if (is_led or which in ("past", "coming")) and (match["unit"] or match["part"]):
        return None
    if match["part"]:
        is_night = step < 0 and match["part"].lower() == "night"
        return _day_at(published, step) if step == 0 or is_night else None
    if published is None:
        return DateValue("day", relative=True) if match["weekday"] else _UNRESOLVED
    if match["weekday"]:
        return _which_weekday(match, which, published)
    if match["month"]:
        return _which_month(_MONTHS[match["month"][:3].lower()], step, published)
    return unit_around((match["weekend"] or match["unit"]).lower(), published, step)


def _which_weekday(match: re.Match[str], which: str, published: date) -> DateValue:
    ahead = _STEPS[which] > 0
    start = 7 - published.weekday() if which == "next" else 1 if ahead else -1
    if which == "this":
        ahead, start = tense_at(match.string, *match.span()) != "past", 0
    return _weekday_from(_weekday_number(match), published + timedelta(start), ahead)


def _which_month(month: int, step: int, published: date) -> DateValue:
    is_behind = month >= published.month if step < 0 else month <= published.month
    first = date(published.year + step * is_behind, month, 1)
    return DateValue("month", first, last_of_month(first))


_NUMERIC: tuple[Reader, ...] = (_read_digits, _read_clock, _read_month_day, _read_year, _read_ago)
_BY_FIRST_WORD: tuple[tuple[tuple[Reader, ...], tuple[str, ...]], ...] = (
    ((_read_month_day, _read_month), (*map(str.lower, MONTH_NAMES), *_MONTHS, "sept")),
    (
        (_read_weekday_with_date, _read_weekday),
        (*map(str.lower, WEEKDAY_NAMES), *_WEEKDAYS, "tues", "weds", "thur", "thurs"),
    ),
    ((_read_which,), tuple(_STEPS)),
    ((_read_day_word,), tuple(_OFFSETS)),
    ((_read_ago,), (*NUMBER_TOKENS, "a", "an", "several", "few", "couple", "half", "many")),
)
"""Readers with the first words of the dates that they read, in the order in which they try."""

STARTERS = {word: readers for readers, words in _BY_FIRST_WORD for word in words}
FIRST_WORD = re.compile(r"(?<![\w@#])(?:[A-Za-z]+|\d+|['’]\d0s)")


def read_word(text: str, at: int, word: str, published: date | None) -> Found:
    """Try the readers that begin with a word; the first that reads wins."""
    readers = STARTERS.get(word.lower(), ()) if word[0].isalpha() else _NUMERIC
    return next((found for read in readers if (found := read(text, at, published))), None)
