"""What answers questions: the asker that a process keeps, with the networks the settings name."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from bot.ask.answer import Answer
from store import Store

if TYPE_CHECKING:
    from bot.ask.retrieving import Filters  # it pulls in the text analysis: 0.2 s
    from bot.judging.relating import Judge
    from bot.reader.twice import Reader


Watch = Callable[[str], AbstractContextManager[object]]
"""Opened around each step of answering: "finding", "reading", "judging", and "all" of it."""


def unwatched(step: str) -> AbstractContextManager[object]:
    """Watch nothing."""
    return nullcontext()


class Asker(Protocol):
    """Answers a question from a store as of a moment; at most `top` values."""

    def __call__(
        self, store: Store, text: str, at: datetime, *, filters: "Filters", top: int
    ) -> Answer:
        """Return the answer, which may be to abstain."""
        ...


def shipped_judge() -> "Judge":
    """Return the judge that ships; it is loaded by the first call of a process."""
    from bot.reader.load import judge_shipped

    return judge_shipped()


def shipped_reader() -> "Reader":
    """Return the small reader that ships, likewise."""
    from bot.reader.load import quick_reader

    return quick_reader()


@dataclass(frozen=True)
class NetworkAsker:
    """Answers with the reader and the judge; it may be sent to other processes, which load theirs.

    `model` is None for the reader that is shipped, a folder with a reader of the same layout, or
    the name of a model on a hub. Both are loaded by the first question, not before.
    """

    model: str | None = None
    watch: Watch = unwatched

    def __call__(
        self, store: Store, text: str, at: datetime, *, filters: "Filters", top: int
    ) -> Answer:
        """Return the answer, which may be to abstain."""
        from bot.ask.answering import ask
        from bot.reader.load import judge_shipped, reader_named

        reader, judge = reader_named(self.model), judge_shipped()
        with self.watch("all"):
            return ask(
                store, text, at, reader=reader, judge=judge, filters=filters, top=top,
                watch=self.watch,
            )  # fmt: skip
