"""Verdict rows: a verdict as it is kept, and the statements that write and read one."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from store.engine import Database
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


def insert_verdict(db: Database, new: NewVerdict, now: str) -> int | None:
    """Keep a verdict as detected and return its id, None where its pair is known."""
    rows = db.execute(
        """
        insert into verdicts (pair_key, verdict, about, dispute, story, a_article, b_article,
            a, b, likelihood, state, detected_at, changed_at, changed_by)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'detected', ?, ?, ?) on conflict do nothing
        returning id
        """,
        [
            *(new.pair_key, new.verdict, new.about, new.dispute, new.story),
            *(new.a.article_id, new.b.article_id, _dump(new.a), _dump(new.b), new.likelihood),
            *(now, now, COPYDESK),
        ],
    )
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
        db.execute(
            "insert into decisions (verdict_id, state, by, at, note) values (?, ?, ?, ?, ?)",
            [verdict_id, state, by, now, note],
        )
    return bool(cursor.rowcount)


def _dump(side: Side) -> str:
    return json.dumps(asdict(side), ensure_ascii=False)


def kept_verdict(row: tuple[Any, ...]) -> KeptVerdict:
    """Return a verdict from its row."""
    pair_key, verdict, about, dispute, story, a, b, *rest = row
    sides = (Side(**json.loads(a)), Side(**json.loads(b)))
    return KeptVerdict(pair_key, verdict, about, dispute, story, *sides, *rest)
