"""Whether there is an answer at all."""

from dataclasses import replace

import pytest
from ask_samples import Told, asked, candidates_of, sentences_of

from bot.ask.deciding import assurance, is_named, reason_to_abstain
from bot.ask.describing import ASKED
from bot.ask.question_kind import Kind

WHEN = "When does the Orva truce end?"
TENTH = Told("The Orva truce ends on 10 November 2026.", "Delm Post")
EIGHTEENTH = Told("The Orva truce ends on 18 November 2026.", "Radio Halden")
ELSEWHERE = Told("A ferry in Port Sel sails again on 3 December 2026.", "Orva Wire")


def reason(question: str, *articles: Told) -> str | None:
    understood = asked(question)
    sentences = sentences_of(understood, *articles)
    found = candidates_of(question, *articles)
    return reason_to_abstain(understood, sentences, sorted(found, key=lambda c: -c.score))


def test_there_is_an_answer_where_a_sentence_gives_the_value_asked_for() -> None:
    assert reason(WHEN, TENTH) is None


@pytest.mark.parametrize(
    ("question", "articles", "expected"),
    [
        pytest.param(
            "Who?",
            (TENTH,),
            "The question has no word to search for. Ask about a name, a thing or an event.",
            id="no words",
        ),
        pytest.param(WHEN, (), "No article has the words of the question.", id="no passage"),
        pytest.param(
            "When does the Brede truce with Vale end?",
            (TENTH,),
            "No article found on this names Brede, Vale.",
            id="other names",
        ),
        pytest.param(
            "How many people broke the Orva truce?",
            (TENTH,),
            "Articles speak of this, but none was found to give a number.",
            id="no value",
        ),
        pytest.param(
            WHEN,
            (replace(ELSEWHERE, title="News from Orva"),),
            "The nearest passages do not clearly answer the question.",
            id="another matter",
        ),
    ],
)
def test_an_abstention_says_why(question: str, articles: tuple[Told, ...], expected: str) -> None:
    assert reason(question, *articles) == expected


@pytest.mark.parametrize("kind", Kind.__args__)  # type: ignore[attr-defined]
def test_every_kind_of_question_can_be_told_as_what_was_asked(kind: Kind) -> None:
    assert ASKED[kind]


@pytest.mark.parametrize(
    ("name", "told", "expected"),
    [
        ("Ana Mirel", Told("Mirel spoke."), True),
        ("Ana Mirel", Told("MIREL SPOKE."), True),
        ("Ana Mirel", Told("She spoke.", title="Mirel in Oslo"), True),
        ("Ana Mirel", Told("Ana Korda spoke."), False),
        ("TV", Told("Television stations spoke."), True),
        ("Orva-backed", Told("Rebels whom Orva backs spoke."), True),
        ("Brede Bowls", Told("At the Brede Bowl she spoke."), True),
        ("Approximately", Told("About forty spoke."), True),
    ],
    ids=[
        "surname",
        "capitals",
        "headline",
        "first name",
        "initials",
        "hyphen",
        "plural",
        "a common word",
    ],
)
def test_a_name_is_found_by_its_last_word(name: str, told: Told, expected: bool) -> None:
    assert is_named(name, sentences_of(asked("Who spoke?"), told)) == expected


def test_a_value_that_more_articles_state_is_surer() -> None:
    alone, together = (
        [replace(c, features={**c.features, "reader": 0.5}) for c in candidates_of(WHEN, *told)]
        for told in ((TENTH,), (TENTH, replace(TENTH, source="Radio Halden")))
    )
    assert assurance(together) > assurance(alone)


def test_the_surer_the_reader_the_surer_the_answer() -> None:
    shy, bold = (
        [replace(c, features={**c.features, "reader": r}) for c in candidates_of(WHEN, TENTH)]
        for r in (-1.0, 1.0)
    )
    assert assurance(bold) > assurance(shy)
