"""Readers of clock times: "6 p.m. ET", "12:30", "2100 GMT", "9 tonight", "noon"."""

import re
from dataclasses import dataclass

from bot.text.date_words import WEEKDAY, ZONE, pattern
from bot.text.number_words import SMALL

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
_LED = pattern(r"\b(?:at|around|about|by|until|till|before|after|from|since|past|to)\s$")
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
    led = _LED.search(before) or _DAY_LED.search(before)
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
    led = _LED.search(text[max(0, at - 8) : at])
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
