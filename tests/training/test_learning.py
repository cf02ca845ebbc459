"""What the networks learn: windows with the answer or without, pairs of statements, marks."""

import gzip
import importlib
import json
import random
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from training.ablate import parts, replaced
from training.data import load_articles
from training.events import Event, EventGroups, EventPairs, load_events, unmarked
from training.examples import CLS, SEP, Example, Sampler
from training.fit_weigher import fit
from training.gaps import GAP, LONGEST_GAP, GapGroups, gap_ids
from training.groups import WINDOWS, Group, GroupSampler, load_written
from training.news import ASIDE, News, NewsSampler, Statement
from training.pairs import PairSampler, build_pair
from training.parts import Part, part_of
from training.search import Archive
from training.several import held_apart

TOWNS = ("Aldport", "Brede", "Cray", "Delm", "Estow", "Fenwick")
COUNT = 200


def about(town: str, number: int) -> dict[str, object]:
    """An article of one paragraph, with one question."""
    text = (
        f"{town} is a harbour town on the north coast. Its bridge was opened by Ana Mirel{number}. "
        f"The bridge carries two lanes of traffic over the river. Fish is sold on the quay."
    )
    answer = f"Ana Mirel{number}"
    asked = {"question": f"Who opened the bridge of {town}?", "answers": [{"text": answer}]}
    return {"title": town, "paragraphs": [{"context": text, "qas": [asked]}]}


@pytest.fixture
def sampler(tmp_path: Path, tokenizer: Tokenizer) -> Sampler:
    """All towns, read as the training file is."""
    path = tmp_path / "train.json.gz"
    rows = [about(town, number) for number, town in enumerate(TOWNS)]
    path.write_bytes(gzip.compress(json.dumps({"data": rows}).encode()))
    return Sampler(load_articles(path, tokenizer), tokenizer)


def searched(sampler: Sampler) -> Iterator[Group]:
    """Groups of several windows, pass after pass."""
    groups = GroupSampler(sampler, Archive(sampler.articles), [])
    return islice((g for seed in range(COUNT) for g in groups.groups(seed) if len(g) > 1), COUNT)


def said(tokenizer: Tokenizer, example: Example) -> str:
    """What a window's answer reads."""
    return str(tokenizer.decode(example.ids[example.start : example.end + 1]))


def test_at_most_one_window_of_a_group_has_the_answer(
    sampler: Sampler, tokenizer: Tokenizer
) -> None:
    seen = set()
    for group in searched(sampler):
        assert len(group) <= WINDOWS
        right = [example for example in group if example.start]
        seen.add(len(right))
        for example in right:
            answer = said(tokenizer, example)
            others = (tokenizer.decode(one.ids) for one in group if one is not example)
            assert answer.startswith("ana mirel")
            assert not any(answer in other for other in others)
    assert seen == {0, 1}


def test_what_calibrates_or_reports_is_never_learnt(tmp_path: Path, tokenizer: Tokenizer) -> None:
    titles = [f"{town} {number}" for town in TOWNS for number in range(9)]
    rows = [
        {"title": title, "passage": f"{title} has a bridge.", "question": title, "answers": []}
        for title in titles
    ]
    path = tmp_path / "dev.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    learnt = {one.question.text for one in load_written(path, tokenizer)}
    assert learnt == {title for title in titles if part_of(title) is Part.TRAIN}
    assert {part_of(title) for title in titles} == set(Part)


def test_a_gap_is_filled_by_what_another_text_has_there(
    news: list[News], tokenizer: Tokenizer
) -> None:
    stated = Statement("All say the bridge cost 9 crowns.", 24, 32)
    assert tokenizer.decode(gap_ids(stated, tokenizer), skip_special_tokens=False) == (
        f"all say the bridge cost {GAP}."
    )
    sampler = NewsSampler(news, Archive([one.article for one in news]), tokenizer)
    told = EventGroups([], tokenizer)
    for group in GapGroups(news, [], sampler, told, tokenizer).groups(1):
        asked = {tuple(one.ids[1 : one.ids.index(SEP)]) for one in group}
        assert len(asked) == 1
        assert len(*asked) <= LONGEST_GAP
        (right,) = (one for one in group if one.start)
        assert said(tokenizer, right) in ("40 million crowns", "60 million crowns")


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


TOLD = [
    "<dead|Fourteen> drowned off Orrin, and <aboard|83> had been aboard the ferry.",
    "<dead=b|Sixteen> bodies lay in the gym of Orrin by nightfall.",
    "By Thursday the toll stood at <dead=u|22>.",
    "The union counted <aboard=b|96> on the ferry.",
]
FACTS = {"dead": "How many died?", "aboard": "How many were on board?"}


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> list[Event]:
    path: Path = tmp_path_factory.mktemp("events") / "events.jsonl"
    row = {"title": "Ferry sinks", "day": "2024-03-05", "facts": FACTS, "told": TOLD}
    path.write_text(json.dumps(row | {"nobody": ["How deep was it?"]}) + "\n")
    return load_events(path)


def test_a_mark_leaves_its_value_where_it_stood() -> None:
    text, ((fact, version, start, end), (*_, last)) = unmarked(TOLD[0])
    assert text == "Fourteen drowned off Orrin, and 83 had been aboard the ferry."
    assert (fact, version, text[start:end], text[last - 2 : last]) == (
        "dead",
        "a",
        "Fourteen",
        "83",
    )


def test_values_of_one_fact_stand_as_their_versions_do(events: list[Event]) -> None:
    stand = {
        frozenset((pair.first.value, pair.second.value)): pair.relation
        for pair in EventPairs(events).pairs(1, every=True)
        if pair.is_same and pair.first.end
    }
    assert stand[frozenset(("Fourteen", "Sixteen"))] == "conflict"
    assert stand[frozenset(("Fourteen", "22"))] == "update"


def test_values_of_two_facts_are_never_of_one(events: list[Event]) -> None:
    dead, aboard = {"Fourteen", "Sixteen", "22"}, {"83", "96"}
    for pair in EventPairs(events).pairs(1, every=True):
        told = {pair.first.value, pair.second.value} - {""}
        is_of_one = told <= dead or told <= aboard
        assert pair.is_same is is_of_one or not pair.first.end


BRIDGE = Statement("The bridge cost 40 crowns.", 16, 18)
SHIPS = Statement("It carried 7 ships.", 11, 12)
SEVERAL = "It cost 40 crowns, took 3 years, and employed 90 people."
HELD = [Statement(SEVERAL, SEVERAL.index(w), SEVERAL.index(w) + len(w)) for w in ("40", "3", "90")]


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
def pair_sampler(news: list[News]) -> PairSampler:
    return PairSampler(news, Archive([one.article for one in news]))


def test_the_same_seed_draws_the_same_pairs(pair_sampler: PairSampler) -> None:
    drawn = [list(pair_sampler.pairs(seed)) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_only_pairs_of_one_fact_have_a_relation(pair_sampler: PairSampler) -> None:
    drawn = list(pair_sampler.pairs(1, every=True))
    assert {pair.is_same for pair in drawn} == {True, False}
    assert all(pair.is_same for pair in drawn if pair.relation)
    assert {pair.relation for pair in drawn if pair.kind == "conflict"} == {"conflict"}
    origin = next(pair for pair in drawn if pair.kind == "conflict")
    assert (origin.first.value, origin.second.value) == ("40 million crowns", "60 million crowns")


def test_the_tokens_marked_are_those_of_the_two_values(
    pair_sampler: PairSampler, tokenizer: Tokenizer
) -> None:
    for pair in islice(pair_sampler.pairs(3), 60):
        built = build_pair(random.Random(1), tokenizer, pair)
        shown = [
            tokenizer.decode([i for i, m in zip(built.ids, built.marked, strict=True) if m == side])
            for side in (1, 2)
        ]
        plain = [tokenizer.decode(tokenizer.encode(one.value, add_special_tokens=False).ids)
                 for one in (pair.first, pair.second)]  # fmt: skip
        assert sorted(shown) == sorted(plain)
        assert (built.ids[0], built.ids[-1], built.ids[built.second_from - 1]) == (CLS, SEP, SEP)


def test_a_step_taken_out_is_put_back_also_where_measuring_fails() -> None:
    for part in parts():
        module = importlib.import_module(part.module)
        before = getattr(module, part.attribute)
        with suppress(ZeroDivisionError), replaced(part):
            assert getattr(module, part.attribute) is part.instead
            raise ZeroDivisionError
        assert getattr(module, part.attribute) is before
