"""Every answer on the sample newsroom keeps the contract of docs/answer.md."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from stored import is_verbatim

from bot.ask.answer import as_json, from_json
from bot.ask.asker import NetworkAsker
from bot.ask.retrieving import EVERYTHING
from bot.sample import sample_folder
from handlers.cli.options import read_moment
from handlers.payload import dump_answer
from store import Store

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "answer.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
KEY = [json.loads(line) for line in (sample_folder() / "key.jsonl").read_text("utf-8").splitlines()]
KEY = KEY[::4]  # `copydesk eval --floors` asks them all


@pytest.mark.parametrize("entry", KEY, ids=[entry["id"] for entry in KEY])
def test_an_answer_is_as_the_schema_says_and_every_span_is_verbatim(
    entry: dict[str, str], sample_store: Store
) -> None:
    at = read_moment(entry["at"])
    answer = NetworkAsker()(sample_store, entry["question"], at, filters=EVERYTHING, top=5)
    payload = json.loads(dump_answer(answer))
    assert [error.message for error in VALIDATOR.iter_errors(payload)] == []
    assert from_json(payload) == answer
    assert dump_answer(from_json(as_json(answer))) == dump_answer(answer)
    cited = [*(citation for value in answer.values for citation in value.every), *answer.nearest]
    assert all(is_verbatim(sample_store, citation) for citation in cited)
    places = {place for verdict in answer.verdicts for place in verdict.between}
    assert places <= set(range(len(answer.values)))
