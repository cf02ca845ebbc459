"""Settling: open verdicts that a corrected version of an article has made void."""

from collections.abc import Sequence
from dataclasses import replace

from bot.alerts.choosing import resolution_alerts, subject_of
from bot.alerts.disputes import first_of_dispute
from bot.claims.claim import Account, Claim
from bot.claims.comparing import states
from store import Store
from store.verdicts import KeptVerdict, Side


def resolve(
    store: Store,
    account: Account,
    others: Sequence[Account],
    known: Sequence[KeptVerdict],
    found: set[str],
    now: str,
) -> list[KeptVerdict]:
    """Resolve the open verdicts that this version of an article has settled, and say so."""
    settled: list[KeptVerdict] = []
    claims = [claim for one in (account, *others) for claim in one.claims]
    for verdict in known:
        own = verdict.a if verdict.a.article_id == account.article_id else verdict.b
        if verdict.pair_key in found or own.version >= account.version:
            continue
        note = settled_by(account, own, verdict, claims)
        told = store.alerts.told(subject_of(first_of_dispute(verdict, store.verdicts)))
        alerts = resolution_alerts(verdict, told, note)
        store.verdicts.resolve([verdict.verdict_id], note, alerts, now)
        settled.append(replace(verdict, state="resolved", note=note, changed_at=now))
    return settled


def settled_by(
    account: Account, own: Side, verdict: KeptVerdict, claims: Sequence[Claim]
) -> str:
    """Return in a sentence how a new version settles a verdict."""
    where = own.source or own.title or own.article_id
    other = verdict.b if own is verdict.a else verdict.a
    now_said = next(
        (
            claim.wording
            for claim in claims
            if claim.article_id == account.article_id
            and claim.slot == verdict.slot
            and states(claim, other.article_id, claims)
        ),
        None,
    )
    if now_said is not None:
        return f"{where} corrected {own.wording} to {now_said} in version {account.version}."
    return f"{where} no longer says {own.wording} in version {account.version}."
