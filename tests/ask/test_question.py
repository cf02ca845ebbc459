"""What a question is understood to ask."""

from datetime import date

import pytest

from bot.ask.question import Asked, asking_sentence, understand

ASKED_ON = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Until when does the truce hold?", "when", id="until when"),
        pytest.param("On which day did the vote take place?", "when", id="which day"),
        pytest.param("How long does the truce last?", "how long", id="how long"),
        pytest.param("How many US troops are there?", "how many", id="how many"),
        pytest.param("How old is the pilot?", "how many", id="how old"),
        pytest.param("How did the fire start?", "what", id="how it came about"),
        pytest.param("Who signed the accord?", "who", id="who"),
        pytest.param("The pier, which burned, was rebuilt by whom?", "what", id="first word"),
        pytest.param("A storm hit Orva. Where did it land?", "where", id="asks last"),
        pytest.param("In which city is the trial?", "what", id="which"),
        pytest.param("Why was the match put off?", "what", id="why"),
        pytest.param("Did the ferry pass its inspection?", "yes or no", id="yes or no"),
        pytest.param("Isn’t the ferry late?", "yes or no", id="is it not"),
        pytest.param("Was it a car or a van?", "what", id="a choice"),
        pytest.param("Was it a car, or not?", "yes or no", id="or not"),
        pytest.param("the ferry and its captain", "what", id="no question"),
    ],
)
def test_a_question_word_says_what_kind_of_value_is_shown(text: str, expected: Asked) -> None:
    assert understand(text, ASKED_ON).asked == expected


def test_what_is_searched_for_are_the_words_that_tell_something() -> None:
    question = understand("How many people were killed in the Aldport fire?", ASKED_ON)
    assert question.terms == ("peopl", "kill", "aldport", "fire")


def test_days_counted_from_the_asking_are_meant_and_not_searched_for() -> None:
    question = understand("What did General Harlan say last week?", ASKED_ON)
    assert question.window is not None
    assert (question.window.first, question.window.last) == (date(2026, 11, 2), date(2026, 11, 8))
    assert question.terms == ("general", "harlan", "say")
    assert question.understood == "anything told, days meant: last week"


def test_what_came_before_a_day_is_not_looked_for_on_that_day() -> None:
    question = understand("Who flew home before last Sunday?", ASKED_ON)
    assert (question.window, question.cutoff) == (None, date(2026, 11, 8))


def test_what_leads_up_to_a_question_is_searched_for_too() -> None:
    text = "Ana Mirel made history on Sunday. When did she first win?"
    assert asking_sentence(text) == "When did she first win?"
    assert {"mirel", "histori", "win"} <= set(understand(text, ASKED_ON).terms)
