"""Rows for a person or a program: a table on a terminal, tabs between the fields when piped."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from handlers.cli.harmless import harmless, shorten
from handlers.cli.page import Page

FIELD_LENGTH = 200
GAP = 2
COMFORT = 12
"""A column is at least so wide where its fields fill it, and never narrower than a word."""


def show_rows(console: Console, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows, whose text may come from anywhere; one below the other where no table fits."""
    if not console.is_terminal:
        for row in rows:
            # Whole, for a program reads it; the console would turn the tabs into blanks.
            print("\t".join(map(harmless, row)), file=console.file)
        return
    safe = [[shorten(field, FIELD_LENGTH) for field in row] for row in rows]
    columns = [list(column) for column in zip(headings, *safe, strict=True)]
    widths = column_widths(columns, console.width)
    if widths is None:
        show_stacked(Page(console), headings, safe)
    else:
        show_table(console, headings, safe, widths)


def column_widths(columns: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Return how wide each column is to be, None when words would have to be broken.

    >>> column_widths([["id", "12"], ["question", "When does the harbour open again?"]], 30)
    [2, 24]
    >>> column_widths([["feed", "https://quay.example/news.xml"], ["last error", "none"]], 40)
    """
    most = [max(map(cell_len, column)) for column in columns]
    widths = [
        max(longest_word(column), min(full, COMFORT))
        for column, full in zip(columns, most, strict=True)
    ]
    spare = width - GAP * len(columns) - sum(widths)
    for _ in range(spare):
        # To the column whose fields take the most lines.
        tallest = max(range(len(widths)), key=lambda place: most[place] / max(1, widths[place]))
        widths[tallest] += widths[tallest] < most[tallest]
    return widths if spare >= 0 else None


def longest_word(column: Sequence[str]) -> int:
    """Return the width of the longest word in a column."""
    return max((cell_len(word) for field in column for word in field.split()), default=0)


def show_table(
    console: Console, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    """Write a table of these widths, without headings where none is stated."""
    table = Table(
        show_header=any(headings), show_edge=False, header_style="bold", box=None,
        padding=(0, GAP, 0, 0),
    )  # fmt: skip
    for heading, width in zip(headings, widths, strict=True):
        table.add_column(heading, width=width)
    for row in rows:
        table.add_row(*(Text(field, overflow="fold") for field in row))
    console.print(table)


def show_stacked(page: Page, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write each row as a paragraph: its first field, and below it the others by name."""
    for row in rows:
        told = [
            f"{heading}: {field}" if heading else field
            for heading, field in zip(headings, row, strict=True)
            if field
        ]
        for place, line in enumerate(told):
            page.line(line, indent=2 if place else 0, style="" if place else "bold")
        page.gap()
