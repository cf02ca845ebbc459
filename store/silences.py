"""Silences: stories that a channel does not want to hear of, for a while or for good."""

from dataclasses import dataclass

from store.engine import Connections

FOR_GOOD = "9999-12-31T23:59:59Z"


@dataclass(frozen=True)
class Silence:
    """A story kept from a channel until a time; then a verdict that is named is shown again."""

    channel_id: str
    story: str
    until: str
    verdict_id: int | None = None

    @property
    def is_for_good(self) -> bool:
        """Tell whether the story is muted rather than snoozed."""
        return self.until == FOR_GOOD


class Silences:
    """The silences of a store."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, silence: Silence) -> None:
        """Keep a silence; a later one of the same story takes its place."""
        with self._connections.writing() as db:
            db.execute(
                """
                insert into silences (channel_id, story, until, verdict_id) values (?, ?, ?, ?)
                on conflict (channel_id, story)
                do update set until = excluded.until, verdict_id = excluded.verdict_id
                """,
                [silence.channel_id, silence.story, silence.until, silence.verdict_id],
            )

    def find(self) -> list[Silence]:
        """Return all silences."""
        rows = self._connections.get().execute(
            "select channel_id, story, until, verdict_id from silences order by until, story"
        )
        return [Silence(*row) for row in rows]

    def remove(self, channel_id: str, story: str) -> None:
        """Let a channel hear of a story again."""
        with self._connections.writing() as db:
            db.execute(
                "delete from silences where channel_id = ? and story = ?", [channel_id, story]
            )
