"""The verb that checks a draft against the archive, sentence by sentence."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import TextIO

import click
from rich.text import Text

from bot.check.checking import FLAGGED, Checked, Evidence, Stance, Standing, check_draft
from handlers.checked import tell_counts, tell_evidence
from handlers.cli.context import Context
from handlers.cli.dates import MomentOption
from handlers.cli.harmless import harmless, shorten
from handlers.cli.page import Page
from handlers.cli.render import MUTED, where_text
from handlers.payload import dump
from handlers.quoting import where
from handlers.when import tell_time

EXAMPLES = """\b
Examples:
  copydesk check draft.txt
  pbpaste | copydesk check - --json
"""
QUOTE_LENGTH = 400
STYLES: Mapping[Standing, str] = {
    "contradicted": "bold red",
    "disputed": "bold red",
    "outdated": "bold magenta",
    "supported": "green",
    "not found": "yellow",
}
SIDES: Mapping[Stance, str] = {
    "contradicts": "red",
    "later": "magenta",
    "earlier": "green",
    "supports": "green",
}


@click.command(epilog=EXAMPLES)
@click.argument("draft", type=click.File("r", encoding="utf-8", errors="replace"))
@click.option("--at", type=MomentOption(), help="When it is written.  [default: now]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines, one a sentence.")
@click.pass_context
def check(click_context: click.Context, draft: TextIO, at: datetime | None, as_json: bool) -> None:
    """Check a DRAFT, or - for standard input, against the archive, sentence by sentence.

    Each sentence is supported, disputed (one article says so, another says otherwise), outdated
    (a later article says otherwise), contradicted or not found, with the articles that say so and
    the values in question. Exit code 1: a sentence is contradicted, disputed or outdated.
    """
    context: Context = click_context.obj
    moment = at or context.wiring.clock()
    text = draft.read()
    if "\0" in text:
        raise click.UsageError("The DRAFT is not plain text. Save it as plain text.")
    if not text.strip():
        raise click.UsageError("The DRAFT is empty: there is no sentence to check.")
    found = check_draft(context.store, text, moment.date(), context.wiring.judge())
    for one in found if as_json else ():
        click.echo(dump(asdict(one)))
    if not as_json:
        show_checked(Page(context.console), found, moment)
    click_context.exit(1 if any(one.standing in FLAGGED for one in found) else 0)


def show_checked(page: Page, found: list[Checked], now: datetime) -> None:
    """Write each sentence with how it stands, and the counts at the end."""
    for one in found:
        page.line(Text.assemble((f"{one.standing}: ", STYLES[one.standing]), harmless(one.text)))
        for evidence in one.evidence:
            show_evidence(page, evidence, now)
        if one.missing:
            told = f"not found: {', '.join(one.missing)}"
            page.line(harmless(told), indent=2, style=STYLES["not found"])
        page.gap()
    page.line(tell_counts(found), style="bold")


def show_evidence(page: Page, evidence: Evidence, now: datetime) -> None:
    """Write what an article says, or says instead, and where."""
    if told := tell_evidence(evidence):
        page.line(harmless(told), indent=2, style=SIDES[evidence.stance])
    page.quote(Text(shorten(evidence.quote, QUOTE_LENGTH)), indent=2)
    place = replace(where(evidence, now), when=tell_time(evidence.published_at))
    page.line(where_text(place).plain, indent=2, style=MUTED)
