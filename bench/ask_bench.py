"""Measure asking: time to an answer with and without the neural reader, start-up, memory.

Example: python -m bench.ask_bench --passages 10000 100000 1000000
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.store_bench import SEED
from bench.synthetic import make_articles, make_questions, make_vocabulary
from bot.ask.answering import ask
from bot.ask.reading import Reader
from bot.reader.load import load_reader
from store import Store, open_store

ASKED_AT = datetime(2025, 11, 10, 12, tzinfo=UTC)
OPENINGS = ("When did", "Who was", "Where is", "How many people saw", "What did")
FIRST_ANSWER = """
import sys
from datetime import UTC, datetime
from bot.ask.answering import ask
from bot.reader.load import load_reader
from store import open_store
ask(open_store(sys.argv[1]), sys.argv[2], datetime.now(UTC), reader=load_reader())
"""


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
    """Print the times with and without the reader, the start-up, and the memory."""
    print(f"{store.passages.total():,} passages")
    before = memory()
    for name, reader in (("by rules", None), ("with the reader", load_reader())):
        print(f"  ask {name:<16} {times(store, questions, reader)}")
    print(f"  process start to first answer {first_answer(path, questions[0]):.1f} s")
    print(f"  memory {memory():,.0f} MB, of which reading added {memory() - before:,.0f} MB")


def times(store: Store, questions: Sequence[str], reader: Reader | None) -> str:
    """Return p50 and p95 in milliseconds, on the clock and of the processor."""
    ask(store, questions[0], ASKED_AT, reader=reader)
    clock: list[float] = []
    processor: list[float] = []
    for question in questions:
        began, worked = time.perf_counter(), time.process_time()
        ask(store, question, ASKED_AT, reader=reader)
        clock.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - worked) * 1000)
    return f"{percentiles(clock)} ms   (processor: {percentiles(processor)} ms)"


def percentiles(values: Sequence[float]) -> str:
    """Return the middle and the 95th of a hundred."""
    ordered = sorted(values)
    return f"p50 {ordered[len(ordered) // 2]:6.1f}  p95 {ordered[int(len(ordered) * 0.95)]:6.1f}"


def first_answer(path: Path, question: str) -> float:
    """Return the seconds from starting a process to its first answer."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", FIRST_ANSWER, str(path), question], check=True)
    return time.perf_counter() - began


def memory() -> float:
    """Return the most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
