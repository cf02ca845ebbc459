"""Readers of weekdays and of days named from today: "Thursday, 30 November", "tomorrow"."""

import re
from datetime import date

from bot.text import date_words as words
from bot.text.date_absolute import Found, read_day_month, read_digits, read_month
from bot.text.date_calendar import check_weekday, unit_around, weekday_near
from bot.text.date_tense import tense_at
from bot.text.date_values import DateValue

_DAY_WORD = words.pattern(
    rf"(?:(?P<day>today|tonight|tomorrow|yesterday)(?:\s(?P<part>{words.DAY_PART}))?)(?![a-z])"
)
_OFFSETS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_WEEKDAY = words.pattern(rf"(?P<weekday>{words.WEEKDAY})(?:\s(?P<part>{words.DAY_PART}))?")
_NOT_A_DAY_AFTER = re.compile(
    r"\s(?:(?:Morning\s|Evening\s)?(?:Times|Mirror|Telegraph|Express|Post|Herald|Mail|People|World)"
    r"\b|Night (?:Live|Football|Lights|Raw|Fever)|on Sunday|Ticket\b)"
)
_NOT_A_DAY_BEFORE = re.compile(
    r"\b(?:every|each|Black|Cyber|Good|Easter|Super|Palm|Ash|Shrove|Maundy|Bloody|Giving|Mail on"
    r"|Ruby)\s$"
)
_AHEAD = re.compile(
    r"\b(?:by|until|till|before|ahead of|as (?:soon|early) as)\s"
    r"(?:[\d:.]{1,5}\s?[ap]\.?m\.?\s)?$",
    re.IGNORECASE,
)
_HAD = re.compile(r"[^.]{0,40}\b(?:had|was|were)\b")
_REPORTED = re.compile(r"\b(?:would|could|may|might|should)\b[^.]*$")
_DAY_THEN_DATE = words.pattern(
    rf"(?P<weekday>{words.WEEKDAY}|{words.WEEKDAY_SHORT})(?:\s{words.DAY_PART})?"
    r"(?P<sep>,?\s\(?|,\sthe\s|\sthe\s|\s[-–]\s)"
)


def read_day_word(text: str, at: int, published: date | None) -> Found:
    """Read today, tonight, tomorrow, yesterday."""
    match = _DAY_WORD.match(text, at)
    if match is None or text[max(0, at - 4) : at] == "USA ":
        return None
    if published is None:
        return match.end(), DateValue("day", relative=True)
    value = unit_around("day", published, _OFFSETS[match["day"].lower()])
    return (match.end(), value) if value else None


def day_at(published: date | None, offset: int) -> DateValue | None:
    """Return the day so many days after the publication."""
    if published is None:
        return DateValue("day", relative=True)
    return unit_around("day", published, offset)


def read_weekday(text: str, at: int, published: date | None) -> Found:
    """Read a weekday as the nearest one before, or after where the words look ahead."""
    match = _WEEKDAY.match(text, at)
    if match is None or _NOT_A_DAY_AFTER.match(text, match.end("weekday")):
        return None
    before = text[max(0, at - 14) : at]
    if _NOT_A_DAY_BEFORE.search(before):
        return None
    future = _looks_ahead(text, at, match.end())
    return match.end(), nearest_weekday(words.weekday_number(match["weekday"]), published, future)


def _looks_ahead(text: str, start: int, end: int) -> bool:
    """ "until Thursday" is ahead, but "until Thursday they had" is not; "Monday's" mostly was."""
    tense = tense_at(text, start, end)
    if _AHEAD.search(text[max(0, start - 24) : start]):
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
    return end, check_weekday(value, words.weekday_number(match["weekday"]))
