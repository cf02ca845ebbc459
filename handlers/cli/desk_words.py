"""What the verbs of the reporter's desk share: a topic from the words typed, sources in a line."""

from collections.abc import Iterable
from datetime import datetime

import click
from rich.text import Text

from bot.ask.answer import Citation, Value
from bot.desk.disputes import Dispute
from handlers.cli.harmless import shorten
from handlers.cli.page import Page
from handlers.cli.render_citation import MUTED, NAME_LENGTH, TITLE_LENGTH, quote_text, tell_source
from handlers.cli.render_sides import UNEXPLAINED, WARNINGS
from handlers.payload import clean_question

SIDE_LENGTH = 120
QUOTE_LENGTH = 300
ABOUT_LENGTH = 120


def read_words(words: tuple[str, ...], what: str, example: str) -> str:
    """Return the words typed as one text, or stop where there are none."""
    text = clean_question(" ".join(words))
    if not text:
        raise click.UsageError(f"Give {what}, such as: {example}")
    return text


def check_days(since: str | None, until: str | None) -> None:
    """Stop at days in the wrong order."""
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}. Swap them.")


def show_quote(page: Page, citation: Citation, now: datetime) -> None:
    """Write a quoted sentence, who published it and who said it."""
    page.quote(quote_text(citation, is_answer=False), indent=2)
    page.line(with_title(citation, now), indent=2)
    if citation.speaker:
        page.line(f"said by {shorten(citation.speaker, NAME_LENGTH)}", indent=2)


def with_title(citation: Citation, now: datetime) -> Text:
    """Return source, time and headline in a line."""
    title = f", “{shorten(citation.title, TITLE_LENGTH)}”" if citation.title else ""
    return Text.assemble(tell_source(citation, now), title)


def show_later(page: Page, later: Citation | None, now: datetime) -> None:
    """Write what a later article states in the place of a value, nothing where none does."""
    if later is not None:
        wording = shorten(later.wording, SIDE_LENGTH)
        page.line(Text.assemble("later: ", (wording, "bold"), ", ", tell_source(later, now)), 2)


def show_also(page: Page, citations: Iterable[Citation], now: datetime) -> None:
    """Write the other sources that say the same, none without any."""
    told = [tell_source(citation, now) for citation in citations]
    if told:
        page.line(Text.assemble("also: ", Text("; ").join(told)), indent=2, style=MUTED)


def show_dispute(page: Page, dispute: Dispute, now: datetime) -> None:
    """Write what the sources differ on by its name: each side with its sources and one quote."""
    named = [WARNINGS[v.verdict] for v in dispute.verdicts if v.verdict in WARNINGS]
    title, style = named[0] if named else UNEXPLAINED
    lines = [line for value in dispute.values for line in side_lines(value, now)]
    about = shorten(dispute.about, ABOUT_LENGTH)
    page.warning(f"{title}: {about}" if about else title, lines, style)
    page.gap()


def side_lines(value: Value, now: datetime) -> list[tuple[int, Text]]:
    """Return a side with indents: its value with the sources, then the sentence that states it."""
    who = Text("; ").join(tell_source(citation, now) for citation in value.every)
    head = Text.assemble((shorten(value.text, SIDE_LENGTH), "bold"), ": ", who)
    return [(0, head), (2, Text(f"“{shorten(value.citations[0].quote, QUOTE_LENGTH)}”"))]
