"""What Copydesk keeps: articles, passages, feeds and answers, behind one interface."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import disk_usage

from store.alerts import Alerts
from store.answers import Answers
from store.articles import Articles
from store.audit import Audit
from store.clock import utc_now
from store.comparing import Compared
from store.database import Connections, open_database
from store.errors import CopydeskError
from store.events import Events
from store.feedback import FeedbackBook
from store.feeds import Feeds
from store.passages import Passages
from store.posts import Posts
from store.silences import Silences
from store.subscriptions import Subscriptions
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
        """Return the file that holds it."""
        return self._connections.path

    def room(self) -> tuple[int, int]:
        """Return the bytes that the database takes, and those free beside it."""
        path = self._connections.path
        size = sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*"))
        return size, disk_usage(path.parent).free

    def path_others_read(self) -> Path | None:
        """Return the file where other users of the machine may read it, else None."""
        path = self._connections.path
        return path if path.stat().st_mode & 0o044 else None

    def close(self) -> None:
        """Close the store; nothing of it may be used afterwards."""
        self._connections.close()


def open_store(url: str, clock: Callable[[], str] = utc_now, *, to_read: bool = False) -> Store:
    """Open the store that `url` names: "sqlite:///news.db", or just a path.

    To read, it must be there and may be read-only; otherwise it is made when missing.
    """
    connections = open_database(_path_of(url), to_read=to_read)
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


def _path_of(url: str) -> Path:
    scheme, separator, rest = url.partition("://")
    if separator and scheme != "sqlite":
        raise CopydeskError(
            f"The database {url!r} is of the kind {scheme!r}, which Copydesk cannot use yet. "
            "Name a file, such as sqlite:///copydesk.db."
        )
    name = rest.removeprefix("/") if separator else url
    if not name or name == ":memory:" or "\0" in name:
        raise CopydeskError(
            f"The database {url!r} names no file. Name one, such as sqlite:///copydesk.db."
        )
    return Path(name)
