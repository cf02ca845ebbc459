from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database, clock=lambda: "2031-05-04T12:00:00Z")
    yield opened
    opened.close()
