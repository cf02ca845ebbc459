"""What the tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsstand import Newsstand, open_newsstand

from store import Store, open_store


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with open_newsstand() as opened:
        yield opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "news.db"))
    yield opened
    opened.close()
