"""How an ingest is shown: a progress bar while it runs, a table when it is done."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table

from bot.ingest.batch import Progress as Advance
from bot.ingest.batch import Report
from bot.ingest.draft import Skipped
from handlers.cli.harmless import harmless
from handlers.cli.table import show_rows

SHOWN = 20


@contextmanager
def progress_bar(console: Console) -> Iterator[Callable[[Advance], None]]:
    """Give a function that moves a progress bar; when piped it moves nothing."""
    columns = (TextColumn("reading"), BarColumn(), TextColumn("{task.fields[articles]:,} articles"))
    disabled = not console.is_terminal
    with Progress(
        *columns, TimeRemainingColumn(), console=console, transient=True, disable=disabled
    ) as bar:
        task = bar.add_task("", total=None, articles=0)

        def move(at: Advance) -> None:
            bar.update(task, completed=at.done, total=at.total or None, articles=at.articles)

        yield move


def show_report(console: Console, report: Report) -> None:
    """Show the closing table; when piped, one line a figure with a tab between."""
    figures = {
        "added": report.added,
        "new versions": report.versions,
        "copies": report.copies,
        "unchanged": report.unchanged,
        "skipped": len(report.skipped),
    }
    if not console.is_terminal:
        for name, count in figures.items():
            write_row(console, name, count)
        show_skipped_plain(console, report.skipped)
        return
    table = Table("", Column("articles", justify="right"), show_edge=False)
    for name, count in figures.items():
        table.add_row(name, f"{count:,}", style="yellow" if name == "skipped" and count else None)
    console.print(table)
    show_skipped(console, report.skipped)


def write_row(console: Console, *cells: object) -> None:
    """Write cells with tabs between; the console itself would widen tabs to blanks."""
    print(*(harmless(str(cell)) for cell in cells), sep="\t", file=console.file)


def show_skipped_plain(console: Console, skipped: Sequence[Skipped]) -> None:
    """Write each thing skipped with its reason, for programs."""
    for item in skipped:
        write_row(console, "skipped", item.what, item.reason)


def show_skipped(console: Console, skipped: Sequence[Skipped]) -> None:
    """Show the first things skipped with their reasons, and how many more there were."""
    if not skipped:
        return
    shown = skipped[:SHOWN]
    show_rows(console, ("skipped", "because"), [(item.what, item.reason) for item in shown])
    if len(skipped) > SHOWN:
        console.print(
            f"and {len(skipped) - SHOWN:,} more: send the output to a file to see them all"
        )
