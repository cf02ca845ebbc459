"""Recording one article that arrives: as new, as a version, as a copy, or not at all.

An article, and a source, is known by the names that it arrives under. What is taken down is kept
away by them, and takes along what was made of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from store.arrivals import NewArticle, merge_known
from store.copies import (
    find_original,
    forget_sentences,
    is_reprint_of,
    make_copy,
    move_copies,
    pack_hashes,
    promote_copy,
    record_sentences,
    unpack_hashes,
)
from store.engine import Database, insert_row, insert_rows
from store.indexing import IndexWriter
from store.spans import Span, dump_spans, load_spans
from store.verdicts import show_edited

Outcome = Literal["added", "version", "unchanged", "copy", "removed"]


@dataclass(frozen=True)
class Added:
    """What became of an article that arrived."""

    outcome: Outcome
    article_id: str
    version: int
    copy_of: str | None = None


@dataclass(frozen=True)
class _Known:
    """A stored article and its newest version."""

    id: int
    copy_of: int | None
    version_id: int
    version: int
    sentences: bytes
    edited: tuple[str, ...]
    stated: NewArticle


class Recorder:
    """Records articles within one writing transaction; `finish` completes it."""

    def __init__(self, db: Database, now: str) -> None:
        self._db = db
        self._now = now
        self._index = IndexWriter(db)
        self._to_compare: dict[str, int] = {}

    def finish(self) -> None:
        """Write what the whole transaction changed: sums, and what is to be done about it."""
        self._index.finish()
        insert_rows(
            self._db,
            "to_compare",
            [{"article_id": one, "version": version} for one, version in self._to_compare.items()],
            "on conflict (article_id) do update set version = excluded.version",
        )
        # Last, so that hardly an answer is kept meanwhile; each new one is read again by itself.
        self._db.execute(
            """
            insert into to_reread (answer_id) select distinct answer_id from citations
            where article_id in (select value from json_each(?))
            """,
            [[article_id for article_id, version in self._to_compare.items() if version > 1]],
        )

    def record(self, new: NewArticle) -> Added:
        """Record one article and say what became of it; one that was deleted stays away."""
        if is_removed(self._db, new.identities):
            return Added("removed", new.article_id, 0)
        found = find_article(self._db, new)
        if found is None:
            return self._add(new)
        known = self._known(found)
        name_article(self._db, known.id, new)
        new = merge_known(new, known.stated, known.edited)
        if known.stated.text != new.text:
            return self._add_version(known, new)
        self._refresh(known, new)
        copy_of = public_id_of(self._db, known.copy_of)
        return Added("unchanged", known.stated.article_id, known.version, copy_of)

    def edit(self, public_id: str, fields: Mapping[str, str]) -> bool:
        """Set what a person knows of an article; False when there is none of that id.

        It is compared anew, and what was found of it is shown as it is known now.
        """
        article_id = id_of(self._db, public_id)
        if article_id is None:
            return False
        known = self._known(article_id)
        new = replace(known.stated, **dict(fields))  # type: ignore[arg-type]
        if "published_at" in fields:
            new = replace(new, published_from="stated", published_zone=None)
        self._refresh(known, new)
        edited = ",".join(dict.fromkeys((*known.edited, *fields)))
        self._db.execute("update articles set edited = ? where id = ?", [edited, known.id])
        self._to_compare[public_id] = known.version
        show_edited(self._db, public_id, fields)
        return True

    def remove(self, public_id: str) -> bool:
        """Remove an article with all that was made of it; False when there is none of that id."""
        article_id = id_of(self._db, public_id)
        if article_id is None:
            return False
        known = self._known(article_id)
        self._index.drop(known.version_id)
        forget_sentences(self._db, unpack_hashes(known.sentences), known.id)
        if (heir := promote_copy(self._db, known.id)) is not None:
            self._to_compare.update([heir])
        take_down(self._db, known.id, public_id, self._now)
        self._db.execute("delete from articles where id = ?", [known.id])
        self._index.count_article(-1)
        return True

    def _known(self, article_id: int) -> _Known:
        (row,) = self._db.query(
            """
            select articles.id, copy_of, versions.id as version_id, version, sentences, edited,
                public_id as article_id, text, sources.name as source, url, title, byline,
                published_at, published_from, published_zone, language, body, corrects
            from articles
            join versions on versions.article_id = articles.id
            left join sources on sources.id = articles.source_id
            where articles.id = ?
            order by version desc limit 1
            """,
            [article_id],
        )
        head = {key: row.pop(key) for key in ("id", "copy_of", "version_id", "version")}
        sentences = row.pop("sentences")
        edited = tuple(filter(None, row.pop("edited").split(",")))
        row.update(body=load_spans(row["body"]), corrects=bool(row["corrects"]))
        passages = _passages(self._db, head["version_id"])
        spans, times = zip(*passages, strict=True) if passages else ((), ())
        stated = NewArticle(identity="", **row, passages=spans, times=times)
        return _Known(**head, sentences=sentences, edited=edited, stated=stated)

    def _add(self, new: NewArticle) -> Added:
        public_id = free_public_id(self._db, new.article_id)
        row = {"public_id": public_id, "added_at": self._now}
        ((article_id,),) = insert_row(self._db, "articles", row, "returning id")
        name_article(self._db, article_id, new)
        self._index.count_article(1)
        copy_of = self._write_version(article_id, public_id, 1, new)
        return Added("added" if copy_of is None else "copy", public_id, 1, copy_of)

    def _add_version(self, known: _Known, new: NewArticle) -> Added:
        self._index.drop(known.version_id)
        forget_sentences(self._db, unpack_hashes(known.sentences), known.id)
        public_id, version = known.stated.article_id, known.version + 1
        copy_of = self._write_version(known.id, public_id, version, new)
        return Added("version", public_id, version, copy_of)

    def _relatives(
        self, new: NewArticle, source_id: int | None, article_id: int
    ) -> tuple[int | None, int | None]:
        """Return the original of an article, or the original that turns out to be its reprint."""
        found = find_original(self._db, new.sentence_hashes, source_id, article_id)
        if found is None:
            return None, None
        if is_reprint_of(self._db, found, new.sentence_hashes, new.published_at):
            return None, found
        return found, None

    def _refresh(self, known: _Known, new: NewArticle) -> None:
        """Bring what is known about an unchanged text up to date, without a new version."""
        old = known.stated
        if _metadata(new) == _metadata(old) and _searched(new) == _searched(old):
            return
        source_id = source_id_of(self._db, new.source)
        if _searched(new) != _searched(old):
            self._index.drop(known.version_id)
            self._index.add(known.version_id, new, source_id)
        self._update_article(known.id, new, source_id, known.copy_of)
        shown = _metadata(new)
        changes = ", ".join(f"{name} = :{name}" for name in shown)
        told = {**shown, "id": known.version_id}
        self._db.execute(f"update versions set {changes} where id = :id", told)

    def _write_version(
        self, article_id: int, public_id: str, version: int, new: NewArticle
    ) -> str | None:
        """Write a version of an article; return which one it is a copy of."""
        source_id = source_id_of(self._db, new.source)
        original, reprint = self._relatives(new, source_id, article_id)
        if original is not None:
            move_copies(self._db, article_id, original)
        self._update_article(article_id, new, source_id, original)
        head = {"article_id": article_id, "version": version, "added_at": self._now}
        text = {"sentences": pack_hashes(new.sentence_hashes), "text": new.text}
        row = {**head, **_metadata(new), **text}
        ((version_id,),) = insert_row(self._db, "versions", row, "returning id")
        self._to_compare[public_id] = version
        self._index.add(version_id, new, source_id)
        if original is None:
            record_sentences(self._db, new.sentence_hashes, article_id)
        if reprint is not None:
            make_copy(self._db, reprint, article_id)
        return public_id_of(self._db, original)

    def _update_article(
        self, article_id: int, new: NewArticle, source_id: int | None, original: int | None
    ) -> None:
        self._db.execute(
            "update articles set source_id = ?, url = ?, copy_of = ? where id = ?",
            [source_id, new.url, original, article_id],
        )


def passage_spans(db: Database, version_id: int) -> tuple[Span, ...]:
    """Return the passages of a version; none when it is not the newest."""
    return tuple(span for span, _ in _passages(db, version_id))


def _passages(db: Database, version_id: int) -> list[tuple[Span, str | None]]:
    rows = db.execute(
        'select "start", "end", said_at from passages where version_id = ? order by id',
        [version_id],
    )
    return [(Span(start, end), said_at) for start, end, said_at in rows]


def _metadata(new: NewArticle) -> Mapping[str, str | bool | None]:
    stated = ("title", "byline", "language", "published_at", "published_from", "published_zone")
    own = {name: getattr(new, name) for name in stated}
    return {**own, "corrects": new.corrects, "body": dump_spans(new.body)}


def _searched(new: NewArticle) -> tuple[object, ...]:
    """Return what the index holds of an article: when it changes, the index must."""
    return new.title, new.day, new.source, new.passages, new.said_at


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
    names = [{"identity": identity, "article_id": article_id} for identity in new.identities]
    insert_rows(db, "identities", names, "on conflict do nothing")


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
    insert_rows(
        db, "to_reread", [{"answer_id": answer_id} for (answer_id,) in withdrawn.fetchall()]
    )
    db.execute("delete from to_compare where article_id = :id", named)
    db.execute("delete from verdicts where a_article = :id or b_article = :id", named)


def is_removed(db: Database, identities: Sequence[str]) -> bool:
    """Tell whether an article was deleted that came under one of these names."""
    row = db.execute(
        "select 1 from removed where identity in (select value from json_each(?)) limit 1",
        [list(identities)],
    ).fetchone()
    return row is not None
