"""Taking in what Slack sends: read it, store it, and only then acknowledge it."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.logs import note, working_on
from handlers.slack.delivery.events import Event, read_event
from handlers.slack.delivery.poster import Message, Outbox
from handlers.slack.surfaces.routes import Routes
from store.events import Events, NewEvent

Json = Mapping[str, Any]

log = logging.getLogger("copydesk.slack")

BUSY, PATIENCE = "I am busy", "I will answer it here."
LONG_SECONDS, SHORT_LINE = 30.0, 20
"""A line is long where more wait than were done with in so many seconds, and not only these few."""


@dataclass(frozen=True)
class Inbox:
    """Where events are stored; the rest of the work is done elsewhere."""

    events: Events
    outbox: Outbox
    routes: Routes
    clock: Callable[[], float]
    allowed_bots: frozenset[str] = frozenset()

    def take(self, body: Json, bot_user_id: str | None) -> Json | str | None:
        """Store what concerns us and return what to acknowledge it with."""
        event = read_event(body, bot_user_id, self.allowed_bots)
        route = self.routes.find(event) if event else None
        if event is None or route is None or not self._is_for_us(event):
            return None
        reply = route.reply(event) if route.reply else None
        if isinstance(reply, Mapping) and reply.get("response_action") == "errors":
            return reply  # the modal stays open: nothing was submitted yet
        told = {"bot_user_id": bot_user_id, "allowed_bots": sorted(self.allowed_bots)}
        # Slack's old verification token comes with everything: a secret that nobody needs here.
        plain = {name: value for name, value in body.items() if name != "token"}
        kept = json.dumps({**told, "body": plain}, separators=(",", ":"))
        # What opens a modal waits for nothing.
        lane = event.event_id if route.is_urgent else event.lane
        stops = event.lane if route.is_stop else None
        new = NewEvent(event.event_id, lane, kept, event.message_key, route.is_urgent, stops)
        is_new = self.events.add(new, self.clock())
        if is_new:
            self._tell_line(event)
            self.outbox.wake()
        with working_on(event.event_id):
            note(
                log, "taken in" if is_new else "known already", kind=event.kind, name=event.name,
                team=event.team_id, channel=event.channel_id,
            )  # fmt: skip
        return reply

    def _tell_line(self, event: Event) -> None:
        """Tell who asks their place in a long line; they are answered all the same."""
        if event.kind != "message" or event.name == "thread":
            return
        line = self.events.line(self.clock() - LONG_SECONDS)
        if line.waiting > max(SHORT_LINE, line.finished):
            told = Message(f"{BUSY}: your question is number {line.waiting} in line. {PATIENCE}")
            place = (event.team_id, event.channel_id, event.thread_ts)
            self.outbox.promise(f"{event.event_id}#busy", told, *place)

    def _is_for_us(self, event: Event) -> bool:
        """Keep no message that was not meant for us, as we hear whole channels."""
        if event.kind in ("edited", "deleted"):
            return self._is_known(event)
        if event.kind == "message" and event.name == "thread":
            return event.thread_ts != event.ts and self._is_known(event)
        return True

    def _is_known(self, event: Event) -> bool:
        if self.events.has_lane(event.lane):
            return True
        return self.outbox.posts.has_thread(str(event.channel_id), str(event.thread_ts))
