import pytest
from store_samples import TRUCE, article
from stored import article_of

from store import Store
from store.articles import Added, Article, IndexState, SourceCount, Version
from store.errors import CopydeskError
from store.passages import Query
from store.spans import Span


def test_an_article_comes_back_as_it_was_added(store: Store) -> None:
    new = article(url="https://courier.example/truce", byline="Ada Pell", language="en")
    assert store.articles.add(new) == Added("added", "1", 1)
    assert store.articles.get("1") == Article(
        article_id="1", version=1, text=TRUCE, source="Velm Courier", title="Truce holds",
        url="https://courier.example/truce", byline="Ada Pell", language="en", corrects=False,
        published_at="2031-05-01T08:00:00Z", published_from="stated", published_zone=None,
        body=new.body, passages=new.passages, added_at="2031-05-04T12:00:00Z", copy_of=None,
    )  # fmt: skip


def test_the_same_article_again_changes_nothing(store: Store) -> None:
    store.articles.add(article())
    before = store.articles.state()
    assert store.articles.add(article()) == Added("unchanged", "1", 1)
    assert store.articles.state() == before
    assert before == IndexState(1, 4, "2031-05-01T08:00:00Z", "2031-05-04T12:00:00Z")


def test_a_changed_text_becomes_a_version_and_the_earlier_one_stays(store: Store) -> None:
    store.articles.add(article())
    changed = article(text=TRUCE.replace("3 June", "5 June"), title="Truce extended", corrects=True)
    assert store.articles.add(changed) == Added("version", "1", 2)
    assert store.articles.versions("1") == [
        Version(1, "Truce holds", "2031-05-01T08:00:00Z", "2031-05-04T12:00:00Z", False),
        Version(2, "Truce extended", "2031-05-01T08:00:00Z", "2031-05-04T12:00:00Z", True),
    ]
    texts = [article_of(store, "1", version).text for version in (1, 2, None)]
    assert texts == [TRUCE, changed.text, changed.text]


def test_only_the_newest_version_is_searched(store: Store) -> None:
    store.articles.add(article())
    store.articles.add(article(text="A strike shut the mills of Ostra."))
    assert store.passages.retrieve(Query(("expir",))) == []
    assert [hit.version for hit in store.passages.retrieve(Query(("strike", "mill")))] == [2]
    assert store.passages.frequencies(["expir", "strike"]) == {"strike": 1}


def test_a_new_title_is_taken_over_and_searched(store: Store) -> None:
    store.articles.add(article())
    renamed = article(title="Ceasefire holds")
    assert store.articles.add(renamed) == Added("unchanged", "1", 1)
    titles = {hit.title for hit in store.passages.retrieve(Query(("ceasefir",)))}
    assert titles == {"Ceasefire holds"}
    assert store.passages.frequencies(["hold", "ceasefir"]) == {"hold": 4, "ceasefir": 4}


def test_what_was_known_stays_when_it_is_not_stated_again(store: Store) -> None:
    store.articles.add(article(byline="Ada Pell"))
    store.articles.add(article(title=None, source=None, byline=None, published_at=None))
    found = article_of(store, "1")
    assert (found.title, found.source, found.byline) == ("Truce holds", "Velm Courier", "Ada Pell")
    assert (found.published_at, found.published_from) == ("2031-05-01T08:00:00Z", "stated")


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        pytest.param("url", "2031-05-01T08:00:00Z", id="a date in the URL does not"),
        pytest.param("stated", "2031-05-02", id="a stated one does"),
    ],
)
def test_a_date_gives_way_only_to_one_as_sure(store: Store, origin: str, expected: str) -> None:
    store.articles.add(article())
    store.articles.add(article(published_at="2031-05-02", published_from=origin))
    assert article_of(store, "1").published_at == expected


@pytest.mark.parametrize(
    ("identities", "expected"),
    [
        pytest.param(("id:7", "url:https://c.example/a"), ["added", "version"], id="id, then URL"),
        pytest.param(("url:https://c.example/a", "id:7"), ["added", "version"], id="URL, then id"),
        pytest.param(("id:7", "id:8"), ["added", "added"], id="two ids at one URL"),
    ],
)
def test_an_article_is_known_by_its_url_too(
    store: Store, identities: tuple[str, str], expected: list[str]
) -> None:
    texts = (TRUCE, "Ferries sail again.")
    outcomes = [
        store.articles.add(article(text=text, identity=identity, url="https://c.example/a")).outcome
        for text, identity in zip(texts, identities, strict=True)
    ]
    assert outcomes == expected


def test_an_id_that_moves_to_another_url_stays_the_same_article(store: Store) -> None:
    store.articles.add(article(identity="url:https://c.example/a", url="https://c.example/a"))
    store.articles.add(article(identity="id:7", url="https://c.example/a"))
    moved = store.articles.add(article(identity="id:7", url="https://c.example/b"))
    assert moved == Added("unchanged", "1", 1)


def test_a_taken_id_gets_a_number(store: Store) -> None:
    texts = ("Rain fell on Pell.", "Snow fell on Pell.", "Hail fell on Pell.")
    ids = [
        store.articles.add(article(number, text, article_id="desk/pell.txt")).article_id
        for number, text in enumerate(texts)
    ]
    assert ids == ["desk/pell.txt", "desk/pell.txt-2", "desk/pell.txt-3"]


def test_a_removed_article_stays_away_until_it_is_allowed(store: Store) -> None:
    store.articles.add(article())
    store.articles.remove("1")
    assert store.articles.is_removed(article().identity)
    assert store.articles.add(article()).outcome == "removed"
    assert store.articles.state().articles == 0
    assert store.articles.allow("1")
    assert not store.articles.allow("1")
    assert store.articles.add(article()).outcome == "added"


def test_what_a_person_sets_of_an_article_stays_when_it_comes_again(store: Store) -> None:
    store.articles.add(article())
    fields = {"source": "The Echo", "title": "A truce holds", "published_at": "2031-05-01"}
    assert store.articles.edit("1", fields)
    assert not store.articles.edit("2", fields)
    store.articles.add(article())
    store.articles.add(article(text="The truce was signed anew on Sunday."))
    kept = article_of(store, "1")
    assert (kept.version, kept.source, kept.title) == (2, "The Echo", "A truce holds")
    assert (kept.published_at, kept.published_from) == ("2031-05-01", "stated")
    (hit,) = store.passages.retrieve(Query(("truce",), sources=("The Echo",)))
    assert (hit.title, hit.published_at) == ("A truce holds", "2031-05-01")


def test_sources_are_counted_most_first_and_no_date_in_the_future_is_fresh(store: Store) -> None:
    store.articles.add(article(1, "Rain fell."))
    store.articles.add(article(2, "Snow fell.", published_at="2031-05-02"))
    store.articles.add(article(3, "Hail fell.", source=None, published_at=None))
    store.articles.add(article(4, "Sleet fell.", source="Pell Mail", published_at="2099-01-01"))
    assert store.articles.sources() == [
        SourceCount("Velm Courier", 2, "2031-05-02"),
        SourceCount(None, 1, None),
        SourceCount("Pell Mail", 1, "2099-01-01"),
    ]
    assert store.articles.state().as_of == "2031-05-02"


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        pytest.param({"passages": (Span(0, 999),)}, "outside its text", id="span"),
        pytest.param({"published_at": "May 1st"}, "2025-10-23T10:30:00Z", id="time"),
        pytest.param({"title": "half \ud83d"}, "title .* offset 5", id="half a character"),
    ],
)
def test_an_article_that_cannot_be_stored_is_refused(
    store: Store, stated: dict[str, object], message: str
) -> None:
    with pytest.raises(CopydeskError, match=message):
        store.articles.add(article(**stated))


def test_any_text_comes_back_as_it_was(store: Store) -> None:
    text = "Nul \0 kept.\r\n\u202eright to left\u2028 Ferry 🚢 cafe\u0301."
    store.articles.add(article(text=text))
    assert article_of(store, "1").text == text
    assert all(hit.text == text[hit.start : hit.end] for hit in store.passages.of_article("1"))


def test_new_divisions_into_passages_replace_the_old_ones(store: Store) -> None:
    store.articles.add(article())
    assert store.articles.add(article(passages=(Span(0, len(TRUCE)),))).outcome == "unchanged"
    assert [hit.text for hit in store.passages.of_article("1")] == [TRUCE]


def test_what_came_before_a_bad_article_is_kept(store: Store) -> None:
    outcomes = store.articles.add_many([article(), article(2, title="\ud83d")])
    assert next(outcomes) == Added("added", "1", 1)
    with pytest.raises(CopydeskError):
        next(outcomes)
