"""Copydesk beside bare FTS5 and Haystack, on one set of dated news questions, in one run.

Example: python -m bench.side_by_side sets/news_qa --limit 100 --seed 7

Prints a table in Markdown. Haystack is an extra: pip install --group bench (pip 25.1 or later).
Its reader is given the model that is shipped, converted by `bench/hub_model.py`.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as clock_time
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from bench.baselines import (
    Ask,
    Shown,
    articles_of,
    opened_fts5,
    opened_haystack,
    opened_haystack_reader,
    passages,
)
from bench.evaluate.archives import cached_archive, opened_archive
from bench.evaluate.evaluation import Item, Tools, draw
from bench.evaluate.figures import percentile
from bench.evaluate.news_qa import NEWS_QA
from bench.evaluate.scoring import first_value, holds_any, is_exact, quotes_of
from bench.memory import most_memory
from bot.ask.asker import NetworkAsker
from handlers.cli.evaluate import default_cache

PACKAGES = ("haystack", "torch", "transformers", "onnx")
ABSENT = (
    "Haystack is left out: {} cannot be imported. Install the extra: pip install --group bench\n"
)
NOON = clock_time(12)
HEADINGS = (
    "", "quotes", "in the first", "in the first three", "extracted exactly", "p50", "p95",
    "processor p50", "memory",
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """What became of every question, the times in seconds, and the most memory in MB."""

    first: Sequence[bool]
    three: Sequence[bool]
    exact: Sequence[bool] | None
    clock: Sequence[float]
    processor: Sequence[float]
    memory: float


@contextmanager
def opened_copydesk(folder: Path) -> Iterator[Ask]:
    """Give Copydesk as `copydesk ask` is set up, the reader included."""
    tools = Tools(NetworkAsker(), default_cache())
    with opened_archive(cached_archive(articles_of(folder), tools.cache)) as store:

        def ask(question: str, asked_on: date) -> Shown:
            answer = tools.ask(store, question, datetime.combine(asked_on, NOON, UTC))
            return Shown(tuple(quotes_of(answer)), first_value(answer))

        yield ask


SYSTEMS: Mapping[str, tuple[str, Callable[[Path], AbstractContextManager[Ask]]]] = {
    "bare FTS5 (porter, any word, bm25)": ("three sentences", opened_fts5),
    "Haystack, BM25": ("three sentences", opened_haystack),
    "Haystack, BM25 and reader": ("one sentence", opened_haystack_reader),
    "Copydesk": ("one sentence", opened_copydesk),
}
"""Each system with what its quotes are; the third and the fourth read with the same model."""


def main() -> None:
    """Run each system in a process of its own, one after another, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=100, help="questions to draw")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    items = draw(NEWS_QA.read(options.folder), options.limit, options.seed)
    cached_archive(articles_of(options.folder), default_cache())
    present = present_systems()
    results = {name: run_apart(name, options.folder, items) for name in present}
    print(f"{len(items)} questions, seed {options.seed}, {count_passages(options.folder)}.\n")
    print(table(results))


def present_systems() -> list[str]:
    """Return the systems that can run here; what is left out is said."""
    missing = [package for package in PACKAGES if find_spec(package) is None]
    if missing:
        print(ABSENT.format(", ".join(missing)))
    return [name for name in SYSTEMS if not (missing and "Haystack" in name)]


def run_apart(name: str, folder: Path, items: Sequence[Item]) -> Result:
    """Run a system in a process of its own, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run_system, name, folder, items).result()


def run_system(name: str, folder: Path, items: Sequence[Item]) -> Result:
    """Ask every question; the first is asked once before, so that everything is loaded."""
    with SYSTEMS[name][1](folder) as ask:
        ask(*asked(items[0]))
        runs = [timed(ask, item) for item in items]
    shown = [(one, [str(text) for text in item.record["answers"]])
             for (one, _, _), item in zip(runs, items, strict=True)]  # fmt: skip
    extracts = any(one.extracted is not None for one, _ in shown)
    return Result(
        first=[holds_any(one.quotes[:1], accepted) for one, accepted in shown],
        three=[holds_any(one.quotes[:3], accepted) for one, accepted in shown],
        exact=[is_exact(one.extracted or "", a) for one, a in shown] if extracts else None,
        clock=[clock for _, clock, _ in runs],
        processor=[processor for _, _, processor in runs],
        memory=most_memory(),
    )


def asked(item: Item) -> tuple[str, date]:
    """Return a question and the day it was asked on."""
    return item.record["question"], date.fromisoformat(item.record["asked_at"])


def timed(ask: Ask, item: Item) -> tuple[Shown, float, float]:
    """Return what is shown, the seconds on the clock and those of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    shown = ask(*asked(item))
    return shown, time.perf_counter() - clock, time.process_time() - processor


def table(results: Mapping[str, Result]) -> str:
    """Return the results as a table in Markdown."""
    rows = [HEADINGS, ("---",) * len(HEADINGS)]
    rows += [row(name, SYSTEMS[name][0], result) for name, result in results.items()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def row(name: str, quotes: str, result: Result) -> tuple[str, ...]:
    """Return the cells of one system."""
    return (
        name,
        quotes,
        share(result.first),
        share(result.three),
        share(result.exact) if result.exact is not None else "–",
        milliseconds(result.clock, 0.5),
        milliseconds(result.clock, 0.95),
        milliseconds(result.processor, 0.5),
        f"{result.memory:,.0f} MB",
    )


def share(passed: Sequence[bool]) -> str:
    """Return how many of how many passed, in per cent.

    >>> share([True, False])
    '50 %'
    """
    return f"{100 * sum(passed) / max(1, len(passed)):.0f} %"


def milliseconds(seconds: Sequence[float], part: float) -> str:
    """Return a percentile of some times.

    >>> milliseconds([0.01, 0.02], 0.5)
    '10 ms'
    """
    return f"{(percentile(seconds, part) or 0.0) * 1000:,.0f} ms"


def count_passages(folder: Path) -> str:
    """Return how many passages of three sentences are searched, and how long they are."""
    words = [len(one.text.split()) for one in passages(folder)]
    mean = sum(words) / max(1, len(words))
    return f"{len(words):,} passages of three sentences, {mean:.0f} words on average"


if __name__ == "__main__":
    main()
