"""Browsing: what of an archive may be shown in Datasette, and the queries worth saving.

https://docs.datasette.io/en/stable/metadata.html
"""

from pathlib import Path
from typing import Any

from store.database import open_database

SHOWN = ("articles", "sources", "versions", "passages")
"""All else is hidden, new tables too: questions, answers, posts, people, tokens, addresses of feeds
(which may hold a key)."""

_REST = "substr(url, instr(url, '://') + 3)"
_HOST = f"substr({_REST}, 1, instr({_REST} || '/', '/') - 1)"

QUERIES = {
    "open_disputes": (
        "Open disputes",
        """
        select about, min(detected_at) as since, count(*) as times,
            json_extract(a, '$.source') as one_source, json_extract(a, '$.wording') as one_says,
            json_extract(b, '$.source') as other_source, json_extract(b, '$.wording') as other_says,
            a_article, b_article
        from verdicts where verdict = 'conflict' and state in ('detected', 'confirmed')
        group by dispute order by since desc
        """,
    ),
    "feeds_health": (
        "Health of the feeds",
        f"""
        select coalesce(title, {_HOST}) as feed, {_HOST} as host, succeeded_at as last_success,
            new_article_at as last_new_article, replace(error, url, {_HOST}) as error,
            failures as failures_in_a_row, retry_at
        from feeds order by failures desc, succeeded_at
        """,
    ),
    "most_disputed": (
        "Most disputed topics",
        """
        select about as topic, count(distinct dispute) as disputes, count(*) as pairs,
            sum(state = 'confirmed') as confirmed, sum(state = 'dismissed') as dismissed,
            max(detected_at) as newest
        from verdicts where verdict = 'conflict' group by story order by disputes desc, pairs desc
        """,
    ),
}


def describe(path: Path) -> dict[str, Any]:
    """Return Datasette's metadata for a database file: titles, saved queries, hidden tables."""
    connections = open_database(path, to_read=True)
    try:
        tables = connections.get().table_names()
    finally:
        connections.close()
    hidden = {name: {"allow": False} for name in tables if name not in SHOWN}
    queries = {
        name: {"title": title, "sql": sql, "hide_sql": True}
        for name, (title, sql) in QUERIES.items()
    }
    database = {"allow_sql": False, "queries": queries, "tables": hidden}
    return {"title": "Copydesk: the archive", "databases": {path.stem: database}}
