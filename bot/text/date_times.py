"""Readers of clock times: "6 p.m. ET", "12:30", "2100 GMT"."""

import re
from dataclasses import dataclass

from bot.text.date_words import ZONE, pattern

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
    match = _CLOCK.match(text, at) or _HOURS.match(text, at) or _MILITARY.match(text, at)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if "half" in match.groupdict():
        hour, minute = _first_of(match)
    zone = re.sub(r"\s+", " ", match["zone"]) if match["zone"] else None
    return Clock(match.end(), f"{hour:02d}:{minute:02d}", zone)


def _first_of(match: re.Match[str]) -> tuple[int, int]:
    """The hour that is named, or with which a span begins ("7-9 p.m.", "11 to 1 p.m.")."""
    last = int(match["hour"]) % 12
    first = int(match["first"]) % 12 if match["first"] else last
    minute = int((match["past"] if match["first"] else match["minute"]) or 0)
    evening = (match["half"].lower() == "p") == (first <= last)
    return first + 12 * evening, minute
