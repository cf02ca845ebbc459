"""The reader by rules: values of the kind asked for, never what the question itself said."""

import pytest
from ask_samples import Told, asked, sentences_of

from bot.ask.candidates import Candidate
from bot.ask.typed_reader import distance, is_given, is_of_saying, read_typed, tense_fit
from bot.text.attribution import Mode
from store.spans import Span


def read_out(question: str, text: str) -> list[Candidate]:
    understood = asked(question)
    return [c for s in sentences_of(understood, Told(text)) for c in read_typed(understood, s)]


def wordings(question: str, text: str) -> list[str]:
    return [candidate.wording for candidate in read_out(question, text)]


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        pytest.param(
            "When was the truce of 4 May 2026 signed?",
            "The truce of 4 May 2026 was signed on 2 May 2026.",
            ["2 May 2026"],
            id="the question's date",
        ),
        pytest.param("Who did Ana Mirel meet?", "Mirel met Tom Korda.", ["Tom Korda"], id="name"),
        pytest.param("Where in Oslo was it?", "In Oslo it was.", [], id="place"),
        pytest.param(
            "How many of the 12 boats sank?", "Of 12 boats, seven sank.", ["seven"], id="figure"
        ),
    ],
)
def test_what_the_question_says_itself_is_no_answer(
    question: str, text: str, expected: list[str]
) -> None:
    assert wordings(question, text) == expected


@pytest.mark.parametrize(
    "question", ["What did Ana Mirel say?", "Why did it sink?", "Did it sink?"], ids=str.split
)
def test_an_open_question_reads_whole_sentences(question: str) -> None:
    text = "“It sank,” Ana Mirel said. The pier reopened."
    assert wordings(question, text) == ["“It sank,” Ana Mirel said.", "The pier reopened."]


def test_a_wording_is_verbatim_at_its_span_of_the_article() -> None:
    text = "Nobody was hurt. The Aldport ferry sank on 4 May 2026 and again on 6 May 2026."
    found = read_out("When did the Aldport ferry sink?", text)
    assert [text[slice(*c.span)] for c in found] == ["4 May 2026", "6 May 2026"]
    assert all(c.sentence.span.start <= c.span.start for c in found)


def test_the_value_beside_the_words_of_the_question_is_the_nearer_one() -> None:
    text = "The ferry, built on 3 May 2019 in a yard near Delm, sank on 4 May 2026."
    built, sank = read_out("When did it sink?", text)
    assert sank.features["nearness"] > built.features["nearness"]


def test_the_day_of_saying_is_told_from_the_day_of_the_fact() -> None:
    text = "The truce will end in June, officials said on Sunday."
    june, sunday = read_out("When does the truce end?", text)
    assert (june.features["saying"], sunday.features["saying"]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("officials said on ", True),
        ("the ministry announced late on ", True),
        ("she told the Delm Post on ", True),
        ("the ferry sank on ", False),
        ("said that the ferry sank on ", False),
    ],
)
def test_a_verb_of_saying_before_a_date_dates_the_saying(text: str, says: bool) -> None:
    assert is_of_saying(f"{text}Sunday", len(text)) == says


@pytest.mark.parametrize(
    ("question", "mode", "expected"),
    [
        ("When will it open?", "plan", 1.0),
        ("When will it open?", "report", -1.0),
        ("When did it open?", "report", 1.0),
        ("When did it open?", "plan", -1.0),
        ("When did it open?", "denial", 0.0),
        ("When is it?", "plan", 0.0),
    ],
)
def test_plans_answer_what_will_be_and_reports_what_was(
    question: str, mode: Mode, expected: float
) -> None:
    assert tense_fit(asked(question), mode) == expected


def test_clause_marks_make_the_way_longer() -> None:
    plain, marked = "sank on 4 May", "sank, as, 4 May"
    assert distance(marked, Span(10, 15), 0, 4) > distance(plain, Span(8, 13), 0, 4)


@pytest.mark.parametrize(
    ("wording", "given"),
    [("the Aldport ferry", True), ("Aldport", True), ("Aldport Lines", False), ("the", False)],
)
def test_a_wording_is_given_when_each_of_its_words_is(wording: str, given: bool) -> None:
    assert is_given(asked("When did the Aldport ferry sink?"), wording) == given


@pytest.mark.parametrize(
    ("wording", "given"),
    [("Moro Teshiki", True), ("Eric Moro", False), ("Moro Motors", False), ("Jan Poe", False)],
)
def test_who_is_asked_about_is_given_in_full_too(wording: str, given: bool) -> None:
    assert is_given(asked("Which minister may Moro meet?"), wording) == given


def test_a_question_of_when_it_was_said_is_answered_by_that_day() -> None:
    text = "The ministry announced on "
    assert not is_of_saying(f"{text}Sunday", len(text), asked("When did it announce this?").terms)
