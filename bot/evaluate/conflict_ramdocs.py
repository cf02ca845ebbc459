"""Several valid answers, misinformation and noise together (RAMDocs, Wang et al. 2025).

Its measure is strict: all valid answers are in what is shown, and none of the misinformation.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from bot.ask.answer import Answer
from bot.evaluate import bundles
from bot.evaluate.bundles import Marks
from bot.evaluate.evaluation import EvaluationSet
from bot.evaluate.figures import Figure, Outcome, mean, measured_share, share, times
from bot.evaluate.records import Record, has_fields
from bot.evaluate.scoring import holds_any
from bot.evaluate.shown import has_value, shown_texts

UNKNOWN = "unknown"


def is_in(folder: Path) -> bool:
    """Tell whether a folder holds bundles that list wrong answers too."""
    return has_fields(folder, bundles.STEM, "documents", "answers", "wrong")


def judge(record: Record, answer: Answer) -> Marks:
    """Return what is right about an answer."""
    shown = list(shown_texts(answer))
    whole = all(holds_any(shown, [valid]) for valid in record["answers"])
    clean = not holds_any(shown, record["wrong"])
    values = all(has_value(answer, valid) for valid in record["answers"])
    bare = not any(has_value(answer, wrong) for wrong in record["wrong"])
    passed = {
        "all valid answers shown": whole,
        "strict": whole and clean,
        "all valid answers are values": values,
        "strict by values": values and bare,
    }
    policies = {
        "every side": float(is_strict(record, labels(record))),
        "the majority": majority_share(record),
    }
    return Marks(passed, policies)


def labels(record: Record) -> list[str]:
    """Return the answer that each document gives, by the labels of the set, noise left out."""
    stated = (str(document["answer"]) for document in record["documents"])
    return [answer for answer in stated if answer != UNKNOWN]


def majority_share(record: Record) -> float:
    """Return how likely the answer that most documents give is strictly right, ties drawn."""
    votes = Counter(labels(record))
    leading = [answer for answer, count in votes.items() if count == max(votes.values())]
    right = sum(is_strict(record, [answer]) for answer in leading)
    return right / len(leading) if leading else 0.0


def is_strict(record: Record, shown: Iterable[str]) -> bool:
    """Tell whether what is shown has all valid answers and no wrong one."""
    texts = list(shown)
    whole = all(holds_any(texts, [valid]) for valid in record["answers"])
    return whole and not holds_any(texts, record["wrong"])


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the set."""
    several = [o for o in outcomes if len(o.shown["accepted"]) > 1]
    return [
        share("all valid answers shown", outcomes),
        share("all valid answers shown, of several", several, "all valid answers shown"),
        share("all valid answers are values", outcomes),
        share("strict exact match", outcomes, "strict"),
        share("strict exact match, by the values alone", outcomes, "strict by values"),
        measured_share("policy: perfect labels, show every side", outcomes, "every side"),
        mean("policy: perfect labels, the majority", outcomes, "the majority"),
        measured_share("abstained (each has an answer)", outcomes, "abstained"),
        *bundles.warning_figures(outcomes),
        *times(outcomes),
    ]


CONFLICT_RAMDOCS = EvaluationSet(
    "conflict_ramdocs", is_in, bundles.read, partial(bundles.opened, judge), summarise
)
