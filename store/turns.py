"""Turns: what was asked in a thread, how it was understood, and which posts answer it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from store.engine import Table
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


class Turns(Table):
    """The turns of all threads."""

    def save(self, turn: Turn, now: float) -> None:
        """Keep a turn; the same message asked again replaces what it was."""
        self._insert(
            "turns",
            {**vars(turn), "post_keys": json.dumps(turn.post_keys), "asked_at": stamp(now)},
            """
            on conflict (channel_id, ts) do update set question = excluded.question,
                answer_id = excluded.answer_id, post_keys = excluded.post_keys
            """,
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
        self._write("delete from turns where channel_id = ? and ts = ?", [channel_id, ts])

    def forget(self, before: float) -> int:
        """Remove the turns from before this time; return how many."""
        return self._write("delete from turns where asked_at < ?", [stamp(before)])

    def _select(self, where: str, values: Sequence[str]) -> list[Turn]:
        rows = self._connections.get().query(
            f"""
            select channel_id, thread_ts, ts, user_id, question, answer_id, post_keys
            from turns where {where} order by ts
            """,
            list(values),
        )
        return [Turn(**{**row, "post_keys": tuple(json.loads(row["post_keys"]))}) for row in rows]
