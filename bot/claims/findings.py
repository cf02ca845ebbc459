"""Findings: how each value of a draft's sentence stands to the archive, and by what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.claims.claim import Claim
from bot.claims.comparing import Pair
from bot.claims.evidence import Evidence, from_claim, from_line, from_opposed, in_order
from bot.claims.nearby import Nearby
from bot.claims.negation import NEGATION
from bot.claims.opposing import Opposed, judged_pairs, kept_pairs, opposed, stands_at
from bot.claims.rivals import Place, has_words
from bot.claims.stated import Stated, compare, is_same
from bot.claims.support import (
    FIT,
    Found,
    Standing,
    is_exact,
    masked_terms,
)
from bot.claims.texts import coverage, read_lines
from store import Store
from store.spans import Span
from store.terms import content_terms, terms

RIVAL = 0.5
"""Among many articles a sentence must share more to speak of the same thing than within one."""

SUPPORT = 0.4
"""A value is supported by a sentence that shares so much of the words around it."""

SAID = 0.7
"""A sentence without values is supported by one that has so much of its words."""

EXACT = frozenset({"same", "refined_by"})

ALSO = 0.3
"""Where a value stands that something else contradicts, this is told from here on."""


@dataclass(frozen=True)
class Finding:
    """One value of a draft at its span there, how it stands, and by what.

    Where a sentence has no value, or is denied as a whole, it is the sentence.
    """

    start: int
    end: int
    text: str
    standing: Standing
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A sentence of a draft with the day it is written on, what is near it, and what is known.

    `pairs` are the verdicts on the articles nearby.
    """

    store: Store
    sentence: str
    at: date
    near: Nearby
    pairs: tuple[Pair, ...]


def read_draft(store: Store, sentence: str, at: date, near: Nearby) -> Draft:
    """Return a sentence with what was found between the articles near it."""
    ids = dict.fromkeys(hit.article_id for hit in near.hits.values())
    return Draft(store, sentence, at, near, tuple(kept_pairs(store, ids)))


def find(draft: Draft, found: Found) -> Finding:
    """Say how a value stands, once all sides are heard."""
    standing, evidence = found.standing, list[Evidence]()
    against = list(opposing(draft, found)) if found.homes else []
    if standing == "supported" or standing_of(against) != "supported":
        standing, evidence = standing_of(against), [home_of(draft, found)]
    elif standing == "contradicted":
        standing = "disputed" if is_disputed(draft, found) else "contradicted"
        evidence = [*instead_of(draft, found)]
        evidence += [home_of(draft, found)] if nearest_home(found) else []
    evidence += [from_opposed(draft.store, one, found.stated.wording) for one in against]
    span = found.stated.span
    return Finding(span.start, span.end, found.stated.wording, standing, in_order(evidence))


def standing_of(against: Iterable[Opposed]) -> Standing:
    """Return how a value stands that an article supports, by what stands against it."""
    stances = {one.stance for one in against}
    if "contradicts" in stances:
        return "disputed"
    return "outdated" if "later" in stances else "supported"


def is_disputed(draft: Draft, found: Found) -> bool:
    """Tell whether one article has a value in its place, and another what contradicts it."""
    home = nearest_home(found)
    if home is None or found.place is None or home.near < RIVAL:
        return False
    one, two = draft.near.spot_of(home), draft.near.spot_of(found.place)
    return one.article_id != two.article_id and home.fit >= FIT


def nearest_home(found: Found) -> Place | None:
    """Return where a value stands in the sentence nearest to the draft's, its own words first."""
    near = [home for home in found.homes if home.near >= ALSO]
    return max(near, default=None, key=lambda one: (is_exact(found.stated, one), one.near))


def home_of(draft: Draft, found: Found) -> Evidence:
    """Return where a value stands as what supports it."""
    supported = found.place if found.standing == "supported" else nearest_home(found)
    place = supported or found.homes[0]
    return from_line(draft.near.hit_of(place.line), place.line, found.stated.wording)


def instead_of(draft: Draft, found: Found) -> Iterator[Evidence]:
    """Give what stands in the place of a value, and what others say against that again."""
    if found.place is None:
        return
    wording, rival = found.stated.wording, found.place
    yield from_line(draft.near.hit_of(rival.line), rival.line, wording, rival)
    spot = draft.near.spot_of(rival)
    for one in opposed(draft.pairs, lambda claim: stands_at(claim, spot)):
        if one.stance != "earlier":
            yield from_opposed(draft.store, replace(one, stance="contradicts"), wording)


def opposing(draft: Draft, found: Found) -> Iterator[Opposed]:
    """Give what stands against a value: what is known, and what the judge says of its rivals."""
    homes = [home for home in found.homes if home.near >= SUPPORT and is_home(found, home)]
    spots = [draft.near.spot_of(home) for home in homes]
    at_home = {spot.article_id for spot in spots}
    rivals = [
        draft.near.spot_of(rival)
        for rival in found.rivals
        if rival.near >= RIVAL and rival.fit >= FIT
    ]
    strangers = [spot for spot in rivals if spot.article_id not in at_home]
    judged = judged_pairs(draft.store, spots, strangers) if spots and strangers else []

    def is_own(claim: Claim) -> bool:
        if not is_of_slot(draft, found.stated, claim.slot):
            return False
        return any(stands_at(claim, spot) for spot in spots) or has_value(
            draft, found.stated, claim
        )

    yield from opposed((*draft.pairs, *judged), is_own)


def is_home(found: Found, home: Place) -> bool:
    """Tell whether a sentence bears out a value by one that it has."""
    return home.stated is not None and is_borne_out(found.stated, home.stated)


def has_value(draft: Draft, stated: Stated, claim: Claim) -> bool:
    """Tell whether a claim has a value of the draft, in a sentence on the same matter."""
    start = claim.span.start - claim.sentence.start
    value = Span(start, start + len(claim.wording))
    asked = masked_terms(draft.sentence, stated)
    return any(
        overlap(value, one.span)
        and is_borne_out(stated, one)
        and coverage(asked, line, draft.near.weight) >= SUPPORT
        for line in read_lines(claim.text, claim.published_on)
        for one in line.stated
    )


def is_borne_out(stated: Stated, one: Stated) -> bool:
    """Tell whether another value says at least as much: "at least 12" does not bear out 16."""
    return is_same(stated, one) and (one.kind != "number" or compare(stated, one) in EXACT)


def overlap(a: Span, b: Span) -> bool:
    """Tell whether two spans have a character in common."""
    return a.start < b.end and b.start < a.end


def is_of_slot(draft: Draft, stated: Stated, slot: str) -> bool:
    """Tell whether a value of the draft may be what a claim is of: the same count, an office."""
    head, _, rest = slot.partition(":")
    if head == "office":
        return set(terms(rest)) <= set(terms(draft.sentence))
    if head != "count":
        return slot != "statement"
    return stated.slot in ("", slot)


def find_said(near: Nearby) -> Finding:
    """Say how a sentence without values stands: it needs most of its words in one sentence."""
    whole, line = near.sentence, near.nearest()
    if line is None or near.share(line) < SAID:
        return Finding(0, len(whole), whole, "not found")
    evidence = replace(from_line(near.hit_of(line), line, whole), stated=None)
    return Finding(0, len(whole), whole, "supported", (evidence,))


def denied(draft: Draft) -> Iterator[Finding]:
    """Give the sentence as one in dispute, where somebody denies what it repeats of another."""
    whole = draft.sentence
    for one in opposed(draft.pairs, lambda claim: is_repeated(draft, claim)):
        if one.own.slot == "statement" and not has_words(whole, last_name(one.other)):
            sides = (from_claim(draft.store, one.own), from_opposed(draft.store, one, None))
            yield Finding(0, len(whole), whole, "disputed", sides)


def is_repeated(draft: Draft, claim: Claim) -> bool:
    """Tell whether a draft's sentence says what somebody is quoted with."""
    asked = frozenset(content_terms(claim.wording))
    lines = read_lines(draft.sentence, draft.at)
    if is_negated(draft.sentence) != is_negated(claim.wording):
        return False
    return any(coverage(asked, line, draft.near.weight) >= SAID for line in lines)


def is_negated(text: str) -> bool:
    """Tell whether a text says that something is not so."""
    return NEGATION.search(text) is not None


def last_name(claim: Claim) -> str:
    """Return the last word of a speaker's name, of whoever the article says it of."""
    return (claim.speaker or claim.where).split()[-1]
