"""Events: what has arrived and is to be worked on, each once, in order within its lane."""

from dataclasses import dataclass

from store.engine import Table, insert_row
from store.times import LONGEST_AHEAD, stamp

_OPEN = "state in ('waiting', 'claimed')"


@dataclass(frozen=True)
class NewEvent:
    """Something that arrived; events of one lane are worked on one after another."""

    event_id: str
    lane: str
    body: str
    message_key: str | None = None  # the message it is about: two events for one are the same
    is_urgent: bool = False  # worth nothing in a few seconds: has workers of its own
    stops: str | None = None  # the lane whose work ends with this event


@dataclass(frozen=True)
class Event:
    """An event that a worker has claimed; `attempts` counts this claim."""

    event_id: str
    lane: str
    body: str
    attempts: int
    received_at: str


@dataclass(frozen=True)
class Backlog:
    """How much is still to be done, and since when the oldest of it waits."""

    waiting: int
    claimed: int
    oldest_at: str | None


@dataclass(frozen=True)
class Line:
    """How many wait or are worked on, and how many were done with in some time."""

    waiting: int
    finished: int


class Events(Table):
    """The inbox: an event is stored before it is acknowledged, and worked on afterwards."""

    def add(self, new: NewEvent, now: float) -> bool:
        """Store an event; False when it, or another event of the same message, is known.

        One that stops a lane does so in the same transaction: sent again, it stops nothing more.
        """
        # On a server ids grow as transactions end only where one at a time adds to a lane.
        with self._connections.writing(new.lane) as db:
            row = {**vars(new), "received_at": stamp(now)}
            del row["stops"]
            is_new = bool(insert_row(db, "events", row, "on conflict do nothing").rowcount)
            if is_new:
                db.tell()
            if is_new and new.stops is not None:
                db.execute(
                    f"update events set is_stopped = 1 where lane = ? and {_OPEN}", (new.stops,)
                )
            return is_new

    def is_stopped(self, event_id: str) -> bool:
        """Say whether a person stopped the work on an event."""
        return self._has("select 1 from events where event_id = ? and is_stopped = 1", (event_id,))

    def claim(self, worker: str, now: float, lease: float, urgent: bool = False) -> Event | None:
        """Take the oldest event whose lane is free; None when there is none.

        It is the worker's until the lease ends; then another may take it, as the worker is gone.
        """
        if self._next(now, urgent) is None:
            return None
        with self._connections.writing() as db:
            event = self._next(now, urgent, db.skip_locked)
            if event is None:
                return None
            db.execute(
                """
                update events set state = 'claimed', worker = ?, lease_until = ?, attempts = ?
                where event_id = ?
                """,
                (worker, stamp(now + lease), event.attempts, event.event_id),
            )
            return event

    def _next(self, now: float, urgent: bool, locking: str = "") -> Event | None:
        found = self._list(
            Event,
            f"""
            select event_id, lane, body, attempts + 1, received_at from events
            where is_urgent = ? and {_OPEN}
              and (state = 'waiting' or lease_until <= ? or lease_until > ?)
              and not exists (
                select 1 from events as earlier
                where earlier.lane = events.lane and earlier.id < events.id
                  and earlier.{_OPEN}
              )
            order by id limit 1 {locking}
            """,
            (urgent, stamp(now), stamp(now + LONGEST_AHEAD)),
        )
        return found[0] if found else None

    def renew(self, worker: str, now: float, lease: float) -> None:
        """Extend the lease of all that a worker holds."""
        self._write(
            f"""
            update events set lease_until = ?
            where worker = ? and state = 'claimed' and {_OPEN}
            """,
            (stamp(now + lease), worker),
        )

    def finish(self, event_id: str, now: float) -> None:
        """Record that an event is done; its body is forgotten, its id is not."""
        self._end(event_id, "done", None, now)

    def fail(self, event_id: str, error: str, now: float) -> None:
        """Record that an event cannot be handled, and why."""
        self._end(event_id, "failed", error, now)

    def _end(self, event_id: str, state: str, error: str | None, now: float) -> None:
        self._write(
            """
            update events set state = ?, finished_at = ?, body = '', error = ? where event_id = ?
            """,
            (state, stamp(now), error, event_id),
        )

    def hear(self, seconds: float) -> bool | None:
        """Wait until another process has stored an event or a post; None if one has to look."""
        return self._connections.hear(seconds)

    def has_lane(self, lane: str) -> bool:
        """Say whether anything ever came on this lane (and is not forgotten yet)."""
        return self._has("select 1 from events where lane = ?", (lane,))

    def backlog(self) -> Backlog:
        """Count what is to be done."""
        rows = self._rows(
            f"select state, count(*), min(received_at) from events where {_OPEN} group by state"
        )
        found = {state: (number, oldest_at) for state, number, oldest_at in rows}
        waiting, claimed = (found.get(state, (0,))[0] for state in ("waiting", "claimed"))
        return Backlog(waiting, claimed, min((at for _, at in found.values()), default=None))

    def line(self, since: float) -> Line:
        """Tell how long the line is, and how fast it moved since a moment; urgent ones left out."""
        rows = self._rows(
            f"""
            select (select count(*) from events where is_urgent = 0 and {_OPEN}), count(*)
            from (select finished_at from events order by id desc limit 2000) as last
            where finished_at > ?
            """,
            (stamp(since),),
        )
        return Line(*rows.fetchone())

    def forget(self, before: float) -> int:
        """Remove what was finished before this time; return how many."""
        return self._write(
            "delete from events where finished_at < ? and state in ('done', 'failed')",
            (stamp(before),),
        )
