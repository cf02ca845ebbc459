"""Identities: knowing an article, and a source, by the names it arrives under."""

from store.arrivals import NewArticle
from store.engine import Database


def find_article(db: Database, new: NewArticle) -> int | None:
    """Find an arriving article by its identity, else by its URL, else by its other names.

    Those are other addresses of its page ("url:…"), its id in a feed ("entry:…#…"), and its text
    in one source ("text:…@…").
    """
    for identity in new.identities:
        row = db.execute(
            "select article_id from identities where identity = ?", [identity]
        ).fetchone()
        if row and (identity == new.identity or not _is_another(db, row[0], new)):
            return int(row[0])
    return None


def name_article(db: Database, article_id: int, new: NewArticle) -> None:
    """Note the names that an article has arrived under; the first article to have one keeps it."""
    db.executemany(
        "insert into identities (identity, article_id) values (?, ?) on conflict do nothing",
        [(identity, article_id) for identity in new.identities],
    )


def free_public_id(db: Database, proposed: str) -> str:
    """Return a proposed id, with a number when another article has it."""
    public_id, number = proposed, 1
    while id_of(db, public_id) is not None:
        number += 1
        public_id = f"{proposed}-{number}"
    return public_id


def id_of(db: Database, public_id: str) -> int | None:
    """Return the key of the article with a public id."""
    row = db.execute("select id from articles where public_id = ?", [public_id]).fetchone()
    return row and int(row[0])


def public_id_of(db: Database, article_id: int | None) -> str | None:
    """Return the public id of an article."""
    if article_id is None:
        return None
    row = db.execute("select public_id from articles where id = ?", [article_id]).fetchone()
    return row and str(row[0])


def source_id_of(db: Database, name: str | None) -> int | None:
    """Return the key of a source, made when it is new; None for an article that states none."""
    if name is None:
        return None
    db.execute("insert into sources (name) values (?) on conflict do nothing", [name])
    (source_id,) = db.execute("select id from sources where name = ?", [name]).fetchone()
    return int(source_id)


def _is_another(db: Database, article_id: int, new: NewArticle) -> bool:
    """Whether both were given ids of their own: then one URL does not make them one."""
    own = db.execute(
        """
        select 1 from identities
        where article_id = ? and identity >= 'id:' and identity < 'id;'
        """,
        [article_id],
    ).fetchone()
    return new.identity.startswith("id:") and own is not None
