"""Which workspaces are served: one by its own token, or all that have installed the app.

Bolt runs the install (https://docs.slack.dev/authentication/installing-with-oauth/); the tokens go
sealed into a store of our own, as slack-sdk's keep them in clear."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from slack_bolt.error import BoltError
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import Bot, InstallationStore
from slack_sdk.oauth.installation_store import Installation as Installed
from slack_sdk.oauth.state_store import OAuthStateStore

from bot.settings import SLACK_API, Settings
from handlers.logs import quiet
from handlers.slack.delivery.api import (
    FindWorkspace,
    call_once,
    single_workspace,
)
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Poster
from handlers.slack.surfaces.desk import Desk, FindDesk
from handlers.slack.surfaces.routes import Routes
from store import Store
from store.errors import CopydeskError
from store.installations import Installation, Installations
from store.sealing import ADVICE, Seal
from store.workspaces import WorkspaceStores

INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"

log = logging.getLogger("copydesk.slack")


@dataclass(frozen=True)
class OAuthClient:
    """What Slack knows the app by, from "Basic Information", and the scopes it asks for."""

    client_id: str
    client_secret: str
    scopes: Sequence[str]


def read_client(settings: Settings, scopes: Sequence[str]) -> tuple[OAuthClient, Seal] | None:
    """Return what the settings say of installing in several workspaces, None when nothing."""
    client_id, client_secret = settings.slack_client_id, settings.slack_client_secret
    token_key = settings.slack_token_key
    needed = {
        "SLACK_CLIENT_ID": client_id,
        "SLACK_CLIENT_SECRET": client_secret,
        "SLACK_TOKEN_KEY": token_key,
    }
    missing = " and ".join(name for name, value in needed.items() if not value)
    if client_id and client_secret and token_key:
        return OAuthClient(client_id, client_secret, scopes), Seal(token_key)
    if not any(needed.values()):
        return None
    raise CopydeskError(
        f"{missing} is not set, which several workspaces need. Set it in .env, or leave all of "
        f"{', '.join(needed)} empty and use SLACK_BOT_TOKEN."
        + (f" {ADVICE}" if not token_key else "")
    )


def make_flow(
    client: OAuthClient, installations: Installations, base_url: str = SLACK_API
) -> OAuthFlow:
    """Return the flow behind the two routes of the HTTP transport."""
    # When an install fails Bolt logs the code that Slack sent.
    silent, kept = quiet("copydesk.slack.oauth"), Kept(installations)
    settings = OAuthSettings(
        client_id=client.client_id,
        client_secret=client.client_secret,
        scopes=list(client.scopes),
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        installation_store=kept,
        installation_store_bot_only=True,
        state_store=kept,
        logger=silent,
    )
    web_client = WebClient(base_url=base_url, logger=silent)
    return OAuthFlow(client=web_client, logger=silent, settings=settings)


class Kept(InstallationStore, OAuthStateStore):
    """Lets Bolt keep installations, and the words by which it knows one it began, in our store."""

    logger = log

    def __init__(self, installations: Installations) -> None:
        self._installations = installations

    def save(self, installation: Installed) -> None:
        """Keep what an install brought."""
        self.save_bot(installation.to_bot())

    def save_bot(self, bot: Bot) -> None:
        """Keep the bot's token; an install for a whole organisation has no workspace to serve."""
        if not bot.team_id or bot.is_enterprise_install:
            raise BoltError("the app is installed in single workspaces only")
        ids = bot.bot_user_id, bot.bot_id
        new = Installation(bot.team_id, bot.team_name, bot.bot_token, *ids, tuple(bot.bot_scopes))
        self._installations.save(new, time.time())
        log.info("installed in the workspace %s", bot.team_id)

    def issue(self, *args: Any, **kwargs: Any) -> str:
        """Begin an install."""
        return self._installations.begin(time.time())

    def consume(self, state: str) -> bool:
        """Say whether an install that ends here was begun here, once."""
        return self._installations.end(state, time.time())


Forget = Callable[[str], None]
"""Lets a workspace go by its team_id; what it had is deleted after a while."""


def register(routes: Routes, forget: Forget) -> None:
    """Add what happens when the app is removed from a workspace."""

    def forget_workspace(event: Event, poster: Poster) -> None:
        tokens = event.payload["event"].get("tokens") or {}
        if event.name == "tokens_revoked" and not tokens.get("bot"):
            return  # those of people
        forget(event.team_id)
        log.info("removed from the workspace %s; its data is deleted in 30 days", event.team_id)

    routes.add("event", "app_uninstalled", forget_workspace)
    routes.add("event", "tokens_revoked", forget_workspace)


GRACE_SECONDS = 30 * 24 * 3600.0
"""So long a workspace that removed the app may come back to what it had."""


@dataclass(frozen=True)
class Newsrooms:
    """The workspaces, each with its desk; `flow` and `forget` are for those that come and go.

    `tidy` deletes what workspaces left behind that are gone for GRACE_SECONDS.
    """

    find_workspace: FindWorkspace
    find_desk: FindDesk
    team_ids: Callable[[], list[str]]
    flow: OAuthFlow | None = None
    forget: Forget | None = None
    tidy: Callable[[], None] = lambda: None


def one_newsroom(desk: Desk, bot_token: str, api_url: str = SLACK_API) -> Newsrooms:
    """Return the one workspace that a bot token is of; its articles are those of the settings."""
    known: list[str] = []

    def team_ids() -> list[str]:
        # Asked when first needed: the app starts also while Slack is down.
        if not known:
            team_id = call_once(api_url, bot_token, "auth.test").data.get("team_id")
            known[:] = [str(team_id)] if team_id else []  # two threads may ask at once
        return known

    return Newsrooms(single_workspace(bot_token), lambda team_id: desk, team_ids)


def several_newsrooms(
    stores: WorkspaceStores,
    installations: Installations,
    make_desk: Callable[[Store], Desk],
    client: OAuthClient,
    shared: Desk,
    api_url: str = SLACK_API,
    clock: Callable[[], float] = time.time,
) -> Newsrooms:
    """Return every workspace that installed the app, each with a database of its own.

    `shared` is the desk on the one that they share, with inbox and outbox.
    """

    def find_desk(team_id: str) -> Desk:
        if installations.get(team_id) is None:
            raise CopydeskError("Copydesk is not installed in this workspace any more.")
        return make_desk(stores.get(team_id))

    def forget(team_id: str) -> None:
        installations.leave(team_id, clock())

    def tidy() -> None:
        if not shared.store.connections.leads("rounds"):
            return
        for team_id in installations.left_before(clock() - GRACE_SECONDS):
            stores.remove(team_id)
            installations.remove(team_id)
        shared.forget_old()

    return Newsrooms(
        installations.get,
        find_desk,
        installations.team_ids,
        make_flow(client, installations, api_url),
        forget,
        tidy,
    )
