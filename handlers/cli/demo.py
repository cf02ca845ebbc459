"""The verb that shows Copydesk at work on the sample newsroom, and tells what to try next."""

import json
from dataclasses import replace

import click
from click.core import ParameterSource
from rich.text import Text

from bot.ask.retrieving import Filters
from bot.ingest.batch import ingest
from bot.sample import sample_folder
from handlers.cli.context import Context
from handlers.cli.ingest import show_compared, take_in
from handlers.cli.options import read_moment
from handlers.cli.render import MUTED, Page, counting, render_answer

DATABASE = "copydesk-demo.db"
SHOWN = {
    "truce-expiry": "Sources that agree, in other words",
    "bridge-cost": "Sources that disagree",
    "ferry-toll": "A figure that rises while the story runs",
    "tolvane-jobs": "A claim beside its denial",
    "no-central-bank": "A question that nothing answers",
}
"""Questions of the sample key, with what each shows."""

TOP = 3


@click.command(epilog="Example: copydesk demo --slack")
@click.option("--slack", is_flag=True, help="Show it in a Slack of its own, as a page to try.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port of that page.  [default: 8765]")
@click.pass_context
def demo(click_context: click.Context, slack: bool, port: int | None) -> None:
    """Read the sample newsroom and answer five questions from it.

    Its 33 invented articles go into copydesk-demo.db in this folder, or into the database that
    --database names. With --slack nothing is kept: a page on this machine shows a Slack to ask
    in, to press the buttons and to watch articles come in, until Ctrl-C. It needs no Slack and no
    network.
    """
    context: Context = click_context.obj
    if slack:
        from handlers.cli.demo_slack import PORT, run_slack_demo

        run_slack_demo(context, PORT if port is None else port)
        return
    if port is not None:
        raise click.UsageError("--port is for the page. Say: copydesk demo --slack --port N")
    origin = click_context.parent and click_context.parent.get_parameter_source("database")
    if origin is not ParameterSource.COMMANDLINE:
        context = replace(context, database=DATABASE)
    try:
        run_demo(context)
    finally:
        context.close()


def run_demo(context: Context) -> None:
    """Ingest, ask, and tell what to try next."""
    page = Page(context.console)
    place = str(sample_folder() / "articles")
    with counting(context.console, "reading") as move:
        report = ingest([place], context.make_store(), lambda at: move(at.done, at.total or None))
    page.line(
        f"The sample newsroom: {report.articles} invented articles on four stories, "
        f"from eight sources, are in {context.database}."
    )
    show_compared(context, take_in(context), report.articles)
    key = (sample_folder() / "key.jsonl").read_text(encoding="utf-8").splitlines()
    entries = {entry["id"]: entry for entry in map(json.loads, key)}
    for number, (entry_id, title) in enumerate(SHOWN.items(), 1):
        page.gap()
        page.line(Text(f"{number}. {title}", "" if page.is_plain else "bold reverse cyan"))
        show_question(context, page, entries[entry_id]["question"], entries[entry_id]["at"])
    show_next(context, page)


def show_question(context: Context, page: Page, question: str, day: str) -> None:
    """Show the command that asks, as of a day, then its answer."""
    command = context.command("ask", "--top", str(TOP), "--at", day, question)
    page.line(f"$ {command}", style=MUTED)
    page.gap()
    at = read_moment(day)
    answer = context.wiring.ask(context.store, question, at, filters=Filters(), top=TOP)
    render_answer(answer, context.console, at, TOP)


def show_next(context: Context, page: Page) -> None:
    """Tell what to try next, as commands that work as they stand."""
    page.gap()
    page.line("Try next", style="bold")
    own = replace(context, database=context.wiring.settings.database_url)
    for command in (
        context.command("ask", "--at", "2026-11-10", "When will the takeover close?"),
        context.command("ask", "--at", "2026-11-10", "--json", "Who is the mayor of Port Lenna?"),
        context.command("sources"),
        own.command("ingest", "your-articles/"),
        own.command("ask", "Who said what?"),
        own.command("--help"),
    ):
        page.line(command, indent=2)
