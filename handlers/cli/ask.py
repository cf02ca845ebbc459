"""The verbs that ask, and that show the answers given before."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from difflib import get_close_matches
from functools import partial
from typing import Any, BinaryIO

import click

from bot.ask.answer import Answer, from_json
from bot.ask.retrieving import Filters
from handlers.cli.context import Context, NothingFound
from handlers.cli.options import (
    ADVICE,
    MOMENT,
    ROW_ID,
    SINCE,
    TOO_FAR,
    UNTIL,
    check_days,
    read_moment,
)
from handlers.cli.render import MUTED, Page, harmless, render_answer, show_list
from handlers.payload import (
    LONGEST_QUESTION,
    answer_payload,
    clean_question,
    dump,
    dump_answer,
    save_answer,
)
from handlers.when import moment_of, tell_time, utc_now
from store import Store
from store.answers import SavedAnswer
from store.errors import CopydeskError, ReadOnlyError

AskOne = Callable[[str, datetime], Answer]
"""Answers a question as of a moment."""


class LineError(ValueError):
    """What is wrong with a line of a batch."""


def answer_batch(lines: Iterable[bytes], ask: AskOne, at: datetime) -> int:
    """Answer each line as it comes; return 1 when one of them could not be read or answered."""
    failed = 0
    for line in filter(bytes.strip, lines):
        answer = answer_line(line, ask, at)
        failed += "error" in answer
        # Echo flushes: a program at the other end of a pipe has each answer at once.
        click.echo(dump(answer))
    return 1 if failed else 0


def answer_line(line: bytes, ask: AskOne, at: datetime) -> dict[str, Any]:
    """Return what to print for one line: its id with the answer, or with what is wrong."""
    line_id = None
    try:
        record = read_record(line)
        line_id = record["id"]
        return {"id": line_id, **answer_payload(ask(*read_asked(record, at)))}
    except LineError as error:
        return {"id": line_id, "error": str(error)}
    except Exception as error:
        # The line says what happened, so nothing is hidden by going on.
        return {"id": line_id, "error": f"not answered: {type(error).__name__}: {error}"[:500]}


def read_record(line: bytes) -> dict[str, Any]:
    """Return the object with an id that a line holds."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise LineError(f"the line is not JSON: {error}"[:500]) from error
    if not isinstance(record, dict):
        raise LineError('the line is not an object; write {"id": …, "question": …}')
    if not isinstance(record.get("id"), str | int):
        raise LineError("the field id is missing; give a text or a whole number")
    return record


def read_asked(record: dict[str, Any], at: datetime) -> tuple[str, datetime]:
    """Return the question of a record and its moment."""
    question = record.get("question")
    if not isinstance(question, str) or not question.strip():
        raise LineError("the field question is missing; give the question as text")
    if len(question) > LONGEST_QUESTION:
        raise LineError(f"the question has more than {LONGEST_QUESTION:,} characters")
    given = record.get("at")
    try:
        return clean_question(question), at if given is None else read_moment(given)
    except OverflowError as error:
        raise LineError(f"the field at has {given!r:.80}, which is {TOO_FAR}") from error
    except (ValueError, TypeError, AttributeError) as error:
        told = f"the field at has {given!r:.80}, which is not a date: {ADVICE}"
        raise LineError(told) from error


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
@SINCE
@UNTIL
@click.option(
    "--source", "sources", multiple=True, metavar="NAME", help="Only this source. Repeatable."
)
@click.option("--at", type=MOMENT, help="Answer as of this day or moment.  [default: now]")
@click.option(
    "--top", default=3, show_default=True, type=click.IntRange(1, 50), help="Most values to show."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON as docs/answer.md describes it.")
@click.option("--batch", type=click.File("rb"), metavar="FILE", help=BATCH_HELP)
@click.option("--save/--no-save", default=True, help="Keep the answer, to show it again later.")
@click.pass_obj
def ask(
    context: Context,
    question: tuple[str, ...],
    since: str | None,
    until: str | None,
    sources: tuple[str, ...],
    at: datetime | None,
    top: int,
    as_json: bool,
    batch: BinaryIO | None,
    save: bool,
) -> int:
    """Answer a QUESTION with quotes, or say why there is no answer.

    Exit code 0: answered, also when the sources disagree; 1: no answer, or with --batch a line
    that could not be read; 2: wrong use.
    """
    text = clean_question(" ".join(question))
    check_use(text, batch)
    check_days(since, until)
    filters = Filters(since, until, known_sources(context.store, sources))
    at = at or context.wiring.clock()
    ask_one = partial(context.wiring.ask, context.store, filters=filters, top=top)
    if batch is not None:
        return answer_batch(batch, ask_one, at)
    answer = ask_one(text, at)
    answer_id = keep(context, answer) if save else None
    if as_json:
        click.echo(dump_answer(answer))
    else:
        render_answer(answer, context.console, at, top)
        if answer_id is not None and context.console.is_terminal:
            again = harmless(context.command("answers", "show", str(answer_id)))
            told = f"Kept. To see it with every quote: {again}"
            Page(context.console).line(told, style=MUTED)
    return 1 if answer.status == "abstained" else 0


def check_use(text: str, batch: BinaryIO | None) -> None:
    """Stop at what cannot be meant: no question, or two of them."""
    if batch is not None and text:
        raise click.UsageError("Give a QUESTION or --batch FILE, not both.")
    if batch is None and not text:
        raise click.UsageError('Give a question, such as: copydesk ask "When does it open?"')


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


def keep(context: Context, answer: Answer) -> int | None:
    """Keep an answer; where the database cannot be written it is shown all the same."""
    try:
        return save_answer(context.store, answer)
    except ReadOnlyError:
        click.echo(f"Not kept: the database {context.database} is read-only.", err=True)
        return None


NOTHING_KEPT = "No answers are kept yet. Ask with: copydesk ask QUESTION"


@click.group()
def answers() -> None:
    """Show the answers given before, exactly as they were."""


@answers.command(name="list", epilog="Example: copydesk answers list --limit 50")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1))
@click.option("--citing", metavar="ARTICLE_ID", help="Only answers that cite this article.")
@click.pass_obj
def list_answers(context: Context, limit: int, citing: str | None) -> int:
    """List the last answers, newest first."""
    kept, none = context.store.answers, NOTHING_KEPT
    if citing:
        none = f"No answer that is kept cites the article {citing!r}. See: copydesk articles list"
    found = kept.citing(citing)[:limit] if citing else kept.recent(limit)
    return show_list(context.console, found, none, ("id", "asked", "outcome", "question"), row_of)


def row_of(saved: SavedAnswer) -> tuple[str, str, str, str]:
    """Return an answer's line in the list."""
    status = read_answer(saved).status
    return str(saved.answer_id), tell_time(saved.asked_at), status, saved.question


@answers.command(epilog="Example: copydesk answers show 12")
@click.argument("answer_id", type=ROW_ID)
@click.option("--json", "as_json", is_flag=True, help="Print the JSON, byte for byte as it was.")
@click.pass_obj
def show(context: Context, answer_id: int, as_json: bool) -> None:
    """Show one answer with every quote, ages counted from when it was asked."""
    saved = context.store.answers.get(answer_id)
    if saved is None:
        raise NothingFound(f"There is no answer {answer_id}. See: copydesk answers list")
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
