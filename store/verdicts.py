"""Verdicts: what was found between two claims, what people decided on it, and whom it alerts."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from store.alerts import NewAlert, insert_alerts
from store.engine import Database, Table, insert_row
from store.quotes import StoredQuote

State = Literal["detected", "confirmed", "dismissed", "update", "resolved"]
OPEN: tuple[State, ...] = ("detected", "confirmed")
COPYDESK = "copydesk"
"""Who decided, where nobody did: the program itself."""


@dataclass(frozen=True)
class Side(StoredQuote):
    """One of the two claims: its article, the sentence, and the value's own words in it."""

    value_start: int
    value_end: int
    wording: str
    speaker: str | None
    normalised: str


@dataclass(frozen=True)
class NewVerdict:
    """A verdict as it is found; `pair_key` makes it the same one after articles are read again.

    `about` are words of the sentences that name what the difference is about. Verdicts of one
    `dispute` repeat the same difference. `likelihood` is that of the two being of one fact.
    """

    pair_key: str
    verdict: str
    about: str
    dispute: str
    story: str
    a: Side
    b: Side
    likelihood: float | None = None


@dataclass(frozen=True)
class KeptVerdict(NewVerdict):
    """A verdict with what became of it."""

    verdict_id: int = 0
    state: State = "detected"
    detected_at: str = ""
    changed_at: str = ""
    changed_by: str = COPYDESK
    note: str | None = None


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


class Verdicts(Table):
    """The verdicts of a store."""

    def record(
        self, found: Iterable[tuple[NewVerdict, Sequence[NewAlert]]], now: str
    ) -> list[NewVerdict]:
        """Keep verdicts and the alerts they cause, in one transaction; return the new ones.

        A pair that is known, dismissed ones included, stays as it is and alerts nobody.
        """
        new: list[NewVerdict] = []
        with self._connections.writing() as db:
            for verdict, alerts in found:
                if insert_verdict(db, verdict, now) is not None:
                    insert_alerts(db, alerts, now)
                    new.append(verdict)
        return new

    def record_dismissed(self, found: Iterable[NewVerdict], note: str, now: str) -> None:
        """Keep verdicts that need nobody's decision: what they say was dismissed before."""
        with self._connections.writing() as db:
            for verdict in found:
                verdict_id = insert_verdict(db, verdict, now)
                if verdict_id is not None:
                    decide_verdict(db, verdict_id, "dismissed", COPYDESK, now, note)

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
        asked = {"verdict": list(verdicts), "state": list(states)}
        conditions = [
            f"{column} in (select value from json_each(:{column}))"
            for column, values in asked.items()
            if values
        ]
        return self._select(
            f"where {' and '.join(conditions) or 'true'} order by id desc limit :limit",
            {**asked, "limit": limit},
        )

    def of_article(self, article_id: str) -> list[KeptVerdict]:
        """Return the verdicts in which an article is a side."""
        # "or" uses both indexes; ":id in (a_article, b_article)" would read every verdict.
        where = "where a_article = :id or b_article = :id order by id"
        return self._select(where, {"id": article_id})

    def dismissed_of(self, article_ids: Iterable[str]) -> list[KeptVerdict]:
        """Return the verdicts on some articles that were dismissed."""
        ids = "(select value from json_each(:ids))"
        where = f"where state = 'dismissed' and (a_article in {ids} or b_article in {ids})"
        return self._select(where, {"ids": sorted(article_ids)})

    def move(self, verdict_id: int, moved: NewVerdict) -> bool:
        """Put a verdict on other articles that say the same, whatever was decided on it.

        False where that pair has a verdict of its own: then this one stays as it is.
        """
        with self._connections.writing() as db:
            return move_verdict(db, verdict_id, moved)

    def known(self, pair_keys: Iterable[str]) -> frozenset[str]:
        """Return those of the keys that were found before."""
        rows = self._rows(
            "select pair_key from verdicts where pair_key in (select value from json_each(?))",
            [sorted(pair_keys)],
        )
        return frozenset(key for (key,) in rows)

    def of_dispute(self, dispute: str) -> list[KeptVerdict]:
        """Return the verdicts that repeat one difference, the oldest first."""
        return self._select("where dispute = ? order by id", [dispute])

    def stories(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return the story of each article that is a side of a verdict; the oldest one counts."""
        rows = self._rows(
            """
            select a_article, story, id from verdicts
            where a_article in (select value from json_each(:ids))
            union all
            select b_article, story, id from verdicts
            where b_article in (select value from json_each(:ids))
            order by id desc
            """,
            {"ids": sorted(article_ids)},
        )
        return {article_id: story for article_id, story, _ in rows}

    def decide(
        self, verdict_id: int, state: State, by: str, now: str, note: str | None = None
    ) -> bool:
        """Record what somebody decided on a verdict; False when there is none of that id."""
        with self._connections.writing() as db:
            return decide_verdict(db, verdict_id, state, by, now, note)

    def resolve(
        self, verdict_ids: Iterable[int], note: str, alerts: Sequence[NewAlert], now: str
    ) -> None:
        """Resolve verdicts that a corrected version settled, and say so, in one transaction."""
        with self._connections.writing() as db:
            for verdict_id in verdict_ids:
                decide_verdict(db, verdict_id, "resolved", COPYDESK, now, note)
            insert_alerts(db, alerts, now)

    def history(self, verdict_id: int) -> list[tuple[str, str, str, str | None]]:
        """Return what was decided on a verdict, in order: state, who, when, note."""
        sql = "select state, by, at, note from decisions where verdict_id = ? order by id"
        return [tuple(row) for row in self._rows(sql, [verdict_id])]

    def tallies(self) -> list[Tally]:
        """Return how people decided, for each kind of verdict; the last decision counts."""
        return self._list(
            Tally,
            """
            select verdict, count(*),
                count(*) filter (where decided = 'confirmed'),
                count(*) filter (where decided = 'dismissed'),
                count(*) filter (where decided = 'update')
            from (
                select verdict, coalesce((
                    select decisions.state from decisions
                    where verdict_id = verdicts.id and by != ?
                    order by decisions.id desc limit 1
                ), '') as decided from verdicts
            ) as each_one group by verdict order by 2 desc, 1
            """,
            [COPYDESK],
        )

    def _select(self, condition: str, values: Any) -> list[KeptVerdict]:
        rows = self._rows(
            f"""
            select a, b, pair_key, verdict, about, dispute, story, likelihood, id, state,
                detected_at, changed_at, changed_by, note
            from verdicts {condition}
            """,
            values,
        )
        return [_kept_verdict(*row) for row in rows]


def insert_verdict(db: Database, new: NewVerdict, now: str) -> int | None:
    """Keep a verdict as detected and return its id, None where its pair is known."""
    row = {
        **vars(new),
        **{"a_article": new.a.article_id, "b_article": new.b.article_id},
        **{"a": _dump(new.a), "b": _dump(new.b), "state": "detected"},
        **{"detected_at": now, "changed_at": now, "changed_by": COPYDESK},
    }
    rows = insert_row(db, "verdicts", row, "on conflict do nothing returning id")
    return next((int(verdict_id) for (verdict_id,) in rows.fetchall()), None)


def move_verdict(db: Database, verdict_id: int, moved: NewVerdict) -> bool:
    """Put other sides in a verdict's place, in its alerts too; False if that pair has one."""
    row = db.execute("select pair_key from verdicts where id = ?", [verdict_id]).fetchone()
    cursor = db.execute(
        """
        update verdicts
        set pair_key = ?, about = ?, a_article = ?, b_article = ?, a = ?, b = ?
        where id = ? and not exists (
            select 1 from verdicts as other where other.pair_key = ? and other.id <> verdicts.id
        )
        """,
        [
            *(moved.pair_key, moved.about, moved.a.article_id, moved.b.article_id),
            *(_dump(moved.a), _dump(moved.b), verdict_id, moved.pair_key),
        ],
    )
    if row is None or not cursor.rowcount:
        return False
    db.execute(
        """
        update alerts set payload = ?
        where kind = 'verdict' and json_extract(payload, '$.pair_key') = ?
        """,
        [json.dumps(asdict(moved), ensure_ascii=False), row[0]],
    )
    return True


def show_edited(db: Database, article_id: str, fields: Mapping[str, str]) -> None:
    """Show the sides that are of an article with the source, title or date set for it now."""
    for side in ("a", "b"):
        rows = db.execute(f"select id, {side} from verdicts where {side}_article = ?", [article_id])
        shown = [
            (json.dumps({**json.loads(line), **fields}, ensure_ascii=False), verdict_id)
            for verdict_id, line in rows.fetchall()
        ]
        db.executemany(f"update verdicts set {side} = ? where id = ?", shown)


def decide_verdict(
    db: Database, verdict_id: int, state: State, by: str, now: str, note: str | None
) -> bool:
    """Record a decision on a verdict; tell whether there is one of that id."""
    cursor = db.execute(
        "update verdicts set state = ?, changed_at = ?, changed_by = ?, note = ? where id = ?",
        [state, now, by, note, verdict_id],
    )
    if cursor.rowcount:
        decision = {"verdict_id": verdict_id, "state": state, "by": by, "at": now, "note": note}
        insert_row(db, "decisions", decision)
    return bool(cursor.rowcount)


def _dump(side: Side) -> str:
    return json.dumps(asdict(side), ensure_ascii=False)


def _kept_verdict(a: str, b: str, *row: Any) -> KeptVerdict:
    sides = (Side(**json.loads(a)), Side(**json.loads(b)))
    pair_key, verdict, about, dispute, story, *rest = row
    return KeptVerdict(pair_key, verdict, about, dispute, story, *sides, *rest)
