"""The sample newsroom: every question of its key, with status, value, sides and verdicts."""

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from datetime import time as clock_time
from pathlib import Path

from bot.ask.answer import Answer, Value
from bot.evaluate.archives import folder_archive
from bot.evaluate.evaluation import EvaluationSet, Item, Run, Tools
from bot.evaluate.figures import Figure, Outcome, share, times
from bot.evaluate.records import Record, has_fields, read_items
from bot.evaluate.shown import count_verbatim, summary_of, wordings_of
from store import Store

VERDICTS = {
    "attributed": "attributed position",
    "different": "different event or scope",
    "variant": "spelling variant",
}
"""The key's short words for verdicts, where they differ from those of an answer."""


def is_in(folder: Path) -> bool:
    """Tell whether a folder holds a key and the articles that it is about."""
    has_key = has_fields(folder, "key", "question", "at", "status", "accept", "sides", "verdict")
    return has_key and (folder / "articles").is_dir()


def read(folder: Path) -> list[Item]:
    """Return the questions of the key."""
    return read_items(folder, "key")


@contextmanager
def opened(folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what asks one question of all the articles."""
    with folder_archive(folder / "articles") as store:
        yield lambda item: run(item, store, tools)


def run(item: Item, store: Store, tools: Tools) -> Outcome:
    """Ask one question of the key."""
    at = datetime.combine(date.fromisoformat(item.record["at"]), clock_time(12), UTC)
    started = time.perf_counter()
    answer = tools.ask(store, item.record["question"], at)
    seconds = time.perf_counter() - started
    cited, verbatim = count_verbatim(answer, store)
    passed = {**judge(item.record, answer), "verbatim": cited == verbatim}
    passed["all right"] = all(passed.values())
    return Outcome(item.item_id, passed, {}, summary_of(answer), seconds)


def judge(entry: Record, answer: Answer) -> dict[str, bool]:
    """Return what is right about an answer, of what its key entry asks."""
    marks = {"status": answer.status == entry["status"]}
    if entry["status"] == "abstained":
        return {**marks, "abstains": answer.status == "abstained"}
    if entry["accept"]:
        marks["first value"] = bool(answer.values) and states(answer.values[0], entry["accept"])
    if entry["sides"]:
        marks["every side"] = has_sides(answer.values, entry["sides"])
    if entry["verdict"]:
        given = {verdict.verdict for verdict in answer.verdicts}
        marks["verdicts"] = {VERDICTS.get(name, name) for name in entry["verdict"]} <= given
    marks["quoted from"] = is_quoted_from(answer, entry["quoted_from"])
    return marks


def states(value: Value, accepted: Sequence[str]) -> bool:
    """Tell whether one of the accepted strings stands in a value, in any of its wordings."""
    wordings = wordings_of(value)
    return any(stands_in(wording, words) for words in accepted for wording in wordings)


def stands_in(wording: str, words: str) -> bool:
    """Tell whether words stand in a wording, whole and letter case aside.

    >>> stands_in("At least 140 people", "140"), stands_in("1140", "140")
    (True, False)
    """
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return re.search(pattern, wording, re.IGNORECASE) is not None


def has_sides(values: Sequence[Value], sides: Sequence[Sequence[str]]) -> bool:
    """Tell whether every side can be given a value of its own that is shown as a side."""
    if not sides:
        return True
    first, *others = sides
    return any(
        value.standing == "side"
        and states(value, first)
        and has_sides([*values[:at], *values[at + 1 :]], others)
        for at, value in enumerate(values)
    )


def is_quoted_from(answer: Answer, allowed: Sequence[str]) -> bool:
    """Tell whether something is quoted, and nothing but the articles that the key allows.

    What stands below the sides, as a further value, is not quoted as the answer.
    """
    cited = {
        citation.article_id.rpartition("/")[2]
        for value in answer.values
        if value.standing == "side"
        for citation in value.citations
    }
    return bool(cited) and cited <= set(allowed)


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the set."""
    marks = (
        "all right", "status", "first value", "every side", "abstains", "verdicts", "quoted from",
        "verbatim",
    )  # fmt: skip
    return [*(share(mark, outcomes) for mark in marks), *times(outcomes)]


SAMPLE = EvaluationSet("sample", is_in, read, opened, summarise)
