"""The verbs for what disagrees: sources with each other, and a draft with the archive."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, TextIO, get_args

import click
from rich.text import Text

from bot.check.checking import FLAGGED, Checked, Evidence, Stance, Standing, check_draft
from bot.judging import VARIANT, WARNED, RelationKind
from handlers.cli.context import Context, NothingFound
from handlers.cli.ingest import take_in, tell_arrived
from handlers.cli.options import JSON_LINES, MOMENT, ROW_ID
from handlers.cli.page import Page, harmless, shorten
from handlers.cli.render import MUTED, show_side, where_text
from handlers.disputes import (
    Dispute,
    find_disputes,
    tell_kept,
    tell_variants,
    view_dispute,
    view_verdict,
)
from handlers.found import tell_counts, tell_evidence
from handlers.payload import dump
from handlers.present import View
from handlers.quoting import where
from handlers.when import tell_time
from store.verdicts import OPEN, KeptVerdict, State

DIFFERING = (*WARNED, VARIANT)
"""Verdicts that a desk wants to see unless told otherwise."""


class ListByDefault(click.Group):
    """A group that lists when its first word is none of its commands."""

    def parse_args(self, click_context: click.Context, args: list[str]) -> list[str]:
        """Put "list" in front of a topic or an option."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = ["list", *args]
        return super().parse_args(click_context, args)


@click.group(cls=ListByDefault)
def conflicts() -> None:
    """List what the sources disagree on, show it, and decide on it."""


@conflicts.command(name="list", epilog="Example: copydesk conflicts list --open harbour strike")
@click.argument("topic", nargs=-1)
@click.option("--open", "is_open", is_flag=True, help="Only those nobody dismissed or settled.")
@click.option(
    "--verdict", "verdicts", multiple=True, type=click.Choice(get_args(RelationKind)),
    help="Only this kind. Repeatable.  [default: all that differ but updates]",
)  # fmt: skip
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1))
@JSON_LINES
@click.pass_obj
def list_conflicts(
    context: Context,
    topic: tuple[str, ...],
    is_open: bool,
    verdicts: tuple[str, ...],
    limit: int,
    as_json: bool,
) -> int:
    """List the conflicts, of a TOPIC or all, newest first. `conflicts TOPIC` does the same.

    What several articles repeat is one dispute, listed once; the number before its kind is the
    verdict to decide on. Exit code 1: there are none.
    """
    kinds, states = verdicts or DIFFERING, OPEN if is_open else ()
    found = find_disputes(context.store.verdicts, kinds, states, " ".join(topic))
    show_all(context, found[:limit], as_json)
    if not found:
        click.echo("No conflicts found. Look for new ones with: copydesk conflicts scan", err=True)
    if len(found) > limit:
        click.echo(f"Shown: the newest {limit:,} of {len(found):,}. For more: --limit N", err=True)
    return 0 if found else 1


def show_all(context: Context, found: list[Dispute], as_json: bool) -> None:
    """Write disputes, each as a line of JSON or as a paragraph; spelling variants in one line."""
    page = Page(context.console)
    for dispute in found if as_json else ():
        repeats = [one.verdict_id for one in dispute.verdicts]
        click.echo(dump({**payload_of(dispute.first), "verdict_ids": repeats}))
    if as_json:
        return
    variants = [one for one in found if one.first.verdict == VARIANT]
    for dispute in (one for one in found if one not in variants):
        show_verdict(page, dispute.first, view_dispute(dispute, context.wiring.clock()))
        page.gap()
    if variants:
        page.line(harmless(tell_variants(variants)))


def show_verdict(page: Page, verdict: KeptVerdict, view: View) -> None:
    """Write what is disputed, the number to decide on it by, and its sides."""
    page.line(harmless(view.heading), style="bold red" if view.is_warning else "bold")
    page.line(f"{verdict.verdict_id} · {verdict.verdict} · {verdict.state}", 2, MUTED)
    for line in view.told:
        page.line(harmless(line), indent=2)
    for side in view.sides:
        page.gap()
        show_side(page, side)
    for note in (*view.notes, *([verdict.note] if verdict.note else [])):
        page.line(harmless(note), indent=2)


def payload_of(verdict: KeptVerdict) -> dict[str, Any]:
    """Return a verdict as JSON, with its sentence."""
    return {**asdict(verdict), "why": tell_kept(verdict)}


@conflicts.command(epilog="Example: copydesk conflicts show 12")
@click.argument("verdict_id", type=ROW_ID)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def show(context: Context, verdict_id: int, as_json: bool) -> None:
    """Show one verdict with both sides and what was decided on it."""
    found = known_verdict(context, verdict_id)
    if as_json:
        click.echo(dump(payload_of(found)))
        return
    page = Page(context.console)
    show_verdict(page, found, view_verdict(found, context.wiring.clock()))
    page.gap()
    for state, by, at, note in context.store.verdicts.history(verdict_id):
        told = f"{tell_time(at)}: {state} by {by}" + (f": {note}" if note else "")
        page.line(told, style=MUTED)


def known_verdict(context: Context, verdict_id: int) -> KeptVerdict:
    """Return a verdict; the program ends when there is none of that id."""
    found = context.store.verdicts.get(verdict_id)
    if found is None:
        raise NothingFound(f"There is no verdict {verdict_id}. See: copydesk conflicts list")
    return found


def add_decision(name: str, state: State, told: str) -> None:
    """Add a verb that decides on a verdict."""

    @conflicts.command(name, help=told, epilog=f"Example: copydesk conflicts {name} 12 --by Ana")
    @click.argument("verdict_id", type=ROW_ID)
    @click.option("--by", required=True, metavar="NAME", help="Who decides.")
    @click.pass_obj
    def decide(context: Context, verdict_id: int, by: str) -> None:
        if not by.strip():
            raise click.UsageError("--by is empty. Say who decides: --by Ana")
        known_verdict(context, verdict_id)
        context.note(f"decided: {state}", f"verdict {verdict_id}, by {by}")
        context.store.verdicts.decide(verdict_id, state, by, context.now())
        click.echo(f"Verdict {verdict_id}: {state} by {by}.")


add_decision("confirm", "confirmed", "Confirm that a verdict is right.")
add_decision("dismiss", "dismissed", "Dismiss a verdict; the pair never comes back.")
add_decision("update", "update", "Say that the later value is an update and no conflict.")


@conflicts.command(epilog="Example: copydesk conflicts scan")
@click.pass_obj
def scan(context: Context) -> None:
    """Compare the articles that were not compared yet with all others.

    Watched questions that they touch are asked again, as they are after ingest and feeds poll.
    """
    click.echo(tell_arrived(take_in(context)))


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
@click.option("--at", type=MOMENT, help="When it is written.  [default: now]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines, one a sentence.")
@click.pass_obj
def check(context: Context, draft: TextIO, at: datetime | None, as_json: bool) -> int:
    """Check a DRAFT, or - for standard input, against the archive, sentence by sentence.

    Each sentence is supported, disputed (one article says so, another says otherwise), outdated
    (a later article says otherwise), contradicted or not found, with the articles that say so and
    the values in question. Exit code 1: a sentence is contradicted, disputed or outdated.
    """
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
    return 1 if any(one.standing in FLAGGED for one in found) else 0


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
