"""The verbs that read articles in: files and pages once, feeds again and again."""

from pathlib import Path

import click
from rich.console import Console

from bot.conflicts.incoming import Arrived, Findings, take_in_new
from bot.ingest.article import Unstated
from bot.ingest.batch import Polled, Report
from bot.ingest.batch import ingest as ingest_articles
from bot.ingest.batch import poll as poll_feeds
from bot.ingest.feeds import ListedFeed, read_opml
from bot.ingest.published import Published
from bot.ingest.read import PAGES_PER_LIST
from bot.ingest.urls import is_url
from bot.ingest.web import Web
from handlers.cli.context import Context, NothingFound
from handlers.cli.options import PUBLISHED
from handlers.cli.render import counting, harmless, show_list, show_rows
from handlers.quoting import count
from handlers.when import tell_time
from store.feeds import Feed

SHOWN = 20


def show_report(console: Console, report: Report) -> None:
    """Show how many articles came in how, and the first things skipped; all of them when piped."""
    counts = {
        "added": report.added,
        "new versions": report.versions,
        "copies": report.copies,
        "unchanged": report.unchanged,
        "skipped": len(report.skipped),
    }
    show_rows(console, ("", "articles"), [(name, f"{number}") for name, number in counts.items()])
    most = SHOWN if console.is_terminal else len(report.skipped)
    skipped = [("skipped", item.what, item.reason) for item in report.skipped[:most]]
    if skipped:
        show_rows(console, ("", "", ""), skipped)
    if len(report.skipped) > most:
        left = len(report.skipped) - most
        console.print(f"and {left:,} more: send the output to a file to see them all")


def write_row(console: Console, *cells: object) -> None:
    """Write cells with tabs between; the console itself would widen tabs to blanks."""
    print(*(harmless(str(cell)) for cell in cells), sep="\t", file=console.file)


def take_in(context: Context) -> Arrived:
    """Compare what new articles state, and ask again the watched questions that they touch."""
    if not context.store.compared.missing(1):
        return Arrived(Findings())  # the judge takes a second to load
    return take_in_new(context.store, context.ask, context.wiring.clock(), context.wiring.judge())


def show_compared(context: Context, compared: Arrived, new: int) -> None:
    """Say where articles conflict, and which watched questions have other values now.

    Of the articles compared `new` came in just now; the others were left by a run that broke off.
    """
    left = compared.findings.articles - new
    if left > 0:
        context.console.print(f"Compared too, as not yet done before: {left} articles.")
    if compared.findings.conflicts or compared.changed:
        context.console.print(tell_compared(compared), highlight=False)
    if compared.findings.conflicts:
        context.console.print(f"See them: {context.command('conflicts')}", highlight=False)


def tell_compared(compared: Arrived) -> str:
    """Return in lines what comparing and asking again brought."""
    found = compared.findings
    articles, conflicts = count(found.articles, "article"), count(len(found.conflicts), "conflict")
    lines = [f"{articles} compared, {conflicts}, {len(found.resolved)} resolved."]
    lines += [f"The answer has changed: {one.watch.question}" for one in compared.changed]
    return "\n".join(lines)


EXAMPLE = """\b
Examples:
  copydesk ingest articles/
  copydesk ingest --source "Harbour Wire" --published 2026-05-05 wire-copy/*.txt
  copydesk ingest archive.jsonl.gz
  copydesk ingest https://example.org/feed.xml
"""


@click.command(epilog=EXAMPLE)
@click.argument("what", nargs=-1, required=True)
@click.option("--source", metavar="NAME", help="Masthead of articles that state none themselves.")
@click.option(
    "--published", type=PUBLISHED, help="When those appeared that do not say so themselves."
)
@click.option(
    "--limit",
    default=PAGES_PER_LIST,
    show_default=True,
    type=click.IntRange(min=1),
    help="Most pages to read from one feed or sitemap, newest first, and feeds of a list.",
)
@click.option("--allow-private", is_flag=True, help="Read URLs on this machine's own network too.")
@click.option(
    "--compare/--no-compare",
    default=True,
    show_default=True,
    help="Compare what the articles claim with what is indexed, and ask watched questions again.",
)
@click.pass_obj
def ingest(
    context: Context,
    what: tuple[str, ...],
    source: str | None,
    published: Published | None,
    limit: int,
    allow_private: bool,
    compare: bool,
) -> int:
    """Read articles in.

    WHAT is a folder, file or glob of plain text, Markdown or HTML; JSON lines or CSV, also .gz,
    with the fields id, source, url, title, published, text; the URL of an article, RSS or Atom
    feed or sitemap; an OPML list of feeds; or - for JSON lines from another program.

    Exit code 0: all read; 1: something was skipped, or nothing found.
    """
    # An empty name is the folder here to the file system: a script with an unset variable.
    if not all(name.strip() for name in what):
        raise click.UsageError("An empty WHAT. Name a folder, file or URL, or . for this folder.")
    context.keep_act("read in", " ".join(one.partition("?")[0] for one in what))
    with counting(context.console, "reading") as move:
        report = ingest_articles(
            what,
            context.make_store(),
            lambda at: move(at.done, at.total or None),
            web=Web(allow_private=allow_private),
            unstated=Unstated(source, published),
            limit=limit,
        )
    show_report(context.console, report)
    if compare:
        show_compared(context, take_in(context), report.new)
    return 0 if report.articles and not report.skipped else 1


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
        context.keep_act("added feed", feed.url.partition("?")[0])
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
@click.pass_obj
def list_feeds(context: Context) -> int:
    """Show each feed with its health: last success, last new article, last error."""
    none = "No feeds. Add one with: copydesk feeds add URL"
    return show_list(context.console, context.store.feeds.list(), none, HEALTH, health)


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
@click.pass_obj
def remove(context: Context, url: str) -> None:
    """Remove a feed; the articles read from it stay."""
    if not context.store.feeds.remove(url):
        raise NothingFound(harmless(f"There is no feed {url}. See: copydesk feeds list"))
    context.keep_act("removed feed", url.partition("?")[0])
    write_row(context.console, "removed", url)


@feeds.command(epilog="Example: copydesk feeds poll --all")
@click.option("--all", "everything", is_flag=True, help="Also feeds that are not due yet.")
@click.option("--allow-private", is_flag=True, help="Read URLs on this machine's own network too.")
@click.pass_obj
def poll(context: Context, everything: bool, allow_private: bool) -> int:
    """Read what is new in the feeds that are due, and compare it with what is indexed.

    Exit code 1: one could not be read.
    """
    web = Web(allow_private=allow_private, hosts=context.wiring.settings.feeds_allow)
    polled = poll_feeds(
        context.store,
        context.now(),
        lambda one: show_polled(context, one),
        web=web,
        everything=everything,
    )
    if not polled:
        write_row(context.console, "no feed is due; --all reads them now")
    new = sum(one.report.new for one in polled)
    show_compared(context, take_in(context), new)
    return 1 if any(one.error or one.report.skipped for one in polled) else 0


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
