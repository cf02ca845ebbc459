"""Tolls: counts that rise while a story runs, where nobody can say which article came later."""

from collections.abc import Iterable
from dataclasses import replace

from bot.claims.claim import Claim
from bot.claims.comparing import Pair, about
from bot.verdicts.judging import CHANGING, Judgement

DAY = len("2026-03-03")


def with_tolls(pairs: Iterable[Pair]) -> list[Pair]:
    """Make updates of conflicts over a changing count of one day whose hours are not known."""
    return [as_update(pair) if is_unordered(pair) else pair for pair in pairs]


def is_unordered(pair: Pair) -> bool:
    """Tell whether two articles count what changes, on one day, and one of them has no hour."""
    if pair.judgement.verdict != "conflict" or not pair.a.counts_people:
        return False
    if pair.a.article_id == pair.b.article_id or CHANGING.isdisjoint(about(pair.a, pair.b)):
        return False
    is_one_day = pair.a.published_on == pair.b.published_on
    return is_one_day and not (is_timed(pair.a) and is_timed(pair.b))


def is_timed(claim: Claim) -> bool:
    """Tell whether the hour of publication is known; midnight to the second is a day alone."""
    at = claim.published_at or ""
    return len(at) > DAY and not at[DAY:].startswith("T00:00:00")


def as_update(pair: Pair) -> Pair:
    """Return a pair as an update without an order."""
    one, two = pair.a.wording, pair.b.wording
    why = f"{one} and {two}: such counts change within hours, and which came later is not known."
    return replace(pair, judgement=Judgement("update", why))
