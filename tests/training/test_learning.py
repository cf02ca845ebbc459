"""What the networks learn: windows with the answer or without, pairs of statements, marks."""

import gzip
import importlib
import json
import random
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from training.ablate import parts, replaced
from training.data import load_articles
from training.events import Event, EventPairs, load_events
from training.examples import CLS, SEP, Example, Sampler
from training.groups import WINDOWS, Group, GroupSampler, load_written
from training.news import News
from training.pairs import PairSampler, build_pair
from training.parts import Part, part_of
from training.search import Archive

TOWNS = ("Aldport", "Brede", "Cray", "Delm", "Estow", "Fenwick")
COUNT = 200


def about(town: str, number: int) -> dict[str, object]:
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


def test_values_of_one_fact_stand_as_their_versions_do(events: list[Event]) -> None:
    stand = {
        frozenset((pair.first.value, pair.second.value)): pair.relation
        for pair in EventPairs(events).pairs(1, every=True)
        if pair.is_same and pair.first.end
    }
    assert stand[frozenset(("Fourteen", "Sixteen"))] == "conflict"
    assert stand[frozenset(("Fourteen", "22"))] == "update"


@pytest.fixture
def pair_sampler(news: list[News]) -> PairSampler:
    return PairSampler(news, Archive([one.article for one in news]))


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
