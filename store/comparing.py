"""Comparing: which articles are still to be held against the others, and in which version.

The recorder notes what is to be compared, and comparing takes it off: when nothing is due, nothing
of the archive is read to find that out.
"""

from store.engine import Connections


class Compared:
    """The articles of a store that are, or are still to be, compared with the others."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def missing(self, limit: int = 1000) -> list[str]:
        """Return articles whose newest version has not been compared, in the order they came.

        So has none that was a copy when its turn came, and is an original now.
        """
        rows = self._connections.get().execute(
            "select article_id from to_compare order by id limit ?", [limit]
        )
        return [article_id for (article_id,) in rows]

    def mark(self, article_id: str, version: int, as_copy: bool = False) -> None:
        """Keep that an article was compared in a version, or passed over as a copy."""
        with self._connections.writing() as db:
            db.execute(
                """
                delete from to_compare where article_id = :article_id and version <= :version
                and (:as_copy = 0 or not exists (
                    select 1 from articles where public_id = :article_id and copy_of is null
                ))
                """,
                {"article_id": article_id, "version": version, "as_copy": as_copy},
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
