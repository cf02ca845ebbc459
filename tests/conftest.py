"""What the tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsstand import Newsstand, open_newsstand
from postgres import Server, open_server

from store import Store, open_store


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with open_newsstand() as opened:
        yield opened


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with open_server() as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database that is not there yet, on each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/news.db"
    server: Server = request.getfixturevalue("server")
    return server.new_url()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "news.db"))
    yield opened
    opened.close()
