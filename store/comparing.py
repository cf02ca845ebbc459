"""Comparing: which articles are still to be held against the others, and in which version.

The recorder notes what is to be compared, and comparing takes it off: when nothing is due, nothing
of the archive is read to find that out.
"""

from store.articles import Article, read_article
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

    def mark(self, compared: Article) -> None:
        """Keep that an article was compared, or passed over as a copy, in the state that was read.

        One that became another meanwhile, by a version, an edit or as an original, is still due.
        """
        with self._connections.writing() as db:
            # Who notes it anew waits for this, or this for them: then what they changed is read.
            db.execute(
                "update to_compare set version = version where article_id = ?",
                [compared.article_id],
            )
            if read_article(db, compared.article_id) == compared:
                db.execute("delete from to_compare where article_id = ?", [compared.article_id])

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
