"""Readiness: whether what Slack sends can be kept, worked on and answered now."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from store.times import seconds

LONGEST_WAITING = 300.0
"""Seconds that a question waits at most where the crew works."""

KEPT_SECONDS = 60.0

Check = Callable[[], bool]


@dataclass
class Readiness:
    """Looks at the process, its crew, the store and the token; Slack is asked once a minute."""

    health: Callable[[], dict[str, object]]
    is_crew_whole: Check
    takes_writes: Check
    is_token_good: Check
    clock: Callable[[], float] = time.time
    _token: tuple[bool, float] = field(default=(True, 0.0), init=False)

    def __call__(self) -> dict[str, object]:
        """Return what a check of readiness shows; `ok` where all of it is well."""
        state = self.health()
        found = {
            "crew": self.is_crew_whole() and self._is_working(state.get("oldest_at")),
            "store": self.takes_writes(),
            "token": self._is_token_good(),
        }
        return {**state, **found, "ok": bool(state["ok"]) and all(found.values())}

    def _is_working(self, oldest_at: object) -> bool:
        return oldest_at is None or self.clock() - seconds(str(oldest_at)) < LONGEST_WAITING

    def _is_token_good(self) -> bool:
        if self._token[1] < self.clock():
            self._token = (self.is_token_good(), self.clock() + KEPT_SECONDS)
        return self._token[0]
