"""The sample newsroom holds what its key and its list of planted pairs say it holds."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.sample import sample_folder

ARTICLES = sample_folder() / "articles"
VERDICTS = {
    "agree", "refinement", "update", "conflict", "attributed", "different", "variant", "retraction",
}  # fmt: skip


def records(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sample_texts() -> dict[str, str]:
    feed = {record["id"]: record["text"] for record in records(ARTICLES / "northwire.jsonl")}
    files = {path.name: path for path in ARTICLES.iterdir() if path.suffix != ".jsonl"}
    return feed | {name: path.read_text(encoding="utf-8") for name, path in files.items()}


TEXTS = sample_texts()
KEY = records(sample_folder() / "key.jsonl")
PAIRS = records(sample_folder() / "verdicts.jsonl")


def id_of(entry: dict) -> str:
    return entry["id"]


def holds_any(texts: list[str], accepted: list[str]) -> bool:
    return any(words.lower() in text.lower() for words in accepted for text in texts)


@pytest.mark.parametrize("pair", PAIRS, ids=id_of)
def test_both_quotes_of_a_pair_are_verbatim(pair: dict) -> None:
    sides = (pair["a"], pair["b"])
    assert [side["quote"] in TEXTS[side["article"]] for side in sides] == [True, True]


@pytest.mark.parametrize("entry", KEY, ids=id_of)
def test_a_key_entry_quotes_articles_that_hold_its_answer(entry: dict) -> None:
    texts = [TEXTS[name] for name in entry["quoted_from"]]
    wanted = [*entry["sides"], *([entry["accept"]] if entry["accept"] else [])]
    assert [holds_any(texts, accepted) for accepted in wanted] == [True] * len(wanted)


@pytest.mark.parametrize("entry", KEY, ids=id_of)
def test_the_status_of_a_key_entry_goes_with_its_fields(entry: dict) -> None:
    filled = (bool(entry["accept"]), len(entry["sides"]) >= 2, bool(entry["quoted_from"]))
    status = {(True, False, True): "answered", (False, True, True): "disputed"}
    assert entry["status"] == status.get(filled, "abstained")
    assert set(entry["verdict"]) <= VERDICTS
    assert date.fromisoformat(entry["at"]).year == 2026
