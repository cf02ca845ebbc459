"""The verb that shows who changed what."""

from dataclasses import asdict

import click

from handlers.cli.context import Context
from handlers.cli.dates import DayOption
from handlers.cli.table import show_rows
from handlers.payload import dump
from handlers.when import tell_time


@click.command(epilog="Example: copydesk audit --since 2026-11-01")
@click.option("--since", type=DayOption("first"), help="Only what was done on this day or later.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=1))
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
@click.pass_context
def audit(click_context: click.Context, since: str | None, limit: int, as_json: bool) -> None:
    """Show who read in, deleted, decided, subscribed or changed settings, newest first.

    In Slack and on the terminal alike; a person in Slack stands there by id. Nothing that
    anybody wrote is kept. Exit code 1: nothing was done.
    """
    context: Context = click_context.obj
    found = context.store.audit.find(limit, since)
    for act in found if as_json else ():
        click.echo(dump(asdict(act)))
    if found and not as_json:
        headings = ("when", "who", "what", "on what", "from")
        rows = [(tell_time(a.at), a.who, a.what, a.subject, a.surface) for a in found]
        show_rows(context.console, headings, rows)
    if not found:
        click.echo("Nothing was done yet, or not since then.", err=True)
        click_context.exit(1)
