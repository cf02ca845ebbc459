"""Writing to a terminal: text made harmless, wrapped and coloured; one plain line when piped."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from rich.box import ASCII, HEAVY
from rich.cells import cell_len
from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

JOINERS = "\u200c\u200d"  # invisible, yet letters and emoji need them
REPLACED = "\ufffd"
CUT = " […] "
SPACES = re.compile(r"\s+")


class _Table(dict[int, int | str | None]):
    """What each character becomes, worked out once for each."""

    def __missing__(self, code: int) -> int | str | None:
        self[code] = found = _harmless_character(chr(code))
        return found


def _harmless_character(character: str) -> int | str | None:
    category = unicodedata.category(character)
    if category in ("Cc", "Cs"):
        return REPLACED
    # Direction marks can make "not guilty" read "guilty ton"; soft hyphens only hide words.
    return None if category == "Cf" and character not in JOINERS else ord(character)


_TABLE = _Table()


def harmless(text: str) -> str:
    r"""Return a text on one line, control characters replaced and invisible marks dropped.

    >>> harmless("two\n dead\x1b[31m \u202egnikees")
    'two dead\ufffd[31m gnikees'
    """
    return SPACES.sub(" ", text).translate(_TABLE)


def shorten(text: str, most: int) -> str:
    """Return a harmless text of at most `most` characters, and say so where it is cut.

    >>> shorten("The harbour master spoke at length about the pier.", 24)
    'The harbour master […]'
    """
    clean = harmless(text[: 4 * most])
    if len(clean) <= most and len(text) <= 4 * most:
        return clean
    return _cut_end(clean, most - len(CUT)) + CUT.rstrip()


def _cut_end(clean: str, most: int) -> str:
    kept = clean[: max(most, 1)]
    head, _, _ = kept.rpartition(" ")
    return head if len(head) > most // 2 else kept


def shorten_start(text: str, most: int) -> str:
    """Return the harmless end of a text, at most `most` characters of it.

    >>> shorten_start("The harbour master spoke at length about the pier.", 24)
    '[…] length about the pier.'
    """
    clean = harmless(text[-4 * most :])
    if len(clean) <= most and len(text) <= 4 * most:
        return clean
    kept = clean[-most:]
    _, _, tail = kept.partition(" ")
    return CUT.lstrip() + (tail if len(tail) > most // 2 else kept)


NARROWEST = 20
WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""


@dataclass(frozen=True)
class Page:
    """Writes to a console; every text must have been made harmless before."""

    console: Console

    @property
    def is_plain(self) -> bool:
        """Whether a program or a file reads along rather than a person."""
        return not self.console.is_terminal

    @property
    def width(self) -> int:
        """How many columns to fill."""
        return max(NARROWEST, min(self.console.width, WIDEST))

    def line(self, text: Text | str, indent: int = 0, style: str = "") -> None:
        """Write a paragraph, indented."""
        self._write(Text(text, style) if isinstance(text, str) else text, " " * indent, "")

    def quote(self, text: Text, indent: int = 0) -> None:
        """Write a text set apart: behind a bar, or behind ">" when piped."""
        bar = ">" if self.is_plain else "|" if self.console.options.ascii_only else "┃"
        self._write(text, " " * indent + bar + " ", "cyan")

    def gap(self) -> None:
        """Write an empty line."""
        self.console.print()

    def warning(self, title: str, lines: Sequence[tuple[int, Text]], style: str) -> None:
        """Write lines, with their indents, that nobody overlooks: in a frame, or behind "!!"."""
        if self.is_plain:
            self._write(Text(title), "!! ", "")
            for indent, text in lines:
                self._write(text, "!!   " + " " * indent, "")
            return
        box = ASCII if self.console.options.ascii_only else HEAVY
        head = Text(f" !! {title} ", f"bold reverse {style}")
        body = Group(*(Padding(text, (0, 0, 0, indent)) for indent, text in lines))
        frame = Panel(
            body, title=head, title_align="left", border_style=style, box=box, width=self.width
        )
        self.console.print(frame)

    def _write(self, text: Text, prefix: str, style: str) -> None:
        if self.is_plain:
            self.console.print(Text(prefix) + text, soft_wrap=True)
            return
        room = max(NARROWEST // 2, self.width - len(prefix))
        for wrapped in text.wrap(self.console, room, overflow="fold") or [Text()]:
            wrapped.rstrip()
            line = Text.assemble((prefix, style), wrapped)
            self.console.print(line, no_wrap=True, overflow="ignore", crop=False)


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
    least = list(map(longest_word, columns))
    most = [max(map(cell_len, column)) for column in columns]
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


@contextmanager
def counting(console: Console, what: str) -> Iterator[Callable[[int, int | None], None]]:
    """Give a function that moves a progress bar; when piped it moves nothing."""
    columns = (TextColumn(escape(what)), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    is_piped = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=is_piped) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
