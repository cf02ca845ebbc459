"""Comparing: what a new article states, held against what others state of the same fact."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from bot.judging import VARIANT, WARNED
from bot.judging.document import Statement, read_passage, statements_of
from bot.judging.relating import Judge, Relation, crossed, relate
from bot.judging.values import COMPATIBLE, Comparison, compare
from bot.reader.judge import log_odds
from bot.text.dates import DateValue
from bot.text.numbers import NumberValue, compare_numbers
from bot.text.vectors import Vector, cosine, scaled
from store import Store
from store.passages import Hit, Query
from store.spans import Span
from store.terms import content_terms
from store.times import day_of

WINDOW = timedelta(days=30)
"""Articles published within so many days are of the same news."""

PASSAGES = 20
"""Passages that are looked at for each sentence."""

JUDGED = 32
"""Pairs of an article that are judged, those that share the rarest terms: what comparing costs."""

LEAST_SHARED = 0.2
"""Share of a sentence's terms, by rarity, that another must have to be worth judging."""

ONE_EVENT = 0.15
"""Cosine of two articles' names, by rarity, from which both are of one event."""

LIKELY = 0.6
"""Likelihood of one fact from which both passages are read for what fills the other's gap."""

SURE = 0.92
"""Likelihood of one person from which two spellings of a name are told."""

DIFFER = 0.8
"""Likelihood that two values of one fact cannot both be right, from which they are told."""

TOLD_FROM = 9.8
"""Log odds of the judge and of the crossed reading, together, from which a difference is told:
chosen by reading the pairs of desk and of the sample (docs/conflicts.md).
"""

COMPARED = frozenset({"date", "duration", "number", "person"})
"""Kinds of value that are held against each other; names and words of other kinds are not."""

DATED = ("time", "day")
"""Precision of a date that is held against another."""

TOLD = frozenset({*WARNED, "update", VARIANT})


Place = tuple[str, Span]
"""A sentence: its article and where it stands there."""


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
    spelt = [one for one in related if one.kind == VARIANT and one.likelihood >= SURE]
    likely = [one for one in related if is_likely(one)]
    filled = crossed(judge, [(one.earlier, one.later) for one in likely])
    odds = [log_odds(one.likelihood) + surely for one, surely in zip(likely, filled, strict=True)]
    told = [(one, sure) for one, sure in zip(likely, odds, strict=True) if sure >= TOLD_FROM]
    return one_a_value([*told, *((one, log_odds(one.likelihood)) for one in spelt)])


def is_likely(one: Relation) -> bool:
    """Tell whether both passages are worth reading for what fills the other's gap.

    Two spellings are of one name, whatever is said of it: its gap is not asked for.
    """
    is_of_one = one.likelihood >= LIKELY and one.differ >= DIFFER
    return is_of_one and one.kind in TOLD and one.kind != VARIANT


def one_a_value(told: Sequence[tuple[Relation, float]]) -> list[Relation]:
    """Return the surest relations: a value is held against one value of another article.

    The values of two articles are aligned by how surely they are of one fact: where "a boy of
    four" stands against "a boy of three", the gorilla's seventeen years do not.
    """
    taken: set[tuple[str, str, str]] = set()
    found: list[Relation] = []
    for one, _ in sorted(told, key=lambda pair: -pair[1]):
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
    event, own = Event(store, hits), defaultdict[Place, list[Statement]](list)
    for one in (one for hit in hits for one in statements_of(hit) if is_compared(one)):
        own[place_of(one)].append(one)
    near = {
        place: [one for one in others(store, mine[0], apart) if event.has(one.article_id)]
        for place, mine in own.items()
    }
    sentences = {place_of(one): one for one in chain(*own.values(), *near.values())}
    terms = {place: frozenset(terms_of(one)) for place, one in sentences.items()}
    weights = store.passages.rarity(term for found in terms.values() for term in found)
    found: list[Candidate] = []
    for place, told in near.items():
        shared = ((one, share(terms[place], terms[place_of(one)], weights)) for one in told)
        found += differing(own[place], [pair for pair in shared if pair[1] >= LEAST_SHARED])
    return sorted(found, key=lambda pair: -pair.shared)[:JUDGED]


def place_of(one: Statement) -> Place:
    """Return where a statement's sentence stands: several of its values are of one."""
    return one.article_id, one.span


def others(store: Store, one: Statement, apart: set[str]) -> Iterator[Statement]:
    """Give the statements of other articles that share a sentence's rare terms; of copies none."""
    for hit in retrieve(store, day_of(one.published_at), terms_of(one)):
        if hit.copy_of is None and hit.article_id not in apart:
            yield from statements_of(hit)


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
    """Tell whether a value is of a kind that is held against others.

    "The third" tells which one is meant as often as what is claimed of it; "on Friday" is mostly
    the day of saying it, and an article's own day that of its writing.
    """
    value = one.value.typed
    if isinstance(value, NumberValue):
        return not (value.low is None and value.high is None) and value.kind != "ordinal"
    if isinstance(value, DateValue):
        is_own = value.earliest == one.document.published_on
        is_dated = value.resolved and value.precision in DATED
        return is_dated and not value.relative and not is_own
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


def share(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return how much of two sentences' terms, by rarity, is common, 0 to 1.

    It is of the lighter sentence: a brief one may say one thing of many that a long one tells.
    """
    common, *whole = (sum(weights[t] for t in found) for found in (one & other, one, other))
    return common / (min(whole) or 1.0)


def terms_of(one: Statement) -> tuple[str, ...]:
    """Return the content terms of a statement's sentence without those of its values."""
    text, start = one.text, one.sentence.start
    for value in reversed(one.sentence.values):
        if value.kind in COMPARED:
            text = f"{text[: value.start - start]} {text[value.end - start :]}"
    return tuple(dict.fromkeys(content_terms(text)))
