"""Disputes: verdicts over one fact with the same two values are one, whatever their articles."""

from collections.abc import Iterator, Sequence

from bot.alerts.choosing import values_of
from store.verdicts import KeptVerdict, NewVerdict, Verdicts

APART = "different event or scope"


def first_of_dispute(
    verdict: NewVerdict, kept: Verdicts, found: Sequence[NewVerdict] = ()
) -> NewVerdict:
    """Return the oldest verdict of the dispute that a verdict belongs to, itself where it is new.

    A dispute goes from article to article: over verdicts on the same slot that have no other
    values than these two. `found` are verdicts that are not kept yet, in their order.
    """
    waiting, seen = [verdict.a.article_id, verdict.b.article_id], set[str]()
    dispute: list[NewVerdict] = []
    while waiting:
        article_id = waiting.pop()
        if article_id not in seen:
            seen.add(article_id)
            for other in linked(verdict, (*kept.of_article(article_id), *of(article_id, found))):
                dispute.append(other)
                waiting += [other.a.article_id, other.b.article_id]
    whole = (one for one in dispute if values_of(one) == values_of(verdict))
    return min(whole, key=lambda one: age(one, found), default=verdict)


def of(article_id: str, found: Sequence[NewVerdict]) -> Iterator[NewVerdict]:
    """Give the verdicts in which an article is a side."""
    return (v for v in found if article_id in (v.a.article_id, v.b.article_id))


def linked(verdict: NewVerdict, others: Sequence[NewVerdict]) -> Iterator[NewVerdict]:
    """Give the verdicts on the same slot that have no other values than a verdict's two."""
    values = set(values_of(verdict))
    for other in others:
        is_alike = other.slot == verdict.slot and other.verdict != APART
        if is_alike and values.issuperset(values_of(other)):
            yield other


def age(verdict: NewVerdict, found: Sequence[NewVerdict]) -> tuple[int, int]:
    """Return what sorts verdicts by age: kept ones first, by id, then as found."""
    if isinstance(verdict, KeptVerdict):
        return 0, verdict.verdict_id
    return 1, found.index(verdict) if verdict in found else len(found)
