"""Silences: stories that a channel does not want to hear of, for a while or for good."""

from dataclasses import dataclass

from store.engine import Table

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


class Silences(Table):
    """The silences of a store."""

    def add(self, silence: Silence) -> None:
        """Keep a silence; a later one of the same story takes its place."""
        self._insert(
            "silences",
            vars(silence),
            """
            on conflict (channel_id, story)
            do update set until = excluded.until, verdict_id = excluded.verdict_id
            """,
        )

    def find(self) -> list[Silence]:
        """Return all silences."""
        columns = "channel_id, story, until, verdict_id"
        return self._list(Silence, f"select {columns} from silences order by until, story")

    def remove(self, channel_id: str, story: str) -> None:
        """Let a channel hear of a story again."""
        self._write("delete from silences where channel_id = ? and story = ?", [channel_id, story])
