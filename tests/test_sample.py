"""The sample newsroom holds what its key and its list of planted pairs say it holds."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.sample import sample_folder

ARTICLES = sample_folder() / "articles"
VERDICTS = {
    "agree", "refinement", "update", "conflict", "attributed", "different", "variant", "retraction",
}  # fmt: skip
SHAPES = {
    "agreement", "refinement", "update", "date", "number", "name", "place", "variant", "reprint",
    "claim and denial", "correction", "undated", "plan and report", "postponed", "relative date",
    "impossible weekday", "different event", "different scope",
}  # fmt: skip
SOURCES = (
    "The Harbour Gazette", "The Lowland Courier", "Capital Post", "THE MORNING LEDGER",
    "Radio Orsa", "The Skerry Bay Observer", "The Meridian Times",
)  # fmt: skip
FURNITURE = (
    ("capital-post-brede-talks.html", "Sign up for our newsletter"),
    ("capital-post-ferry.html", "there were 200 people on board"),
    ("capital-post-bridge-minister.html", "Get our free newsletter"),
    ("radio-orsa-talks-open.txt", "Post a Comment"),
)
MONTHS = {"September": 9, "October": 10, "November": 11}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


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


@pytest.mark.parametrize("pair", PAIRS, ids=id_of)
def test_a_pair_stands_in_two_articles(pair: dict) -> None:
    assert pair["a"]["article"] != pair["b"]["article"]


def test_every_verdict_and_every_planted_shape_is_present() -> None:
    assert {pair["verdict"] for pair in PAIRS} == VERDICTS
    assert {pair["shape"] for pair in PAIRS} == SHAPES


def test_ids_are_unique() -> None:
    for entries in (KEY, PAIRS):
        assert [n for n in Counter(map(id_of, entries)).values() if n > 1] == []


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


def test_the_key_is_broad_enough() -> None:
    statuses = Counter(entry["status"] for entry in KEY)
    assert len(KEY) >= 40
    assert statuses["abstained"] >= 8
    assert statuses["disputed"] >= 4


def test_there_are_enough_articles_of_enough_sources() -> None:
    named = [source for source in SOURCES if any(source in text for text in TEXTS.values())]
    assert len(TEXTS) >= 24
    assert named == list(SOURCES)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_an_article_is_short(name: str) -> None:
    assert 110 <= len(re.sub(r"<[^>]+>", " ", TEXTS[name]).split()) <= 350


@pytest.mark.parametrize(("name", "furniture"), FURNITURE, ids=[name for name, _ in FURNITURE])
def test_page_furniture_is_planted(name: str, furniture: str) -> None:
    assert furniture in TEXTS[name]


def test_one_article_alone_states_no_date() -> None:
    feed = {record["id"] for record in records(ARTICLES / "northwire.jsonl")}
    undated = [name for name in TEXTS if name not in feed and "2026" not in TEXTS[name]]
    assert undated == ["radio-orsa-ferry-explained.txt"]


def test_one_weekday_alone_cannot_be_right() -> None:
    pattern = re.compile(rf"({'|'.join(WEEKDAYS)}), (\d+) ({'|'.join(MONTHS)})")
    dated = [(name, match) for name, text in TEXTS.items() for match in pattern.finditer(text)]
    wrong = [
        (name, match[0])
        for name, match in dated
        if WEEKDAYS[date(2026, MONTHS[match[3]], int(match[2])).weekday()] != match[1]
    ]
    assert wrong == [("radio-orsa-bridge-opens.txt", "Sunday, 10 October")]
