"""Answers: every answer given, exactly as it was shown, and the articles that it cites."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from store.engine import Connections


@dataclass(frozen=True)
class SavedAnswer:
    """An answer as it was given."""

    answer_id: int
    question: str
    asked_at: str
    payload: str  # the answer's JSON, byte for byte


class Answers:
    """The answers of a store."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def save(
        self, question: str, asked_at: str, payload: str, citations: Iterable[tuple[str, int]]
    ) -> int:
        """Keep an answer with its cited articles and versions; return its answer_id."""
        with self._connections.writing() as db:
            ((answer_id,),) = db.execute(
                "insert into answers (question, asked_at, payload) values (?, ?, ?) returning id",
                [question, asked_at, payload],
            )
            db.executemany(
                """
                insert into citations (answer_id, article_id, version)
                values (?, ?, ?) on conflict do nothing
                """,
                [(answer_id, article_id, version) for article_id, version in citations],
            )
            # An article may have changed since it was read for this answer.
            db.execute("insert into to_reread (answer_id) values (?)", [answer_id])
        return int(answer_id)

    def remove(self, answer_id: int) -> None:
        """Delete an answer, with its question and what was said of it."""
        with self._connections.writing() as db:
            db.execute("delete from answers where id = ?", [answer_id])

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
            and id in (select answer_id from citations where article_id = ?)
            order by id desc
            """,
            [article_id],
        )

    def outdated(self) -> list[SavedAnswer]:
        """Return the answers that cite a version which is no longer the newest, newest first.

        Those that quoted an article which was deleted since are without their text.
        """
        return self._select(
            """
            where payload = '' or id in (
                select answer_id from citations
                join articles on articles.public_id = citations.article_id
                where citations.version < (
                    select max(version) from versions where versions.article_id = articles.id
                )
            ) order by id desc
            """,
            [],
        )

    def due(self, limit: int = 1000) -> dict[int, SavedAnswer]:
        """Return answers to read again, as what they cite has changed, by the number of the note.

        An answer may be noted more than once.
        """
        rows = self._connections.get().execute(
            "select id, answer_id from to_reread order by id limit ?", [limit]
        )
        noted = dict(rows.fetchall())
        ids = sorted(set(noted.values()))
        found = (
            self._select("where id in (select cast(value as bigint) from json_each(?))", [ids])
            if ids
            else []
        )
        answers = {saved.answer_id: saved for saved in found}
        return {
            note: answers[answer_id] for note, answer_id in noted.items() if answer_id in answers
        }

    def settle(self, notes: Iterable[int]) -> None:
        """Keep that answers were read again, by the numbers of their notes."""
        with self._connections.writing() as db:
            db.executemany("delete from to_reread where id = ?", [[note] for note in notes])

    def _select(self, condition: str, values: list[Any]) -> list[SavedAnswer]:
        rows = self._connections.get().execute(
            f"select id, question, asked_at, payload from answers {condition}", values
        )
        return [SavedAnswer(*row) for row in rows]
