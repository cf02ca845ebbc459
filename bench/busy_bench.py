"""Measure what reading in does to who uses an archive meanwhile: retrieving, asking, keeping.

Example: python -m bench.busy_bench --passages 100000 --questions 100 --asked 30

Each is timed alone and while another process adds articles to the same database as fast as it
can. "keep" is to store an event from Slack, as is done before it is acknowledged.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count, islice
from pathlib import Path

from bench.ask_bench import answer, questions_from
from bench.store_bench import KEPT, SEED, Times, percentiles
from bench.synthetic import make_articles, make_questions, make_vocabulary
from bot.ask.retrieving import LIMIT
from store import Store, open_store
from store.events import NewEvent
from store.passages import Query
from store.terms import content_terms

BATCH = 200  # articles that are made before they are added
PAUSE = 0.03  # seconds between two acts: one after the other would slip in between two transactions


def main() -> None:
    """Print two lines for each thing that is done: alone, and beside reading in."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--asked", type=int, default=30, help="Questions that are answered too.")
    parser.add_argument("--read-in", metavar="URL", help="Add articles until killed.")
    options = parser.parse_args()
    if options.read_in:
        read_in(options.read_in)
        return
    vocabulary = make_vocabulary(SEED)
    with tempfile.TemporaryDirectory() as folder:
        url = str(Path(folder) / "busy.db")
        store = open_store(url)
        for _ in store.articles.add_many(make_articles(SEED, options.passages, vocabulary)):
            pass
        few = list(make_articles(SEED, min(options.passages, KEPT * 17), vocabulary))
        acts = acts_on(store, make_questions(SEED, options.questions, few), options.asked)
        alone = {name: timed(each) for name, each in acts.items()}
        before = store.articles.state().articles
        with reading_in(url):
            beside = {name: timed(each) for name, each in acts.items()}
        print(f"{options.passages:,} passages; load {os.getloadavg()[0]:.1f}")
        for name in acts:
            print(replace(alone[name], kind=f"{name}, alone"))
            print(replace(beside[name], kind=f"{name}, beside"))
        print(f"  articles read in meanwhile: {store.articles.state().articles - before:,}")
        store.close()


def acts_on(
    store: Store, questions: Sequence[str], asked: int
) -> dict[str, list[Callable[[], object]]]:
    """Return what is to be timed: one call for each question or event."""
    numbers = count()

    def retrieve(question: str) -> object:
        terms = tuple(dict.fromkeys(content_terms(question)))
        return store.passages.retrieve(Query(terms, limit=LIMIT))

    def keep(_: str) -> object:
        number = next(numbers)
        return store.events.add(NewEvent(f"busy{number}", f"lane{number}", "{}"), time.time())

    return {
        "retrieve": [partial(retrieve, one) for one in questions],
        "keep": [partial(keep, one) for one in questions],
        "ask": [partial(answer, store, one) for one in questions_from(questions[:asked])],
    }


def timed(acts: Sequence[Callable[[], object]]) -> Times:
    """Return p50 and p95 of some acts in milliseconds; the first is not counted."""
    clock, processor = [], []
    for act in acts:
        time.sleep(PAUSE)
        began, worked = time.perf_counter(), time.process_time()
        act()
        clock.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - worked) * 1000)
    return Times("", percentiles(clock[1:]), percentiles(processor[1:]))


@contextmanager
def reading_in(url: str) -> Iterator[None]:
    """Have another process add articles meanwhile, once its first ones are there."""
    command = [sys.executable, "-m", "bench.busy_bench", "--read-in", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield
        finally:
            process.kill()


def read_in(url: str) -> None:
    """Add articles that nobody has yet, for as long as this process lives."""
    store = open_store(url)
    made = make_articles(SEED + 1, 10**9, make_vocabulary(SEED))
    for number in count():
        batch = [
            replace(one, identity=f"id:busy{one.article_id}", article_id=f"busy{one.article_id}")
            for one in islice(made, BATCH)
        ]
        for _ in store.articles.add_many(batch):
            pass
        if number == 0:
            print("begun", flush=True)


if __name__ == "__main__":
    main()
