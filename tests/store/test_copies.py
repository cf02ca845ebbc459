import pytest
from store_samples import TRUCE, article
from stored import article_of

from store import Store
from store.articles import Added

OWN = " The mayor of Pell spoke of a long night. Her staff served soup to the envoys."


@pytest.mark.parametrize(
    ("text", "source", "copy_of"),
    [
        pytest.param(TRUCE + OWN, "Ostra Post", "1", id="reprint with some sentences of its own"),
        pytest.param(TRUCE, "Velm Courier", None, id="the same source again"),
        pytest.param(TRUCE, None, "1", id="source unknown"),
        pytest.param(TRUCE[:103] + OWN, "Ostra Post", None, id="two sentences shared"),
        pytest.param(TRUCE + OWN * 3, "Ostra Post", "1", id="repeated sentences count once"),
        pytest.param(OWN.strip(), "Ostra Post", None, id="nothing shared"),
    ],
)
def test_a_copy_shares_half_of_its_sentences(
    store: Store, text: str, source: str | None, copy_of: str | None
) -> None:
    store.articles.add(article(1))
    assert store.articles.add(article(2, text, source=source)).copy_of == copy_of


def test_a_notice_in_very_many_articles_makes_no_copies(store: Store) -> None:
    notice = " Write to our desk. Read our letter. Support our work."
    rain = [f"Rain fell on hill {number}." for number in range(150)]
    for number in range(25):
        text = " ".join(rain[number * 6 : number * 6 + 6]) + notice
        added = store.articles.add(article(number, text, source=f"Paper {number}"))
        assert added.outcome == "added"
    brief = [article(n, f"Hail fell {n} times.{notice}", source=f"Paper {n}") for n in (90, 91)]
    assert [added.outcome for added in store.articles.add_many(brief)] == ["added", "added"]


def test_a_rewritten_copy_is_one_no_longer(store: Store) -> None:
    store.articles.add(article(1))
    store.articles.add(article(2, source="Ostra Post"))
    rewritten = article(2, OWN.strip(), source="Ostra Post")
    assert store.articles.add(rewritten) == Added("version", "2", 2)


def test_an_original_that_becomes_a_copy_takes_its_copies_along(store: Store) -> None:
    other = OWN.strip() + " Soup was late. The night was cold."
    store.articles.add(article(1))
    store.articles.add(article(2, source="Ostra Post"))
    store.articles.add(article(3, other, source="Pell Mail"))
    assert store.articles.add(article(1, other)).copy_of == "3"
    assert article_of(store, "2").copy_of == "3"


def test_the_earliest_copy_stands_in_for_a_removed_original(store: Store) -> None:
    for number, source in enumerate(("Velm Courier", "Ostra Post", "Pell Mail"), start=1):
        store.articles.add(article(number, source=source))
    store.articles.remove("1")
    assert originals(store, "2", "3") == [None, "2"]
    assert store.articles.add(article(4, source="Hill News")).copy_of == "2"


EARLIER, LATER = "2031-05-01T06:00:00Z", "2031-05-01T09:00:00Z"


def originals(store: Store, *article_ids: str) -> list[str | None]:
    return [article_of(store, article_id).copy_of for article_id in article_ids]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(LATER, EARLIER, ["2", None], id="the original comes last"),
        pytest.param("2031-05-02", EARLIER, ["2", None], id="on an earlier day"),
        pytest.param(EARLIER, LATER, [None, "1"], id="the original comes first"),
        pytest.param(EARLIER, EARLIER, [None, "1"], id="at one time"),
        pytest.param("2031-05-01", EARLIER, [None, "1"], id="perhaps at one time"),
        pytest.param(None, EARLIER, [None, "1"], id="the first undated"),
        pytest.param(LATER, None, [None, "1"], id="the second undated"),
    ],
)
def test_of_two_the_one_published_first_is_the_original(
    store: Store, first: str | None, second: str | None, expected: list[str | None]
) -> None:
    store.articles.add(article(1, source="Ostra Post", published_at=first))
    added = store.articles.add(article(2, published_at=second))
    assert added == Added("copy" if expected[1] else "added", "2", 1, expected[1])
    assert originals(store, "1", "2") == expected


def test_the_copies_of_a_reprint_are_copies_of_the_original_that_came_late(store: Store) -> None:
    store.articles.add(article(1, source="Ostra Post", published_at=LATER))
    store.articles.add(article(2, source="Pell Mail", published_at=LATER))
    store.articles.add(article(3, published_at=EARLIER))
    store.articles.add(article(4, source="Hill News", published_at=LATER))
    assert originals(store, "1", "2", "3", "4") == ["3", "3", None, "3"]
    store.articles.remove("3")
    assert originals(store, "1", "2", "4") == [None, "1", "1"]


def test_a_long_article_is_no_reprint_of_the_note_it_takes_in(store: Store) -> None:
    rest = " ".join(f"Rain fell on hill {number}." for number in range(9))
    store.articles.add(article(1, f"{TRUCE} {rest}", source="Ostra Post", published_at=LATER))
    store.articles.add(article(2, published_at=EARLIER))
    assert originals(store, "1", "2") == [None, "1"]
