"""Dismissals: a pair that was dismissed does not come back by way of the same words elsewhere."""

from collections.abc import Iterable, Sequence

from bot.alerts.choosing import values_of
from store import Store
from store.verdicts import KeptVerdict, NewVerdict, Side


def part_dismissed(
    store: Store, found: Sequence[NewVerdict]
) -> tuple[list[NewVerdict], list[NewVerdict]]:
    """Return the verdicts that are new, and those that say again what somebody dismissed.

    A page under a second address is no copy for the store where it has the same source.
    """
    ids = {side.article_id for verdict in found for side in (verdict.a, verdict.b)}
    dismissed = store.verdicts.dismissed_of(ids)
    again = [one for one in found if is_dismissed(one, dismissed)]
    return [one for one in found if one not in again], again


def is_dismissed(verdict: NewVerdict, dismissed: Iterable[KeptVerdict]) -> bool:
    """Tell whether a verdict is on the same words as one of those that were dismissed."""
    return any(is_same(verdict, one) for one in dismissed)


def is_same(verdict: NewVerdict, other: NewVerdict) -> bool:
    """Tell whether two verdicts are on the same two sentences, whatever articles have them."""
    if verdict.slot != other.slot or values_of(verdict) != values_of(other):
        return False
    straight = has_words(verdict.a, other.a) and has_words(verdict.b, other.b)
    return straight or (has_words(verdict.a, other.b) and has_words(verdict.b, other.a))


def has_words(a: Side, b: Side) -> bool:
    """Tell whether two sides have a value in one sentence, of one article or printed twice."""
    if a.normalised != b.normalised:
        return False
    return a.article_id == b.article_id or a.quote.split() == b.quote.split()
