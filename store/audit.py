"""Audit: who did what, to what, when and from where; never what anybody wrote."""

from dataclasses import dataclass

from store.engine import Table

MOST_CHARACTERS = 300


@dataclass(frozen=True)
class Act:
    """Something a person did that others see: "decided: confirmed" on "verdict 12"."""

    at: str
    who: str
    what: str
    subject: str
    surface: str


class Audit(Table):
    """The acts of a store."""

    def add(self, act: Act) -> None:
        """Keep an act."""
        self._insert("audit", {**vars(act), "subject": act.subject[:MOST_CHARACTERS]})

    def find(self, limit: int, since: str | None = None) -> list[Act]:
        """Return the last acts, newest first."""
        columns = "at, who, what, subject, surface"
        sql = f"select {columns} from audit where at >= ? order by id desc limit ?"
        return self._list(Act, sql, [since or "", limit])
