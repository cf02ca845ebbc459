"""The app in a process of its own, to be killed; run as `python slack_process.py JSON`."""

import json
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from slack_harness import FAST, Address, Running, ignore

from handlers.slack.delivery.api import Reply, SlackApi
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.delivery.service import CREW, INTAKE, Crew, serve
from handlers.slack.delivery.transports import HttpTransport
from handlers.slack.surfaces.routes import ANY, Routes

PACES = {"all": FAST, "intake": INTAKE, "crew": CREW}


def die_once(marker: Path) -> None:
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def routes_for(way: str, marker: Path) -> Routes:
    def answer(event: Event, poster: Poster) -> None:
        if way == "die while working":
            die_once(marker)
        if way == "work in a crew":
            with marker.open("a") as pids:
                pids.write(f"{os.getpid()}\n")
        if way == "work slowly":
            marker.touch()
            time.sleep(0.5)
        poster.say(Message("first"))
        if way == "die between two posts":
            die_once(marker)
        poster.say(Message("second"))

    routes = Routes()
    routes.add("message", ANY, answer)
    routes.add("command", ANY, lambda e, p: ignore(p.respond(Message("done"))))
    return routes


def leases(way: str, marker: Path) -> dict[str, float]:
    """What a process took that will die is free again soon; nobody else has to hurry."""
    is_to_die = way == "work" or (way.startswith("die") and not marker.exists())
    soon = 3.0 if way == "work" else 1.0
    return dict.fromkeys(("lease_seconds", "post_lease_seconds"), soon) if is_to_die else {}


class DyingApi(SlackApi):
    """An API whose process is killed after Slack took a post and before it is recorded."""

    marker: Path

    def call(self, team_id: str, method: str, /, **arguments: Any) -> Reply:
        reply = super().call(team_id, method, **arguments)
        if method == "chat.postMessage":
            die_once(self.marker)
        return reply


def main(told: dict[str, Any]) -> None:
    marker = Path(told["marker"])
    DyingApi.marker = marker
    role = told.get("role", "all")
    running = Running(
        Address(**told["address"]),
        told["database"],
        told["transport"],
        routes_for(told["way"], marker),
        make_api=DyingApi if told["way"] == "die after a post" else SlackApi,
        pace=replace(PACES[role], post_seconds=0.02, **leases(told["way"], marker)),
    )
    if role == "crew":
        serve(running.service)
        return
    crew = None
    if role == "intake":
        order = json.dumps(told | {"role": "crew"})
        crew = Crew([sys.executable, __file__, order])
    port = running.transport.port if isinstance(running.transport, HttpTransport) else 0
    print(port, flush=True)
    serve(running.service, running.transport, crew, drain_seconds=10)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
