"""What was promised arrives, once, at Slack's pace, or is known to be refused."""

import logging
import time

import pytest
from faulty_slack import Fault, FaultySlack
from slack_harness import BOT, Start, doing, texts, until

from handlers.slack.cards import blocks
from handlers.slack.delivery.api import SlackApi, single_workspace
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Outbox, Poster, Sender
from handlers.slack.delivery.service import Pace
from handlers.slack.delivery.worker import apology, reference
from handlers.slack.surfaces.routes import Routes
from store import Store
from store.errors import CopydeskError
from store.posts import Post, Posts

POST = "chat.postMessage"


def answering(kind: str, answer: Message) -> Routes:
    return doing(kind, lambda event, poster: poster.tell(answer))


def test_a_rate_limit_holds_up_its_channel_alone(slack: FaultySlack, start: Start) -> None:
    slack.faults.add(Fault(POST, channel_id="C1", retry_after=2))
    start()
    for channel_id in ("C1", "C2"):
        slack.people.say(channel_id, "U1", f"{BOT} when?")
    until(lambda: texts(slack, "C1") and texts(slack, "C2"))
    calls = [(args["channel"], at) for name, args, at in slack.calls if name == POST]
    assert sorted(channel for channel, _ in calls) == ["C1", "C1", "C2"]
    assert calls[-1][0] == "C1"
    assert calls[-1][1] - next(at for channel, at in calls if channel == "C1") >= 2.0


class Looked(Posts):
    """An outbox that counts how often it was looked into."""

    times = 0

    def claim(self, worker: str, now: float, lease: float) -> Post | None:
        self.times += 1
        return super().claim(worker, now, lease)


def test_while_posts_wait_for_their_turn_one_sender_looks_for_all(
    slack: FaultySlack, start: Start
) -> None:
    running = start(pace=Pace(post_seconds=0.7), make_posts=Looked)
    for number in range(4):
        running.service.outbox.promise(f"p{number}", Message("said"), "T1", "C1")
    began, before = time.monotonic(), running.posts.times
    until(lambda: not running.posts.has_open())
    often = (time.monotonic() - began) / 0.05
    assert running.posts.times - before < 1.5 * often + 40


def test_a_picture_that_slack_has_not_read_in_yet_is_tried_again(
    slack: FaultySlack, start: Start
) -> None:
    slack.faults.add(Fault(POST, error="invalid_blocks", times=2))
    start(answering("message", Message("chart", (blocks.picture("F1", "Chart", "A chart"),))))
    slack.people.say("D1", "U1", "go")
    until(lambda: texts(slack, "D1"))
    assert [len(message.blocks) for message in slack.workspace.from_bot("D1")] == [1]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault(POST, status=503), id="unavailable"),
        pytest.param(Fault(POST, lost=True), id="done, but the answer lost"),
    ],
)
def test_a_passing_fault_is_tried_again_and_nothing_is_said_twice(
    slack: FaultySlack, start: Start, fault: Fault
) -> None:
    slack.faults.add(Fault(**vars(fault)))
    running = start()
    slack.people.say("D1", "U1", "when?")
    until(lambda: running.outcomes and not running.posts.has_open())
    assert texts(slack, "D1") == ["echo: when?"]
    assert [reply.is_ok for _, reply in running.outcomes] == [True]
    assert (slack.called(POST)[0]["unfurl_links"], slack.called(POST)[0]["unfurl_media"]) == (
        False, False,
    )  # fmt: skip


@pytest.mark.parametrize("error", ["channel_not_found", "account_inactive"])
def test_a_channel_that_is_gone_is_reported_as_gone(
    slack: FaultySlack, start: Start, error: str
) -> None:
    slack.faults.add(Fault(POST, error=error))
    running = start()
    slack.people.say("D1", "U1", "when?")
    until(lambda: running.outcomes)
    post, reply = running.outcomes[0]
    assert (reply.is_ok, reply.is_gone, reply.error) == (False, True, error)
    assert (post.channel_id, post.state) == ("D1", "refused")


def test_a_revoked_token_is_reported_and_stops_nothing(slack: FaultySlack, start: Start) -> None:
    running = start()
    slack.revoked.add(slack.workspace.bot_token)
    slack.people.say("D1", "U1", "one")
    until(lambda: running.outcomes)
    _, reply = running.outcomes[0]
    assert (reply.is_gone, reply.error) == (True, "token_revoked")
    slack.revoked.clear()
    slack.people.say("D1", "U1", "two")
    until(lambda: texts(slack, "D1") == ["echo: two"])


@pytest.mark.parametrize("kind", ["post", "respond"])
def test_blocks_that_slack_refuses_become_plain_text(
    slack: FaultySlack, start: Start, kind: str
) -> None:
    too_long = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
    answer = Message("10 November, says the Herald.", (too_long,))
    if kind == "post":
        start(answering("message", answer))
        slack.people.say("C1", "U1", f"{BOT} when?")
    else:
        start(answering("command", answer))
        slack.people.command("C1", "U1", "/ask", "when?")
    until(lambda: texts(slack, "C1", "U1"))
    shown = slack.workspace.from_bot("C1", "U1")[0]
    assert (shown.text, shown.blocks) == ("10 November, says the Herald.", [])


def test_a_spent_response_url_does_not_lose_the_answer(slack: FaultySlack, start: Start) -> None:
    def answer(event: Event, poster: Poster) -> None:
        for number in range(6):
            poster.respond(Message(f"part {number}"))

    start(doing("command", answer))
    slack.people.command("C1", "U1", "/ask", "when?")
    until(lambda: len(texts(slack, "C1", "U1")) == 6)
    assert texts(slack, "C1", "U1") == [f"part {number}" for number in range(6)]
    assert texts(slack, "C1", "U2") == []


def test_a_failure_is_one_plain_sentence_and_a_log_line_without_words(
    slack: FaultySlack, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(event: Event, poster: Poster) -> None:
        raise ValueError(f"cannot parse {event.text}")

    caplog.set_level(logging.DEBUG)
    start(doing("message", fail))
    slack.people.say("D1", "U1", "the secret question")
    until(lambda: texts(slack, "D1"))
    event_id = slack.deliveries.log[0].payload["event_id"]
    assert texts(slack, "D1") == [apology(event_id)]
    line = next(record for record in caplog.records if reference(event_id) in record.message)
    assert "ValueError" in line.message
    assert "test_slack_posting.py" in line.message
    ours = [record for record in caplog.records if not record.name.startswith(("asyncio", "aio"))]
    assert not [record for record in ours if "secret" in record.getMessage()]


def test_an_error_meant_for_the_user_is_shown_as_it_is(slack: FaultySlack, start: Start) -> None:
    def refuse(event: Event, poster: Poster) -> None:
        raise CopydeskError("There is no article yet. Add one with /copydesk add.")

    start(doing("command", refuse))
    slack.people.command("C1", "U1", "/copydesk", "ask when?")
    until(lambda: texts(slack, "C1", "U1"))
    assert texts(slack, "C1", "U1") == ["There is no article yet. Add one with /copydesk add."]


def test_a_status_shows_while_it_works_and_ends_with_the_answer(
    slack: FaultySlack, start: Start
) -> None:
    shown: list[str] = []

    def work(event: Event, poster: Poster) -> None:
        poster.begin_work("is reading…", ["Opening the archive"])
        shown.extend(slack.workspace.statuses.values())
        poster.say(Message("10 November."))

    start(doing("message", work))
    slack.people.say("D1", "U1", "when?")
    until(lambda: texts(slack, "D1"))
    assert (shown, slack.workspace.statuses) == (["is reading…"], {})


def sending(slack: FaultySlack, store: Store, now: list[float]) -> tuple[Sender, Outbox]:
    """A sender and an outbox by a clock that stands still."""
    api = SlackApi(single_workspace(slack.workspace.bot_token), slack.api_url, 60)
    sender = Sender(store.posts, api, lambda: now[0], "s1")
    return sender, Outbox(store.posts, lambda: now[0], lambda: None)


def test_what_is_to_be_said_while_slack_is_down_for_over_an_hour_is_said_once_it_is_back(
    slack: FaultySlack, store: Store
) -> None:
    now = [1_000_000.0]
    sender, outbox = sending(slack, store, now)
    down = [Fault(method, times=999, status=503) for method in (POST, "conversations.history")]
    for fault in down:
        slack.faults.add(fault)
    for number in range(70):
        if number < 3:
            outbox.promise(f"alert:{number}", Message(f"alert {number}"), "T0NEWS", "C1")
        sender.send_next()
        now[0] += 60.0
    assert texts(slack, "C1") == []
    slack.faults.take_all()
    for _ in range(3):
        sender.send_next()
        now[0] += 60.0
    assert texts(slack, "C1") == [f"alert {number}" for number in range(3)]
