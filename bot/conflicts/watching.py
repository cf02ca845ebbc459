"""Watching: stored questions are asked again, and answers that cite corrected versions listed."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.ask.answer import Answer, from_json
from store import Store
from store.alerts import NewAlert
from store.answers import SavedAnswer
from store.terms import content_terms
from store.times import to_second
from store.watches import Watch

TOUCHING = 0.5
"""An article touches a question when it has so much of the question's terms."""

Ask = Callable[[Store, str, datetime], Answer]


@dataclass(frozen=True)
class Changed:
    """A watched question whose values are others now."""

    watch: Watch
    before: tuple[str, ...]
    answer: Answer


@dataclass(frozen=True)
class Outdated:
    """An answer given that quotes what its article no longer says; `quotes` are the words gone."""

    answer: SavedAnswer
    quotes: tuple[str, ...]


def values_of(answer: Answer) -> tuple[str, ...]:
    """Return the values of an answer's sides, as a machine compares them."""
    return tuple(sorted({v.normalised or v.text for v in answer.values if v.standing == "side"}))


def watch(store: Store, channel_id: str, question: str, ask: Ask, at: datetime) -> int:
    """Ask a question and keep it, to be asked again when new articles touch it."""
    answer = ask(store, question, at)
    return store.watches.add(
        channel_id, question, tuple(content_terms(question)), values_of(answer), to_second(at)
    )


def ask_again(store: Store, article_ids: Iterable[str], ask: Ask, at: datetime) -> list[Changed]:
    """Ask the questions that new articles touch, and alert where the values have changed."""
    changed: list[Changed] = []
    for one in touched(store, article_ids):
        answer = ask(store, one.question, at)
        values = values_of(answer)
        if values != one.values:
            store.alerts.add([change_alert(one, answer, values)], to_second(at))
            changed.append(Changed(one, one.values, answer))
        store.watches.update(one.watch_id, values, to_second(at))
    return changed


def touched(store: Store, article_ids: Iterable[str]) -> list[Watch]:
    """Return the watches that one of the articles touches; without a watch nothing is read."""
    waiting = store.watches.find()
    found: list[Watch] = []
    for article_id in article_ids:
        if not waiting:
            break
        terms = terms_of(store, article_id)
        found += [one for one in waiting if is_touched(one, terms)]
        waiting = [one for one in waiting if one not in found]
    return sorted(found, key=lambda one: one.watch_id)


def terms_of(store: Store, article_id: str) -> frozenset[str]:
    """Return the terms of an article, none for a copy: it tells nothing new."""
    article = store.articles.get(article_id)
    if article is None or article.copy_of is not None:
        return frozenset()
    return frozenset(content_terms(f"{article.title or ''} {article.text}"))


def is_touched(watch: Watch, terms: frozenset[str]) -> bool:
    """Tell whether an article has much of what a question searches for."""
    return len(terms.intersection(watch.terms)) >= max(1.0, TOUCHING * len(watch.terms))


def change_alert(watch: Watch, answer: Answer, values: tuple[str, ...]) -> NewAlert:
    """Return the alert that a watched question has other values now."""
    payload = {
        "question": watch.question,
        "before": list(watch.values),
        "now": list(values),
        "status": answer.status,
    }
    return NewAlert(
        channel_id=watch.channel_id,
        subject=f"watch:{watch.watch_id}:{' | '.join(watch.values)} > {' | '.join(values)}",
        kind="watch",
        story=f"watch:{watch.watch_id}",
        verdict="update",
        payload=json.dumps(payload, ensure_ascii=False),
    )


def to_repair(store: Store, answers: Iterable[SavedAnswer]) -> list[Outdated]:
    """Return those answers that quote what their article no longer says, or a deleted article."""
    found = ((saved, lost_quotes(store, saved)) for saved in answers)
    return [Outdated(saved, tuple(lost)) for saved, lost in found if lost or not saved.payload]


def lost_quotes(store: Store, saved: SavedAnswer) -> list[str]:
    """Return the quotes of an answer that are gone from the newest version of their article."""
    try:
        answer = from_json(json.loads(saved.payload))
    except (ValueError, TypeError, KeyError):
        return []
    lost: list[str] = []
    for citation in (c for value in answer.values for c in value.every):
        article = store.articles.get(citation.article_id)
        if article is not None and citation.quote not in article.text:
            lost.append(citation.quote)
    return list(dict.fromkeys(lost))
