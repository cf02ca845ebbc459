"""Measure asking: time to an answer, start-up, memory; and what comparing an article costs.

Example: python -m bench.ask_bench --passages 10000 100000 1000000 --keep DIR
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from bench.memory import most_memory
from bench.store_bench import SEED
from bench.synthetic import make_articles, make_questions, make_vocabulary
from bot.ask.asker import NetworkAsker
from bot.ask.retrieving import EVERYTHING
from bot.conflicts.incoming import compare_all
from bot.reader.load import judge_shipped
from store import Store, open_store

ASKED_AT = datetime(2025, 11, 10, 12, tzinfo=UTC)
OPENINGS = ("When did", "Who was", "Where is", "How many people saw", "What did")
STARTS = 5
ASKED_FOR_MEMORY = 20
COMPARED = 40
"""Articles that are compared with all others, the last ones that came in."""


def main() -> None:
    """Print one block of figures for each size asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--keep", type=Path, help="Directory to keep the databases in.")
    options = parser.parse_args()
    vocabulary = make_vocabulary(SEED)
    with tempfile.TemporaryDirectory() as temporary:
        for passages in options.passages:
            path = (options.keep or Path(temporary)) / f"bench-{passages}.db"
            store = open_store(str(path))
            if store.passages.total() == 0:
                for _ in store.articles.add_many(make_articles(SEED, passages, vocabulary)):
                    pass
            kept = list(make_articles(SEED, min(passages, 8_500), vocabulary))
            report(store, path, questions_from(make_questions(SEED, options.questions, kept)))
            store.close()


def questions_from(words: Sequence[str]) -> list[str]:
    """Return the words of synthetic questions as questions of each kind."""
    return [
        OPENINGS[at % len(OPENINGS)] + text.removeprefix("What did")
        for at, text in enumerate(words)
    ]


def report(store: Store, path: Path, questions: Sequence[str]) -> None:
    """Print the times, the start-up, and the memory."""
    print(f"{store.passages.total():,} passages; load {os.getloadavg()[0]:.1f}")
    print(f"  ask {times(store, questions)}")
    print(f"  compare an article {compared(store):.2f} s")
    clock, processor = first_answer(path, questions[0])
    print(f"  start to first answer {clock:.2f} s   (processor: {processor:.2f} s)")
    memory = held_apart(path, questions[:ASKED_FOR_MEMORY])
    print(f"  memory {memory:,.0f} MB; the database {path.stat().st_size / 1e6:,.0f} MB on disk")


def answer(store: Store, question: str) -> None:
    """Ask a question as the program does."""
    NetworkAsker()(store, question, ASKED_AT, filters=EVERYTHING, top=5)


def times(store: Store, questions: Sequence[str]) -> str:
    """Return p50 and p95 in milliseconds, on the clock and of the processor."""
    answer(store, questions[0])
    clock: list[float] = []
    processor: list[float] = []
    for question in questions:
        began, worked = time.perf_counter(), time.process_time()
        answer(store, question)
        clock.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - worked) * 1000)
    return f"{percentiles(clock)} ms   (processor: {percentiles(processor)} ms)"


def compared(store: Store) -> float:
    """Return the seconds that comparing one article with the others takes."""
    newest = store.compared.missing(10**9)[-COMPARED:]
    began = time.perf_counter()
    compare_all(store, newest, judge_shipped(), ASKED_AT.isoformat())
    return (time.perf_counter() - began) / max(1, len(newest))


def percentiles(values: Sequence[float]) -> str:
    """Return the middle and the 95th of a hundred."""
    ordered = sorted(values)
    return f"p50 {ordered[len(ordered) // 2]:6.1f}  p95 {ordered[int(len(ordered) * 0.95)]:6.1f}"


def first_answer(path: Path, question: str) -> tuple[float, float]:
    """Return the seconds that `copydesk ask` takes in a new process, the middle of a few."""
    command = [sys.executable, "-m", "bot", "--database", str(path), "ask", "--no-save", question]
    runs = [start(command) for _ in range(STARTS)]
    return statistics.median(run[0] for run in runs), statistics.median(run[1] for run in runs)


def start(command: Sequence[str]) -> tuple[float, float]:
    """Run a command; return its seconds on the clock and of the processor."""
    clock, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()  # 1: it abstains
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    return time.perf_counter() - clock, worked


def held_apart(path: Path, questions: Sequence[str]) -> float:
    """Return the most memory in MB that a process of its own holds to answer some questions."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(held, path, questions).result()


def held(path: Path, questions: Sequence[str]) -> float:
    """Answer some questions; return the most memory held in MB."""
    store = open_store(str(path))
    for question in questions:
        answer(store, question)
    store.close()
    return most_memory()


if __name__ == "__main__":
    main()
