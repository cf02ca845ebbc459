"""Opposing: what other articles state in the place of a value that an article supports."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from bot.claims.claim import Claim
from bot.claims.comparing import Pair, judge_pairs, one_a_fact
from bot.claims.examine import as_account
from bot.claims.extract import account_of
from bot.claims.tolls import with_tolls
from bot.verdicts.judging import Judgement, VerdictName, is_later, replaces
from store import Store
from store.spans import Span
from store.verdicts import OPEN, KeptVerdict, Side

Stance = Literal["supports", "contradicts", "later", "earlier", "changing"]
"""How an article stands to a value; "changing" is another figure of a time nobody knows."""

BROUGHT: frozenset[VerdictName] = frozenset(
    {"conflict", "attributed position", "retraction", "update"}
)


@dataclass(frozen=True)
class Spot:
    """Where a value stands: the words at a span of a version of an article."""

    article_id: str
    version: int
    span: Span


@dataclass(frozen=True)
class Opposed:
    """A claim that differs from another, which has a draft's value; how it stands, and why."""

    own: Claim
    other: Claim
    stance: Stance
    why: str


def kept_pairs(store: Store, article_ids: Iterable[str]) -> list[Pair]:
    """Return what was found between articles when they came in, and that nobody dismissed."""
    kept = [v for article_id in article_ids for v in store.verdicts.of_article(article_id)]
    every = {v.verdict_id: v for v in kept if v.state in OPEN and v.verdict in BROUGHT}
    return [as_pair(verdict) for verdict in every.values()]


def as_pair(verdict: KeptVerdict) -> Pair:
    """Return a kept verdict as the pair of claims that it was found between."""
    judgement = Judgement(verdict.verdict, verdict.why)  # type: ignore[arg-type]
    return Pair(as_claim(verdict, verdict.a), as_claim(verdict, verdict.b), judgement)


def as_claim(verdict: KeptVerdict, side: Side) -> Claim:
    """Return a side of a verdict as the claim it was, as far as it is kept."""
    return Claim(
        article_id=side.article_id,
        version=side.version,
        source=side.source,
        title=side.title,
        published_at=side.published_at,
        kind="statement" if verdict.slot == "statement" else "number",
        span=Span(side.value_start, side.value_end),
        wording=side.wording,
        sentence=Span(side.start, side.end),
        text=side.quote,
        value=None,
        slot=verdict.slot,
        speaker=side.speaker,
    )


def judged_pairs(store: Store, own: Sequence[Spot], others: Sequence[Spot]) -> list[Pair]:
    """Return the verdicts between values of articles that were not compared when they came in.

    What was compared then, whatever somebody decided on it since, is not judged anew.
    """
    pairs: list[Pair] = []
    claims = claims_at(store, (*own, *others))
    for one, two in product(own, others):
        if one.article_id != two.article_id:
            found = judge_pairs(product(claims[one], claims[two]))
            pairs += one_a_fact(found, claims[one], claims[two])
    ids = dict.fromkeys(spot.article_id for spot in own)
    known = {sides_of(v.slot, v.a, v.b) for i in ids for v in store.verdicts.of_article(i)}
    brought = (pair for pair in pairs if pair.judgement.verdict in BROUGHT)
    return with_tolls(p for p in brought if sides_of(p.a.slot, p.a, p.b) not in known)


def sides_of(slot: str, a: Claim | Side, b: Claim | Side) -> frozenset[tuple[str, str, str]]:
    """Return what makes a pair the same one again: articles, what is claimed, and values."""
    return frozenset((slot, one.article_id, one.normalised) for one in (a, b))


def claims_at(store: Store, spots: Iterable[Spot]) -> dict[Spot, list[Claim]]:
    """Return the claims that stand at each spot, read anew where an article is not examined."""
    every = list(spots)
    ids = list(dict.fromkeys(spot.article_id for spot in every))
    accounts = {one.article_id: as_account(one) for one in store.claims.get(ids)}
    for article_id in ids:
        article = None if article_id in accounts else store.articles.get(article_id)
        if article is not None:
            accounts[article_id] = account_of(article)
    return {
        spot: [
            claim
            for claim in (accounts[spot.article_id].claims if spot.article_id in accounts else ())
            if stands_at(claim, spot)
        ]
        for spot in every
    }


def stands_at(claim: Claim, spot: Spot) -> bool:
    """Tell whether a claim is of the words at a spot."""
    same = (claim.article_id, claim.version) == (spot.article_id, spot.version)
    return same and claim.span.start < spot.span.end and spot.span.start < claim.span.end


def opposed(pairs: Iterable[Pair], is_own: Callable[[Claim], bool]) -> Iterator[Opposed]:
    """Give what stands against a value: the other side of each pair of which one side is it."""
    for pair in pairs:
        for own, other in ((pair.a, pair.b), (pair.b, pair.a)):
            if is_own(own) and not is_own(other):
                yield Opposed(own, other, stance_of(pair, own, other), pair.judgement.why)


def stance_of(pair: Pair, own: Claim, other: Claim) -> Stance:
    """Say how one side of a pair stands to the other: an update has an earlier and a later one."""
    if pair.judgement.verdict == "retraction":
        return "later" if replaces(own, other) else "earlier"
    if pair.judgement.verdict != "update":
        return "contradicts"
    if not is_later(pair.a, pair.b):
        return "changing"
    return "later" if own is pair.a else "earlier"
