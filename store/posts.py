"""Posts: what is to be said in a channel, kept from before it is sent until it is known there."""

from dataclasses import dataclass, replace
from typing import Literal

from store.engine import Table, insert_row
from store.times import LONGEST_AHEAD, stamp

PostState = Literal["waiting", "sending", "sent", "refused"]

_OPEN = "state in ('waiting', 'sending')"
_COLUMNS = """
    post_key, lane, team_id, payload, channel_id, thread_ts, subject, amends, pace,
    state, attempts, is_uncertain, ts, error, created_at
"""


@dataclass(frozen=True)
class NewPost:
    """Something to be said; posts of one lane go out one after another, `pace` seconds apart."""

    post_key: str  # the same key is the same post, said once
    lane: str
    team_id: str
    payload: str
    channel_id: str | None = None
    thread_ts: str | None = None
    subject: str | None = None  # what it shows: "answer:12", "alert:7"
    amends: str | None = None  # the key of the post that it changes
    pace: float = 0.0


@dataclass(frozen=True)
class Post(NewPost):
    """A post with what became of it; `attempts` counts the one under way."""

    state: PostState = "waiting"
    attempts: int = 0
    is_uncertain: bool = False  # an earlier attempt may have arrived
    ts: str | None = None
    error: str | None = None
    created_at: str = ""


class Posts(Table):
    """The outbox: what was promised to a channel and is sent until it is there."""

    def add(self, new: NewPost, now: float) -> bool:
        """Store a post to be sent; False when its key is known.

        An amendment replaces earlier ones of the same post that nobody has seen yet.
        """
        with self._connections.writing() as db:
            if new.amends is not None:
                db.execute(
                    "delete from posts where amends = ? and state = 'waiting'", (new.amends,)
                )
            row = {**vars(new), "created_at": stamp(now), "due_at": stamp(now)}
            db.tell()
            return bool(insert_row(db, "posts", row, "on conflict do nothing").rowcount)

    def claim(self, worker: str, now: float, lease: float) -> Post | None:
        """Take the oldest post whose lane is free and rested; None when there is none.

        What waits until later than LONGEST_AHEAD from now waits for nothing: the clock went back.
        """
        if self._next(now) is None:
            return None
        with self._connections.writing() as db:
            post = self._next(now, db.skip_locked)
            if post is None:
                return None
            db.execute(
                """
                update posts set state = 'sending', worker = ?, lease_until = ?, attempts = ?,
                                 is_uncertain = ?
                where post_key = ?
                """,
                (worker, stamp(now + lease), post.attempts, post.is_uncertain, post.post_key),
            )
            if post.pace:
                self._rest(post.lane, now + post.pace)
            return post

    def _next(self, now: float, locking: str = "") -> Post | None:
        posts = self._list(
            Post,
            f"""
            with heads as (select min(id) as id from posts where {_OPEN} group by lane)
            select {_COLUMNS} from posts join heads using (id)
            where {_OPEN} and (due_at <= :now or due_at > :far)
              and (state = 'waiting' or lease_until <= :now or lease_until > :far)
              and not exists (
                select 1 from rests
                where rests.lane = posts.lane and rests.until > :now and rests.until <= :far
              )
            order by id limit 1 {locking}
            """,
            {"now": stamp(now), "far": stamp(now + LONGEST_AHEAD)},
        )
        for post in posts:
            # Whoever was sending it is gone, perhaps after the message had arrived.
            is_uncertain = post.is_uncertain or post.state == "sending"
            return replace(post, attempts=post.attempts + 1, is_uncertain=is_uncertain)
        return None

    def _rest(self, lane: str, until: float) -> None:
        self._rows(
            """
            insert into rests (lane, until) values (:lane, :until)
            on conflict (lane) do update set until = excluded.until
            where rests.until < excluded.until or rests.until > :far
            """,
            {"lane": lane, "until": stamp(until), "far": stamp(until + LONGEST_AHEAD)},
        )

    def rest(self, lane: str, until: float) -> None:
        """Let nothing be sent on a lane before this time."""
        with self._connections.writing():
            self._rest(lane, until)

    def retry(self, post_key: str, due: float, error: str, is_uncertain: bool) -> None:
        """Put a post back, to be sent again at `due`."""
        self._write(
            """
            update posts set state = 'waiting', due_at = ?, error = ?, is_uncertain = ?
            where post_key = ?
            """,
            (stamp(due), error, is_uncertain, post_key),
        )

    def finish(
        self,
        post_key: str,
        now: float,
        state: PostState,
        ts: str | None = None,
        error: str | None = None,
        channel_id: str | None = None,
    ) -> None:
        """Record that a post is there, or is refused for good; what it said is forgotten."""
        self._write(
            """
            update posts set state = ?, finished_at = ?, ts = ?, error = ?, payload = '',
                             channel_id = coalesce(?, channel_id)
            where post_key = ?
            """,
            (state, stamp(now), ts, error, channel_id, post_key),
        )

    def get(self, post_key: str) -> Post | None:
        """Return a post by its key."""
        return self._first("post_key = ?", post_key)

    def find(self, channel_id: str, ts: str) -> Post | None:
        """Return the post that is this message."""
        return self._first("channel_id = ? and ts = ? and amends is null", channel_id, ts)

    def of_subject(self, subject: str) -> list[Post]:
        """Return the posts that show something, oldest first, amendments left out."""
        return self._all("subject = ? and amends is null", subject)

    def withdraw_waiting(self, prefix: str) -> bool:
        """Remove what nobody has seen of the posts whose key begins so; tell whether any is left.

        Only posts that say something count: an amendment, say, is none.
        """
        with self._connections.writing() as db:
            ours = "substr(post_key, 1, length(:prefix)) = :prefix and amends is null"
            told = {"prefix": prefix}
            db.execute(
                f"""
                delete from posts
                where {ours} and channel_id is not null and state = 'waiting' and is_uncertain = 0
                """,
                told,
            )
            left = db.execute(
                f"""
                select 1 from posts
                where {ours} and channel_id is not null and state <> 'refused' limit 1
                """,
                told,
            )
            return left.fetchone() is not None

    def has_thread(self, channel_id: str, thread_ts: str) -> bool:
        """Say whether we posted in this thread."""
        return self._first("channel_id = ? and thread_ts = ?", channel_id, thread_ts) is not None

    def open(self) -> tuple[int, str | None]:
        """Return how many posts are still to be sent, and since when the oldest waits."""
        ((number, oldest_at),) = self._rows(
            f"select count(*), min(created_at) from posts where {_OPEN}"
        )
        return int(number), oldest_at

    def has_open(self) -> bool:
        """Say whether anything is still to be sent."""
        # Ordered by id, all that was ever posted would be looked through for none.
        return self._has(f"select 1 from posts where {_OPEN} limit 1")

    def forget(self, before: float) -> int:
        """Remove what was finished before this time; return how many."""
        with self._connections.writing() as db:
            db.execute("delete from rests where until < ?", (stamp(before),))
            cursor = db.execute("delete from posts where finished_at < ?", (stamp(before),))
            return int(cursor.rowcount)

    def _first(self, where: str, *values: str) -> Post | None:
        return next(iter(self._all(where, *values, limit=1)), None)

    def _all(self, where: str, *values: str, limit: int = 1 << 60) -> list[Post]:
        sql = f"select {_COLUMNS} from posts where {where} order by id limit {limit}"
        return self._list(Post, sql, values)
