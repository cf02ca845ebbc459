"""What is due is noted when it comes about: to find that nothing is, nothing is looked through."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from store_samples import TRUCE, article, work_of
from stored import article_of

from store import Store
from store.articles import Article
from store.recording import Recorder

ASKED = "2031-05-04T12:00:00Z"


def look(store: Store) -> None:
    assert store.compared.missing() == []
    assert store.answers.due() == {}
    assert store.alerts.pending() == []
    assert store.feeds.due(ASKED) == []


def mark(store: Store, article_id: str) -> Article:
    read = article_of(store, article_id)
    store.compared.mark(read)
    return read


def fill(store: Store, count: int) -> None:
    """Keep articles that were compared, one in two in a second version, and answers read again."""
    for number in range(count):
        added = store.articles.add(article(number, f"Rain fell on hill {number}."))
        store.answers.save("When?", ASKED, "{}", [(added.article_id, 1)])
        if number % 2:
            added = store.articles.add(article(number, f"Snow fell on hill {number}."))
        mark(store, added.article_id)
    store.answers.settle(store.answers.due())


def test_that_nothing_is_due_costs_the_same_however_much_is_kept(store: Store) -> None:
    look(store)
    before = work_of(store, lambda: look(store))
    fill(store, 40)
    assert work_of(store, lambda: look(store)) == before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"text": TRUCE.replace("3 June", "5 June")}, id="by a version"),
        pytest.param({"title": "Truce ends"}, id="by a title"),
        pytest.param({"source": "Pell Mail"}, id="by an edit"),
    ],
)
def test_what_was_changed_while_it_was_compared_is_still_due(
    store: Store, change: dict[str, str]
) -> None:
    store.articles.add(article())
    read = article_of(store, "1")
    if "source" in change:
        store.articles.edit("1", change)
    else:
        store.articles.add(article(**change))
    store.compared.mark(read)
    assert store.compared.missing() == ["1"]
    mark(store, "1")
    assert store.compared.missing() == []


def test_an_edit_that_is_still_being_written_is_waited_for(store: Store) -> None:
    store.articles.add(article())
    read = article_of(store, "1")
    with ThreadPoolExecutor() as pool:
        with store.connections.writing("articles") as db:
            recorder = Recorder(db, ASKED)
            recorder.edit("1", {"source": "Pell Mail"})
            recorder.finish()
            marking = pool.submit(store.compared.mark, read)
            assert not wait([marking], timeout=0.2).done
        marking.result()
    assert store.compared.missing() == ["1"]


def test_a_copy_that_became_an_original_is_due_again(store: Store) -> None:
    store.articles.add(article())
    store.articles.add(article(2, source="Pell Mail"))
    mark(store, "1")
    copy = mark(store, "2")
    assert (copy.copy_of, store.compared.missing()) == ("1", [])
    store.articles.remove("1")
    assert store.compared.missing() == ["2"]
    store.compared.mark(copy)  # it was one when comparing it began
    assert store.compared.missing() == ["2"]


def test_an_answer_is_due_when_an_article_that_it_cites_changes(store: Store) -> None:
    store.articles.add(article())
    answer_id = store.answers.save("When?", ASKED, "{}", [("1", 1)])
    store.answers.settle(store.answers.due())
    store.articles.add(article(text=TRUCE.replace("3 June", "5 June")))
    assert [saved.answer_id for saved in store.answers.due().values()] == [answer_id]
