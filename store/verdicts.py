"""Verdicts: what was found between two claims, what people decided on it, and whom it alerts."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sqlite_utils import Database

from store.alerts import NewAlert, insert_alerts
from store.database import Connections

State = Literal["detected", "confirmed", "dismissed", "update", "resolved"]
OPEN: tuple[State, ...] = ("detected", "confirmed")
COPYDESK = "copydesk"
"""Who decided, where nobody did: the program itself."""


@dataclass(frozen=True)
class Side:
    """One of the two claims: its article, the sentence, and the value's own words in it."""

    article_id: str
    version: int
    source: str | None
    title: str | None
    url: str | None
    published_at: str | None
    start: int
    end: int
    quote: str
    value_start: int
    value_end: int
    wording: str
    speaker: str | None
    normalised: str


@dataclass(frozen=True)
class NewVerdict:
    """A verdict as it is found; `pair_key` makes it the same one after articles are read again."""

    pair_key: str
    verdict: str
    why: str
    slot: str
    story: str
    a: Side
    b: Side


@dataclass(frozen=True)
class KeptVerdict(NewVerdict):
    """A verdict with what became of it."""

    verdict_id: int
    state: State
    detected_at: str
    changed_at: str
    changed_by: str
    note: str | None


@dataclass(frozen=True)
class Tally:
    """How people decided on the verdicts of one kind; an update confirmed is no conflict."""

    verdict: str
    detected: int
    confirmed: int
    dismissed: int
    update: int

    @property
    def precision(self) -> float | None:
        """The share of those decided on that people confirmed."""
        decided = self.confirmed + self.dismissed + self.update
        return self.confirmed / decided if decided else None


class Verdicts:
    """The verdicts of a store."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def record(
        self, found: Iterable[tuple[NewVerdict, Sequence[NewAlert]]], now: str
    ) -> list[NewVerdict]:
        """Keep verdicts and the alerts they cause, in one transaction; return the new ones.

        A pair that is known, dismissed ones included, stays as it is and alerts nobody.
        """
        new: list[NewVerdict] = []
        with self._connections.writing() as db:
            for verdict, alerts in found:
                if _insert(db, verdict, now):
                    insert_alerts(db, alerts, now)
                    new.append(verdict)
        return new

    def get(self, verdict_id: int) -> KeptVerdict | None:
        """Return one verdict."""
        found = self._select("where id = ?", [verdict_id])
        return found[0] if found else None

    def find(
        self,
        verdicts: Sequence[str] = (),
        states: Sequence[State] = (),
        limit: int = 1000,
    ) -> list[KeptVerdict]:
        """Return the verdicts of some kinds in some states, the newest first; none means all."""
        return self._select(
            """
            where (:kinds = '[]' or verdict in (select value from json_each(:kinds)))
              and (:states = '[]' or state in (select value from json_each(:states)))
            order by id desc limit :limit
            """,
            {"kinds": json.dumps(verdicts), "states": json.dumps(states), "limit": limit},
        )

    def of_article(self, article_id: str) -> list[KeptVerdict]:
        """Return the verdicts in which an article is a side."""
        # "or" uses both indexes; ":id in (a_article, b_article)" would read every verdict.
        where = "where a_article = :id or b_article = :id order by id"
        return self._select(where, {"id": article_id})

    def known(self, pair_keys: Iterable[str]) -> frozenset[str]:
        """Return those of the keys that were found before."""
        rows = self._connections.get().conn.execute(
            "select pair_key from verdicts where pair_key in (select value from json_each(?))",
            [json.dumps(sorted(pair_keys))],
        )
        return frozenset(key for (key,) in rows)

    def stories(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return the story of each article that is a side of a verdict; the oldest one counts."""
        rows = self._connections.get().conn.execute(
            """
            select a_article, story, id from verdicts
            where a_article in (select value from json_each(:ids))
            union all
            select b_article, story, id from verdicts
            where b_article in (select value from json_each(:ids))
            order by id desc
            """,
            {"ids": json.dumps(sorted(article_ids))},
        )
        return {article_id: story for article_id, story, _ in rows}

    def decide(
        self, verdict_id: int, state: State, by: str, now: str, note: str | None = None
    ) -> bool:
        """Record what somebody decided on a verdict; False when there is none of that id."""
        with self._connections.writing() as db:
            return _decide(db, verdict_id, state, by, now, note)

    def resolve(
        self, verdict_ids: Iterable[int], note: str, alerts: Sequence[NewAlert], now: str
    ) -> None:
        """Resolve verdicts that a corrected version settled, and say so, in one transaction."""
        with self._connections.writing() as db:
            for verdict_id in verdict_ids:
                _decide(db, verdict_id, "resolved", COPYDESK, now, note)
            insert_alerts(db, alerts, now)

    def history(self, verdict_id: int) -> list[tuple[str, str, str, str | None]]:
        """Return what was decided on a verdict, in order: state, who, when, note."""
        rows = self._connections.get().conn.execute(
            "select state, by, at, note from decisions where verdict_id = ? order by id",
            [verdict_id],
        )
        return [tuple(row) for row in rows]

    def tallies(self) -> list[Tally]:
        """Return how people decided, for each kind of verdict; the last decision counts."""
        rows = self._connections.get().conn.execute(
            """
            select verdict, count(*),
                sum(decided = 'confirmed'), sum(decided = 'dismissed'), sum(decided = 'update')
            from (
                select verdict, coalesce((
                    select decisions.state from decisions
                    where verdict_id = verdicts.id and by != ?
                    order by decisions.id desc limit 1
                ), '') as decided from verdicts
            ) group by verdict order by 2 desc, 1
            """,
            [COPYDESK],
        )
        return [Tally(*row) for row in rows]

    def _select(self, condition: str, values: Any) -> list[KeptVerdict]:
        rows = self._connections.get().conn.execute(
            f"""
            select pair_key, verdict, why, slot, story, a, b, id, state, detected_at, changed_at,
                changed_by, note
            from verdicts {condition}
            """,
            values,
        )
        return [_kept(row) for row in rows]


def _insert(db: Database, new: NewVerdict, now: str) -> bool:
    cursor = db.conn.execute(
        """
        insert into verdicts (pair_key, verdict, why, slot, story, a_article, b_article, a, b,
            state, detected_at, changed_at, changed_by)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'detected', ?, ?, ?) on conflict do nothing
        """,
        [
            *(new.pair_key, new.verdict, new.why, new.slot, new.story),
            *(new.a.article_id, new.b.article_id, _dump(new.a), _dump(new.b)),
            *(now, now, COPYDESK),
        ],
    )
    return bool(cursor.rowcount)


def _decide(
    db: Database, verdict_id: int, state: State, by: str, now: str, note: str | None
) -> bool:
    cursor = db.conn.execute(
        "update verdicts set state = ?, changed_at = ?, changed_by = ?, note = ? where id = ?",
        [state, now, by, note, verdict_id],
    )
    if cursor.rowcount:
        db.conn.execute(
            "insert into decisions (verdict_id, state, by, at, note) values (?, ?, ?, ?, ?)",
            [verdict_id, state, by, now, note],
        )
    return bool(cursor.rowcount)


def _dump(side: Side) -> str:
    return json.dumps(asdict(side), ensure_ascii=False)


def _kept(row: tuple[Any, ...]) -> KeptVerdict:
    pair_key, verdict, why, slot, story, a, b, *rest = row
    sides = (Side(**json.loads(a)), Side(**json.loads(b)))
    return KeptVerdict(pair_key, verdict, why, slot, story, *sides, *rest)
