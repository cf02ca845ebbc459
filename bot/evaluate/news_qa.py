"""News quiz questions over thousands of dated articles, indexed together (RealTimeQA)."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from bot.ask.answer import Answer
from bot.ask.retrieving import Filters
from bot.evaluate.archives import cached_archive, opened_archive
from bot.evaluate.evaluation import EvaluationSet, Item, OnProgress, Run, Tools
from bot.evaluate.figures import (
    Figure,
    Outcome,
    mean,
    measured_share,
    share,
    summed_ratio,
    times,
)
from bot.evaluate.records import find_file, has_fields, read_items
from bot.evaluate.scoring import holds_any, is_exact, token_f1
from bot.evaluate.shown import citations_of, count_verbatim, quotes_of, summary_of
from store import Store
from store.errors import CopydeskError

UNKNOWING = timedelta(days=31)
"""An article "before the day of asking minus 30 days" is at least this old."""

BEFORE = "abstains when no article could know"


def is_in(folder: Path) -> bool:
    """Tell whether a folder holds an archive and dated questions to it."""
    return has_fields(folder, "articles", "id", "published", "text") and has_fields(
        folder, "questions", "id", "question", "asked_at", "answers"
    )


def read(folder: Path) -> list[Item]:
    """Return the questions."""
    return read_items(folder, "questions")


def prepare(folder: Path, tools: Tools, on_progress: OnProgress) -> None:
    """Index the articles, if this code has not yet."""
    cached_archive(_articles(folder), tools.cache, on_progress)


@contextmanager
def opened(folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what asks one question, with all articles and with those that cannot know."""
    path = cached_archive(_articles(folder), tools.cache, lambda done, of: None)
    with opened_archive(path) as store:
        yield lambda item: run(item, store, tools)


def run(item: Item, store: Store, tools: Tools) -> Outcome:
    """Ask one question twice."""
    question, asked_on = item.record["question"], date.fromisoformat(item.record["asked_at"])
    at = datetime.combine(asked_on, clock_time(12), UTC)
    started = time.perf_counter()
    answer = tools.ask(store, question, at)
    seconds = time.perf_counter() - started
    until = (asked_on - UNKNOWING).isoformat()
    before = tools.ask(store, question, at, Filters(until=until))
    accepted = [str(text) for text in item.record["answers"]]
    cited, verbatim = count_verbatim(answer, store)
    passed = {**judge(answer, accepted), BEFORE: before.status == "abstained"}
    measured = {
        "token F1": token_f1(first_value(answer), accepted),
        "answered": float(answer.status != "abstained"),
        "disputed": float(answer.status == "disputed"),
        "citations": cited,
        "verbatim": verbatim,
    }
    return Outcome(item.item_id, passed, measured, _shown(answer, before, accepted), seconds)


def judge(answer: Answer, accepted: Sequence[str]) -> dict[str, bool]:
    """Return what is right about an answer."""
    quotes = quotes_of(answer)
    every = [citation.quote for citation in citations_of(answer)]
    return {
        "in the first quoted sentence": holds_any(quotes[:1], accepted),
        "in the first three": holds_any(quotes[:3], accepted),
        "in any quoted sentence": holds_any(every, accepted),
        "extracted exactly": is_exact(first_value(answer), accepted),
    }


def first_value(answer: Answer) -> str:
    """Return the extracted answer, empty where Copydesk abstains."""
    return answer.values[0].text if answer.values else ""


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the set."""
    return [
        share("accepted answer in the first quoted sentence", outcomes,
              "in the first quoted sentence"),
        share("accepted answer in the first three", outcomes, "in the first three"),
        share("accepted answer in any quoted sentence", outcomes, "in any quoted sentence"),
        share("extracted answer exactly right", outcomes, "extracted exactly"),
        mean("extracted answer, token F1", outcomes, "token F1"),
        summed_ratio("citations that are verbatim", outcomes, "verbatim", "citations"),
        measured_share("answered", outcomes, "answered"),
        measured_share("with a warning", outcomes, "disputed"),
        wrongly_answered(outcomes),
        *times(outcomes),
    ]  # fmt: skip


def wrongly_answered(outcomes: Sequence[Outcome]) -> Figure:
    """Return the share answered when no article could know: all of it is wrong."""
    answered = [Outcome(o.item_id, {BEFORE: not o.passed[BEFORE]}) for o in outcomes]
    return share("answered when no article could know (wrong)", answered, BEFORE)


def _shown(answer: Answer, before: Answer, accepted: Sequence[str]) -> dict[str, Any]:
    earlier = {"value": first_value(before), "quotes": quotes_of(before)[:1]}
    return {**summary_of(answer), "accepted": list(accepted), "before": earlier}


def _articles(folder: Path) -> Path:
    path = find_file(folder, "articles")
    if path is None:
        raise CopydeskError(f"The folder {folder} has no file articles.jsonl or articles.jsonl.gz.")
    return path


NEWS_QA = EvaluationSet("news_qa", is_in, read, opened, summarise, prepare)
