"""Sureness: whether two values that differ are surely of one thing, before that is told."""

import re

from bot.claims.claim import Claim
from bot.claims.context import likeness
from bot.claims.facts import overlap, shared_names
from bot.claims.people import scope_words
from bot.text.dates import DateValue
from bot.text.words import words
from bot.verdicts.comparing import compare
from bot.verdicts.judging import Judgement
from bot.verdicts.offices import OFFICE
from store.terms import terms

TOLD = frozenset({"conflict", "attributed position", "retraction"})

ALIKE_FIGURES = 0.5
ALIKE_YEARS = 0.6
DAYS_APART = 2
WEEK = 7
HEADS = 2
STEM = 5

PLAY = words(
    """point assist rebound yard carry pass touchdown sack stroke hole birdie birdy bogey eagle
    under over par goal set inning run hit steal block turnover penalty possession attempt
    completion interception reception catch strikeout pitch lap try wicket game match round season
    quarter half win loss victory defeat title championship seed pick score"""
)
"""What is counted in games: by player, by half and by season, and again while they are played."""

ONCE = re.compile(r"\b(?:former|then|ex|late)[ -](?:[\w’'-]+ ){0,7}$", re.IGNORECASE)
PAST = re.compile(
    r"\b(?:recall(?:s|ed|ing)?|remember(?:s|ed|ing)?|years? ago|at the time"
    r"|in (?:the )?(?:1[89]|20)\d\ds?)\b"
    r"|^\W*(?:1[89]|20)\d\d\b",
    re.IGNORECASE,
)
"""What tells that an office was held at another time."""


ANNOUNCED = re.compile(
    r"\b(?:correction|(?:an )?(?:earlier|previous) (?:version|report|article|story|headline)"
    r"|misstated|erroneously|incorrectly|mistakenly|in error|retract\w*|should have (?:read|said)"
    r")\b",
    re.IGNORECASE,
)
"""What a paper says that corrects itself; players are withdrawn, and tax offices correct forms."""


def is_doubtful(judgement: Judgement, a: Claim, b: Claim) -> bool:
    """Tell whether two values are held against each other that may be of two things.

    What two people say is their position on one day: weeks later the figure is another.
    """
    is_of_values = "denial" not in (a.mode, b.mode) and compare(a, b) == "different"
    if not is_of_values or judgement.verdict not in TOLD:
        return False
    if judgement.verdict == "retraction" and (is_announced(a) or is_announced(b)):
        return False
    is_of_now = judgement.verdict != "attributed position" or are_of_one_time(a, b)
    return not (is_of_now and is_surely_one(a, b))


def is_announced(claim: Claim) -> bool:
    """Tell whether a sentence or its headline says that it corrects what was printed."""
    return ANNOUNCED.search(claim.context) is not None


def is_surely_one(a: Claim, b: Claim) -> bool:
    """Tell whether two claims that differ are of one thing for sure: then that is news."""
    if a.slot == "age" or a.slot == "name" or a.counts_people:
        return True
    if a.is_of_office:
        return is_one_office(a, b)
    if a.kind == "date":
        return is_one_day(a, b)
    return a.kind == "place" or (not is_play(a) and are_one_figure(a, b))


def is_one_office(a: Claim, b: Claim) -> bool:
    """Tell whether two offices are of one body, each in so many words, and held now."""
    if was_held(a) or was_held(b):
        return False
    return names_body(a, b) and names_body(b, a)


def was_held(claim: Claim) -> bool:
    """Tell whether a sentence speaks of who held an office before."""
    before = claim.text[: claim.span.start - claim.sentence.start]
    return ONCE.search(before) is not None or PAST.search(claim.text) is not None


def names_body(a: Claim, b: Claim) -> bool:
    """Tell whether all that one office is an office of stands in the other's sentence."""
    head = a.slot.removeprefix(OFFICE)
    said = {*terms(b.text), *terms(b.subject or "")}
    body = scope_words(a.subject or "", head)
    return all(any(is_of_one_stem(term, one) for one in said) for term in body)


def is_of_one_stem(a: str, b: str) -> bool:
    """Tell whether two terms are one, or a land and its people.

    >>> is_of_one_stem("halden", "haldenian"), is_of_one_stem("halden", "brede")
    (True, False)
    """
    short, long = sorted((a, b), key=len)
    return likeness(a, b) > 0 or (len(short) >= STEM and long.startswith(short[: len(short) - 1]))


def is_one_day(a: Claim, b: Claim) -> bool:
    """Tell whether two dates are of one event: years of a life and weekdays of the news are not."""
    if not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return False
    if a.value.precision in ("year", "decade") or b.value.precision in ("year", "decade"):
        return overlap(a, b) >= ALIKE_YEARS and have_one_name(a, b)
    if a.value.precision != b.value.precision and not is_moment(a.value, b.value):
        return False
    if a.value.relative and b.value.relative and not are_of_one_time(a, b):
        return False
    return not (a.value.relative or b.value.relative) or are_in_a_week(a.value, b.value)


def are_in_a_week(a: DateValue, b: DateValue) -> bool:
    """Tell whether two days lie near enough for "Friday" and a date to be of one event."""
    if a.earliest is None or b.earliest is None:
        return True
    return abs((a.earliest - b.earliest).days) <= WEEK


def is_moment(a: DateValue, b: DateValue) -> bool:
    """Tell whether two dates are each of a day, with or without an hour."""
    return {a.precision, b.precision} <= {"time", "day"}


def are_of_one_time(a: Claim, b: Claim) -> bool:
    """Tell whether two articles came within days of each other, as far as is known."""
    if a.published_on is None or b.published_on is None:
        return True
    return abs((a.published_on - b.published_on).days) <= DAYS_APART


def is_play(claim: Claim) -> bool:
    """Tell whether a figure is of a game."""
    return not PLAY.isdisjoint(claim.slot.split(":"))


def are_one_figure(a: Claim, b: Claim) -> bool:
    """Tell whether two figures are of one thing: counted of the same, in the same circumstances.

    Of several figures in one sentence ("98 were delayed and 20 cancelled") the word beside each
    says which is which.
    """
    if overlap(a, b) < ALIKE_FIGURES or not have_one_name(a, b):
        return False
    one, two = heads_of(a), heads_of(b)
    return not one or not two or is_among(one[0], two) or is_among(two[0], one)


def heads_of(claim: Claim) -> list[str]:
    """Return the terms nearest to a figure beside the name of what is counted."""
    unit = {term for part in claim.slot.split(":") for term in terms(part)}
    found = sorted(claim.near, key=lambda term: -claim.near[term])
    return [term for term in found if term not in unit][:HEADS]


def is_among(term: str, others: list[str]) -> bool:
    """Tell whether a term, or one of its family, is among others."""
    return any(likeness(term, one) > 0 for one in others)


def have_one_name(a: Claim, b: Claim) -> bool:
    """Tell whether two sentences that have names of their own have one of them in common."""
    one, two = ([name for name in c.names if name in c.text] for c in (a, b))
    return not one or not two or bool(shared_names(one, two))
