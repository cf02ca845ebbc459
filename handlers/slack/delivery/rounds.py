"""Rounds: what is done again and again beside answering: feeds, alerts, amended answers."""

import logging
import threading
import uuid
from collections.abc import Callable

from handlers.logs import working_on
from handlers.slack.delivery.failures import trace
from handlers.slack.delivery.poster import Outbox
from handlers.slack.delivery.repairing import amend_answers
from handlers.slack.delivery.sender import PostOutcome
from handlers.slack.surfaces.alerts import post_alerts
from handlers.slack.surfaces.desk import Desk, FindDesk
from handlers.slack.surfaces.subscribing import pause_gone
from store.errors import CopydeskError

ROUND_SECONDS = 15.0
READING_SECONDS = 300.0
"""Feeds are read so often; one that fails is left alone for longer."""

log = logging.getLogger("copydesk.slack")


class Rounds:
    """Posts what is due in every workspace, and reads its feeds, until it is stopped.

    Feeds are read beside the rest: a server that is slow keeps no alert back. Of several processes
    on a server's store one goes round.
    """

    def __init__(
        self,
        find_desk: FindDesk,
        team_ids: Callable[[], list[str]],
        outbox: Outbox,
        seconds: float = ROUND_SECONDS,
        reading_seconds: float = READING_SECONDS,
        tidy: Callable[[], None] = lambda: None,
    ) -> None:
        self._tidy = tidy
        self._find_desk, self._team_ids, self._outbox = find_desk, team_ids, outbox
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._go, args=(step, wait), name="rounds", daemon=True)
            for step, wait in ((self.go_once, seconds), (self.read_once, reading_seconds))
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self, timeout: float) -> None:
        """End after the round under way."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(timeout)

    def go_once(self) -> None:
        """Compare what arrived, amend answers, and post what is due, each by itself."""
        outbox = self._outbox
        for team_id in self._team_ids():
            self._try("comparing what arrived", team_id, lambda desk, _: desk.take_in_new())
            self._try("amending answers", team_id, lambda d, team: amend_answers(d, outbox, team))
            self._try("posting alerts", team_id, lambda d, team: post_alerts(d, outbox, team))

    def read_once(self) -> None:
        """Read the feeds that are due, and forget what is old or of workspaces that are gone."""
        for team_id in self._team_ids():
            self._try("reading feeds", team_id, lambda desk, _: desk.read_feeds())
            self._try("forgetting what is old", team_id, lambda desk, _: desk.forget_old())
        self._tidy()

    def _try(self, what: str, team_id: str, step: Callable[[Desk, str], object]) -> None:
        """Take one step; what fails is logged, and leaves other steps and workspaces alone."""
        with working_on(f"round:{uuid.uuid4().hex[:8]}"):
            self._take(what, team_id, step)

    def _take(self, what: str, team_id: str, step: Callable[[Desk, str], object]) -> None:
        try:
            desk = self._find_desk(team_id)
            if desk.store.leads("rounds"):
                step(desk, team_id)
        except CopydeskError as error:
            log.error("%s in %s failed: %s", what, team_id, error)
        except Exception as error:
            log.error("%s in %s failed: %s", what, team_id, trace(error))

    def _go(self, step: Callable[[], None], seconds: float) -> None:
        while not self._stopping.wait(min(seconds, ROUND_SECONDS)):
            try:
                step()
            except Exception as error:
                log.error("a round failed: %s", trace(error))
            self._stopping.wait(max(0.0, seconds - ROUND_SECONDS))


def tell_owners(desk: Desk, outbox: Outbox, team_id: str, outcome: PostOutcome) -> None:
    """Pause what cannot be posted any more, and tell those who asked for it."""
    for user_id, message in pause_gone(desk, outcome):
        key = f"paused:{team_id}:{outcome.post.post_key}:{user_id}"
        outbox.promise(key, message, team_id, user_id)
