"""Words, matches and intervals are what docs/evaluation.md says they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.evaluate.comparing import chance
from bench.evaluate.figures import auc, bootstrap, mean_interval, percentile, warning_f1, wilson
from bench.evaluate.scoring import holds, is_exact, token_f1, words_of

SAME = [
    ("75,000", "75000"),
    ("75,000", "seventy-five thousand"),
    ("$1.2bn", "1.2 billion dollars".removesuffix(" dollars")),
    ("$787.5m", "787.5 million"),
    ("five", "5"),
    ("twenty-one", "21"),
    ("three hundred fifty thousand", "350,000"),
    ("two hundred and five", "205"),
    ("a million", "1,000,000"),
    ("two dozen", "24"),
    ("70%", "70 percent"),
    ("70 per cent", "70 percent"),
    ("2.50", "2.5"),
    ("April 18", "April 18th"),
    ("18th of April", "18 of April"),
    ("Nov. 10", "November 10"),
    ("third", "3rd"),
    ("“Lantern Night”", "lantern night"),
    ("José Álvarez", "Jose Alvarez"),
    ("Øystein", "Oystein"),
    ("Holm’s", "Holm"),
    ("U.S.", "US"),
    ("The Wall", "wall"),
    ("Mazar-i-Sharif", "Mazar i Sharif"),
]
DIFFERENT = [
    ("5 million", "5"),
    ("1,175", "175"),
    ("5th", "5"),
    ("1.5", "15"),
    ("seventy", "17"),
    ("Holm", "Holms"),
]
HELD = [
    ("More than 75,000 people marched.", "seventy-five thousand people", True),
    ("The winner was Ann Holm’s brother.", "Ann Holm", True),
    ("Holm, Ann, won.", "Ann Holm", False),
    ("Flight G7 left.", "7", False),
    ("It cost £1.5bn in all.", "£1.5 billion", True),
    ("They sat on a wall.", "the", False),
    ("", "Holm", False),
    ("About 5 million 12 year olds.", "12", True),
]


@pytest.mark.parametrize(("a", "b"), SAME, ids=[a for a, _ in SAME])
def test_two_ways_to_write_it_are_the_same_words(a: str, b: str) -> None:
    assert words_of(a) == words_of(b)


@pytest.mark.parametrize(("a", "b"), DIFFERENT, ids=[a for a, _ in DIFFERENT])
def test_what_differs_stays_different(a: str, b: str) -> None:
    assert words_of(a) != words_of(b)


@pytest.mark.parametrize(("text", "answer", "expected"), HELD, ids=[text for text, _, _ in HELD])
def test_an_answer_stands_in_a_sentence_as_whole_words(
    text: str, answer: str, expected: bool
) -> None:
    assert holds(text, answer) is expected


@given(st.text())
def test_any_text_has_words_and_holds_itself(text: str) -> None:
    assert holds(text, text) is bool(words_of(text))


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


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_wilson_interval_holds_its_share(count: int, more: int) -> None:
    low, high = wilson(count, count + more) or (1.0, 0.0)
    assert 0.0 <= low <= count / (count + more) + 1e-12
    assert count / (count + more) - 1e-12 <= high <= 1.0


def test_a_mean_has_an_interval_of_two_values_or_more() -> None:
    assert mean_interval([1.0]) is None
    low, high = mean_interval([0.0, 1.0, 0.0, 1.0]) or (0, 0)
    assert (round(low, 3), round(high, 3)) == (-0.066, 1.066)


def test_the_bootstrap_is_the_same_every_time() -> None:
    pairs = [(True, True), (True, False), (False, False), (False, True)] * 5
    first = bootstrap(pairs, warning_f1)
    assert first is not None
    assert first == bootstrap(pairs, warning_f1)
    assert first[0] < 0.5 < first[1]
    assert bootstrap([], warning_f1) is None


def test_the_area_under_the_curve_is_the_share_of_pairs_in_order() -> None:
    assert auc([(0.2, True), (0.2, False)]) == 0.5
    assert auc([(0.9, True), (0.8, True), (0.1, False)]) == 1.0
    assert auc([(0.9, True)]) is None


def test_a_percentile_is_one_of_the_values() -> None:
    assert [percentile([3.0, 1.0, 2.0], share) for share in (0.0, 0.5, 0.95)] == [1.0, 2.0, 3.0]
    assert percentile([], 0.5) is None


def test_an_even_split_is_chance_and_a_lopsided_one_is_not() -> None:
    assert (chance(0, 0), chance(7, 7)) == (1.0, 1.0)
    assert chance(20, 2) < 0.001
