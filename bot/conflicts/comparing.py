"""Comparing: what a new article states, held against what others state of the same fact."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.ask.retrieving import idf
from bot.judging.document import Statement, statements_of
from bot.judging.relating import Judge, Relation, relate
from bot.judging.values import compare
from store import Store
from store.passages import Hit, Query
from store.terms import content_terms
from store.times import day_of

WINDOW = timedelta(days=90)
"""Articles published within so many days are of the same news."""

PASSAGES = 20
"""Passages that are looked at for each sentence."""

JUDGED = 32
"""Pairs of an article that are judged, those that share the rarest terms: what comparing costs."""

LEAST_SHARED = 0.35
"""Share of a sentence's terms, by rarity, that another must have to be worth judging."""

SURE = 0.9
"""Likelihood of one fact from which a difference is told (docs/conflicts.md)."""

COMPARED = frozenset({"date", "duration", "number", "person"})
"""Kinds of value that are held against each other; names and words of other kinds are not."""

TOLD = frozenset({"conflict", "attributed position", "update", "spelling variant"})


@dataclass(frozen=True)
class Candidate:
    """A pair worth judging: of the new article, of another, and how much their sentences share."""

    own: Statement
    other: Statement
    shared: float


def compare_article(
    store: Store, article_id: str, copies: Iterable[str], judge: Judge
) -> list[Relation]:
    """Return what differs between an article and others, each pair of values once."""
    apart = {article_id, *copies}
    found = candidates(store, store.passages.of_article(article_id), apart)
    related = relate(judge, [(one.other, one.own) for one in found])
    sure = [one for one in related if one.kind in TOLD and one.likelihood >= SURE]
    return one_a_pair(sure)


def one_a_pair(relations: Sequence[Relation]) -> list[Relation]:
    """Return of the relations between two articles' values the likeliest one of each."""
    found: dict[object, Relation] = {}
    for one in sorted(relations, key=lambda one: -one.likelihood):
        sides = frozenset(
            (side.article_id, side.wording.casefold()) for side in (one.earlier, one.later)
        )
        found.setdefault(sides, one)
    return list(found.values())


def candidates(store: Store, hits: Sequence[Hit], apart: set[str]) -> list[Candidate]:
    """Return the pairs worth judging of an article's passages, those that share most first."""
    own = [one for hit in hits for one in statements_of(hit) if one.value.kind in COMPARED]
    terms = {one.span: terms_beside(one) for one in own}
    every = sorted({term for found in terms.values() for term in found})
    total = store.passages.total()
    weights = {t: idf(n, total) for t, n in store.passages.frequencies(every).items()}
    near: dict[object, list[Hit]] = {}
    for one in own:
        if one.span not in near:
            near[one.span] = [
                hit for hit in retrieve(store, one, terms[one.span]) if hit.article_id not in apart
            ]
    found = [
        pair
        for one in own
        for hit in near[one.span]
        for pair in pairs_with(one, hit, terms[one.span], weights)
    ]
    found.sort(key=lambda pair: -pair.shared)
    return found[:JUDGED]


def retrieve(store: Store, one: Statement, terms: Sequence[str]) -> list[Hit]:
    """Return the passages of about the same days that share a sentence's rare terms."""
    since, until = window_of(day_of(one.published_at))
    query = Query(tuple(terms), since=since, until=until, limit=PASSAGES)
    return store.passages.retrieve(query) if terms else []


def window_of(day: date | None) -> tuple[str | None, str | None]:
    """Return the days in which articles of the same news are looked for."""
    if day is None:
        return None, None
    return (day - WINDOW).isoformat(), (day + WINDOW).isoformat()


def pairs_with(
    one: Statement, hit: Hit, terms: Sequence[str], weights: Mapping[str, float]
) -> Iterator[Candidate]:
    """Give the statements of a passage whose value differs, with how much their sentences share."""
    whole = sum(weights.get(term, 0.0) for term in terms) or 1.0
    for other in statements_of(hit):
        if other.value.kind == one.value.kind and compare(one, other) in ("different", "variant"):
            common = set(terms) & set(terms_beside(other))
            shared = sum(weights.get(term, 0.0) for term in common) / whole
            if shared >= LEAST_SHARED:
                yield Candidate(one, other, shared)


def terms_beside(one: Statement) -> tuple[str, ...]:
    """Return the content terms of a statement's sentence without those of its value."""
    at = one.inside
    return tuple(dict.fromkeys(content_terms(f"{one.text[: at.start]} {one.text[at.end :]}")))
