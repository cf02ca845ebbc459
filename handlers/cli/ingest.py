"""The verb that reads articles in."""

import click

from bot.ingest.article import Unstated
from bot.ingest.batch import ingest as ingest_articles
from bot.ingest.published import Published
from bot.ingest.read import PAGES_PER_LIST
from bot.ingest.web import Web
from handlers.cli.arrivals import show_arrived, take_in
from handlers.cli.context import Context
from handlers.cli.dates import PublishedOption
from handlers.cli.outcome import progress_bar, show_report

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
    "--published", type=PublishedOption(), help="When those appeared that do not say so themselves."
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
@click.pass_context
def ingest(
    click_context: click.Context,
    what: tuple[str, ...],
    source: str | None,
    published: Published | None,
    limit: int,
    allow_private: bool,
    compare: bool,
) -> None:
    """Read articles in.

    WHAT is a folder, file or glob of plain text, Markdown or HTML; JSON lines or CSV, also .gz,
    with the fields id, source, url, title, published, text; the URL of an article, RSS or Atom
    feed or sitemap; an OPML list of feeds; or - for JSON lines from another program.

    Exit code 0: all read; 1: something was skipped, or nothing found.
    """
    context: Context = click_context.obj
    # An empty name is the folder here to the file system: a script with an unset variable.
    if not all(name.strip() for name in what):
        raise click.UsageError("An empty WHAT. Name a folder, file or URL, or . for this folder.")
    context.note("read in", " ".join(one.partition("?")[0] for one in what))
    with progress_bar(context.console) as move:
        report = ingest_articles(
            what,
            context.make_store(),
            move,
            web=Web(allow_private=allow_private),
            unstated=Unstated(source, published),
            limit=limit,
        )
    show_report(context.console, report)
    if compare:
        show_arrived(context, take_in(context), report.new)
    click_context.exit(0 if report.articles and not report.skipped else 1)
