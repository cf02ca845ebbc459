"""The verbs that tell what is searched, and whether all is well."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import click

from bot.ask.asker import NetworkAsker
from bot.reader.load import ReaderFilesError, versions
from handlers.cli.context import Context
from handlers.cli.feeds import health
from handlers.cli.table import show_rows
from handlers.slack.delivery.readiness import LONGEST_WAITING
from handlers.slack.delivery.rounds import READING_SECONDS
from handlers.wellness import Wellness, age, look
from handlers.when import tell_dated, tell_time
from store.verdicts import Tally

POLLED_WITHIN = 3 * READING_SECONDS
LEAST_FREE = 1e9
"""Bytes on the disk under which it is soon full: an hour's news is some megabytes."""


@click.command(epilog="Example: copydesk sources")
@click.pass_context
def sources(click_context: click.Context) -> None:
    """List the sources: how many articles each has, and how new the newest is."""
    context: Context = click_context.obj
    found = context.store.articles.sources()
    if not found:
        click.echo("No articles. Add some with: copydesk ingest WHAT", err=True)
        click_context.exit(1)
    rows = [
        (one.source or "source not stated", f"{one.articles}", tell_time(one.newest_at))
        for one in found
    ]
    show_rows(context.console, ("source", "articles", "newest"), rows)


@dataclass(frozen=True)
class Line:
    """One thing that may be well or not, and what is to be said of it."""

    name: str
    told: str
    is_well: bool = True


@click.command(epilog="Example: copydesk --database news.db status")
@click.pass_context
def status(click_context: click.Context) -> None:
    """Tell whether it is well: articles, feeds, what waits, alerts, disk and networks.

    Exit code 0: it is well; 1: something is not.
    """
    context: Context = click_context.obj
    lines = list(examine(context))
    rows = [("ok" if line.is_well else "NO", line.name, line.told) for line in lines]
    show_rows(context.console, ("", "", ""), rows)
    ill = [line.name for line in lines if not line.is_well]
    context.console.out(f"\nNot well: {', '.join(ill)}." if ill else "\nIt is well.")
    click_context.exit(1 if ill else 0)


def examine(context: Context) -> Iterator[Line]:
    """Look at each thing in turn."""
    store, now = context.store, context.wiring.clock()
    well, state = look(store, [store], now), store.articles.state()
    newest = tell_dated(state.as_of, now) if state.as_of else "none"
    yield Line("articles", f"{state.articles:,} in {state.passages:,} passages; newest: {newest}")
    arrived = tell_dated(state.added_at, now) if state.added_at else "none"
    yield Line("last arrival", arrived)
    yield from examine_feeds(well, now)
    for name, waiting, seconds in (
        ("queue", well.queue.waiting + well.queue.claimed, well.queue_age),
        ("posts", well.posts, well.posts_age),
    ):
        told = f"{waiting:,}, the oldest for {seconds:.0f} s" if waiting else "nothing waits"
        yield Line(name, told, (seconds or 0.0) < LONGEST_WAITING)
    yield Line("alerts", f"{well.alerts_pending} to be told")
    for tally in store.verdicts.tallies():
        yield Line(f"verdict: {tally.verdict}", tell_tally(tally))
    yield from examine_machine(context)


def examine_feeds(well: Wellness, now: datetime) -> Iterator[Line]:
    """Tell which feeds fail, and when they were last read."""
    if not well.feeds:
        yield Line("feeds", "none")
        return
    yield Line("feeds", f"{len(well.failing)} of {well.feeds} fail", not well.failing)
    for feed in well.failing:
        told = f"{feed.last_error}; last read: {health(feed)[1]}"
        yield Line(feed.title or feed.url, told, is_well=False)
    if well.polled_at is None:
        yield Line("last poll", "never: `copydesk serve` reads feeds", is_well=False)
        return
    is_recent = (age(well.polled_at, now) or 0.0) < POLLED_WITHIN
    yield Line("last poll", tell_dated(well.polled_at, now), is_recent)


def examine_machine(context: Context) -> Iterator[Line]:
    """Tell how full the disk is, and whether the networks are there."""
    size, free = context.store.room()
    told = f"the database has {size / 1e6:.1f} MB"
    if free is not None:
        told = f"{free / 1e9:.1f} GB free; the database {context.database} has {size / 1e6:.1f} MB"
    yield Line("disk", told, free is None or free > LEAST_FREE)
    model = context.wiring.ask.model if isinstance(context.wiring.ask, NetworkAsker) else None
    try:
        reader, judge = versions(model)
    except ReaderFilesError as error:
        yield Line("networks", str(error), False)
    else:
        yield Line("networks", f"reader {reader}, judge {judge}")


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
