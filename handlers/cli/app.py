"""The command line: one group, whose verbs are handed the open store."""

import click
from rich.console import Console

from handlers.cli.context import Context
from handlers.cli.feeds import feeds
from handlers.cli.ingest import ingest
from store import open_store


@click.group()
@click.option(
    "--database",
    envvar="DATABASE_URL",
    default="sqlite:///copydesk.db",
    show_default=True,
    metavar="URL",
    help="The database; a bare path means SQLite.",
)
@click.pass_context
def copydesk(click_context: click.Context, database: str) -> None:
    """Ask your articles: verbatim quotes, and a warning when the sources disagree."""
    store = open_store(database)
    click_context.call_on_close(store.close)
    click_context.obj = Context(store, Console())


copydesk.add_command(ingest)
copydesk.add_command(feeds)
