"""Reprints: what was found of a copy is known of its original, once both are here."""

from collections.abc import Iterable

from bot.claims.claim import Account, Claim
from bot.claims.sides import key_of, make_side, name_of
from store import Store
from store.verdicts import COPYDESK, OPEN, KeptVerdict, NewVerdict, Side


def take_over(
    store: Store, account: Account, url: str | None, copies: Iterable[str], now: str
) -> None:
    """Move the verdicts of copies to the original that says the same, whatever was decided.

    So the original is held against nothing a second time, and alerts nobody. What a copy alone
    says stays with it, and what settled itself when the copy was corrected, for the original was
    not. Where the original has a verdict on the pair, the copy's is closed.
    """
    for copy_id in copies:
        for verdict in store.verdicts.of_article(copy_id):
            if verdict.state == "resolved" and verdict.changed_by == COPYDESK:
                continue
            moved = as_originals(verdict, copy_id, account, url)
            if moved is None or store.verdicts.move(verdict.verdict_id, moved):
                continue
            if verdict.state in OPEN:
                note = "One of the articles is a copy, and its original says the same."
                store.verdicts.resolve([verdict.verdict_id], note, (), now)


def as_originals(
    verdict: KeptVerdict, copy_id: str, account: Account, url: str | None
) -> NewVerdict | None:
    """Return a verdict with the original in the place of its copy, None where it says other."""
    sides: list[Side] = []
    why = verdict.why
    for side in (verdict.a, verdict.b):
        claim = same_claim(account, verdict.slot, side) if side.article_id == copy_id else None
        if side.article_id == copy_id and claim is None:
            return None
        sides.append(make_side(claim, url) if claim else side)
        why = why.replace(name_of(side), name_of(sides[-1]))
    a, b = sides
    key = key_of(verdict.slot, a, b)
    return NewVerdict(key, verdict.verdict, why, verdict.slot, verdict.story, a, b)


def same_claim(account: Account, slot: str, side: Side) -> Claim | None:
    """Return the claim by which an article says what a side says, in its very words if it can."""
    alike = [
        claim
        for claim in (*account.claims, *account.statements)
        if claim.slot == slot and claim.normalised == side.normalised
    ]
    return max(alike, key=lambda claim: claim.text == side.quote, default=None)
