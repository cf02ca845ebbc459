"""Answers: every answer given, exactly as it was shown, and the articles that it cites."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from store.engine import Table, insert_row, insert_rows


@dataclass(frozen=True)
class SavedAnswer:
    """An answer as it was given."""

    answer_id: int
    question: str
    asked_at: str
    payload: str  # the answer's JSON, byte for byte


class Answers(Table):
    """The answers of a store."""

    def save(
        self, question: str, asked_at: str, payload: str, citations: Iterable[tuple[str, int]]
    ) -> int:
        """Keep an answer with its cited articles and versions; return its answer_id."""
        with self._connections.writing() as db:
            given = {"question": question, "asked_at": asked_at, "payload": payload}
            ((answer_id,),) = insert_row(db, "answers", given, "returning id")
            cited = [
                {"answer_id": answer_id, "article_id": article_id, "version": version}
                for article_id, version in citations
            ]
            insert_rows(db, "citations", cited, "on conflict do nothing")
            # An article may have changed since it was read for this answer.
            insert_row(db, "to_reread", {"answer_id": answer_id})
        return int(answer_id)

    def remove(self, answer_id: int) -> None:
        """Delete an answer, with its question and what was said of it."""
        self._write("delete from answers where id = ?", [answer_id])

    def get(self, answer_id: int) -> SavedAnswer | None:
        """Return an answer as it was given, None when an article that it quoted was deleted."""
        found = self._select("where id = ? and payload != ''", [answer_id])
        return found[0] if found else None

    def recent(self, n: int) -> list[SavedAnswer]:
        """Return the last `n` answers, newest first."""
        return self._select("where payload != '' order by id desc limit ?", [n])

    def citing(self, article_id: str) -> list[SavedAnswer]:
        """Return the answers that cite any version of an article, newest first."""
        return self._select(
            """
            where payload != ''
            and id in (select answer_id from citations where article_id = ?) order by id desc
            """,
            [article_id],
        )

    def due(self, limit: int = 1000) -> dict[int, SavedAnswer]:
        """Return answers to read again, as what they cite has changed, by the number of the note.

        An answer may be noted more than once.
        """
        rows = self._rows(
            """
            select to_reread.id, answers.id, question, asked_at, payload
            from to_reread join answers on answers.id = answer_id order by to_reread.id limit ?
            """,
            [limit],
        )
        return {note: SavedAnswer(*row) for note, *row in rows}

    def settle(self, notes: Iterable[int]) -> None:
        """Keep that answers were read again, by the numbers of their notes."""
        with self._connections.writing() as db:
            db.executemany("delete from to_reread where id = ?", [[note] for note in notes])

    def _select(self, condition: str, values: list[Any]) -> list[SavedAnswer]:
        columns = "id, question, asked_at, payload"
        return self._list(SavedAnswer, f"select {columns} from answers {condition}", values)
