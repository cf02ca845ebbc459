"""Both engines give the same answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres import Server

from bench.parity import ask_both, read_questions
from bot.ingest.batch import ingest
from bot.sample import sample_folder
from store import Store, open_store


@pytest.fixture
def stores(tmp_path: Path, server: Server) -> Iterator[list[Store]]:
    opened = [open_store(url) for url in (str(tmp_path / "news.db"), server.new_url())]
    for store in opened:
        ingest([str(sample_folder() / "articles")], store)
    yield opened
    for store in opened:
        store.close()


def test_every_question_of_the_sample_has_the_same_answer_on_both_engines(
    stores: list[Store],
) -> None:
    asked = list(ask_both(stores, read_questions(sample_folder() / "key.jsonl")))
    assert len(asked) > 80
    assert [each for each in asked if len(set(each.answers)) > 1] == []
