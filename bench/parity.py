"""Ask the same questions of one archive on both engines, and tell where the answers differ.

    python -m bench.parity postgresql://host/news?schema=parity ARTICLES QUESTIONS [--first N]

ARTICLES is what `copydesk ingest` takes, QUESTIONS a file of lines {"question", "at"}. Each engine
reads the articles in by itself; an answer is its JSON, byte for byte.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from bot.ask.asker import NetworkAsker
from bot.ask.retrieving import EVERYTHING
from bot.ingest.batch import ingest
from handlers.payload import dump_answer
from store import Store, open_store


class Asked(NamedTuple):
    """One question's answer on each engine, and the seconds that each one took."""

    question: str
    answers: tuple[str, ...]
    seconds: tuple[float, ...]


def read_questions(path: Path) -> list[tuple[str, datetime]]:
    """Return the questions of a file, and when each is asked."""
    records = map(json.loads, path.read_text("utf-8").splitlines())
    return [
        (record["question"], _moment(str(record.get("at") or record["asked_at"])))
        for record in records
    ]


def ask_both(stores: Iterable[Store], questions: Iterable[tuple[str, datetime]]) -> Iterator[Asked]:
    """Ask each store each question."""
    ask, stores = NetworkAsker(), list(stores)
    for question, at in questions:
        answers, seconds = [], []
        for store in stores:
            started = time.perf_counter()
            answers.append(dump_answer(ask(store, question, at, filters=EVERYTHING, top=5)))
            seconds.append(time.perf_counter() - started)
        yield Asked(question, tuple(answers), tuple(seconds))


def _moment(stated: str) -> datetime:
    at = datetime.fromisoformat(stated)
    return at if at.tzinfo else at.replace(hour=12, tzinfo=UTC)


def _filled(url: str, articles: str) -> Store:
    store, started = open_store(url), time.perf_counter()
    ingest([articles], store)
    seconds, count = time.perf_counter() - started, store.articles.state().articles
    name = url.partition(":")[0]
    print(f"{name}: {count:,} articles in {seconds:.1f} s ({count / seconds:.0f}/s)", flush=True)
    return store


def main() -> None:
    """Print how many answers are the same, and each question whose answers are not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("articles")
    parser.add_argument("questions", type=Path)
    parser.add_argument("--first", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        urls = f"sqlite:///{folder}/parity.db", options.url
        stores = [_filled(url, options.articles) for url in urls]
        found = []
        for asked in ask_both(stores, read_questions(options.questions)[: options.first]):
            found.append(asked)
            if len(set(asked.answers)) > 1:
                print("differs:", asked.question, flush=True)
        same = sum(len(set(asked.answers)) == 1 for asked in found)
        print(f"{same} of {len(found)} answers are the same")
        for at, url in enumerate(urls):
            median = statistics.median(one.seconds[at] for one in found)
            print(f"{url.partition(':')[0]}: {median * 1000:.0f} ms an answer (median)")
        for store in stores:
            store.close()


if __name__ == "__main__":
    main()
