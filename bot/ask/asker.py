"""The asker that a process keeps: answering with the reader that the settings name."""

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.ask.answer import Answer
from store import Store

if TYPE_CHECKING:
    from bot.ask.reading import Reader
    from bot.ask.retrieving import Filters  # it pulls in the text analysis: 0.2 s

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ReaderAsker:
    """Answers with the neural reader; it may be sent to other processes, which load their own.

    `model` is None for the reader that is shipped, a folder with a reader of the same layout, or
    the name of a model on a hub. The reader is loaded by the first question, not before.
    """

    model: str | None = None

    def __call__(
        self, store: Store, text: str, at: datetime, *, filters: "Filters", top: int
    ) -> Answer:
        """Return the answer, which may be to abstain."""
        from bot.ask.answering import ask

        return ask(store, text, at, filters=filters, top=top, reader=reader_named(self.model))


@lru_cache(maxsize=1)
def reader_named(model: str | None) -> "Reader | None":
    """Load a reader once for each process; None, said once, where its packages are missing."""
    from bot.reader.hub import load_hub_reader
    from bot.reader.load import load_reader

    if model is None or (Path(model) / "reader.json").is_file():
        reader = load_reader(Path(model) if model else None)
        package = "onnxruntime"
    else:
        reader = load_hub_reader(model)
        package = "transformers"
    if reader is None:
        log.warning("%s is not installed: answers are read by rules alone.", package)
    return reader
