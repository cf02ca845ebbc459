"""Words, matches and intervals are what docs/evaluation.md says; the baselines answer."""

import pytest

from bench.evaluate.figures import wilson
from bench.evaluate.scoring import holds, is_exact, token_f1, words_of

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
