"""What every verb of the command line is handed."""

import os
import pwd
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any

import click
from rich.console import Console

from bot.ask.answer import Answer
from bot.ask.asker import Asker, NetworkAsker, shipped_judge
from bot.settings import Settings
from handlers.when import utc_now
from store import Store, open_store
from store.audit import Act
from store.errors import NoDatabaseError
from store.times import to_second

if TYPE_CHECKING:
    from bot.judging.relating import Judge


WATCHED_TOP = 5


@dataclass(frozen=True)
class Wiring:
    """What the composition root decides and the verbs use."""

    settings: Settings = field(default_factory=Settings)
    program: str = "copydesk"
    ask: Asker = field(default_factory=NetworkAsker)
    clock: Callable[[], datetime] = utc_now
    judge: "Callable[[], Judge]" = shipped_judge


class NothingFound(click.ClickException):
    """What was asked for is not there: a line on stderr, and exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the line as it is: nothing was done wrong."""
        click.echo(self.message, file, err=True)


@dataclass(frozen=True)
class Context:
    """The store, opened on first use, and the console to write to."""

    database: str
    console: Console
    wiring: Wiring = field(default_factory=Wiring)

    @cached_property
    def store(self) -> Store:
        """Return the open store, which must be there: a mistyped name never makes a file."""
        try:
            return open_store(self.database, to_read=True)
        except NoDatabaseError as error:
            read_in, demo = self.command("ingest", "WHAT"), f"{self.wiring.program} demo"
            raise NoDatabaseError(
                f"{error} Check its name, or make it by reading articles in: {read_in} "
                f"(the sample newsroom: {demo})."
            ) from error

    def make_store(self) -> Store:
        """Return the open store, made when missing, to keep something in."""
        if "store" not in self.__dict__:
            self.__dict__["store"] = open_store(self.database)
        return self.store

    def ask(self, store: Store, question: str, at: datetime) -> Answer:
        """Answer a question from all articles, as watched questions are asked."""
        from bot.ask.retrieving import Filters  # it pulls in the text analysis: 0.2 s

        return self.wiring.ask(store, question, at, filters=Filters(), top=WATCHED_TOP)

    def command(self, *words: str) -> str:
        """Return a command that works on this database, as the user can type it."""
        is_other = self.database != self.wiring.settings.database_url
        database = ["--database", self.database] if is_other else []
        return f"{self.wiring.program} {shlex.join([*database, *words])}"

    def now(self) -> str:
        """Return the present moment as the store writes it."""
        return to_second(self.wiring.clock())

    def keep_act(self, what: str, subject: str) -> None:
        """Keep for `copydesk audit` what is done here, and by which user of this machine."""
        self.make_store().audit.add(Act(self.now(), user_name(), what, subject, "terminal"))

    def close(self) -> None:
        """Close the store if it was opened."""
        if "store" in self.__dict__:
            self.store.close()


def user_name() -> str:
    """Return who runs this, as the machine knows it and no variable can say otherwise."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # in a container
        return f"user {os.getuid()}"
