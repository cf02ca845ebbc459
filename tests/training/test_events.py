"""What is learnt from events: each value stands where its mark was, and is of the fact it names."""

import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from training.events import Event, EventGroups, EventPairs, load_events, unmarked
from training.examples import Example

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


def test_at_most_one_window_of_an_event_has_the_answer(
    events: list[Event], tokenizer: Tokenizer
) -> None:
    sampler = EventGroups(events, tokenizer)
    answers = set()
    for seed in range(30):
        for group in sampler.groups(seed):
            told = [window for window in group if window.start]
            assert len(told) <= 1
            answers |= {answer_of(window, tokenizer) for window in told}
    assert answers == {"fourteen", "sixteen", "22", "83", "96"}


def answer_of(window: Example, tokenizer: Tokenizer) -> str:
    return tokenizer.decode(window.ids[window.start : window.end + 1])
