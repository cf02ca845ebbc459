"""What Copydesk keeps: articles, passages, feeds and answers, behind one interface."""

from collections.abc import Callable

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


class Store:
    """An open store; it may be used from any number of threads.

    `connections` tell of the database itself: whether it takes writes, where it is, its room.
    """

    def __init__(self, connections: Connections, clock: Callable[[], str]) -> None:
        self.connections = connections
        self.articles, self.passages = Articles(connections, clock), Passages(connections)
        self.feeds, self.answers = Feeds(connections, clock), Answers(connections)
        self.events, self.posts = Events(connections), Posts(connections)
        self.compared, self.verdicts = Compared(connections), Verdicts(connections)
        self.subscriptions, self.alerts = Subscriptions(connections), Alerts(connections)
        self.watches, self.turns = Watches(connections), Turns(connections)
        self.feedback, self.silences = FeedbackBook(connections), Silences(connections)
        self.audit = Audit(connections)

    def close(self) -> None:
        """Close the store; nothing of it may be used afterwards."""
        self.connections.close()


def open_store(url: str, clock: Callable[[], str] = utc_now, *, to_read: bool = False) -> Store:
    """Open the store that `url` names: "sqlite:///news.db", just a path, or "postgresql://…".

    To read, it must be there and may be read-only; otherwise it is made when missing.
    """
    return Store(engine_of(url).open_url(url, to_read), clock)
