"""Denials: what one named speaker says and another, quoted elsewhere, says is not so."""

import re
from collections.abc import Iterable, Iterator

from bot.claims.claim import Account, Claim
from bot.claims.comparing import Pair
from bot.claims.events import is_of_an_event
from bot.claims.facts import shared_names
from bot.claims.negation import (
    CUT,
    EMPTY,
    LEAST_SHARED,
    NEGATION,
    OF_ONESELF,
    SHARE,
    affirmed_terms,
    shared,
)
from bot.text.names import compare_names
from bot.verdicts.judging import Judgement, in_order
from store.terms import content_terms, terms

LEAST_WORDS = 2
PLAIN_NO = re.compile(r"^\W*(?:no|not at all|never)\s*[,.]\s*", re.IGNORECASE)
NO_DENIAL = re.compile(
    r"\b(?:if|unless|even though)\b|\b(?:should|must|ought to|need)(?:n[’']t\b| (?:not|never)\b)"
    r"|\bnever should\b|\b(?:can[’']t|cannot|can not|couldn[’']t|could not)\b",
    re.IGNORECASE,
)
"""A condition, a wish and what somebody cannot do deny nothing."""


def denied(a: Account, b: Account, is_one_event: bool) -> list[Pair]:
    """Return what a speaker in one article denies of what another says in the other."""
    found: list[Pair] = []
    for ours, theirs in ((a.statements, b.statements), (b.statements, a.statements)):
        for denial in (one for one in ours if is_denial(one)):
            answered = best_of(denial, affirmed(denial, theirs, is_one_event))
            if answered is not None:
                first, second = in_order(denial, answered)
                why = f"{answered.speaker} says so; {denial.speaker} disputes it."
                found.append(Pair(first, second, Judgement("attributed position", why)))
    return found


def is_denial(statement: Claim) -> bool:
    """Tell whether a statement says that something is not so."""
    return bool(denied_terms(statement.wording, statement.names))


def denied_terms(wording: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the terms of the clause that is negated, what is denied first; names tell nothing.

    >>> denied_terms("Not one gun was fired at the pier, and we have proof.")
    ('gun', 'fire', 'pier')
    >>> denied_terms("The guns should never have been fired.")
    ()
    """
    plain = PLAIN_NO.sub("", wording)
    if OF_ONESELF.search(plain) or NO_DENIAL.search(plain):
        return ()
    idle = EMPTY | frozenset(terms(" ".join(names)))
    for clause in CUT.split(plain):
        cue = NEGATION.search(clause)
        if cue is not None:
            told = content_terms(f"{clause[cue.end() :]} {clause[: cue.start()]}")
            found = tuple(dict.fromkeys(term for term in told if term not in idle))
            return found if len(found) >= LEAST_WORDS else ()
    return ()


def affirmed(
    denial: Claim, statements: Iterable[Claim], is_one_event: bool
) -> Iterator[Claim]:
    """Give the statements of others that affirm something."""
    for other in statements:
        common = names_in_common(denial, other)
        needed = LEAST_SHARED if is_of_an_event(other) and not is_one_event else 1
        if len(common) < needed:
            continue
        if OF_ONESELF.search(other.wording) or other.mode in ("condition", "question"):
            continue
        likeness_of = compare_names(denial.speaker or "", other.speaker or "")
        if likeness_of == "different" and affirmed_terms(other.wording):
            yield other


def names_in_common(denial: Claim, other: Claim) -> list[str]:
    """Return the names that both sentences have beside the speakers: whom a charge is against."""
    speakers = [denial.speaker or "", other.speaker or ""]
    own = [name for name in denial.names if not shared_names([name], speakers)]
    return shared_names(own, other.names)


def best_of(denial: Claim, others: Iterable[Claim]) -> Claim | None:
    """Return the statement that says most of what is denied, None where none says enough."""
    wanted = denied_terms(denial.wording, denial.names)
    said = [(affirmed_terms(other.wording), other) for other in others]
    shares = [(shared(wanted, has), other) for has, other in said if shared(wanted[:1], has)]
    most, best = max(shares, key=lambda one: one[0], default=(0, None))
    return best if most >= max(LEAST_SHARED, SHARE * len(wanted)) else None
