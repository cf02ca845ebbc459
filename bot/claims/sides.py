"""Sides: the two claims of a verdict as they are kept, and what makes it the same pair again."""

import hashlib
import json

from bot.claims.claim import Claim
from store.verdicts import Side


def make_side(claim: Claim, url: str | None) -> Side:
    """Return a claim as one side of a verdict, its words as they stand in the article."""
    return Side(
        article_id=claim.article_id,
        version=claim.version,
        source=claim.source,
        title=claim.title,
        url=url,
        published_at=claim.published_at,
        start=claim.sentence.start,
        end=claim.sentence.end,
        quote=claim.text,
        value_start=claim.span.start,
        value_end=claim.span.end,
        wording=claim.wording,
        speaker=claim.speaker,
        normalised=claim.normalised,
    )


def pair_key(a: Claim, b: Claim) -> str:
    """Return what makes a pair the same one again: articles, what is claimed, and values."""
    return key_of(a.slot, a, b)


def key_of(slot: str, a: Claim | Side, b: Claim | Side) -> str:
    """Return the key of a pair from its claims or its sides, in either order."""
    sides = sorted((one.article_id, one.normalised) for one in (a, b))
    about = json.dumps([slot, *sides])
    return hashlib.blake2b(about.encode(), digest_size=16).hexdigest()


def name_of(side: Side) -> str:
    """Return how to name the place where a side stands."""
    return side.source or side.title or side.article_id
