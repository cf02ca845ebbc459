"""Claims: what each article states, and the names by which articles of one story are found."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from sqlite_utils import Database

from store.arrivals import day_number
from store.database import Connections

MOST = 300
"""So many articles of one name are looked at; a name that more have tells too little."""

PASSED_OVER = "{}"
"""The story of a copy: what it claims is its original's."""


@dataclass(frozen=True)
class StoredClaim:
    """One claim as it is kept: where it stands, what it is of, and all of it as JSON."""

    slot: str
    kind: str
    start: int
    end: int
    normalised: str
    payload: str


@dataclass(frozen=True)
class StoredAccount:
    """What one version of an article says; `story` is JSON that tells whom it is about."""

    article_id: str
    version: int
    published_at: str | None
    names: tuple[str, ...]
    story: str
    claims: tuple[StoredClaim, ...] = ()


class Claims:
    """The claims of a store."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def save(self, accounts: Iterable[StoredAccount]) -> None:
        """Keep what articles say, in the place of what earlier versions of them said."""
        with self._connections.writing() as db:
            for account in accounts:
                _save(db, account)

    def get(self, article_ids: Sequence[str], with_claims: bool = True) -> list[StoredAccount]:
        """Return what articles say, in the order asked for; those not yet read are left out.

        Without claims it is a quarter of the work: enough to tell which story an article is of.
        """
        with self._connections.reading() as db:
            found = {one.article_id: one for one in _load(db, article_ids, with_claims)}
        return [found[article_id] for article_id in article_ids if article_id in found]

    def count(
        self, names: Iterable[str], since: str | None = None, until: str | None = None
    ) -> dict[str, int]:
        """Return how many articles of some days have each name, up to a little over MOST.

        Days are inclusive; undated articles always count.
        """
        first, last = _bounds(since, until)
        rows = self._connections.get().conn.execute(
            """
            select value, (
                select count(*) from (
                    select 1 from account_names
                    where name = value and day between :first and :last limit :most
                )
            ) + (
                select count(*) from (
                    select 1 from account_names where name = value and day = 0 limit :most
                )
            ) from json_each(:names)
            """,
            {
                "first": first,
                "last": last,
                "most": MOST + 1,
                "names": json.dumps(sorted(set(names))),
            },
        )
        return dict(rows.fetchall())

    def sharing(
        self, names: Sequence[str], since: str | None = None, until: str | None = None
    ) -> list[tuple[str, str]]:
        """Return pairs (name, article_id) of the articles of some days that have these names.

        Of each name the MOST articles published last; undated articles always count.
        """
        first, last = _bounds(since, until)
        found: list[tuple[str, str]] = []
        with self._connections.reading() as db:
            for name, (begin, end) in product(names, ((first, last), (0, 0))):
                rows = db.conn.execute(
                    """
                    select public_id from (
                        select article_id from account_names
                        where name = :name and day between :first and :last
                        order by day desc limit :most
                    ) join articles on articles.id = article_id
                    """,
                    {"name": name, "first": begin, "last": end, "most": MOST},
                )
                found += [(name, article_id) for (article_id,) in rows]
        return found

    def copies_of(self, article_id: str) -> list[str]:
        """Return the articles that are copies of one."""
        rows = self._connections.get().conn.execute(
            """
            select copies.public_id from articles
            join articles as copies on copies.copy_of = articles.id
            where articles.public_id = ? order by copies.id
            """,
            [article_id],
        )
        return [copy_id for (copy_id,) in rows]

    def forget(self, article_ids: Iterable[str]) -> None:
        """Forget what articles claim that have turned out to be copies."""
        with self._connections.writing() as db:
            for article_id in article_ids:
                _forget(db, article_id)

    def missing(self, limit: int = 1000) -> list[str]:
        """Return articles whose newest version has not been read for claims, oldest first.

        So has none that was a copy when its turn came, and is an original now.
        """
        rows = self._connections.get().conn.execute(
            """
            select public_id from articles
            join versions on versions.article_id = articles.id
            left join accounts on accounts.article_id = articles.id
            group by articles.id
            having coalesce(max(accounts.version), 0) < max(versions.version)
                or (accounts.story = :passed_over and articles.copy_of is null)
            order by articles.id limit :limit
            """,
            {"passed_over": PASSED_OVER, "limit": limit},
        )
        return [article_id for (article_id,) in rows]

    def total(self) -> int:
        """Return the number of claims."""
        row = self._connections.get().conn.execute("select count(*) from claims").fetchone()
        return int(row[0])


def _bounds(since: str | None, until: str | None) -> tuple[int, int]:
    return (day_number(since) if since else 1, day_number(until) if until else 99991231)


def _save(db: Database, account: StoredAccount) -> None:
    row = db.conn.execute(
        "select id from articles where public_id = ?", [account.article_id]
    ).fetchone()
    if row is None:
        return
    (article_id,) = row
    for table in ("claims", "account_names", "accounts"):
        db.conn.execute(f"delete from {table} where article_id = ?", [article_id])
    day = day_number(account.published_at) if account.published_at else 0
    db.conn.execute(
        "insert into accounts (article_id, version, published_at, story) values (?, ?, ?, ?)",
        [article_id, account.version, account.published_at, account.story],
    )
    db.conn.executemany(
        "insert or ignore into account_names (name, day, article_id) values (?, ?, ?)",
        [(name, day, article_id) for name in account.names],
    )
    db.conn.executemany(
        """
        insert into claims (article_id, slot, kind, "start", "end", normalised, payload)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (article_id, c.slot, c.kind, c.start, c.end, c.normalised, c.payload)
            for c in account.claims
        ],
    )


def _forget(db: Database, article_id: str) -> None:
    own = "article_id in (select id from articles where public_id = ?)"
    for table in ("claims", "account_names"):
        db.conn.execute(f"delete from {table} where {own}", [article_id])
    db.conn.execute(f"update accounts set story = ? where {own}", [PASSED_OVER, article_id])


def _load(db: Database, article_ids: Sequence[str], with_claims: bool) -> list[StoredAccount]:
    rows = db.conn.execute(
        """
        select articles.id, public_id, version, published_at, story from accounts
        join articles on articles.id = accounts.article_id
        where public_id in (select value from json_each(?))
        """,
        [json.dumps(list(article_ids))],
    ).fetchall()
    names = _names(db, [row[0] for row in rows])
    return [
        StoredAccount(
            public_id,
            version,
            at,
            tuple(names.get(key, ())),
            story,
            _claims(db, key) if with_claims else (),
        )
        for key, public_id, version, at, story in rows
    ]


def _names(db: Database, article_ids: Sequence[int]) -> dict[int, list[str]]:
    rows = db.conn.execute(
        """
        select article_id, name from account_names
        where article_id in (select value from json_each(?))
        """,
        [json.dumps(list(article_ids))],
    )
    found: dict[int, list[str]] = {}
    for article_id, name in rows:
        found.setdefault(article_id, []).append(name)
    return found


def _claims(db: Database, article_id: int) -> tuple[StoredClaim, ...]:
    rows = db.conn.execute(
        """
        select slot, kind, "start", "end", normalised, payload from claims
        where article_id = ? order by id
        """,
        [article_id],
    )
    return tuple(StoredClaim(*row) for row in rows)
