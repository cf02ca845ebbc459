"""The verbs that tell what is searched: sources, freshness and the health of feeds."""

from collections.abc import Iterator

import click

from handlers.cli.context import Context
from handlers.cli.feeds import HEALTH, health
from handlers.cli.table import show_rows
from handlers.when import tell_dated, tell_time
from store.verdicts import Tally


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


@click.command(epilog="Example: copydesk --database news.db status")
@click.pass_context
def status(click_context: click.Context) -> None:
    """Show how much is searched, how fresh it is, and how the feeds do."""
    context: Context = click_context.obj
    show_rows(context.console, ("", ""), list(figures(context)))
    feeds = context.store.feeds.list()
    if feeds:
        context.console.out("")
        show_rows(context.console, HEALTH, [health(feed) for feed in feeds])


def figures(context: Context) -> Iterator[tuple[str, str]]:
    """Give each figure with its name."""
    state, now = context.store.articles.state(), context.wiring.clock()
    yield "database", context.database
    yield "articles", f"{state.articles}"
    yield "passages", f"{state.passages}"
    for name, moment in (("newest article", state.as_of), ("last arrival", state.added_at)):
        yield name, tell_dated(moment, now) if moment else "none"
    failing = [feed for feed in context.store.feeds.list() if feed.last_error]
    yield "feeds that fail", f"{len(failing)} of {len(context.store.feeds.list())}"
    for tally in context.store.verdicts.tallies():
        yield f"verdict: {tally.verdict}", tell_tally(tally)


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
