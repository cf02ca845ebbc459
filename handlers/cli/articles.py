"""The verbs that show what was read."""

from dataclasses import asdict
from typing import NoReturn

import click
from rich.text import Text

from bot.ingest.published import Published
from handlers.cli.arrivals import show_arrived, take_in
from handlers.cli.context import Context
from handlers.cli.dates import DayOption, PublishedOption
from handlers.cli.harmless import harmless
from handlers.cli.outcome import write_row
from handlers.cli.page import Page
from handlers.cli.render import MUTED
from handlers.cli.row_id import ROW_ID
from handlers.cli.table import show_rows
from handlers.payload import dump
from handlers.when import tell_time
from store.articles import Article, Listed, Version

NO_ARTICLES = "No articles. Add some with: copydesk ingest WHAT"


@click.group()
def articles() -> None:
    """List the articles, show one with its versions, set what one is from, delete one."""


@articles.command(name="list", epilog="Example: copydesk articles list --source 'Radio Orsa News'")
@click.option("--source", metavar="NAME", help="Only articles of this source.")
@click.option(
    "--since", type=DayOption("first"), help="Only articles published on this day or later."
)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1))
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
@click.pass_context
def list_articles(
    click_context: click.Context, source: str | None, since: str | None, limit: int, as_json: bool
) -> None:
    """List the articles published last, newest first; undated ones come last.

    With --since, articles without a date are left out. Exit code 1: there are none.
    """
    context: Context = click_context.obj
    found = context.store.articles.latest(limit, source, since)
    if not found:
        click.echo(tell_none(source, since), err=True)
        click_context.exit(1)
    for listed in found if as_json else ():
        click.echo(dump(asdict(listed)))
    if not as_json:
        headings = ("published", "source", "headline", "article id")
        show_rows(context.console, headings, [row_of(listed) for listed in found])


def tell_none(source: str | None, since: str | None) -> str:
    """Return why no article is listed.

    >>> tell_none("Quay Courier", "2026-05-01")
    "No article is from the source 'Quay Courier' since 2026-05-01. See: copydesk sources"
    """
    if source is None and since is None:
        return NO_ARTICLES
    if source is None:
        return f"No article was published since {since}. Ask for an earlier day with --since."
    when = f" since {since}" if since else ""
    return f"No article is from the source {source!r}{when}. See: copydesk sources"


def row_of(listed: Listed) -> tuple[str, str, str, str]:
    """Return an article's line in the list."""
    marks = "" if listed.versions == 1 else f" (version {listed.versions})"
    marks += f" (copy of {listed.copy_of})" if listed.copy_of else ""
    source = listed.source or "source not stated"
    title = listed.title or "no headline"
    return tell_time(listed.published_at), source, title, listed.article_id + marks


@articles.command(epilog="Example: copydesk articles show northwire-tolvane --version 1")
@click.argument("article_id")
@click.option("--version", type=ROW_ID, help="An earlier version.  [default: newest]")
@click.pass_context
def show(click_context: click.Context, article_id: str, version: int | None) -> None:
    """Show an article's text as stored, every passage with its offsets, and its versions."""
    context: Context = click_context.obj
    article = context.store.articles.get(article_id, version)
    if article is None:
        which = f"version {version} of an article" if version else "article"
        click.echo(f"There is no {which} {article_id!r}. See: copydesk articles list", err=True)
        click_context.exit(1)
    page = Page(context.console)
    show_head(page, article)
    show_text(page, article)
    for one in context.store.articles.versions(article_id):
        page.line(version_line(one), style="bold" if one.version == article.version else MUTED)


@articles.command(epilog="Example: copydesk articles edit desk/wire.txt --source 'Harbour Wire'")
@click.argument("article_id")
@click.option("--source", metavar="NAME", help="The newspaper, station or agency it is from.")
@click.option("--title", metavar="TEXT", help="Its headline.")
@click.option("--published", type=PublishedOption(), help="When it was published.")
@click.pass_context
def edit(
    click_context: click.Context,
    article_id: str,
    source: str | None,
    title: str | None,
    published: Published | None,
) -> None:
    """Set what an article does not state of itself, or states wrongly; then it is compared anew.

    What is set here stays when the article comes in again.
    """
    context: Context = click_context.obj
    stated = {"source": source, "title": title, "published_at": published and published.at}
    fields = {field: text.strip() for field, text in stated.items() if text and text.strip()}
    if not fields:
        raise click.UsageError("Nothing to set. Give --source, --title or --published.")
    if not context.store.articles.edit(article_id, fields):
        no_article(click_context, article_id)
    context.note("edited", f"{article_id}: {', '.join(fields)}")
    write_row(context.console, "edited", article_id)
    show_arrived(context, take_in(context), 1)


@articles.command(epilog="Example: copydesk articles delete https://example.org/withdrawn")
@click.argument("article_id")
@click.pass_context
def delete(click_context: click.Context, article_id: str) -> None:
    """Delete an article with all that was made of it: comparisons, alerts, answers that quote it.

    Answers in Slack are replaced within minutes. It stays away, whatever brings it, until
    `articles allow`.
    """
    context: Context = click_context.obj
    if not context.store.articles.remove(article_id):
        no_article(click_context, article_id)
    context.note("deleted", article_id)
    write_row(context.console, "deleted", article_id)


@articles.command(epilog="Example: copydesk articles allow https://example.org/withdrawn")
@click.argument("article_id")
@click.pass_context
def allow(click_context: click.Context, article_id: str) -> None:
    """Let an article that was deleted be read in again."""
    context: Context = click_context.obj
    if not context.store.articles.allow(article_id):
        click.echo(f"No article {article_id!r} was deleted.", err=True)
        click_context.exit(1)
    context.note("allowed", article_id)
    write_row(context.console, "allowed", article_id)


def no_article(click_context: click.Context, article_id: str) -> NoReturn:
    """End the program: there is no such article."""
    click.echo(f"There is no article {article_id!r}. See: copydesk articles list", err=True)
    click_context.exit(1)


def show_head(page: Page, article: Article) -> None:
    """Write headline, source, time and the other things known of an article."""
    page.line(harmless(article.title or "no headline"), style="bold")
    told = tell_time(article.published_at)
    if article.published_at:
        told += f" ({article.published_from})"
    known = (article.source or "source not stated", article.byline, told, article.url)
    page.line(" · ".join(harmless(part) for part in known if part))
    if article.copy_of:
        page.line(f"a copy of {harmless(article.copy_of)}", style="yellow")
    if article.corrects:
        page.line("says of itself that it corrects", style="yellow")
    page.gap()


def show_text(page: Page, article: Article) -> None:
    """Write the text line by line; before a line stand the offsets of passages that begin in it."""
    spans = sorted(article.passages)
    offset = 0
    for line in article.text.split("\n"):
        offset += len(line) + 1
        while spans and spans[0].start < offset:
            page.line(f"[{spans[0].start}–{spans[0].end}]", style=MUTED)
            spans = spans[1:]
        page.line(Text(harmless(line)))
    page.gap()


def version_line(version: Version) -> str:
    """Return a version's line under the text."""
    corrects = ", a correction" if version.corrects else ""
    return f"version {version.version}: added {tell_time(version.added_at)}{corrects}"
