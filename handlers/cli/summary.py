"""The verb that tells a story in quoted sentences."""

from datetime import datetime

import click

from bot.desk.summary import LENGTH, Summary, summarise
from handlers.cli.context import Context
from handlers.cli.dates import MomentOption
from handlers.cli.desk_words import (
    check_days,
    read_words,
    show_also,
    show_dispute,
    show_later,
    show_quote,
    within_days,
)
from handlers.cli.harmless import shorten
from handlers.cli.page import Page
from handlers.cli.render_citation import MUTED
from handlers.disputes import Dispute
from handlers.payload import dump
from handlers.present import tell_scale

EXAMPLES = """\b
Examples:
  copydesk summary "Corrie Belle"
  copydesk summary --since 2026-10-08 --length 5 ferry inquiry
"""


@click.command(epilog=EXAMPLES)
@click.argument("topic", nargs=-1)
@within_days
@click.option(
    "--length", default=LENGTH, show_default=True, type=click.IntRange(1, 50),
    help="Most sentences to quote.",
)  # fmt: skip
@click.option("--at", type=MomentOption(), help="Tell ages as of this moment.  [default: now]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON as docs/desk.md describes it.")
@click.pass_context
def summary(
    click_context: click.Context,
    topic: tuple[str, ...],
    since: str | None,
    until: str | None,
    length: int,
    at: datetime | None,
    as_json: bool,
) -> None:
    """Tell the story of a TOPIC in quotes: what happened, what is new, what the sources differ on.

    With --since or --until, articles without a date are left out. Exit code 1: no article found.
    """
    context: Context = click_context.obj
    words = read_words(topic, "a topic", 'copydesk summary "harbour strike"')
    check_days(since, until)
    at = at or context.wiring.clock()
    found = summarise(context.store, words, at, since, until, length)
    if as_json:
        click.echo(dump(found.as_json()))
    elif found.points:
        show_summary(Page(context.console), found, at)
    else:
        click.echo(f"No article is about {shorten(words, 80)!r}. Try other words.", err=True)
    click_context.exit(0 if found.points else 1)


def show_summary(page: Page, found: Summary, now: datetime) -> None:
    """Write a summary: what it is made from, the quotes, then what the sources differ on."""
    page.line(f"{shorten(found.topic, 200)}: {tell_scale(found)}", style="bold")
    page.gap()
    for point in found.points:
        show_quote(page, point.citation, now)
        show_later(page, point.later, now)
        show_also(page, point.also, now)
        page.gap()
    quoted = {point.citation.quote for point in found.points}
    for verdicts in found.disputes:
        show_dispute(page, Dispute(verdicts), quoted)
    page.line(f"{found.index.articles:,} articles searched.", style=MUTED)
