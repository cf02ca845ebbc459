"""The verb that shows Copydesk at work on the sample newsroom, and tells what to try next."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import click
from click.core import ParameterSource
from rich.text import Text

from bot.ask.retrieving import Filters
from bot.ingest.batch import ingest
from bot.sample import sample_folder
from handlers.cli.context import Context
from handlers.cli.ingest import progress_bar, show_arrived, take_in
from handlers.cli.options import read_moment
from handlers.cli.page import Page
from handlers.cli.render import MUTED, render_answer

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


@dataclass(frozen=True)
class Shown:
    """A question of the demo."""

    title: str
    question: str
    at: datetime


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
    with progress_bar(context.console) as move:
        report = ingest([str(sample_folder() / "articles")], context.make_store(), move)
    page.line(
        f"The sample newsroom: {report.articles} invented articles on four stories, "
        f"from eight sources, are in {context.database}."
    )
    show_arrived(context, take_in(context), report.articles)
    for number, shown in enumerate(shown_questions(), 1):
        page.gap()
        show_question(context, page, number, shown)
    show_next(context, page)


def shown_questions() -> Iterator[Shown]:
    """Give the questions to show, with the day from which the key asks them."""
    key = (sample_folder() / "key.jsonl").read_text(encoding="utf-8").splitlines()
    entries = {entry["id"]: entry for entry in map(json.loads, key)}
    for entry_id, title in SHOWN.items():
        entry = entries[entry_id]
        yield Shown(title, entry["question"], read_moment(entry["at"]))


def show_question(context: Context, page: Page, number: int, shown: Shown) -> None:
    """Show the command that asks, then its answer."""
    page.line(Text(f"{number}. {shown.title}", "bold reverse cyan" if not page.is_plain else ""))
    page.line(f"$ {ask_command(context, shown)}", style=MUTED)
    page.gap()
    answer = context.wiring.ask(context.store, shown.question, shown.at, filters=Filters(), top=TOP)
    render_answer(answer, context.console, shown.at, TOP)


def ask_command(context: Context, shown: Shown) -> str:
    """Return the command that asks a question of the demo."""
    day = shown.at.date().isoformat()
    return context.command("ask", "--top", str(TOP), "--at", day, shown.question)


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
