"""What a question is understood to ask."""

from datetime import date

import pytest

from bot.ask.question import asking_sentence, names_in, understand

ASKED_ON = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("text", "kind", "focus"),
    [
        pytest.param("When does the truce expire?", "date", None, id="when"),
        pytest.param("Until when does the truce hold?", "date", None, id="until when"),
        pytest.param("What year did the mine open?", "date", None, id="what year"),
        pytest.param("On which day did the vote take place?", "date", None, id="which day"),
        pytest.param("How long does the truce last?", "duration", None, id="how long"),
        pytest.param("How many people died?", "number", "people", id="how many"),
        pytest.param("How many US troops are there?", "number", "troops", id="how many with name"),
        pytest.param("How old is the pilot?", "number", "old", id="how old"),
        pytest.param("What percentage voted yes?", "number", "percentage", id="percentage"),
        pytest.param("What is the price of the bridge?", "number", "price", id="what is the price"),
        pytest.param("Who signed the accord?", "person", None, id="who"),
        pytest.param("Which singer opened the show?", "person", "singer", id="which singer"),
        pytest.param("Where was it signed?", "place", None, id="where"),
        pytest.param("In which city is the trial?", "place", "city", id="which city"),
        pytest.param("Which company owned the ferry?", "name", "company", id="which company"),
        pytest.param("Which bill was dropped?", "name", "bill", id="which thing"),
        pytest.param("What did the envoy warn?", "said", None, id="what did X say"),
        pytest.param("Did the ferry pass its inspection?", "yes_no", None, id="yes or no"),
        pytest.param("What happened on the pier?", "open", None, id="open"),
        pytest.param("Why was the match put off?", "open", None, id="why"),
        pytest.param("She later moved to what city?", "place", "city", id="question word inside"),
        pytest.param("A storm hit Orva. Where did it land?", "place", None, id="asks last"),
        pytest.param("It was the wettest day since at least:", "date", None, id="since"),
        pytest.param("Which public figure spoke?", "person", "figure", id="a figure who speaks"),
        pytest.param("Which figure did it name?", "number", "figure", id="a figure in numbers"),
        pytest.param("Which U.S. President spoke?", "person", "president", id="initials inside"),
    ],
)
def test_a_question_tells_the_kind_of_value_it_asks_for(
    text: str, kind: str, focus: str | None
) -> None:
    question = understand(text, ASKED_ON)

    assert (question.kind, question.focus) == (kind, focus)


def test_the_first_word_of_a_question_is_no_name() -> None:
    assert names_in("Will Ana Mirel resign over the Brede talks?") == ("Ana Mirel", "Brede")


def test_a_relative_clause_does_not_ask() -> None:
    text = "The pier, which burned in May, was rebuilt by whom?"

    assert understand(text, ASKED_ON).kind == "person"


def test_time_words_count_from_the_day_of_asking() -> None:
    window = understand("What did General Harlan say last week?", ASKED_ON).window

    assert window is not None
    assert (window.first, window.last) == (date(2026, 11, 2), date(2026, 11, 8))


def test_what_came_before_a_day_is_not_looked_for_on_that_day() -> None:
    assert understand("Who flew home before last Sunday?", ASKED_ON).window is None


def test_what_leads_up_to_a_question_is_told_from_the_question() -> None:
    question = understand("Ana Mirel made history on Sunday. When did she first win?", ASKED_ON)

    assert question.asked == "When did she first win?"
    assert "histori" in question.terms


@pytest.mark.parametrize("text", ["", "?", "   ", "\x00", "…", "is", "which", "how"])
def test_a_question_without_words_is_understood_as_open_or_nothing(text: str) -> None:
    assert understand(text, ASKED_ON).terms == ()
    assert asking_sentence(text) is not None
