"""What a workspace holds: people, channels, messages, threads, views, files, and its clock."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5
SCOPES = frozenset(
    {
        "app_mentions:read",
        "chat:write",
        "commands",
        "im:history",
        "assistant:write",
        "channels:history",
        "groups:history",
        "usergroups:read",
        "users:read",
        "files:read",
        "files:write",
    }
)


class ApiError(Exception):
    """A Web API method answers `ok: false` with this error."""

    def __init__(self, error: str, messages: list[str] | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []


class Clock:
    """The time, which can be moved forward."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        """Return the seconds since 1970."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Move the time forward."""
        self._ahead += seconds


@dataclass
class User:
    """A person, or the app's bot."""

    user_id: str
    name: str
    team_id: str
    is_bot: bool = False
    is_guest: bool = False
    is_admin: bool = False


@dataclass
class Channel:
    """A channel or a direct message."""

    channel_id: str
    name: str
    kind: Literal["channel", "group", "im"] = "channel"
    members: set[str] = field(default_factory=set)
    is_archived: bool = False
    topic: str = ""


@dataclass
class Message:
    """A message as the channel shows it; an ephemeral one is shown to one person."""

    channel_id: str
    ts: str
    user_id: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    is_bot: bool = False
    visible_to: str | None = None
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)
    edited: int = 0
    is_deleted: bool = False

    @property
    def root_ts(self) -> str:
        """Return the timestamp of the thread that this message is in or would begin."""
        return self.thread_ts or self.ts


@dataclass
class View:
    """A modal that is open, or a person's Home tab."""

    view_id: str
    user_id: str
    payload: Json
    hash: str
    is_open: bool = True
    values: Json = field(default_factory=dict)
    errors: Json = field(default_factory=dict)


@dataclass
class _Use:
    made_at: float
    user_id: str
    channel_id: str | None = None
    ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


class Workspace:
    """One workspace; every reader and writer holds `lock`."""

    def __init__(self, team_id: str = "T0NEWS", clock: Clock | None = None) -> None:
        self.team_id, self.name = team_id, "The Harbour Gazette"
        self.app_id, self.bot_id, self.bot_user_id = "A0COPYDESK", "B0COPYDESK", "U0COPYDESK"
        self.bot_token = f"xoxb-{team_id.lower()}-bot"
        self.scopes = set(SCOPES)
        self.clock = clock or Clock()
        self.lock = threading.RLock()
        self.users: dict[str, User] = {}
        self.groups: dict[str, list[str]] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, list[Message]] = {}
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        self.files: dict[str, Json] = {}
        self.statuses: dict[tuple[str, str], str] = {}
        self.sessions: dict[tuple[str, str], str] = {}
        self.prompts: dict[str, list[Json]] = {}
        self.notices: list[tuple[str, str]] = []  # what failed before a person's eyes
        self.triggers: dict[str, _Use] = {}
        self.responses: dict[str, _Use] = {}
        self.watchers: list[Callable[[], None]] = []
        self._numbers = itertools.count(1)
        self._last_ts = 0
        self.add_user(self.bot_user_id, "copydesk", is_bot=True)

    def add_user(self, user_id: str, name: str, **more: Any) -> User:
        """Add a person."""
        user = self.users[user_id] = User(user_id, name, **{"team_id": self.team_id, **more})
        return user

    def add_channel(self, channel_id: str, name: str, *members: str, **more: Any) -> Channel:
        """Add a channel with the bot and these people in it."""
        people = {self.bot_user_id, *members}
        channel = self.channels[channel_id] = Channel(channel_id, name, members=people, **more)
        self.messages[channel_id] = []
        return channel

    def open_dm(self, user_id: str) -> Channel:
        """Return the direct message between a person and the bot."""
        channel_id = "D" + user_id.removeprefix("U")
        if channel_id not in self.channels:
            self.add_channel(channel_id, user_id, user_id, kind="im")
        return self.channels[channel_id]

    def new_id(self, prefix: str) -> str:
        """Return an id not given before."""
        return f"{prefix}{next(self._numbers):08d}"

    def new_ts(self) -> str:
        """Return a message timestamp later than all before."""
        self._last_ts = max(self._last_ts + 1, int(self.clock.now() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def add_message(self, message: Message) -> Message:
        """Put a message into its channel."""
        self.messages[message.channel_id].append(message)
        self.changed()
        return message

    def find_message(self, channel_id: str, ts: str) -> Message | None:
        """Return the message at this timestamp, unless it was deleted."""
        for message in self.messages.get(channel_id, []):
            if message.ts == ts and not message.is_deleted:
                return message
        return None

    def visible(self, channel_id: str, user_id: str | None = None) -> list[Message]:
        """Return what a person sees in a channel; without one, what everybody sees."""
        return [
            message
            for message in self.messages[channel_id]
            if not message.is_deleted and message.visible_to in (None, user_id)
        ]

    def thread(self, channel_id: str, ts: str) -> list[Message]:
        """Return a thread that everybody sees, its root first."""
        return [message for message in self.visible(channel_id) if message.root_ts == ts]

    def from_bot(self, channel_id: str, user_id: str | None = None) -> list[Message]:
        """Return what the app posted that this person sees."""
        return [message for message in self.visible(channel_id, user_id) if message.is_bot]

    def new_trigger(self, user_id: str) -> str:
        """Give out a trigger_id: good for three seconds and one view."""
        trigger_id = self.new_id("trigger.")
        self.triggers[trigger_id] = _Use(self.clock.now(), user_id)
        return trigger_id

    def use_trigger(self, trigger_id: str) -> str:
        """Take a trigger_id and return whose it is; ApiError when it is used, late or unknown."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_arguments", ["invalid `trigger_id`"])
        if trigger.uses:
            raise ApiError("exchanged_trigger_id")
        if self.clock.now() - trigger.made_at > TRIGGER_SECONDS:
            raise ApiError("expired_trigger_id")
        trigger.uses += 1
        return trigger.user_id

    def new_response(self, user_id: str, channel_id: str, message: Message | None = None) -> str:
        """Give out the id of a response_url."""
        response_id = self.new_id("R")
        ts = message.ts if message else None
        thread_ts = message.thread_ts if message else None
        self.responses[response_id] = _Use(self.clock.now(), user_id, channel_id, ts, thread_ts)
        return response_id

    def use_response(self, response_id: str) -> _Use:
        """Take one of the uses of a response_url; ApiError when they are spent."""
        response = self.responses.get(response_id)
        if response is None:
            raise ApiError("invalid_url")
        if self.clock.now() - response.made_at > RESPONSE_SECONDS:
            raise ApiError("expired_url")
        if response.uses >= RESPONSE_USES:
            raise ApiError("used_url")
        response.uses += 1
        return response

    def changed(self) -> None:
        """Tell those who show this workspace that there is something new."""
        for watcher in list(self.watchers):
            watcher()

    def all_messages(self) -> Iterator[Message]:
        """Go through the messages of all channels."""
        for messages in self.messages.values():
            yield from messages
