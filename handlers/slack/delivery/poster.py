"""What a handler answers with: posts are promised to the outbox, the rest is asked of Slack."""

import itertools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from handlers.slack.delivery.api import Reply, SlackApi
from handlers.slack.delivery.events import Event
from store.posts import NewPost, Posts

Json = Mapping[str, Any]
Means = Literal["post", "update", "delete", "ephemeral", "respond", "session"]
Session = Literal["processing", "active"]

PACE = 1.0  # https://docs.slack.dev/apis/web-api/rate-limits : one message a second and channel


class Stopped(Exception):
    """The person who asked has pressed the stop button: nothing more is to be said."""


@dataclass(frozen=True)
class Message:
    """What to show; `text` alone must say the answer, for notifications and as fallback."""

    text: str
    blocks: tuple[Json, ...] = ()


@dataclass(frozen=True)
class Outbox:
    """Where posts are promised, by handlers and by the alerts alike."""

    posts: Posts
    clock: Callable[[], float]
    wake: Callable[[], None]
    pace: float = PACE

    def promise(
        self,
        post_key: str,
        message: Message,
        team_id: str,
        channel_id: str | None = None,
        thread_ts: str | None = None,
        subject: str | None = None,
        amends: str | None = None,
        means: Means = "post",
        **more: Any,
    ) -> str:
        """Promise a post and return its key; a key promised before changes nothing."""
        payload = {"means": means, "text": message.text, "blocks": list(message.blocks), **more}
        # A response_url and a session have no pace; all else in a channel takes its turn.
        apart = more.get("url") or more.get("session")
        lane = str(apart) if apart else f"{team_id}:{channel_id}"
        pace = 0.0 if apart else self.pace
        new = NewPost(
            post_key, lane, team_id, json.dumps(payload), channel_id, thread_ts, subject, amends,
            pace,
        )  # fmt: skip
        self.posts.add(new, self.clock())
        self.wake()
        return post_key

    def put_in_place(
        self,
        made: str,
        keys: Sequence[str],
        messages: Sequence[Message],
        place: tuple[str, str, str],
        subject: str,
    ) -> tuple[str, ...]:
        """Let messages take the place of earlier posts; return the keys of what is there now.

        `place` is team, channel and thread.
        """
        for number, (key, message) in enumerate(zip(keys, messages, strict=False)):
            self.promise(f"{made}:{number}", message, *place, amends=key, means="update")
        for key in keys[len(messages) :]:
            self.promise(f"{made}:{key}", Message(""), *place, amends=key, means="delete")
        added = [
            self.promise(f"{made}:more:{number}", message, *place, subject=subject)
            for number, message in enumerate(messages[len(keys) :])
        ]
        return (*keys[: len(messages)], *added)


class Poster:
    """Answers one event; the same event handled again says nothing twice."""

    def __init__(
        self,
        event: Event,
        outbox: Outbox,
        api: SlackApi,
        prefix: str = "",
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.event, self.outbox, self.api = event, outbox, api
        self._prefix, self._is_stopped = prefix, is_stopped
        self._numbers = itertools.count(1)

    def say(
        self, message: Message, *, subject: str | None = None, channel_id: str | None = None
    ) -> str:
        """Post in the event's thread, or in the channel given; return the key to amend it by."""
        thread_ts = self.event.thread_ts if channel_id is None else None
        place = channel_id or self._channel_id()
        return self._promise(message, place, thread_ts=thread_ts, subject=subject)

    def amend(self, post_key: str, message: Message) -> None:
        """Change a post that was promised earlier, wherever it is."""
        self._change(post_key, message, "update")

    def amend_at(self, channel_id: str, ts: str, message: Message) -> None:
        """Change the message of ours at this timestamp."""
        post = self.outbox.posts.find(channel_id, ts)
        if post is not None:
            self.amend(post.post_key, message)
            return
        self._promise(message, channel_id, means="update", ts=ts)

    def withdraw(self, post_key: str) -> None:
        """Take a post back."""
        self._change(post_key, Message(""), "delete")

    def _change(self, post_key: str, message: Message, means: Means) -> None:
        post = self.outbox.posts.get(post_key)
        channel_id = post.channel_id if post else self._channel_id()
        self._promise(message, channel_id, amends=post_key, means=means)

    def whisper(self, message: Message) -> str:
        """Show something to this person alone, where they are."""
        if self.event.response_url:
            return self.respond(message)
        return self._promise(
            message,
            self._channel_id(),
            thread_ts=self._inside_thread(),
            means="ephemeral",
            user_id=self.event.user_id,
        )

    def respond(self, message: Message, *, replace: bool = False, in_channel: bool = False) -> str:
        """Answer a command, button or shortcut through its response_url (five times at most)."""
        return self._promise(
            message,
            self.event.channel_id,
            means="respond",
            url=self.event.response_url,
            user_id=self.event.user_id,
            replace=replace,
            in_channel=in_channel,
        )

    def upload(self, name: str, title: str, content: bytes) -> str | None:
        """Give Slack a file that nobody is shown yet; return its id, None where it is refused."""
        reply = self.api.upload(self.event.team_id, name, content, title)
        return str(reply.data["file_id"]) if reply.is_ok else None

    def tell(self, *messages: Message) -> None:
        """Answer the person where there is room: alone after a command, else in the thread."""
        elsewhere = None if self.event.kind == "message" else self.event.user_id
        for message in messages:
            if self.event.response_url:
                self.respond(message)
            else:
                self.say(message, channel_id=elsewhere)

    def open_modal(self, view: Json) -> Reply:
        """Open a modal; it must come within three seconds of the click."""
        return self._ask("views.open", trigger_id=self.event.trigger_id, view=view)

    def update_modal(self, view_id: str, view: Json) -> Reply:
        """Replace what a modal shows."""
        return self._ask("views.update", view_id=view_id, view=view)

    def publish_home(self, view: Json) -> Reply:
        """Show this in the person's Home tab."""
        return self._ask("views.publish", user_id=self.event.user_id, view=view)

    def set_status(self, status: str, loading_messages: Sequence[str] = ()) -> Reply:
        """Show that we work on it; an empty status takes it away."""
        return self.api.call(
            self.event.team_id,
            "assistant.threads.setStatus",
            channel_id=self.event.channel_id,
            thread_ts=self.event.thread_ts,
            status=status,
            loading_messages=list(loading_messages) or None,
        )

    def begin_work(self, status: str, loading_messages: Sequence[str]) -> None:
        """Show that we work on it, with Slack's own button to stop it.

        The two are apart in Slack: the button's status takes no words, and the words give no
        button. https://docs.slack.dev/ai/agent-sessions
        """
        self._go_on()
        self._set_session("processing")
        self.set_status(status, loading_messages)

    def end_work(self) -> None:
        """Take the stop button away, where there is one; Slack leaves it for an hour."""
        if self.outbox.posts.get(self._session_key("processing")) is not None:
            self._set_session("active")

    def end_session(self) -> None:
        """Show that the work in the event's thread was stopped."""
        self._set_session("active")
        self.set_status("")

    def _set_session(self, status: Session) -> None:
        # Through the outbox, so that what ends a question never overtakes what begins the next.
        event = self.event
        place = {"channel_id": event.channel_id, "status": status}
        session = f"session:{event.team_id}:{event.channel_id}:{event.thread_ts}"
        self.outbox.promise(
            self._session_key(status), Message(""), event.team_id, None, event.thread_ts,
            means="session", session=session, place=place,
        )  # fmt: skip

    def _session_key(self, status: Session) -> str:
        return f"{self.event.event_id}#session:{status}"

    def _promise(self, message: Message, channel_id: str | None, **more: Any) -> str:
        self._go_on()
        return self.outbox.promise(self._key(), message, self.event.team_id, channel_id, **more)

    def _go_on(self) -> None:
        if self._is_stopped():
            raise Stopped

    def _ask(self, method: str, **arguments: Any) -> Reply:
        return self.api.call_patiently(self.event.team_id, method, **arguments)

    def _key(self) -> str:
        return f"{self.event.event_id}#{self._prefix}{next(self._numbers)}"

    def _channel_id(self) -> str | None:
        return self.event.channel_id or self.event.user_id

    def _inside_thread(self) -> str | None:
        # An ephemeral message in a thread that has no reply yet is seen by nobody.
        return self.event.thread_ts if self.event.thread_ts != self.event.ts else None
