"""What the verbs of the reporter's desk share: a topic from the words typed, sources in a line."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any, TypeVar

import click
from rich.text import Text

from bot.ask.answer import Citation
from handlers.cli.dates import DayOption
from handlers.cli.harmless import shorten
from handlers.cli.page import Page
from handlers.cli.render_citation import MUTED, NAME_LENGTH, TITLE_LENGTH, quote_text, tell_source
from handlers.cli.render_sides import WARNINGS
from handlers.cli.render_verdict import tell_source as tell_side
from handlers.disputes import Dispute
from handlers.payload import clean_question
from handlers.present import heading_of, value_names

SIDE_LENGTH = 120
QUOTE_LENGTH = 300
ABOUT_LENGTH = 120
Verb = TypeVar("Verb", bound=Callable[..., Any])


def within_days(verb: Verb) -> Verb:
    """Give a verb the options --since and --until."""
    told = "Only articles published on this day or {}."
    until = click.option("--until", type=DayOption("last"), help=told.format("before"))
    since = click.option("--since", type=DayOption("first"), help=told.format("later"))
    return since(until(verb))


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


def show_dispute(page: Page, dispute: Dispute, quoted: Collection[str]) -> None:
    """Write what the sources differ on by its name: each side, quoted where it was not before."""
    title = shorten(heading_of(dispute.first, dispute.values), ABOUT_LENGTH)
    lines: list[tuple[int, Text]] = []
    for name, sides in zip(
        value_names([one[0] for one in dispute.sides]), dispute.sides, strict=True
    ):
        said = "; ".join(tell_side(side) for side in sides)
        lines.append((0, Text.assemble((shorten(name, SIDE_LENGTH), "bold"), ": ", said)))
        if sides[0].quote not in quoted:
            lines.append((2, Text(f"“{shorten(sides[0].quote, QUOTE_LENGTH)}”")))
    page.warning(title, lines, WARNINGS[dispute.first.verdict][1])
    page.gap()
