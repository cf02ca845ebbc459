"""The sample newsroom with verdicts kept, and small newsrooms of a test's own sentences."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kept_verdicts import KEPT, keep

from bot.ingest.batch import ingest
from store import Store, open_store

MakeNewsroom = Callable[..., Store]


@pytest.fixture(scope="session")
def sample(sample_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("desk") / "sample.db"
    store = open_store(str(shutil.copy(sample_database, path)))
    for kind, about, one, two in KEPT:
        keep(store, kind, about, one, two)
    yield store
    store.close()


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[MakeNewsroom]:
    opened: list[Store] = []

    def make(*articles: dict[str, str]) -> Store:
        records = tmp_path / "articles.jsonl"
        records.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
        opened.append(open_store(str(tmp_path / "news.db")))
        ingest([str(records)], opened[-1])
        return opened[-1]

    yield make
    for store in opened:
        store.close()
