"""The verb that asks: one question for a person, or a file of questions for a program."""

from datetime import datetime
from difflib import get_close_matches
from typing import BinaryIO

import click

from bot.ask.answer import Answer
from bot.ask.retrieving import Filters
from handlers.cli.batch import answer_batch
from handlers.cli.context import Context
from handlers.cli.dates import DayOption, MomentOption
from handlers.cli.harmless import harmless
from handlers.cli.page import Page
from handlers.cli.render import MUTED, render_answer
from handlers.payload import clean_question, dump_answer, save_answer
from store import Store
from store.errors import ReadOnlyError

EXAMPLES = """\b
Examples:
  copydesk ask "When does the truce expire?"
  copydesk ask --source "Radio Orsa News" --since 2026-10 "Who is the mayor of Port Lenna?"
  copydesk ask --json "How many people died?" | jq .values
  copydesk ask --batch questions.jsonl > answers.jsonl
"""
BATCH_HELP = (
    'A file of JSON lines {"id": …, "question": …, "at": …}, or - for standard input; "at" may be '
    "left out. One answer a line comes out, in order, with the same id. These are not kept."
)


@click.command(epilog=EXAMPLES)
@click.argument("question", nargs=-1)
@click.option(
    "--since", type=DayOption("first"), help="Only articles published on this day or later."
)
@click.option(
    "--until", type=DayOption("last"), help="Only articles published on this day or before."
)
@click.option(
    "--source", "sources", multiple=True, metavar="NAME", help="Only this source. Repeatable."
)
@click.option("--at", type=MomentOption(), help="Answer as of this day or moment.  [default: now]")
@click.option(
    "--top", default=3, show_default=True, type=click.IntRange(1, 50), help="Most values to show."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON as docs/answer.md describes it.")
@click.option("--batch", type=click.File("rb"), metavar="FILE", help=BATCH_HELP)
@click.option("--save/--no-save", default=True, help="Keep the answer, to show it again later.")
@click.pass_context
def ask(
    click_context: click.Context,
    question: tuple[str, ...],
    since: str | None,
    until: str | None,
    sources: tuple[str, ...],
    at: datetime | None,
    top: int,
    as_json: bool,
    batch: BinaryIO | None,
    save: bool,
) -> None:
    """Answer a QUESTION with quotes, or say why there is no answer.

    Exit code 0: answered, also when the sources disagree; 1: no answer, or with --batch a line
    that could not be read; 2: wrong use.
    """
    context: Context = click_context.obj
    text = clean_question(" ".join(question))
    check_use(text, batch, since, until)
    filters = Filters(since, until, known_sources(context.store, sources))
    at = at or context.wiring.clock()
    if batch is not None:
        click_context.exit(answer_batch(context, batch, filters=filters, at=at, top=top))
    click_context.exit(answer_one(context, text, at, filters, top, as_json, save))


def check_use(text: str, batch: BinaryIO | None, since: str | None, until: str | None) -> None:
    """Stop at what cannot be meant: no question, two of them, or days in the wrong order."""
    if batch is not None and text:
        raise click.UsageError("Give a QUESTION or --batch FILE, not both.")
    if batch is None and not text:
        raise click.UsageError('Give a question, such as: copydesk ask "When does it open?"')
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}. Swap them.")


def known_sources(store: Store, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sources as they are stored; letter case does not matter, a wrong name does."""
    if not names:
        return ()
    counted = (count.source for count in store.articles.sources())
    known = {source.casefold(): source for source in counted if source}
    for name in names:
        if name.casefold() not in known:
            near = get_close_matches(name.casefold(), known, n=1)
            meant = f" Did you mean {known[near[0]]!r}?" if near else ""
            raise click.UsageError(
                f"No article is from the source {name!r}.{meant} See: copydesk sources"
            )
    return tuple(known[name.casefold()] for name in names)


def answer_one(
    context: Context, text: str, at: datetime, filters: Filters, top: int, as_json: bool, save: bool
) -> int:
    """Ask, keep and show one answer; return the exit code."""
    answer = context.wiring.ask(context.store, text, at, filters=filters, top=top)
    answer_id = keep(context, answer) if save else None
    if as_json:
        click.echo(dump_answer(answer))
    else:
        render_answer(answer, context.console, at, top)
        if answer_id is not None and context.console.is_terminal:
            again = context.command("answers", "show", str(answer_id))
            Page(context.console).line(
                f"Kept. To see it with every quote: {harmless(again)}", style=MUTED
            )
    return 1 if answer.status == "abstained" else 0


def keep(context: Context, answer: Answer) -> int | None:
    """Keep an answer; where the database cannot be written it is shown all the same."""
    try:
        return save_answer(context.store, answer)
    except ReadOnlyError:
        click.echo(f"Not kept: the database {context.database} is read-only.", err=True)
        return None
