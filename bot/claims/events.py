"""Events: the kinds of which there are many, a shooting or a crash, that look alike."""

from bot.claims.claim import Claim
from store.terms import terms

BESIDE = 0.4
EVENTS = frozenset(
    terms(
        """shot shoot shooting gunfire gunshot gun gunman killed dead died death stabbed stabbing
        arrested arrest charged custody crash crashed collision fire blaze burned robbery robbed
        attack attacked assault happened occurred incident injured wounded hurt hospital victim
        suspect murder murdered homicide police officers explosion exploded bomb drowned rape
        kidnapped rounds ammunition fired sentence jail probation indicted counts released parole
        wounds injuries protesters resumed funeral burglary dispatched deputies responded vigil
        update missing body found court hearing trial sentenced prison bail bond"""
    )
)
"""What happens every day somewhere: without names in common two such reports are of two events."""


def is_of_an_event(claim: Claim) -> bool:
    """Tell whether a claim is of a kind of event of which there are many: a shooting, a crash.

    Such claims are compared only between articles that surely tell of the same event.
    """
    if claim.slot == "name":
        return claim.subject is None
    if claim.slot == "age" or claim.counts_people:
        return True
    if claim.is_of_office:
        return False
    return any(term in EVENTS and near >= BESIDE for term, near in claim.near.items())
