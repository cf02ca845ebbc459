"""What the judge learns: pairs of statements whose values stand where they say, and one by one."""

import importlib
import random
from contextlib import suppress
from dataclasses import replace
from itertools import islice

import pytest
from tokenizers import Tokenizer

from training.ablate import parts, replaced
from training.examples import CLS, RELATIONS, SEP
from training.news import News, Statement
from training.pairs import Pair, PairSampler, build_pair
from training.search import Archive
from training.several import held_apart, together

BRIDGE = Statement("The bridge cost 40 crowns.", 16, 18)
SHIPS = Statement("It carried 7 ships.", 11, 12)
SEVERAL = "It cost 40 crowns, took 3 years, and employed 90 people."
HELD = [Statement(SEVERAL, SEVERAL.index(w), SEVERAL.index(w) + len(w)) for w in ("40", "3", "90")]


def test_two_statements_in_one_sentence_keep_their_values_in_either_order() -> None:
    made = [together(random.Random(seed), BRIDGE, SHIPS) for seed in range(20)]
    assert all(one.text == other.text for one, other in made)
    assert {(one.value, other.value) for one, other in made} == {("40", "7")}
    assert {one.start < other.start for one, other in made} == {True, False}


def test_a_sentence_told_again_differs_where_a_value_was_changed_and_nowhere_else() -> None:
    seen = set()
    for seed in range(40):
        rng = random.Random(seed)
        for one, stated, is_same, is_other in held_apart(rng, HELD, ["12", "88"]):
            assert stated.value in ("40", "3", "90", "12", "88")
            assert not is_same or (stated.value != one.value) is is_other
            seen.add((is_same, is_other))
    assert seen == {(True, True), (True, False), (False, True)}


@pytest.fixture
def sampler(news: list[News]) -> PairSampler:
    return PairSampler(news, Archive([one.article for one in news]))


def test_the_same_seed_draws_the_same_pairs(sampler: PairSampler) -> None:
    drawn = [list(sampler.pairs(seed)) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_only_pairs_of_one_fact_have_a_relation(sampler: PairSampler) -> None:
    drawn = list(sampler.pairs(1, every=True))
    assert {pair.is_same for pair in drawn} == {True, False}
    assert all(pair.is_same for pair in drawn if pair.relation)
    assert {pair.relation for pair in drawn if pair.kind == "conflict"} == {"conflict"}
    origin = next(pair for pair in drawn if pair.kind == "conflict")
    assert (origin.first.value, origin.second.value) == ("40 million crowns", "60 million crowns")


def test_the_tokens_marked_are_those_of_the_two_values(
    sampler: PairSampler, tokenizer: Tokenizer
) -> None:
    for pair in islice(sampler.pairs(3), 60):
        built = build_pair(random.Random(1), tokenizer, pair)
        shown = [
            tokenizer.decode([i for i, m in zip(built.ids, built.marked, strict=True) if m == side])
            for side in (1, 2)
        ]
        plain = [tokenizer.decode(tokenizer.encode(one.value, add_special_tokens=False).ids)
                 for one in (pair.first, pair.second)]  # fmt: skip
        assert sorted(shown) == sorted(plain)
        assert (built.ids[0], built.ids[-1], built.ids[built.second_from - 1]) == (CLS, SEP, SEP)


def test_the_relation_is_counted_as_the_judge_puts_it_out(tokenizer: Tokenizer) -> None:
    pair = Pair(BRIDGE, SHIPS, True, "update", "update")
    built = build_pair(random.Random(1), tokenizer, pair)
    assert RELATIONS[built.relation] == "update"
    unknown = replace(pair, relation=None, is_same=False)
    assert build_pair(random.Random(1), tokenizer, unknown).relation == -1


def test_a_step_taken_out_is_put_back_also_where_measuring_fails() -> None:
    for part in parts():
        module = importlib.import_module(part.module)
        before = getattr(module, part.attribute)
        with suppress(ZeroDivisionError), replaced(part):
            assert getattr(module, part.attribute) is part.instead
            raise ZeroDivisionError
        assert getattr(module, part.attribute) is before
