"""The verb that puts the events of a topic in order, and its values as they moved."""

from datetime import datetime
from pathlib import Path

import click
from rich.text import Text

from bot.desk.timeline import Event, Series, Stated, Timeline, make_timeline
from bot.judging import WARNED
from handlers.cli.context import Context
from handlers.cli.dates import MomentOption
from handlers.cli.desk_words import (
    check_days,
    read_words,
    show_also,
    with_title,
    within_days,
)
from handlers.cli.harmless import harmless, shorten
from handlers.cli.page import Page
from handlers.cli.render_citation import MODES, MUTED, quote_text, tell_source
from handlers.payload import dump
from store.errors import CopydeskError

EXAMPLES = """\b
Examples:
  copydesk timeline "Queen Maren Bridge"
  copydesk timeline --png bridge.png Queen Maren Bridge
"""
WORDING_LENGTH = 80
LABEL_LENGTH = 60


@click.command(epilog=EXAMPLES)
@click.argument("topic", nargs=-1)
@within_days
@click.option("--at", type=MomentOption(), help="Tell ages as of this moment.  [default: now]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON as docs/desk.md describes it.")
@click.option(
    "--png", type=click.Path(dir_okay=False, path_type=Path),
    help="Draw it into this file too.",
)  # fmt: skip
@click.pass_context
def timeline(
    click_context: click.Context,
    topic: tuple[str, ...],
    since: str | None,
    until: str | None,
    at: datetime | None,
    as_json: bool,
    png: Path | None,
) -> None:
    """Put the dated events of a TOPIC in order, and show each changing value by source.

    Exit code 1: no article found.
    """
    context: Context = click_context.obj
    words = read_words(topic, "a topic", 'copydesk timeline "harbour strike"')
    check_days(since, until)
    at = at or context.wiring.clock()
    found = make_timeline(context.store, words, at, since, until)
    is_empty = not (found.events or found.series or found.undated)
    if png is not None and not is_empty:
        write_picture(found, png)
    if as_json:
        click.echo(dump(found.as_json()))
    elif is_empty:
        told = shorten(words, WORDING_LENGTH)
        click.echo(f"No dated event is told about {told!r}. Try other words.", err=True)
    else:
        show_timeline(Page(context.console), found, at)
    click_context.exit(1 if is_empty else 0)


def write_picture(found: Timeline, png: Path) -> None:
    """Draw a timeline into a file."""
    # Imported when drawn: matplotlib takes a second to load.
    from bot.desk.picture import draw_timeline

    picture = draw_timeline(found)
    try:
        png.write_bytes(picture)
    except OSError as error:
        raise CopydeskError(
            f"{png} cannot be written ({error.strerror}). Name another file."
        ) from error
    click.echo(f"Wrote {png}.", err=True)


def show_timeline(page: Page, found: Timeline, now: datetime) -> None:
    """Write the events by day, then each changing value, then what has no date."""
    articles = "1 article" if found.articles == 1 else f"{found.articles:,} articles"
    page.line(f"{shorten(found.topic, 200)}: {articles}", style="bold")
    page.gap()
    for event in found.events:
        show_event(page, event, now)
    for series in found.series:
        show_series(page, series, now)
    if found.undated:
        page.line("In articles without a date", style="bold yellow")
        for citation in found.undated:
            if citation.reading:
                page.line(harmless(citation.reading), style="cyan")
            page.quote(quote_text(citation), indent=2)
            page.line(with_title(citation, now), indent=2)
        page.gap()
    page.line(f"{found.index.articles:,} articles searched.", style=MUTED)


def show_event(page: Page, event: Event, now: datetime) -> None:
    """Write one event: its day, the quote, and who published it."""
    days = harmless(event.citation.reading or event.first)
    remark = MODES["plan"] if event.mode == "plan" else ""
    page.line(Text.assemble((days, "bold cyan"), (f"  {remark}" if remark else "", "yellow")))
    page.quote(quote_text(event.citation), indent=2)
    page.line(with_title(event.citation, now), indent=2)
    show_also(page, event.also, now)
    page.gap()


def show_series(page: Page, series: Series, now: datetime) -> None:
    """Write the values of one thing in the order of publication, those that contradict marked."""
    label = shorten(series.label, LABEL_LENGTH) or shorten(series.unit, LABEL_LENGTH)
    page.line(f"{label or 'One value'}, in order of publication", style="bold")
    disputed = {at for v in series.verdicts if v.verdict in WARNED for at in v.between}
    for place, stated in enumerate(series.stated):
        mark = Text("  disputed" if place in disputed else "", "red")
        page.line(Text.assemble(stated_text(stated, now), mark), indent=2)
    page.gap()


def stated_text(stated: Stated, now: datetime) -> Text:
    """Return a value in its article's words, and who published it."""
    wording = shorten(stated.citation.wording, WORDING_LENGTH)
    reading = stated.citation.reading
    shown = wording if not reading or reading == wording else f"{wording} ({reading})"
    return Text.assemble((shown, "bold"), " · ", tell_source(stated.citation, now))
