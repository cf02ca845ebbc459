"""A summary begins with what happened, is made of quotes, and hides no disagreement."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stored import is_verbatim

from bot.ask.answer import IndexState
from bot.desk.summary import Summary, summarise
from store import Store

AT = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)
TOPICS = ("Corrie Belle", "truce", "Queen Maren Bridge", "Tolvane takeover")


def post(text: str, day: int = 2) -> dict[str, str]:
    return {"source": "The Vale Post", "text": text, "published": f"2026-03-{day:02}"}


def radio(text: str, day: int = 2) -> dict[str, str]:
    return {**post(text, day), "source": "Hill Radio"}


def quotes(found: Summary) -> list[str]:
    return [point.citation.quote for point in found.points]


@pytest.mark.parametrize("topic", TOPICS)
def test_after_what_happened_the_newest_developments_come_first_each_verbatim(
    sample: Store, topic: str
) -> None:
    points = summarise(sample, topic, AT).points
    cited = [c for point in points for c in (point.citation, *point.also)]
    assert cited
    assert [c for c in cited if not is_verbatim(sample, c)] == []
    times = [point.citation.published_at or "" for point in points[1:]]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("Queen Maren Bridge", "Queen Maren Bridge was opened on Sunday"),
        ("Tolvane takeover", "Shareholders of Tolvane Glass voted on Tuesday"),
    ],
)
def test_it_begins_with_what_happened(sample: Store, topic: str, words: str) -> None:
    assert words in quotes(summarise(sample, topic, AT))[0]


def test_the_newest_article_that_tells_it_whole_tells_what_happened(
    newsroom: Callable[..., Store],
) -> None:
    burst = "The Osric dam burst after a week of rain and flooded the town of Lower Osric"
    store = newsroom(
        post(f"{burst}, the mayor said. Two barns were swept away by the water.", 2),
        radio(f"{burst}, and nine people are missing. The army sent four boats.", 3),
        post("Schoolchildren in Merrin sang for the people of Lower Osric, whose dam burst.", 5),
    )
    first = summarise(store, "Osric dam", AT).points[0].citation
    assert (first.source, first.quote) == ("Hill Radio", f"{burst}, and nine people are missing.")


def test_a_reprint_is_no_second_quote_and_is_named_beside_the_first(sample: Store) -> None:
    points = summarise(sample, "Corrie Belle", AT, length=40).points
    company = {"articles/courier-ferry-company.md", "northwire-ferry-company"}
    assert len({p.citation.article_id for p in points} & company) == 1
    assert [p for p in points if p.citation.article_id in company and p.also]


def test_a_sentence_that_its_source_replaced_is_not_quoted(sample: Store) -> None:
    found = quotes(summarise(sample, "Corrie Belle", AT, length=50))
    assert [quote for quote in found if "built in 1988 and" in quote] == []


def test_a_disagreement_is_shown_once_with_both_sides(sample: Store) -> None:
    ((verdict,),) = summarise(sample, "Corrie Belle", AT).disputes
    assert verdict.about == "People on board the Corrie Belle"
    assert (verdict.a.wording, verdict.b.wording) == ("83", "96")
    assert summarise(sample, "truce", AT).disputes == ()


def test_a_replaced_value_is_told_with_what_replaced_it(sample: Store) -> None:
    first = summarise(sample, "Corrie Belle", AT).points[0]
    assert "At least seven people died when the ferry Corrie Belle" in first.citation.quote
    assert first.later is not None
    assert (first.later.wording, first.later.source) == ("16", "The Meridian Times")


def test_nothing_is_told_of_what_no_article_is_about(sample: Store) -> None:
    assert summarise(sample, "zeppelins over Quarn", AT) == Summary(
        "zeppelins over Quarn", None, None, 0, 0, 0, (), (), IndexState(33, "2026-11-10T10:00:00Z")
    )


def test_articles_without_a_source_are_counted_apart(newsroom: Callable[..., Store]) -> None:
    burst = "The Osric dam burst early on Monday after a week of heavy rain in the hills."
    other = {"text": "Engineers blamed a blocked spillway for the failure of the Osric dam."}
    found = summarise(newsroom(post(burst), other), "Osric dam", AT)
    assert (found.articles, found.sources, found.unsourced) == (2, 1, 1)


def test_one_event_told_by_two_sources_is_quoted_once(newsroom: Callable[..., Store]) -> None:
    store = newsroom(
        post("The Osric dam burst early on Monday after a week of heavy rain."),
        radio("After a week of heavy rain the Osric dam burst early on Monday."),
        post("Engineers blamed a blocked spillway for the failure of the Osric dam."),
    )
    found = summarise(store, "Osric dam", AT)
    assert len(found.points) == 2
    (also,) = [c.source for point in found.points for c in point.also]
    assert also in ("Hill Radio", "The Vale Post")


@settings(max_examples=40)
@given(st.text(max_size=60) | st.sampled_from(['"', "* OR NEAR(", "-" * 40, "of the", "9" * 30]))
def test_no_topic_raises_and_every_quote_stays_verbatim(sample: Store, topic: str) -> None:
    found = summarise(sample, topic, AT, length=3)
    assert all(is_verbatim(sample, point.citation) for point in found.points)
