"""Planted swaps: documents as they were, with the answer swapped in some, and without it (RGB)."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from bot.ask.answer import Answer
from bot.evaluate import bundles
from bot.evaluate.bundles import Marks
from bot.evaluate.evaluation import EvaluationSet
from bot.evaluate.figures import Figure, Outcome, measured_share, share, times
from bot.evaluate.records import Record, has_fields, read_items
from bot.evaluate.shown import has_value

QUOTED = "clean, accepted answer in the first quoted sentence"
Shape = Literal["clean", "swapped", "unanswerable"]


def is_in(folder: Path) -> bool:
    """Tell whether a folder holds bundles of which some are swapped."""
    if not has_fields(folder, bundles.STEM, "documents", "answers", "conflict"):
        return False
    return any("swapped" in item.record for item in read_items(folder, bundles.STEM))


def shape_of(record: Record) -> Shape:
    """Return which of the three a bundle is."""
    if not record["answers"]:
        return "unanswerable"
    return "swapped" if "swapped" in record else "clean"


def judge(record: Record, answer: Answer) -> Marks:
    """Return what is right about an answer, by the shape of its bundle."""
    warned = bundles.is_warned(answer)
    shape = shape_of(record)
    if shape == "unanswerable":
        return Marks({"abstains": answer.status == "abstained"})
    if shape == "clean":
        quoted = bundles.is_quoted_first(record, answer)
        return Marks({"clean, no warning": not warned, QUOTED: quoted})
    sides = (*record["answers"], record["swapped"])
    both = all(has_value(answer, side) for side in sides)
    return Marks({"swapped, warning": warned, "swapped, both sides shown": both})


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the set."""
    clean = [o for o in outcomes if "clean, no warning" in o.passed]
    swapped = [o for o in outcomes if "swapped, warning" in o.passed]
    baseline = "baseline, two values differ"
    return [
        share("warning on the swapped", outcomes, "swapped, warning"),
        measured_share(f"{baseline}: on the swapped", swapped, "differing"),
        measured_share("warning on their clean twins (false)", clean, "warned"),
        measured_share(f"{baseline}: on the clean (false)", clean, "differing"),
        share("both sides shown of the swapped", outcomes, "swapped, both sides shown"),
        share("abstention on the unanswerable", outcomes, "abstains"),
        measured_share("abstention on the clean (too shy)", clean, "abstained"),
        share(QUOTED, outcomes),
        *bundles.warning_figures([*clean, *swapped]),
        *times(outcomes),
    ]


CONFLICT_SWAPS = EvaluationSet(
    "conflict_swaps", is_in, bundles.read, partial(bundles.opened, judge), summarise
)
