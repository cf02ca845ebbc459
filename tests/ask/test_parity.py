"""Both engines give the same answers."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from postgres import Server

from bench.parity import ask_both, read_questions
from bot.ask.question import understand
from bot.ask.retrieving import EVERYTHING, retrieve
from bot.ingest.batch import ingest
from bot.sample import sample_folder
from store import Store, open_store
from store.spans import Span


@pytest.fixture
def stores(tmp_path: Path, server: Server) -> Iterator[list[Store]]:
    opened = [open_store(url) for url in (str(tmp_path / "news.db"), server.new_url())]
    for store in opened:
        ingest([str(sample_folder() / "articles")], store)
    yield opened
    for store in opened:
        store.close()


QUESTIONS = read_questions(sample_folder() / "key.jsonl")


def found(store: Store, question: str, at: datetime) -> list[tuple[str, Span, float]]:
    hits = retrieve(understand(question, at.date()), store.passages, EVERYTHING)
    return [(hit.article_id, Span(hit.start, hit.end), hit.score) for hit in hits]


def test_both_engines_find_the_same_and_answer_the_same(stores: list[Store]) -> None:
    assert len(QUESTIONS) > 80
    for asked in QUESTIONS:
        first, second = (found(store, *asked) for store in stores)
        assert first == second, asked
    # What the networks make of what was found takes half a minute for all of them.
    answered = list(ask_both(stores, QUESTIONS[::10]))
    assert [each for each in answered if len(set(each.answers)) > 1] == []
