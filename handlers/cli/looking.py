"""The verbs on what is there: articles, sources, how it does, who did what; copies of it all."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click
from rich.text import Text

from bot.ask.asker import NetworkAsker
from bot.ingest.published import Published
from bot.reader.load import ReaderFilesError, versions
from handlers.cli.context import Context, NothingFound
from handlers.cli.ingest import health, show_compared, take_in, write_row
from handlers.cli.options import FIRST_DAY, JSON_LINES, PUBLISHED, ROW_ID, SINCE
from handlers.cli.render import MUTED, Page, counting, harmless, show_list, show_rows
from handlers.wellness import (
    LONGEST_WAITING,
    READING_SECONDS,
    Looked,
    Wellness,
    age,
    look,
    tell_tally,
)
from handlers.when import tell_dated, tell_time
from store.articles import Article, Listed
from store.backup import back_up, file_of
from store.backup import restore as put_back
from store.browsing import describe
from store.copying import copy_store
from store.errors import CopydeskError

NO_ARTICLES = "No articles. Add some with: copydesk ingest WHAT"
NO_SOURCE = "source not stated"


@click.group()
def articles() -> None:
    """List the articles, show one with its versions, set what one is from, delete one."""


@articles.command(name="list", epilog="Example: copydesk articles list --source 'Radio Orsa News'")
@click.option("--source", metavar="NAME", help="Only articles of this source.")
@SINCE
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1))
@JSON_LINES
@click.pass_obj
def list_articles(
    context: Context, source: str | None, since: str | None, limit: int, as_json: bool
) -> int:
    """List the articles published last, newest first; undated ones come last.

    With --since, articles without a date are left out. Exit code 1: there are none.
    """
    found = context.store.articles.latest(limit, source, since)
    headings = ("published", "source", "headline", "article id")
    return show_list(context.console, found, tell_none(source, since), headings, row_of, as_json)


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
    named = listed.source or NO_SOURCE, listed.title or "no headline"
    return tell_time(listed.published_at), *named, listed.article_id + marks


@articles.command(epilog="Example: copydesk articles show northwire-tolvane --version 1")
@click.argument("article_id")
@click.option("--version", type=ROW_ID, help="An earlier version.  [default: newest]")
@click.pass_obj
def show(context: Context, article_id: str, version: int | None) -> None:
    """Show an article's text as stored, every passage with its offsets, and its versions."""
    article = context.store.articles.get(article_id, version)
    if article is None:
        which = f"version {version} of an article" if version else "article"
        raise NothingFound(no_article(article_id, which))
    page = Page(context.console)
    show_head(page, article)
    show_text(page, article)
    for one in context.store.articles.versions(article_id):
        told = f"version {one.version}: added {tell_time(one.added_at)}"
        style = "bold" if one.version == article.version else MUTED
        page.line(told + (", a correction" if one.corrects else ""), style=style)


@articles.command(epilog="Example: copydesk articles edit desk/wire.txt --source 'Harbour Wire'")
@click.argument("article_id")
@click.option("--source", metavar="NAME", help="The newspaper, station or agency it is from.")
@click.option("--title", metavar="TEXT", help="Its headline.")
@click.option("--published", type=PUBLISHED, help="When it was published.")
@click.pass_obj
def edit(
    context: Context,
    article_id: str,
    source: str | None,
    title: str | None,
    published: Published | None,
) -> None:
    """Set what an article does not state of itself, or states wrongly; then it is compared anew.

    What is set here stays when the article comes in again.
    """
    given = {"source": source, "title": title, "published_at": published and published.at}
    fields = {field: text.strip() for field, text in given.items() if text and text.strip()}
    if not fields:
        raise click.UsageError("Nothing to set. Give --source, --title or --published.")
    if not context.store.articles.edit(article_id, fields):
        raise NothingFound(no_article(article_id))
    context.keep_act("edited", f"{article_id}: {', '.join(fields)}")
    write_row(context.console, "edited", article_id)
    show_compared(context, take_in(context), 1)


@articles.command(epilog="Example: copydesk articles delete https://example.org/withdrawn")
@click.argument("article_id")
@click.pass_obj
def delete(context: Context, article_id: str) -> None:
    """Delete an article with all that was made of it: comparisons, alerts, answers that quote it.

    Answers in Slack are replaced within minutes. It stays away, whatever brings it, until
    `articles allow`.
    """
    if not context.store.articles.remove(article_id):
        raise NothingFound(no_article(article_id))
    context.keep_act("deleted", article_id)
    write_row(context.console, "deleted", article_id)


@articles.command(epilog="Example: copydesk articles allow https://example.org/withdrawn")
@click.argument("article_id")
@click.pass_obj
def allow(context: Context, article_id: str) -> None:
    """Let an article that was deleted be read in again."""
    if not context.store.articles.allow(article_id):
        raise NothingFound(f"No article {article_id!r} was deleted.")
    context.keep_act("allowed", article_id)
    write_row(context.console, "allowed", article_id)


def no_article(article_id: str, which: str = "article") -> str:
    """Return that there is no such article, or no such version of one."""
    return f"There is no {which} {article_id!r}. See: copydesk articles list"


def show_head(page: Page, article: Article) -> None:
    """Write headline, source, time and the other things known of an article."""
    page.line(harmless(article.title or "no headline"), style="bold")
    told = tell_time(article.published_at)
    if article.published_at:
        told += f" ({article.published_from})"
    known = (article.source or NO_SOURCE, article.byline, told, article.url)
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


POLLED_WITHIN = 3 * READING_SECONDS
LEAST_FREE = 1e9
"""Bytes on the disk under which it is soon full: an hour's news is some megabytes."""


@click.command(epilog="Example: copydesk sources")
@click.pass_obj
def sources(context: Context) -> int:
    """List the sources: how many articles each has, and how new the newest is."""
    found = context.store.articles.sources()
    headings = ("source", "articles", "newest")
    return show_list(
        context.console, found, NO_ARTICLES, headings,
        lambda one: (one.source or NO_SOURCE, f"{one.articles}", tell_time(one.newest_at)),
    )  # fmt: skip


@click.command(epilog="Example: copydesk --database news.db status")
@click.pass_obj
def status(context: Context) -> int:
    """Tell whether it is well: articles, feeds, what waits, alerts, disk and networks.

    Exit code 0: it is well; 1: something is not.
    """
    lines = list(examine(context))
    rows = [("ok" if line.is_ok else "NO", line.name, line.told) for line in lines]
    show_rows(context.console, ("", "", ""), rows)
    ill = [line.name for line in lines if not line.is_ok]
    context.console.out(f"\nNot well: {', '.join(ill)}." if ill else "\nIt is well.")
    return 1 if ill else 0


def examine(context: Context) -> Iterator[Looked]:
    """Look at each thing in turn."""
    store, now = context.store, context.wiring.clock()
    well, state = look(store, [store], now), store.articles.state()
    newest = tell_dated(state.as_of, now) if state.as_of else "none"
    yield Looked(
        "articles", True, f"{state.articles:,} in {state.passages:,} passages; newest: {newest}"
    )
    arrived = tell_dated(state.added_at, now) if state.added_at else "none"
    yield Looked("last arrival", True, arrived)
    yield from examine_feeds(well, now)
    for name, waiting, seconds in (
        ("queue", well.queue.waiting + well.queue.claimed, well.queue_age),
        ("posts", well.posts, well.posts_age),
    ):
        told = f"{waiting:,}, the oldest for {seconds:.0f} s" if waiting else "nothing waits"
        yield Looked(name, (seconds or 0.0) < LONGEST_WAITING, told)
    yield Looked("alerts", True, f"{well.alerts_pending} to be told")
    for tally in store.verdicts.tallies():
        yield Looked(f"verdict: {tally.verdict}", True, tell_tally(tally))
    yield from examine_machine(context)


def examine_feeds(well: Wellness, now: datetime) -> Iterator[Looked]:
    """Tell which feeds fail, and when they were last read."""
    if not well.feeds:
        yield Looked("feeds", True, "none")
        return
    yield Looked("feeds", not well.failing, f"{len(well.failing)} of {well.feeds} fail")
    for feed in well.failing:
        told = f"{feed.last_error}; last read: {health(feed)[1]}"
        yield Looked(feed.title or feed.url, False, told)
    if well.polled_at is None:
        yield Looked("last poll", False, "never: `copydesk serve` reads feeds")
        return
    is_recent = (age(well.polled_at, now) or 0.0) < POLLED_WITHIN
    yield Looked("last poll", is_recent, tell_dated(well.polled_at, now))


def examine_machine(context: Context) -> Iterator[Looked]:
    """Tell how full the disk is, and whether the networks are there."""
    size, free = context.store.connections.room()
    told = f"the database has {size / 1e6:.1f} MB"
    if free is not None:
        told = f"{free / 1e9:.1f} GB free; the database {context.database} has {size / 1e6:.1f} MB"
    yield Looked("disk", free is None or free > LEAST_FREE, told)
    model = context.wiring.ask.model if isinstance(context.wiring.ask, NetworkAsker) else None
    try:
        reader, judge = versions(model)
    except ReaderFilesError as error:
        yield Looked("networks", False, str(error))
    else:
        yield Looked("networks", True, f"reader {reader}, judge {judge}")


@click.command(epilog="Example: copydesk audit --since 2026-11-01")
@click.option("--since", type=FIRST_DAY, help="Only what was done on this day or later.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=1))
@JSON_LINES
@click.pass_obj
def audit(context: Context, since: str | None, limit: int, as_json: bool) -> int:
    """Show who read in, deleted, decided, subscribed or changed settings, newest first.

    In Slack and on the terminal alike; a person in Slack stands there by id. Nothing that
    anybody wrote is kept. Exit code 1: nothing was done.
    """
    found = context.store.audit.find(limit, since)
    none = "Nothing was done yet, or not since then."
    headings = ("when", "who", "what", "on what", "from")
    return show_list(
        context.console, found, none, headings,
        lambda act: (tell_time(act.at), act.who, act.what, act.subject, act.surface), as_json,
    )  # fmt: skip


@click.command(epilog="Example: copydesk browse --port 8001")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to show it on.")
@click.option("--port", default=8001, show_default=True, help="Port to show it on.")
@click.pass_obj
def browse(context: Context, host: str, port: int) -> None:
    """Show the archive in a browser: articles, open disputes, the health of feeds.

    It is opened to be read only. Questions, answers, posts, people and tokens are left out. It
    needs Datasette: pip install "copydesk[browse]".
    """
    try:
        import uvicorn
        from datasette.app import Datasette  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError as error:
        raise CopydeskError(
            "The archive is shown by Datasette, which is not installed. Install it: pip install "
            '"copydesk[browse]".'
        ) from error
    path = context.store.connections.file()
    settings = {"allow_download": False, "default_allow_sql": False, "num_sql_threads": 2}
    shown = Datasette([str(path)], metadata=describe(path), settings=settings)
    click.echo(f"The archive {path} is at http://{host}:{port}/{path.stem}. Ctrl-C ends it.")
    uvicorn.run(shown.app(), host=host, port=port, log_level="warning")


FORCE = click.option("--force", is_flag=True, help="Also where there is a file of that name.")


@click.command(epilog="Example: copydesk backup /backups/copydesk-monday.db")
@click.argument("file", type=click.Path(path_type=Path))
@FORCE
@click.pass_obj
def backup(context: Context, file: Path, force: bool) -> None:
    """Copy the database to FILE as it is now, while the app runs.

    Where several workspaces install the app, each has a file of its own: --database names it.
    """
    path = file_of(context.database)
    articles = context.store.articles.state().articles
    back_up(path, file, force=force)
    context.keep_act("backed up", str(file))
    write_row(context.console, "backed up", file, f"{articles:,} articles")


@click.command(epilog="Example: copydesk restore /backups/copydesk-monday.db --force")
@click.argument("file", type=click.Path(path_type=Path))
@FORCE
@click.pass_obj
def restore(context: Context, file: Path, force: bool) -> None:
    """Put FILE, a copy made by backup, in the place of the database, once the app is stopped.

    The copy is looked through for damage first. What was there before is kept beside it.
    """
    kept = put_back(file_of(context.database), file, force=force)
    context.keep_act("restored", str(file))
    articles = context.store.articles.state().articles
    write_row(context.console, "restored", file, f"{articles:,} articles")
    if kept is not None:
        write_row(context.console, "kept", kept)


@click.command("copy-to", epilog="Example: copydesk copy-to postgresql://desk@db.example.org/news")
@click.argument("url")
@click.pass_obj
def copy_to(context: Context, url: str) -> None:
    """Copy all that is kept to the empty database at URL, once the app is stopped.

    From a SQLite file to a PostgreSQL server, or back. Broken off, the same command goes on where
    it stopped. All rows are counted at the end; DATABASE_URL is yours to change then.
    """
    copied = replace(context, database=url)
    with counting(context.console, "copying") as move:
        copy_store(context.database, url, move)
    with closing(copied):
        copied.keep_act("copied", _without_secrets(context.database))
        articles = copied.store.articles.state().articles
    write_row(context.console, "copied", _without_secrets(url), f"{articles:,} articles")


def _without_secrets(url: str) -> str:
    return url.rpartition("@")[2].partition("?")[0]
