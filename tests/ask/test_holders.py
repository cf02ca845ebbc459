"""Who holds an office: whose office it is, who was appointed to it, who held it before."""

import pytest
from ask_samples import Told, asked, sentences_of

from bot.ask.found import FITS, SAME_HEAD, UNFIT
from bot.ask.holders import find_people, is_of_others

WHO = "Who is the transport minister of Estvale?"


def holders(question: str, text: str) -> dict[str, float]:
    understood = asked(question)
    [sentence] = sentences_of(understood, Told(text))
    return {text[v.span.start : v.span.end]: v.fit for v in find_people(understood, sentence)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ana Mirel was appointed transport minister of Estvale, succeeding Tom Korda.",
            {"Ana Mirel": FITS, "Tom Korda": UNFIT},
        ),
        (
            "Ana Mirel has been named transport minister, replacing the ailing Tom Korda.",
            {"Ana Mirel": SAME_HEAD, "Tom Korda": UNFIT},
        ),
        ("Estvale's transport minister, Ana Mirel, spoke.", {"Ana Mirel": FITS}),
        ("Vale's transport minister, Tom Korda, met officials from Estvale.", {}),
    ],
    ids=["appointed and succeeded", "named and replaced", "its own", "of another country"],
)
def test_the_holder_is_the_one_who_came_and_not_the_one_who_left(
    text: str, expected: dict[str, float]
) -> None:
    found = holders(WHO, text)
    assert {name: found[name] for name in expected} == expected
    assert ("Tom Korda" in found) == ("Tom Korda" in expected)


def test_who_was_replaced_may_be_the_answer_about_the_past() -> None:
    text = "Ana Mirel was named transport minister on Monday, replacing Tom Korda."
    found = holders("Who was the transport minister of Estvale in May?", text)
    assert found["Tom Korda"] > UNFIT


@pytest.mark.parametrize(
    ("office", "name", "text", "expected"),
    [
        ("the chairman of Brede Glass", "Brede Glass", "Norvik's chairman left.", True),
        ("the chairman of Brede Glass", "Brede Glass", "Brede's chairman left.", False),
        ("Brede's mayor", "Brede", "The mayor of Aldport left.", True),
        ("Brede's mayor", "Brede", "The mayor left.", False),
        ("France's president", "France", "The president of the French Republic left.", False),
        ("the US president", "US", "America's president left.", False),
    ],
    ids=["another company", "its short name", "another town", "nobody's", "adjective", "alias"],
)
def test_a_sentence_may_give_an_office_to_another_body(
    office: str, name: str, text: str, expected: bool
) -> None:
    assert is_of_others(office, (name,), text) == expected


def test_an_owner_is_no_holder() -> None:
    assert holders("Who is Vale's chief of staff?", "Vale's chief of staff resigned.") == {}


def test_a_common_word_with_a_capital_is_no_person() -> None:
    found = holders("Who won the regatta?", "Posts say Ana Mirel won; the Draw is on Monday.")
    assert list(found) == ["Ana Mirel"]
