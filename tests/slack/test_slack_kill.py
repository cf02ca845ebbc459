"""A process that is killed, or told to end, loses nothing and says nothing twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from slack_harness import OVER_BOTH, Address, TransportName, texts, until

from handlers.fake_slack.server import FakeSlack

PROCESS = Path(__file__).with_name("slack_process.py")


class App:
    """The app as a process that can be started again on the same database."""

    def __init__(self, slack: FakeSlack, transport: str, folder: Path, way: str) -> None:
        self.slack, self.transport, self.folder, self.way = slack, transport, folder, way
        self.process: subprocess.Popen[str] | None = None

    @property
    def marker(self) -> Path:
        return self.folder / "marker"

    def start(self) -> None:
        told = {
            "address": asdict(Address.of(self.slack)),
            "database": str(self.folder / "desk.db"),
            "transport": self.transport,
            "way": self.way,
            "marker": str(self.marker),
            "role": "intake" if self.way == "work in a crew" else "all",
        }
        command = [sys.executable, str(PROCESS), json.dumps(told)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        port = int(self.process.stdout.readline())
        if self.transport == "http":
            self.slack.deliveries.request_url = f"http://127.0.0.1:{port}/slack/events"
        else:
            until(lambda: self.slack.deliveries.sockets)

    def wait(self) -> int:
        assert self.process is not None
        return self.process.wait(60)

    def end(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.wait()


@pytest.fixture
def app(
    slack: FakeSlack, transport: TransportName, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[App]:
    app = App(slack, transport, tmp_path, request.param)
    app.start()
    yield app
    if app.process is not None and app.process.poll() is None:
        app.end()


@pytest.mark.parametrize(
    "app", ["die while working", "die between two posts", "die after a post"], indirect=True
)
def test_a_kill_loses_nothing_and_says_nothing_twice(slack: FakeSlack, app: App) -> None:
    slack.people.say("D1", "U1", "when?")
    assert app.wait() == -signal.SIGKILL
    app.start()
    until(lambda: len(texts(slack, "D1")) >= 2)
    assert app.end() == 0
    assert texts(slack, "D1") == ["first", "second"]


@pytest.mark.parametrize("app", ["work"], indirect=True)
def test_kills_at_any_moment_lose_no_question_and_say_nothing_twice(
    slack: FakeSlack, app: App
) -> None:
    lot, asked = random.Random(7), list[str]()
    slack.deliveries.retry_delays = (0.2, 1.0, *[3.0] * 60)
    for _ in range(3):
        asked += [slack.people.say("D1", "U1", "when?").ts for _ in range(3)]
        time.sleep(lot.uniform(0.0, 0.4))
        assert app.process is not None
        app.process.kill()
        app.wait()
        app.start()
    until(lambda: len(texts(slack, "D1")) >= 2 * len(asked))
    assert app.end() == 0
    threads = [slack.workspace.thread("D1", ts) for ts in asked]
    assert [[m.text for m in thread if m.is_bot] for thread in threads] == [
        ["first", "second"]
    ] * len(asked)


@OVER_BOTH
@pytest.mark.parametrize("app", ["work slowly"], indirect=True)
def test_sigterm_lets_what_was_begun_finish(slack: FakeSlack, app: App) -> None:
    slack.people.say("D1", "U1", "when?")
    until(app.marker.exists)
    assert app.end() == 0
    assert texts(slack, "D1") == ["first", "second"]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/status")  # where there is one: a process nobody buries is dead too
    return not status.exists() or "\nState:\tZ" not in status.read_text()


@pytest.mark.parametrize("app", ["work in a crew"], indirect=True)
def test_a_crew_member_that_is_killed_is_replaced_and_a_crew_ends_with_its_master(
    slack: FakeSlack, app: App
) -> None:
    slack.people.say("D1", "U1", "one")
    until(lambda: len(texts(slack, "D1")) == 2)
    first = int(app.marker.read_text().split()[-1])
    assert app.process is not None
    assert first != app.process.pid
    os.kill(first, signal.SIGKILL)
    slack.people.say("D1", "U1", "two")
    until(lambda: len(texts(slack, "D1")) == 4)
    second = int(app.marker.read_text().split()[-1])
    app.process.kill()
    until(lambda: not is_running(second))
