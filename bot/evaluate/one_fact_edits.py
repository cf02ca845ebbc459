"""Sentences of which one fact was changed, beside their article and the correct ones (BUMP)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bot.evaluate.evaluation import EvaluationSet, Item, Run, Tools
from bot.evaluate.figures import Figure, Outcome, measured_share, share
from bot.evaluate.records import has_fields, read_items
from bot.text.sentences import split_sentences

STEM = "pairs"
FLAGGED, LEFT = "edited, flagged", "correct, not flagged"
TYPED = ("Entity", "Circumstance")
"""Kinds of edit that change a name, a place, a date or a number, by the set's own labels."""

Checker = Callable[[str, str], bool]
"""Tells whether a sentence conflicts with an article (its text, the sentence)."""


def one_fact_edits(check: Checker) -> EvaluationSet:
    """Return the set, put to one checker: a function of a module, for several jobs."""
    return EvaluationSet("one_fact_edits", is_in, read, partial(opened, check), summarise)


def is_in(folder: Path) -> bool:
    """Tell whether a folder holds articles with a correct and an edited summary."""
    return has_fields(folder, STEM, "article", "reference_summary", "edited_summary")


def read(folder: Path) -> list[Item]:
    """Return the pairs."""
    return read_items(folder, STEM)


@contextmanager
def opened(check: Checker, folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what checks one pair."""
    yield partial(run, check)


def run(check: Checker, item: Item) -> Outcome:
    """Check both summaries of one article, sentence by sentence."""
    article, kind = item.record["article"], item.record["corrected_error_type"]
    edited = flagged(check, article, item.record["edited_summary"])
    correct = flagged(check, article, item.record["reference_summary"])
    passed = {FLAGGED: bool(edited), LEFT: not correct}
    measured = {f"{kind}: flagged": float(bool(edited)), f"{kind}: false": float(bool(correct))}
    return Outcome(item.item_id, passed, measured, {"kind": kind, "flagged": [*edited, *correct]})


def flagged(check: Checker, article: str, summary: str) -> list[str]:
    """Return the sentences of a summary that conflict with the article."""
    sentences = [summary[span.start : span.end] for span in split_sentences(summary)]
    return [sentence for sentence in sentences if check(article, sentence)]


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the set: for typed edits, for all, and for each kind."""
    typed = [o for o in outcomes if any(kind in o.shown["kind"] for kind in TYPED)]
    kinds = sorted({o.shown["kind"] for o in outcomes})
    return [
        share("name, place, date or number edited: flagged", typed, FLAGGED),
        share("name, place, date or number: correct twin left alone", typed, LEFT),
        share("all edits: flagged", outcomes, FLAGGED),
        share("all: correct twin left alone", outcomes, LEFT),
        *(measured_share(f"{kind}: flagged", outcomes, f"{kind}: flagged") for kind in kinds),
        *(measured_share(f"{kind}: flagged wrongly", outcomes, f"{kind}: false") for kind in kinds),
    ]
