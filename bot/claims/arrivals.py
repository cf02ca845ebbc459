"""Arrivals: what is done when articles have come in, by whichever way they came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.claims.examine import Findings, OnProgress, examine, say_nothing
from bot.claims.watching import Ask, Changed, ask_again, stamp
from store import Store

ALL = 1_000_000_000
"""More articles than there are: those of one run are taken in together."""


@dataclass(frozen=True)
class Arrived:
    """What new articles brought: the findings between claims, and watched questions changed."""

    findings: Findings
    changed: tuple[Changed, ...] = ()


def take_in(
    store: Store,
    article_ids: Sequence[str],
    ask: Ask,
    at: datetime,
    on_progress: OnProgress = say_nothing,
) -> Arrived:
    """Ask again the watched questions that new articles touch, and compare what they claim.

    Asking comes first: an article counts as new until it is compared, so that a run that is
    broken off in between asks again, and changes nothing where it had asked already.
    """
    changed = ask_again(store, article_ids, ask, at)
    return Arrived(examine(store, article_ids, stamp(at), on_progress), tuple(changed))


def take_in_new(
    store: Store, ask: Ask, at: datetime, on_progress: OnProgress = say_nothing
) -> Arrived:
    """Take in every article or version that was not compared yet, in the order they came."""
    return take_in(store, store.claims.missing(ALL), ask, at, on_progress)
