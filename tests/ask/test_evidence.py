"""What speaks for a sentence: the words, names, scope and freshness it has of a question."""

from datetime import date

import pytest
from ask_samples import Told, asked, sentences_of

from bot.ask.evidence import (
    Sentence,
    find_sentences,
    named,
    recency,
    scope_fit,
)
from bot.ask.expansion import FAMILY_WEIGHT
from bot.ask.weighing import Weighing, idf, weigh
from store.times import day_of

FERRY = asked("When did the Aldport ferry sink?")


def sentences(*articles: Told) -> dict[str, Sentence]:
    return {sentence.text: sentence for sentence in sentences_of(FERRY, *articles)}


def feature(name: str, *texts: str) -> list[float]:
    """One feature of sentences, each alone in an article of its own."""
    return [sentences(Told(text))[text].features[name] for text in texts]


def test_a_sentence_keeps_its_place_in_the_article() -> None:
    text = "The ferry sank. Nobody was hurt."
    places = {s.text: s.span for s in sentences(Told(text)).values()}
    assert places == {"The ferry sank.": (0, 15), "Nobody was hurt.": (16, 32)}


def test_a_sentence_knows_the_one_before() -> None:
    found = sentences(Told("The ferry sank. Nobody was hurt."))
    assert [s.before for s in found.values()] == ["", "The ferry sank."]


def test_a_sentence_found_by_two_passages_counts_once() -> None:
    told = Told("The ferry sank.", article_id="one")
    assert len(sentences_of(FERRY, told, told)) == 1


def test_nothing_found_gives_no_sentences() -> None:
    assert find_sentences(FERRY, [], Weighing({})) == []


def test_a_word_counts_more_than_its_family_and_that_more_than_nothing() -> None:
    weighing = Weighing({"sink": 1.0})
    whole, form, stranger = (weighing.coverage(frozenset({w})) for w in ("sink", "sank", "moor"))
    assert (whole, form, stranger) == (1.0, 1.0, 0.0)
    assert Weighing({"truce": 1.0}).coverage(frozenset({"ceasefir"})) == FAMILY_WEIGHT


def test_a_word_with_another_ending_counts_as_a_relative() -> None:
    assert Weighing({"inspector": 1.0}).coverage(frozenset({"inspectorate"})) == FAMILY_WEIGHT


def test_a_question_without_words_is_covered_by_nothing() -> None:
    assert Weighing({}).coverage(frozenset({"ferri"})) == 0.0


def test_rare_words_weigh_more_than_common_ones() -> None:
    weights = weigh(FERRY, {"ferri": 900, "aldport": 2, "sink": 40}, 1000).weights
    assert sorted(weights, key=lambda term: -weights[term]) == ["aldport", "sink", "ferri"]


@pytest.mark.parametrize("frequency", [0, 1, 500, 1000])
def test_no_word_weighs_less_than_nothing(frequency: int) -> None:
    assert idf(frequency, 1000) > 0


def test_the_more_of_the_question_a_sentence_has_the_more_it_covers() -> None:
    covered = feature(
        "sentence",
        "The Aldport ferry sank on Monday night.",
        "The ferry sank on Monday night.",
        "The pier burned on Monday night.",
    )
    assert covered == sorted(covered, reverse=True)
    assert (covered[0], covered[-1]) == (1.0, 0.0)


def test_what_happened_counts_half_when_told_in_the_sentence_before() -> None:
    weighing = Weighing({"sink": 1.0})
    here, before = (weighing.matches(frozenset({word})) for word in ("sink", "moor"))
    told = [weighing.told(("sink",), *places) for places in ((here, before), (before, here))]
    assert told == [1.0, 0.5]


def test_a_question_about_nothing_but_a_name_has_no_event_to_miss() -> None:
    assert Weighing({}).told((), (), ()) == 1.0


def test_a_line_that_asks_is_marked() -> None:
    assert feature("asks", "Why did the Aldport ferry sink at all?", "It sank.") == [1.0, 0.0]


def test_a_heading_is_brief() -> None:
    long = "The Aldport ferry sank on Monday night off the pier."
    assert feature("brief", "Ferry sinks.", long) == [1.0, 0.0]


def test_a_name_counts_more_the_nearer_it_stands() -> None:
    places = ("in the sentence", "in the one before", "in the passage", "in the article")
    near = [named(("Ana Mirel",), ["nobody"] * n + [f"Mirel {places[n]}"]) for n in range(4)]
    assert near == sorted(near, reverse=True)
    assert (near[0], named(("Ana Mirel",), ["nobody"] * 4), named((), ["x"])) == (1.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("question", "places", "expected"),
    [
        pytest.param("Who won in 2013?", ("Fred won in 2013.",), 1.0, id="that year"),
        pytest.param("Who won in 2013?", ("Fred won in 1936.",), -1.0, id="another year"),
        pytest.param("Who won in 2013?", ("Fred won.", "In 2013"), 0.5, id="year in the headline"),
        pytest.param("Who won in 2013?", ("Fred won the 3rd.",), 0.0, id="an ordinal is no year"),
        pytest.param("Who won the 92nd?", ("Fred won the 93rd.",), -1.0, id="another ordinal"),
        pytest.param("Who won?", ("Fred won in 1936.",), 0.0, id="no year asked"),
    ],
)
def test_years_and_ordinals_tell_which_event_is_meant(
    question: str, places: tuple[str, ...], expected: float
) -> None:
    assert scope_fit(question, places) == expected


def test_newer_articles_are_fresher_and_undated_ones_stand_between() -> None:
    today = date(2026, 5, 10)
    days = [date(2026, 5, 10), date(2026, 5, 6), None, date(2025, 5, 10)]
    fresh = [recency(today, day)["recent"] for day in days]
    assert fresh == sorted(fresh, reverse=True)
    assert recency(today, date(2026, 5, 11)) == {"fresh": 1.0, "recent": 1.0}


@pytest.mark.parametrize(
    ("published_at", "day"),
    [
        ("2026-05-04T23:30:00Z", date(2026, 5, 4)),
        ("2026-05-04", date(2026, 5, 4)),
        (None, None),
    ],
)
def test_the_day_of_publication_is_read_from_its_time(
    published_at: str | None, day: date | None
) -> None:
    assert day_of(published_at) == day
