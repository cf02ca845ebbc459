"""What the reader is trained on: searched groups, of which at most one window has the answer."""

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from training.data import load_articles
from training.examples import Example, Sampler
from training.groups import WINDOWS, Group, GroupSampler, load_written
from training.parts import Part, part_of
from training.search import Archive

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


def test_the_windows_found_share_words_with_the_question(sampler: Sampler) -> None:
    found = Archive(sampler.articles).search("Who opened the bridge of Cray?")
    assert found[0].article.title == "Cray"
    assert all("bridge" in place.text for place in found)
    assert Archive(sampler.articles).search("Who is it?") == []


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
