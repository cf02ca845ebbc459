"""What verbs show: a view with its sides, their quotes and where each stands; lists of rows."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.text import Text

from bot.ask.answer import Answer
from handlers.cli.page import Page, Row, shorten, shorten_start, show_rows
from handlers.payload import dump
from handlers.present import VALUES_SHOWN, Side, View, tell_freshness, view_answer
from handlers.quoting import Where
from handlers.when import tell_time
from store.spans import Span

MUTED = "bright_black"
MARKED = "bold black on yellow"
WARNED = "red"
AROUND = 400
"""Characters of a quote shown before and after its value; sentences of news are shorter."""

QUESTION_LENGTH, LINE_LENGTH, NOTE_LENGTH = 500, 600, 800
NAME_LENGTH, TITLE_LENGTH = 80, 160


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
    for side in view.sides:
        show_side(page, side)
        page.gap()
    if view.further:
        page.line("Also found, and perhaps about something else:", style=MUTED)
    for side in view.further:
        show_side(page, side)
        page.gap()
    for note in view.notes:
        page.line(shorten(note, NOTE_LENGTH), style=MUTED)


def show_heading(page: Page, view: View) -> None:
    """Write what a view is of, and how its sides stand."""
    told = [Text(shorten(line, LINE_LENGTH)) for line in view.told]
    heading = shorten(view.heading, LINE_LENGTH)
    if view.is_warning:
        page.warning(heading, [(0, line) for line in told], WARNED)
        return
    if heading:
        page.line(heading, style="bold green" if view.sides else "bold yellow")
    for line in told:
        page.line(line, indent=2)


def show_side(page: Page, side: Side) -> None:
    """Write a side: its claim, how it stands, its quotes, and who else says so."""
    if side.lead or side.head:
        page.line(shorten(f"{side.lead}{side.head}", LINE_LENGTH), style="bold")
    if side.standing:
        page.line(shorten(side.standing, LINE_LENGTH), indent=2, style=MUTED)
    for number, quoted in enumerate(side.quotes):
        if quoted.text:
            if number or side.head or side.standing:
                page.gap()
            page.quote(quote_text(quoted.text, quoted.value), indent=2)
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


def quote_text(text: str, value: Span | None = None) -> Text:
    """Return a quote with its value's words marked in it, cut only where it is very long."""
    if value is None:
        return Text(shorten(text, 2 * AROUND))
    before = shorten_start(text[: value.start], AROUND)
    marked = shorten(text[value.start : value.end], 2 * AROUND)
    return Text.assemble(before, (marked, MARKED), shorten(text[value.end :], AROUND))


T = TypeVar("T")


def show_list(
    console: Console,
    found: Sequence[T],
    none: str,
    headings: Row,
    row_of: Callable[[T], Row],
    as_json: bool = False,
    payload_of: Callable[[T], dict[str, Any]] = asdict,  # type: ignore[assignment]
) -> int:
    """Write what was found, as rows or JSON lines, or say that there is none; return the exit code.

    Exit code 1: there is none.
    """
    if not found:
        click.echo(none, err=True)
    elif as_json:
        for one in found:
            click.echo(dump(payload_of(one)))
    else:
        show_rows(console, headings, map(row_of, found))
    return 0 if found else 1
