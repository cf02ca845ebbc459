"""The app under test, run for real against the fake Slack, in this process or in one of its own."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

import pytest

from bot.settings import Settings
from handlers.fake_slack.server import FakeSlack
from handlers.slack.delivery.api import Reply, SlackApi, single_workspace
from handlers.slack.delivery.app import assemble
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, OnOutcome, Poster
from handlers.slack.delivery.service import Pace
from handlers.slack.delivery.transports import Checks, HttpTransport, SocketTransport
from handlers.slack.surfaces.routes import ANY, Routes
from store import open_store
from store.events import Events
from store.posts import Post, Posts

TransportName = Literal["http", "socket"]
BOT = "<@U0COPYDESK>"
OVER_BOTH = pytest.mark.parametrize("transport", ["http", "socket"])
"""For tests of what comes in and is answered at once: ways in differ in nothing else."""

ON_BOTH = pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
"""For a few tests of each surface: what they ask of the store is tried on both engines there."""

FAST = Pace(post_seconds=0.02)


def echo(event: Event, poster: Poster) -> None:
    poster.say(Message(f"echo: {event.text}"))


def doing(kind: str, act: Callable[[Event, Poster], object]) -> Routes:
    """Return routes on which one thing is done with whatever comes of a kind."""
    routes = Routes()
    routes.add(kind, ANY, lambda event, poster: ignore(act(event, poster)))
    return routes


def echo_routes() -> Routes:
    routes = doing("message", echo)
    routes.add("command", ANY, lambda event, poster: ignore(poster.respond(Message("done"))))
    return routes


def ignore(value: object) -> None:
    return None


def texts(slack: FakeSlack, channel_id: str, user_id: str | None = None) -> list[str]:
    """What the app said in a channel, as everybody or one person sees it."""
    return [message.text for message in slack.workspace.from_bot(channel_id, user_id)]


def until(condition: Callable[[], object], seconds: float = 120.0) -> None:
    """Wait for what happens in another thread or process; only a failure takes all the time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


@dataclass(frozen=True)
class Address:
    """Where the fake Slack is, and what the app needs to talk to it."""

    api_url: str
    bot_token: str
    app_token: str
    signing_secret: str

    @classmethod
    def of(cls, slack: FakeSlack) -> "Address":
        return cls(slack.api_url, slack.workspace.bot_token, slack.app_token, slack.signing_secret)


@dataclass
class Running:
    """The app, with its store and one transport."""

    address: Address
    database: str
    transport_name: TransportName
    routes: Routes
    pace: Pace = FAST
    make_api: type[SlackApi] = SlackApi
    make_events: type[Events] = Events
    make_posts: type[Posts] = Posts
    allowed_bots: frozenset[str] = frozenset()
    outcomes: list[tuple[Post, Reply]] = field(default_factory=list)
    on_outcome: OnOutcome = lambda post, reply: None

    def __post_init__(self) -> None:
        self.store = open_store(self.database)
        self.connections = self.store.connections
        self.events, self.posts = (
            self.make_events(self.connections),
            self.make_posts(self.connections),
        )
        settings = Settings(
            slack_signing_secret=self.address.signing_secret,
            slack_api_url=self.address.api_url,
            slack_allowed_bots=self.allowed_bots,
        )
        made = assemble(
            self.events,
            self.posts,
            self.routes,
            single_workspace(self.address.bot_token),
            settings,
            self.pace,
            on_outcome=self._note,
            make_api=partial(self.make_api, timeout=5),
        )
        self.app, self.service, self.api = made.app, made.service, made.api
        self.transport = self._transport()

    def _note(self, post: Post, reply: Reply) -> None:
        self.outcomes.append((post, reply))
        self.on_outcome(post, reply)

    def _transport(self) -> HttpTransport | SocketTransport:
        if self.transport_name == "http":
            return HttpTransport(self.app, Checks(self.service.health), "127.0.0.1", 0)
        return SocketTransport(
            self.app, self.address.app_token, self.address.api_url, check_seconds=0.5
        )

    def start(self) -> None:
        self.service.start()
        self.transport.start()

    def settle(self) -> None:
        """Wait until what was taken in is done, as a handler goes on after a reply is seen."""
        until(lambda: self.is_idle() and not self.posts.has_open())

    def is_idle(self) -> bool:
        """Tell whether every event was worked on, and what its handler kept is kept."""
        backlog = self.events.backlog()
        return not backlog.waiting + backlog.claimed

    def stop(self) -> None:
        self.transport.stop(5)
        assert self.service.stop(30)
        self.transport.close()
        self.store.close()

    @property
    def url(self) -> str:
        assert isinstance(self.transport, HttpTransport)
        return f"http://127.0.0.1:{self.transport.port}"


Start = Callable[..., Running]
