"""Settling: open verdicts that a corrected version of an article has made void."""

from collections.abc import Sequence
from dataclasses import replace

from bot.alerts.choosing import resolution_alerts, subject_of
from bot.alerts.disputes import first_of_dispute
from bot.claims.claim import Account, Claim
from bot.claims.comparing import states
from bot.claims.sides import name_of
from store import Store
from store.articles import Article
from store.verdicts import KeptVerdict, Side


def resolve(
    store: Store,
    article: Article,
    account: Account,
    others: Sequence[Account],
    known: Sequence[KeptVerdict],
    found: set[str],
    now: str,
) -> list[KeptVerdict]:
    """Resolve the open verdicts that this version of an article has settled, and say so.

    One that was not found again, though the article says the same, is not settled: the other
    article may be gone or a copy by now.
    """
    settled: list[KeptVerdict] = []
    claims = [claim for one in (account, *others) for claim in one.claims]
    for verdict in known:
        own = verdict.a if verdict.a.article_id == account.article_id else verdict.b
        if verdict.pair_key in found or own.version >= account.version:
            continue
        corrected = stated_instead(account, own, verdict, claims)
        if corrected is None and still_says(article, account, own, verdict.slot):
            continue
        note = told_of(account, own, corrected)
        told = store.alerts.told(subject_of(first_of_dispute(verdict, store.verdicts)))
        alerts = resolution_alerts(verdict, told, note)
        store.verdicts.resolve([verdict.verdict_id], note, alerts, now)
        settled.append(replace(verdict, state="resolved", note=note, changed_at=now))
    return settled


def stated_instead(
    account: Account, own: Side, verdict: KeptVerdict, claims: Sequence[Claim]
) -> str | None:
    """Return the words in which a new version states the value of the other side, if it does."""
    other = verdict.b if own is verdict.a else verdict.a
    return next(
        (
            claim.wording
            for claim in claims
            if claim.article_id == account.article_id
            and claim.slot == verdict.slot
            and claim.normalised != own.normalised
            and states(claim, other.article_id, claims)
        ),
        None,
    )


def still_says(article: Article, account: Account, own: Side, slot: str) -> bool:
    """Tell whether a new version says what its side of a verdict says: in its words or others."""
    if own.quote in article.text:
        return True
    said = ((claim.slot, claim.normalised) for claim in (*account.claims, *account.statements))
    return (slot, own.normalised) in said


def told_of(account: Account, own: Side, corrected: str | None) -> str:
    """Return in a sentence how a new version settles a verdict."""
    where, version = name_of(own), account.version
    if corrected is None:
        return f"{where} no longer says {own.wording} in version {version}."
    return f"{where} corrected {own.wording} to {corrected} in version {version}."
