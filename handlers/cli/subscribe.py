"""The verbs for alerts: who wants to hear of what, what is waiting, and watched questions."""

from typing import get_args

import click

from bot.alerts.hours import read_clock, read_digests, read_zone
from bot.alerts.timing import due
from bot.conflicts.watching import to_repair, watch
from bot.judging import RelationKind
from handlers.cli.context import Context
from handlers.cli.options import JSON_LINES, ROW_ID
from handlers.cli.render import show_list
from handlers.payload import clean_question
from handlers.when import tell_days
from store.subscriptions import ALERTED, NewSubscription

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
            context.note("unsubscribed", f"subscription {remove}")
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
    context.note("subscribed", channel)
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
@click.option("--due", "is_due", is_flag=True, help="Only those that may be told now.")
@click.option("--repair", is_flag=True,
              help="Instead, the answers given that quote what was since corrected.")  # fmt: skip
@JSON_LINES
@click.pass_obj
def alerts(context: Context, sent: bool, is_due: bool, repair: bool, as_json: bool) -> int:
    """List the alerts that are waiting to be told. Exit code 1: there are none."""
    if repair:
        return list_repairs(context, as_json)
    found = context.store.alerts.sent() if sent else context.store.alerts.pending()
    if is_due:
        plans = due(context.store, context.wiring.clock())
        found = [alert for plan in plans for alert in (*plan.now, *plan.digest)]
    headings = ("id", "channel", "kind", "verdict", "story", "since")
    return show_list(
        context.console, found, "No alerts.", headings,
        lambda one: (str(one.alert_id), one.channel_id, one.kind, one.verdict, one.story,
                     one.sent_at or one.created_at),
        as_json,
    )  # fmt: skip


def list_repairs(context: Context, as_json: bool) -> int:
    """Write the answers that quote words since corrected; return the exit code."""
    found = to_repair(context.store, context.store.answers.outdated())
    return show_list(
        context.console, found, "No answer quotes what was since corrected.",
        ("answer", "question", "no longer said"),
        lambda one: (str(one.answer.answer_id), one.answer.question, " … ".join(one.quotes)),
        as_json,
        payload_of=lambda one: {"answer_id": one.answer.answer_id, "quotes": list(one.quotes)},
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
