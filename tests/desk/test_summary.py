"""A summary is made of quotes, says each thing once, and hides no disagreement."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.ask.answer import Citation, IndexState, Verdict
from bot.claims.examine import examine
from bot.desk.choosing import cosine, scaled
from bot.desk.disputes import Dispute
from bot.desk.summary import Summary, summarise
from bot.desk.topic import Topic
from bot.ingest.batch import ingest
from bot.sample import sample_folder
from store import Store, open_store

AT = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)
NOW = "2026-11-12T12:00:00.000Z"
VECTORS = st.dictionaries(st.text(max_size=3), st.floats(0, 1e6))
TOPICS = ("Corrie Belle", "truce", "Queen Maren Bridge", "Tolvane takeover")


def post(text: str) -> dict[str, str]:
    return {"source": "The Vale Post", "title": "News", "text": text, "published": "2026-03-02"}


def radio(text: str) -> dict[str, str]:
    return {**post(text), "source": "Hill Radio"}


def quotes(found: Summary) -> list[str]:
    return [point.citation.quote for point in found.points]


def is_verbatim(store: Store, citation: Citation) -> bool:
    stored = store.articles.get(citation.article_id, citation.version)
    return stored is not None and stored.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("topic", TOPICS)
def test_every_quote_stands_in_its_article(sample: Store, topic: str) -> None:
    found = summarise(sample, topic, AT)
    cited = [c for point in found.points for c in (point.citation, *point.also)]
    cited += [c for one in found.disputes for value in one.values for c in value.citations]
    assert cited
    assert [c for c in cited if not is_verbatim(sample, c)] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_the_newest_developments_come_first(sample: Store, topic: str) -> None:
    times = [point.citation.published_at or "" for point in summarise(sample, topic, AT).points]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("length", [1, 3, 8])
def test_no_more_sentences_than_asked_for(sample: Store, length: int) -> None:
    assert len(summarise(sample, "Corrie Belle", AT, length=length).points) == length


def test_a_reprint_is_no_second_quote_and_is_named_beside_the_first(sample: Store) -> None:
    points = summarise(sample, "Corrie Belle", AT, length=40).points
    company = {"articles/courier-ferry-company.md", "northwire-ferry-company"}
    assert len({p.citation.article_id for p in points} & company) == 1
    beside = [p for p in points if p.citation.article_id in company and p.also]
    assert beside


def test_a_sentence_that_its_source_corrected_is_not_quoted(sample: Store) -> None:
    found = quotes(summarise(sample, "Corrie Belle", AT, length=50))
    assert [quote for quote in found if "built in 1988 and" in quote] == []


def test_the_latest_toll_stands_in_a_short_summary(sample: Store) -> None:
    assert any("to 16" in quote for quote in quotes(summarise(sample, "Corrie Belle", AT)))


@pytest.mark.parametrize(
    ("topic", "sides"),
    [
        ("Tolvane takeover", ["15 January 2027", "29 January 2027"]),
        ("Queen Maren Bridge", ["340 million dollars", "410 million dollars"]),
    ],
    ids=["closing day", "cost"],
)
def test_a_disagreement_is_shown_as_sides(sample: Store, topic: str, sides: list[str]) -> None:
    disputes = summarise(sample, topic, AT).disputes
    assert [[value.text for value in one.values] for one in disputes] == [sides]


@pytest.mark.parametrize("topic", ["truce", "Corrie Belle"])
def test_a_value_that_moved_is_no_disagreement(sample: Store, topic: str) -> None:
    told = [value.text for d in summarise(sample, topic, AT).disputes for value in d.values]
    assert {"seven", "Eleven", "Fourteen", "Sixteen", "65", "67"}.isdisjoint(told)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(str(tmp_path_factory.mktemp("judged") / "judged.db"))
    ingest([str(sample_folder() / "articles")], store)
    examine(store, store.claims.missing(), NOW)
    yield store
    store.close()


def test_what_the_store_has_judged_is_shown_as_sides(judged: Store) -> None:
    disputes = summarise(judged, "Corrie Belle", AT).disputes
    counted, denied = ([value.text for value in dispute.values] for dispute in disputes)
    assert counted == ["83", "96"]
    assert [words[:16] for words in denied] == ["Sound Line knew ", "We had no report"]
    shown = [value for dispute in disputes for value in dispute.values]
    assert [value.independent_sources for value in shown] == [1, 1, 1, 1]
    assert all(is_verbatim(judged, c) for value in shown for c in value.citations)


def test_a_pair_that_was_dismissed_is_not_shown_again(judged: Store) -> None:
    for verdict in judged.verdicts.find(["conflict", "attributed position"]):
        judged.verdicts.decide(verdict.verdict_id, "dismissed", "Ada", NOW)
    assert [summarise(judged, topic, AT).disputes for topic in TOPICS] == [()] * len(TOPICS)


def test_days_bound_what_is_told_and_leave_out_what_has_no_date(sample: Store) -> None:
    found = summarise(sample, "Corrie Belle", AT, "2026-10-09", "2026-10-11", 50)
    days = {(point.citation.published_at or "undated")[:10] for point in found.points}
    assert days == {"2026-10-09", "2026-10-10"}


def test_an_article_without_a_date_comes_last(sample: Store) -> None:
    times = [
        p.citation.published_at for p in summarise(sample, "Corrie Belle", AT, length=60).points
    ]
    assert None in times
    assert all(time is None for time in times[times.index(None) :])


def test_nothing_is_told_of_what_no_article_is_about(sample: Store) -> None:
    assert summarise(sample, "zeppelins over Quarn", AT) == Summary(
        "zeppelins over Quarn", None, None, 0, 0, (), (), IndexState(33, "2026-11-10T10:00:00Z")
    )


def test_another_finder_of_disputes_is_asked_with_the_topic(sample: Store) -> None:
    asked: list[tuple[str, ...]] = []

    def find(store: Store, topic: Topic) -> list[Dispute]:
        asked.append(topic.question.terms)
        return [Dispute((), (Verdict("conflict", (0, 1), "Two say otherwise."),))]

    found = summarise(sample, "truce", AT, find_disputes=find)
    assert asked == [("truce",)]
    assert found.disputes == (Dispute((), (Verdict("conflict", (0, 1), "Two say otherwise."),)),)


def test_one_event_told_by_two_sources_is_quoted_once(newsroom: Callable[..., Store]) -> None:
    store = newsroom(
        post("The Osric dam burst early on Monday after a week of heavy rain."),
        radio("After a week of heavy rain the Osric dam burst early on Monday."),
        post("Engineers blamed a blocked spillway for the failure of the Osric dam."),
    )
    found = summarise(store, "Osric dam", AT)
    assert len(found.points) == 2
    assert [c.source for point in found.points for c in point.also] in (
        ["Hill Radio"],
        ["The Vale Post"],
    )


def test_a_figure_of_another_ship_years_ago_is_no_side(newsroom: Callable[..., Store]) -> None:
    store = newsroom(
        post("Nine people died when the tanker Halse burned off Merrin on Sunday."),
        radio("In 2009 forty people died when the tanker Brume burned off Merrin like the Halse."),
    )
    assert summarise(store, "tanker Halse Merrin", AT).disputes == ()


def test_two_counts_of_one_day_are_two_sides(newsroom: Callable[..., Store]) -> None:
    store = newsroom(
        post("The new hospital in Merrin has 220 beds, the health ministry said on Sunday."),
        radio("The new hospital in Merrin has 310 beds, Mayor Ada Quist said on Sunday."),
    )
    (dispute,) = summarise(store, "Merrin hospital", AT).disputes
    assert [value.text for value in dispute.values] in (["220", "310"], ["310", "220"])
    assert {v.verdict for v in dispute.verdicts} <= {"conflict", "attributed position"}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60) | st.sampled_from(['"', "* OR NEAR(", "-" * 40, "of the", "9" * 30]))
def test_no_topic_raises_and_every_quote_stays_verbatim(sample: Store, topic: str) -> None:
    found = summarise(sample, topic, AT, length=3)
    assert all(is_verbatim(sample, point.citation) for point in found.points)


@given(VECTORS, VECTORS)
def test_a_cosine_lies_between_nought_and_one_either_way_round(
    a: dict[str, float], b: dict[str, float]
) -> None:
    one, two = scaled(a), scaled(b)
    assert cosine(one, two) == cosine(two, one)
    assert -1e-9 <= cosine(one, two) <= 1 + 1e-9
