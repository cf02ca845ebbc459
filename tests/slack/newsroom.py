"""The sample newsroom behind the real surfaces, and how to wait for its answers."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from faulty_slack import FaultySlack
from live import live_mentions
from slack_harness import Running, Start, until

from bot.ask.asker import NetworkAsker
from handlers.fake_slack.limits import check_message, check_view
from handlers.fake_slack.workspace import Message
from handlers.slack.delivery.rounds import tell_owners
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.listing import make_routes
from store import Store, open_store

NOW = datetime(2026, 11, 10, 12, 0, tzinfo=UTC)


@dataclass
class Newsroom:
    """The app on the sample newsroom, and the Slack it talks to."""

    slack: FaultySlack
    store: Store
    running: Running
    desk: Desk
    clock: "MovedClock"

    def advance(self, by: timedelta) -> None:
        """Let time pass on our side."""
        self.clock.now += by

    def answers(self, channel_id: str, count: int = 1, user_id: str | None = None) -> list[Message]:
        """Wait for so many messages of ours and for all that comes of them; return them all."""
        until(lambda: len(self.slack.workspace.from_bot(channel_id, user_id)) >= count)
        self.running.settle()
        return self.slack.workspace.from_bot(channel_id, user_id)

    def see(self, words: str, channel_id: str = "C1", user_id: str | None = None) -> Message:
        """Wait for a message of ours that shows these words, or has a button of this name."""
        space = self.slack.workspace

        def found() -> list[Message]:
            return [m for m in space.from_bot(channel_id, user_id) if words in dumped(m)]

        until(found)
        self.running.settle()
        return found()[-1]

    def ask(self, text: str, thread_ts: str | None = None) -> Message:
        """Mention the app in the channel C1."""
        return self.slack.people.say("C1", "U1", f"<@U0COPYDESK> {text}", thread_ts=thread_ts)

    def check_all(self) -> None:
        """Hold everything that was shown to Slack's limits, and to notifying nobody."""
        for message in self.slack.workspace.all_messages():
            if message.is_bot and not message.files:
                payload = {"text": message.text, "blocks": message.blocks}
                assert check_message(payload) == []
                mentions = [each for each in live_mentions(payload) if each != "user:U1"]
                assert mentions == [], message.text
                assert self.dead_buttons(message.blocks) == []
        for view in self.slack.workspace.views.values():
            assert check_view(view.payload) == []
            assert self.dead_buttons(view.payload["blocks"]) == []

    def dead_buttons(self, blocks: list[Any]) -> list[str]:
        """Return the buttons that nothing listens to."""
        alive = self.running.routes.names("action")
        rows = [block for block in blocks if block["type"] in ("actions", "context_actions")]
        pressed = [element["action_id"] for row in rows for element in row["elements"]]
        return [action_id for action_id in pressed if action_id not in alive]


@dataclass
class MovedClock:
    """The time, which can be moved forward."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


def open_newsroom(slack: FaultySlack, start: Start, path: str) -> Newsroom:
    clock = MovedClock()
    store = open_store(path)
    desk = Desk(store, NetworkAsker(), clock)
    running = start(make_routes(lambda team_id: desk))
    tell = partial(tell_owners, desk, running.service.outbox)
    running.on_outcome = lambda post, reply: tell(post, reply) if reply.is_gone else None
    return Newsroom(slack, store, running, desk, clock)


def shown(message: Message) -> str:
    """All that a message shows, as one text."""
    return "\n".join(_texts(message.blocks))


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if not isinstance(value, dict):
        return []
    own = [value["text"]] if isinstance(value.get("text"), str) else []
    inside = [item for item in value.values() if not isinstance(item, str)]
    return own + [text for item in inside for text in _texts(item)]


def dumped(message: Message) -> str:
    return json.dumps([message.text, message.blocks], ensure_ascii=False)
