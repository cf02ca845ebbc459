from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import TRUCE, article

from bench.synthetic import make_articles, make_vocabulary
from store import Store, open_store
from store.articles import NewArticle
from store.errors import CopydeskError
from store.passages import Hit, Query, make_filter
from store.terms import content_terms


def ask(question: str, **stated: object) -> Query:
    return Query(tuple(content_terms(question)), **stated)  # type: ignore[arg-type]


def test_a_hit_says_where_it_stands(store: Store) -> None:
    store.articles.add(article(url="https://courier.example/truce"))
    (best, *_) = store.passages.retrieve(ask("When does the truce expire?"))
    assert best == Hit(
        passage_id=1, article_id="1", version=1, start=0, end=51, title="Truce holds",
        text="The truce between Velm and Ostra expires on 3 June.", source="Velm Courier",
        url="https://courier.example/truce", published_at="2031-05-01T08:00:00Z", copy_of=None,
        score=best.score,
    )  # fmt: skip
    assert TRUCE[best.start : best.end] == best.text


@pytest.mark.parametrize(
    ("question", "start"),
    [
        pytest.param("When does the truce expire?", "The truce", id="both words"),
        pytest.param("Where do the envoys meet?", "Envoys meet", id="another passage"),
        pytest.param("Who signs for Velm?", "Nobody has said", id="inflected"),
        pytest.param("What of ferries, zeppelins and krakens?", "Ferries", id="unknown words"),
    ],
)
def test_the_passage_that_answers_comes_first(store: Store, question: str, start: str) -> None:
    store.articles.add(article(title=None))
    assert store.passages.retrieve(ask(question))[0].text.startswith(start)


@pytest.mark.parametrize(
    "terms",
    [
        pytest.param((), id="none"),
        pytest.param(("zeppelin",), id="unknown"),
        pytest.param(("the", "of"), id="stop words"),
        pytest.param(("", " ", '"', "*", "a b"), id="no terms"),
    ],
)
def test_nothing_to_search_for_finds_nothing(store: Store, terms: tuple[str, ...]) -> None:
    store.articles.add(article())
    assert store.passages.retrieve(Query(terms)) == []


def test_a_weight_decides_between_two_passages(store: Store) -> None:
    store.articles.add(article(title=None))
    terms = ("ferri", "envoy")
    firsts = [
        store.passages.retrieve(Query(terms, weights=weights))[0].text.split()[0]
        for weights in ((3.0, 1.0), (1.0, 3.0))
    ]
    assert firsts == ["Ferries", "Envoys"]


def test_neighbours_are_those_of_the_same_article(store: Store) -> None:
    store.articles.add(article(1))
    store.articles.add(article(2, "Rain fell on Pell.", title=None))
    hit = store.passages.retrieve(ask("ferries"))[0]
    near = store.passages.neighbours(hit, 1, 1)
    assert [passage.text.split()[0] for passage in near] == ["Nobody", "Ferries"]


def test_frequencies_count_passages_with_the_term_or_its_title(store: Store) -> None:
    store.articles.add(article(title="Envoys gather"))
    assert store.passages.frequencies(["envoy", "truce", "zeppelin"]) == {"envoy": 4, "truce": 1}
    assert store.passages.total() == 4
    rarity = store.passages.rarity(["truce", "envoy", "truce", "zeppelin"])
    assert list(rarity) == ["envoy", "truce", "zeppelin"]
    assert 0 < rarity["envoy"] < rarity["truce"] < rarity["zeppelin"]


@pytest.fixture(scope="module")
def crowd() -> list[NewArticle]:
    """Articles of which every third is undated."""
    made = make_articles(7, 2000, make_vocabulary(7, 3000))
    return [
        article(
            number, new.text, passages=new.passages, source=new.source, title=new.title,
            sentence_hashes=(), published_at=new.published_at if number % 3 else None,
        )
        for number, new in enumerate(made)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def crowded(crowd: list[NewArticle], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(str(tmp_path_factory.mktemp("crowd") / "news.db"))
    for _ in store.articles.add_many(crowd):
        pass
    yield store
    store.close()


@pytest.mark.parametrize(
    "stated",
    [
        pytest.param({}, id="everything"),
        pytest.param({"since": "2025-09-20"}, id="few days"),
        pytest.param({"since": "2025-09-20", "undated": False}, id="few days, dated"),
        pytest.param({"since": "2023-06-01", "until": "2025-06-01"}, id="most days"),
        pytest.param({"until": "2023-01-01T23:00:00Z", "undated": False}, id="first day"),
        pytest.param({"until": "2099-01-01"}, id="until after the last day"),
        pytest.param({"until": "2099-01-01", "undated": False}, id="the same, dated"),
        pytest.param({"sources": ("Gazette 3",)}, id="one source"),
        pytest.param({"sources": tuple(f"Gazette {n}" for n in range(50))}, id="many sources"),
        pytest.param({"sources": ("Gazette 3", "No such")}, id="unknown source"),
        pytest.param({"sources": ("Gazette 3",), "until": "2024-06-01"}, id="source and days"),
    ],
)
def test_filters_let_through_what_they_should(
    crowded: Store, crowd: list[NewArticle], stated: dict[str, object]
) -> None:
    query = Query(tuple(content_terms(crowd[5].title or "")), limit=5000, **stated)  # type: ignore[arg-type]
    wanted = {new.article_id for new in crowd if passes(new, query) and has_any(new, query)}
    found = {hit.article_id for hit in crowded.passages.retrieve(query)}
    assert found == wanted


def test_a_filter_lets_the_same_through_whether_few_or_many_pass(crowded: Store) -> None:
    few = make_filter("2025-06-01", None, (), undated=True)
    assert few is not None
    bounded = replace(few, values={**few.values, "first": 0, "last": 10**9}, has_range=True)
    filters = (few, bounded, replace(bounded, is_sparse=True), None)
    terms = [[["gazett", "hous", "water", "school"]]]
    with crowded.connections.reading() as db:
        found = [set(db.index.match(db, terms, chosen, 5000)) for chosen in filters]
    assert set() < found[0] == found[1] == found[2] < found[3]


def passes(new: NewArticle, query: Query) -> bool:
    if query.sources and new.source not in query.sources:
        return False
    if not (query.since or query.until):
        return True
    if new.published_at is None:
        return query.undated
    day = new.published_at[:10]
    return (query.since or "")[:10] <= day <= (query.until or "9999")[:10]


def has_any(new: NewArticle, query: Query) -> bool:
    return any(
        term in query.terms
        for start, end in new.passages
        for term in content_terms(f"{new.title} {new.text[start:end]}")
    )


def test_a_bad_day_says_how_to_write_one(store: Store) -> None:
    with pytest.raises(CopydeskError, match=r"'last week'.*2025-10-23"):
        store.passages.retrieve(Query(("truce",), since="last week"))


@settings(max_examples=150)
@given(question=st.text(max_size=80))
def test_no_question_raises(crowded: Store, question: str) -> None:
    for terms in (tuple(content_terms(question)), (question,), tuple(question.split())):
        for hit in crowded.passages.retrieve(Query(terms, limit=5)):
            assert hit.text
