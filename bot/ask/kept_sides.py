"""Sides that were found when the articles came in: a kept conflict brings its other side along."""

from collections.abc import Iterator
from dataclasses import replace

from bot.ask.candidates import Candidate
from bot.ask.sides import Sorted
from store.verdicts import OPEN, Side, Verdicts

BROUGHT = frozenset({"conflict", "retraction"})


def with_kept_sides(found: Sorted, verdicts: Verdicts) -> Sorted:
    """Return the candidates parted anew: what an open conflict sets against a side is one too."""
    if not found.further:
        return found
    opposed = [side for one in found.sides for side in opposed_to(one, verdicts)]
    joining = tuple(c for c in found.further if any(stands_at(c, side) for side in opposed))
    rest = tuple(c for c in found.further if c not in joining)
    return replace(found, sides=(*found.sides, *joining), further=rest)


def opposed_to(candidate: Candidate, verdicts: Verdicts) -> Iterator[Side]:
    """Give the other sides of the open conflicts of which a candidate's value is one side."""
    for kept in verdicts.of_article(candidate.article_id):
        if kept.verdict in BROUGHT and kept.state in OPEN:
            for own, other in ((kept.a, kept.b), (kept.b, kept.a)):
                if stands_at(candidate, own):
                    yield other


def stands_at(candidate: Candidate, side: Side) -> bool:
    """Tell whether a candidate's value is the one of a side, in the same version of its article."""
    hit, span = candidate.sentence.hit, candidate.span
    same = (hit.article_id, hit.version) == (side.article_id, side.version)
    return same and span.start < side.value_end and side.value_start < span.end
