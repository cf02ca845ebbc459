"""Words, matches and intervals are what docs/evaluation.md says; the baselines answer."""

from datetime import date
from pathlib import Path

import pytest
from small_sets import ARTICLES, BRIDGE, LANTERN, QUESTIONS, write_set

from bench.baselines import Passage, opened_fts5, passages
from bench.evaluate.figures import wilson
from bench.evaluate.scoring import holds, is_exact, token_f1, words_of
from bench.side_by_side import Result, table

SAME = [
    ("75,000", "seventy-five thousand"), ("$1.2bn", "1.2 billion"), ("two hundred and five", "205"),
    ("two dozen", "24"), ("70 per cent", "70 percent"), ("April 18", "April 18th"),
    ("Nov. 10", "November 10"), ("third", "3rd"), ("“Lantern Night”", "lantern night"),
    ("Holm’s", "Holm"), ("U.S.", "US"), ("The Wall", "wall"),
]  # fmt: skip
DIFFERENT = [("5 million", "5"), ("1,175", "175"), ("5th", "5"), ("Holm", "Holms")]
HELD = [
    ("More than 75,000 people marched.", "seventy-five thousand people", True),
    ("The winner was Ann Holm’s brother.", "Ann Holm", True),
    ("Holm, Ann, won.", "Ann Holm", False),
    ("It cost £1.5bn in all.", "£1.5 billion", True),
    ("", "Holm", False),
    ("About 5 million 12 year olds.", "12", True),
]


@pytest.mark.parametrize(("a", "b"), SAME + DIFFERENT, ids=lambda words: words)
def test_two_ways_to_write_it_are_the_same_words_and_what_differs_is_not(a: str, b: str) -> None:
    assert (words_of(a) == words_of(b)) is ((a, b) in SAME)


@pytest.mark.parametrize(("text", "answer", "expected"), HELD, ids=[text for text, _, _ in HELD])
def test_an_answer_stands_in_a_sentence_as_whole_words(
    text: str, answer: str, expected: bool
) -> None:
    assert holds(text, answer) is expected


def test_exact_and_f1_take_the_best_of_several_answers() -> None:
    accepted = ["Ann Holm", "Mayor Ann Holm"]
    assert is_exact("mayor Ann Holm", accepted)
    assert token_f1("Holm", accepted) == 2 / 3
    assert token_f1("", accepted) == 0.0


def test_a_wilson_interval_agrees_with_the_published_example() -> None:
    # Newcombe 1998, table I: 81 of 263.
    low, high = wilson(81, 263) or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert wilson(0, 0) is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_set(tmp_path / "set", articles_gz=ARTICLES, questions=QUESTIONS)


def test_three_sentences_are_a_passage_with_the_day_of_their_article(tmp_path: Path) -> None:
    text = "One came. Two left. Three stayed. Four slept."
    written = write_set(tmp_path, articles=[{"id": "1", "published": None, "text": text}])
    assert list(passages(written)) == [
        Passage("One came. Two left. Three stayed.", 0),
        Passage("Four slept.", 0),
    ]


def test_bare_search_finds_any_of_the_words_by_their_stem(folder: Path) -> None:
    with opened_fts5(folder) as ask:
        assert ask("Who drew lanterns?", date(2026, 10, 5)).quotes == (LANTERN,)
        assert ask("Which bridge and which parade?", date(2026, 10, 5)).quotes[:1] == (LANTERN,)


def test_bare_search_knows_no_article_of_later_days(folder: Path) -> None:
    with opened_fts5(folder) as ask:
        assert ask("the parade in Orrick", date(2026, 10, 1)).quotes == (BRIDGE,)


def test_the_table_shows_each_system_on_a_line() -> None:
    result = Result([True, False], [True, True], None, [0.01, 0.03], [0.01, 0.02], 81.6)
    assert table({"Copydesk": result}).splitlines()[2] == (
        "| Copydesk | one sentence | 50 % | 100 % | – | 10 ms | 30 ms | 10 ms | 82 MB |"
    )
