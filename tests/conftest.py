"""What the tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from newsstand import Newsstand, open_newsstand
from postgres import Server, open_server

from bot.ingest.batch import ingest
from bot.sample import sample_folder
from store import Store, open_store

# A slow machine is no fault, and a change is not refused for what another run made up: `make fuzz`
# is there to find new input.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("suite")


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


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample newsroom, read in once: to be copied by who writes into it."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    store = open_store(str(path))
    ingest([str(sample_folder() / "articles")], store)
    store.close()
    return path


@pytest.fixture(scope="session")
def sample_store(sample_database: Path) -> Iterator[Store]:
    """The sample newsroom, to be read."""
    opened = open_store(str(sample_database), to_read=True)
    yield opened
    opened.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "news.db"))
    yield opened
    opened.close()
