"""Takedown: what goes with an article that is deleted, and that it does not come back by itself."""

from collections.abc import Sequence

from store.engine import Database


def take_down(db: Database, article: int, article_id: str, now: str) -> None:
    """Delete what was made of an article: comparisons, alerts, and the text of answers.

    An answer's row stays, empty, so that its post can be replaced (Answers.due).
    """
    db.execute(
        """
        insert into removed (identity, article_id, removed_at)
        select identity, ?, ? from identities where article_id = ?
        on conflict (identity) do update
        set article_id = excluded.article_id, removed_at = excluded.removed_at
        """,
        [article_id, now, article],
    )
    # Quotes beside the values of an answer are not among its citations.
    named = {"id": article_id}
    quoting = """
        :id in (
            select atom from json_tree(nullif(payload, '')) where json_tree.key = 'article_id'
        )
    """
    for table in ("answers", "alerts"):
        db.execute(
            f"""
            delete from posts where state = 'waiting' and subject in (
                select :kind || id from {table} where {quoting}
            )
            """,
            {**named, "kind": f"{table[:-1]}:"},
        )
    db.execute(f"delete from alerts where {quoting}", named)
    withdrawn = db.execute(
        f"""
        update answers set payload = ''
        where {quoting} or id in (select answer_id from citations where article_id = :id)
        returning id
        """,
        named,
    )
    db.executemany("insert into to_reread (answer_id) values (?)", withdrawn.fetchall())
    db.execute("delete from to_compare where article_id = :id", named)
    db.execute("delete from verdicts where a_article = :id or b_article = :id", named)


def is_removed(db: Database, identities: Sequence[str]) -> bool:
    """Tell whether an article was deleted that came under one of these names."""
    row = db.execute(
        "select 1 from removed where identity in (select value from json_each(?)) limit 1",
        [list(identities)],
    ).fetchone()
    return row is not None
