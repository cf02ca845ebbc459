"""The verb that finds where an excerpt comes from."""

import click
from rich.text import Text

from bot.desk.quotes import Match, find_quote
from handlers.cli.context import Context
from handlers.cli.desk_words import read_words
from handlers.cli.harmless import harmless, shorten
from handlers.cli.page import Page
from handlers.cli.render_citation import MARKED, MUTED, NAME_LENGTH, TITLE_LENGTH
from handlers.payload import dump
from handlers.present import tell_difference
from handlers.when import tell_time

EXAMPLES = """\b
Examples:
  copydesk find-quote "A river is the cheapest route there is"
  copydesk find-quote --json "We pulled in everyone … and then we went out again"
"""


@click.command(name="find-quote", epilog=EXAMPLES)
@click.argument("text", nargs=-1)
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 50))
@click.option("--json", "as_json", is_flag=True, help="Print JSON as docs/desk.md describes it.")
@click.pass_context
def find_quote_verb(
    click_context: click.Context, text: tuple[str, ...], limit: int, as_json: bool
) -> None:
    """Find the articles that a quote or excerpt comes from, word for word or nearly.

    Words that differ are marked. Exit code 1: no article has it.
    """
    context: Context = click_context.obj
    excerpt = read_words(text, "the words to find", 'copydesk find-quote "We shall sail"')
    found = find_quote(context.store, excerpt, limit)
    if as_json:
        click.echo(dump({"excerpt": excerpt, "matches": [match.as_json() for match in found]}))
    elif not found:
        click.echo("No article has these words, or words close to them.", err=True)
    else:
        page = Page(context.console)
        for match in found:
            show_match(page, match)
    click_context.exit(0 if found else 1)


def show_match(page: Page, match: Match) -> None:
    """Write one place: how well it fits, the article's words, where they stand, what differs."""
    verdict = "word for word" if match.is_exact else f"nearly ({match.score:.0f} of 100)"
    page.line(Text(verdict, "bold green" if match.is_exact else "bold yellow"))
    page.quote(quote_text(match), indent=2)
    page.line(where(match), indent=2)
    if match.speaker:
        page.line(f"said by {shorten(match.speaker, NAME_LENGTH)}", indent=2)
    if match.copy_of:
        page.line(f"a copy of {shorten(match.copy_of, TITLE_LENGTH)}", indent=2, style="yellow")
    for part in match.parts:
        if part.difference is not None:
            page.line(harmless(tell_difference(part)), indent=2, style="yellow")
    place = f"{shorten(match.article_id, TITLE_LENGTH)}, version {match.version}"
    page.line(f"{place}, {match.start}–{match.end}", indent=2, style=MUTED)
    page.gap()


def quote_text(match: Match) -> Text:
    """Return the article's words, those that differ marked, in brackets where colour is lost."""
    shown, at = Text(), match.start
    for part in match.parts:
        if part.difference is not None and part.end > part.start:
            shown.append(harmless(match.quote[at - match.start : part.start - match.start]))
            shown.append(f"[{harmless(part.text)}]", MARKED)
            at = part.end
    return shown.append(harmless(match.quote[at - match.start :]))


def where(match: Match) -> Text:
    """Return source, headline, time and address of a match."""
    source = shorten(match.source, NAME_LENGTH) if match.source else "source not stated"
    title = f"“{shorten(match.title, TITLE_LENGTH)}”" if match.title else "no headline"
    parts = [Text(source, "bold"), Text(title), Text(tell_time(match.published_at))]
    if match.url:
        parts.append(Text(shorten(match.url, TITLE_LENGTH)))
    return Text(" · ").join(parts)
