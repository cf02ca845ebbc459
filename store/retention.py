"""Retention: what is older than a newsroom wants to keep is deleted, some at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from store import Store
from store.times import to_second

AT_A_TIME, ARTICLES_AT_A_TIME = 1000, 20
_AGED = (
    ("answers", "asked_at", ""),
    ("alerts", "sent_at", "and state = 'sent'"),
    ("audit", "at", ""),
    ("events", "finished_at", "and state in ('done', 'failed')"),
    ("posts", "finished_at", "and state in ('sent', 'refused')"),
)
"""Tables with ids that rise as time goes on, and since when a row of each is old."""


@dataclass(frozen=True)
class Retention:
    """How many days what people asked, heard and did is kept, and articles; None is for good."""

    days: int | None = None
    articles_days: int | None = None

    def forget_old(self, store: Store, now: datetime) -> None:
        """Delete what is too old; answers take what is said of them along, articles all of it."""
        if self.days is not None:
            _forget_rows(store, to_second(now - timedelta(days=self.days)))
        if self.articles_days is not None:
            before = to_second(now - timedelta(days=self.articles_days))
            for article_id in _old_articles(store, before):
                store.articles.remove(article_id)
                store.articles.allow(article_id)  # it may come again: nobody took it down


FOR_GOOD = Retention()


def _forget_rows(store: Store, before: str) -> None:
    for table, column, more in _AGED:
        with store.connections.writing() as db:
            db.execute(
                f"""
                delete from {table} where {column} < ? {more}
                and id in (select id from {table} order by id limit {AT_A_TIME})
                """,
                [before],
            )
    with store.connections.writing() as db:
        db.execute("delete from turns where asked_at < ?", [before])


def _old_articles(store: Store, before: str) -> list[str]:
    """Return articles whose newest version came in before a time."""
    rows = store.connections.get().execute(
        """
        select distinct public_id from versions
        join articles on articles.id = versions.article_id
        where versions.added_at < :before and not exists (
            select 1 from versions as later
            where later.article_id = articles.id and later.added_at >= :before
        )
        limit :limit
        """,
        {"before": before, "limit": ARTICLES_AT_A_TIME},
    )
    return [public_id for (public_id,) in rows]
