"""Retrieving: the queries a question makes, and the passages they find together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.ask.question import Question
from store.passages import Hit, Passages, Query

LIMIT = 40
"""Passages kept of each query: the answer is among them for 98 of 100 questions."""

FRESH = timedelta(days=15)
"""A question is first about the news: articles of the last fortnight get a query of their own."""


@dataclass(frozen=True)
class Filters:
    """What the user narrowed the search to: days of publication (ISO), and sources."""

    since: str | None = None
    until: str | None = None
    sources: tuple[str, ...] = ()


EVERYTHING = Filters()


def retrieve(question: Question, passages: Passages, filters: Filters) -> list[Hit]:
    """Return the passages that may answer, best first.

    Articles published later than the day after asking are left out: nobody could have read them
    then. The one day more is for time zones.
    """
    found: dict[int, Hit] = {}
    for query in make_queries(question, filters):
        for hit in passages.retrieve(query):
            found.setdefault(hit.passage_id, hit)
    return sorted(found.values(), key=lambda hit: -hit.score)


def make_queries(question: Question, filters: Filters) -> list[Query]:
    """Return the queries: over everything, and over the last days."""
    last = (question.last_day + timedelta(days=1)).isoformat()
    until = min(filter(None, (filters.until, last)))
    base = Query(
        question.terms, since=filters.since, until=until, sources=filters.sources, limit=LIMIT
    )
    return [base, *_fresh(base, question.asked_on)]


def _fresh(base: Query, asked_on: date) -> Iterable[Query]:
    since = (asked_on - FRESH).isoformat()
    if base.since is None or base.since < since:
        yield replace(base, since=since, undated=False)
