"""Retrieval beside FTS5, tantivy and, where there is one, PostgreSQL, on the same made-up news.

    python -m bench.peers --passages 10000,100000 [--postgres URL] [--plot docs/peers.svg]

All of them index the same terms (store/terms.py), so that what differs is finding and order. Each
question is put to all in turn, so that a busy machine is busy for all. "kept" is the share of the
ten passages that FTS5's exact bm25() puts first which are among the ten, or among the forty that
Copydesk hands to its reader. Copydesk returns those forty with their texts, the others ten numbers.
"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.store_bench import KEPT, SEED, percentiles
from bench.synthetic import make_articles, make_questions, make_vocabulary
from bot.ask.retrieving import LIMIT
from store import Store, open_store
from store.articles import NewArticle
from store.index_fts import write_expression
from store.index_gin import write_tsquery
from store.passages import Query
from store.terms import content_terms, terms

TOP = 10
EXACT, OURS, BESIDE, SERVER = "FTS5 bm25()", "Copydesk", "tantivy", "PostgreSQL GIN"
Find = Callable[[Sequence[str]], list[int]]
"""Returns the numbers of the passages found for some terms, best first."""


@dataclass
class Peer:
    """A system with what it took and kept."""

    name: str
    find: Find
    milliseconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    kept: list[float] = field(default_factory=list)
    kept_of_all: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """What was measured of a system at one size."""

    passages: int
    name: str
    p50: float
    p95: float
    processor: float
    ratio: float
    kept: float
    kept_of_all: float


class Corpus:
    """Articles as they are made, handed on in batches and numbered by passage."""

    def __init__(self, passages: int) -> None:
        self._passages = passages
        self.kept: list[NewArticle] = []
        self.numbers: dict[tuple[str, int], int] = {}

    def batches(self) -> Iterator[tuple[list[NewArticle], list[tuple[int, str]]]]:
        """Give some articles at a time, with their passages as numbers and terms."""
        batch: list[NewArticle] = []
        for article in make_articles(SEED, self._passages, make_vocabulary(SEED)):
            self.kept += [article] if len(self.kept) < KEPT else []
            batch.append(article)
            if len(batch) == 500:
                yield batch, self._numbered(batch)
                batch = []
        yield batch, self._numbered(batch)

    def _numbered(self, batch: Sequence[NewArticle]) -> list[tuple[int, str]]:
        rows = []
        for article in batch:
            for start, end in article.passages:
                number = len(self.numbers) + 1
                self.numbers[article.article_id, start] = number
                rows.append((number, " ".join(terms(article.text[start:end]))))
        return rows


def copydesk(store: Store, numbers: dict[tuple[str, int], int]) -> Find:
    """Search as the program does."""

    def find(asked: Sequence[str]) -> list[int]:
        hits = store.passages.retrieve(Query(tuple(asked), limit=LIMIT))
        return [numbers[hit.article_id, hit.start] for hit in hits]

    return find


def fts5(db: sqlite3.Connection, order: str) -> Find:
    """Search a bare FTS5 table, ordered by its `rank` or by bm25()."""
    sql = f"select rowid from bare where bare match ? order by {order} limit {TOP}"
    return lambda asked: [n for (n,) in db.execute(sql, (write_expression([[asked]]),))]


def tantivy_index(folder: Path) -> tuple[Any, Any]:
    """Return an empty index of tantivy with its writer."""
    import tantivy  # type: ignore[import-untyped,import-not-found,unused-ignore]

    builder = tantivy.SchemaBuilder().add_integer_field("number", stored=True)
    builder.add_text_field("text", tokenizer_name="whitespace")
    index = tantivy.Index(builder.build(), str(folder))
    return index, index.writer(heap_size=100_000_000, num_threads=1)


def tantivy_find(index: Any) -> Find:
    """Search tantivy by its own BM25."""
    import tantivy

    index.reload()
    searcher, schema = index.searcher(), index.schema
    should = tantivy.Occur.Should

    def find(asked: Sequence[str]) -> list[int]:
        one_each = [(should, tantivy.Query.term_query(schema, "text", term)) for term in asked]
        found = searcher.search(tantivy.Query.boolean_query(one_each), TOP).hits
        return [searcher.doc(address)["number"][0] for _, address in found]

    return find


def postgres_find(connection: Any) -> Find:
    """Search a table of PostgreSQL with a GIN index, by ts_rank."""
    sql = f"""
        select number from bare, to_tsquery('simple', %s) as asked
        where words @@ asked order by ts_rank(words, asked) desc limit {TOP}
    """

    def find(asked: Sequence[str]) -> list[int]:
        return [number for (number,) in connection.execute(sql, (write_tsquery([[asked]]),))]

    return find


def index_all(corpus: Corpus, store: Store, db: sqlite3.Connection, writer: Any, pg: Any) -> None:
    """Put the same passages into all of them."""
    import tantivy

    db.execute("create virtual table bare using fts5(text, content='', tokenize='unicode61')")
    for articles, rows in corpus.batches():
        for _ in store.articles.add_many(articles):
            pass
        db.executemany("insert into bare (rowid, text) values (?, ?)", rows)
        for number, text in rows:
            writer.add_document(tantivy.Document(number=number, text=text))
        if pg is not None:
            add = "insert into bare values (%s, to_tsvector('simple', %s))"
            pg.cursor().executemany(add, rows)
    db.commit()
    writer.commit()
    writer.wait_merging_threads()
    if pg is not None:
        pg.execute("create index on bare using gin (words)")
        pg.execute("analyze bare")


def measure(passages: int, questions: int, postgres: str | None) -> list[Row]:
    """Index so many passages everywhere, ask, and return what it took."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "tantivy").mkdir()
        corpus, store = Corpus(passages), open_store(str(folder / "ours.db"))
        db = sqlite3.connect(folder / "bare.db")
        index, writer = tantivy_index(folder / "tantivy")
        pg = stack.enter_context(connected(postgres)) if postgres else None
        index_all(corpus, store, db, writer, pg)
        peers = [
            Peer(EXACT, fts5(db, "bm25(bare)")),
            Peer("FTS5 rank", fts5(db, "rank")),
            Peer(BESIDE, tantivy_find(index)),
            Peer(OURS, copydesk(store, corpus.numbers)),
            *([Peer(SERVER, postgres_find(pg))] if pg is not None else []),
        ]
        ask_all(peers, make_questions(SEED, questions, corpus.kept))
        store.close()
        return rows_of(passages, peers)


def connected(url: str) -> Any:
    """Return a connection to PostgreSQL with an empty table that goes with it."""
    import psycopg

    connection = psycopg.connect(url, autocommit=True)
    connection.execute("create temporary table bare (number integer, words tsvector)")
    return connection


def ask_all(peers: Sequence[Peer], questions: Sequence[str]) -> None:
    """Put each question to all in turn, after a few that warm them up."""
    for at, question in enumerate([*questions[:5], *questions]):
        asked, exact = tuple(dict.fromkeys(content_terms(question))), set[int]()
        for peer in peers:
            began, spent = time.perf_counter(), time.thread_time()
            found = peer.find(asked)
            took, spent = time.perf_counter() - began, time.thread_time() - spent
            exact = exact or set(found)
            if at >= 5:
                peer.milliseconds.append(took * 1000)
                peer.processor.append(spent * 1000)
                peer.kept.append(len(exact.intersection(found[:TOP])) / (len(exact) or 1))
                peer.kept_of_all.append(len(exact.intersection(found)) / (len(exact) or 1))


def rows_of(passages: int, peers: Sequence[Peer]) -> list[Row]:
    """Return the figures of each, with its p50 by tantivy's."""
    (beside,) = (percentiles(peer.milliseconds)[0] for peer in peers if peer.name == BESIDE)
    return [
        Row(
            passages, peer.name, *(times := percentiles(peer.milliseconds)),
            percentiles(peer.processor)[0], times[0] / beside,
            sum(peer.kept) / len(peer.kept), sum(peer.kept_of_all) / len(peer.kept_of_all),
        )
        for peer in peers
    ]  # fmt: skip


def as_line(row: Row) -> str:
    """Return a row of the table; of what Copydesk keeps there are two figures."""
    more = f", {row.kept_of_all:.0%} of 40" if row.name == OURS else ""
    spent = "elsewhere" if row.name == SERVER else f"{row.processor:.1f}"
    times = f"{row.p50:.1f} | {row.p95:.1f} | {spent} | {row.ratio:.1f}"
    return f"| {row.passages:,} | {row.name} | {times} | {row.kept:.0%}{more} |"


def plot(rows: Sequence[Row], path: Path) -> None:
    """Draw p50 and p95 against the size, both in powers of ten."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 4))
    for name in dict.fromkeys(row.name for row in rows):
        own = [row for row in rows if row.name == name]
        sizes = [row.passages for row in own]
        (line,) = axes.plot(sizes, [row.p50 for row in own], marker="o", label=name)
        axes.plot(sizes, [row.p95 for row in own], "--", marker=".", color=line.get_color())
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel="ms (p50; dashed: p95)")
    axes.legend()
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Print the table, and draw the plot where a file is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", default="10000,100000")
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--postgres", help="URL of a server; a temporary table is made there")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    names = ("passages", "system", "p50 ms", "p95 ms", "p50 of the processor", "p50 by tantivy's")
    print(f"| {' | '.join(names)} | kept of exact BM25's ten |")
    print("|---|---|---|---|---|---|---|")
    rows: list[Row] = []
    for size in map(int, options.passages.split(",")):
        rows += measure(size, options.questions, options.postgres)
        print("\n".join(as_line(row) for row in rows if row.passages == size), flush=True)
    if options.plot:
        plot(rows, options.plot)


if __name__ == "__main__":
    main()
