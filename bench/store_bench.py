"""Measure the store: ingest speed, size, memory, and the time to retrieve.

Example: python -m bench.store_bench --passages 10000 100000 1000000
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.synthetic import make_articles, make_questions, make_vocabulary
from store import Store, open_store
from store.articles import NewArticle
from store.passages import Query
from store.terms import content_terms

SEED = 20251110
KEPT = 500  # articles that questions are made from


@dataclass(frozen=True)
class Times:
    """The times of one kind of query, in milliseconds: on the clock, and of the processor."""

    kind: str
    clock: tuple[float, float]  # p50, p95
    processor: tuple[float, float]

    def __str__(self) -> str:
        clock, processor = (
            "p50 {:6.1f}  p95 {:6.1f}".format(*at) for at in (self.clock, self.processor)
        )
        return f"  {self.kind:<20} {clock} ms   (processor: {processor} ms)"


def main() -> None:
    """Print one block of figures for each size asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="Directory to keep the databases in.")
    parser.add_argument("--database", help="An empty schema on a server, for one size.")
    options = parser.parse_args()
    vocabulary = make_vocabulary(SEED)
    with tempfile.TemporaryDirectory() as temporary:
        for passages in options.passages:
            path = (options.keep or Path(temporary)) / f"bench-{passages}.db"
            kept: list[NewArticle] = []
            store = open_store(options.database or str(path))
            if store.passages.total() == 0:
                _ingest(store, _keep(make_articles(SEED, passages, vocabulary), kept))
            else:
                kept = list(make_articles(SEED, min(passages, KEPT * 17), vocabulary))
            questions = make_questions(SEED, options.questions, kept)
            for times in _retrieve(store, questions):
                print(times)
            store.close()


def _keep(articles: Iterator[NewArticle], kept: list[NewArticle]) -> Iterator[NewArticle]:
    for article in articles:
        if len(kept) < KEPT:
            kept.append(article)
        yield article


def _ingest(store: Store, articles: Iterator[NewArticle]) -> None:
    characters = 0
    spent = 0.0
    batch: list[NewArticle] = []
    for article in articles:
        characters += len(article.text)
        batch.append(article)
        if len(batch) == 200:
            spent += _store(store, batch)
            batch = []
    spent += _store(store, batch)
    state = store.articles.state()
    size, _ = store.connections.room()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{state.passages:,} passages of {state.articles:,} articles")
    print(
        f"  ingest {state.passages / spent:,.0f} passages/s, {state.articles / spent:,.0f} "
        f"articles/s; {size / characters:.2f} MB of database per MB of text "
        f"({size / 1e6:,.0f} MB); peak memory {memory:,.0f} MB"
    )


def _store(store: Store, batch: list[NewArticle]) -> float:
    started = time.perf_counter()
    for _ in store.articles.add_many(batch):
        pass
    return time.perf_counter() - started


def _retrieve(store: Store, questions: Sequence[str]) -> Iterator[Times]:
    asked = [tuple(dict.fromkeys(content_terms(question))) for question in questions]
    kinds = {
        "everything": [Query(terms) for terms in asked],
        "since three weeks": [Query(terms, since="2025-09-05") for terms in asked],
        "one year": [Query(terms, since="2024-01-01", until="2024-12-31") for terms in asked],
        "one of 60 sources": [Query(terms, sources=("Gazette 7",)) for terms in asked],
        "general words only": [Query(terms) for terms in _general(store, asked)],
    }
    for kind, queries in kinds.items():
        clock, processor = zip(*(_time(store, query) for query in queries), strict=True)
        yield Times(kind, percentiles(clock), percentiles(processor))


def _general(store: Store, asked: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Turn each query into one of the commonest terms that all of them have."""
    frequencies = store.passages.frequencies(term for terms in asked for term in terms)
    common = sorted(frequencies, key=lambda term: -frequencies[term])[:60]
    return [
        tuple(common[(7 * at + 11 * step) % len(common)] for step in range(len(terms)))
        for at, terms in enumerate(asked)
    ]


def _time(store: Store, query: Query) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.thread_time()
    store.passages.retrieve(query)
    return (time.perf_counter() - clock) * 1000, (time.thread_time() - processor) * 1000


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile of some times."""
    ordered = sorted(times)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]


if __name__ == "__main__":
    main()
