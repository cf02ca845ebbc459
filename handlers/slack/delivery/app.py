"""The app, the same for both transports: what Slack sends is stored, and only then acknowledged."""

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse
from slack_bolt.authorization import AuthorizeResult

from bot.settings import Settings
from handlers.logs import note, working_on
from handlers.slack.delivery.api import FindWorkspace, Reply, SlackApi
from handlers.slack.delivery.events import Event, read_event
from handlers.slack.delivery.poster import Message, OnOutcome, Outbox
from handlers.slack.delivery.service import Pace, Service
from handlers.slack.surfaces.routes import Routes
from store.events import Events, NewEvent
from store.posts import Posts

Json = Mapping[str, Any]

BUSY, PATIENCE = "I am busy", "I will answer it here."
LONG_SECONDS, SHORT_LINE = 30.0, 20
"""A line is long where more wait than were done with in so many seconds, and not only these few."""


@dataclass(frozen=True)
class Inbox:
    """Where events are stored; the rest of the work is done elsewhere."""

    events: Events
    outbox: Outbox
    routes: Routes
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
        is_new = self.events.add(new, time.time())
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
        line = self.events.line(time.time() - LONG_SECONDS)
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


log = logging.getLogger("copydesk.slack")


def build_app(inbox: Inbox, find_workspace: FindWorkspace, settings: Settings) -> App:
    """Return the app; it calls Slack neither now nor before it has acknowledged."""
    logger = logging.getLogger("copydesk.slack.bolt")
    logger.setLevel(logging.ERROR)  # it would warn that it passes over SLACK_BOT_TOKEN
    app = App(
        name="copydesk",
        logger=logger,
        signing_secret=settings.slack_signing_secret or "-",  # Socket Mode needs none
        authorize=_authorizer(find_workspace),
    )
    # At INFO Bolt logs the whole body of a request with a bad signature; at DEBUG, all of them.
    logger.setLevel(logging.WARNING)
    app.client.base_url = settings.slack_api_url

    def store(body: Mapping[str, Any], context: BoltContext, ack: Ack) -> BoltResponse:
        """Take in whatever comes, once Bolt knows it to be Slack's.

        No listener is asked, as Bolt acknowledges an event before its listener ran (a kill then
        loses it), lets all share five threads, and answers 404 to what none of them wants.
        """
        reply = inbox.take(body, context.bot_user_id)
        return ack(reply if reply is not None else "")  # type: ignore[arg-type]  # a dict or a text

    app.use(store)
    app.error(_log_refusal)
    return app


def _authorizer(find_workspace: FindWorkspace) -> Any:
    def authorize(
        enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        workspace = find_workspace(team_id or "")
        if workspace is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=workspace.bot_token,
            bot_user_id=workspace.bot_user_id,
            bot_id=workspace.bot_id,
        )

    return authorize


def _log_refusal(error: Exception) -> BoltResponse:
    # Nothing was stored, so this must not be acknowledged: Slack sends it again.
    log.error("could not store what arrived: %s", type(error).__name__)
    return BoltResponse(status=500, body="")


@dataclass(frozen=True)
class Assembly:
    """The app and what works behind it."""

    app: App
    service: Service
    api: SlackApi


def assemble(
    events: Events,
    posts: Posts,
    routes: Routes,
    find_workspace: FindWorkspace,
    settings: Settings,
    pace: Pace | None = None,
    on_outcome: OnOutcome = lambda post, reply: None,
    make_api: Callable[..., SlackApi] = SlackApi,
    on_reply: Callable[[str, Reply], None] = lambda method, reply: None,
) -> Assembly:
    """Return everything but the transport, with nothing started."""
    api = make_api(find_workspace, settings.slack_api_url, on_reply=on_reply)
    service = Service(events, posts, routes, api, pace, on_outcome)
    inbox = Inbox(events, service.outbox, routes, settings.slack_allowed_bots)
    return Assembly(build_app(inbox, find_workspace, settings), service, api)
