"""Running the items of a set, in this process or in several."""

import json
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from bot.evaluate.evaluation import EvaluationSet, Item, Tools
from bot.evaluate.figures import Outcome

CHUNK = 20
"""Items handed to another process at a time; each time it opens the archive anew (40 ms)."""


def draw(items: Sequence[Item], limit: int | None, seed: int) -> list[Item]:
    """Return all items, or a sample of `limit` of them in their order, the same for a seed."""
    if limit is None or limit >= len(items):
        return list(items)
    return [items[at] for at in sorted(random.Random(seed).sample(range(len(items)), limit))]


def run_items(
    chosen: EvaluationSet, folder: Path, tools: Tools, items: Sequence[Item], jobs: int = 1
) -> Iterator[Outcome]:
    """Give the outcomes in the order of the items."""
    if jobs <= 1:
        with chosen.opened(folder, tools) as run:
            yield from map(run, items)
        return
    chunks = [items[at : at + CHUNK] for at in range(0, len(items), CHUNK)]
    work = partial(run_chunk, chosen, folder, tools)
    # Spawned, not forked: an open database must not be carried into another process.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for outcomes in pool.map(work, chunks):
            yield from outcomes


def run_chunk(
    chosen: EvaluationSet, folder: Path, tools: Tools, items: Sequence[Item]
) -> list[Outcome]:
    """Run a few items in this process."""
    with chosen.opened(folder, tools) as run:
        return [run(item) for item in items]


def as_line(chosen: EvaluationSet, outcome: Outcome) -> str:
    """Return the line of JSON that keeps an outcome; times are left out, as they never recur."""
    fields = {
        "set": chosen.name,
        "id": outcome.item_id,
        "passed": dict(outcome.passed),
        "measured": dict(outcome.measured),
        "shown": dict(outcome.shown),
    }
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)
