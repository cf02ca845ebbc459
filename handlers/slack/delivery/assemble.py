"""Putting the parts together, the same for `serve`, the demo, the tests and the benchmark."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt import App

from handlers.slack.delivery.api import SLACK_API, Reply, SlackApi
from handlers.slack.delivery.app import Deps, build_app
from handlers.slack.delivery.inbox import Inbox
from handlers.slack.delivery.sender import PostOutcome
from handlers.slack.delivery.service import Pace, Service
from handlers.slack.delivery.workspaces import FindWorkspace
from handlers.slack.surfaces.routes import Routes
from store.events import Events
from store.posts import Posts


@dataclass(frozen=True)
class SlackSettings:
    """What the Slack surface is told by the settings."""

    signing_secret: str = "-"  # Socket Mode needs none
    api_url: str = SLACK_API
    timeout: int = 10
    allowed_bots: frozenset[str] = frozenset()


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
    settings: SlackSettings,
    pace: Pace | None = None,
    clock: Callable[[], float] = time.time,
    on_outcome: Callable[[PostOutcome], None] = lambda outcome: None,
    make_api: type[SlackApi] = SlackApi,
    on_reply: Callable[[str, Reply], None] = lambda method, reply: None,
) -> Assembly:
    """Return everything but the transport, with nothing started."""
    api = make_api(find_workspace, settings.api_url, settings.timeout, on_reply=on_reply)
    service = Service(events, posts, routes, api, pace, clock, on_outcome)
    inbox = Inbox(events, service.outbox, routes, clock, settings.allowed_bots)
    deps = Deps(inbox, find_workspace, settings.signing_secret, settings.api_url)
    return Assembly(build_app(deps), service, api)
