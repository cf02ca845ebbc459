"""News quiz questions over thousands of dated articles, indexed together (RealTimeQA)."""

import time
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from bench.evaluate.archives import opened_questions, prepare_archive
from bench.evaluate.evaluation import EvaluationSet, Item, Tools, noon
from bench.evaluate.figures import Figure, Outcome, mean, measured_share, share, summed_ratio, times
from bench.evaluate.scoring import (
    citations_of,
    count_verbatim,
    first_value,
    holds_any,
    is_exact,
    quotes_of,
    summary_of,
    token_f1,
)
from bot.ask.answer import Answer
from bot.ask.retrieving import Filters
from store import Store

UNKNOWING = timedelta(days=31)
"""An article "before the day of asking minus 30 days" is at least this old."""

BEFORE = "abstains when no article could know"


def run(store: Store, tools: Tools, item: Item) -> Outcome:
    """Ask one question twice."""
    question, at = item.record["question"], noon(item.record["asked_at"])
    started = time.perf_counter()
    answer = tools.ask(store, question, at)
    seconds = time.perf_counter() - started
    until = (date.fromisoformat(item.record["asked_at"]) - UNKNOWING).isoformat()
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


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the set."""
    answered_before = [Outcome(o.item_id, {BEFORE: not o.passed[BEFORE]}) for o in outcomes]
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
        share("answered when no article could know (wrong)", answered_before, BEFORE),
        *times(outcomes),
    ]  # fmt: skip


def _shown(answer: Answer, before: Answer, accepted: Sequence[str]) -> dict[str, Any]:
    earlier = {"value": first_value(before), "quotes": quotes_of(before)[:1]}
    return {**summary_of(answer), "accepted": list(accepted), "before": earlier}


NEWS_QA = EvaluationSet(
    "news_qa",
    {"questions": ("question", "asked_at", "answers"), "articles": ("published", "text")},
    partial(opened_questions, run),
    summarise,
    prepare_archive,
)
