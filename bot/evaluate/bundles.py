"""Bundles: a question with a few documents, each bundle its own little archive."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.ask.answer import Answer
from bot.evaluate.archives import bundle_archive
from bot.evaluate.evaluation import Item, Run, Tools
from bot.evaluate.figures import Figure, Outcome, warnings
from bot.evaluate.records import Record, read_items
from bot.evaluate.scoring import holds_any
from bot.evaluate.shown import quotes_of, summary_of

STEM = "bundles"
ASKED_AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
"""Documents and questions of bundles have no date: they are asked after all were collected."""


@dataclass(frozen=True)
class Marks:
    """What a set says of one answer: what is good when true, and what is only counted."""

    passed: Mapping[str, bool]
    measured: Mapping[str, float] = field(default_factory=dict)


Judge = Callable[[Record, Answer], Marks]


def read(folder: Path) -> list[Item]:
    """Return the bundles."""
    return read_items(folder, STEM)


def run(judge: Judge, tools: Tools, item: Item) -> Outcome:
    """Ask the question of one bundle, of its documents alone."""
    record = item.record
    with bundle_archive(item.item_id, record["documents"]) as store:
        started = time.perf_counter()
        answer = tools.ask(store, record["question"], ASKED_AT)
        seconds = time.perf_counter() - started
        articles = store.articles.state().articles
    warned = is_warned(answer)
    marks = judge(record, answer)
    passed = {"warning": warned == bool(record["conflict"]), **marks.passed}
    measured = {
        "conflict": float(record["conflict"]),
        "warned": float(warned),
        "differing": float(len(answer.values) > 1),
        "abstained": float(answer.status == "abstained"),
        "articles": articles,
        **marks.measured,
    }
    shown = {**summary_of(answer), "accepted": list(record["answers"])}
    return Outcome(item.item_id, passed, measured, shown, seconds)


@contextmanager
def opened(judge: Judge, folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what runs one bundle."""
    yield partial(run, judge, tools)


def is_warned(answer: Answer) -> bool:
    """Tell whether the reader is warned that sources disagree."""
    return answer.status == "disputed"


def is_quoted_first(record: Record, answer: Answer) -> bool:
    """Tell whether an accepted answer stands in the first quoted sentence."""
    return holds_any(quotes_of(answer)[:1], record["answers"])


def warning_figures(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return how good the warning is, beside the rule "warn whenever two values differ"."""
    own = warnings("warning", _pairs(outcomes, "warned"))
    plain = warnings("baseline, warn whenever two values differ", _pairs(outcomes, "differing"))
    return [*own, *plain]


def _pairs(outcomes: Sequence[Outcome], key: str) -> list[tuple[bool, bool]]:
    return [(o.measured[key] > 0, o.measured["conflict"] > 0) for o in outcomes]
