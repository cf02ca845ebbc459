"""Natural conflicts between web snippets, with people's annotations (QACC)."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bot.ask.answer import Answer
from bot.evaluate import bundles
from bot.evaluate.bundles import Marks
from bot.evaluate.evaluation import EvaluationSet
from bot.evaluate.figures import Figure, Outcome, measured_share, share, times
from bot.evaluate.records import Record, has_fields

QUOTED = "accepted answer in the first quoted sentence"


def is_in(folder: Path) -> bool:
    """Tell whether a folder holds bundles that name the correct one of several answers."""
    return has_fields(folder, bundles.STEM, "documents", "conflict", "correct")


def judge(record: Record, answer: Answer) -> Marks:
    """Return what is right about an answer."""
    return Marks({QUOTED: bundles.is_quoted_first(record, answer)})


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the set."""
    return [
        *bundles.warning_figures(outcomes),
        share(QUOTED, outcomes),
        measured_share("abstained (each has an answer)", outcomes, "abstained"),
        *times(outcomes),
    ]


CONFLICT_QACC = EvaluationSet(
    "conflict_qacc", is_in, bundles.read, partial(bundles.opened, judge), summarise
)
