"""Stated: the values of a sentence, and how two of them stand to each other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from bot.claims.claim import PERSONS
from bot.claims.context import near_terms
from bot.claims.figures import is_age_of, slot_of
from bot.claims.roles import role_of
from bot.text.dates import DateValue, compare_dates, find_dates
from bot.text.durations import DurationValue, compare_durations, find_durations
from bot.text.names import NameMention, compare_names, find_names
from bot.text.numbers import NumberMention, NumberValue, compare_numbers, find_numbers
from bot.text.places import contains, country_of, is_place
from bot.text.words import fold, words
from bot.verdicts.comparing import COMPATIBLE, are_close
from store.spans import Span
from store.terms import content_terms

FAR, FAR_OF_ONE_UNIT = 10.0, 1000.0
"""A figure so many times another is hardly meant in its place."""

UNIT = re.compile(r"\b(?:minute|hour|day|week|month|year|decade)s?\b")
CAPITALISED = re.compile(r"\b[A-Z][a-z]{3,}\b")
PEOPLE = "people"
CREEDS = words("muslim christian jewish hindu sikh buddhist catholic protestant")
"""Words that say of what faith somebody is, for the names of which there is no table."""


@dataclass(frozen=True)
class Stated:
    """A value in a sentence: its span there, its words, what it was read as, and terms around.

    `owner` is the name of whom an age is of, `slot` what a number is a number of, as of a claim.
    """

    kind: Literal["number", "date", "duration", "name"]
    span: Span
    wording: str
    value: object = None
    name_kind: str = ""
    owner: str = ""
    slot: str = ""
    near: Mapping[str, float] = field(default_factory=dict)


def values_in(sentence: str, published: date | None) -> list[Stated]:
    """Return the dates, lengths of time, numbers and names of a sentence."""
    dates = [
        Stated("date", Span(m.start, m.end), m.text, m.value)
        for m in find_dates(sentence, published)
    ]
    lengths = [
        Stated("duration", Span(m.start, m.end), m.text, m.value)
        for m in find_durations(sentence)
        if not any(m.start < one.span.end and one.span.start < m.end for one in dates)
    ]
    taken = [one.span for one in (*dates, *lengths)]
    mentions, peoples = find_names(sentence), find_peoples(sentence)
    numbers = [
        state_number(sentence, m, mentions)
        for m in find_numbers(sentence, taken)
        if m.value.kind != "ordinal"
    ]
    spans = {one.span for one in peoples}
    names = [
        Stated("name", Span(m.start, m.end), m.text, None, m.kind)
        for m in mentions
        if Span(m.start, m.end) not in spans
    ]
    found = [*dates, *lengths, *numbers, *names, *peoples]
    return [replace(one, near=terms_around(sentence, one.span)) for one in found]


def state_number(sentence: str, m: NumberMention, names: Sequence[NameMention]) -> Stated:
    """Return a number with what it is a number of, and whose where it is an age."""
    owner, slot = owner_of(sentence, m, names), slot_of(sentence, m) or ""
    if not slot and (m.value.kind, m.value.unit) == ("count", ""):
        role = role_of(sentence, m.start, m.end)
        slot = f"{PERSONS}{role}" if role else ""
    return Stated("number", Span(m.start, m.end), m.text, m.value, owner=owner, slot=slot)


def owner_of(sentence: str, number: NumberMention, names: Sequence[NameMention]) -> str:
    """Return the name right beside an age, nothing for another number."""
    if number.value.kind != "age":
        return ""
    people = (name for name in names if name.kind in ("person", "name"))
    return next((name.text for name in people if is_age_of(sentence, number, name)), "")


def find_peoples(sentence: str) -> list[Stated]:
    """Return the words that say of what nation or creed somebody is.

    >>> [one.wording for one in find_peoples("Two Spanish citizens and a Sikh left Spain.")]
    ['Spanish', 'Sikh']
    """
    return [
        Stated("name", Span(*match.span()), match.group(), None, PEOPLE)
        for match in CAPITALISED.finditer(sentence)
        if people_of(match.group()) is not None
    ]


def people_of(word: str) -> str | None:
    """Return the nation or creed that a word stands for, None for a country's own name.

    >>> people_of("Indians") == people_of("Indian"), people_of("India")
    (True, None)
    """
    one = word.removesuffix("s") if word.lower() not in CREEDS else word
    if one.lower() in CREEDS:
        return one.lower()
    return None if is_place(word) else country_of(word) or country_of(one)


def terms_around(sentence: str, span: Span) -> dict[str, float]:
    """Return the terms around a value with their nearness, names included, its own left out."""
    own = frozenset(content_terms(sentence[span.start : span.end]))
    near = near_terms(sentence, span.start, span.end, [])
    return {term: near[term] for term in near if term not in own}


def is_same(stated: Stated, other: Stated) -> bool:
    """Tell whether another value agrees with a value, or is worded as it."""
    if are_ages_of_two(stated, other):
        return False
    return fold(stated.wording) == fold(other.wording) or compare(stated, other) in COMPATIBLE


def are_ages_of_two(a: Stated, b: Stated) -> bool:
    """Tell whether two ages are said to be of two people."""
    return bool(a.owner and b.owner) and compare_names(a.owner, b.owner) == "different"


def compare(a: Stated, b: Stated) -> str:
    """Say how two values stand to each other; "unknown" when they are of other kinds."""
    if a.kind != b.kind:
        return "unknown"
    if isinstance(a.value, NumberValue) and isinstance(b.value, NumberValue):
        is_one_slot = a.slot == b.slot and a.slot.startswith(PERSONS)
        other = replace(b.value, unit=a.value.unit) if is_one_slot else b.value
        found = compare_figures(a.value, other)
        return "unknown" if found == "different" and are_other_people(a, b) else found
    if isinstance(a.value, DateValue) and isinstance(b.value, DateValue):
        found = compare_days(a.value, b.value)
        return "different" if found == "unknown" and are_other_spells(a, b) else found
    if isinstance(a.value, DurationValue) and isinstance(b.value, DurationValue):
        found = compare_durations(a.value, b.value)
        return "unknown" if found == "different" and a.value.unit != b.value.unit else found
    return compare_kinds(a, b)


def are_other_people(a: Stated, b: Stated) -> bool:
    """Tell whether two numbers count people of whom other things are said: aboard, dead."""
    return a.slot != b.slot and a.slot.startswith(PERSONS) and b.slot.startswith(PERSONS)


def compare_figures(a: NumberValue, b: NumberValue) -> str:
    """Compare two numbers; those far apart, or of other things, are not in each other's place."""
    if is_open(a) and is_open(b) and a.unit == b.unit and (a.low, a.high) != (b.low, b.high):
        return "different"
    found = compare_numbers(a, b)
    if found != "different":
        return "unknown" if found in ("refines", "refined_by") and is_loose(a, b) else found
    one, two = sorted(abs(float(value.low or value.high or 0)) for value in (a, b))
    if (a.kind, a.unit) != (b.kind, b.unit):
        return "unknown"
    return found if two <= (FAR_OF_ONE_UNIT if a.unit else FAR) * one else "unknown"


def is_open(value: NumberValue) -> bool:
    """Tell whether a number is a bound: "at least 12"."""
    return (value.low is None) != (value.high is None)


def is_loose(a: NumberValue, b: NumberValue) -> bool:
    """Tell whether a figure lies within a bound, but so far from it that this says nothing of it.

    "At least seven" does not bear out 96.
    """
    return (is_open(a) or is_open(b)) and not are_close(a, b)


def compare_days(a: DateValue, b: DateValue) -> str:
    """Compare two dates; a day is not in the place of a month."""
    found = compare_dates(a, b)
    if found == "unknown":
        return compare_weekdays(a, b)
    return "unknown" if found == "different" and a.precision != b.precision else found


def are_other_spells(a: Stated, b: Stated) -> bool:
    """Tell whether two phrases differ only in the unit of time: "weeks later", "days later"."""
    one, two = (fold(x.wording) for x in (a, b))
    is_one_shape = UNIT.sub("", one).split()[-2:] == UNIT.sub("", two).split()[-2:]
    units = [[u.removesuffix("s") for u in UNIT.findall(x)] for x in (one, two)]
    return is_one_shape and len(units[0]) == len(units[1]) == 1 and units[0] != units[1]


def compare_weekdays(a: DateValue, b: DateValue) -> str:
    """Compare two days of which only the day of the week is known."""
    if a.weekday is None or b.weekday is None:
        return "unknown"
    return "same" if a.weekday == b.weekday else "different"


def compare_kinds(a: Stated, b: Stated) -> str:
    """Compare two names of one kind."""
    if PEOPLE in (a.name_kind, b.name_kind):
        return compare_peoples(a, b)
    found = compare_names(a.wording, b.wording)
    if found != "different":
        return "same"
    if {*content_terms(a.wording)} & {*content_terms(b.wording)}:
        return "unknown"
    if contains(a.wording, b.wording) or contains(b.wording, a.wording):
        return "unknown"
    if a.name_kind == "place" and is_place(a.wording) != is_place(b.wording):
        return "unknown"
    return "different" if a.name_kind == b.name_kind else "unknown"


def compare_peoples(a: Stated, b: Stated) -> str:
    """Compare two nations or creeds; a country's name is as good as its people's."""
    one, two = (people_of(x.wording) or country_of(x.wording) for x in (a, b))
    if one is None or two is None or one == two:
        return "same" if one == two else "unknown"
    is_one_class = (one in CREEDS) == (two in CREEDS) and a.name_kind == b.name_kind
    return "different" if is_one_class else "unknown"
