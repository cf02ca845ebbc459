"""The SQLite file: opening it, a connection for each thread, and transactions that write."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import disk_usage

from store.backup import tell_damage
from store.connecting import (
    FILES,
    WAIT_SECONDS,
    SqliteDatabase,
    connect,
    has_log,
    is_read_only,
    path_of,
)
from store.errors import CopydeskError, NoDatabaseError, ReadOnlyError
from store.indexing import is_index_current, rebuild_index
from store.migrations import check_applied, migrations

_RETRY_SECONDS = 0.001
_PLACE_ERRORS = {  # primary result codes: https://sqlite.org/rescode.html
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
}


class Connections:
    """Gives each thread its own connection to one database file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._file = _file_number(path)

    def get(self) -> SqliteDatabase:
        """Return this thread's connection, opened on first use."""
        db: SqliteDatabase | None = getattr(self._local, "db", None)
        if db is None:
            db = connect(self.path)
            self._local.db = db
        return db

    def close(self) -> None:
        """Close this thread's connection; another thread's closes when that thread lets go of it.

        SQLite must not be closed under a thread that is using it.
        """
        own: SqliteDatabase | None = getattr(self._local, "db", None)
        self._local = threading.local()
        if own is not None:
            own.close()

    @contextmanager
    def reading(self) -> Iterator[SqliteDatabase]:
        """Hold one view of the store while several statements read from it."""
        db = self.get()
        if db.conn.in_transaction:
            yield db
            return
        db.execute("begin")
        try:
            yield db
        finally:
            db.execute("rollback")

    def takes_writes(self) -> bool:
        """Tell whether something could be kept now: the disk has room, the file is writable."""
        try:
            with self.writing() as db:
                (version,) = db.execute("pragma user_version").fetchone()
                db.execute(f"pragma user_version = {version}")
        except (CopydeskError, sqlite3.Error):
            return False
        return True

    @contextmanager
    def writing(self, alone: str | None = None) -> Iterator[SqliteDatabase]:
        """Hold one writing transaction, committed whole or rolled back whole.

        It takes the write lock at once: a transaction that starts by reading and then writes
        fails when another one wrote in between. So everyone is alone, whatever for.
        """
        db = self.get()
        try:
            _take_write_lock(db.conn)
        except sqlite3.OperationalError as error:
            raise _unwritable(self.path, error) from error
        try:
            yield db
            db.execute("commit")
        except BaseException as error:
            if db.conn.in_transaction:
                db.execute("rollback")
            if isinstance(error, sqlite3.OperationalError) and _is_about_the_place(error):
                raise _unwritable(self.path, error) from error
            raise

    def leads(self, what: str) -> bool:
        """Tell whether this process does something alone: what two do here is kept once."""
        return True

    def hear(self, seconds: float) -> None:
        """Return at once: who waits for a file to change has to look."""

    def is_gone(self) -> bool:
        """Tell whether the file was removed, or another one was put in its place."""
        return _file_number(self.path) != self._file

    def file(self) -> Path:
        """Return the file."""
        return self.path

    def room(self) -> tuple[int, int | None]:
        """Return the bytes that the database takes, and those free beside it."""
        size = sum(each.stat().st_size for each in self.path.parent.glob(f"{self.path.name}*"))
        return size, disk_usage(self.path.parent).free

    def path_others_read(self) -> Path | None:
        """Return the file where other users of the machine may read it, else None."""
        return self.path if self.path.stat().st_mode & 0o044 else None


def _file_number(path: Path) -> int:
    with suppress(FileNotFoundError):
        return path.stat().st_ino
    return 0


def beside(url: str, team_id: str) -> str:
    """Return the file of a workspace beside the one that a URL names.

    >>> beside("sqlite:///news/copydesk.db", "T0123")
    'sqlite:///news/copydesk-T0123.db'
    """
    scheme, separator, rest = url.rpartition("://")
    path = Path(rest)
    return f"{scheme}{separator}{path.with_name(f'{path.stem}-{team_id}{path.suffix}')}"


def erase(url: str) -> None:
    """Remove a file with all that is in it."""
    path = path_of(url)
    for ending in FILES:
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).unlink()


def open_database(path: Path, *, to_read: bool = False) -> Connections:
    """Open a database file and bring its schema up to date.

    To read, the file must be there and may be read-only; otherwise it is made when missing.
    """
    _check_place(path, to_read)
    connections = Connections(path)
    try:
        db = connections.get()
        _refuse_foreign(db, path)
        if is_read_only(db.conn):
            _refuse_read_only(db, path, to_read)
        else:
            _bring_up_to_date(connections)
    except sqlite3.DatabaseError as error:
        connections.close()
        raise _unusable(path, error) from error
    except CopydeskError:
        connections.close()
        raise
    return connections


def _bring_up_to_date(connections: Connections) -> None:
    db = connections.get()
    _unless_busy(db.enable_wal)
    if migrations.pending(db):
        with connections.writing():
            migrations.apply(db)
    if not is_index_current(db):
        with connections.writing():
            if not is_index_current(db):  # another process may have done it meanwhile
                rebuild_index(db)


def _refuse_read_only(db: SqliteDatabase, path: Path, to_read: bool) -> None:
    if not to_read:
        raise _read_only(path)
    if migrations.pending(db) or not is_index_current(db):
        raise ReadOnlyError(
            f"The database {path} is read-only and of an older Copydesk. Make the file and its "
            "directory writable, or copy it, so that it can be brought up to date."
        )


def _take_write_lock(conn: sqlite3.Connection) -> None:
    """Begin a writing transaction, as soon as nobody else has one.

    SQLite waits in steps that grow to 100 ms, however short the others write: among several
    writers the one that waited longest came last, by a second.
    """
    conn.execute("pragma busy_timeout = 0")
    try:
        _unless_busy(lambda: conn.execute("begin immediate"))
    finally:
        conn.execute(f"pragma busy_timeout = {WAIT_SECONDS * 1000:.0f}")


def _unless_busy(act: Callable[[], object]) -> None:
    """Try again at once, for WAIT_SECONDS at most, while another process keeps the file.

    SQLite's own wait does not hold for a new file's change to a write-ahead log, or its recovery.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            act()
            return
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _check_place(path: Path, to_read: bool) -> None:
    if path.is_dir():
        raise CopydeskError(
            f"The database {path} is a directory. Name a file in it, such as {path}/copydesk.db."
        )
    if not to_read and not path.parent.is_dir():
        raise CopydeskError(
            f"The database {path} cannot be made: the directory {path.parent} does not exist. "
            "Make it, or name another file."
        )
    if to_read and not path.is_file():
        raise NoDatabaseError(f"There is no database {path}.")


def _refuse_foreign(db: SqliteDatabase, path: Path) -> None:
    """Leave alone what another program, or a newer release, has made."""
    # Tables first: another process may be making the file, tables and migrations at one stroke.
    tables = db.table_names()
    applied = [migration.name for migration in migrations.applied(db)]
    if tables and not applied:
        raise CopydeskError(
            f"{path} is not a Copydesk database: it has the tables of another program. "
            "Name another file."
        )
    check_applied(applied, path)


def _unusable(path: Path, error: sqlite3.DatabaseError) -> CopydeskError:
    if isinstance(error, sqlite3.OperationalError):
        return _unwritable(path, error)
    if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_NOTADB:
        return CopydeskError(
            f"{path} is not a Copydesk database, or one that is damaged ({error}). Name another "
            "file, or put a copy in its place: copydesk restore FILE --force"
        )
    return CopydeskError(tell_damage(error, str(path)) or str(error))


def _unwritable(path: Path, error: sqlite3.OperationalError) -> CopydeskError:
    if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CopydeskError(
            f"The database {path} has been locked by another program for {WAIT_SECONDS:.0f} "
            "seconds. End that program, then try again."
        )
    if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY:
        return _read_only(path)
    if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CANTOPEN and has_log(path):
        return CopydeskError(
            f"The newest changes to the database {path} are in {path}-wal, which cannot be used "
            f"here ({error}). Copy both files to a directory that you may write to, and name the "
            "copy."
        )
    return CopydeskError(
        f"The database {path} cannot be opened for writing ({error}). "
        "Check the permissions of the file and its directory and the space left on the disk."
    )


def _read_only(path: Path) -> ReadOnlyError:
    return ReadOnlyError(
        f"The database {path} is read-only: nothing can be kept in it. "
        "Make the file and its directory writable, or name a copy of it that is."
    )


def _is_about_the_place(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in _PLACE_ERRORS
