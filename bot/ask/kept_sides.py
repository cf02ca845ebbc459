"""Sides that were found when the articles came in: a kept conflict brings its other side along."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.ask.candidates import Candidate
from bot.ask.sides import Sorted
from store.verdicts import OPEN, KeptVerdict, Side, Verdicts

BROUGHT = frozenset({"conflict", "retraction"})


def with_kept_sides(found: Sorted, verdicts: Verdicts) -> Sorted:
    """Return the candidates parted anew: what an open conflict sets against a side is one too."""
    if not found.further:
        return found
    articles = dict.fromkeys(one.article_id for one in found.sides)
    kept = [v for article_id in articles for v in verdicts.of_article(article_id)]
    opposed = [side for one in found.sides for side in opposed_to(one, kept)]
    joining = tuple(c for c in found.further if any(stands_at(c, side) for side in opposed))
    rest = tuple(c for c in found.further if c not in joining)
    return replace(found, sides=(*found.sides, *joining), further=rest)


def opposed_to(candidate: Candidate, kept: Iterable[KeptVerdict]) -> Iterator[Side]:
    """Give the other sides of the open conflicts of which a candidate's value is one side."""
    for verdict in kept:
        if verdict.verdict in BROUGHT and verdict.state in OPEN:
            for own, other in ((verdict.a, verdict.b), (verdict.b, verdict.a)):
                if stands_at(candidate, own):
                    yield other


def stands_at(candidate: Candidate, side: Side) -> bool:
    """Tell whether a candidate's value is the one of a side, in the same version of its article."""
    hit, span = candidate.sentence.hit, candidate.span
    same = (hit.article_id, hit.version) == (side.article_id, side.version)
    return same and span.start < side.value_end and side.value_start < span.end
