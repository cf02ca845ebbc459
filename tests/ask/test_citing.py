"""A statement becomes a citation only when its words are verbatim in the stored text."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from ask_samples import Told, hit_of, small_store, stated
from tables import named

from bot.ask.citing import (
    QUOTES_OF_SURE,
    cite,
    cite_group,
    normalised,
    note_on,
    precision_of,
    reading_of,
)
from bot.ask.grouping import Group
from bot.ask.question import Asked
from bot.judging.document import Statement
from store import Store

TEXT = "Nobody spoke in Delm.\n\nThe Orva truce ends on 10 November 2026, Ana Mirel said."
TRUCE = Told(TEXT, "Delm Post", "2026-05-08", "Truce holds", "truce")
FOUND = stated(TRUCE, "10 November 2026", "when")
WRONG = replace(FOUND, value=replace(FOUND.value, wording="11 November 2026"))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with small_store(TRUCE) as opened:
        yield opened


def with_hit(**changes: object) -> Statement:
    return replace(FOUND, hit=replace(FOUND.hit, **changes))  # type: ignore[arg-type]


def test_a_citation_points_at_its_quote_and_its_value(store: Store) -> None:
    citation = cite(FOUND, store.articles)
    assert citation is not None
    shown = (citation.article_id, citation.version, citation.source, citation.title)
    assert shown == ("truce", 1, "Delm Post", "Truce holds")
    assert TEXT[citation.start : citation.end] == citation.quote
    assert TEXT[citation.value_start : citation.value_end] == citation.wording
    assert (citation.wording, citation.reading) == ("10 November 2026", "10 November 2026")
    assert (citation.speaker, citation.mode) == ("Ana Mirel", "report")


@pytest.mark.parametrize(
    "wrong",
    [with_hit(start=1), with_hit(version=7), with_hit(article_id="none"), WRONG],
    ids=["one character off", "a version not stored", "an article not stored", "other words"],
)
def test_what_is_not_in_the_stored_text_is_not_cited(store: Store, wrong: Statement) -> None:
    assert cite(wrong, store.articles) is None
    assert cite_group(Group((wrong,)), store.articles, "side", 0.9) is None


def test_a_group_shows_one_verbatim_quote_of_each_article(store: Store) -> None:
    value = cite_group(Group((FOUND, WRONG, FOUND)), store.articles, "side", 0.9)
    assert value is not None
    assert [c.wording for c in value.every] == ["10 November 2026"]
    told = (value.text, value.kind, value.normalised, value.precision, value.standing)
    assert told == ("10 November 2026", "date", "2026-11-10", "day", "side")


@pytest.mark.parametrize(
    ("likelihood", "shown"), [(0.99, QUOTES_OF_SURE), (0.01, 1)], ids=["sure", "unsure"]
)
def test_the_surer_a_value_the_more_of_its_quotes_come_before_other_values(
    likelihood: float, shown: int
) -> None:
    articles = [replace(TRUCE, source=f"Paper {n}", article_id=f"t{n}") for n in range(5)]
    with small_store(*articles) as store:
        members = tuple(replace(FOUND, hit=hit_of(told)) for told in articles)
        value = cite_group(Group(members), store.articles, "side", likelihood)
    assert value is not None
    assert (len(value.citations), len(value.also)) == (shown, 5 - shown)
    assert {c.article_id for c in value.every} == {told.article_id for told in articles}


@pytest.mark.parametrize(
    ("kind", "text", "words", "expected"),
    [
        pytest.param("when", "It ends in May 2027.", "May 2027", ("2027-05", "month"), id="month"),
        pytest.param("how many", "At least 12 people died.", "At least 12",
                     ("12.. person", "at least"), id="at least"),
        pytest.param("how many", "Seven people died.", "Seven", ("7 person", "exact"), id="count"),
        pytest.param("how many", "It cost $3,500.", "$3,500", ("3500 USD", "exact"), id="money"),
        pytest.param("how long", "It lasts 90 days.", "90 days", ("90 day", "day"), id="duration"),
        pytest.param("who", "Ana Mirel signed it.", "Mirel", ("Ana Mirel", None), id="person"),
        pytest.param("what", "The truce broke.", "broke", (None, None), id="words"),
    ],
)  # fmt: skip
def test_a_value_is_told_as_a_machine_compares_it(
    kind: Asked, text: str, words: str, expected: tuple[str | None, str | None]
) -> None:
    found = stated(Told(text), words, kind)
    assert (normalised(found), precision_of(found)) == expected


@pytest.mark.parametrize(
    ("words", "on", "noted"),
    named(
        ("wrong weekday", "Monday, 10 November 2026", "2026-05-08", True),
        ("right weekday", "Tuesday, 10 November 2026", "2026-05-08", False),
        ("no day to count from", "next week", None, True),
        ("a day to count from", "next week", "2026-05-08", False),
    ),
)
def test_a_doubtful_date_has_a_note(words: str, on: str | None, noted: bool) -> None:
    told = Told(f"The Orva truce ends {words}.", on=on)
    assert (note_on(stated(told, words, "when")) is not None) == noted


def test_a_person_is_read_with_the_office_beside_the_name() -> None:
    assert reading_of(stated(Told("Mayor Ana Mirel signed it."), "Ana Mirel", "who")) == "Mayor"
