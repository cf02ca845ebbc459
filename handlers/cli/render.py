"""What verbs show: a view with its sides, their quotes and where each stands; lists of rows."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TypeVar

import click
from rich.box import ASCII, HEAVY
from rich.cells import cell_len
from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from bot.ask.answer import Answer
from handlers.payload import dump
from handlers.present import FURTHER, VALUES_SHOWN, Side, View, tell_freshness, view_answer
from handlers.quoting import Quoted, Where
from handlers.when import tell_day, tell_time

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


MUTED = "bright_black"
MARKED = "bold black on yellow"
WARNED = "red"
AROUND = 400
"""Characters of a quote shown before and after its value; sentences of news are shorter."""

QUESTION_LENGTH, LINE_LENGTH, NOTE_LENGTH = 500, 600, 800
TITLE_LENGTH = 160


def render_answer(
    answer: Answer, console: Console, now: datetime, most: int | None = VALUES_SHOWN
) -> None:
    """Write an answer; ages count from `now`, the moment it was asked for."""
    page = Page(console)
    view = view_answer(answer, now, most)
    page.line(shorten(answer.question, QUESTION_LENGTH), style="bold")
    page.line(_asked(answer, now), style=MUTED)
    page.gap()
    show_view(page, view)
    if view.has_more:
        page.line("There are more quotes; --json has them all.", style=MUTED)
    empty = "Nothing to search yet. Add articles: copydesk ingest WHAT"
    page.line(tell_freshness(answer.index, now) if answer.index.articles else empty, style=MUTED)


def _asked(answer: Answer, now: datetime) -> str:
    """Return when it was asked, from which ages count, and what it was taken to ask for."""
    asked = f"asked {tell_time(now.isoformat())}"
    if not answer.understood:
        return asked
    return f"{asked} · understood as {shorten(answer.understood, QUESTION_LENGTH)}"


def show_view(page: Page, view: View) -> None:
    """Write a view: what differs in a frame, then each side, then what is left out."""
    show_heading(page, view)
    if view.told or (view.heading and (not view.sides or view.sides[0].head)):
        page.gap()
    show_sides(page, view)
    for part in view.parts:
        show_part(page, part)
    if view.further:
        page.line(FURTHER, style=MUTED)
    for side in view.further:
        show_side(page, side)
        page.gap()
    for note in view.notes:
        page.line(shorten(note, NOTE_LENGTH), style=MUTED)


def show_sides(page: Page, view: View) -> None:
    """Write the sides of a view, those without a quote in a line each."""
    for side in view.sides:
        show_side(page, side)
        if side.quotes or side is view.sides[-1]:
            page.gap()


def show_part(page: Page, part: View) -> None:
    """Write a view within another one: under its heading, or in a frame with a line for a side."""
    heading = shorten(part.heading, LINE_LENGTH)
    if not part.is_brief:
        page.line(heading, style="bold red" if part.is_warning else "bold")
        page.gap()
        show_sides(page, part)
        return
    lines: list[tuple[int, Text]] = []
    for side in part.sides:
        named = [_named(place) for quoted in side.quotes for place in quoted.places[:1]]
        said = shorten("; ".join(filter(None, [*named, side.also])), LINE_LENGTH)
        lines.append((0, Text.assemble((shorten(side.head, LINE_LENGTH), "bold"), f": {said}")))
        texts = (quoted.text for quoted in side.quotes if quoted.text)
        lines += [(2, Text(f"“{shorten(text, AROUND)}”")) for text in texts]
    page.warning(heading, lines, WARNED)
    page.gap()


def _named(place: Where) -> str:
    day = f", {tell_day(place.published_at)}" if place.published_at else ""
    return f"{place.name}{day}"


def show_heading(page: Page, view: View) -> None:
    """Write what a view is of, and how its sides stand."""
    told = [Text(shorten(line, LINE_LENGTH)) for line in view.told]
    heading = shorten(view.heading, LINE_LENGTH)
    if view.is_warning:
        page.warning(heading, [(0, line) for line in told], WARNED)
        return
    if heading:
        page.line(heading, style="bold green" if view.sides or view.parts else "bold yellow")
    for line in told:
        page.line(line, indent=2)


def show_side(page: Page, side: Side) -> None:
    """Write a side: its claim, how it stands, its quotes, and who else says so."""
    if not side.quotes and side.standing:
        told = f" · {shorten(side.standing, LINE_LENGTH)}"
        page.line(Text.assemble((shorten(side.head, LINE_LENGTH), "bold"), told), indent=2)
        return
    if side.lead or side.head:
        page.line(shorten(f"{side.lead}{side.head}", LINE_LENGTH), style="bold")
    if side.standing:
        page.line(shorten(side.standing, LINE_LENGTH), indent=2, style=MUTED)
    for number, quoted in enumerate(side.quotes):
        if quoted.text and (number or side.head or side.standing):
            page.gap()
        if quoted.lead:
            page.line(shorten(quoted.lead, LINE_LENGTH), indent=2)
        if quoted.text:
            page.quote(quote_text(quoted), indent=2)
        for place in quoted.places:
            show_where(page, place)
    if side.also:
        page.line(shorten(side.also, LINE_LENGTH), indent=2)


def show_where(page: Page, place: Where) -> None:
    """Write where a quote stands: source, headline and day, what to know of it, and its span."""
    page.line(where_text(place), indent=2)
    if place.place:
        page.line(shorten(place.place, LINE_LENGTH), indent=2, style=MUTED)


def where_text(place: Where) -> Text:
    """Return source, headline, day and what to know in a line."""
    title = f"“{shorten(place.title, TITLE_LENGTH)}”" if place.title else ""
    parts = [Text(shorten(place.name, TITLE_LENGTH), "bold"), Text(title), Text(place.when)]
    marks = [Text(shorten(mark, TITLE_LENGTH), "yellow") for mark in place.marks]
    return Text(" · ").join(part for part in (*parts, *marks) if part.plain)


def quote_text(quoted: Quoted) -> Text:
    """Return a quote with its marked words, cut only where it is very long.

    Words that differ are in brackets too, as they matter also where colour is lost.
    """
    text, at, shown = quoted.text, 0, Text()
    if not quoted.marked:
        return Text(shorten(text, 2 * AROUND))
    for span in quoted.marked:
        before, inside = text[at : span.start], shorten(text[span.start : span.end], 2 * AROUND)
        shown.append(shorten(before, AROUND) if at else shorten_start(before, AROUND))
        shown.append(f"[{inside}]" if quoted.is_compared else inside, MARKED)
        at = span.end
    return shown.append(shorten(text[at:], AROUND))


T = TypeVar("T")


def show_list(
    console: Console,
    found: Sequence[T],
    none: str,
    headings: Row,
    row_of: Callable[[T], Row],
    as_json: bool = False,
) -> int:
    """Write what was found, as rows or JSON lines, or say that there is none; return the exit code.

    Exit code 1: there is none.
    """
    if not found:
        click.echo(none, err=True)
    elif as_json:
        for one in found:
            click.echo(dump(asdict(one)))  # type: ignore[call-overload]  # rows of dataclasses
    else:
        show_rows(console, headings, map(row_of, found))
    return 0 if found else 1
