"""Bundles: a question with a few documents, each bundle a little archive, in three sets.

Natural conflicts between web snippets, with people's annotations (QACC). Documents as they were,
with the answer swapped in some, and without it (RGB). Several valid answers, misinformation and
noise together (RAMDocs, Wang et al. 2025), whose measure is strict: all valid answers are in what
is shown, and none of the misinformation.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.evaluate.archives import bundle_archive
from bench.evaluate.evaluation import EvaluationSet, Item, Record, Run, Tools
from bench.evaluate.figures import Figure, Outcome, measured_share, share, times, warnings
from bench.evaluate.scoring import has_value, holds_any, quotes_of, shown_texts, summary_of
from bot.ask.answer import Answer

COMMON = ("documents", "answers", "conflict")
QUOTED = "accepted answer in the first quoted sentence"
SHY = "abstained (each has an answer)"
ASKED_AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
"""Documents and questions of bundles have no date: they are asked after all were collected."""


Judge = Callable[[Record, Answer], dict[str, bool]]
"""Says of one answer what is right about it."""


@contextmanager
def opened(judge: Judge, folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what runs one bundle."""
    yield partial(run, judge, tools)


def run(judge: Judge, tools: Tools, item: Item) -> Outcome:
    """Ask the question of one bundle, of its documents alone."""
    record = item.record
    with bundle_archive(item.item_id, record["documents"]) as store:
        started = time.perf_counter()
        answer = tools.ask(store, record["question"], ASKED_AT)
        seconds = time.perf_counter() - started
        articles = store.articles.state().articles
    marks = judge(record, answer)
    passed = {"warning": is_warned(answer) == bool(record["conflict"]), **marks}
    measured = {
        "conflict": float(record["conflict"]),
        "warned": float(is_warned(answer)),
        "differing": float(len(answer.values) > 1),
        "abstained": float(answer.status == "abstained"),
        "articles": articles,
    }
    shown = {**summary_of(answer), "accepted": list(record["answers"])}
    return Outcome(item.item_id, passed, measured, shown, seconds)


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


def judge_qacc(record: Record, answer: Answer) -> dict[str, bool]:
    """Return what is right about an answer to people's own question."""
    return {QUOTED: is_quoted_first(record, answer)}


def summarise_qacc(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the natural conflicts."""
    return [
        *warning_figures(outcomes),
        share(QUOTED, outcomes),
        measured_share(SHY, outcomes, "abstained"),
        *times(outcomes),
    ]


def judge_swaps(record: Record, answer: Answer) -> dict[str, bool]:
    """Return what is right about an answer: its bundle is unanswerable, swapped or clean."""
    warned = is_warned(answer)
    if not record["answers"]:
        return {"abstains": answer.status == "abstained"}
    if "swapped" in record:
        sides = (*record["answers"], record["swapped"])
        both = all(has_value(answer, side) for side in sides)
        return {"swapped, warning": warned, "swapped, both sides shown": both}
    quoted = is_quoted_first(record, answer)
    return {"clean, no warning": not warned, f"clean, {QUOTED}": quoted}


def summarise_swaps(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the planted swaps, their clean twins and those without an answer."""
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
        share(f"clean, {QUOTED}", outcomes),
        *warning_figures([*clean, *swapped]),
        *times(outcomes),
    ]


def judge_ramdocs(record: Record, answer: Answer) -> dict[str, bool]:
    """Return what is right about an answer that several documents mislead."""
    shown = list(shown_texts(answer))
    values = all(has_value(answer, valid) for valid in record["answers"])
    bare = not any(has_value(answer, wrong) for wrong in record["wrong"])
    return {
        "all valid answers shown": is_whole(record, shown),
        "strict": is_strict(record, shown),
        "all valid answers are values": values,
        "strict by values": values and bare,
    }


def is_whole(record: Record, shown: Sequence[str]) -> bool:
    """Tell whether what is shown has all valid answers."""
    return all(holds_any(shown, [valid]) for valid in record["answers"])


def is_strict(record: Record, shown: Sequence[str]) -> bool:
    """Tell whether what is shown has all valid answers and no wrong one."""
    return is_whole(record, shown) and not holds_any(shown, record["wrong"])


def summarise_ramdocs(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of valid answers among misinformation."""
    several = [o for o in outcomes if len(o.shown["accepted"]) > 1]
    return [
        share("all valid answers shown", outcomes),
        share("all valid answers shown, of several", several, "all valid answers shown"),
        share("all valid answers are values", outcomes),
        share("strict exact match", outcomes, "strict"),
        share("strict exact match, by the values alone", outcomes, "strict by values"),
        measured_share(SHY, outcomes, "abstained"),
        *warning_figures(outcomes),
        *times(outcomes),
    ]


CONFLICT_QACC = EvaluationSet(
    "conflict_qacc", {"bundles": (*COMMON, "correct")}, partial(opened, judge_qacc), summarise_qacc
)
CONFLICT_SWAPS = EvaluationSet(
    "conflict_swaps", {"bundles": COMMON}, partial(opened, judge_swaps), summarise_swaps,
    lacks=("correct", "wrong"),
)  # fmt: skip
CONFLICT_RAMDOCS = EvaluationSet(
    "conflict_ramdocs", {"bundles": (*COMMON, "wrong")}, partial(opened, judge_ramdocs),
    summarise_ramdocs,
)  # fmt: skip
