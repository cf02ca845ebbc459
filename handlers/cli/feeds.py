"""The verbs for feeds: add, list, remove, poll."""

from pathlib import Path

import click

from bot.ingest.opml import ListedFeed, read_opml
from bot.ingest.poll import Polled
from bot.ingest.poll import poll as poll_feeds
from bot.ingest.urls import is_url
from bot.ingest.web import Web
from handlers.cli.arrivals import show_arrived, take_in
from handlers.cli.context import Context
from handlers.cli.outcome import write_row
from handlers.cli.table import show_rows
from handlers.when import tell_time
from store.feeds import Feed
from store.times import to_second

NEVER = "never"
MOST_FEEDS = 1000
HEALTH = ("feed", "last success", "last new article", "last error")
"""What `health` gives."""


@click.group()
def feeds() -> None:
    """Keep a list of RSS and Atom feeds, and read what is new in them."""


@feeds.command(
    epilog="Example: copydesk feeds add https://example.org/feed.xml --title 'Harbour Wire'"
)
@click.argument("what")
@click.option("--title", help="Name to show, and source of articles that state none.")
@click.pass_obj
def add(context: Context, what: str, title: str | None) -> None:
    """Add a feed by its URL, or all feeds of an OPML file."""
    listed = [ListedFeed(what, title)] if is_url(what) else feeds_in(what)
    for feed in listed:
        context.make_store().feeds.add(feed.url, feed.title)
        context.note("added feed", feed.url.partition("?")[0])
        write_row(context.console, "added", feed.url)


def feeds_in(path: str) -> list[ListedFeed]:
    """Return the feeds of an OPML file, or say what is wrong with the argument."""
    try:
        listed = read_opml(Path(path).read_bytes())
    except OSError as error:
        message = f"{path!r} is neither a URL nor a file; give a URL with http:// or https://"
        raise click.BadParameter(message) from error
    if not listed:
        raise click.BadParameter(f"{path!r} lists no feeds; an OPML file names them in xmlUrl")
    if len(listed) > MOST_FEEDS:
        message = f"{path!r} lists {len(listed):,} feeds; keep the {MOST_FEEDS:,} that you follow"
        raise click.BadParameter(message)
    return listed


@feeds.command(name="list", epilog="Example: copydesk feeds list")
@click.pass_context
def list_feeds(click_context: click.Context) -> None:
    """Show each feed with its health: last success, last new article, last error."""
    context: Context = click_context.obj
    found = context.store.feeds.list()
    if not found:
        write_row(context.console, "no feeds; add one with: copydesk feeds add URL")
        click_context.exit(1)
    show_rows(context.console, HEALTH, [health(feed) for feed in found])


def health(feed: Feed) -> tuple[str, str, str, str]:
    """Return a feed's name and its health, as shown."""
    name = f"{feed.title} <{feed.url}>" if feed.title else feed.url
    return (
        name,
        tell_time(feed.last_success_at) if feed.last_success_at else NEVER,
        tell_time(feed.last_article_at) if feed.last_article_at else NEVER,
        feed.last_error or "none",
    )


@feeds.command(epilog="Example: copydesk feeds remove https://example.org/feed.xml")
@click.argument("url")
@click.pass_context
def remove(click_context: click.Context, url: str) -> None:
    """Remove a feed; the articles read from it stay."""
    context: Context = click_context.obj
    if not context.store.feeds.remove(url):
        write_row(context.console, f"no such feed: {url}; see copydesk feeds list")
        click_context.exit(1)
    context.note("removed feed", url.partition("?")[0])
    write_row(context.console, "removed", url)


@feeds.command(epilog="Example: copydesk feeds poll --all")
@click.option("--all", "everything", is_flag=True, help="Also feeds that are not due yet.")
@click.option("--allow-private", is_flag=True, help="Read URLs on this machine's own network too.")
@click.pass_context
def poll(click_context: click.Context, everything: bool, allow_private: bool) -> None:
    """Read what is new in the feeds that are due, and compare it with what is indexed.

    Exit code 1: one could not be read.
    """
    context: Context = click_context.obj
    now = to_second(context.wiring.clock())
    web = Web(allow_private=allow_private, hosts=context.wiring.feeds_allow)
    polled = poll_feeds(
        context.store,
        now,
        lambda one: show_polled(context, one),
        web=web,
        everything=everything,
    )
    if not polled:
        write_row(context.console, "no feed is due; --all reads them now")
    new = sum(one.report.new for one in polled)
    show_arrived(context, take_in(context), new)
    click_context.exit(1 if any(one.error or one.report.skipped for one in polled) else 0)


def show_polled(context: Context, polled: Polled) -> None:
    """Write a line on what the poll of a feed brought, and one for each entry skipped."""
    if polled.error:
        write_row(context.console, polled.url, f"not read: {polled.error}")
        return
    report = polled.report
    new = f"{report.added} added, {report.versions} new versions, {report.copies} copies"
    write_row(context.console, polled.url, f"{new}, {len(report.skipped)} skipped")
    for item in report.skipped:
        write_row(context.console, "  skipped", item.what, item.reason)
