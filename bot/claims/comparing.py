"""Comparing: the verdicts between the claims of two accounts of one story, or within one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from itertools import combinations, product

from bot.claims.claim import PERSONS, Account, Claim
from bot.claims.events import is_of_an_event
from bot.claims.facts import same_fact
from bot.claims.negation import is_beside, is_of_one_voice
from bot.claims.sureness import is_doubtful
from bot.text.durations import DurationValue, compare_durations
from bot.text.numbers import NumberValue
from bot.text.sayers import is_named
from bot.verdicts.comparing import COMPATIBLE, compare
from bot.verdicts.judging import CHANGING, Judgement, VerdictName, in_order, is_later, judge
from bot.verdicts.offices import OFFICE
from store.terms import terms

LOUDEST: tuple[VerdictName, ...] = (
    "conflict",
    "attributed position",
    "retraction",
    "spelling variant",
    "update",
    "different event or scope",
    "refinement",
    "agree",
)
"""Which verdict tells most, where two articles say several things of one fact."""


HEADS = 2
WEEKS = timedelta(days=14)
PRECISE = (PERSONS, "age", OFFICE, "name")
ROUNDED_DOWN, ROUNDED_UP = Decimal("0.75"), Decimal("1.33")


@dataclass(frozen=True)
class Pair:
    """Two claims and the verdict between them; the earlier one first."""

    a: Claim
    b: Claim
    judgement: Judgement


def compare_accounts(a: Account, b: Account, is_one_event: bool) -> list[Pair]:
    """Return the verdicts between two articles of one story, one for each fact.

    Where they are not surely of one event, what is told of events is not compared.
    """
    ours, theirs = (
        [c for c in one.claims if is_one_event or not is_of_an_event(c)] for one in (a, b)
    )
    eventful = is_eventful(a) or is_eventful(b)
    found = (p for p in judge_pairs(product(ours, theirs)) if not eventful or is_precise(p))
    return one_a_fact(found, a.claims, b.claims)


def is_eventful(account: Account) -> bool:
    """Tell whether an article is a report of crimes or accidents: moments, rounds and days abound.

    In such reports only counts of people, ages and offices are surely of one thing.
    """
    told = [claim for claim in account.claims if claim.slot != "name"]
    events = sum(is_of_an_event(claim) for claim in told)
    return events > 1 and 3 * events >= len(told)


def is_precise(pair: Pair) -> bool:
    """Tell whether a pair is no conflict, or one over what words alone tell apart."""
    return pair.judgement.verdict != "conflict" or pair.a.slot.startswith(PRECISE)


def compare_within(account: Account) -> list[Pair]:
    """Return where an article contradicts itself."""
    found = judge_pairs(combinations(account.claims, 2))
    kept = [
        pair
        for pair in found
        if pair.judgement.verdict in ("conflict", "spelling variant") and is_precise(pair)
    ]
    return one_a_fact(kept, account.claims, account.claims)


def judge_pairs(
    pairs: Iterable[tuple[Claim, Claim]]
) -> Iterator[Pair]:
    """Give the pairs that speak of one fact, judged."""
    for a, b in pairs:
        sameness = same_fact(a, b) if a.slot == b.slot else None
        judgement = None if sameness is None else judge_claims(a, b, sameness == "same")
        if judgement is not None:
            yield Pair(*in_order(a, b), judgement)


def judge_claims(a: Claim, b: Claim, is_same_scope: bool) -> Judgement | None:
    """Judge two claims of the same thing; other values in another scope are no conflict."""
    first, second = in_order(a, b)
    if is_rounded_length(a, b):
        return None
    judgement = judge(about(a, b), *as_judged(first, second))
    if judgement is not None and (is_beside(judgement, a, b) or is_doubtful(judgement, a, b)):
        return None
    if judgement is None or is_same_scope:
        return judgement if judgement is None else dated(judgement, first, second)
    if compare(a, b) in COMPATIBLE:
        return None
    why = f"{first.wording} and {second.wording} are of another time, place or scope."
    return Judgement("different event or scope", why)


def about(a: Claim, b: Claim) -> frozenset[str]:
    """Return the terms of the fact of two claims."""
    slot = (term for part in a.slot.split(":")[1:] for term in terms(part))
    heads = (term for claim in (a, b) for term in nearest(claim))
    return frozenset((*slot, *heads))


def is_raised(a: Claim, b: Claim) -> bool:
    """Tell whether a later figure is above the least that an earlier text could say for sure."""
    if not isinstance(a.value, NumberValue) or not isinstance(b.value, NumberValue):
        return False
    is_open = a.value.low is not None and a.value.high is None
    is_above = b.value.low is not None and is_open and b.value.low > (a.value.low or 0)
    return is_above and is_later(a, b) and not CHANGING.isdisjoint(about(a, b))


def is_rounded_length(a: Claim, b: Claim) -> bool:
    """Tell whether two lengths of time are near enough to be one, rounded: 28 years, 3 decades."""
    if not isinstance(a.value, DurationValue) or not isinstance(b.value, DurationValue):
        return False
    if a.value.unit == b.value.unit:
        return False
    long = DurationValue(a.value.low * ROUNDED_DOWN, a.value.low * ROUNDED_UP, a.value.unit)
    return compare_durations(long, b.value) != "different" and compare(a, b) == "different"


def nearest(claim: Claim) -> list[str]:
    """Return the terms that stand nearest to a value."""
    return sorted(claim.near, key=lambda term: -claim.near[term])[:HEADS]


def as_judged(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """Hide what misleads: the headline of another source, which corrects itself alone, and
    speakers without a name ("the ministry"), whose word is their paper's.
    """
    if a.source != b.source:
        a, b = replace(a, title=None), replace(b, title=None)
    if is_of_one_voice(a, b):
        b = replace(b, speaker=a.speaker)
    return replace(a, speaker=named(a.speaker)), replace(b, speaker=named(b.speaker))


def named(speaker: str | None) -> str | None:
    """Return a speaker who has a name, None for "the police"."""
    return speaker if speaker and is_named(speaker) else None


def dated(judgement: Judgement, a: Claim, b: Claim) -> Judgement:
    """Make an update of what one source says anew, and of changing figures without an order."""
    if judgement.verdict == "refinement" and is_raised(a, b):
        why = f"{b.wording} is the later word; earlier it was {a.normalised}."
        return Judgement("update", why)
    if judgement.verdict != "conflict":
        return judgement
    if a.source is not None and a.source == b.source and is_later(a, b):
        return Judgement("update", f"{a.where} first said {a.wording}, later {b.wording}.")
    if is_birthday(a, b):
        why = f"{a.wording}, then {b.wording}: a birthday may lie between the two articles."
        return Judgement("update", why)
    if a.published_at and b.published_at:
        return judgement
    if a.kind != "number" or CHANGING.isdisjoint(about(a, b)):
        return judgement
    why = f"{a.wording} and {b.wording}: such figures change, and one of the articles is undated."
    return Judgement("update", why)


def is_birthday(a: Claim, b: Claim) -> bool:
    """Tell whether somebody is a year older in an article of weeks later."""
    if a.slot != "age" or a.published_on is None or b.published_on is None:
        return False
    ages = [c.value.low for c in (a, b) if isinstance(c.value, NumberValue) and c.value.low]
    is_a_year = len(ages) == len((a, b)) and ages[1] - ages[0] == 1
    return is_a_year and b.published_on - a.published_on > WEEKS


def one_a_fact(
    pairs: Iterable[Pair], ours: Sequence[Claim], theirs: Sequence[Claim]
) -> list[Pair]:
    """Keep one pair for each fact, none where an article has the other's value too."""
    best: dict[tuple[object, ...], Pair] = {}
    for pair in pairs:
        differs = pair.judgement.verdict == "conflict"
        if differs and is_stated_by_both(pair, ours, theirs):
            continue
        key = fact_key(pair)
        if key not in best or loudness(pair) < loudness(best[key]):
            best[key] = pair
    return list(best.values())


def fact_key(pair: Pair) -> tuple[object, ...]:
    """Return what tells one fact of two articles from another.

    Where nothing is in conflict every sentence counts, so that all that supports one is found.
    """
    if pair.judgement.verdict in ("agree", "refinement", "update", "spelling variant"):
        return pair.a.slot, pair.a.sentence, pair.b.sentence
    if pair.a.slot == "age":
        return pair.a.slot, (pair.a.subject or "").split()[-1]
    return pair.a.slot, pair.a.head


def loudness(pair: Pair) -> int:
    """Return the place of a pair's verdict among those that tell most: 0 is the loudest."""
    return LOUDEST.index(pair.judgement.verdict)


def is_stated_by_both(pair: Pair, ours: Sequence[Claim], theirs: Sequence[Claim]) -> bool:
    """Tell whether one of the articles also states the other's value of the same thing."""
    return states(pair.a, pair.b.article_id, (*ours, *theirs)) or states(
        pair.b, pair.a.article_id, (*ours, *theirs)
    )


def states(claim: Claim, article_id: str, claims: Sequence[Claim]) -> bool:
    """Tell whether an article has a claim of this slot with a value that agrees."""
    if claim.article_id == article_id:
        return False
    return any(
        other.article_id == article_id
        and other.slot == claim.slot
        and (other.slot != "age" or other.subject == claim.subject)
        and compare(claim, other) in COMPATIBLE
        for other in claims
    )
