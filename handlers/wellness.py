"""Whether it is well: what waits, what fails, how fresh it is, and whether it is ready for more."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from handlers.when import moment_of
from store import Store
from store.events import Backlog
from store.feeds import Feed
from store.times import seconds
from store.verdicts import Tally


@dataclass(frozen=True)
class Looked:
    """One thing looked at; where not `is_ok`, something fails, and `advice` says what to do."""

    name: str
    is_ok: bool
    told: str
    advice: str = ""
    is_optional: bool = False


@dataclass(frozen=True)
class Wellness:
    """Measures of one moment; ages are in seconds, None where there is nothing to count from.

    `feed_lag` is the age of the last success of the feed that was not read for longest.
    """

    queue: Backlog
    queue_age: float | None
    posts: int
    posts_age: float | None
    articles: int
    feeds: int
    failing: tuple[Feed, ...]
    feed_lag: float | None
    polled_at: str | None
    alerts_pending: int
    confirmed: int
    dismissed: int

    @property
    def alert_precision(self) -> float | None:
        """Return the share of conflicts decided on that people confirmed."""
        decided = self.confirmed + self.dismissed
        return self.confirmed / decided if decided else None


def look(main: Store, newsrooms: Sequence[Store], now: datetime) -> Wellness:
    """Measure the store that has the queue, and each newsroom's articles."""
    queue, (posts, posts_at) = main.events.backlog(), main.posts.open()
    feeds = [feed for store in newsrooms for feed in store.feeds.list()]
    read_at = [feed.last_success_at for feed in feeds if feed.last_success_at]
    polled = [*read_at, *(feed.last_failure_at for feed in feeds if feed.last_failure_at)]
    tallies = [tally for store in newsrooms for tally in store.verdicts.tallies()]
    return Wellness(
        queue=queue,
        queue_age=age(queue.oldest_at, now),
        posts=posts,
        posts_age=age(posts_at, now),
        articles=sum(store.articles.state().articles for store in newsrooms),
        feeds=len(feeds),
        failing=tuple(feed for feed in feeds if feed.last_error),
        feed_lag=age(min(read_at, default=None), now),
        polled_at=max(polled, default=None),
        alerts_pending=sum(len(store.alerts.pending()) for store in newsrooms),
        confirmed=sum(tally.confirmed for tally in tallies),
        dismissed=sum(tally.dismissed for tally in tallies),
    )


def age(at: str | None, now: datetime) -> float | None:
    """Return how many seconds ago a stored time was; never less than none.

    >>> from datetime import UTC
    >>> age("2026-05-10T11:59:00Z", datetime(2026, 5, 10, 12, tzinfo=UTC))
    60.0
    """
    moment = moment_of(at)
    return max(0.0, (now - moment).total_seconds()) if moment else None


READING_SECONDS = 300.0
"""Feeds are read so often; one that fails is left alone for longer."""

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


def tell_tally(tally: Tally) -> str:
    """Return how many verdicts of a kind were found, and how people decided on them.

    >>> tell_tally(Tally("conflict", 9, 3, 1, 0))
    '9 found; 3 of 4 decided on were right (75 %)'
    """
    if tally.precision is None:
        return f"{tally.detected} found; nobody decided on any"
    decided = tally.confirmed + tally.dismissed + tally.update
    right = f"{tally.confirmed} of {decided} decided on were right"
    return f"{tally.detected} found; {right} ({tally.precision:.0%})".replace("%", " %")
