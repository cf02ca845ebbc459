"""An evaluation set: how its folder is known, read, asked and summed up."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from bot.ask.answer import Answer
from bot.ask.retrieving import Filters
from bot.evaluate.figures import Figure, Outcome
from store import Store

EVERYTHING = Filters()
TOP = 5
"""Values that an answer shows, as `copydesk ask` has it unless told otherwise."""


class Asker(Protocol):
    """Whatever answers a question from a store, such as `bot.ask.answering.ask`.

    It is handed to other processes when there are several jobs: a function of a module.
    """

    def __call__(
        self, store: Store, text: str, at: datetime, *, filters: Filters, top: int
    ) -> Answer:
        """Return the answer as of a moment, of at most `top` values."""
        ...


@dataclass(frozen=True)
class Tools:
    """What a run works with: the asker, and a folder that keeps indexes between runs."""

    asker: Asker
    cache: Path

    def ask(self, store: Store, text: str, at: datetime, filters: Filters = EVERYTHING) -> Answer:
        """Return the answer as `copydesk ask` would show it."""
        return self.asker(store, text, at, filters=filters, top=TOP)


@dataclass(frozen=True)
class Item:
    """One item of a set, as its file has it."""

    item_id: str
    record: Mapping[str, Any]


Run = Callable[[Item], Outcome]
OnProgress = Callable[[int, int], None]
"""Told how much is done, of how much."""


def prepare_nothing(folder: Path, tools: Tools, on_progress: OnProgress) -> None:
    """Leave everything to the run."""


@dataclass(frozen=True)
class EvaluationSet:
    """A kind of set. Every function is of a module, so that other processes can be handed it.

    `is_in` knows a folder by its files and their fields; `read` gives its items in order;
    `prepare` does once what takes long; `opened` gives what runs an item.
    """

    name: str
    is_in: Callable[[Path], bool]
    read: Callable[[Path], list[Item]]
    opened: Callable[[Path, Tools], AbstractContextManager[Run]]
    summarise: Callable[[Sequence[Outcome]], list[Figure]]
    prepare: Callable[[Path, Tools, OnProgress], None] = prepare_nothing
