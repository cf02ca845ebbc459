"""Scopes: whether two values are of one time and place, and whether two days may be one."""

import re
from collections.abc import Iterable
from datetime import timedelta

from rapidfuzz import fuzz

from bot.claims.claim import Claim
from bot.claims.events import is_of_an_event
from bot.claims.times import BACKGROUND, is_background
from bot.text.dates import DateValue
from bot.text.places import contains

TOLD_TWICE = 90.0
MONTHS_APART = 62
NEWS_DAYS = 7
EVENT_DAYS = 14
"""An undated sentence speaks of the days around its own publication."""

NIGHT = re.compile(
    r"\b(?:over ?night|night|late|early|midnight|morning|evening|a\.?m\b|predawn|dawn)",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:up|down|rose|risen|fell|fallen|jumped|dropped|gained|lost|climbed|slid|surged|sank)\b",
    re.I,
)
AGO = re.compile(r"\bago\b|\b(?:past|last|next|first|coming|recent)\b", re.I)
NOW = re.compile(r"\b(?:today|tonight|now|this (?:morning|afternoon|evening|week|month))\b", re.I)


def is_in_one_scope(a: Claim, b: Claim) -> bool:
    """Tell whether two figures are of the same time, the same place and the same unit of time."""
    if a.scope != b.scope:
        return False
    if a.kind == "date":
        return True
    if is_background(a.period, a.published_on) != is_background(b.period, b.published_on):
        return False
    if is_of_another_time(a, b) or is_of_another_time(b, a):
        return False
    return not are_other_places(a, b) and not is_another_move(a, b)


def is_of_another_time(a: Claim, b: Claim) -> bool:
    """Tell whether a sentence speaks of days that the other, or its article, is not about."""
    if a.period is None:
        return False
    first, last = b.period or (b.published_on, b.published_on)
    if first is None or last is None:
        return False
    if not is_of_an_event(a):
        slack = BACKGROUND
    else:
        slack = timedelta(days=EVENT_DAYS if b.period else NEWS_DAYS)
    return a.period[1] < first - slack or a.period[0] > last + slack


def is_another_move(a: Claim, b: Claim) -> bool:
    """Tell whether two shares are of what moved on two days: "up 9 percent", "jumped 13"."""
    if not a.slot.startswith("percent:") or a.published_on == b.published_on:
        return False
    return MOVED.search(a.text) is not None and MOVED.search(b.text) is not None


def are_other_places(a: Claim, b: Claim) -> bool:
    """Tell whether two sentences name known places of which one holds the other, or none does.

    "in Gaza City" and "in Gaza" are two scopes; so are two towns.
    """
    if a.kind == "place":
        return False
    one, two = known_places(a.names), known_places(b.names)
    return bool(one) and bool(two) and one.isdisjoint(two)


def known_places(names: Iterable[str]) -> frozenset[str]:
    """Return the names that are known places, folded."""
    return frozenset(name.casefold() for name in names if contains(name, name))


def is_unclear_day(a: Claim, b: Claim) -> bool:
    """Tell whether two days may be one: a night has two dates, and a weekday comes every week."""
    if not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return True
    one, two = a.value.earliest, b.value.earliest
    if one is None or two is None:
        return False
    if one == two:
        return a.value.time is not None and b.value.time is not None
    apart = abs((one - two).days)
    if AGO.search(a.wording) or AGO.search(b.wording) or is_another_time(a.value, b.value, apart):
        return True
    if apart <= 1 and (NIGHT.search(a.text) or NIGHT.search(b.text)):
        return True
    is_weekly = (a.value.relative or b.value.relative) and apart % 7 == 0
    is_now = NOW.search(a.wording) is not None or NOW.search(b.wording) is not None
    is_copied = a.wording == b.wording and fuzz.ratio(a.text, b.text) >= TOLD_TWICE
    return is_weekly or is_now or (apart > 1 and is_copied)


def is_another_time(a: DateValue, b: DateValue, apart: int) -> bool:
    """Tell whether two dates lie so far apart that they are of two events; years may differ."""
    return apart > MONTHS_APART and not a.precision == b.precision == "year"
