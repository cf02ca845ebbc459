"""Rounds: what is done again and again beside answering: feeds, alerts, amended answers."""

import logging
import threading
import time
from collections.abc import Callable

from handlers.slack.delivery.poster import Outbox
from handlers.slack.delivery.repairing import amend_answers
from handlers.slack.delivery.sender import PostOutcome
from handlers.slack.surfaces.alerts import post_alerts
from handlers.slack.surfaces.desk import Desk, FindDesk
from handlers.slack.surfaces.subscribing import pause_gone

ROUND_SECONDS = 15.0
READING_SECONDS = 300.0
"""Feeds are read so often; one that fails is left alone for longer."""

log = logging.getLogger("copydesk.slack")


class Rounds:
    """Posts what is due in every workspace, until it is stopped."""

    def __init__(
        self,
        find_desk: FindDesk,
        team_ids: Callable[[], list[str]],
        outbox: Outbox,
        seconds: float = ROUND_SECONDS,
    ) -> None:
        self._find_desk, self._team_ids, self._outbox = find_desk, team_ids, outbox
        self._seconds = seconds
        self._read_at = -READING_SECONDS
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._go, name="rounds", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout: float) -> None:
        """End after the round under way."""
        self._stopping.set()
        self._thread.join(timeout)

    def go_once(self) -> None:
        """Make one round; what fails in one workspace is logged and leaves the others alone."""
        is_reading = time.monotonic() - self._read_at > READING_SECONDS
        self._read_at = time.monotonic() if is_reading else self._read_at
        for team_id in self._team_ids():
            try:
                self._go_to(team_id, is_reading)
            except Exception as error:
                log.error("a round in %s ended with %s", team_id, type(error).__name__)

    def _go_to(self, team_id: str, is_reading: bool) -> None:
        desk = self._find_desk(team_id)
        if is_reading:
            desk.read_feeds()
            desk.forget_turns()
        desk.take_in_new()
        amend_answers(desk, self._outbox, team_id)
        post_alerts(desk, self._outbox, team_id)

    def _go(self) -> None:
        while not self._stopping.wait(self._seconds):
            self.go_once()


def tell_owners(desk: Desk, outbox: Outbox, team_id: str, outcome: PostOutcome) -> None:
    """Pause what cannot be posted any more, and tell those who asked for it."""
    for user_id, message in pause_gone(desk, outcome):
        key = f"paused:{team_id}:{outcome.post.post_key}:{user_id}"
        outbox.promise(key, message, team_id, user_id)
