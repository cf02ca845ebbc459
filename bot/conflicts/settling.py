"""Settling: open verdicts that a corrected version of an article has made void."""

from collections.abc import Sequence
from dataclasses import replace

from bot.alerts.choosing import resolution_alerts, subject_of
from bot.conflicts.keeping import hit_of, make_side
from bot.judging.document import Statement, statements_of
from bot.judging.relating import SAME_FACT, Judge, relate
from bot.judging.values import COMPATIBLE, compare
from store import Store
from store.articles import Article
from store.verdicts import KeptVerdict, Side


def resolve(
    store: Store, article: Article, known: Sequence[KeptVerdict], judge: Judge, now: str
) -> list[KeptVerdict]:
    """Resolve the open verdicts that this version of an article has settled, and say so."""
    settled: list[KeptVerdict] = []
    lost = [(v, own) for v in known if is_lost(own := own_side(v, article), article)]
    hits = store.passages.of_article(article.article_id) if lost else []
    stated = [one for hit in hits for one in statements_of(hit)]
    for verdict, own in lost:
        corrected = stated_instead(own, stated, judge)
        if corrected is not None and corrected.normalised == own.normalised:
            continue
        note = told_of(article, own, corrected)
        subjects = [subject_of(verdict, side) for side in (verdict.a, verdict.b)]
        told = {t.channel_id: t for subject in subjects for t in store.alerts.told(subject)}
        alerts = resolution_alerts(verdict, told.values(), note)
        store.verdicts.resolve([verdict.verdict_id], note, alerts, now)
        settled.append(replace(verdict, state="resolved", note=note, changed_at=now))
    return settled


def own_side(verdict: KeptVerdict, article: Article) -> Side:
    """Return the side of a verdict that an article has."""
    return verdict.a if verdict.a.article_id == article.article_id else verdict.b


def is_lost(own: Side, article: Article) -> bool:
    """Tell whether this version of an article lacks the words that an earlier one had."""
    return own.version < article.version and own.quote not in article.text


def stated_instead(own: Side, stated: Sequence[Statement], judge: Judge) -> Side | None:
    """Return what a new version states of the fact of an old side: its value, or another."""
    before = statement_of(own)
    if before is None:
        return None
    alike = [one for one in stated if one.value.kind == before.value.kind]
    related = relate(judge, [(before, one) for one in alike])
    sure = [
        (r.likelihood, one)
        for r, one in zip(related, alike, strict=True)
        if r.likelihood >= SAME_FACT
    ]
    if not sure:
        return None
    same = [one for _, one in sure if compare(before, one) in COMPATIBLE]
    best = same[0] if same else max(sure, key=lambda pair: pair[0])[1]
    side = make_side(best)
    return replace(side, normalised=own.normalised) if same else side


def statement_of(side: Side) -> Statement | None:
    """Return a kept side as the statement it was; None where its value is no longer read there."""
    every = statements_of(hit_of(side))
    found = (one for one in every if one.value_span.start == side.value_start)
    return next(found, None)


def told_of(article: Article, own: Side, corrected: Side | None) -> str:
    """Return in a sentence how a new version settles a verdict."""
    where = own.source or own.title or own.article_id
    if corrected is None:
        return f"{where} no longer says {own.wording} in version {article.version}."
    return f"{where} corrected {own.wording} to {corrected.wording} in version {article.version}."
