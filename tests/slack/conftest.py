"""A fake Slack with a small newsroom, and the app started against it."""

import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import Browser, find_browser, open_browser
from faulty_slack import FaultySlack
from newsroom import Newsroom, open_newsroom
from postgres import Server
from slack_harness import Address, Running, Start, TransportName, echo_routes, until

from handlers.slack.surfaces.routes import Routes
from store.copying import copy_store


@pytest.fixture
def slack() -> Iterator[FaultySlack]:
    with FaultySlack() as slack:
        slack.deliveries.retry_delays = (0.05, 0.3, 0.6)
        slack.deliveries.ack_seconds = 60.0  # that it is quick is measured, not tested
        slack.workspace.add_user("U1", "ann")
        slack.workspace.add_user("U2", "ben")
        slack.workspace.add_channel("C1", "desk", "U1", "U2")
        slack.workspace.add_channel("C2", "foreign", "U1", "U2")
        slack.workspace.open_dm("U1")
        yield slack


@pytest.fixture
def transport() -> TransportName:
    """What a surface does is tried over HTTP alone: what either way brings in is one Event."""
    return "http"


@pytest.fixture
def engine() -> str:
    """The engine that keeps everything; a test that is marked is tried on PostgreSQL too."""
    return "sqlite"


@pytest.fixture
def new_url(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Name a database that is not there yet."""
    if engine == "sqlite":
        return lambda name: str(tmp_path / f"{name}.db")
    server: Server = request.getfixturevalue("server")
    return lambda name: server.new_url()


@pytest.fixture
def start(
    slack: FaultySlack, transport: TransportName, new_url: Callable[[str], str]
) -> Iterator[Start]:
    """Start the app over the transport of this run, and stop it in the end."""
    started: list[Running] = []
    url = new_url("desk")

    def start(routes: Routes | None = None, **more: Any) -> Running:
        made = (transport, routes or echo_routes())
        running = Running(Address.of(slack), url, *made, **more)
        started.append(running)
        running.start()
        if transport == "http":
            slack.deliveries.request_url = f"{running.url}/slack/events"
        else:
            until(lambda: slack.deliveries.sockets)
        return running

    yield start
    for running in started:
        running.stop()


@pytest.fixture
def newsroom(
    slack: FaultySlack,
    start: Start,
    sample_database: Path,
    engine: str,
    new_url: Callable[[str], str],
) -> Iterator[Newsroom]:
    """The surfaces on a copy of the sample newsroom; what they showed is checked in the end."""
    url = new_url("articles")
    if engine == "sqlite":
        shutil.copy(sample_database, url)
    else:
        copy_store(str(sample_database), url, lambda done, total: None)
    opened = open_newsroom(slack, start, url)
    yield opened
    opened.check_all()
    opened.store.close()


@pytest.fixture(scope="session")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = find_browser()
    if isinstance(found, str):
        warnings.warn(f"THE PAGE OF THE DEMO WAS NOT TRIED: {found}", stacklevel=1)
        pytest.skip(found)
    with open_browser(*found, tmp_path_factory.mktemp("profile")) as browser:
        yield browser
