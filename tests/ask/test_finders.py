"""The values that a sentence holds of the kind asked for, each with how well it fits."""

import pytest
from ask_samples import Told, asked, sentences_of

from bot.ask.finders import asks_for_values, find_values
from bot.ask.holders import has_same_head


def found(question: str, text: str, source: str = "The Quay Courier") -> list[tuple[str, str]]:
    """What was found, kind and wording, the best fitting first."""
    understood = asked(question)
    [sentence] = sentences_of(understood, Told(text, source))
    values = sorted(find_values(understood, sentence), key=lambda value: -value.fit)
    return [(value.kind, text[slice(*value.span)]) for value in values]


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        pytest.param(
            "When does the truce end?",
            "The truce, signed on 3 May, ends on 10 November.",
            [("date", "3 May"), ("date", "10 November")],
            id="dates",
        ),
        pytest.param(
            "How long does the truce last?",
            "The truce lasts 90 days and covers 3 kilometres.",
            [("duration", "90 days")],
            id="a duration",
        ),
        pytest.param(
            "How long is the bridge?",
            "The bridge is 3 kilometres long and took 14 months.",
            [("number", "3 kilometres"), ("duration", "14 months")],
            id="a length before a duration",
        ),
        pytest.param(
            "How many people died?",
            "Seven people died and 20 boats sank on 4 May 2026; damage came to $3 million.",
            [("number", "Seven")],
            id="a count, never the figures of a date",
        ),
        pytest.param(
            "Who is the mayor of Port Sel?",
            "Treasury Secretary Tom Korda met Mayor Ana Mirel in Oslo.",
            [("person", "Ana Mirel"), ("person", "Tom Korda")],
            id="the holder of the office",
        ),
        pytest.param(
            "Who is Ana Mirel?",
            "Tom Korda met Ana Mirel, a judge of the harbour court, on Monday.",
            [("office", "judge of the harbour court"), ("office", "a judge of the harbour court")],
            id="what somebody is",
        ),
        pytest.param(
            "Which country hosts the talks?",
            "The talks are held in Geneva in Switzerland.",
            [("place", "Switzerland"), ("place", "Geneva")],
            id="a country before a city",
        ),
        pytest.param(
            "Which city hosts the talks?",
            "The talks are held in Geneva in Switzerland.",
            [("place", "Geneva"), ("place", "Switzerland")],
            id="a city before a country",
        ),
        pytest.param(
            "Where are the talks held?",
            "OSLO, 3 May (Agency) — The talks are held in Geneva.",
            [("place", "Geneva"), ("place", "OSLO")],
            id="a place before the dateline",
        ),
        pytest.param(
            "Which company owns the ferry?",
            "The ferry is owned by Norvik Lines Ltd, Ana Mirel told Delm Post.",
            [("name", "Norvik Lines Ltd"), ("name", "Ana Mirel"), ("name", "Delm Post")],
            id="an organisation before a person before the source",
        ),
        pytest.param(
            "What did Ana Mirel say?", "“It is safe,” Ana Mirel said.", [], id="whole sentences"
        ),
        pytest.param("When did it open?", "The pier opened again.", [], id="nothing found"),
    ],
)
def test_values_are_of_the_kind_asked_for_best_fit_first(
    question: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(question, text, source="Delm Post") == expected


def test_two_persons_may_share_one_office() -> None:
    question = asked("Which presidents met?")
    [sentence] = sentences_of(question, Told("Presidents Ana Mirel and Tom Korda met."))
    offices = [value.office for value in find_values(question, sentence)]
    assert offices == ["Presidents", "president"]


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("When did it open?", True),
        ("How long did it last?", True),
        ("How many boats sank?", True),
        ("Who won?", True),
        ("Where is it?", True),
        ("Which film won?", True),
        ("What did Ana Mirel say?", False),
        ("Did it open?", False),
        ("Why did it open?", False),
    ],
)
def test_open_questions_want_sentences_rather_than_values(question: str, wants: bool) -> None:
    assert asks_for_values(asked(question)) == wants


@pytest.mark.parametrize(
    ("asked_for", "stated", "same"),
    [
        ("the French president", "President", True),
        ("the French president", "French President", True),
        ("the French president", "German President", False),
        ("the president", "Vice President", False),
        ("the mayor", "Treasury Secretary", False),
        ("the mayor", "quite another thing", False),
    ],
)
def test_offices_of_one_kind_may_be_one_where_neither_is_elsewhere(
    asked_for: str, stated: str, same: bool
) -> None:
    assert has_same_head(asked_for, stated) == same


@pytest.mark.parametrize(
    ("question", "text", "days"),
    [
        (
            "When was the truce signed?",
            "The ford reopened on Monday, three days after both sides signed the truce.",
            [],
        ),
        (
            "When was the truce signed?",
            "A week after the signing of the truce, the ford reopened on Monday.",
            [],
        ),
        (
            "When did the ford reopen?",
            "The ford reopened on Monday, three days after both sides signed the truce.",
            ["Monday"],
        ),
        (
            "When was the truce signed?",
            "The ford reopened a week after the truce was signed on 3 May.",
            ["3 May"],
        ),
        (
            "When was the truce signed?",
            "The truce was signed on Friday, two days after the talks began.",
            ["Friday"],
        ),
    ],
)
def test_a_day_that_is_counted_from_the_event_is_not_its_day(
    question: str, text: str, days: list[str]
) -> None:
    assert [wording for _, wording in found(question, text)] == days


LASTS = "How long does the truce last?"


@pytest.mark.parametrize(
    ("question", "text", "is_length"),
    [
        (LASTS, "The truce lasts sixty days.", True),
        (LASTS, "The truce ends in two weeks.", False),
        (LASTS, "The truce ends in less than two weeks.", False),
        (LASTS, "The truce was signed three days after the vote.", False),
        (LASTS, "The truce has two weeks left.", False),
        (LASTS, "The truce holds for sixty days after the vote.", True),
        ("How long is the truce?", "The truce expires within two weeks.", False),
        ("How long did the flight take?", "The flight was over in three hours.", True),
        ("How long until the truce ends?", "The truce ends in two weeks.", True),
        ("How long after the vote was it signed?", "It was signed 3 days after the vote.", True),
    ],
)
def test_how_far_away_something_is_is_not_how_long_it_lasts(
    question: str, text: str, is_length: bool
) -> None:
    understood = asked(question)
    [sentence] = sentences_of(understood, Told(text, "The Quay Courier"))
    durations = [v for v in find_values(understood, sentence) if v.kind == "duration"]
    assert len(durations) == is_length


def test_who_wrote_the_article_and_where_answers_nothing() -> None:
    assert found("Where did the ferry sink?", "By Ana Mirel in Port Sel") == []
    assert found("Who saw the ferry sink?", "By Ana Mirel") == []
