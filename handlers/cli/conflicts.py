"""The verbs for what disagrees: sources, a draft with the archive; who is told, what is watched."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, TextIO, get_args

import click

from bot.alerts.hours import read_clock, read_digests, read_zone
from bot.check.checking import FLAGGED, check_draft
from bot.conflicts.watching import watch
from bot.judging import VARIANT, WARNED, RelationKind
from handlers.cli.context import Context, NothingFound
from handlers.cli.ingest import take_in, tell_compared
from handlers.cli.options import JSON_LINES, MOMENT, ROW_ID
from handlers.cli.render import MUTED, Page, harmless, show_list, show_view
from handlers.disputes import (
    Dispute,
    find_disputes,
    tell_kept,
    tell_variants,
    view_dispute,
    view_verdict,
)
from handlers.found import view_check
from handlers.payload import clean_question, dump
from handlers.present import View
from handlers.when import tell_days, tell_time
from store.subscriptions import ALERTED, NewSubscription
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
    told = f"{verdict.verdict_id} · {verdict.verdict} · {verdict.state}"
    notes = (*view.notes, *([verdict.note] if verdict.note else []))
    show_view(page, replace(view, told=(told, *view.told), notes=notes))


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
        context.keep_act(f"decided: {state}", f"verdict {verdict_id}, by {by}")
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
    click.echo(tell_compared(take_in(context)))


EXAMPLES = """\b
Examples:
  copydesk check draft.txt
  pbpaste | copydesk check - --json
"""


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
        show_view(Page(context.console), view_check(found, moment))
    return 1 if any(one.standing in FLAGGED for one in found) else 0


TERMINAL = "terminal"
"""The channel of what is asked for without Slack."""

CHANNEL = click.option(
    "--channel", default=TERMINAL, show_default=True, metavar="ID", help="The channel to tell."
)


@click.command(epilog="Example: copydesk subscribe --channel C024BE91L --quiet 22:00-07:00 --zone "
                      "Europe/Berlin harbour strike")  # fmt: skip
@click.argument("topic", nargs=-1)
@CHANNEL
@click.option("--name", "names", multiple=True, help="Only what names this. Repeatable.")
@click.option("--source", "sources", multiple=True, help="Only of this source. Repeatable.")
@click.option(
    "--verdict", "verdicts", multiple=True, type=click.Choice(get_args(RelationKind)),
    help=f"Which verdicts. Repeatable.  [default: {', '.join(ALERTED)}]",
)  # fmt: skip
@click.option("--quiet", metavar="FROM-TO", help="Hours in which nothing is told: 22:00-07:00.")
@click.option("--digest", "digests", multiple=True, metavar="TIME",
              help="When the digest comes: 08:00. Repeatable.  [default: at once]")  # fmt: skip
@click.option("--zone", default="UTC", show_default=True, help="The time zone of these hours.")
@click.option("--cap", default=6, show_default=True, type=click.IntRange(min=0),
              help="Most alerts an hour; the rest comes as a digest.")  # fmt: skip
@click.option("--cooldown", default=30, show_default=True, type=click.IntRange(min=0),
              help="Minutes that a story rests after it was told.")  # fmt: skip
@click.option("--list", "is_list", is_flag=True, help="List the subscriptions instead.")
@click.option("--remove", type=ROW_ID, metavar="ID", help="Remove a subscription instead.")
@JSON_LINES
@click.pass_obj
def subscribe(
    context: Context,
    topic: tuple[str, ...],
    channel: str,
    names: tuple[str, ...],
    sources: tuple[str, ...],
    verdicts: tuple[str, ...],
    quiet: str | None,
    digests: tuple[str, ...],
    zone: str,
    cap: int,
    cooldown: int,
    is_list: bool,
    remove: int | None,
    as_json: bool,
) -> int:
    """Subscribe a channel to a TOPIC, to names, to sources, or to everything."""
    if is_list:
        return list_subscriptions(context, as_json)
    if remove is not None:
        removed = context.store.subscriptions.remove(remove)
        if removed:
            context.keep_act("unsubscribed", f"subscription {remove}")
        return tell_removed(removed, "subscription", remove)
    if topic and not " ".join(topic).strip():
        raise click.UsageError("The TOPIC is empty. Name one, or leave it out to hear everything.")
    first, last = read_quiet(quiet)
    read_zone(zone)
    wanted = NewSubscription(
        channel_id=channel,
        topic=" ".join(topic) or None,
        names=names,
        sources=sources,
        verdicts=verdicts or ALERTED,
        quiet_from=first,
        quiet_to=last,
        zone=zone,
        cap=cap,
        cooldown=cooldown,
        digests=read_digests(digests),
    )
    subscription_id = context.make_store().subscriptions.add(wanted, context.now())
    context.keep_act("subscribed", channel)
    click.echo(f"Subscription {subscription_id}: {channel} hears of {told_topic(wanted)}.")
    return 0


def read_quiet(quiet: str | None) -> tuple[str | None, str | None]:
    """Return the two ends of quiet hours, None twice where there are none."""
    if quiet is None:
        return None, None
    first, dash, last = quiet.partition("-")
    if not dash:
        raise click.UsageError(f"--quiet {quiet} has no end. Write it as 22:00-07:00.")
    read_clock(first)
    read_clock(last)
    return first, last


def told_topic(wanted: NewSubscription) -> str:
    """Return what a subscription is to, in words."""
    parts = [wanted.topic or "", *wanted.names, *wanted.sources]
    return ", ".join(filter(None, parts)) or "everything"


def list_subscriptions(context: Context, as_json: bool) -> int:
    """Write the subscriptions; return the exit code."""
    found = context.store.subscriptions.find()
    none = "No subscriptions. Make one with: copydesk subscribe TOPIC"
    headings = ("id", "channel", "hears of", "verdicts", "quiet", "digests")
    return show_list(
        context.console, found, none, headings,
        lambda one: (
            str(one.subscription_id), one.channel_id, told_topic(one), ", ".join(one.verdicts),
            f"{one.quiet_from}-{one.quiet_to} {one.zone}" if one.quiet_from else "",
            ", ".join(one.digests),
        ),
        as_json,
    )  # fmt: skip


def tell_removed(removed: bool, what: str, row_id: int) -> int:
    """Say whether something was removed; return the exit code."""
    told = "Removed {} {}." if removed else "There is no {} {}. The list: --list"
    click.echo(told.format(what, row_id), err=not removed)
    return 0 if removed else 1


@click.command(epilog="Example: copydesk alerts --sent")
@click.option("--sent", is_flag=True, help="Those that were told, newest first.")
@JSON_LINES
@click.pass_obj
def alerts(context: Context, sent: bool, as_json: bool) -> int:
    """List the alerts that are waiting to be told. Exit code 1: there are none."""
    found = context.store.alerts.sent() if sent else context.store.alerts.pending()
    headings = ("id", "channel", "kind", "verdict", "story", "since")
    return show_list(
        context.console, found, "No alerts.", headings,
        lambda one: (str(one.alert_id), one.channel_id, one.kind, one.verdict, one.story,
                     one.sent_at or one.created_at),
        as_json,
    )  # fmt: skip


@click.command(name="watch", epilog="Example: copydesk watch 'When does the truce expire?'")
@click.argument("question", nargs=-1)
@CHANNEL
@click.option("--list", "is_list", is_flag=True, help="List the watched questions instead.")
@click.option("--remove", type=ROW_ID, metavar="ID", help="Remove a watched question instead.")
@JSON_LINES
@click.pass_obj
def watch_verb(
    context: Context,
    question: tuple[str, ...],
    channel: str,
    is_list: bool,
    remove: int | None,
    as_json: bool,
) -> int:
    """Watch a QUESTION: it is asked again when new articles touch it, and a change is told.

    Without one the watched questions are listed.
    """
    if remove is not None:
        return tell_removed(context.store.watches.remove(remove), "watch", remove)
    text = clean_question(" ".join(question))
    if is_list or not text:
        return list_watches(context, as_json)
    watch_id = watch(context.make_store(), channel, text, context.ask, context.wiring.clock())
    click.echo(f"Watch {watch_id}: {channel} is told when the answer changes.")
    return 0


def list_watches(context: Context, as_json: bool) -> int:
    """Write the watched questions; return the exit code."""
    found = context.store.watches.find()
    none = 'No question is watched. Watch one: copydesk watch "When does it open?"'
    headings = ("id", "channel", "question", "values")
    return show_list(
        context.console, found, none, headings,
        lambda one: (str(one.watch_id), one.channel_id, one.question,
                     " | ".join(map(tell_days, one.values))),
        as_json,
    )  # fmt: skip
