"""Watches: questions that are asked again when new articles touch them."""

import json
from dataclasses import dataclass

from store.engine import Table, insert_row


@dataclass(frozen=True)
class Watch:
    """A question that a channel wants to hear of when its values change.

    `terms` are what the question searches for; `values` the values of the last answer.
    """

    watch_id: int
    channel_id: str
    question: str
    terms: tuple[str, ...]
    values: tuple[str, ...]
    created_at: str
    asked_at: str
    answer_id: int | None


class Watches(Table):
    """The watches of a store."""

    def add(
        self,
        channel_id: str,
        question: str,
        terms: tuple[str, ...],
        values: tuple[str, ...],
        now: str,
        answer_id: int | None = None,
        user_id: str | None = None,
    ) -> int:
        """Keep a watch, once for each channel and question; return its watch_id.

        It is of everybody who asked for it.
        """
        with self._connections.writing() as db:
            key = {"channel_id": channel_id, "question": question}
            told = {"terms": json.dumps(terms), "values": json.dumps(values)}
            new = {**key, **told, "created_at": now, "asked_at": now, "answer_id": answer_id}
            insert_row(db, "watches", new, "on conflict do nothing")
            where = "channel_id = :channel_id and question = :question"
            ((watch_id,),) = db.execute(f"select id from watches where {where}", key)
            if user_id is not None:
                watcher = {"watch_id": watch_id, "user_id": user_id}
                insert_row(db, "watchers", watcher, "on conflict do nothing")
        return int(watch_id)

    def find(self, channel_id: str | None = None, user_id: str | None = None) -> list[Watch]:
        """Return the watches of one channel, of one person or of all, in the order made."""
        rows = self._rows(
            """
            select id, channel_id, question, terms, "values", created_at, asked_at, answer_id
            from watches
            where (cast(:channel as text) is null or channel_id = :channel)
            and (cast(:user as text) is null or exists (
                select 1 from watchers where watch_id = watches.id and user_id = :user
            ))
            order by id
            """,
            {"channel": channel_id, "user": user_id},
        )
        return [
            Watch(key, channel, question, tuple(json.loads(t)), tuple(json.loads(v)), *rest)
            for key, channel, question, t, v, *rest in rows
        ]

    def update(self, watch_id: int, values: tuple[str, ...], now: str) -> None:
        """Record that a watch was asked again, and what its values are now."""
        self._write(
            'update watches set "values" = ?, asked_at = ? where id = ?',
            [json.dumps(values), now, watch_id],
        )

    def leave(self, watch_id: int, user_id: str) -> bool:
        """Let one person go from a watch; it ends, and True is returned, with the last."""
        with self._connections.writing() as db:
            db.execute(
                "delete from watchers where watch_id = ? and user_id = ?", [watch_id, user_id]
            )
            cursor = db.execute(
                """
                delete from watches where id = :id
                and not exists (select 1 from watchers where watch_id = :id)
                """,
                {"id": watch_id},
            )
        return bool(cursor.rowcount)

    def remove(self, watch_id: int) -> bool:
        """Remove a watch; False when there is none of that id."""
        return bool(self._write("delete from watches where id = ?", [watch_id]))
