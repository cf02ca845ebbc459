"""What is due is noted when it comes about: to find that nothing is, nothing is looked through."""

from collections.abc import Callable
from typing import Any

import pytest
from store_samples import TRUCE, article

from store import Store

ASKED = "2031-05-04T12:00:00Z"


def work_of(store: Store, act: Callable[[], object]) -> int:
    """Return what an act costs: steps of SQLite's machine, or rows that PostgreSQL reads."""
    with store._connections.reading() as db:
        conn = getattr(db, "conn", None)
        if conn is None:
            before = rows_read(db)
            act()
            return rows_read(db) - before
        steps: list[None] = []
        conn.set_progress_handler(lambda: steps.append(None), 1)
        act()
        conn.set_progress_handler(None, 1)
        return len(steps)


def rows_read(db: Any) -> int:
    ((rows,),) = db.execute(
        "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables"
    )
    return int(rows)


def look(store: Store) -> None:
    assert store.compared.missing() == []
    assert store.answers.due() == {}
    assert store.alerts.pending() == []
    assert store.feeds.due(ASKED) == []


def fill(store: Store, count: int) -> None:
    """Keep articles that were compared, one in two in a second version, and answers read again."""
    for number in range(count):
        added = store.articles.add(article(number, f"Rain fell on hill {number}."))
        store.answers.save("When?", ASKED, "{}", [(added.article_id, 1)])
        if number % 2:
            added = store.articles.add(article(number, f"Snow fell on hill {number}."))
        store.compared.mark(added.article_id, added.version)
    store.answers.settle(store.answers.due())


def test_that_nothing_is_due_costs_the_same_however_much_is_kept(store: Store) -> None:
    look(store)
    before = work_of(store, lambda: look(store))
    fill(store, 40)
    assert work_of(store, lambda: look(store)) == before


@pytest.mark.parametrize("newer", [1, 2])
def test_a_version_that_came_while_another_was_compared_is_still_due(
    store: Store, newer: int
) -> None:
    store.articles.add(article())
    store.articles.add(article(text=TRUCE.replace("3 June", "5 June")))
    store.compared.mark("1", newer)
    assert store.compared.missing() == ["1"][newer - 1 :]


def test_a_copy_that_became_an_original_is_due_again(store: Store) -> None:
    store.articles.add(article())
    copy = store.articles.add(article(2, source="Pell Mail"))
    store.compared.mark("1", 1)
    store.compared.mark("2", 1, as_copy=True)
    assert (copy.copy_of, store.compared.missing()) == ("1", [])
    store.articles.remove("1")
    assert store.compared.missing() == ["2"]
    store.compared.mark("2", 1, as_copy=True)  # it was one when comparing it began
    assert store.compared.missing() == ["2"]


def test_what_is_deleted_is_due_no_more(store: Store) -> None:
    store.articles.add(article())
    store.articles.remove("1")
    assert store.compared.missing() == []


def test_an_answer_is_due_when_an_article_that_it_cites_changes(store: Store) -> None:
    store.articles.add(article())
    answer_id = store.answers.save("When?", ASKED, "{}", [("1", 1)])
    store.answers.settle(store.answers.due())
    store.articles.add(article(text=TRUCE.replace("3 June", "5 June")))
    assert [saved.answer_id for saved in store.answers.due().values()] == [answer_id]
