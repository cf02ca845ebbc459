"""Feeds: what is polled, when it is due, and how healthy it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from store.engine import Connections, Table, insert_row
from store.times import to_second, utc_now

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=24)
MOST_ASKED = timedelta(days=7)  # a server that asks for more has a broken clock


@dataclass(frozen=True)
class Feed:
    """A feed with what its server last said and how the last polls went."""

    url: str
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    last_success_at: str | None = None
    last_article_at: str | None = None
    last_failure_at: str | None = None
    last_error: str | None = None  # None once a poll succeeded again
    failures: int = 0  # in a row
    retry_at: str | None = None


FeedList = list[Feed]  # inside the class, `list` is the method


class Feeds(Table):
    """The feeds of a store."""

    def __init__(self, connections: Connections, clock: Callable[[], str] = utc_now) -> None:
        super().__init__(connections)
        self._clock = clock

    def add(self, url: str, title: str | None = None) -> bool:
        """Add a feed, or give a known one another title; False when it was known."""
        with self._connections.writing() as db:
            row = {"url": url, "title": title, "added_at": self._clock()}
            is_new = bool(insert_row(db, "feeds", row, "on conflict do nothing").rowcount)
            if title is not None:
                db.execute("update feeds set title = ? where url = ?", [title, url])
            return is_new

    def list(self) -> FeedList:
        """Return all feeds, the earliest added first."""
        return self._select("true", {})

    def due(self, now: str) -> FeedList:
        """Return the feeds to poll: those whose back-off, if any, has passed."""
        return self._select("retry_at is null or retry_at <= :now", {"now": now})

    def get(self, url: str) -> Feed | None:
        """Return one feed."""
        found = self._select("url = :url", {"url": url})
        return found[0] if found else None

    def remove(self, url: str) -> bool:
        """Remove a feed, not its articles; False when there is none."""
        return bool(self._write("delete from feeds where url = ?", [url]))

    def record_success(
        self, url: str, etag: str | None, modified: str | None, new_articles: int, now: str
    ) -> None:
        """Note a poll that worked, also one that found nothing changed."""
        self._write(
            """
            update feeds set etag = ?, modified = ?, succeeded_at = ?,
                new_article_at = coalesce(?, new_article_at),
                error = null, failures = 0, retry_at = null
            where url = ?
            """,
            [etag, modified, now, now if new_articles > 0 else None, url],
        )

    def record_failure(
        self, url: str, error: str, now: str, retry_after: float | None = None
    ) -> None:
        """Note a poll that failed, and when to try again.

        The wait doubles from five minutes to a day, and is never shorter than the
        `retry_after` seconds that the server asked for (RFC 9110, section 10.2.3).
        """
        with self._connections.writing() as db:
            row = db.execute("select failures from feeds where url = ?", [url]).fetchone()
            if row is None:
                return
            failures = row[0] + 1
            db.execute(
                """
                update feeds
                set failed_at = ?, error = ?, failures = ?, retry_at = ?
                where url = ?
                """,
                [now, error, failures, _retry_at(now, failures, retry_after), url],
            )

    def _select(self, where: str, values: dict[str, str]) -> FeedList:
        return self._list(
            Feed,
            f"""
            select url, title, etag, modified, succeeded_at, new_article_at, failed_at, error,
                failures, retry_at
            from feeds where {where} order by rowid
            """,
            values,
        )


def wait_after(failures: int) -> timedelta:
    """Return how long to leave a feed alone after so many failures in a row.

    >>> wait_after(1), wait_after(3)
    (datetime.timedelta(seconds=300), datetime.timedelta(seconds=1200))
    """
    doublings = min(failures - 1, 30)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def _retry_at(now: str, failures: int, retry_after: float | None) -> str:
    asked = timedelta(seconds=max(0.0, min(retry_after or 0.0, MOST_ASKED.total_seconds())))
    moment = datetime.fromisoformat(now) + max(wait_after(failures), asked)
    return to_second(moment)
