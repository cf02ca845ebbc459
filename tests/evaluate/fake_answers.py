"""Answers made by hand, and an asker that gives them: no index is searched."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from scripted_networks import ScriptedJudge

from bot.ask.answer import Answer, Citation, IndexState, Value, Verdict
from bot.ask.retrieving import Filters
from store import Store


def citation(quote: str, article_id: str = "a1", **more: Any) -> Citation:
    blank = dict.fromkeys(
        ("source", "title", "url", "published_at", "speaker", "reading", "copy_of", "note")
    )
    place = {"version": 1, "start": 0, "end": len(quote), "value_start": 0, "value_end": 0}
    fields = {**blank, **place, "wording": "", "mode": "report", **more}
    return Citation(article_id=article_id, quote=quote, **fields)


def value(text: str, *quotes: str, kind: str = "name", standing: Any = "side") -> Value:
    cited = tuple(citation(quote) for quote in quotes)
    return Value(
        text=text, kind=kind, normalised=None, precision=None, independent_sources=len(cited),
        citations=cited, standing=standing,
    )  # fmt: skip


def answer(*values: Value, status: Any = None, verdicts: tuple[Any, ...] = ()) -> Answer:
    status = status or ("answered" if values else "abstained")
    return Answer(
        question="?", asked_at="2026-11-04", status=status,
        values=values, verdicts=tuple(Verdict(name, (0, 0)) for name in verdicts),
        reason=None if values else "nothing", nearest=(), searched=(), understood="",
        index=IndexState(0, None),
    )  # fmt: skip


judge_apart = partial(ScriptedJudge, shared=99)


@dataclass
class FakeAsker:
    answers: Mapping[str, Answer]
    filtered: Answer = field(default_factory=answer)
    asked: list[tuple[str, datetime, Filters]] = field(default_factory=list)

    def __call__(
        self, store: Store, text: str, at: datetime, *, filters: Filters, top: int
    ) -> Answer:
        self.asked.append((text, at, filters))
        return self.filtered if filters.until else self.answers.get(text, answer())


def quote_first_passage(
    store: Store, text: str, at: datetime, *, filters: Filters, top: int
) -> Answer:
    """Answer with the whole first passage of the store: enough to go through every step."""
    article = next((a for n in range(9) if (a := store.articles.get(f"t{n}"))), None)
    if article is None:
        return answer()
    start, end = article.passages[0]
    said = article.text[start:end]
    place = {"start": start, "end": end, "value_start": start, "value_end": end}
    shown = citation(said, article.article_id, wording=said, **place)
    return answer(replace(value(said, kind="quote"), citations=(shown,), independent_sources=1))
