"""Comparing: which articles were held against the others, and in which version."""

from collections.abc import Iterable

from store.engine import Connections

PASSED_OVER = "copy"
"""What is kept of an article that was a copy when its turn came: its original speaks for it."""


class Compared:
    """The articles of a store that were compared with the others."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def mark(self, article_id: str, version: int, as_copy: bool = False) -> None:
        """Keep that an article was compared in a version, or passed over as a copy."""
        with self._connections.writing() as db:
            db.execute(
                """
                insert into compared (article_id, version, state)
                select id, :version, :state from articles where public_id = :article_id
                on conflict (article_id)
                do update set version = excluded.version, state = excluded.state
                """,
                {
                    "article_id": article_id,
                    "version": version,
                    "state": PASSED_OVER if as_copy else "",
                },
            )

    def copies_of(self, article_id: str) -> list[str]:
        """Return the articles that are copies of one."""
        rows = self._connections.get().execute(
            """
            select copies.public_id from articles
            join articles as copies on copies.copy_of = articles.id
            where articles.public_id = ? order by copies.id
            """,
            [article_id],
        )
        return [copy_id for (copy_id,) in rows]

    def pass_over(self, article_ids: Iterable[str]) -> None:
        """Keep that articles have turned out to be copies."""
        with self._connections.writing() as db:
            for article_id in article_ids:
                db.execute(
                    """
                    update compared set state = ?
                    where article_id in (select id from articles where public_id = ?)
                    """,
                    [PASSED_OVER, article_id],
                )

    def missing(self, limit: int = 1000) -> list[str]:
        """Return articles whose newest version has not been compared, oldest first.

        So has none that was a copy when its turn came, and is an original now.
        """
        rows = self._connections.get().execute(
            """
            select public_id from articles
            join versions on versions.article_id = articles.id
            left join compared on compared.article_id = articles.id
            group by articles.id, compared.article_id
            having coalesce(max(compared.version), 0) < max(versions.version)
                or (compared.state = :passed_over and articles.copy_of is null)
            order by articles.id limit :limit
            """,
            {"passed_over": PASSED_OVER, "limit": limit},
        )
        return [article_id for (article_id,) in rows]
