"""The workspaces where the app is installed, and what it needs to act in each."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Workspace:
    """A workspace with the bot's token there; the ids are None until Slack told them."""

    team_id: str
    bot_token: str
    bot_user_id: str | None = None
    bot_id: str | None = None


FindWorkspace = Callable[[str], Workspace | None]


def single_workspace(bot_token: str) -> FindWorkspace:
    """Return a finder for an app installed in one workspace by its own token."""
    return lambda team_id: Workspace(team_id, bot_token)
