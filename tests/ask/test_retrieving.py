"""The queries that a question makes, and the passages that they find together."""

from collections.abc import Iterator
from datetime import date

import pytest
from ask_samples import TODAY, Told, asked, small_store

from bot.ask.question import understand
from bot.ask.retrieving import EVERYTHING, FRESH, Filters, make_queries, retrieve
from store import Store

WHEN = "When does the Orva truce end?"
ARTICLES = (
    Told("The Orva truce ends on 10 November 2026.", "Delm Post", "2026-05-08", None, "fresh"),
    Told("The Orva truce ends in June 2025.", "Radio Halden", "2025-03-01", None, "old"),
    Told("The truce in Orva is to expire on 10 November.", None, None, None, "undated"),
    Told("The Orva truce ended last night.", "Delm Post", "2026-06-20", None, "future"),
    *(Told(f"The council of Brede met on day {n} about fish.", "Brede Echo") for n in range(12)),
)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with small_store(*ARTICLES) as opened:
        yield opened


def found(store: Store, question: str, filters: Filters = EVERYTHING) -> set[str]:
    hits = retrieve(asked(question), store.passages, filters)
    return {hit.article_id for hit in hits if not hit.article_id.startswith("article-")}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param(EVERYTHING, {"fresh", "old", "undated"}, id="nothing of after the asking"),
        pytest.param(Filters(since="2026-01-01"), {"fresh", "undated"}, id="since"),
        pytest.param(Filters(until="2025-12-31"), {"old", "undated"}, id="until"),
        pytest.param(Filters(until="2027-12-31"), {"fresh", "old", "undated"}, id="until later"),
        pytest.param(Filters(sources=("Delm Post",)), {"fresh"}, id="source"),
        pytest.param(Filters(sources=("Nobody",)), set(), id="no such source"),
    ],
)
def test_filters_narrow_what_is_found(store: Store, filters: Filters, expected: set[str]) -> None:
    assert found(store, WHEN, filters) == expected


def test_each_passage_is_found_once_best_first(store: Store) -> None:
    hits = retrieve(asked(WHEN), store.passages, EVERYTHING)
    assert len({hit.passage_id for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_search_of_fewer_days_needs_no_query_for_the_last_days() -> None:
    queries = make_queries(asked(WHEN), Filters(since="2026-05-09"))
    assert [query.since for query in queries] == ["2026-05-09"]


def test_a_figure_by_a_day_is_sought_up_to_that_day() -> None:
    question = understand("How many people had died in Orva by 7 April 2026?", TODAY)
    assert question.cutoff == date(2026, 4, 7)
    assert {query.until for query in make_queries(question, EVERYTHING)} == {"2026-04-08"}


def test_queries_are_over_everything_and_the_last_days() -> None:
    question = asked(WHEN)
    whole, fresh = make_queries(question, EVERYTHING)
    assert (whole.terms, whole.since) == (question.terms, None)
    assert (fresh.since, fresh.undated) == ((TODAY - FRESH).isoformat(), False)
