"""What Slack sends is read into one value, or is not ours."""

from typing import Any

import pytest
from newsstand import Newsstand, Reply

from handlers.slack.delivery.api import SlackApi, single_workspace
from handlers.slack.delivery.events import read_event

Json = dict[str, Any]
OWN = "U0COPYDESK"


def test_the_token_does_not_go_along_with_a_redirect_out_of_slack(stand: Newsstand) -> None:
    elsewhere = stand.url.replace("127.0.0.1", "localhost")
    stand.put("/moved", "the file")
    for path, target in (("/file", elsewhere + "/stolen"), ("/within", stand.url + "/moved")):
        stand.pages[path] = Reply(status=302, headers=(("Location", target),))
    api = SlackApi(single_workspace("xoxb-1"), stand.url)
    assert api.download("T1", stand.url + "/file") is None
    assert api.download("T1", stand.url + "/within") == b"the file"
    assert stand.paths() == ["/file", "/within", "/moved"]


def callback(**event: Any) -> Json:
    bot = {"team_id": "T1", "user_id": OWN, "is_bot": True}
    named = {"type": "message", "channel": "C1", "channel_type": "channel", "ts": "2.0", **event}
    return {
        "type": "event_callback",
        "event_id": "Ev1",
        "team_id": "T1",
        "authorizations": [bot],
        "event": {"user": "U1", **named},
    }


def seen(body: Json) -> tuple[str, str, str | None, str | None] | None:
    event = read_event(body, None)
    return (event.kind, event.name, event.ts, event.thread_ts) if event else None


CASES: dict[str, tuple[Json, tuple[str, str, str | None, str | None] | None]] = {
    "a mention": (callback(type="app_mention", text="x"), ("message", "mention", "2.0", "2.0")),
    "the same as a message": (callback(text=f"<@{OWN}> x"), ("message", "mention", "2.0", "2.0")),
    "a direct message": (callback(channel_type="im"), ("message", "dm", "2.0", "2.0")),
    "a follow-up": (callback(thread_ts="1.0", text="x"), ("message", "thread", "2.0", "1.0")),
    "a follow-up shown in the channel too": (
        callback(thread_ts="1.0", subtype="thread_broadcast"), ("message", "thread", "2.0", "1.0"),
    ),
    "a file in a direct message": (
        callback(channel_type="im", subtype="file_share"), ("message", "dm", "2.0", "2.0"),
    ),
    "an edit": (
        callback(
            subtype="message_changed",
            message={"user": "U1", "ts": "1.5", "thread_ts": "1.0", "text": "b"},
            previous_message={"text": "a"},
        ),
        ("edited", "message", "1.5", "1.0"),
    ),
    "an unfurled link": (
        callback(subtype="message_changed", message={"text": "a"}, previous_message={"text": "a"}),
        None,
    ),
    "a deletion": (
        callback(subtype="message_deleted", deleted_ts="1.5", previous_message={"ts": "1.5"}),
        ("deleted", "message", "1.5", "1.5"),
    ),
    "a bot": (callback(bot_id="B9", text="x"), None),
    "ourselves": (callback(user=OWN, text="x"), None),
    "somebody joined": (callback(subtype="channel_join"), None),
    "the Home tab": (callback(type="app_home_opened", tab="home"), ("home", "home", None, None)),
    "the stop button": (
        callback(type="agent_session_stopped"), ("event", "agent_session_stopped", None, None),
    ),
    "nothing known": ({"type": "block_suggestion"}, None),
    "nothing at all": ({}, None),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES)
def test_an_event_is_read(
    body: Json, expected: tuple[str, str, str | None, str | None] | None
) -> None:
    assert seen(body) == expected


@pytest.mark.parametrize(
    ("said", "heard_as"),
    [
        ({"text": f"<@{OWN}> who?"}, "mention"),
        ({"text": f"<@{OWN}> who?", "subtype": "bot_message", "user": None}, "mention"),
        ({"text": "who?", "channel_type": "im"}, "dm"),
        ({"text": "who?", "thread_ts": "1.0"}, None),
        ({"text": f"<@{OWN}> who?", "bot_id": "B8"}, None),
        ({"text": f"<@{OWN}> who?", "user": OWN}, None),
        ({"subtype": "channel_join"}, None),
    ],
    ids=["a mention", "of an old kind", "a message", "talk", "another", "ourselves", "a join"],
)
def test_an_allowed_bot_is_heard_where_it_speaks_to_us(
    said: dict[str, object], heard_as: str | None
) -> None:
    event = read_event(callback(**{"bot_id": "B9", **said}), OWN, frozenset({"B9"}))
    assert (event.name if event else None) == heard_as
    assert event is None or event.is_of_bot
