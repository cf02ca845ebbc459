"""What every verb of the command line is handed."""

from dataclasses import dataclass

from rich.console import Console

from store import Store


@dataclass(frozen=True)
class Context:
    """The open store and the console to write to."""

    store: Store
    console: Console
