"""What Copydesk keeps: articles, passages, feeds and answers, behind one interface."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from store.alerts import Alerts
from store.answers import Answers
from store.articles import Articles, Compared
from store.audit import Audit
from store.engine import Connections
from store.engines import engine_of
from store.events import Events
from store.feedback import FeedbackBook
from store.feeds import Feeds
from store.passages import Passages
from store.posts import Posts
from store.silences import Silences
from store.subscriptions import Subscriptions
from store.times import utc_now
from store.turns import Turns
from store.verdicts import Verdicts
from store.watches import Watches

__all__ = ["Store", "open_store"]


@dataclass(frozen=True)
class Store:
    """An open store; it may be used from any number of threads."""

    articles: Articles
    passages: Passages
    feeds: Feeds
    answers: Answers
    events: Events
    posts: Posts
    compared: Compared
    verdicts: Verdicts
    subscriptions: Subscriptions
    alerts: Alerts
    watches: Watches
    turns: Turns
    feedback: FeedbackBook
    silences: Silences
    audit: Audit
    _connections: Connections

    def takes_writes(self) -> bool:
        """Tell whether something could be kept now."""
        return self._connections.takes_writes()

    @property
    def file(self) -> Path:
        """Return the file that holds it; a server's store has none."""
        return self._connections.file()

    def room(self) -> tuple[int, int | None]:
        """Return the bytes that the database takes, and those free beside it, where known."""
        return self._connections.room()

    def path_others_read(self) -> Path | None:
        """Return the file where other users of the machine may read it, else None."""
        return self._connections.path_others_read()

    def leads(self, what: str) -> bool:
        """Tell whether this process is the one to do something, of all that share the store."""
        return self._connections.leads(what)

    def is_gone(self) -> bool:
        """Tell whether the store was removed since it was opened."""
        return self._connections.is_gone()

    def close(self) -> None:
        """Close the store; nothing of it may be used afterwards."""
        self._connections.close()


def open_store(url: str, clock: Callable[[], str] = utc_now, *, to_read: bool = False) -> Store:
    """Open the store that `url` names: "sqlite:///news.db", just a path, or "postgresql://…".

    To read, it must be there and may be read-only; otherwise it is made when missing.
    """
    connections = engine_of(url).open_url(url, to_read)
    return Store(
        articles=Articles(connections, clock),
        passages=Passages(connections),
        feeds=Feeds(connections, clock),
        answers=Answers(connections),
        events=Events(connections),
        posts=Posts(connections),
        compared=Compared(connections),
        verdicts=Verdicts(connections),
        subscriptions=Subscriptions(connections),
        alerts=Alerts(connections),
        watches=Watches(connections),
        turns=Turns(connections),
        feedback=FeedbackBook(connections),
        silences=Silences(connections),
        audit=Audit(connections),
        _connections=connections,
    )
