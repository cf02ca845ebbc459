"""What the networks learn from news: facts found in their passage, and the windows about them."""

from itertools import islice

import numpy as np
import pytest
from tokenizers import Tokenizer

from training.fit_weigher import fit
from training.groups import WINDOWS
from training.news import ASIDE, News, NewsSampler
from training.search import Archive


def test_a_fact_is_told_by_the_sentence_that_has_its_value(news: list[News]) -> None:
    fact = news[0].fact
    assert fact is not None
    assert fact.origin.text == "Its bridge cost 40 million crowns, the mayor said."
    assert fact.origin.value == "40 million crowns"
    assert fact.before == "Aldport is a harbour town."


def test_what_cannot_be_found_in_its_text_is_left_out(news: list[News]) -> None:
    assert [len(one.paragraph.questions) for one in news] == [1] * len(news)
    assert all(one.fact is not None and set(one.fact.others) == {"conflict"} for one in news)


def test_every_seventh_passage_is_kept_aside(news: list[News]) -> None:
    assert [one.number for one in news if one.is_aside] == list(range(0, len(news), ASIDE))


def test_a_group_of_news_has_at_most_one_right_window(
    news: list[News], tokenizer: Tokenizer
) -> None:
    sampler = NewsSampler(news, Archive([one.article for one in news]), tokenizer)
    groups = list(islice(sampler.groups(1), 40))
    assert {sum(bool(one.start) for one in group) for group in groups} == {0, 1}
    assert all(len(group) <= WINDOWS + 1 for group in groups)
    for group in groups:
        for one in group:
            if one.start:
                assert "million" in tokenizer.decode(one.ids[one.start : one.end + 1])


def test_the_same_seed_draws_the_same_groups(news: list[News], tokenizer: Tokenizer) -> None:
    archive = Archive([one.article for one in news])
    drawn = [[*NewsSampler(news, archive, tokenizer).groups(seed)] for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_curve_rises_with_what_makes_a_reading_right() -> None:
    random = np.random.default_rng(7)
    rows = [
        ({"odds": float(x), "noise": float(n)}, bool(random.random() < 1 / (1 + np.exp(-2 * x))))
        for x, n in random.normal(size=(800, 2))
    ]
    curve = fit(rows)
    assert curve.weights["odds"] == pytest.approx(2, abs=0.5)
    assert abs(curve.weights["noise"]) < 0.3
    assert curve({"odds": 2.0, "noise": 0.0}) > 0.9 > 0.1 > curve({"odds": -2.0, "noise": 0.0})
