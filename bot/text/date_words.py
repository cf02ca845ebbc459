"""The small named parts of which date expressions are made, as regular expressions and tables."""

import re

from bot.text.date_values import MONTH_NAMES, WEEKDAY_NAMES
from bot.text.number_words import NUMBER_WORDS

MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
WEEKDAYS = {name[:3].lower(): number for number, name in enumerate(WEEKDAY_NAMES)}

MONTH_FORMS = (
    *(name.lower() for name in MONTH_NAMES),
    *(name[:3].lower() for name in MONTH_NAMES),
    "sept",
)
WEEKDAY_FORMS = (
    *(name.lower() for name in WEEKDAY_NAMES),
    *["mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun"],
)
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?"
    r"|Aug(?:ust|\.)?|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
    r"(?![a-z])"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?![a-z])"
WEEKDAY_SHORT = r"(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)(?![a-z])\.?"
DAY_PART = r"(?:morning|afternoon|evening|night|lunchtime)(?![a-z])"
_AMOUNT_FOLLOWS = (
    r"(?!\w|%|[.,:/]\d|[-–]\w+[-–]|\s(?:per ?cent|million|billion|people|others|(?:a|p)\.?m\b))"
)
DAY = rf"(?:3[01]|[12]\d|0?[1-9])(?:(?:st|nd|rd|th)\b)?{_AMOUNT_FOLLOWS}"
BARE_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1\d{3}|20\d\d)(?![\w%]|[.,:]\d(?!\d?:\d\d))"
DASH = r"(?:\s?[-–—]\s?|\s(?:to|through|thru|until|till|and|or|&)\s)"
STATED_YEAR = rf"(?:\s?,?\s(?P<year>{YEAR})|,?\s(?:of\s)?(?P<which>this|last|next)\syear\b)"
UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade)"
COUNT = (
    rf"(?:\d+(?:\.\d+)?|{NUMBER_WORDS}|an?(?:\s(?:few|couple|dozen|half))?(?:\sof)?|several|few"
    r"|couple(?:\sof)?|many)"
)
SEASON = r"(?:spring|summer|autumn|fall|winter)"
ZONE = (
    r"(?:\s?\(?(?P<zone>GMT|UTC|BST|CET|CEST|IST|JST|[ECMP][SD]?T|(?:US\s)?Eastern(?:\s[Tt]ime)?"
    r"|local\stime)\b\)?)?"
)

SEASON_START = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


def pattern(text: str) -> re.Pattern[str]:
    """Compile a date pattern; case is judged by the readers."""
    return re.compile(text, re.IGNORECASE)


def month_number(word: str) -> int:
    """Return the number of a month from its name or abbreviation.

    >>> month_number("Sept.")
    9
    """
    return MONTHS[word[:3].lower()]


def weekday_number(word: str) -> int:
    """Return 0 for Monday to 6 for Sunday from a name or abbreviation.

    >>> weekday_number("Thurs")
    3
    """
    return WEEKDAYS[word[:3].lower()]
