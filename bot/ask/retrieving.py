"""Retrieving: the queries a question makes, and the passages they find together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.ask.expansion import related
from bot.ask.question import Question
from bot.ask.weighing import Weighing, weigh
from store.passages import Hit, Passages, Query
from store.terms import content_terms

LIMIT = 40
"""Passages kept of each query."""

FRESH = timedelta(days=15)
"""A question is first about the news: articles of the last fortnight get a query of their own."""

EXPANDED_TERMS = 3


@dataclass(frozen=True)
class Filters:
    """What the user narrowed the search to: days of publication (ISO), and sources."""

    since: str | None = None
    until: str | None = None
    sources: tuple[str, ...] = ()


EVERYTHING = Filters()


@dataclass(frozen=True)
class Retrieved:
    """The passages found, and how the question's terms weigh among all passages."""

    hits: tuple[Hit, ...]
    weighing: Weighing


def retrieve(question: Question, passages: Passages, filters: Filters) -> Retrieved:
    """Return the passages that may answer, those of the last days and of word families included.

    Articles published after the day of asking are left out: nobody could have read them then.
    """
    total = passages.total()
    weighing = weigh(question, passages.frequencies(question.terms), total)
    queries = make_queries(question, weighing, filters)
    found: dict[int, Hit] = {}
    for query in queries:
        for hit in passages.retrieve(query):
            found.setdefault(hit.passage_id, hit)
    return Retrieved(tuple(sorted(found.values(), key=lambda hit: -hit.score)), weighing)


def make_queries(question: Question, weighing: Weighing, filters: Filters) -> list[Query]:
    """Return the queries: over everything, over the last days, and by word families."""
    last = ((question.cutoff or question.asked_on) + timedelta(days=1)).isoformat()
    until = min(filter(None, (filters.until, last)))
    base = Query(question.terms, since=filters.since, until=until, sources=filters.sources)
    base = replace(base, limit=LIMIT)
    queries = [base, *_fresh(base, question.asked_on)]
    widened = widen(question, weighing)
    return queries + ([replace(base, terms=widened)] if widened else [])


def _fresh(base: Query, asked_on: date) -> Iterable[Query]:
    since = (asked_on - FRESH).isoformat()
    if base.since is None or base.since < since:
        yield replace(base, since=since, undated=False)


def widen(question: Question, weighing: Weighing) -> tuple[str, ...]:
    """Return the question's names with the families of its other rare terms, () without any."""
    names = {term for name in question.names for term in content_terms(name)}
    rare = sorted((t for t in question.terms if t not in names), key=lambda t: -weighing.weights[t])
    families = [other for term in rare[:EXPANDED_TERMS] for other in sorted(related(term))]
    if not families:
        return ()
    kept = [term for term in question.terms if term in names]
    return tuple(dict.fromkeys([*kept, *families, *rare]))
