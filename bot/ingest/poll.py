"""Polling the stored feeds: only what changed is read, and each feed's health is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.ingest.article import Unstated
from bot.ingest.batch import Intake, Report
from bot.ingest.draft import unforeseen
from bot.ingest.feeds import Entry, read_feed
from bot.ingest.public import FetchError
from bot.ingest.read import PAGES_PER_LIST, Reader, reason_of
from bot.ingest.web import Page, Web
from store import Store
from store.errors import CopydeskError
from store.feeds import Feed as StoredFeed


@dataclass(frozen=True)
class Polled:
    """What one poll of a feed brought; `error` is None when the feed could be read."""

    url: str
    report: Report
    error: str | None = None


OnFeed = Callable[[Polled], None]


def poll(
    store: Store,
    now: str,
    on_feed: OnFeed = lambda polled: None,
    *,
    web: Web | None = None,
    everything: bool = False,
) -> list[Polled]:
    """Read the feeds that are due, or all of them; a bad feed is noted and the next one read."""
    polled: list[Polled] = []
    with web or Web() as client:
        began = client.clock()
        for feed in store.feeds.list() if everything else store.feeds.due(now):
            polled.append(poll_feed(store, client, feed, now, began))
            on_feed(polled[-1])
    return polled


def poll_feed(store: Store, web: Web, stored: StoredFeed, now: str, began: float) -> Polled:
    """Read one feed, store what is new in it, and note how it went.

    `now` is the time of day when the whole poll began, `began` the client's clock then.
    """
    try:
        web.take_turn(stored.url)
        page = web.fetch(stored.url, stored.etag, stored.modified)
        report = take_page(store, web, stored, page)
    except Exception as error:
        # Recorded and shown as the feed's health; the feeds after it are not to suffer.
        reason = reason_of_failure(error, stored.url)
        asked = asked_wait(error, web.clock() - began)
        store.feeds.record_failure(stored.url, reason, now, asked)
        return Polled(stored.url, Report(), reason)
    # An entry whose page failed is tried again only when the feed is sent again in full.
    marks = (None, None) if report.skipped else (page.etag, page.modified)
    if page.status == 304:
        marks = (page.etag or stored.etag, page.modified or stored.modified)
    store.feeds.record_success(stored.url, *marks, report.new, now)
    return Polled(stored.url, report)


def reason_of_failure(error: Exception, url: str) -> str:
    """Return why a feed could not be read, in words for its line."""
    if isinstance(error, CopydeskError):
        return reason_of(error, url)
    return f"could not be read {unforeseen(error)}"


def asked_wait(error: Exception, elapsed: float) -> float | None:
    """Return the seconds from the beginning of a poll until the server wants to be asked again."""
    stated = error.retry_after if isinstance(error, FetchError) else None
    return None if stated is None else stated + elapsed


def take_page(store: Store, web: Web, stored: StoredFeed, page: Page) -> Report:
    """Store the new articles of a feed's document; an unchanged one has none."""
    if page.status == 304:
        return Report()
    feed = read_feed(page.body, page.url, page.content_type)
    if feed is None:
        raise FetchError(f"{stored.url}: not a feed; check the address, or remove the feed")
    intake = Intake(store, Unstated(stored.title))
    intake.take_all(
        Reader(web, PAGES_PER_LIST, partial(is_known, store)).read_entries(feed, page.url)
    )
    return intake.report()


def is_known(store: Store, identity: str, entry: Entry) -> bool:
    """Whether the page of an entry is stored, as it is since the entry last changed, or deleted."""
    article = store.articles.named(identity)
    if article is None:
        return store.articles.is_removed(identity)
    # What the feed itself carries stood in for the page: the page may be there now.
    if article.text == entry.text:
        return False
    return entry.updated is None or entry.updated.at <= article.added_at
