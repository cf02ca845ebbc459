"""Take each step and constant of judging out in turn, and print which figure of a set moves.

    python -m training.ablate ../shared/eval/desk --half A

What moves no figure on a set that it was not fitted to is to be deleted (docs/architecture.md).
"""

import argparse
import importlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from bench.evaluate.desk import DESK
from bench.evaluate.evaluation import Tools, run_items
from bench.evaluate.figures import Figure
from bot.ask.asker import NetworkAsker
from bot.ask.question import Asked
from bot.ask.weighing import Curve

FIGURES = ("quote@1", "quote@3", "abstaining: AUC", "answered", "warning: F1", "two sides shown")


@dataclass(frozen=True)
class Part:
    """A step or a constant: what is put in its place to take it out, or to move it."""

    name: str
    module: str
    attribute: str
    instead: Any


def without(curve: Curve, feature: str) -> Curve:
    """The curve with one feature's weight at zero."""
    return Curve(curve.start, {**curve.weights, feature: 0.0})


def parts() -> list[Part]:
    """Every step and constant of an answer."""
    weighing = importlib.import_module("bot.ask.weighing")
    found = [
        Part("no headline before a passage", "bot.ask.reading", "headline_of", lambda hit: ""),
        Part("10 passages read", "bot.ask.reading", "PASSAGES_READ", 10),
        Part("20 passages read", "bot.ask.reading", "PASSAGES_READ", 20),
        Part("1 span a passage", "bot.ask.reading", "SPANS_A_PASSAGE", 1),
        Part("4 passages read closely", "bot.reader.twice", "CLOSELY", 4),
        Part("no first score", "bot.reader.twice", "QUICK_SHARE", 0.0),
        Part("a value is the span itself", "bot.ask.reading", "MOSTLY", 9.0),
        Part("the question word chooses no kind", "bot.ask.reading", "SHOWN",
             dict.fromkeys(get_args(Asked), ())),
        Part("no query of the last days", "bot.ask.retrieving", "_fresh", lambda base, day: ()),
        Part("no grouping", "bot.ask.grouping", "COMPATIBLE", frozenset()),
        Part("most precise value: NEAR 0", "bot.ask.grouping", "NEAR", 0.0),
        Part("quotes of a sure answer: 1", "bot.ask.citing", "QUOTES_OF_SURE", 1),
        Part("no joining by the judge", "bot.ask.answering", "SAME_FACT", 2.0),
        Part("no which one", "bot.ask.answering", "RIVALS", 99),
        Part("no update on top", "bot.ask.answering", "newest_first", list),
        Part("3 groups compared", "bot.ask.answering", "COMPARED", 3),
        Part("every value a side", "bot.ask.answering", "LEAST_OF_SIDE", 0.0),
        Part("LEAST_LIKELY less", "bot.ask.answering", "LEAST_LIKELY", 0.0),
    ]  # fmt: skip
    for curve, module in (("QUOTE", "bot.ask.reading"), ("ANSWER", "bot.ask.answering"),
                          ("SIDE", "bot.ask.answering")):  # fmt: skip
        whole: Curve = getattr(weighing, curve)
        found += [
            Part(f"{curve} without {name}", module, curve, without(whole, name))
            for name in whole.weights
        ]
    return found


@contextmanager
def replaced(part: Part | None) -> Iterator[None]:
    """Put a part's substitute in its place for a while."""
    if part is None:
        yield
        return
    module = importlib.import_module(part.module)
    kept = getattr(module, part.attribute)
    setattr(module, part.attribute, part.instead)
    try:
        yield
    finally:
        setattr(module, part.attribute, kept)


def measure(run: Callable[[], Sequence[Figure]], part: Part | None) -> dict[str, float]:
    """The figures with a part replaced."""
    with replaced(part):
        figures = run()
    return {
        name: figure.value
        for name in FIGURES
        for figure in figures
        if figure.name.startswith(name) and figure.value is not None
    }


def main() -> None:
    """Read the command line, measure, and print a row a part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of desk")
    parser.add_argument("--half", choices=["A", "B"], default="A")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "copydesk-eval")
    parser.add_argument("--only", default="", help="parts whose name this pattern finds")
    options = parser.parse_args()
    tools = Tools(NetworkAsker(), options.cache)
    items = [item for item in DESK.read(options.folder) if item.half == options.half]

    def run() -> Sequence[Figure]:
        return DESK.summarise(list(run_items(DESK, options.folder, tools, items)))

    whole = measure(run, None)
    print("| part | " + " | ".join(whole) + " |")
    print(
        "| as it is | " + " | ".join(f"{value:.3f}" for value in whole.values()) + " |", flush=True
    )
    for part in parts():
        if re.search(options.only, part.name):
            moved = measure(run, part)
            row = (f"{moved.get(name, 0) - value:+.3f}" for name, value in whole.items())
            print(f"| {part.name} | " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
