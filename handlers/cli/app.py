"""The command line: one group, whose verbs are handed the store, loaded when they are used."""

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import version
from typing import Any

import click
from rich.console import Console

from handlers.cli.context import Context, Wiring
from handlers.cli.render import harmless
from store.backup import tell_damage
from store.errors import CopydeskError

VERBS: Mapping[str, Mapping[str, str]] = {
    "Asking": {
        "ask": "handlers.cli.ask:ask",
        "answers": "handlers.cli.ask:answers",
    },
    "At the desk": {
        "summary": "handlers.cli.desk:summary",
        "timeline": "handlers.cli.desk:timeline",
        "find-quote": "handlers.cli.desk:find_quote_verb",
        "export": "handlers.cli.desk:export_verb",
    },
    "When sources disagree": {
        "conflicts": "handlers.cli.conflicts:conflicts",
        "check": "handlers.cli.conflicts:check",
        "subscribe": "handlers.cli.conflicts:subscribe",
        "alerts": "handlers.cli.conflicts:alerts",
        "watch": "handlers.cli.conflicts:watch_verb",
    },
    "Reading articles": {
        "ingest": "handlers.cli.ingest:ingest",
        "feeds": "handlers.cli.ingest:feeds",
    },
    "Looking at what is there": {
        "articles": "handlers.cli.looking:articles",
        "sources": "handlers.cli.looking:sources",
        "status": "handlers.cli.looking:status",
        "audit": "handlers.cli.looking:audit",
        "backup": "handlers.cli.looking:backup",
        "restore": "handlers.cli.looking:restore",
        "copy-to": "handlers.cli.looking:copy_to",
        "browse": "handlers.cli.looking:browse",
    },
    "Slack": {
        "serve": "handlers.cli.serve:serve",
        "doctor": "handlers.cli.serve:doctor",
        "manifest": "handlers.cli.serve:manifest",
        "feedback": "handlers.cli.evaluate:feedback",
    },
    "Trying and measuring": {
        "demo": "handlers.cli.demo:demo",
        "eval": "handlers.cli.evaluate:evaluate",
    },
}
"""Each verb's module and command, under the heading of `copydesk --help`."""

PLACES = {name: place for verbs in VERBS.values() for name, place in verbs.items()}

STOPPED = 130
"""The exit code of a program that Ctrl-C ended, as shells have it: 128 + SIGINT."""


class PlainError(click.ClickException):
    """An error that the user can mend, shown as one line."""

    exit_code = 2


class Verbs(click.Group):
    """Loads a verb when it is used, and shows errors meant for users as one line."""

    def list_commands(self, click_context: click.Context) -> list[str]:
        """Return the verbs in the order of the headings."""
        return list(PLACES)

    def get_command(self, click_context: click.Context, name: str) -> click.Command | None:
        """Return a verb, its module imported."""
        module, _, command = PLACES.get(name, "").partition(":")
        found = getattr(import_module(module), command) if module else None
        assert found is None or isinstance(found, click.Command), name
        return found

    def format_commands(self, click_context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs under their headings."""
        for heading, verbs in VERBS.items():
            found = [(name, self.get_command(click_context, name)) for name in verbs]
            with formatter.section(heading):
                formatter.write_dl(
                    [(name, verb.get_short_help_str(90)) for name, verb in found if verb]
                )

    def invoke(self, click_context: click.Context) -> Any:
        """Run the verb, which returns the exit code; what the user can mend is one line, code 2."""
        try:
            exit_code = super().invoke(click_context)
        except CopydeskError as error:
            raise PlainError(harmless(str(error))) from error
        except Exception as error:
            context = click_context.obj
            told = tell_damage(error, context.database) if isinstance(context, Context) else None
            if told is None:
                raise
            raise PlainError(harmless(told)) from error
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            raise SystemExit(STOPPED) from None
        click_context.exit(exit_code or 0)


@click.group(cls=Verbs, epilog="Example: copydesk --database news.db ask 'When does it open?'")
@click.option(
    "--database",
    metavar="URL",
    help="The database; a bare path means SQLite.  [default: DATABASE_URL, else "
    "sqlite:///copydesk.db]",
)
@click.version_option(version("copydesk"), message="copydesk %(version)s")
@click.pass_context
def copydesk(click_context: click.Context, database: str | None) -> None:
    """Ask your articles: verbatim quotes, and a warning when the sources disagree.

    Exit codes: 0 done; 1 nothing found, or something skipped; 2 wrong use.
    """
    wiring = click_context.find_object(Wiring) or Wiring()
    context = Context(database or wiring.settings.database_url, Console(), wiring)
    click_context.call_on_close(context.close)
    click_context.obj = context
