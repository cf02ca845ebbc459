"""Rounds: what is done again and again beside answering: feeds, alerts, amended answers."""

import logging
import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from bot.conflicts.watching import Outdated, to_repair
from bot.ingest.batch import Polled, poll
from bot.ingest.web import Web
from handlers.logs import note, working_on
from handlers.slack.cards.blocks import one_line, shorten, words
from handlers.slack.delivery.api import Reply
from handlers.slack.delivery.poster import Outbox
from handlers.slack.delivery.worker import trace
from handlers.slack.surfaces.alerts import post_alerts
from handlers.slack.surfaces.asking import answer_anew
from handlers.slack.surfaces.desk import Desk, FindDesk
from handlers.slack.surfaces.subscribing import pause_gone
from handlers.slack.surfaces.taking_in import compare
from handlers.wellness import READING_SECONDS
from store.errors import CopydeskError
from store.posts import Post
from store.times import to_second
from store.turns import Turn


def amend_answers(desk: Desk, outbox: Outbox, team_id: str) -> int:
    """Answer anew what quotes words that are gone, where it was posted; return how many."""
    amended, due, early = 0, desk.store.answers.due(), set[int]()
    for outdated in to_repair(desk.store, due.values()):
        answer = outdated.answer
        turns = desk.store.turns.of_answer(answer.answer_id)
        for turn in turns:
            amend_answer(desk, outbox, team_id, turn, outdated)
        amended += len(turns)
        if not turns and answer.asked_at > to_second(desk.clock() - IS_POSTED):
            early.add(answer.answer_id)
    done = [note for note, answer in due.items() if answer.answer_id not in early]
    if done:
        desk.store.answers.settle(done)
    return amended


def amend_answer(desk: Desk, outbox: Outbox, team_id: str, turn: Turn, outdated: Outdated) -> None:
    """Put a new answer in the place of one that quotes words which are gone."""
    gone = [f"the source no longer says “{shorten(one_line(q), 300)}”" for q in outdated.quotes]
    why = gone[0] if gone else "an article that it quoted was deleted"
    lead = (words("Amended: ", bold=True), words(f"{why}. This is the answer now."))
    made = f"amended:{team_id}:{outdated.answer.answer_id}:{turn.ts}"
    answer_anew(desk, outbox, turn, turn.question, lead, team_id=team_id, made=made)


def take_in_new(desk: Desk) -> None:
    """Take in what has arrived by any way and was not compared yet, some at a time."""
    compare(desk, desk.store.compared.missing(AT_A_TIME))


def read_feeds(desk: Desk) -> None:
    """Read what is new in the feeds that are due."""
    if desk.store.feeds.due(desk.now()):
        # For feeds alone: links are sent by anybody.
        poll(desk.store, desk.now(), note_feed, web=Web(hosts=desk.feeds_allow))


def note_feed(polled: Polled) -> None:
    """Log how the reading of a feed went; its address may hold a key, so only its host is told."""
    what = "feed not read" if polled.error else "feed read"
    note(log, what, host=urlsplit(polled.url).hostname, new=polled.report.new)


AT_A_TIME = 50
"""Articles compared in one round, so that a large archive holds nothing up."""

IS_POSTED = timedelta(minutes=10)
"""An answer of so long ago is posted, or never will be; a younger one is looked at again."""

FIRST_SECONDS = 2.0  # after the start: what a process that was killed left is due
ROUND_SECONDS = 15.0

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

    def stop(self, timeout: float) -> bool:
        """End after the round under way; False where that takes longer than there is time."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(timeout)
        return not any(thread.is_alive() for thread in self._threads)

    def go_once(self) -> None:
        """Compare what arrived, amend answers, and post what is due, each by itself."""
        outbox = self._outbox
        for team_id in self._team_ids():
            self._try("comparing what arrived", team_id, lambda desk, _: take_in_new(desk))
            self._try("amending answers", team_id, lambda d, team: amend_answers(d, outbox, team))
            self._try("posting alerts", team_id, lambda d, team: post_alerts(d, outbox, team))

    def read_once(self) -> None:
        """Read the feeds that are due, and forget what is old or of workspaces that are gone."""
        for team_id in self._team_ids():
            self._try("reading feeds", team_id, lambda desk, _: read_feeds(desk))
            self._try("forgetting what is old", team_id, lambda desk, _: desk.forget_old())
        self._tidy()

    def _try(self, what: str, team_id: str, step: Callable[[Desk, str], object]) -> None:
        """Take one step; what fails is logged, and leaves other steps and workspaces alone."""
        with working_on(f"round:{uuid.uuid4().hex[:8]}"):
            try:
                desk = self._find_desk(team_id)
                if desk.store.connections.leads("rounds"):
                    step(desk, team_id)
            except CopydeskError as error:
                log.error("%s in %s failed: %s", what, team_id, error)
            except Exception as error:
                log.error("%s in %s failed: %s", what, team_id, trace(error))

    def _go(self, step: Callable[[], None], seconds: float) -> None:
        wait = min(seconds, FIRST_SECONDS)
        while not self._stopping.wait(wait):
            wait = seconds
            try:
                step()
            except Exception as error:
                log.error("a round failed: %s", trace(error))


def tell_owners(desk: Desk, outbox: Outbox, post: Post, reply: Reply) -> None:
    """Pause what nothing can be posted for any more, and tell those who asked for it."""
    if post.channel_id is None:
        return
    for user_id, message in pause_gone(desk, post.channel_id, str(reply.error)):
        key = f"paused:{post.team_id}:{post.post_key}:{user_id}"
        outbox.promise(key, message, post.team_id, user_id)
