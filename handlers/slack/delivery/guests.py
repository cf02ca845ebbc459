"""Guests: people whom a workspace has let into some channels only; they are told no as well.

Who cannot be told from a guest counts as one: newsrooms have guests who must see nothing.
"""

import time
from collections.abc import Callable

from handlers.slack.delivery.api import SlackApi

KEPT_SECONDS = 3600.0
MOST_KEPT = 10_000


class Guests:
    """Knows who is a guest, as far as the scope users:read lets us ask, each once an hour.

    https://docs.slack.dev/reference/objects/user-object
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[bool, float]] = {}

    def is_guest(self, api: SlackApi, team_id: str, user_id: str | None) -> bool:
        """Tell whether a person is a guest, or may be one as Slack does not answer.

        Without the scope nobody is known as a guest; `doctor` says so.
        """
        if user_id is None:
            return False
        kept = self._known.get((team_id, user_id))
        if kept is None or kept[1] < self._clock():
            answer = api.call_patiently(team_id, "users.info", user=user_id)
            if not answer.is_ok and answer.error != "missing_scope":
                return True  # for this once
            user = answer.data.get("user") or {}
            is_guest = bool(user.get("is_restricted") or user.get("is_ultra_restricted"))
            kept = (is_guest, self._clock() + KEPT_SECONDS)
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[team_id, user_id] = kept
        return kept[0]
