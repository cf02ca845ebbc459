"""The verbs that copy the database while it is used, and put a copy back."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click
from rich.progress import Progress

from handlers.cli.context import Context
from handlers.cli.ingest import write_row
from store.backup import back_up, file_of
from store.backup import restore as put_back
from store.copying import copy_store

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
    context.note("backed up", str(file))
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
    context.note("restored", str(file))
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
    with Progress(
        console=context.console, transient=True, disable=not context.console.is_terminal
    ) as bar:
        task = bar.add_task("copying")
        copy_store(
            context.database, url, lambda done, of: bar.update(task, completed=done, total=of)
        )
    with closing(copied):
        copied.note("copied", _without_secrets(context.database))
        articles = copied.store.articles.state().articles
    write_row(context.console, "copied", _without_secrets(url), f"{articles:,} articles")


def _without_secrets(url: str) -> str:
    return url.rpartition("@")[2].partition("?")[0]
