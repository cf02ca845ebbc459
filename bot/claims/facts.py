"""Facts: whether two claims speak of the same fact, or of another event or scope."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from bot.claims.claim import Claim
from bot.claims.context import covered, likeness
from bot.claims.events import is_of_an_event
from bot.claims.people import scope_words
from bot.claims.scopes import is_in_one_scope, is_unclear_day
from bot.claims.stories import INSTITUTION
from bot.claims.times import is_background
from bot.text.names import compare_names, is_doubtful, same_office
from bot.text.numbers import NumberValue
from bot.text.places import is_place
from bot.text.words import fold
from bot.verdicts.comparing import compare
from bot.verdicts.offices import OFFICE
from store.terms import terms

Sameness = Literal["same", "scope"]
"""The same fact; or the same thing counted elsewhere, at another time or in another scope."""

ALIKE = 0.3
ALIKE_IF_DIFFERENT = 0.32
ALIKE_BY_NAMES = 0.2
ALIKE_WITHOUT_NAME = 0.5
ALIKE_IF_AGREED = 0.4
ALIKE_OF_EVENTS = 0.42
ALIKE_STRICTLY = 0.6
TWO_NAMES = 2
NEAREST = 5
HEADS = 2
NAMESAKES = 11
"""People of one name with more years between them are father and son."""

LOOSE_SLOTS = frozenset({"count:time", "count:block", "count:round", "count:count", "count:hour"})
PUT_OFF = re.compile(
    r"\b(?:postponed|put off|pushed back|delayed|rescheduled|brought forward|moved)\b"
    r"(?: \w+){0,6}? (?:to|until|till|from|for)\b",
    re.I,
)
"""What says of a day that it has taken the place of another."""

AGED = re.compile(r"\b(\d{1,2})[- ](?:years?|yrs?)[- ]old|(?<=, )(?:\d{1,2})(?=,)")
STATES = frozenset(terms("condition listed remain remained critical stable recovering"))
ALIKE_NAMES = frozenset({"same", "variant", "part"})


def same_fact(a: Claim, b: Claim) -> Sameness | None:
    """Say whether two claims of one story speak of the same fact, None when they do not."""
    if a.slot != b.slot or (a.sentence == b.sentence and a.article_id == b.article_id):
        return None
    if a.slot == "name":
        return "same" if is_spelt_otherwise(a.wording, b.wording) and hold_alike(a, b) else None
    if a.slot == "age":
        return "same" if is_of_one_age(a, b) else None
    if a.is_of_office:
        return "same" if offices_agree(a, b) else None
    if not is_about_the_same(a, b):
        return None
    if a.kind == "date" and is_unclear_day(a, b):
        return None
    return "same" if is_in_one_scope(a, b) else "scope"


def is_spelt_otherwise(a: str, b: str) -> bool:
    """Tell whether two full names are likely one name in two spellings.

    >>> is_spelt_otherwise("Siobhan Kealey", "Siobhan Keeley")
    True
    """
    if len(a.split()) != len(b.split()) or len(a.split()) < 2:
        return False
    return compare_names(a, b) == "variant" and not is_doubtful(a, b)


def hold_alike(a: Claim, b: Claim) -> bool:
    """Tell whether nothing speaks against two persons being one: not two offices."""
    return a.subject is None or b.subject is None or same_office(a.subject, b.subject)


def is_of_one_age(a: Claim, b: Claim) -> bool:
    """Tell whether two ages are of one person, at the time of the news."""
    if not isinstance(a.value, NumberValue) or not isinstance(b.value, NumberValue):
        return False
    if abs((a.value.low or Decimal(0)) - (b.value.low or Decimal(0))) > NAMESAKES:
        return False
    then = is_background(a.period, a.published_on), is_background(b.period, b.published_on)
    return then == (False, False) and names_agree(a.subject or "", b.subject or "")


def names_agree(a: str, b: str) -> bool:
    """Tell whether two full names are of one person."""
    if " " not in a or " " not in b or compare_names(a, b) == "different":
        return False
    ends = ((a.split()[at], b.split()[at]) for at in (0, -1))
    return all(compare_names(*pair) in ("same", "variant") for pair in ends)


def offices_agree(a: Claim, b: Claim) -> bool:
    """Tell whether two offices are of the same body: one wording may say less than the other."""
    head = a.slot.removeprefix(OFFICE)
    one, two = scope_words(a.subject or "", head), scope_words(b.subject or "", head)
    short, long = sorted((one, two), key=len)
    return bool(short) and all(any(likeness(s, t) > 0 for t in long) for s in short)


def is_about_the_same(a: Claim, b: Claim) -> bool:
    """Tell whether what is said around two values is the same thing."""
    within = a.article_id == b.article_id
    if a.counts_people:
        return not within or overlap(a, b) >= ALIKE_STRICTLY
    if not heads_agree(a, b) or are_other_people(a, b) or is_of_a_state(a) or is_of_a_state(b):
        return False
    if is_of_an_event(a) or is_of_an_event(b):
        if a.kind == "place" or a.slot in LOOSE_SLOTS:
            return False
        return overlap(a, b) >= ALIKE_OF_EVENTS and share_a_person(a.names, b.names)
    if compare(a, b) in ("same", "refines", "refined_by"):
        needed = needed_to_agree(a, b)
    elif is_moved(a, b):
        return True
    elif {a.mode, b.mode} == {"plan", "report"} and a.kind == "date":
        needed = ALIKE if share_a_name(a.names, b.names) else ALIKE_WITHOUT_NAME
    else:
        if not share_a_name(a.names, b.names):
            return False
        needed = ALIKE_IF_DIFFERENT if a.names and b.names else ALIKE_WITHOUT_NAME
    return overlap(a, b) >= (ALIKE_STRICTLY if within else needed)


def needed_to_agree(a: Claim, b: Claim) -> float:
    """Return how alike two sentences must be for a value that both have to be of one thing."""
    if len(shared_names(a.names, b.names)) >= TWO_NAMES:
        return ALIKE_BY_NAMES
    return ALIKE if share_a_name(a.names, b.names) else ALIKE_IF_AGREED


def is_moved(a: Claim, b: Claim) -> bool:
    """Tell whether a text says that what another plans for a day was put off to another day."""
    if a.kind != "date" or not share_a_person(a.names, b.names):
        return False
    moved = [one for one in (a, b) if PUT_OFF.search(one.text)]
    return len(moved) == 1 and any(one.mode == "plan" for one in (a, b) if one not in moved)


def overlap(a: Claim, b: Claim) -> float:
    """Return how far the nearest terms of each value stand around the other: 0 to 1."""
    return (covered(a.near, b.near, NEAREST) + covered(b.near, a.near, NEAREST)) / 2


def are_other_people(a: Claim, b: Claim) -> bool:
    """Tell whether two sentences are of people of other ages: "a 15-year-old girl was shot"."""
    one, two = (set(AGED.findall(claim.text)) for claim in (a, b))
    return bool(one) and bool(two) and one.isdisjoint(two)


def is_of_a_state(claim: Claim) -> bool:
    """Tell whether a sentence says how somebody was at the time, which changes by the day."""
    return not STATES.isdisjoint(claim.near)


def heads_agree(a: Claim, b: Claim) -> bool:
    """Tell whether the nearest words of one stand near the other's value too."""
    return _has_head(a, b) and _has_head(b, a)


def _has_head(a: Claim, b: Claim) -> bool:
    nearest = sorted(a.near, key=lambda term: -a.near[term])[:HEADS]
    around = sorted(b.near, key=lambda term: -b.near[term])[: 2 * HEADS]
    return any(likeness(one, two) > 0 for one in nearest for two in around)


def share_a_name(a: Iterable[str], b: Iterable[str]) -> bool:
    """Tell whether a name stands in both sentences; where one has none, nothing speaks against."""
    one, two = list(a), list(b)
    if not one or not two:
        return True
    return any(compare_names(x, y) in ALIKE_NAMES for x in one for y in two)


def shared_names(a: Iterable[str], b: Iterable[str]) -> list[str]:
    """Return the names of one sentence that stand in the other too."""
    return [x for x in a if any(compare_names(x, y) in ALIKE_NAMES for y in b)]


def share_a_person(a: Iterable[str], b: Iterable[str]) -> bool:
    """Tell whether both sentences name one who is no town and no institution."""
    one, two = ([n for n in names if is_of_events(n)] for names in (a, b))
    return any(compare_names(x, y) in ALIKE_NAMES for x in one for y in two)


def is_of_events(name: str) -> bool:
    """Tell whether a name may belong to one event: no town, no institution."""
    return not INSTITUTION.search(fold(name)) and not is_place(name)
