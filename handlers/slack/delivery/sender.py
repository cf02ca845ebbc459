"""Sending what was promised: in its turn, at Slack's pace, until it is there or refused."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from handlers.logs import note, working_on
from handlers.slack.delivery.api import Reply, SlackApi
from store.posts import Post, Posts, PostState
from store.times import LONGEST_AHEAD, seconds, stamp

Json = Mapping[str, Any]

log = logging.getLogger("copydesk.slack")

GIVE_UP_SECONDS = 6 * 3600.0
LEASE_SECONDS = 60.0
PICTURE_TRIES = 5
_TEXT_LIMIT = 39_000
_MARKER = "copydesk_post"
_BAD_BLOCKS = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}
)
_SPENT_URL = frozenset({"used_url", "expired_url", "http_404"})


@dataclass(frozen=True)
class PostOutcome:
    """What became of a post: it is there, or it is refused for good.

    `is_gone` means that nothing more can be posted there, so a subscription should pause.
    """

    post: Post
    is_sent: bool
    error: str | None = None
    is_gone: bool = False


class Sender:
    """Takes posts from the outbox one at a time; several senders may share one outbox."""

    def __init__(
        self,
        posts: Posts,
        api: SlackApi,
        clock: Callable[[], float],
        name: str,
        on_outcome: Callable[[PostOutcome], None] = lambda outcome: None,
        lease: float = LEASE_SECONDS,
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
        if reply.is_passing and not self._is_stale(post):
            self._put_back(post, reply)
            what = "put off"
        else:
            self._finish(post, reply)
            what = "posted" if reply.is_ok else "refused"
        note(
            log, what, post=post.post_key, channel=post.channel_id, attempt=post.attempts,
            error=reply.error, retry_after=reply.retry_after,
        )  # fmt: skip

    def _is_stale(self, post: Post) -> bool:
        return post.created_at < stamp(self._clock() - GIVE_UP_SECONDS)

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
        self._on_outcome(PostOutcome(done, reply.is_ok, reply.error, reply.is_gone))

    def _send(self, post: Post) -> Reply:
        payload = json.loads(post.payload)
        reply = self._deliver(post, payload)
        if reply.error in _BAD_BLOCKS and _has_picture(payload) and post.attempts < PICTURE_TRIES:
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


def _has_picture(payload: Json) -> bool:
    return any("slack_file" in block for block in payload["blocks"])


def _shown(payload: Json) -> dict[str, Any]:
    return {
        "text": payload["text"],
        "blocks": payload["blocks"] or None,
        "unfurl_links": False,
        "unfurl_media": False,
    }
