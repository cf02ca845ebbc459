"""Subscriptions: which channel wants to be told of what, and when it wants quiet."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from store.engine import Database, Table, insert_row

ALERTED = ("conflict",)
"""What is told unless a subscription says otherwise (why: docs/conflicts.md)."""


@dataclass(frozen=True)
class NewSubscription:
    """What a channel wants to hear of; without topic, names and sources: everything.

    Quiet hours are "22:00" to "07:00" in `zone`, none when both are None. Over `cap` alerts an
    hour the rest comes as one digest: at once, or at the times of day in `digests` ("08:00"). A
    story rests `cooldown` minutes after it was told.
    """

    channel_id: str
    topic: str | None = None
    names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ALERTED
    quiet_from: str | None = None
    quiet_to: str | None = None
    zone: str = "UTC"
    cap: int = 6
    cooldown: int = 30
    created_by: str | None = None
    digests: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subscription(NewSubscription):
    """A subscription that is kept."""

    subscription_id: int = 0
    created_at: str = ""


class Subscriptions(Table):
    """The subscriptions of a store."""

    def add(self, new: NewSubscription, now: str) -> int:
        """Keep a subscription; return its subscription_id."""
        with self._connections.writing() as db:
            return _insert(db, new, now)

    def replace(self, subscription_id: int, new: NewSubscription, now: str) -> int:
        """Put a subscription in the place of another, all or nothing; return its id."""
        with self._connections.writing() as db:
            _delete(db, subscription_id)
            return _insert(db, new, now)

    def find(self, channel_id: str | None = None) -> list[Subscription]:
        """Return the subscriptions of one channel or of all, in the order they were made."""
        rows = self._rows(
            """
            select id, wanted, created_at from subscriptions
            where cast(:channel as text) is null or channel_id = :channel order by id
            """,
            {"channel": channel_id},
        )
        return [_subscription(*row) for row in rows]

    def remove(self, subscription_id: int) -> bool:
        """Remove a subscription; False when there is none of that id."""
        with self._connections.writing() as db:
            return _delete(db, subscription_id)


def _insert(db: Database, new: NewSubscription, now: str) -> int:
    row = {"channel_id": new.channel_id, "wanted": json.dumps(asdict(new)), "created_at": now}
    ((subscription_id,),) = insert_row(db, "subscriptions", row, "returning id")
    return int(subscription_id)


def _delete(db: Database, subscription_id: int) -> bool:
    cursor = db.execute("delete from subscriptions where id = ?", [subscription_id])
    return bool(cursor.rowcount)


def _subscription(subscription_id: int, wanted: str, created_at: str) -> Subscription:
    plain: dict[str, Any] = json.loads(wanted)
    # Subscriptions of earlier releases say nothing of digests.
    lists = {key: tuple(plain.get(key, ())) for key in ("names", "sources", "verdicts", "digests")}
    return Subscription(
        **{**plain, **lists}, subscription_id=subscription_id, created_at=created_at
    )
