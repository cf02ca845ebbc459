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
Row = Sequence[str]


def show_rows(console: Console, headings: Row, rows: Iterable[Row]) -> None:
    """Write rows, whose text may come from anywhere; one below the other where no table fits."""
    if not console.is_terminal:
        for row in rows:
            # Whole, for a program reads it; the console would turn the tabs into blanks.
            print("\t".join(map(harmless, row)), file=console.file)
        return
    safe = [[shorten(field, FIELD_LENGTH) for field in row] for row in rows]
    columns = [list(column) for column in zip(headings, *safe, strict=True)]
    least, most = [list(map(width, columns)) for width in (longest_word, longest_field)]
    spare = console.width - sum(least) - GAP * len(columns)
    if spare < 0:
        show_stacked(Page(console), headings, safe)
        return
    widths = dict(enumerate(least))
    for done, at in enumerate(sorted(widths, key=lambda at: most[at] - least[at])):
        # A fair share of what is left; those that need less come first.
        more = min(most[at] - least[at], spare // (len(widths) - done))
        widths[at] += more
        spare -= more
    table = Table(
        show_header=any(headings), show_edge=False, header_style="bold", box=None,
        padding=(0, GAP, 0, 0),
    )  # fmt: skip
    for at, heading in enumerate(headings):
        table.add_column(heading, width=widths[at])
    for row in safe:
        table.add_row(*(Text(field, overflow="fold") for field in row))
    console.print(table)


def longest_field(column: Row) -> int:
    """Return the width of the longest field in a column."""
    return max(map(cell_len, column))


def longest_word(column: Row) -> int:
    """Return the width of the longest word in a column."""
    return max((cell_len(word) for field in column for word in field.split()), default=0)


def show_stacked(page: Page, headings: Row, rows: Sequence[Row]) -> None:
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
