"""Disputes and verdicts on a terminal: what differs, and the sides with their quotes."""

from rich.text import Text

from handlers.cli.harmless import harmless, shorten
from handlers.cli.page import Page
from handlers.cli.render_citation import MARKED, MUTED
from handlers.disputes import Dispute
from handlers.present import heading_of, tell_kept, value_names
from handlers.when import tell_time
from store.verdicts import KeptVerdict, Side

QUOTE_LENGTH = 400
HEADING_LENGTH = 240
NAME_LENGTH = 80
STYLES = {
    "conflict": "bold red",
    "attributed position": "bold yellow",
}


def show_dispute(page: Page, dispute: Dispute) -> None:
    """Write a dispute: its name, then each value with its sources, days and first quote."""
    first = dispute.first
    heading = shorten(heading_of(first, dispute.values), HEADING_LENGTH)
    page.line(heading, style=STYLES.get(first.verdict, "bold"))
    page.line(f"{first.verdict_id} · {first.verdict} · {first.state}", indent=2, style=MUTED)
    names = value_names([sides[0] for sides in dispute.sides])
    for name, sides in zip(names, dispute.sides, strict=True):
        said = "; ".join(tell_source(side) for side in sides)
        page.line(Text.assemble((shorten(name, NAME_LENGTH), "bold"), ": ", said), 2)
        page.quote(marked(sides[0]), indent=4)
    if first.note:
        page.line(harmless(first.note), indent=2)


def tell_source(side: Side) -> str:
    """Return who published a side, and on which day."""
    source = shorten(side.source, NAME_LENGTH) if side.source else "source not stated"
    return f"{source}, {tell_time(side.published_at).partition(',')[0]}"


def show_verdict(page: Page, verdict: KeptVerdict) -> None:
    """Write one verdict with both its sides."""
    heading = heading_of(verdict, value_names([verdict.a, verdict.b]))
    page.line(shorten(heading, HEADING_LENGTH), style=STYLES.get(verdict.verdict, "bold"))
    page.line(f"{verdict.verdict_id} · {verdict.verdict} · {verdict.state}", 2, MUTED)
    page.line(harmless(tell_kept(verdict)), indent=2)
    for side in (verdict.a, verdict.b):
        page.quote(marked(side), indent=2)
        page.line(place_of(side), indent=2, style=MUTED)
    if verdict.note:
        page.line(harmless(verdict.note), indent=2)


def marked(side: Side) -> Text:
    """Return a side's sentence with the value's words marked in it."""
    start, end = side.value_start - side.start, side.value_end - side.start
    if not 0 <= start < end <= len(side.quote):
        return Text(shorten(side.quote, QUOTE_LENGTH))
    parts = (side.quote[:start], side.quote[start:end], side.quote[end:])
    before, value, after = (" ".join(harmless(part).split("\n")) for part in parts)
    return Text.assemble(before, (value, MARKED), after)


def place_of(side: Side) -> str:
    """Return where a side stands: source, headline, time, article and offsets."""
    known = (side.source or "source not stated", side.title, tell_time(side.published_at))
    where = f"{side.article_id} {side.start}–{side.end}"
    return " · ".join(harmless(part) for part in (*known, where) if part)
