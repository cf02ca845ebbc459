"""One connection to the SQLite file, also where nobody may write."""

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sqlite_utils import Database

from store.engine import Values
from store.errors import CopydeskError
from store.index_fts import FtsIndex

WAIT_SECONDS = 30.0
"""How long to wait for another process that is writing."""

FILES = ("", "-wal", "-shm")
"""What the names of a database's files end with: itself, its log, the log's index."""

_CACHE_KIB = 16_000

sqlite3.register_adapter(list, json.dumps)  # for json_each


def path_of(url: str) -> Path:
    """Return the file that "sqlite:///news.db", or just a path, names."""
    scheme, separator, rest = url.partition("://")
    if separator and scheme != "sqlite":
        raise CopydeskError(
            f"The database {url!r} is of the kind {scheme!r}, which Copydesk cannot use. "
            "Name a file, such as sqlite:///copydesk.db, or a server, such as "
            "postgresql://user@host/news."
        )
    name = rest.removeprefix("/") if separator else url
    if not name or name == ":memory:" or "\0" in name:
        raise CopydeskError(
            f"The database {url!r} names no file. Name one, such as sqlite:///copydesk.db."
        )
    return Path(name)


class SqliteDatabase(Database):
    """A connection to the file."""

    skip_locked = ""
    index = FtsIndex()

    def executemany(self, sql: str, rows: Iterable[Values], /) -> None:
        """Run a statement once for each row."""
        self.conn.executemany(sql, rows)

    def tell(self) -> None:
        """Do nothing: who waits for a file to change has to look."""

    def renumber(self, table: str, key: str, /) -> None:
        """Do nothing: a new row is numbered after the last."""


def connect(path: Path) -> SqliteDatabase:
    """Open a database file, also one that nobody may write; a new one is its owner's alone."""
    with suppress(OSError):  # mostly it is there; what else is in the way SQLite says better
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    conn = sqlite3.connect(str(path), timeout=WAIT_SECONDS, check_same_thread=False)
    try:
        conn.execute("pragma schema_version")  # reads, and so meets what is in the way
    except sqlite3.OperationalError as error:
        conn.close()
        if not _is_whole_without_log(path, error):
            raise
        url = f"{path.absolute().as_uri()}?immutable=1"
        conn = sqlite3.connect(url, timeout=WAIT_SECONDS, check_same_thread=False, uri=True)
    conn.isolation_level = None
    db = SqliteDatabase(conn)
    conn.execute("pragma foreign_keys = on")
    # With a write-ahead log no commit is lost to a kill; the last may be to a power cut. Waiting
    # for the disk at each would take 8 ms, with the writing lock held.
    conn.execute("pragma synchronous = normal")
    conn.execute("pragma cell_size_check = on")  # a damaged page is met when it is read
    conn.execute(f"pragma cache_size = -{_CACHE_KIB}")
    conn.execute("pragma temp_store = memory")
    return db


def _is_whole_without_log(path: Path, error: sqlite3.OperationalError) -> bool:
    """Tell whether SQLite lacks nothing but a place for the write-ahead log.

    It wants to make one even to read, and where it cannot, the file must be said to be immutable:
    https://sqlite.org/wal.html#read_only_databases
    """
    wants_log = error.sqlite_errorcode & 0xFF in (
        sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY,
    )  # fmt: skip
    return wants_log and path.is_file() and not has_log(path)


def has_log(path: Path) -> bool:
    """Tell whether changes are still waiting beside the file to be put into it."""
    log = path.with_name(f"{path.name}-wal")
    return log.is_file() and log.stat().st_size > 0


def is_read_only(conn: sqlite3.Connection) -> bool:
    """Try a write that changes nothing; SQLite has no other word for it in Python."""
    (version,) = conn.execute("pragma user_version").fetchone()
    conn.execute("pragma busy_timeout = 0")
    try:
        conn.execute("begin immediate")
        conn.execute(f"pragma user_version = {version}")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY
    finally:
        if conn.in_transaction:
            conn.execute("rollback")
        conn.execute(f"pragma busy_timeout = {WAIT_SECONDS * 1000:.0f}")
    return False
