import pytest

from store.scoring import Candidate, score_passages

WEIGHTS = {"truce": 3.0, "expir": 2.0, "velm": 1.0}
ASKED = ["velm", "truce", "expir"]


def better(first: Candidate, second: Candidate) -> bool:
    one, two = score_passages(WEIGHTS, ASKED, [first, second], average=5.0)
    return one > two


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("truce rain", "velm rain", id="the rarer term"),
        pytest.param("truce truce", "truce rain", id="the term twice"),
        pytest.param("truce", "truce" + " rain" * 40, id="the shorter passage"),
        pytest.param("truce expir", "truce truce", id="two terms"),
        pytest.param("truce expir", "expir truce", id="the order of the question"),
    ],
)
def test_a_passage_scores_more_for(first: str, second: str) -> None:
    assert better(Candidate(1, first, ""), Candidate(2, second, ""))


def test_a_title_that_matches_helps() -> None:
    assert better(Candidate(1, "rain", "truce"), Candidate(2, "rain", "storm"))


def test_an_article_that_holds_the_question_helps_its_passages() -> None:
    told = ((1, "expir june"), (1, "velm truce"), (2, "expir june"))
    passages = [Candidate(article, text, "") for article, text in told]
    scores = score_passages(WEIGHTS, ASKED, passages, average=5.0)
    assert scores[0] > scores[2]
