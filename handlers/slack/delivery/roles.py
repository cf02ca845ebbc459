"""Roles: who is a guest, and told no; and who may change what everybody sees.

Who cannot be told from a guest counts as one: newsrooms have guests who must see nothing.
"""

import time
from collections.abc import Collection
from dataclasses import dataclass

from handlers.slack.delivery.api import SlackApi

KEPT_SECONDS, GROUP_SECONDS = 3600.0, 300.0
MOST_KEPT = 10_000
GROUP = "S"
"""What the id of a user group begins with."""


@dataclass(frozen=True)
class Standing:
    """What a workspace lets a person do (https://docs.slack.dev/reference/objects/user-object)."""

    is_guest: bool = False
    is_admin: bool = False


class Roles:
    """Knows people's standing, as far as the scope users:read lets us ask, each once an hour.

    `admins` are ids of people and of user groups; the members of a group are asked for again
    after five minutes. Without any, every member may change things.
    """

    def __init__(self, admins: Collection[str] = ()) -> None:
        self.admins = tuple(admins)
        self._known: dict[tuple[str, str], tuple[Standing, float]] = {}
        self._members: dict[tuple[str, str], tuple[frozenset[str], float]] = {}

    def is_guest(self, api: SlackApi, team_id: str, user_id: str | None) -> bool:
        """Tell whether a person is a guest, or may be one as Slack does not answer.

        Without the scope nobody is known as a guest; `doctor` says so.
        """
        return user_id is not None and self._standing(api, team_id, user_id).is_guest

    def may_change(self, api: SlackApi, team_id: str, user_id: str | None) -> bool:
        """Tell whether a member may read articles in, decide, subscribe and change settings."""
        if not self.admins:
            return True
        if user_id is None:
            return False
        if user_id in self.admins or self._standing(api, team_id, user_id).is_admin:
            return True
        groups = [one for one in self.admins if one.startswith(GROUP)]
        return any(user_id in self._group(api, team_id, group) for group in groups)

    def _standing(self, api: SlackApi, team_id: str, user_id: str) -> Standing:
        kept = self._known.get((team_id, user_id))
        if kept is None or kept[1] < time.monotonic():
            answer = api.call_patiently(team_id, "users.info", user=user_id)
            if not answer.is_ok and answer.error != "missing_scope":
                return Standing(is_guest=True)  # for this once
            user = answer.data.get("user") or {}
            standing = Standing(
                bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
                bool(user.get("is_admin") or user.get("is_owner")),
            )
            kept = (standing, time.monotonic() + KEPT_SECONDS)
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[team_id, user_id] = kept
        return kept[0]

    def _group(self, api: SlackApi, team_id: str, group: str) -> frozenset[str]:
        kept = self._members.get((team_id, group))
        if kept is None or kept[1] < time.monotonic():
            answer = api.call_patiently(team_id, "usergroups.users.list", usergroup=group)
            members = frozenset(answer.data.get("users") or ())
            kept = (members, time.monotonic() + (GROUP_SECONDS if answer.is_ok else 0.0))
            self._members[team_id, group] = kept
        return kept[0]
