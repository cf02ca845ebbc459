"""The Bolt app, the same for both transports: every listener stores and acknowledges."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse
from slack_bolt.authorization import AuthorizeResult

from handlers.slack.delivery.api import SLACK_API
from handlers.slack.delivery.inbox import Inbox
from handlers.slack.delivery.workspaces import FindWorkspace

EVERYTHING = re.compile(".*", re.DOTALL)

log = logging.getLogger("copydesk.slack")


@dataclass(frozen=True)
class Deps:
    """What the app needs from outside."""

    inbox: Inbox
    find_workspace: FindWorkspace
    signing_secret: str
    base_url: str = SLACK_API


def build_app(deps: Deps) -> App:
    """Return the app; it calls Slack neither now nor before it has acknowledged."""
    logger = logging.getLogger("copydesk.slack.bolt")
    logger.setLevel(logging.ERROR)  # it would warn that it passes over SLACK_BOT_TOKEN
    app = App(
        name="copydesk",
        logger=logger,
        signing_secret=deps.signing_secret,
        authorize=_authorizer(deps.find_workspace),
        # Listeners run where the request came in, and the answer waits for them. Bolt's default
        # acknowledges an event before its listener ran (a kill then loses it), and lets all
        # listeners share five threads (five slow ones and a command misses its three seconds).
        process_before_response=True,
        request_verification_enabled=True,
    )
    # At INFO Bolt logs the whole body of a request with a bad signature; at DEBUG, all of them.
    logger.setLevel(logging.WARNING)
    app.client.base_url = deps.base_url
    _register(app, deps.inbox)
    app.error(_log_refusal)
    return app


def _register(app: App, inbox: Inbox) -> None:
    """Take everything: what matches no listener would be a 404, and be sent again."""

    def store(body: Mapping[str, Any], context: BoltContext, ack: Ack) -> None:
        reply = inbox.take(body, context.bot_user_id)
        ack(reply if reply is not None else "")  # type: ignore[arg-type]  # a dict, or a text

    def offer_nothing(ack: Ack) -> None:
        ack(options=[])

    app.event(EVERYTHING)(store)
    app.command(EVERYTHING)(store)
    app.action(EVERYTHING)(store)
    app.view(EVERYTHING)(store)
    app.view_closed(EVERYTHING)(store)
    app.shortcut(EVERYTHING)(store)
    app.options(EVERYTHING)(offer_nothing)


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
