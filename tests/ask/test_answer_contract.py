"""Every answer on the sample newsroom keeps the contract of docs/answer.md."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from stored import is_verbatim

from bot.ask.answer import Answer, as_json, from_json
from bot.ask.asker import NetworkAsker
from bot.ask.retrieving import EVERYTHING
from bot.sample import sample_folder
from handlers.cli.options import read_moment
from handlers.payload import dump_answer
from store import Store, open_store

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "answer.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
KEY = [json.loads(line) for line in (sample_folder() / "key.jsonl").read_text("utf-8").splitlines()]
KEY = KEY[::4]  # `copydesk eval --floors` asks them all


@pytest.fixture(scope="module")
def newsroom(sample_database: Path) -> Iterator[Store]:
    store = open_store(str(sample_database), to_read=True)
    yield store
    store.close()


@pytest.fixture(scope="module")
def answers(newsroom: Store) -> dict[str, Answer]:
    return {
        entry["id"]: NetworkAsker()(
            newsroom, entry["question"], read_moment(entry["at"]), filters=EVERYTHING, top=5
        )
        for entry in KEY
    }


@pytest.mark.parametrize("entry_id", [entry["id"] for entry in KEY])
def test_an_answer_is_as_the_schema_says_and_every_span_is_verbatim(
    entry_id: str, answers: dict[str, Answer], newsroom: Store
) -> None:
    answer = answers[entry_id]
    payload = json.loads(dump_answer(answer))
    assert [error.message for error in VALIDATOR.iter_errors(payload)] == []
    assert from_json(payload) == answer
    assert dump_answer(from_json(as_json(answer))) == dump_answer(answer)
    cited = [*(citation for value in answer.values for citation in value.every), *answer.nearest]
    assert all(is_verbatim(newsroom, citation) for citation in cited)
    places = {place for verdict in answer.verdicts for place in verdict.between}
    assert places <= set(range(len(answer.values)))
