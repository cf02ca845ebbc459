"""The stop button: what is being answered ends, and nothing more is said of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event as Flag
from typing import Any

import pytest
from faulty_slack import Fault, FaultySlack
from newsroom import NOW, shown
from slack_harness import Running, Start, until

from bot.ask.answer import Answer
from bot.ask.asker import NetworkAsker
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.delivery.worker import STOPPED
from handlers.slack.surfaces.asking import STOP
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.listing import make_routes
from handlers.slack.surfaces.routes import Routes
from store import Store, open_store

TRUCE = "When does the truce expire?"
SESSION = "agents.sessions.setStatus"


class HeldAsker:
    """Answers each question only once it is let go."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go = Flag()

    def __call__(self, store: Store, question: str, *more: Any, **named: Any) -> Answer:
        self.asked.append(question)
        assert self.go.wait(60)
        return NetworkAsker()(store, question, *more, **named)


@pytest.fixture
def asker() -> Iterator[HeldAsker]:
    asker = HeldAsker()
    yield asker
    asker.go.set()


@pytest.fixture
def running(asker: HeldAsker, start: Start, sample_database: Path, tmp_path: Path) -> Running:
    path = tmp_path / "articles.db"
    shutil.copy(sample_database, path)
    desk = Desk(open_store(str(path)), asker, lambda: NOW)
    return start(make_routes(lambda team_id: desk))


def sessions(slack: FaultySlack) -> list[str]:
    return [str(call["status"]) for call in slack.called(SESSION)]


def test_an_answer_shows_a_stop_button_until_it_is_there(
    slack: FaultySlack, asker: HeldAsker, running: Running
) -> None:
    asked = slack.people.say("D1", "U1", TRUCE)
    until(lambda: slack.workspace.sessions.get(("D1", asked.ts)) == "processing")
    asker.go.set()
    until(lambda: slack.workspace.from_bot("D1"))
    running.settle()
    assert sessions(slack) == ["processing", "active"]
    assert slack.called(SESSION)[0]["thread_ts"] == asked.ts


def test_a_stopped_question_is_not_answered_and_shows_no_status(
    slack: FaultySlack, asker: HeldAsker, running: Running
) -> None:
    asked = slack.people.say("D1", "U1", TRUCE)
    until(lambda: asker.asked and ("D1", asked.ts) in slack.workspace.sessions)
    assert slack.people.stop("D1", asked.ts, "U1").wait().is_acked
    until(lambda: slack.workspace.sessions["D1", asked.ts] == "active")
    until(lambda: not any(slack.workspace.statuses.values()))
    asker.go.set()
    running.settle()
    assert slack.workspace.from_bot("D1") == []


def test_the_next_question_in_a_stopped_thread_is_answered(
    slack: FaultySlack, asker: HeldAsker, running: Running
) -> None:
    asked = slack.people.say("D1", "U1", TRUCE)
    until(lambda: ("D1", asked.ts) in slack.workspace.sessions)
    slack.people.say("D1", "U1", "How many people live on Mars?", thread_ts=asked.ts)
    until(lambda: all(delivery.done.is_set() for delivery in slack.deliveries.log))
    slack.people.stop("D1", asked.ts, "U1").wait()
    asker.go.set()
    slack.people.say("D1", "U1", TRUCE, thread_ts=asked.ts)
    until(lambda: slack.workspace.from_bot("D1"))
    running.settle()
    (card,) = slack.workspace.from_bot("D1")
    assert "18 November" in card.text
    assert "I took this to ask" not in shown(card)
    assert slack.workspace.sessions["D1", asked.ts] == "active"


def test_a_stop_is_heard_while_every_worker_is_busy(
    slack: FaultySlack, asker: HeldAsker, running: Running
) -> None:
    asked = [slack.people.say("D1", "U1", TRUCE) for _ in range(5)]
    until(lambda: len(asker.asked) == 4)
    until(lambda: len(slack.workspace.sessions) == 4)  # five came at once: any four of them
    begun = next(one.ts for one in asked if ("D1", one.ts) in slack.workspace.sessions)
    slack.people.stop("D1", begun, "U1")
    until(lambda: slack.workspace.sessions["D1", begun] == "active")
    asker.go.set()
    until(lambda: len(slack.workspace.from_bot("D1")) == 4)
    running.settle()
    answered = {message.thread_ts for message in slack.workspace.from_bot("D1")}
    assert answered == {message.ts for message in asked} - {begun}


def test_a_workspace_without_agent_sessions_gets_its_answer(
    slack: FaultySlack, asker: HeldAsker, running: Running
) -> None:
    slack.faults.add(Fault(SESSION, error="not_authorized", times=9))
    asker.go.set()
    slack.people.say("D1", "U1", TRUCE)
    until(lambda: slack.workspace.from_bot("D1"))
    running.settle()
    assert "18 November" in slack.workspace.from_bot("D1")[0].text


def two_posts(shown_first: Flag, go: Flag) -> Routes:
    def answer(event: Event, poster: Poster) -> None:
        poster.begin_work("is reading…", ["Opening the archive"])
        poster.say(Message("the first half"))
        shown_first.set()
        assert go.wait(60)
        poster.say(Message("the second half"))

    routes = Routes()
    routes.add("message", "dm", answer)
    routes.add(
        "event", STOP, lambda event, poster: poster.end_session(), is_urgent=True, is_stop=True
    )
    return routes


def test_what_was_half_said_says_that_it_was_stopped(slack: FaultySlack, start: Start) -> None:
    shown_first, go = Flag(), Flag()
    running = start(two_posts(shown_first, go))
    asked = slack.people.say("D1", "U1", "everything, please")
    until(lambda: slack.workspace.from_bot("D1") and slack.workspace.sessions)
    slack.people.stop("D1", asked.ts, "U1").wait()
    go.set()
    running.settle()
    texts = [message.text for message in slack.workspace.from_bot("D1")]
    assert texts == ["the first half", STOPPED.text]
    assert {message.thread_ts for message in slack.workspace.from_bot("D1")} == {asked.ts}
