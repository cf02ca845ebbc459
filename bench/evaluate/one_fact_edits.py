"""Sentences of which one fact was changed, beside their article and the correct ones (BUMP)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from bench.evaluate.archives import bundle_archive
from bench.evaluate.evaluation import EvaluationSet, Item, Run, Tools
from bench.evaluate.figures import Figure, Outcome, measured_share, share
from bot.check.checking import FLAGGED, check_draft
from store import Store

Checker = Callable[[Tools, Store, str], bool]
"""Tells whether a draft has a sentence that conflicts with the articles of a store."""

WRITTEN_ON = date(2024, 1, 1)
"""Summaries and their articles have no date."""

EDITED, LEFT = "edited, flagged", "correct, not flagged"
TYPED = ("Entity", "Circumstance")
"""Kinds of edit that change a name, a place, a date or a number, by the set's own labels."""


def one_fact_edits(is_flagged: Checker) -> EvaluationSet:
    """Return the set, put to one checker: a function of a module, for several jobs."""
    needs = {"pairs": ("article", "reference_summary", "edited_summary")}
    return EvaluationSet("one_fact_edits", needs, partial(opened, is_flagged), summarise)


def is_flagged_by_check(tools: Tools, store: Store, draft: str) -> bool:
    """Tell whether `copydesk check` warns of a draft."""
    checked = check_draft(store, draft, WRITTEN_ON, tools.judge())
    return any(one.standing in FLAGGED for one in checked)


@contextmanager
def opened(is_flagged: Checker, folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what checks one pair."""
    yield partial(run, is_flagged, tools)


def run(is_flagged: Checker, tools: Tools, item: Item) -> Outcome:
    """Check both summaries of one article, which is all there is in the archive."""
    record, kind = item.record, item.record["corrected_error_type"]
    article = {"source": "article", "text": record["article"]}
    with bundle_archive(item.item_id, [article]) as store:
        edited = is_flagged(tools, store, record["edited_summary"])
        correct = is_flagged(tools, store, record["reference_summary"])
    measured = {f"{kind}: flagged": float(edited), f"{kind}: false": float(correct)}
    return Outcome(item.item_id, {EDITED: edited, LEFT: not correct}, measured, {"kind": kind})


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the set: for typed edits, for all, and for each kind."""
    typed = [o for o in outcomes if any(kind in o.shown["kind"] for kind in TYPED)]
    kinds = sorted({o.shown["kind"] for o in outcomes})
    return [
        share("name, place, date or number edited: flagged", typed, EDITED),
        accused("name, place, date or number: correct twin accused", typed),
        share("all edits: flagged", outcomes, EDITED),
        accused("all: correct twin accused", outcomes),
        *(measured_share(f"{kind}: flagged", outcomes, f"{kind}: flagged") for kind in kinds),
        *(measured_share(f"{kind}: twin accused", outcomes, f"{kind}: false") for kind in kinds),
    ]


def accused(name: str, outcomes: Sequence[Outcome]) -> Figure:
    """Return the share of the correct summaries that are flagged."""
    return share(name, [Outcome(o.item_id, {LEFT: not o.passed[LEFT]}) for o in outcomes], LEFT)


ONE_FACT_EDITS = one_fact_edits(is_flagged_by_check)
