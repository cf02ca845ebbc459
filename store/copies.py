"""Finding copies: articles of different sources that share most of their sentences."""

import struct
from collections import Counter
from collections.abc import Iterable

from store.engine import Database

LEAST_SHARED = 3
LEAST_SHARE = 0.5
# A sentence in more articles than this is a plea or a notice, and says nothing about copying.
COMMON = 20


def find_original(
    db: Database, hashes: Iterable[int], source_id: int | None, article_id: int | None
) -> int | None:
    """Return the article that these sentences were copied from, or None.

    That is one of another source (or of an unknown one) that has at least half of the sentences,
    three at the least; when it is a copy itself, the article that it is a copy of.
    `article_id` is the article asked about, when it is stored already.
    """
    telling = _telling(db, set(hashes), article_id or 0)
    shared = _holders(db, telling, article_id or 0)
    least = max(LEAST_SHARED, len(telling) * LEAST_SHARE)
    for candidate, count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if count < least:
            return None
        if _is_elsewhere(db, candidate, source_id):
            return candidate
    return None


def is_reprint_of(
    db: Database, article_id: int, hashes: Iterable[int], published_at: str | None
) -> bool:
    """Tell whether a stored original was published after these sentences, and has them itself.

    A long article that only takes in a short one is no reprint of it.
    """
    (published, packed) = db.execute(
        """
        select published_at, sentences from versions
        where article_id = ? order by version desc limit 1
        """,
        [article_id],
    ).fetchone()
    own, shared = set(unpack_hashes(packed)), set(hashes)
    is_most = len(own & shared) >= max(LEAST_SHARED, len(own) * LEAST_SHARE)
    return is_most and is_before(published_at, published)


def is_before(one: str | None, two: str | None) -> bool:
    """Tell whether one time of publication surely is before another; a mere day is no time.

    >>> is_before("2025-10-23T08:00:00Z", "2025-10-23T10:30:00Z")
    True
    >>> is_before("2025-10-23", "2025-10-23T10:30:00Z"), is_before(None, "2025-10-23")
    (False, False)
    """
    if one is None or two is None:
        return False
    length = min(len(one), len(two))
    return one[:length] < two[:length]


def make_copy(db: Database, article_id: int, original: int) -> None:
    """Make an original, and the copies it has, copies of the article that it was taken from."""
    (packed,) = db.execute(
        "select sentences from versions where article_id = ? order by version desc limit 1",
        [article_id],
    ).fetchone()
    forget_sentences(db, unpack_hashes(packed), article_id)
    move_copies(db, article_id, original)
    db.execute("update articles set copy_of = ? where id = ?", [original, article_id])


def record_sentences(db: Database, hashes: Iterable[int], article_id: int) -> None:
    """Note that an original article has these sentences.

    Copies are not noted: a story with fifty reprints would pass for a common notice.
    """
    db.execute(
        """
        insert into sentences (hash, article_id)
        select cast(value as bigint), ? from json_each(?) where true on conflict do nothing
        """,
        [article_id, sorted(set(hashes))],
    )


def forget_sentences(db: Database, hashes: Iterable[int], article_id: int) -> None:
    """Take back what `record_sentences` noted."""
    db.executemany(
        "delete from sentences where hash = ? and article_id = ?",
        [(sentence, article_id) for sentence in set(hashes)],
    )


def move_copies(db: Database, article_id: int, original: int) -> None:
    """Make the copies of one article copies of the original that it turned out to have."""
    db.execute("update articles set copy_of = ? where copy_of = ?", [original, article_id])


def promote_copy(db: Database, article_id: int) -> tuple[str, int] | None:
    """Before an article goes: make the earliest of its copies the original of the others.

    Return that one's public id and version.
    """
    heir = db.execute(
        """
        select articles.id, versions.sentences, public_id, version
        from articles join versions on versions.article_id = articles.id
        where articles.copy_of = ?
        order by articles.id, versions.version desc limit 1
        """,
        [article_id],
    ).fetchone()
    if heir is None:
        return None
    heir_id, sentences, public_id, version = heir
    move_copies(db, article_id, heir_id)
    db.execute("update articles set copy_of = null where id = ?", [heir_id])
    record_sentences(db, unpack_hashes(sentences), heir_id)
    return public_id, version


def pack_hashes(hashes: Iterable[int]) -> bytes:
    """Write 64-bit hashes as bytes, each once.

    >>> pack_hashes([1, 1])
    b'\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00'
    """
    distinct = sorted(set(hashes))
    return struct.pack(f"<{len(distinct)}q", *distinct)


def unpack_hashes(packed: bytes) -> tuple[int, ...]:
    """Read what `pack_hashes` wrote.

    >>> unpack_hashes(pack_hashes([7, -2]))
    (-2, 7)
    """
    return struct.unpack(f"<{len(packed) // 8}q", packed)


def _telling(db: Database, hashes: set[int], article_id: int) -> list[int]:
    """Return the sentences that no more than COMMON other articles have."""
    rows = db.execute(
        f"""
        select value from json_each(?) where not exists (
            select 1 from sentences
            where hash = cast(value as bigint) and article_id <> ? limit 1 offset {COMMON}
        )
        """,
        [sorted(hashes), article_id],
    )
    return [int(sentence) for (sentence,) in rows]


def _holders(db: Database, hashes: list[int], article_id: int) -> Counter[int]:
    """Return the other articles that have any of these sentences, and how many of them."""
    rows = db.execute(
        """
        select article_id, count(*) from sentences
        where hash in (select cast(value as bigint) from json_each(?)) and article_id <> ?
        group by article_id
        """,
        [hashes, article_id],
    )
    return Counter(dict(rows.fetchall()))


def _is_elsewhere(db: Database, article_id: int, source_id: int | None) -> bool:
    (other,) = db.execute("select source_id from articles where id = ?", [article_id]).fetchone()
    return other is None or source_id is None or bool(other != source_id)
