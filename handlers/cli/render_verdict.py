"""A verdict on a terminal: what differs, and both sides with their quotes."""

from rich.text import Text

from handlers.cli.harmless import harmless, shorten
from handlers.cli.page import Page
from handlers.cli.render_citation import MARKED, MUTED
from handlers.cli.when import tell_time
from store.verdicts import KeptVerdict, Side

QUOTE_LENGTH = 400
STYLES = {
    "conflict": "bold red",
    "attributed position": "bold yellow",
    "retraction": "bold magenta",
}


def show_verdict(page: Page, verdict: KeptVerdict) -> None:
    """Write one verdict with both its sides."""
    head = f"{verdict.verdict_id} · {verdict.verdict} · {verdict.state}"
    page.line(head, style=STYLES.get(verdict.verdict, "bold"))
    page.line(harmless(verdict.why), indent=2)
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
