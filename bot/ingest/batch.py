"""Ingest: what is named, or what feeds bring, is read, assembled, stored, and reported."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from bot.ingest.article import UNKNOWN, Unstated, assemble
from bot.ingest.draft import Draft, Skipped, unforeseen
from bot.ingest.feeds import Entry, read_feed
from bot.ingest.read import PAGES_PER_LIST, Place, Reader, discover, reason_of
from bot.ingest.web import FetchError, Page, Web
from store import Store
from store.arrivals import NewArticle, check_article
from store.feeds import Feed as StoredFeed

BATCH = 200
BATCH_SECONDS = 2.0
# Long articles fill a batch sooner, so that memory stays bounded whatever arrives.
BATCH_CHARACTERS = 8_000_000
REMOVED = "deleted before; to take it in again: copydesk articles allow ID, with the ID it had"


@dataclass(frozen=True)
class Report:
    """What became of everything that was named."""

    added: int = 0
    versions: int = 0
    copies: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()

    @property
    def new(self) -> int:
        """How many articles or versions came in that were not there before."""
        return self.added + self.versions + self.copies

    @property
    def articles(self) -> int:
        """How many articles were read, new or not."""
        return self.new + self.unchanged


@dataclass(frozen=True)
class Progress:
    """How far a batch is: articles stored, and bytes read of those found."""

    articles: int
    done: int
    total: int


OnProgress = Callable[[Progress], None]


def ingest(
    arguments: Sequence[str],
    store: Store,
    on_progress: OnProgress = lambda progress: None,
    *,
    web: Web | None = None,
    unstated: Unstated = UNKNOWN,
    limit: int = PAGES_PER_LIST,
    files: bool = True,
) -> Report:
    """Read, assemble and store what the arguments name; what cannot be read is in the report.

    `unstated` is known of those that do not state it; `limit` the most pages of one feed or
    sitemap; without `files` only web addresses are read; `web` is closed at the end.
    """
    found = list(discover(arguments, files))
    total = sum(place.size for place in found if isinstance(place, Place))
    intake, done = Intake(store, unstated), 0
    with web or Web() as client:
        for place in found:
            if isinstance(place, Skipped):
                intake.skipped.append(place)
                continue
            reader = Reader(client, limit)
            for draft in reader.read(place):
                intake.take(draft)
                on_progress(Progress(intake.stored, done + min(reader.position, place.size), total))
            done += place.size
    intake.store_batch()
    on_progress(Progress(intake.stored, total, total))
    return intake.report()


@dataclass
class Intake:
    """Gathers articles and stores them a batch at a time, one transaction each."""

    store: Store
    unstated: Unstated = UNKNOWN
    clock: Callable[[], float] = time.monotonic
    skipped: list[Skipped] = field(default_factory=list)
    waiting: list[NewArticle] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    since: float | None = None

    @property
    def stored(self) -> int:
        """How many articles are safely in the store."""
        return self.outcomes.total()

    def take_all(self, drafts: Iterable[Draft | Skipped]) -> None:
        """Take drafts in order and store what is left at their end."""
        for draft in drafts:
            self.take(draft)
        self.store_batch()

    def take(self, draft: Draft | Skipped) -> None:
        """Take one draft; a full batch, or one that waited long, is stored."""
        article = prepare(draft, self.unstated) if isinstance(draft, Draft) else draft
        if isinstance(article, Skipped):
            self.skipped.append(article)
            return
        self.since = self.clock() if self.since is None else self.since
        self.waiting.append(article)
        characters = sum(len(waiting.text) for waiting in self.waiting)
        old = self.clock() - self.since > BATCH_SECONDS
        if len(self.waiting) >= BATCH or characters >= BATCH_CHARACTERS or old:
            self.store_batch()

    def store_batch(self) -> None:
        """Store what waits; only then does it count."""
        for added in self.store.articles.add_many(self.waiting):
            if added.outcome == "removed":
                self.skipped.append(Skipped(added.article_id, REMOVED))
                continue
            self.outcomes[added.outcome] += 1
        self.waiting, self.since = [], None

    def report(self) -> Report:
        """Return what became of everything taken."""
        kinds = ("added", "version", "copy", "unchanged")
        added, versions, copies, unchanged = (self.outcomes[kind] for kind in kinds)
        return Report(added, versions, copies, unchanged, tuple(self.skipped))


def prepare(draft: Draft, unstated: Unstated) -> NewArticle | Skipped:
    """Assemble a draft; a text that trips the analysis costs itself and never the batch."""
    try:
        article = assemble(draft, unstated)
        if isinstance(article, NewArticle):
            check_article(article)
        return article
    except Exception as error:
        # The reason reaches the user's table, so nothing is hidden by going on.
        return Skipped(draft.what, f"could not be analysed {unforeseen(error)}")


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
        page = web.visit(stored.url, stored.etag, stored.modified)
        report = take_page(store, web, stored, page)
    except Exception as error:
        # Recorded and shown as the feed's health; the feeds after it are not to suffer.
        reason = reason_of(error, stored.url)
        asked = error.retry_after if isinstance(error, FetchError) else None
        wait = None if asked is None else asked + web.clock() - began
        store.feeds.record_failure(stored.url, reason, now, wait)
        return Polled(stored.url, Report(), reason)
    # An entry whose page failed is tried again only when the feed is sent again in full.
    marks = (None, None) if report.skipped else (page.etag, page.modified)
    if page.status == 304:
        marks = (page.etag or stored.etag, page.modified or stored.modified)
    store.feeds.record_success(stored.url, *marks, report.new, now)
    return Polled(stored.url, report)


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
