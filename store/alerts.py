"""Alerts: the outbox of what subscribers are to be told, each thing once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from store.engine import Database, Table, insert_rows

AlertKind = Literal["verdict", "resolved", "watch", "repair"]
AlertState = Literal["pending", "sent"]


@dataclass(frozen=True)
class NewAlert:
    """Something to tell one subscriber; the same `subject` is told to the same channel once.

    `subject` is what it is about: "values:KEY", "resolved:values:KEY:NOTE", "watch:7:VALUES".
    `story` is what makes alerts share a thread. `payload` is JSON for whoever shows it.
    """

    channel_id: str
    subject: str
    kind: AlertKind
    story: str
    verdict: str
    payload: str
    subscription_id: int | None = None


@dataclass(frozen=True)
class Alert(NewAlert):
    """An alert with what became of it."""

    alert_id: int = 0
    state: AlertState = "pending"
    created_at: str = ""
    sent_at: str | None = None
    as_digest: bool = False


class Alerts(Table):
    """The alerts of a store."""

    def add(self, alerts: Iterable[NewAlert], now: str) -> None:
        """Put alerts into the outbox; what a channel was told before is left out."""
        with self._connections.writing() as db:
            insert_alerts(db, alerts, now)

    def pending(self, limit: int = 1000) -> list[Alert]:
        """Return what is still to be told, the oldest first."""
        return self._select("where state = 'pending' order by id limit ?", [limit])

    def sent(self, since: str = "", limit: int = 1000) -> list[Alert]:
        """Return what was told since a time, the newest first."""
        return self._select(
            "where state = 'sent' and sent_at >= ? order by sent_at desc, id desc limit ?",
            [since, limit],
        )

    def told(self, subject: str) -> list[Alert]:
        """Return the alerts on one subject, whatever became of them."""
        return self._select("where subject = ? order by id", [subject])

    def mark_sent(self, alert_ids: Sequence[int], now: str, as_digest: bool = False) -> None:
        """Record that alerts were told."""
        self._write(
            """
            update alerts set state = 'sent', sent_at = ?, as_digest = ?
            where id in (select cast(value as bigint) from json_each(?))
            """,
            [now, as_digest, list(alert_ids)],
        )

    def _select(self, condition: str, values: list[Any]) -> list[Alert]:
        return self._list(
            Alert,
            f"""
            select channel_id, subject, kind, story, verdict, payload, subscription_id, id, state,
                created_at, sent_at, as_digest
            from alerts {condition}
            """,
            values,
        )


def insert_alerts(db: Database, alerts: Iterable[NewAlert], now: str) -> None:
    """Put alerts into the outbox within the transaction of what causes them."""
    rows = [{**vars(alert), "created_at": now} for alert in alerts]
    insert_rows(db, "alerts", rows, "on conflict do nothing")
