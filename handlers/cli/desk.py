"""The verbs at the desk: a story told in quotes, by days, where a quote comes from, exports."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, get_args

import click
from rich.text import Text

from bot.desk.export import EXPORTS, Format, export
from bot.desk.quotes import Match, find_quote
from bot.desk.summary import LENGTH, Summary, summarise
from bot.desk.timeline import Timeline, make_timeline
from handlers.cli.context import Context
from handlers.cli.options import MOMENT, SINCE, UNTIL, check_days
from handlers.cli.page import Page, harmless, shorten
from handlers.cli.render import (
    MARKED,
    MUTED,
    NAME_LENGTH,
    TITLE_LENGTH,
    WARNED,
    show_side,
    where_text,
)
from handlers.disputes import Dispute, view_dispute
from handlers.found import (
    event_sides,
    name_series,
    point_sides,
    tell_difference,
    tell_scale,
    tell_values,
    undated_sides,
)
from handlers.payload import clean_question, dump
from handlers.present import count, tell_freshness
from handlers.quoting import tell_source, where_alone
from store.errors import CopydeskError

TOPIC_LENGTH, QUOTE_LENGTH, WORDING_LENGTH = 200, 300, 120
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
    if as_json:
        click.echo(dump(found.as_json()))
    elif found.points:
        show_summary(Page(context.console), found, now)
    else:
        click.echo(f"No article is about {shorten(words, 80)!r}. Try other words.", err=True)
    return 0 if found.points else 1


def show_summary(page: Page, found: Summary, now: datetime) -> None:
    """Write a summary: what it is made from, the quotes, then what the sources differ on."""
    page.line(f"{shorten(found.topic, TOPIC_LENGTH)}: {tell_scale(found)}", style="bold")
    page.gap()
    for side in point_sides(found, now):
        show_side(page, side)
        page.gap()
    quoted = {point.citation.quote for point in found.points}
    for verdicts in found.disputes:
        show_dispute(page, Dispute(verdicts), quoted, now)
    page.line(tell_freshness(found.index, now), style=MUTED)


def show_dispute(page: Page, dispute: Dispute, quoted: Collection[str], now: datetime) -> None:
    """Write what the sources differ on by its name: each side, quoted where it was not before."""
    view = view_dispute(dispute, now)
    lines: list[tuple[int, Text]] = []
    for side, same in zip(view.sides, dispute.sides, strict=True):
        said = harmless("; ".join(map(tell_source, same)))
        lines.append((0, Text.assemble((shorten(side.head, WORDING_LENGTH), "bold"), f": {said}")))
        if same[0].quote not in quoted:
            lines.append((2, Text(f"“{shorten(same[0].quote, QUOTE_LENGTH)}”")))
    page.warning(shorten(view.heading, QUOTE_LENGTH), lines, WARNED)
    page.gap()


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
    if as_json:
        click.echo(dump(found.as_json()))
    elif is_empty:
        click.echo(f"No article tells of {shorten(words, 80)!r}. Try other words.", err=True)
    else:
        show_timeline(Page(context.console), found, now)
    return 1 if is_empty else 0


def show_timeline(page: Page, found: Timeline, now: datetime) -> None:
    """Write the events by day, then each changing value, then what has no date."""
    articles = count(found.articles, "article")
    page.line(f"{shorten(found.topic, TOPIC_LENGTH)}: {articles}", style="bold")
    page.gap()
    for side in event_sides(found, now):
        show_side(page, side)
        page.gap()
    for series in found.series:
        page.line(harmless(name_series(series)), style="bold")
        for value, who, is_disputed in tell_values(series):
            mark = ("  disputed" if is_disputed else "", "red")
            told = Text.assemble((harmless(value), "bold"), f" · {harmless(who)}", mark)
            page.line(told, indent=2)
        page.gap()
    if found.undated:
        page.line("In articles without a date", style="bold yellow")
        page.gap()
    for side in undated_sides(found, now):
        show_side(page, side)
        page.gap()
    page.line(tell_freshness(found.index, now), style=MUTED)


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
    if as_json:
        click.echo(dump({"excerpt": excerpt, "matches": [match.as_json() for match in found]}))
    elif not found:
        click.echo("No article has these words, or words close to them.", err=True)
    else:
        page = Page(context.console)
        for match in found:
            show_match(page, match, context.wiring.clock())
    return 0 if found else 1


def show_match(page: Page, match: Match, now: datetime) -> None:
    """Write one place: how well it fits, the article's words, where they stand, what differs."""
    verdict = "word for word" if match.is_exact else f"nearly ({match.score:.0f} of 100)"
    page.line(Text(verdict, "bold green" if match.is_exact else "bold yellow"))
    page.quote(compared_text(match), indent=2)
    page.line(where_text(where_alone(match, now)), indent=2)
    if match.speaker:
        page.line(f"said by {shorten(match.speaker, NAME_LENGTH)}", indent=2)
    if match.copy_of:
        page.line(f"a copy of {shorten(match.copy_of, TITLE_LENGTH)}", indent=2, style="yellow")
    for told in filter(None, map(tell_difference, match.parts)):
        page.line(harmless(told), indent=2, style="yellow")
    place = f"{shorten(match.article_id, TITLE_LENGTH)}, version {match.version}"
    page.line(f"{place}, {match.start}–{match.end}", indent=2, style=MUTED)
    page.gap()


def compared_text(match: Match) -> Text:
    """Return the article's words, those that differ marked, in brackets where colour is lost."""
    shown = Text()
    for words, differs in match.compared:
        told = harmless(words)
        shown.append(f"[{told}]" if differs else told, MARKED if differs else "")
    return shown


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
