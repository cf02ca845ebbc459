"""Two workspaces install the app, are kept apart, and one removes it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from faulty_slack import CLIENT_ID, CLIENT_SECRET, FaultySlack
from installing import end_install, fetch, install
from slack_harness import FAST, until

from bot.ask.asker import NetworkAsker
from bot.settings import Settings
from handlers.fake_slack.server import FakeSlack
from handlers.fake_slack.workspace import Clock, Workspace
from handlers.slack.delivery.app import assemble
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.newsrooms import (
    OAuthClient,
    make_flow,
    register,
    several_newsrooms,
)
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.delivery.transports import Checks, HttpTransport
from handlers.slack.surfaces.desk import Desk as SlackDesk
from handlers.slack.surfaces.routes import ANY, Routes
from store import Store, open_store
from store.installations import Installations
from store.sealing import Seal
from store.workspaces import WorkspaceStores, workspace_url

KEY = Fernet.generate_key().decode()


@dataclass
class Newsrooms:
    """The app, in as many workspaces as install it."""

    slack: FakeSlack
    store: Store
    installations: Installations
    stores: WorkspaceStores
    url: str
    database: str
    tidy: Callable[[], None]
    ahead: list[float]

    def install(self, team_id: str) -> int:
        return install(self.url, team_id)

    def say(self, team_id: str, text: str) -> None:
        people = self.slack.people_of(self.slack.workspaces[team_id])
        people.say("C1", "U1", f"<@U0COPYDESK> {text}")

    def heard(self, team_id: str) -> list[str]:
        return [m.text for m in self.slack.workspaces[team_id].from_bot("C1")]

    def send(self, team_id: str, event: dict[str, object]) -> None:
        self.slack.people_of(self.slack.workspaces[team_id]).send_event(event)


@pytest.fixture
def newsrooms(tmp_path: Path) -> Iterator[Newsrooms]:
    clock = Clock()
    spaces = [Workspace("T0NEWS", clock), Workspace("T0WIRE", clock)]
    for space in spaces:
        space.add_user("U1", "ann")
        space.add_channel("C1", "desk", "U1")
    database = f"sqlite:///{tmp_path}/desk.db"
    store, stores = open_store(database), WorkspaceStores(database)
    installations = Installations(store, Seal(KEY))
    ahead = [0.0]

    def remember(event: Event, poster: Poster) -> None:
        desk = stores.get(event.team_id)
        desk.answers.save(event.text, "2026-10-01T08:00:00Z", "{}", [])
        said = [answer.question.partition("> ")[2] for answer in desk.answers.recent(9)]
        poster.say(Message(" + ".join(said)))

    with FaultySlack(spaces) as slack:
        client = OAuthClient(CLIENT_ID, CLIENT_SECRET, ["chat:write"])
        shared = SlackDesk(store, NetworkAsker())
        found = several_newsrooms(
            stores, installations, lambda one: SlackDesk(one, NetworkAsker()), client, shared,
            slack.api_url, lambda: time.time() + ahead[0],
        )  # fmt: skip
        routes = Routes()
        routes.add("message", ANY, remember)
        assert found.forget
        register(routes, found.forget)
        made = assemble(
            store.events,
            store.posts,
            routes,
            installations.get,
            Settings(slack_signing_secret=slack.signing_secret, slack_api_url=slack.api_url),
            FAST,
        )
        flow = make_flow(client, installations, slack.api_url)
        transport = HttpTransport(made.app, Checks(made.service.health), "127.0.0.1", 0, flow)
        url = f"http://127.0.0.1:{transport.port}"
        slack.deliveries.request_url = f"{url}/slack/events"
        made.service.start()
        transport.start()
        yield Newsrooms(slack, store, installations, stores, url, database, found.tidy, ahead)
        transport.stop(5)
        transport.close()
        made.service.stop(5)
        stores.close()
        store.close()


def test_the_tokens_are_not_in_the_file(newsrooms: Newsrooms, tmp_path: Path) -> None:
    newsrooms.install("T0NEWS")
    found = newsrooms.installations.get("T0NEWS")
    assert found
    assert found.bot_token == "xoxb-t0news-bot"
    files = [path for path in tmp_path.iterdir() if path.name.startswith("desk")]
    assert [path.name for path in files if b"xoxb-" in path.read_bytes()] == []


@pytest.mark.parametrize(
    "event",
    [
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"bot": ["U0COPYDESK"]}},
    ],
    ids=["uninstalled", "revoked"],
)
def test_removing_the_app_deletes_that_workspace_alone_after_thirty_days(
    newsrooms: Newsrooms, tmp_path: Path, event: dict[str, object]
) -> None:
    for team in ("T0NEWS", "T0WIRE"):
        newsrooms.install(team)
        newsrooms.say(team, "who won?")
    until(lambda: newsrooms.heard("T0NEWS") and newsrooms.heard("T0WIRE"))
    newsrooms.send("T0NEWS", event)
    until(lambda: newsrooms.installations.team_ids() == ["T0WIRE"])
    rows = newsrooms.store.connections.get().execute("select team_id, sealed from installations")
    assert [team for team, sealed in rows if not sealed] == ["T0NEWS"]
    newsrooms.tidy()
    assert (tmp_path / "desk-T0NEWS.db").exists()
    newsrooms.ahead[0] = 31 * 24 * 3600.0
    newsrooms.tidy()
    kept = sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".db")
    assert kept == ["desk-T0WIRE.db", "desk.db"]
    until(lambda: newsrooms.store.events.backlog().oldest_at is None)
    rows = newsrooms.store.connections.get().execute("select body from events").fetchall()
    assert [body for (body,) in rows if "T0NEWS" in body] == []
    newsrooms.say("T0WIRE", "and where?")
    until(lambda: len(newsrooms.heard("T0WIRE")) == 2)


def test_a_workspace_that_comes_back_in_time_has_what_it_had(newsrooms: Newsrooms) -> None:
    newsrooms.install("T0NEWS")
    newsrooms.say("T0NEWS", "who won?")
    until(lambda: newsrooms.heard("T0NEWS"))
    newsrooms.send("T0NEWS", {"type": "app_uninstalled"})
    until(lambda: newsrooms.installations.team_ids() == [])
    newsrooms.install("T0NEWS")
    newsrooms.say("T0NEWS", "where?")
    until(lambda: len(newsrooms.heard("T0NEWS")) == 2)
    assert newsrooms.heard("T0NEWS")[1] == "where? + who won?"
    newsrooms.ahead[0] = 31 * 24 * 3600.0
    newsrooms.tidy()
    assert newsrooms.installations.team_ids() == ["T0NEWS"]


def test_tokens_of_people_that_are_revoked_change_nothing(newsrooms: Newsrooms) -> None:
    newsrooms.install("T0NEWS")
    newsrooms.send("T0NEWS", {"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}})
    newsrooms.say("T0NEWS", "who won?")
    until(lambda: newsrooms.heard("T0NEWS"))
    assert newsrooms.installations.team_ids() == ["T0NEWS"]


def test_an_install_that_was_not_begun_here_is_refused(newsrooms: Newsrooms) -> None:
    _, cookie = fetch(f"{newsrooms.url}/slack/install")
    state = cookie.partition("=")[2]
    assert end_install(newsrooms.url, f"code=code-T0NEWS&state={state}", "") == 400
    assert end_install(newsrooms.url, "code=code-T0NEWS&state=guessed", cookie) == 400
    assert end_install(newsrooms.url, f"code=code-T0GONE&state={state}", cookie) == 401
    again = end_install(newsrooms.url, f"code=code-T0NEWS&state={state}", cookie)
    assert again == 401  # it is good once
    assert newsrooms.installations.team_ids() == []


def test_a_workspace_that_did_not_install_is_not_served(newsrooms: Newsrooms) -> None:
    newsrooms.install("T0NEWS")
    newsrooms.say("T0WIRE", "who won?")
    newsrooms.say("T0NEWS", "who won?")
    until(lambda: newsrooms.heard("T0NEWS"))
    assert newsrooms.heard("T0WIRE") == []
    assert not Path(workspace_url(newsrooms.database, "T0WIRE").removeprefix("sqlite:///")).exists()
