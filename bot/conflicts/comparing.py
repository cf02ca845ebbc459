"""Comparing: what a new article states, held against what others state of the same fact."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from bot.judging import VARIANT, WARNED
from bot.judging.document import Statement, read_passage, statements_of
from bot.judging.relating import Judge, Relation, marked, relate
from bot.judging.values import COMPATIBLE, Comparison, compare
from bot.reader.judge import log_odds
from bot.text.dates import DateValue
from bot.text.numbers import NumberValue, compare_numbers
from bot.text.vectors import Vector, cosine, scaled
from store import Store
from store.passages import Hit, Query
from store.terms import content_terms
from store.times import day_of

WINDOW = timedelta(days=30)
"""Articles published within so many days are of the same news."""

PASSAGES = 20
"""Passages that are looked at for each sentence."""

JUDGED = 32
"""Pairs of an article that are judged, those that share the rarest terms: what comparing costs."""

LEAST_SHARED = 0.35
"""Share of a sentence's terms, by rarity, that another must have to be worth judging."""

SURE, SURE_OF_CONFLICT = 0.92, 0.8
"""Likelihoods from which a difference is told: that both are of one fact, and that they cannot
both be right of it. Chosen by reading all pairs of desk and of the sample (docs/conflicts.md).
"""

CLEARLY = 2.5
"""Log odds by which a pair must be likelier than one with another value of the same article."""

ONE_EVENT = 0.15
"""Cosine of two articles' names, by rarity, from which both are of one event."""

COMPARED = frozenset({"date", "duration", "number", "person"})
"""Kinds of value that are held against each other; names and words of other kinds are not."""

TOLD = frozenset({*WARNED, "update", VARIANT})


@dataclass(frozen=True)
class Candidate:
    """A pair worth judging: of another article, of the new one, and how much they share."""

    other: Statement
    own: Statement
    shared: float


def compare_article(
    store: Store, article_id: str, copies: Iterable[str], judge: Judge
) -> list[Relation]:
    """Return what differs between an article and others, each pair of values once."""
    apart = {article_id, *copies}
    found = candidates(store, store.passages.of_article(article_id), apart)
    related = relate(judge, [(one.other, one.own) for one in found])
    sure = [one for one in related if is_sure(one)]
    return one_a_value(told_apart(store, sure, judge))


def is_sure(one: Relation) -> bool:
    """Tell whether a relation is told: it is one of those, and the judge is sure of it."""
    is_variant = one.kind == VARIANT
    is_apart = is_variant or one.differ >= SURE_OF_CONFLICT
    return one.kind in TOLD and one.likelihood >= SURE and is_apart


def told_apart(store: Store, relations: Sequence[Relation], judge: Judge) -> list[Relation]:
    """Return the relations of values clearly likelier of one fact than either and another one.

    Where an article's 11 dead are about as likely what the other's 14 are of as its 83 aboard, the
    judge has not told them apart.
    """
    articles = {side.article_id for one in relations for side in (one.earlier, one.later)}
    stated = {
        article_id: [s for hit in store.passages.of_article(article_id) for s in statements_of(hit)]
        for article_id in articles
    }
    pairs = [rivals(one, stated) for one in relations]
    every = [(marked(a), marked(b)) for each in pairs for a, b in each]
    judged = (one.same for one in judge.judge(every))
    likeliest = [max(islice(judged, len(each)), default=0.0) for each in pairs]
    return [
        one
        for one, rival in zip(relations, likeliest, strict=True)
        if log_odds(one.likelihood) - log_odds(rival) >= CLEARLY
    ]


def rivals(
    relation: Relation, stated: Mapping[str, Sequence[Statement]]
) -> list[tuple[Statement, Statement]]:
    """Return either value with each other one of the other's article that might be meant."""
    if relation.kind == VARIANT:
        return []
    a, b = relation.earlier, relation.later
    return [
        (one, rival)
        for one, other in ((a, b), (b, a))
        for rival in stated[other.article_id]
        if rival.wording.casefold() != other.wording.casefold()
        and is_compared(rival)
        and rival.value.kind == one.value.kind
    ]


def one_a_value(relations: Sequence[Relation]) -> list[Relation]:
    """Return the likeliest relations: a value is held against one value of another article.

    The values of two articles are aligned by how likely they are of one fact: where "a boy of
    four" stands against "a boy of three", the gorilla's seventeen years do not.
    """
    taken: set[tuple[str, str, str]] = set()
    found: list[Relation] = []
    for one in sorted(relations, key=lambda one: -one.likelihood):
        a, b = one.earlier, one.later
        ends = {
            (a.article_id, b.article_id, a.wording.casefold()),
            (b.article_id, a.article_id, b.wording.casefold()),
        }
        if taken.isdisjoint(ends):
            found.append(one)
        taken |= ends
    return found


def candidates(store: Store, hits: Sequence[Hit], apart: set[str]) -> list[Candidate]:
    """Return the pairs worth judging of an article's passages, those that share most first."""
    own = [one for hit in hits for one in statements_of(hit) if is_compared(one)]
    terms = {one.span: terms_of(one) for one in own}
    weights = store.passages.rarity(term for found in terms.values() for term in found)
    found: list[Candidate] = []
    event = Event(store, hits)
    for span, own_terms in terms.items():
        near = [
            (other, share(own_terms, other, weights))
            for hit in retrieve(store, day_of(hits[0].published_at), own_terms)
            if hit.copy_of is None and hit.article_id not in apart and event.has(hit.article_id)
            for other in statements_of(hit)
        ]
        near = [(other, shared) for other, shared in near if shared >= LEAST_SHARED]
        found += differing([one for one in own if one.span == span], near)
    return sorted(found, key=lambda pair: -pair.shared)[:JUDGED]


class Event:
    """What an article is about, by its names: which other articles are of the same event."""

    def __init__(self, store: Store, hits: Sequence[Hit]) -> None:
        self._store = store
        self._own = self._weighed(hits)
        self._known: dict[str, bool] = {}

    def has(self, article_id: str) -> bool:
        """Tell whether an article shares so many of the rare names: the cosine of both, by IDF."""
        if article_id not in self._known:
            other = self._weighed(self._store.passages.of_article(article_id))
            self._known[article_id] = cosine(self._own, other) >= ONE_EVENT
        return self._known[article_id]

    def _weighed(self, hits: Sequence[Hit]) -> Vector:
        named = (
            term
            for hit in hits
            for name in read_passage(hit.text, day_of(hit.published_at)).names
            for term in content_terms(name.text)
        )
        return scaled(self._store.passages.rarity(named))


def differing(
    own: Sequence[Statement], near: Sequence[tuple[Statement, float]]
) -> Iterator[Candidate]:
    """Give the pairs of a sentence's values and those near it that differ.

    What an article states as well, in any sentence near, it does not differ from.
    """
    others = [other for other, _ in near]
    for one in own:
        agreeing = {o.article_id for o in others if may_agree(one, o)}
        for other, shared in near:
            if other.article_id in agreeing or not is_compared(other):
                continue
            if any(may_agree(mine, other) for mine in own):
                continue
            if compare_strictly(one, other) in ("different", "variant"):
                yield Candidate(other, one, shared)


def compare_strictly(one: Statement, other: Statement) -> Comparison:
    """Compare two values, figures only of one noun, and names only as to their spelling."""
    a, b = one.value.typed, other.value.typed
    if one.value.kind != other.value.kind:
        return "unknown"
    if isinstance(a, NumberValue) and isinstance(b, NumberValue):
        return compare_numbers(a, b)
    found = compare(one, other)
    return "unknown" if one.value.kind == "person" and found != "variant" else found


def may_agree(one: Statement, other: Statement) -> bool:
    """Tell whether two values may both be right of one thing."""
    if one.value.kind != other.value.kind:
        return False
    found = compare(one, other)
    return found in COMPATIBLE or found == "overlaps"


def is_compared(one: Statement) -> bool:
    """Tell whether a value is of a kind that is held against others, and states one thing exactly.

    "Dozens" and "on Friday" contradict nothing; "the third" and "a boy of four" tell which one is
    meant as often as what is claimed of it. An article's own day is mostly that of its writing.
    """
    value = one.value.typed
    if isinstance(value, NumberValue):
        is_exact = value.low is not None and value.high is not None and not value.qualifier
        return is_exact and value.kind not in ("ordinal", "age")
    if isinstance(value, DateValue):
        is_own = value.earliest == one.document.published_on
        is_exact = value.resolved and value.precision in ("time", "day")
        return is_exact and not value.relative and not is_own
    return one.value.kind in COMPARED


def retrieve(store: Store, day: date | None, terms: Sequence[str]) -> list[Hit]:
    """Return the passages of about the same days that share a sentence's rare terms."""
    since, until = window_of(day)
    query = Query(tuple(terms), since=since, until=until, limit=PASSAGES)
    return store.passages.retrieve(query) if terms else []


def window_of(day: date | None) -> tuple[str | None, str | None]:
    """Return the days in which articles of the same news are looked for."""
    if day is None:
        return None, None
    return (day - WINDOW).isoformat(), (day + WINDOW).isoformat()


def share(terms: Sequence[str], other: Statement, weights: Mapping[str, float]) -> float:
    """Return how much of a sentence's terms, by rarity, another sentence has: 0 to 1."""
    whole = sum(weights.get(term, 0.0) for term in terms) or 1.0
    common = set(terms) & set(terms_of(other))
    return sum(weights.get(term, 0.0) for term in common) / whole


def terms_of(one: Statement) -> tuple[str, ...]:
    """Return the content terms of a statement's sentence without those of its values."""
    text, start = one.text, one.sentence.start
    for value in reversed(one.sentence.values):
        if value.kind in COMPARED:
            text = f"{text[: value.start - start]} {text[value.end - start :]}"
    return tuple(dict.fromkeys(content_terms(text)))
