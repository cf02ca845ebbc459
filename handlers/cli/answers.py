"""The verbs for answers given before."""

import json

import click

from bot.ask.answer import Answer, from_json
from handlers.cli.context import Context
from handlers.cli.render import render_answer
from handlers.cli.row_id import ROW_ID
from handlers.cli.table import show_rows
from handlers.when import moment_of, tell_time, utc_now
from store.answers import SavedAnswer
from store.errors import CopydeskError

NOTHING_KEPT = "No answers are kept yet. Ask with: copydesk ask QUESTION"


@click.group()
def answers() -> None:
    """Show the answers given before, exactly as they were."""


@answers.command(name="list", epilog="Example: copydesk answers list --limit 50")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1))
@click.option("--citing", metavar="ARTICLE_ID", help="Only answers that cite this article.")
@click.pass_context
def list_answers(click_context: click.Context, limit: int, citing: str | None) -> None:
    """List the last answers, newest first."""
    kept = (context := _context(click_context)).store.answers
    found = kept.citing(citing)[:limit] if citing else kept.recent(limit)
    if not found:
        none = f"No answer that is kept cites the article {citing!r}. See: copydesk articles list"
        click.echo(none if citing else NOTHING_KEPT, err=True)
        click_context.exit(1)
    headings = ("id", "asked", "outcome", "question")
    show_rows(context.console, headings, [row_of(saved) for saved in found])


def row_of(saved: SavedAnswer) -> tuple[str, str, str, str]:
    """Return an answer's line in the list."""
    status = read_answer(saved).status
    return str(saved.answer_id), tell_time(saved.asked_at), status, saved.question


@answers.command(epilog="Example: copydesk answers show 12")
@click.argument("answer_id", type=ROW_ID)
@click.option("--json", "as_json", is_flag=True, help="Print the JSON, byte for byte as it was.")
@click.pass_context
def show(click_context: click.Context, answer_id: int, as_json: bool) -> None:
    """Show one answer with every quote, ages counted from when it was asked."""
    context = _context(click_context)
    saved = context.store.answers.get(answer_id)
    if saved is None:
        click.echo(f"There is no answer {answer_id}. See: copydesk answers list", err=True)
        click_context.exit(1)
    if as_json:
        click.echo(saved.payload)
        return
    asked_at = moment_of(saved.asked_at) or utc_now()
    render_answer(read_answer(saved), context.console, asked_at, most=None)


def read_answer(saved: SavedAnswer) -> Answer:
    """Return a kept answer; one kept by another Copydesk may be beyond reading."""
    try:
        return from_json(json.loads(saved.payload))
    except (ValueError, TypeError, KeyError) as error:
        raise CopydeskError(
            f"The answer {saved.answer_id} was kept by another version of Copydesk. "
            f"Its JSON is there: copydesk answers show {saved.answer_id} --json"
        ) from error


def _context(click_context: click.Context) -> Context:
    found: Context = click_context.obj
    return found
