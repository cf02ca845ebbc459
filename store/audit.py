"""Audit: who did what, to what, when and from where; never what anybody wrote."""

from dataclasses import dataclass

from store.engine import Connections

MOST_CHARACTERS = 300


@dataclass(frozen=True)
class Act:
    """Something a person did that others see: "decided: confirmed" on "verdict 12"."""

    at: str
    who: str
    what: str
    subject: str
    surface: str


class Audit:
    """The acts of a store."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, act: Act) -> None:
        """Keep an act."""
        with self._connections.writing() as db:
            db.execute(
                "insert into audit (at, who, what, subject, surface) values (?, ?, ?, ?, ?)",
                [act.at, act.who, act.what, act.subject[:MOST_CHARACTERS], act.surface],
            )

    def find(self, limit: int, since: str | None = None) -> list[Act]:
        """Return the last acts, newest first."""
        rows = self._connections.get().execute(
            """
            select at, who, what, subject, surface from audit
            where at >= ? order by id desc limit ?
            """,
            [since or "", limit],
        )
        return [Act(*row) for row in rows]
