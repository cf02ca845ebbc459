"""Each event is handled once as the user sees it."""

import time
from dataclasses import replace
from threading import Event as Flag

import pytest
from slack_harness import BOT, FAST, OVER_BOTH, Start, doing, texts, until

from handlers.fake_slack.people import VERIFICATION_TOKEN
from handlers.fake_slack.server import FakeSlack
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.delivery.worker import apology
from handlers.slack.surfaces.routes import Routes
from store.events import Events, NewEvent


def settled(slack: FakeSlack) -> bool:
    return all(delivery.done.is_set() for delivery in slack.deliveries.log)


@OVER_BOTH
def test_a_mention_is_answered_once_in_its_thread(slack: FakeSlack, start: Start) -> None:
    running = start()
    asked = slack.people.say("C1", "U1", f"{BOT} when?")
    until(lambda: texts(slack, "C1") and settled(slack) and not running.posts.has_open())
    assert [delivery.payload["event"]["type"] for delivery in slack.deliveries.log] == [
        "app_mention",
        "message",
    ]
    assert [(m.text, m.thread_ts) for m in slack.workspace.from_bot("C1")] == [
        (f"echo: {BOT} when?", asked.ts)
    ]


@OVER_BOTH
def test_a_duplicate_delivery_is_acknowledged_and_dropped(slack: FakeSlack, start: Start) -> None:
    running = start()
    message = slack.people.say("D1", "U1", "when?")
    until(lambda: texts(slack, "D1"))
    first = slack.deliveries.log[0].payload
    again = slack.people.send_event(slack.people.message_event(message), first["event_id"]).wait()
    assert again.is_acked
    running.settle()
    assert texts(slack, "D1") == ["echo: when?"]


def test_in_a_long_line_everybody_is_told_their_place_once_and_answered(
    slack: FakeSlack, start: Start
) -> None:
    start(pace=replace(FAST, workers=0))  # as if all were at work
    asked = []
    for channel_id in ["C1", "C2"] * 11:
        asked.append(slack.people.say(channel_id, "U1", f"{BOT} when?"))
        until(lambda: settled(slack))
    until(lambda: settled(slack) and len(texts(slack, "C1") + texts(slack, "C2")) == 2)
    assert (texts(slack, "C1"), texts(slack, "C2")) == (
        ["I am busy: your question is number 21 in line. I will answer it here."],
        ["I am busy: your question is number 22 in line. I will answer it here."],
    )
    start()
    until(lambda: len(texts(slack, "C1") + texts(slack, "C2")) == 24)
    answered = [m for channel in ("C1", "C2") for m in slack.workspace.from_bot(channel)]
    assert {m.thread_ts for m in answered if m.text.startswith("echo")} == {m.ts for m in asked}


class FailsOnce(Events):
    """An inbox whose disk is full the first time."""

    failures = 0

    def add(self, new: NewEvent, now: float) -> bool:
        if not self.failures:
            self.failures += 1
            raise OSError("disk full")
        return super().add(new, now)


@OVER_BOTH
def test_what_could_not_be_stored_is_not_acknowledged_and_comes_again(
    slack: FakeSlack, start: Start
) -> None:
    slack.deliveries.ack_seconds = 0.5
    running = start(make_events=FailsOnce)
    slack.people.say("D1", "U1", "when?")
    until(lambda: texts(slack, "D1") and settled(slack))
    running.settle()
    taken = [attempt.is_acked for attempt in slack.deliveries.log[0].attempts]
    assert (taken[0], taken[-1]) == (False, True)
    assert texts(slack, "D1") == ["echo: when?"]


def test_a_follow_up_needs_no_mention_but_other_talk_is_not_kept(
    slack: FakeSlack, start: Start
) -> None:
    running = start()
    asked = slack.people.say("C1", "U1", f"{BOT} when?")
    until(lambda: texts(slack, "C1"))
    slack.people.say("C1", "U2", "lunch?")
    other = slack.people.say("C1", "U2", "a thread of ours")
    slack.people.say("C1", "U1", "in it", thread_ts=other.ts)
    slack.people.say("C1", "U2", "and who signed it?", thread_ts=asked.ts)
    until(lambda: len(texts(slack, "C1")) == 2 and settled(slack))
    stored = running.connections.get().execute("select count(*) from events").fetchone()
    assert stored == (2,)
    assert texts(slack, "C1") == [f"echo: {BOT} when?", "echo: and who signed it?"]


@pytest.mark.parametrize("allowed", ["B9", "B8"])
def test_a_bot_is_answered_once_where_it_is_allowed(
    slack: FakeSlack, start: Start, allowed: str
) -> None:
    running = start(allowed_bots=frozenset({allowed}))
    message = slack.people.message_event(slack.people.say("C1", "U1", "hm"))
    event = {**message, "text": f"{BOT} hello", "bot_id": "B9"}
    for kind in ("message", "app_mention"):
        assert slack.people.send_event({**event, "type": kind}).wait().is_acked
    running.settle()
    assert texts(slack, "C1") == ([f"echo: {BOT} hello"] if allowed == "B9" else [])


def test_order_is_kept_in_each_thread(slack: FakeSlack, start: Start) -> None:
    def slow_first(event: Event, poster: Poster) -> None:
        time.sleep(0.06 if event.text.endswith(("0", "3")) else 0.0)
        poster.say(Message(event.text))

    start(doing("message", slow_first))
    roots = [slack.people.say("C1", "U1", f"{BOT} root{n} -1") for n in range(3)]
    until(settled_all := lambda: settled(slack))
    for number in range(5):
        for root in roots:
            slack.people.say("C1", "U2", f"{number}", thread_ts=root.ts)
        until(settled_all)
    until(lambda: len(texts(slack, "C1")) == 18)
    for root in roots:
        thread = slack.workspace.thread("C1", root.ts)
        said = [message.text for message in thread if message.is_bot]
        assert said == [root.text, "0", "1", "2", "3", "4"]


@OVER_BOTH
def test_a_command_is_acknowledged_while_five_slow_jobs_run(slack: FakeSlack, start: Start) -> None:
    release = Flag()

    def slow(event: Event, poster: Poster) -> None:
        assert release.wait(60)
        poster.say(Message("slow"))

    routes = doing("message", slow)
    routes.add("command", "/copydesk", lambda e, p: None, reply=lambda e: f"Working on {e.text}.")
    start(routes)
    for number in range(5):
        slack.people.say("C1", "U1", f"{BOT} slow {number}")
    until(lambda: settled(slack))
    command = slack.people.command("C1", "U1", "/copydesk", "status").wait()
    assert command.is_acked
    assert texts(slack, "C1", "U1") == ["Working on status."]
    release.set()
    until(lambda: len(texts(slack, "C1")) == 5)


@OVER_BOTH
def test_an_event_without_a_handler_is_acknowledged_and_not_kept(
    slack: FakeSlack, start: Start
) -> None:
    running = start(Routes())
    assert slack.people.send_event({"type": "emoji_changed", "event_ts": "1.1"}).wait().is_acked
    assert running.events.backlog().oldest_at is None


def test_an_event_that_always_ends_the_worker_is_given_up(slack: FakeSlack, start: Start) -> None:
    taken = Flag()
    running = start(doing("message", lambda event, poster: taken.wait(60)))
    slack.people.say("D1", "U1", "boom")
    until(lambda: running.events.backlog().claimed)
    with running.connections.writing() as db:  # as after three workers that died with it
        db.execute("update events set attempts = 3, lease_until = '', worker = 'gone'")
    running.service.wake()
    until(lambda: not running.events.backlog().claimed)
    taken.set()
    until(lambda: texts(slack, "D1"))
    assert [apology(running_id(slack))] == texts(slack, "D1")


def running_id(slack: FakeSlack) -> str:
    event_id: str = slack.deliveries.log[0].payload["event_id"]
    return event_id


@pytest.mark.parametrize("transport", ["socket"])
@pytest.mark.parametrize("way", ["disconnect", "drop_sockets"])
def test_a_connection_that_slack_ends_or_that_breaks_is_opened_again(
    slack: FakeSlack, start: Start, way: str
) -> None:
    start()
    first = slack.deliveries.sockets[0]
    slack.run(getattr(slack.deliveries, way)())
    until(lambda: slack.deliveries.sockets and slack.deliveries.sockets[-1] is not first)
    slack.people.say("D1", "U1", "still there?")
    until(lambda: texts(slack, "D1") == ["echo: still there?"])


def test_the_verification_token_of_slack_is_not_kept(slack: FakeSlack, start: Start) -> None:
    go_on = Flag()
    running = start(doing("message", lambda event, poster: go_on.wait(60)))
    slack.people.say("D1", "U1", "when?")
    until(lambda: running.events.backlog().claimed)
    [body] = running.connections.get().execute("select body from events").fetchone()
    go_on.set()
    assert "when?" in body
    assert VERIFICATION_TOKEN not in body
