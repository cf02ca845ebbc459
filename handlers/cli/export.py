"""The verb that takes out what is kept, for a spreadsheet or a program."""

from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import click

from bot.desk.export import EXPORTS, Format, export
from handlers.cli.context import Context
from store.errors import CopydeskError

EXAMPLES = """\b
Examples:
  copydesk export answers --output answers.csv
  copydesk export answers --format jsonl | jq .question
"""


@click.command(name="export", epilog=EXAMPLES)
@click.argument("what", type=click.Choice(list(EXPORTS)))
@click.option(
    "--format", "form", default="csv", show_default=True, type=click.Choice(get_args(Format)),
    help="csv for spreadsheets, jsonl for programs.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write, replaced if it is there.  [default: print]",
)  # fmt: skip
@click.pass_context
def export_verb(click_context: click.Context, what: str, form: Format, output: Path | None) -> None:
    """Export WHAT is kept, as CSV or JSON lines.

    A cell that a spreadsheet would run as a formula begins with an apostrophe. Exit code 1:
    there is nothing to export.
    """
    context: Context = click_context.obj
    lines = export(context.store, what, form)
    count = print_lines(lines) if output is None else write_lines(lines, output, form)
    if not count:
        click.echo(f"There are no {what} to export.", err=True)
    elif output is not None:
        click.echo(f"Wrote {output}.", err=True)
    click_context.exit(0 if count else 1)


def print_lines(lines: Iterable[str]) -> int:
    """Print lines; return how many."""
    count = 0
    for line in lines:
        click.echo(line, nl=False)
        count += 1
    return count


def write_lines(lines: Iterable[str], output: Path, form: Format) -> int:
    """Write lines to a file; return how many. Spreadsheets need the mark that says UTF-8."""
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    try:
        with output.open("w", encoding=encoding, newline="") as file:
            return sum(1 for line in lines if file.write(line))
    except OSError as error:
        raise CopydeskError(
            f"{output} cannot be written ({error.strerror}). Name another file."
        ) from error
