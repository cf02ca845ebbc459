"""Feedback: who found which answer helpful, so that answers can be measured by it."""

from dataclasses import dataclass

from store.engine import Table


@dataclass(frozen=True)
class Feedback:
    """One person's word on one answer; `payload` is the answer's JSON as it was shown."""

    answer_id: int
    user_id: str
    is_helpful: bool
    given_at: str
    question: str
    payload: str


class FeedbackBook(Table):
    """The feedback of a store; the last word of a person counts."""

    def save(self, answer_id: int, user_id: str, is_helpful: bool, now: str) -> None:
        """Keep what somebody says of an answer; an answer that is unknown is passed over."""
        self._write(
            """
            insert into feedback (answer_id, user_id, is_helpful, given_at)
            select id, ?, ?, ? from answers where id = ?
            on conflict (answer_id, user_id) do update set
                is_helpful = excluded.is_helpful, given_at = excluded.given_at
            """,
            [user_id, is_helpful, now, answer_id],
        )

    def list(self) -> list[Feedback]:
        """Return all feedback, the oldest first."""
        return self._list(
            Feedback,
            """
            select answer_id, user_id, is_helpful, given_at, question, payload
            from feedback join answers on answers.id = feedback.answer_id
            order by given_at, answer_id, user_id
            """,
        )
