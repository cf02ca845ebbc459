"""What a picture of a timeline says of each event, in lines that fit."""

import textwrap
from dataclasses import dataclass
from datetime import date

from bot.desk.days import tell_days
from bot.desk.timeline import Event, Timeline

UNDATED = "undated"
MOST_EVENTS = 24
LINE, GAP = 0.19, 0.16
"""Heights in inches: of a line of text, and between events."""

QUOTE_WIDTH, QUOTE_LINES = 104, 3


@dataclass(frozen=True)
class Row:
    """A line of the list of events: its days, the quote in lines, and who tells it."""

    days: str
    lines: tuple[str, ...]
    source: str
    remark: str
    is_solid: bool


def rows_of(timeline: Timeline) -> list[Row]:
    """Return the events as they are drawn, what has no date last."""
    rows = [row_of(event) for event in timeline.events[:MOST_EVENTS]]
    return rows + [
        Row(UNDATED, wrapped(one.quote), name_of(one.source), "article without a date", False)
        for one in timeline.undated
    ]


def row_of(event: Event) -> Row:
    """Return one event as it is drawn."""
    remarks = ["planned"] if event.mode == "plan" else []
    also = ", ".join(name_of(citation.source) for citation in event.also)
    remarks += [f"also {also}"] if also else []
    remarks += ["article without a date"] if event.citation.published_at is None else []
    source = name_of(event.citation.source)
    remark, solid = " · ".join(remarks), event.mode != "plan"
    days = tell_days(date.fromisoformat(event.first), date.fromisoformat(event.last))
    return Row(days, wrapped(event.citation.quote), source, remark, solid)


def wrapped(quote: str) -> tuple[str, ...]:
    """Return a quote in lines; one that is very long is cut, and says so."""
    lines = textwrap.wrap(clean(quote), QUOTE_WIDTH, max_lines=QUOTE_LINES, placeholder=" […]")
    return tuple(lines) or ("",)


def row_height(row: Row) -> float:
    """Return the height of an event in inches: its lines, and one for who tells it."""
    return LINE * (len(row.lines) + 1) + GAP


def name_of(source: str | None) -> str:
    """Return a source's name as it is shown."""
    return clean(source) if source else "source not stated"


def clean(text: str) -> str:
    """Return a text on one line without what cannot be drawn."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
