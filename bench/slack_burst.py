"""A burst of questions: how soon each is acknowledged, whether each is answered once, in order.

    python bench/slack_burst.py [--questions 200] [--seconds 10] [--work-ms 100] [--transport http]
    python bench/slack_burst.py --ask [--questions 100] [--seconds 1]

The fake Slack runs here, the app in a process of its own. Each question costs `--work-ms` of pure
Python, which is harder on the acknowledgements than real answering, nine tenths of which are the
networks. With `--ask` the sample newsroom is asked, and answered from as `serve` does.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.ask.asker import NetworkAsker
from bot.ingest.batch import ingest
from bot.sample import sample_folder
from bot.settings import Settings
from handlers.fake_slack.server import FakeSlack
from handlers.fake_slack.workspace import Message as ShownMessage
from handlers.slack.delivery.api import single_workspace
from handlers.slack.delivery.app import BUSY, assemble
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.delivery.service import CREW, INTAKE, Crew, Pace, serve
from handlers.slack.delivery.transports import Checks, HttpTransport, SocketTransport
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.listing import make_routes
from handlers.slack.surfaces.routes import ANY, Routes
from store import Store, open_store

CHANNELS = 20
THREADS_A_CHANNEL = 2
LINGER = 2.0
ASKED_AT = datetime(2026, 11, 10, 12, tzinfo=UTC)
SAMPLE = (
    "When does the truce expire?",
    "Who is the mayor of Port Lenna?",
    "Will Merrow cut jobs on the furnace floor?",
    "What will the central bank do in December?",
    "How many people were aboard the Corrie Belle?",
)


def answer(work_ms: float) -> Any:
    """Return a handler that costs this much processor time, then answers."""

    def handle(event: Event, poster: Poster) -> None:
        end = time.thread_time() + work_ms / 1000
        while time.thread_time() < end:
            sum(range(100))
        poster.say(Message(event.text))

    return handle


def make_burst_routes(store: Store, told: dict[str, Any]) -> Routes:
    """Return the handlers: of `serve`, or one that only costs time."""
    if told["ask"]:
        desk = Desk(store, NetworkAsker(), lambda: ASKED_AT)
        return make_routes(lambda team_id: desk)
    routes = Routes()
    routes.add("message", ANY, answer(told["work_ms"]))
    return routes


def run_app(told: dict[str, Any]) -> None:
    """Serve until SIGTERM."""
    store = open_store(told["database"])
    pace = {"intake": INTAKE, "crew": CREW, "all": Pace()}[told["role"]]
    routes = make_burst_routes(store, told)
    find = single_workspace(told["bot_token"])
    settings = Settings(slack_signing_secret=told["signing_secret"], slack_api_url=told["api_url"])
    made = assemble(store.events, store.posts, routes, find, settings, pace)
    app, service = made.app, made.service
    if told["role"] == "crew":
        serve(service)
        return
    crew = None
    if told["role"] == "intake":
        order = json.dumps(told | {"role": "crew"})
        crew = Crew([sys.executable, __file__, "--app", order], told["processes"])
    if told["transport"] == "http":
        http = HttpTransport(app, Checks(service.health), "127.0.0.1", 0)
        print(http.port, flush=True)
        serve(service, http, crew)
    else:
        print(0, flush=True)
        serve(service, SocketTransport(app, told["app_token"], told["api_url"]), crew)


def run_burst(options: argparse.Namespace) -> dict[str, Any]:
    """Ask, wait for the answers, and count."""
    with FakeSlack() as slack, tempfile.TemporaryDirectory() as folder:
        slack.workspace.add_user("U1", "ann")
        for number in range(CHANNELS):
            slack.workspace.add_channel(f"C{number}", f"desk-{number}", "U1")
        app = _start(slack, Path(folder), options)
        try:
            began = time.monotonic()
            asked = _ask(slack, options)
            took = _wait(slack, options.questions)
            rate = options.questions / (time.monotonic() - began - LINGER)
        finally:
            app.terminate()
            app.wait(60)
        return _count(slack, asked, took) | {"answered a second": round(rate, 1)}


def _start(slack: FakeSlack, folder: Path, options: argparse.Namespace) -> subprocess.Popen[str]:
    told = {
        "database": str(folder / "burst.db"),
        "api_url": slack.api_url,
        "bot_token": slack.workspace.bot_token,
        "app_token": slack.app_token,
        "signing_secret": slack.signing_secret,
        "transport": options.transport,
        "work_ms": options.work_ms,
        "ask": options.ask,
        "processes": options.processes,
        "role": "all" if options.one_process else "intake",
    }
    if options.ask:
        store = open_store(told["database"])
        ingest([str(sample_folder() / "articles")], store)
        store.close()
    command = [sys.executable, __file__, "--app", json.dumps(told)]
    app = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert app.stdout is not None
    port = int(app.stdout.readline())
    if options.transport == "http":
        slack.deliveries.request_url = f"http://127.0.0.1:{port}/slack/events"
    while options.transport == "socket" and not slack.deliveries.sockets:
        time.sleep(0.05)
    return app


def _ask(slack: FakeSlack, options: argparse.Namespace) -> dict[tuple[str, str], list[str]]:
    asked: dict[tuple[str, str], list[str]] = {}
    roots: dict[tuple[int, int], str] = {}
    for number in range(options.questions):
        place = (number % CHANNELS, number // CHANNELS % THREADS_A_CHANNEL)
        channel_id = f"C{place[0]}"
        asks = SAMPLE[number % len(SAMPLE)] if options.ask else f"question {number}"
        text = f"<@{slack.workspace.bot_user_id}> {asks}"
        thread_ts = None if options.ask else roots.get(place)
        message = slack.people.say(channel_id, "U1", text, thread_ts=thread_ts)
        root = message.ts if options.ask else roots.setdefault(place, message.ts)
        asked.setdefault((channel_id, root), []).append(text)
        time.sleep(options.seconds / options.questions)
    return asked


def _wait(slack: FakeSlack, questions: int) -> float:
    started = time.monotonic()
    while time.monotonic() - started < 120:
        if len(_answers(slack)) >= questions:
            break
        time.sleep(0.1)
    waited = time.monotonic() - started
    time.sleep(LINGER)  # for an answer too many
    return waited


def _answers(slack: FakeSlack) -> list[ShownMessage]:
    """Return what was answered; that somebody waits in line is no answer."""
    found = [message for message in slack.workspace.all_messages() if message.is_bot]
    return [message for message in found if not message.text.startswith(BUSY)]


def _count(
    slack: FakeSlack, asked: dict[tuple[str, str], list[str]], took: float
) -> dict[str, Any]:
    attempts = [each for delivery in slack.deliveries.log for each in delivery.attempts]
    seconds = sorted(attempt.seconds for attempt in attempts if attempt.is_acked)
    answered = _answers(slack)
    in_order = sum(
        [m.text for m in slack.workspace.thread(*place) if m.is_bot] == questions
        for place, questions in asked.items()
    )
    return {
        "deliveries": len(attempts),
        "not acknowledged": len(attempts) - len(seconds),
        "ack p50 ms": round(statistics.median(seconds) * 1000, 1),
        "ack p95 ms": round(seconds[int(len(seconds) * 0.95)] * 1000, 1),
        "ack max ms": round(seconds[-1] * 1000, 1),
        "questions": sum(map(len, asked.values())),
        "answers": len(answered),
        "answered once": len({(m.thread_ts, m.text) for m in answered}) == len(answered),
        "told to wait": sum(m.text.startswith(BUSY) for m in slack.workspace.all_messages()),
        "threads in order": f"{in_order}/{len(asked)}",
        "last answer after s": round(took, 1),
    }


def main() -> None:
    """Run the burst, or the app for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--work-ms", type=float, default=100.0)
    parser.add_argument("--transport", choices=["http", "socket"], default="http")
    parser.add_argument("--ask", action="store_true", help="ask the sample newsroom")
    parser.add_argument("--processes", type=int, default=1, help="that answer")
    parser.add_argument("--one-process", action="store_true", help="that also acknowledges")
    parser.add_argument("--app", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.app:
        run_app(json.loads(options.app))
        return
    for name, value in run_burst(options).items():
        print(f"{name:>20}  {value}")


if __name__ == "__main__":
    main()
