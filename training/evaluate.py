"""Measure both readers of a folder on SQuAD 2.0 dev.

    python -m training.evaluate --data dev2.jsonl.gz --model bot/reader/model

Some articles choose the score from which one speaks, and others are reported; they have learnt from
neither (parts.py).
"""

import argparse
import gzip
import json
import math
import re
import string
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.evaluate.figures import auc
from bot.reader.load import load_close, load_reader
from bot.reader.neural import NeuralReader
from training.parts import Part, part_of

_ARTICLE = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


@dataclass(frozen=True)
class Item:
    """A question with its passage; no answers: it cannot be answered."""

    question: str
    passage: str
    answers: tuple[str, ...]
    part: Part


@dataclass(frozen=True)
class Outcome:
    """What the reader said, and how right it is if it speaks."""

    item: Item
    score: float
    exact: float
    f1: float


def load_items(path: Path) -> list[Item]:
    """Read the questions (JSON lines, gzip)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Item(r["question"], r["passage"], tuple(r["answers"]), part_of(r["title"])) for r in rows
    ]


def normalized(text: str) -> list[str]:
    """Words as SQuAD's official script compares them."""
    return _ARTICLE.sub(" ", text.lower().translate(_PUNCTUATION)).split()


def f1_of(said: str, answer: str) -> float:
    """Token F1 of two answers."""
    one, two = normalized(said), normalized(answer)
    shared = sum((Counter(one) & Counter(two)).values())
    return 2 * shared / (len(one) + len(two)) if shared else float(one == two)


def outcomes(reader: NeuralReader, items: Sequence[Item]) -> list[Outcome]:
    """Read every item."""
    found = []
    read = reader.read_many([(item.question, item.passage) for item in items])
    for item, span in zip(items, read, strict=True):
        said = item.passage[span.start : span.end] if span else ""
        exact = max((normalized(said) == normalized(a) for a in item.answers), default=False)
        f1 = max((f1_of(said, answer) for answer in item.answers), default=0.0)
        found.append(Outcome(item, span.score if span else -99.0, float(exact), f1))
    return found


def best_threshold(results: Sequence[Outcome]) -> float:
    """The score from which to speak for the best overall F1."""
    ranked = sorted(results, key=lambda r: -r.score)
    value = best = float(sum(not r.item.answers for r in results))
    threshold = math.inf
    for result in ranked:
        value += result.f1 if result.item.answers else -1.0
        if value > best:
            best, threshold = value, result.score
    return round(threshold, 3)


def report(results: Sequence[Outcome], threshold: float, label: str) -> None:
    """Print the figures with their counts."""
    able = [r for r in results if r.item.answers]
    exact = sum(r.exact for r in able) / max(1, len(able))
    f1 = sum(r.f1 for r in able) / max(1, len(able))
    print(f"{label}: answerable n={len(able)} EM {100 * exact:.1f} F1 {100 * f1:.1f}")
    spoken = [r.score >= threshold for r in results]
    pairs = list(zip(results, spoken, strict=True))
    for name in ("exact", "f1"):
        gained = sum(getattr(r, name) if r.item.answers else 0.0 for r, said in pairs if said)
        gained += sum(not r.item.answers for r, said in pairs if not said)
        print(f"{label}: all n={len(results)} overall {name} {100 * gained / len(results):.1f}")
    silent = sum(not said for r, said in pairs if not r.item.answers)
    lost = sum(not said for r, said in pairs if r.item.answers)
    chance = auc((r.score, bool(r.item.answers)) for r in results)
    print(
        f"{label}: abstains on {silent} of {len(results) - len(able)} unanswerable and "
        f"{lost} of {len(able)} answerable; AUC {chance or 0.0:.3f}"
    )


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="only each n-th question")
    options = parser.parse_args()
    items = [item for item in load_items(options.data) if item.part is not Part.TRAIN]
    for name, load in (("quick", load_reader), ("close", load_close)):
        began = time.time()
        results = outcomes(load(options.model, threads=options.threads), items[:: options.every])
        print(f"{name}: {len(results)} questions in {time.time() - began:.0f} s")
        fitting = [r for r in results if r.item.part is Part.CALIBRATE]
        reported = [r for r in results if r.item.part is Part.REPORT]
        threshold = best_threshold(fitting)
        print(f"{name} speaks from {threshold} (chosen on n={len(fitting)})")
        report(reported, threshold, name)


if __name__ == "__main__":
    main()
