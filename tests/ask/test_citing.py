"""A candidate becomes a citation only when its words are verbatim in the stored text."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from ask_samples import Told, asked, candidate, keep, small_store

from bot.ask.candidates import Candidate
from bot.ask.citing import (
    bounds,
    cite,
    cite_group,
    normalised,
    note_on,
    precision_of,
    reading_of,
    with_full_name_first,
)
from bot.ask.evidence import find_sentences
from bot.ask.grouping import Group
from bot.ask.reading import read, with_context
from bot.ask.retrieving import EVERYTHING, retrieve
from store import Store
from store.spans import Span

WHEN = "When does the Orva truce end?"
TEXT = "Nobody spoke in Delm.\n\nThe Orva truce ends on 10 November 2026, Ana Mirel said."
TRUCE = Told(TEXT, "Delm Post", "2026-05-08", "Truce holds", "truce")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with small_store(TRUCE) as opened:
        yield opened


@pytest.fixture(scope="module")
def found(store: Store) -> Candidate:
    question = asked(WHEN)
    retrieved = retrieve(question, store.passages, EVERYTHING)
    sentences = find_sentences(question, retrieved.hits, retrieved.weighing)
    return with_context(read(question, sentences, None)[0])


def test_a_citation_points_at_its_quote_and_its_value(store: Store, found: Candidate) -> None:
    citation = cite(found, store.articles)
    assert citation is not None
    shown = (citation.article_id, citation.version, citation.source, citation.title)
    assert shown == ("truce", 1, "Delm Post", "Truce holds")
    assert TEXT[citation.start : citation.end] == citation.quote
    assert TEXT[citation.value_start : citation.value_end] == citation.wording
    assert (citation.wording, citation.reading) == ("10 November 2026", "10 November 2026")
    assert (citation.speaker, citation.mode) == ("Ana Mirel", "report")


def test_a_quote_one_character_off_is_not_cited(store: Store, found: Candidate) -> None:
    span = found.sentence.span
    moved = replace(found.sentence, span=Span(span.start + 1, span.end + 1))
    assert cite(replace(found, sentence=moved), store.articles) is None


def test_a_quote_in_other_words_is_not_cited(store: Store, found: Candidate) -> None:
    reworded = replace(found.sentence, text=found.sentence.text.replace("ends", "ended"))
    assert cite(replace(found, sentence=reworded), store.articles) is None


def test_a_value_in_other_words_is_not_cited(store: Store, found: Candidate) -> None:
    assert cite(replace(found, wording="11 November 2026"), store.articles) is None


def test_a_version_that_is_not_stored_is_not_cited(store: Store, found: Candidate) -> None:
    hit = replace(found.sentence.hit, version=7)
    other = replace(found, sentence=replace(found.sentence, hit=hit))
    assert cite(other, store.articles) is None


def test_a_group_without_a_verbatim_quote_is_no_value(store: Store, found: Candidate) -> None:
    wrong = replace(found, wording="11 November 2026")
    assert cite_group(Group(wrong, (wrong,)), store.articles, "side") is None


def test_a_group_shows_its_verbatim_quotes_once_each(store: Store, found: Candidate) -> None:
    wrong = replace(found, wording="11 November 2026")
    value = cite_group(Group(found, (found, wrong, found)), store.articles, "side")
    assert value is not None
    assert [c.wording for c in value.citations] == ["10 November 2026"]
    told = (value.text, value.kind, value.normalised, value.precision, value.standing)
    assert told == ("10 November 2026", "date", "2026-11-10", "day", "side")


@pytest.mark.parametrize(
    ("less", "expected"),
    [(3.0, "Ana Mirel"), (5.0, "Mirel")],
    ids=["nearly as good", "far behind"],
)
def test_the_quote_with_the_full_name_comes_first(less: float, expected: str) -> None:
    question = "Who signed the Orva accord?"
    short, full = (
        candidate(question, Told(f"{name} signed the Orva accord.", source))
        for name, source in (("Mirel", "Delm Post"), ("Ana Mirel", "Radio Halden"))
    )
    ranked = with_full_name_first([replace(short, score=9.0), replace(full, score=9.0 - less)])
    assert ranked[0].wording == expected
    assert len(ranked) == 2


def test_an_earlier_version_is_cited_from_its_own_text(found: Candidate) -> None:
    with small_store(TRUCE) as store:
        keep(store, replace(TRUCE, text=TEXT.replace("10 November", "18 November")))
        assert cite(found, store.articles) is not None
        newer = replace(found.sentence, hit=replace(found.sentence.hit, version=2))
        assert cite(replace(found, sentence=newer), store.articles) is None


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        pytest.param(WHEN, "The Orva truce ends in May 2027.", ("2027-05", "month"), id="month"),
        pytest.param(
            "How many people died in Orva?",
            "At least 12 people died in Orva.",
            ("12.. person", "at least"),
            id="at least",
        ),
        pytest.param(
            "How many people died in Orva?",
            "Seven people died in Orva.",
            ("7 person", "exact"),
            id="count",
        ),
        pytest.param(
            "How much did the Orva pier cost?",
            "The Orva pier cost $3,500.",
            ("3500 USD", "exact"),
            id="money",
        ),
        pytest.param(
            "How long does the Orva truce last?",
            "The Orva truce lasts 90 days.",
            ("90 day", "day"),
            id="duration",
        ),
        pytest.param(
            "Who signed the Orva truce?",
            "Ana Mirel signed the Orva truce.",
            ("Ana Mirel", None),
            id="person",
        ),
        pytest.param(
            "Why did the Orva truce end?", "The Orva truce broke.", (None, None), id="quote"
        ),
    ],
)
def test_a_value_is_told_as_a_machine_compares_it(
    question: str, text: str, expected: tuple[str | None, str | None]
) -> None:
    found = candidate(question, Told(text))
    assert (normalised(found), precision_of(found)) == expected


def test_a_person_is_read_with_the_office_beside_the_name() -> None:
    told = Told("Mayor Ana Mirel signed the Orva truce.")
    assert reading_of(candidate("Who signed the Orva truce?", told)) == "Mayor"


@pytest.mark.parametrize(
    ("text", "on", "noted"),
    [
        ("The Orva truce ends on Monday, 10 November 2026.", "2026-05-08", True),
        ("The Orva truce ends on Tuesday, 10 November 2026.", "2026-05-08", False),
        ("The Orva truce ends next week.", None, True),
        ("The Orva truce ends next week.", "2026-05-08", False),
    ],
    ids=["wrong weekday", "right weekday", "no day to count from", "a day to count from"],
)
def test_a_doubtful_date_has_a_note(text: str, on: str | None, noted: bool) -> None:
    assert (note_on(candidate(WHEN, Told(text, on=on))) is not None) == noted


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (Decimal("1E+3"), Decimal(1000), "1000"),
        (Decimal("0.50"), Decimal("0.5"), "0.5"),
        (Decimal(0), Decimal(0), "0"),
        (None, Decimal(7), "..7"),
        (Decimal(10), Decimal(15), "10..15"),
        (None, None, ".."),
    ],
)
def test_an_interval_is_told_in_plain_figures(
    low: Decimal | None, high: Decimal | None, expected: str
) -> None:
    assert bounds(low, high) == expected
