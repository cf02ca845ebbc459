"""Which engine a URL asks for: a SQLite file or a PostgreSQL server."""

from collections.abc import Callable
from typing import NamedTuple

from store import database
from store.connecting import path_of
from store.engine import Connections
from store.errors import CopydeskError


class Engine(NamedTuple):
    """What an engine does with URLs."""

    open_url: Callable[[str, bool], Connections]
    """Open the database of a URL; only to read it, or else to make it where it is missing."""
    beside: Callable[[str, str], str]
    """Return the URL of a workspace's database beside another."""
    erase: Callable[[str], None]
    """Remove a database with all that is in it."""


def is_on_server(url: str) -> bool:
    """Tell whether a URL names a PostgreSQL server."""
    return url.startswith(("postgresql://", "postgres://"))


def engine_of(url: str) -> Engine:
    """Return the engine that a URL asks for."""
    if not is_on_server(url):
        return Engine(
            lambda url, to_read: database.open_database(path_of(url), to_read=to_read),
            database.beside,
            database.erase,
        )
    try:
        from store import postgres
    except ImportError as error:
        raise CopydeskError(
            f"PostgreSQL needs a part of Copydesk that is not installed ({error.name}). Install "
            "it with: pip install 'copydesk[postgres]'"
        ) from error
    return Engine(
        lambda url, to_read: postgres.open_database(url, to_read=to_read),
        postgres.beside,
        postgres.erase,
    )
