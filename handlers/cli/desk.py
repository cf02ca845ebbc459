"""The verbs at the desk: a story told in quotes, by days, where a quote comes from, exports."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from bot.desk.export import EXPORTS, Format, export
from bot.desk.quotes import find_quote
from bot.desk.summary import LENGTH, summarise
from bot.desk.timeline import make_timeline
from handlers.cli.context import Context
from handlers.cli.options import MOMENT, SINCE, UNTIL, check_days
from handlers.cli.render import Page, harmless, show_view
from handlers.found import NOT_FOUND, tell_nothing, view_matches, view_summary, view_timeline
from handlers.payload import clean_question, dump
from handlers.present import View
from store.errors import CopydeskError

Verb = TypeVar("Verb", bound=Callable[..., Any])
AS_JSON = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON as docs/desk.md describes it."
)


def of_topic(verb: Verb) -> Verb:
    """Give a verb a TOPIC and the options --since, --until, --at and --json."""
    for option in (
        AS_JSON,
        click.option("--at", type=MOMENT, help="Tell ages as of then.  [default: now]"),
        UNTIL,
        SINCE,
        click.argument("topic", nargs=-1),
    ):
        verb = option(verb)
    return verb


def read_words(words: tuple[str, ...], what: str, example: str) -> str:
    """Return the words typed as one text, or stop where there are none."""
    text = clean_question(" ".join(words))
    if not text:
        raise click.UsageError(f"Give {what}, such as: {example}")
    return text


def read_topic(name: str, words: tuple[str, ...], since: str | None, until: str | None) -> str:
    """Return the topic typed; stop where there is none, and at days in the wrong order."""
    check_days(since, until)
    return read_words(words, "a topic", f'copydesk {name} "harbour strike"')


def show_found(
    context: Context, payload: dict[str, Any], view: View | None, none: str, as_json: bool
) -> int:
    """Write what was found, as JSON or as it is shown, or that there is none; return the code."""
    if as_json:
        click.echo(dump(payload))
    elif view is None:
        click.echo(harmless(none), err=True)
    else:
        show_view(Page(context.console), view)
    return 0 if view else 1


def write_file(path: Path, write: Callable[[Path], int]) -> int:
    """Write a file, say so, and return what was written of it; nothing is said of none."""
    try:
        written = write(path)
    except OSError as error:
        raise CopydeskError(
            f"{path} cannot be written ({error.strerror}). Name another file."
        ) from error
    if written:
        click.echo(f"Wrote {path}.", err=True)
    return written


SUMMARY_EXAMPLES = """\b
Examples:
  copydesk summary "Corrie Belle"
  copydesk summary --since 2026-10-08 --length 5 ferry inquiry
"""


@click.command(epilog=SUMMARY_EXAMPLES)
@of_topic
@click.option(
    "--length", default=LENGTH, show_default=True, type=click.IntRange(1, 50),
    help="Most sentences to quote.",
)  # fmt: skip
@click.pass_obj
def summary(
    context: Context,
    topic: tuple[str, ...],
    since: str | None,
    until: str | None,
    length: int,
    at: datetime | None,
    as_json: bool,
) -> int:
    """Tell the story of a TOPIC in quotes: what happened, what is new, what the sources differ on.

    With --since or --until, articles without a date are left out. Exit code 1: no article found.
    """
    words = read_topic("summary", topic, since, until)
    now = at or context.wiring.clock()
    found = summarise(context.store, words, now, since, until, length)
    view = view_summary(found, now) if found.points else None
    return show_found(context, found.as_json(), view, tell_nothing(words), as_json)


TIMELINE_EXAMPLES = """\b
Examples:
  copydesk timeline "Queen Maren Bridge"
  copydesk timeline --png bridge.png Queen Maren Bridge
"""


@click.command(epilog=TIMELINE_EXAMPLES)
@of_topic
@click.option(
    "--png", type=click.Path(dir_okay=False, path_type=Path),
    help="Draw it into this file too.",
)  # fmt: skip
@click.pass_obj
def timeline(
    context: Context,
    topic: tuple[str, ...],
    since: str | None,
    until: str | None,
    at: datetime | None,
    as_json: bool,
    png: Path | None,
) -> int:
    """Put the dated events of a TOPIC in order, and show each changing value by source.

    Exit code 1: no article found.
    """
    words = read_topic("timeline", topic, since, until)
    now = at or context.wiring.clock()
    found = make_timeline(context.store, words, now, since, until)
    is_empty = not (found.events or found.series or found.undated)
    if png is not None and not is_empty:
        # Imported when drawn: matplotlib takes a second to load.
        from bot.desk.picture import draw_timeline

        picture = draw_timeline(found)
        write_file(png, lambda path: path.write_bytes(picture))
    view = None if is_empty else view_timeline(found, now)
    return show_found(context, found.as_json(), view, tell_nothing(words), as_json)


QUOTE_EXAMPLES = """\b
Examples:
  copydesk find-quote "A river is the cheapest route there is"
  copydesk find-quote --json "We pulled in everyone … and then we went out again"
"""


@click.command(name="find-quote", epilog=QUOTE_EXAMPLES)
@click.argument("text", nargs=-1)
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 50))
@AS_JSON
@click.pass_obj
def find_quote_verb(context: Context, text: tuple[str, ...], limit: int, as_json: bool) -> int:
    """Find the articles that a quote or excerpt comes from, word for word or nearly.

    Words that differ are marked. Exit code 1: no article has it.
    """
    excerpt = read_words(text, "the words to find", 'copydesk find-quote "We shall sail"')
    found = find_quote(context.store, excerpt, limit)
    payload = {"excerpt": excerpt, "matches": [match.as_json() for match in found]}
    view = view_matches(found, context.wiring.clock()) if found else None
    return show_found(context, payload, view, NOT_FOUND, as_json)


EXPORT_EXAMPLES = """\b
Examples:
  copydesk export answers --output answers.csv
  copydesk export answers --format jsonl | jq .question
"""


@click.command(name="export", epilog=EXPORT_EXAMPLES)
@click.argument("what", type=click.Choice(list(EXPORTS)))
@click.option(
    "--format", "form", default="csv", show_default=True, type=click.Choice(get_args(Format)),
    help="csv for spreadsheets, jsonl for programs.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write, replaced if it is there.  [default: print]",
)  # fmt: skip
@click.pass_obj
def export_verb(context: Context, what: str, form: Format, output: Path | None) -> int:
    """Export WHAT is kept, as CSV or JSON lines.

    A cell that a spreadsheet would run as a formula begins with an apostrophe. Exit code 1:
    there is nothing to export.
    """
    lines = export(context.store, what, form)
    if output is None:
        told = print_lines(lines)
    else:
        told = write_file(output, lambda path: write_lines(lines, path, form))
    if not told:
        click.echo(f"There are no {what} to export.", err=True)
    return 0 if told else 1


def print_lines(lines: Iterable[str]) -> int:
    """Print lines; return how many."""
    told = 0
    for line in lines:
        click.echo(line, nl=False)
        told += 1
    return told


def write_lines(lines: Iterable[str], path: Path, form: Format) -> int:
    """Write lines to a file; return how many. Spreadsheets need the mark that says UTF-8."""
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    with path.open("w", encoding=encoding, newline="") as file:
        return sum(1 for line in lines if file.write(line))
