"""What the store asks of a database engine; SQLite and PostgreSQL are the two that give it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Protocol, TypeVar

Values = Sequence[Any] | Mapping[str, Any]

T = TypeVar("T")

Query = Sequence[Sequence[Sequence[str]]]
"""Which passages to find: those that have, for any clause, a term of each of its groups."""


def write_query(query: Query, quote: Callable[[str], str], both: str, either: str) -> str:
    """Return a query in an engine's own language, by how that quotes a term and joins two.

    >>> write_query([[["b"], ["c"]], [["a"], ["b", "c"]]], str.upper, " and ", " or ")
    '((B) and (C)) or ((A) and (B or C))'
    """
    clauses = (
        both.join(f"({either.join(map(quote, group))})" for group in clause) for clause in query
    )
    return either.join(f"({clause})" for clause in clauses)


@dataclass(frozen=True)
class Filter:
    """The conditions that a query puts on passages, as SQL over the table of passages."""

    condition: str
    values: Mapping[str, int | str | list[str]]
    has_range: bool = False  # few pass, and their ids are from :first to :last
    is_sparse: bool = False  # and most ids of that range do not pass


class Rows(Protocol):
    """The rows that a statement returns, and how many it changed."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""

    def fetchone(self) -> Any:
        """Return the next row, None when there is none."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Database(Protocol):
    """A connection: SQL as SQLite writes it, with "?" or ":name"; a list is read by json_each."""

    skip_locked: str
    """Ends a query for the row to take: rows that another one is taking are passed over."""

    @property
    def index(self) -> "PassageIndex":
        """The index of the passages."""

    def execute(self, sql: str, values: Any = (), /) -> Rows:
        """Run one statement."""

    def executemany(self, sql: str, rows: Iterable[Values], /) -> object:
        """Run a statement once for each row."""

    def query(self, sql: str, values: Any = (), /) -> Iterable[dict[str, Any]]:
        """Run a query whose rows are named."""

    def tell(self) -> None:
        """Let other processes hear, once this transaction is kept, that there is work to do."""

    def renumber(self, table: str, key: str, /) -> None:
        """Have new rows numbered after those that came with numbers of their own."""


class PassageIndex(Protocol):
    """The index of passages, in both engines the table `passage_index`.

    Its rows are a passage's id, its terms and those of its title, each joined by blanks.
    """

    def create(self, db: Database) -> None:
        """Create it, with the table of totals."""

    def put(self, db: Database, entries: Sequence[tuple[int, str, str]]) -> None:
        """Take passages in."""

    def drop(self, db: Database, entries: Sequence[tuple[int, str, str]]) -> None:
        """Take passages out; they are as they were put in."""

    def clear(self, db: Database) -> None:
        """Take everything out."""

    def match(self, db: Database, query: Query, chosen: Filter | None, pool: int) -> list[int]:
        """Return the `pool` best passages that a query finds, by BM25 summed over its clauses.

        Where no more are found, they come in any order.
        """


class Connections(Protocol):
    """The connections to one database, of whichever thread asks."""

    def get(self) -> Database:
        """Return a connection for single statements, or the one of the transaction under way."""

    def reading(self) -> AbstractContextManager[Database]:
        """Hold one view of the store while several statements read from it."""

    def writing(self, alone: str | None = None) -> AbstractContextManager[Database]:
        """Hold a writing transaction, committed whole or rolled back whole.

        Of those that name the same thing to be alone with, one runs at a time.
        """

    def leads(self, what: str) -> bool:
        """Tell whether this process is the one that does something nobody else should."""

    def hear(self, seconds: float) -> bool | None:
        """Wait until another process tells of work to do; None where that cannot be heard.

        What was told before this process began to listen counts as told.
        """

    def takes_writes(self) -> bool:
        """Tell whether something could be kept now."""

    def is_gone(self) -> bool:
        """Tell whether the database was removed since it was opened."""

    def file(self) -> Path:
        """Return the file that holds the database; CopydeskError where there is none."""

    def room(self) -> tuple[int, int | None]:
        """Return the bytes that the database takes, and those free beside it, where known."""

    def path_others_read(self) -> Path | None:
        """Return the file where other users of the machine may read it, else None."""

    def close(self) -> None:
        """Close what this thread has open."""


def insert_row(db: Database, table: str, row: Mapping[str, Any], otherwise: str = "") -> Rows:
    """Put a row into a table; `otherwise` says what to do where it is there, and what to return."""
    return db.execute(_insert(table, row, otherwise), [*row.values()])


def insert_rows(
    db: Database, table: str, rows: Sequence[Mapping[str, Any]], otherwise: str = ""
) -> None:
    """Put rows into a table, all with the columns of the first."""
    if rows:
        db.executemany(_insert(table, rows[0], otherwise), [[*row.values()] for row in rows])


def _insert(table: str, columns: Iterable[str], otherwise: str) -> str:
    names = [f'"{column}"' for column in columns]
    marks = ", ".join("?" for _ in names)
    return f"insert into {table} ({', '.join(names)}) values ({marks}) {otherwise}"


class Table:
    """A part of the store: it runs single statements, those that write as transactions."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def _rows(self, sql: str, values: Any = ()) -> Rows:
        """Return the rows of a query."""
        return self._connections.get().execute(sql, values)

    def _list(self, kind: type[T], sql: str, values: Any = ()) -> list[T]:
        """Return a dataclass for each row of a query, whose columns are its fields in order."""
        flags = [field.type is bool for field in fields(kind)]  # type: ignore[arg-type]
        return [
            kind(*(bool(value) if flag else value for value, flag in zip(row, flags, strict=False)))
            for row in self._rows(sql, values)
        ]

    def _has(self, sql: str, values: Any = ()) -> bool:
        """Tell whether a query finds anything."""
        return self._rows(sql, values).fetchone() is not None

    def _write(self, sql: str, values: Any = ()) -> int:
        """Run a statement in a transaction of its own; return how many rows it changed."""
        with self._connections.writing() as db:
            return db.execute(sql, values).rowcount

    def _insert(self, table: str, row: Mapping[str, Any], otherwise: str = "") -> bool:
        """Put a row into a table in a transaction of its own; tell whether it is there now."""
        with self._connections.writing() as db:
            return bool(insert_row(db, table, row, otherwise).rowcount)
