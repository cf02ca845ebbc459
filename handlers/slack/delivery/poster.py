"""Posts: promised to the outbox by what answers an event, and sent in turn at Slack's pace."""

import itertools
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from handlers.logs import note, working_on
from handlers.slack.delivery.api import Reply, SlackApi
from handlers.slack.delivery.events import Event
from store.posts import NewPost, Post, Posts, PostState
from store.times import LONGEST_AHEAD, seconds, stamp

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
        event = self.event
        # An ephemeral message in a thread that has no reply yet is seen by nobody.
        thread_ts = event.thread_ts if event.thread_ts != event.ts else None
        more = {"thread_ts": thread_ts, "user_id": event.user_id}
        return self._promise(message, self._channel_id(), means="ephemeral", **more)

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


log = logging.getLogger("copydesk.slack")

GIVE_UP_SECONDS = 6 * 3600.0
POST_LEASE_SECONDS = 60.0
PICTURE_TRIES = 5
_TEXT_LIMIT = 39_000
_MARKER = "copydesk_post"
_BAD_BLOCKS = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}
)
_SPENT_URL = frozenset({"used_url", "expired_url", "http_404"})


OnOutcome = Callable[[Post, Reply], None]
"""Hears what Slack answered to a post that is there now, or refused for good."""


class Sender:
    """Takes posts from the outbox one at a time; several senders may share one outbox."""

    def __init__(
        self,
        posts: Posts,
        api: SlackApi,
        clock: Callable[[], float],
        name: str,
        on_outcome: OnOutcome = lambda post, reply: None,
        lease: float = POST_LEASE_SECONDS,
        on_claim: Callable[[], None] = lambda: None,
    ) -> None:
        self._posts, self._api, self._clock = posts, api, clock
        self._name, self._on_outcome, self._lease = name, on_outcome, lease
        self._on_claim = on_claim

    def send_next(self) -> bool:
        """Send one post that is due; False when there is none."""
        post = self._posts.claim(self._name, self._clock(), self._lease)
        if post is None:
            return False
        self._on_claim()
        with working_on(post.post_key.partition("#")[0]):
            self._send_and_note(post)
        return True

    def _send_and_note(self, post: Post) -> None:
        reply = self._send(post)
        is_stale = post.created_at < stamp(self._clock() - GIVE_UP_SECONDS)
        if reply.is_passing and not is_stale:
            self._put_back(post, reply)
            what = "put off"
        else:
            self._finish(post, reply)
            what = "posted" if reply.is_ok else "refused"
        note(
            log, what, post=post.post_key, channel=post.channel_id, attempt=post.attempts,
            error=reply.error, retry_after=reply.retry_after,
        )  # fmt: skip

    def _put_back(self, post: Post, reply: Reply) -> None:
        now = self._clock()
        wait = min(reply.retry_after or min(60.0, 0.5 * 2**post.attempts), LONGEST_AHEAD)
        if reply.retry_after is not None:
            self._posts.rest(post.lane, now + wait)
        uncertain = post.is_uncertain or reply.is_uncertain
        self._posts.retry(post.post_key, now + wait, str(reply.error), uncertain)

    def _finish(self, post: Post, reply: Reply) -> None:
        ts, channel_id = reply.data.get("ts"), reply.data.get("channel")
        state: PostState = "sent" if reply.is_ok else "refused"
        self._posts.finish(post.post_key, self._clock(), state, ts, reply.error, channel_id)
        done = replace(post, state=state, ts=ts, channel_id=channel_id or post.channel_id)
        self._on_outcome(done, reply)

    def _send(self, post: Post) -> Reply:
        payload = json.loads(post.payload)
        reply = self._deliver(post, payload)
        has_picture = any("slack_file" in block for block in payload["blocks"])
        if reply.error in _BAD_BLOCKS and has_picture and post.attempts < PICTURE_TRIES:
            return replace(reply, is_passing=True)  # a file just uploaded is not there at once
        if reply.error in _BAD_BLOCKS and payload["means"] != "delete":
            plain = {**payload, "text": payload["text"][:_TEXT_LIMIT], "blocks": []}
            reply = self._deliver(post, plain)
        return reply

    def _deliver(self, post: Post, payload: Json) -> Reply:
        match payload["means"]:
            case "post":
                return self._post(post, payload)
            case "ephemeral":
                return self._whisper(post, payload)
            case "respond":
                return self._respond(post, payload)
            case "session":
                return self._set_session(post, payload)
            case _:
                return self._change(post, payload)

    def _post(self, post: Post, payload: Json) -> Reply:
        if post.is_uncertain:
            found = self._look_up(post)
            if found.is_passing or found.data:
                return found
        return self._api.call(
            post.team_id,
            "chat.postMessage",
            channel=post.channel_id,
            thread_ts=post.thread_ts,
            metadata={"event_type": _MARKER, "event_payload": {"post_key": post.post_key}},
            **_shown(payload),
        )

    def _look_up(self, post: Post) -> Reply:
        """Find a post that may have arrived, by the marker it carries.

        Without the scope to read there it is not found, and is posted (perhaps again): shown
        twice is better than never.
        """
        method = "conversations.replies" if post.thread_ts else "conversations.history"
        reply = self._api.call(
            post.team_id,
            method,
            channel=post.channel_id,
            ts=post.thread_ts,
            oldest=f"{seconds(post.created_at) - 60:.6f}",  # Slack's clock is not ours
            include_all_metadata="true",
            limit=200,
        )
        if not reply.is_ok:
            return replace(reply, data={})
        for message in reply.data.get("messages") or []:
            if _post_key(message) == post.post_key:
                return Reply({"ts": message["ts"], "channel": post.channel_id})
        return Reply()

    def _whisper(self, post: Post, payload: Json) -> Reply:
        reply = self._api.call(
            post.team_id,
            "chat.postEphemeral",
            channel=post.channel_id,
            thread_ts=post.thread_ts,
            user=payload["user_id"],
            **_shown(payload),
        )
        return replace(reply, data={})  # the timestamp of an ephemeral message leads nowhere

    def _respond(self, post: Post, payload: Json) -> Reply:
        message = {
            "text": payload["text"],
            "blocks": payload["blocks"] or None,
            "replace_original": payload["replace"],
            "response_type": "in_channel" if payload["in_channel"] else "ephemeral",
        }
        reply = self._api.respond(payload["url"], message)
        if reply.error in _SPENT_URL and post.channel_id and payload["user_id"]:
            return self._whisper(post, payload)
        return reply

    def _set_session(self, post: Post, payload: Json) -> Reply:
        return self._api.call(
            post.team_id, "agents.sessions.setStatus", thread_ts=post.thread_ts, **payload["place"]
        )

    def _change(self, post: Post, payload: Json) -> Reply:
        channel_id, ts = post.channel_id, payload.get("ts")
        if post.amends is not None:
            target = self._posts.get(post.amends)
            if target is None or target.ts is None:
                return Reply(error=(target.error if target else None) or "message_not_found")
            channel_id, ts = target.channel_id, target.ts
        if payload["means"] == "delete":
            return self._api.call(post.team_id, "chat.delete", channel=channel_id, ts=ts)
        shown = {key: value for key, value in _shown(payload).items() if "unfurl" not in key}
        shown["blocks"] = payload["blocks"]  # an empty list takes the old blocks away
        return self._api.call(post.team_id, "chat.update", channel=channel_id, ts=ts, **shown)


def _post_key(message: Json) -> str | None:
    marker = message.get("metadata") or {}
    key = (marker.get("event_payload") or {}).get("post_key")
    return str(key) if key else None


def _shown(payload: Json) -> dict[str, Any]:
    return {
        "text": payload["text"],
        "blocks": payload["blocks"] or None,
        "unfurl_links": False,
        "unfurl_media": False,
    }
