"""Rows for a person or a program: a table on a terminal, tabs between the fields when piped."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from handlers.cli.harmless import shorten

FIELD_LENGTH = 200


def show_rows(console: Console, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows; their text may come from anywhere."""
    safe = [[shorten(field, FIELD_LENGTH) for field in row] for row in rows]
    if not console.is_terminal:
        for row in safe:
            # The console would turn the tabs into blanks.
            print("\t".join(row), file=console.file)
        return
    table = Table(*headings, show_edge=False, header_style="bold", box=None, padding=(0, 2, 0, 0))
    for row in safe:
        table.add_row(*(Text(field, overflow="fold") for field in row))
    console.print(table)
