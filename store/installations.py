"""Installations: the workspaces where the app is installed, their tokens sealed."""

import secrets
from dataclasses import asdict, dataclass

from store import Store
from store.engine import Table, insert_row
from store.sealing import Seal
from store.times import stamp

STATE_SECONDS = 600.0


@dataclass(frozen=True)
class Installation:
    """What it takes to act in a workspace."""

    team_id: str
    team_name: str | None
    bot_token: str
    bot_user_id: str | None = None
    bot_id: str | None = None
    scopes: tuple[str, ...] = ()
    installed_by: str | None = None


class Installations(Table):
    """The installations of a store, and the installs that somebody has begun."""

    def __init__(self, store: Store, seal: Seal) -> None:
        super().__init__(store.connections)
        self._seal = seal

    def save(self, new: Installation, now: float) -> None:
        """Keep an installation, in the place of an earlier one of its workspace."""
        row = {"team_id": new.team_id, "team_name": new.team_name, "installed_at": stamp(now)}
        self._insert(
            "installations",
            {**row, "sealed": self._seal.close(asdict(new))},
            """
            on conflict (team_id) do update set
                team_name = excluded.team_name, sealed = excluded.sealed, removed_at = null
            """,
        )

    def get(self, team_id: str) -> Installation | None:
        """Return the installation in a workspace."""
        row = self._rows(
            "select sealed from installations where team_id = ? and removed_at is null", (team_id,)
        ).fetchone()
        secret = self._seal.open(row[0]) if row else None
        # A row moved under another workspace's id would lend it that token.
        if secret is None or secret["team_id"] != team_id:
            return None
        return Installation(**{**secret, "scopes": tuple(secret["scopes"])})

    def team_ids(self) -> list[str]:
        """Return the workspaces, the earliest install first."""
        rows = self._rows(
            """
            select team_id from installations where removed_at is null
            order by installed_at, team_id
            """
        )
        return [team_id for (team_id,) in rows]

    def leave(self, team_id: str, now: float) -> None:
        """Let a workspace go: its token is forgotten at once, the rest stays until `remove`."""
        self._write(
            """
            update installations set removed_at = ?, sealed = ?
            where team_id = ? and removed_at is null
            """,
            (stamp(now), b"", team_id),
        )

    def left_before(self, moment: float) -> list[str]:
        """Return the workspaces that removed the app before a time, and did not come back."""
        sql = "select team_id from installations where removed_at < ?"
        return [team_id for (team_id,) in self._rows(sql, (stamp(moment),))]

    def remove(self, team_id: str) -> None:
        """Forget a workspace: its token, what it sent, and what was to be posted there."""
        with self._connections.writing() as db:
            db.execute("delete from installations where team_id = ?", (team_id,))
            db.execute("delete from posts where team_id = ?", (team_id,))
            # A body is what Slack sent, empty when it was worked on; interactions have the
            # workspace in another place, and the lane of a message begins with it.
            db.execute(
                """
                delete from events
                where substr(lane, 1, length(:lanes)) = :lanes or :team_id = case
                    when json_valid(body) then coalesce(
                        json_extract(body, '$.body.team_id'), json_extract(body, '$.body.team.id')
                    )
                end
                """,
                {"team_id": team_id, "lanes": f"{team_id}:"},
            )

    def begin(self, now: float) -> str:
        """Return a word that the end of an install must repeat, good for ten minutes."""
        state = secrets.token_urlsafe(32)
        with self._connections.writing() as db:
            db.execute("delete from install_states where until < ?", (stamp(now),))
            until = stamp(now + STATE_SECONDS)
            insert_row(db, "install_states", {"state": state, "until": until})
        return state

    def end(self, state: str, now: float) -> bool:
        """Take such a word, once; False when it is unknown, used or too old."""
        sql = "delete from install_states where state = ? and until >= ?"
        return bool(self._write(sql, (state, stamp(now))))
