"""Turns: what was asked in a thread, how it was understood, and which posts answer it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from store.engine import Connections
from store.times import stamp


@dataclass(frozen=True)
class Turn:
    """A question somebody asked; `question` is complete in itself, whatever the thread said.

    `ts` is the message that asks and `post_keys` are the posts that answer it.
    """

    channel_id: str
    thread_ts: str
    ts: str
    user_id: str | None
    question: str
    answer_id: int | None
    post_keys: tuple[str, ...]


class Turns:
    """The turns of all threads."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def save(self, turn: Turn, now: float) -> None:
        """Keep a turn; the same message asked again replaces what it was."""
        with self._connections.writing() as db:
            db.execute(
                """
                insert into turns (channel_id, thread_ts, ts, user_id, question, answer_id,
                    post_keys, asked_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (channel_id, ts) do update set question = excluded.question,
                    answer_id = excluded.answer_id, post_keys = excluded.post_keys
                """,
                [
                    *(turn.channel_id, turn.thread_ts, turn.ts, turn.user_id, turn.question),
                    *(turn.answer_id, json.dumps(turn.post_keys), stamp(now)),
                ],
            )

    def get(self, channel_id: str, ts: str) -> Turn | None:
        """Return the turn that a message began."""
        found = self._select("channel_id = ? and ts = ?", [channel_id, ts])
        return found[0] if found else None

    def of_thread(self, channel_id: str, thread_ts: str) -> list[Turn]:
        """Return the turns of a thread, oldest first."""
        return self._select("channel_id = ? and thread_ts = ?", [channel_id, thread_ts])

    def of_answer(self, answer_id: int) -> list[Turn]:
        """Return the turns that an answer was given in."""
        return self._select("answer_id = cast(? as bigint)", [str(answer_id)])

    def remove(self, channel_id: str, ts: str) -> None:
        """Forget the turn that a message began."""
        with self._connections.writing() as db:
            db.execute("delete from turns where channel_id = ? and ts = ?", [channel_id, ts])

    def forget(self, before: float) -> int:
        """Remove the turns from before this time; return how many."""
        with self._connections.writing() as db:
            cursor = db.execute("delete from turns where asked_at < ?", [stamp(before)])
            return int(cursor.rowcount)

    def _select(self, where: str, values: Sequence[str]) -> list[Turn]:
        rows = self._connections.get().execute(
            f"""
            select channel_id, thread_ts, ts, user_id, question, answer_id, post_keys
            from turns where {where} order by ts
            """,
            list(values),
        )
        return [_turn(*row) for row in rows]


def _turn(
    channel_id: str,
    thread_ts: str,
    ts: str,
    user_id: str | None,
    question: str,
    answer_id: int | None,
    post_keys: str,
) -> Turn:
    keys = tuple(json.loads(post_keys))
    return Turn(channel_id, thread_ts, ts, user_id, question, answer_id, keys)
