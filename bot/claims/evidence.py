"""Evidence: the sentences of articles that speak for or against a value of a draft."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.claims.claim import Claim
from bot.claims.opposing import Opposed, Stance
from bot.claims.rivals import Place
from bot.claims.texts import Line
from store import Store
from store.passages import Hit
from store.quotes import StoredQuote

ORDER: Mapping[Stance, int] = {
    "supports": 0, "contradicts": 1, "later": 2, "changing": 3, "earlier": 4,
}  # fmt: skip


@dataclass(frozen=True)
class Evidence(StoredQuote):
    """A sentence of an article, what of the draft it is about, and how it stands to that.

    `stated` are the draft's words, `instead` those that the article has in their place, `why` a
    sentence that explains the difference where one was judged.
    """

    stated: str | None
    instead: str | None
    stance: Stance = "supports"
    why: str | None = None


def from_line(hit: Hit, line: Line, stated: str, rival: Place | None = None) -> Evidence:
    """Return a sentence as what supports a value, or contradicts it by a rival that it has."""
    return Evidence(
        article_id=hit.article_id,
        version=hit.version,
        source=hit.source,
        title=hit.title,
        url=hit.url,
        published_at=hit.published_at,
        start=hit.start + line.span.start,
        end=hit.start + line.span.end,
        quote=line.text,
        stated=stated,
        instead=rival.stated.wording if rival and rival.stated else None,
        stance="contradicts" if rival else "supports",
    )


def from_claim(store: Store, claim: Claim, stated: str | None = None) -> Evidence:
    """Return a claim as what supports a value."""
    article = store.articles.get(claim.article_id, claim.version)
    return Evidence(
        article_id=claim.article_id,
        version=claim.version,
        source=claim.source,
        title=claim.title,
        url=article.url if article else None,
        published_at=claim.published_at,
        start=claim.sentence.start,
        end=claim.sentence.end,
        quote=claim.text,
        stated=stated,
        instead=None,
    )


def from_opposed(store: Store, one: Opposed, stated: str | None) -> Evidence:
    """Return what stands against a value or a whole sentence, with how and why."""
    plain = from_claim(store, one.other, stated)
    return replace(plain, instead=one.other.wording, stance=one.stance, why=one.why)


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return what supports a value before what speaks against it, each sentence once.

    Of what came earlier or later only the newest is kept; where the order is unknown, each value.
    """
    every = list({(e.article_id, e.start, e.stance): e for e in evidence}.values())
    every.sort(key=lambda one: ORDER[one.stance])
    return tuple(
        one
        for one in every
        if ORDER[one.stance] <= 1 or one.stance == "changing" or is_newest(one, every)
    )


def is_newest(one: Evidence, every: Sequence[Evidence]) -> bool:
    """Tell whether nothing that stands alike was published after a piece of evidence."""
    alike = [other for other in every if other.stance == one.stance]
    return one is max(alike, key=lambda other: other.published_at or "")


def joined(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return each sentence that supports several values once, with all of them."""
    found: dict[object, Evidence] = {}
    for one in evidence:
        key = (one.article_id, one.start) if one.stance == "supports" else one
        known = found.get(key)
        if known and known.stated and one.stated:
            one = replace(known, stated=f"{known.stated}, {one.stated}")
        found[key] = one
    return list(found.values())
