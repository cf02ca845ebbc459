"""The judge that ships tells one fact from another, and what is judged beside it matters little."""

import pytest

from bot.reader.judge import Judged, Marked, NeuralJudge, judged_of
from bot.reader.load import load_judge


def marked(text: str, value: str) -> Marked:
    at = text.index(value)
    return Marked(text, at, at + len(value))


SEVEN = marked("Seven people died when the ferry sank off Halden on Tuesday.", "Seven")
NINE = marked("Nine people were killed in Tuesday's sinking of the Halden ferry.", "Nine")
COST = marked("The new town library in Brede cost 40 million crowns.", "40 million crowns")
CRASH = marked("Two people were hurt when a tram hit a lorry in Orsk.", "Two")
PAIRS = [(SEVEN, NINE), (SEVEN, COST), (NINE, CRASH), (COST, CRASH)]
SHARES = ("agree", "refine", "conflict", "update", "position")


@pytest.fixture(scope="module")
def judge() -> NeuralJudge:
    return load_judge()


def test_two_words_on_one_fact_stand_above_words_on_two(judge: NeuralJudge) -> None:
    one, *others = (pair.same for pair in judge.judge(PAIRS))
    assert one > 0.5 > max(others)


def test_values_that_cannot_both_be_right_differ(judge: NeuralJudge) -> None:
    agreeing = marked("The ferry that sank off Halden took seven lives.", "seven")
    alike, apart = judge.judge([(SEVEN, agreeing), (SEVEN, NINE)])
    assert alike.differ < 0.5 < apart.differ


def test_what_a_pair_is_of_one_fact_is_shared_out(judge: NeuralJudge) -> None:
    for found in judge.judge(PAIRS):
        assert sum(getattr(found, name) for name in SHARES) == pytest.approx(1)
    assert judged_of([0.0, 1.0, 1.0, 1.0, 1.0, 1.0]) == Judged(0.5, 0.2, 0.2, 0.2, 0.2, 0.2)


def test_the_order_of_two_statements_matters_little(judge: NeuralJudge) -> None:
    turned = judge.judge([(b, a) for a, b in PAIRS])
    for there, back in zip(judge.judge(PAIRS), turned, strict=True):
        assert there.same == pytest.approx(back.same, abs=0.1)


def test_a_batch_is_judged_as_one_by_one(judge: NeuralJudge) -> None:
    for pair, found in zip(PAIRS, judge.judge(PAIRS), strict=True):
        (alone,) = judge.judge([pair])
        assert found.same == pytest.approx(alone.same, abs=0.05)


def test_a_statement_answers_its_own_question_best(judge: NeuralJudge) -> None:
    right, wrong = judge.answers("How many people died when the ferry sank?", [SEVEN, COST])
    assert right > wrong


def test_a_value_far_down_a_long_sentence_is_read(judge: NeuralJudge) -> None:
    filler = "After weeks of rain and talk of roads and parking, " * 30
    (found,) = judge.judge([(SEVEN, marked(f"{filler}{NINE.text}", "Nine"))])
    assert found.same > 0.5


def test_nothing_to_judge_gives_nothing(judge: NeuralJudge) -> None:
    assert judge.judge([]) == []
    assert judge.answers("Who?", []) == []
