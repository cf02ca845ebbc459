"""Backups of a SQLite file: a copy while it is used, a look for damage, and putting a copy back."""

import fcntl
import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from store.connecting import FILES, connect, path_of
from store.errors import CopydeskError

_SHARED = (510, 0x40000000 + 2)
"""The bytes that SQLite locks while a file is open (https://sqlite.org/fileformat2.html)."""

_STEPS = 100_000  # of SQLite's machine, between two looks at the clock
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def file_of(url: str) -> Path:
    """Return the file that a database is in; one on a server has other tools.

    >>> file_of("sqlite:///news/copydesk.db").name
    'copydesk.db'
    """
    scheme, separator, _ = url.partition("://")
    if separator and scheme != "sqlite":
        raise CopydeskError(
            f"A {scheme} database is copied by its own tools: pg_dump, and pg_restore to put the "
            "copy back. backup and restore are for SQLite files."
        )
    return path_of(url)


def back_up(path: Path, copy: Path, *, force: bool = False) -> None:
    """Copy a database as it is now, while others read and write it."""
    if copy.exists() and not force:
        raise CopydeskError(f"{copy} is there already. Name another file, or give --force.")
    _write_copy(path, copy)


def restore(path: Path, copy: Path, *, force: bool = False) -> Path | None:
    """Put a copy in the place of a database; return where the one before is kept, if any.

    Nothing is changed where the copy is damaged, or another process uses the database.
    """
    _check_copy(copy)
    if path.exists() and not force:
        raise CopydeskError(
            f"The database {path} is there already. Give --force to put {copy} in its place; the "
            "one before is kept beside it."
        )
    refuse_used(path)
    part = path.with_name(f"{path.name}.restoring")
    _write_copy(copy, part)
    kept = _put_aside(path)
    os.replace(part, path)
    _sync(path.parent)
    return kept


def find_damage(path: Path, seconds: float | None = None) -> tuple[list[str], bool]:
    """Return what is wrong with a file, and whether all of it was looked at in the time given."""
    deadline = None if seconds is None else time.monotonic() + seconds
    try:
        with closing(connect(path)) as db:
            if deadline is not None:
                db.conn.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
            found = [str(line) for (line,) in db.conn.execute("pragma quick_check(10)")]
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            return [], False
        raise
    except sqlite3.DatabaseError as error:
        return [str(error)], True
    return [line for line in found if line != "ok"], True


def tell_damage(error: BaseException, url: str) -> str | None:
    """Return in a sentence that a database is damaged, where an error says so."""
    code = getattr(error, "sqlite_errorcode", 0) or 0
    if not isinstance(error, sqlite3.DatabaseError) or code & 0xFF not in _DAMAGE:
        return None
    return (
        f"The database {url} is damaged ({error}). Put a copy in its place: copydesk restore FILE "
        "--force (the damaged one is kept beside it). Without a copy, save what can be read: "
        "sqlite3 FILE .recover"
    )


def refuse_used(path: Path) -> None:
    """Raise CopydeskError where another process uses a database that has to stay as it is."""
    if os.access(path, os.W_OK) and is_open_elsewhere(path):
        raise CopydeskError(
            f"Another process uses the database {path}. Stop `serve` and what else runs on it, "
            "then try again."
        )


def is_open_elsewhere(path: Path) -> bool:
    """Tell whether another process has a database open, as far as its locks show it."""
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, *_SHARED)
        except BlockingIOError:
            return True
    return False


def _check_copy(copy: Path) -> None:
    if not copy.is_file():
        raise CopydeskError(f"There is no file {copy} to restore. Name a copy made by backup.")
    try:
        damage, _ = find_damage(copy)
        if damage:
            raise CopydeskError(f"{copy} is damaged ({damage[0]}). Restore another copy.")
        with closing(connect(copy)) as db:
            is_ours = "passage_index" in db.table_names()
    except sqlite3.OperationalError as error:
        raise CopydeskError(f"{copy} cannot be read ({error}). Check its permissions.") from error
    if not is_ours:
        raise CopydeskError(f"{copy} is not a Copydesk database. Name a copy made by backup.")


def _write_copy(source: Path, target: Path) -> None:
    """Write a whole copy, under another name until it is complete."""
    part = target.with_name(f"{target.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        with closing(connect(source)) as db, closing(sqlite3.connect(part)) as made:
            # In one step: a copy in parts begins anew whenever somebody writes in between.
            db.conn.backup(made)
            made.execute("pragma journal_mode = delete")
        _sync(part)
        os.replace(part, target)
        _sync(target.parent)
    except (OSError, sqlite3.OperationalError) as error:
        raise CopydeskError(
            f"{source} cannot be copied to {target} ({error}). Check that both can be reached and "
            "that the disk has room."
        ) from error
    except sqlite3.DatabaseError as error:
        raise CopydeskError(tell_damage(error, str(source)) or str(error)) from error
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _put_aside(path: Path) -> Path | None:
    """Rename a database with its log; return its new name."""
    if not path.exists():
        return None
    kept = path.with_name(f"{path.name}.before-{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}")
    for ending in FILES:
        with suppress(FileNotFoundError):
            os.rename(f"{path}{ending}", f"{kept}{ending}")
    return kept


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
