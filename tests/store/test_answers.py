from store_samples import article

from store import Store
from store.answers import SavedAnswer

ASKED = "2031-05-04T12:00:00Z"


def test_an_answer_is_shown_again_exactly_as_it_was(store: Store) -> None:
    payload = '{"values": [ "3 June" ],\n "note": "caf\u00e9"}'
    answer_id = store.answers.save("When?", ASKED, payload, [("1", 1), ("1", 1), ("2", 3)])
    assert store.answers.get(answer_id) == SavedAnswer(answer_id, "When?", ASKED, payload)
    assert store.answers.get(answer_id + 1) is None


def test_answers_are_found_by_what_they_cite(store: Store) -> None:
    first = store.answers.save("When?", ASKED, "{}", [("1", 1)])
    second = store.answers.save("Who?", ASKED, "{}", [("1", 2), ("2", 1)])
    store.answers.save("Why?", ASKED, "{}", [])
    assert [saved.answer_id for saved in store.answers.citing("1")] == [second, first]
    assert [saved.question for saved in store.answers.recent(2)] == ["Why?", "Who?"]


def test_an_answer_is_not_shown_once_an_article_that_it_quotes_is_deleted(store: Store) -> None:
    store.articles.add(article())
    cited = store.answers.save("When?", ASKED, "{}", [("1", 1)])
    beside = '{"nearest": [{"article_id": "1", "version": 1}]}'
    quoted = store.answers.save("Who?", ASKED, beside, [])
    escaped = '{"nearest":[{"article_id":"\\u0031"}]}'
    spelled = store.answers.save("How?", ASKED, escaped, [])
    other = store.answers.save("Why?", ASKED, '{"nearest": [{"article_id": "12"}]}', [])
    store.articles.remove("1")
    assert [saved.answer_id for saved in store.answers.recent(9)] == [other]
    assert store.answers.get(cited) is None
    assert store.answers.citing("1") == []
    withdrawn = {saved.answer_id for saved in store.answers.due().values() if not saved.payload}
    assert withdrawn == {cited, quoted, spelled}
