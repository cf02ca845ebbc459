"""Which workspaces are served: one by its own token, or all that have installed the app."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt.oauth import OAuthFlow

from handlers.slack.delivery.api import SLACK_API, call_once
from handlers.slack.delivery.oauth import Forget, OAuthClient, installed_workspaces, make_flow
from handlers.slack.delivery.workspaces import FindWorkspace, single_workspace
from handlers.slack.surfaces.desk import Desk, FindDesk
from store import Store
from store.errors import CopydeskError
from store.installations import Installations
from store.workspaces import WorkspaceStores

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
            known.extend([str(team_id)] if team_id else [])
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
        for team_id in installations.left_before(clock() - GRACE_SECONDS):
            stores.remove(team_id)
            installations.remove(team_id)
        shared.forget_old()

    return Newsrooms(
        installed_workspaces(installations),
        find_desk,
        installations.team_ids,
        make_flow(client, installations, api_url),
        forget,
        tidy,
    )
