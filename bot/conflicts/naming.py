"""Naming a dispute: what two sentences are both about, in the words of one of them."""

import re
from collections.abc import Sequence

from bot.judging.document import Statement
from store.terms import content_terms, is_stop

MOST_WORDS = 9
_WORD = re.compile(r"[^\W_]+(?:['’.,\-&][^\W_]+)*")
GAP = 2
"""Stop words that may stand between two words of a name: "aboard the Corrie Belle"."""


def name_of_dispute(a: Statement, b: Statement) -> str:
    """Return the words that both sentences have, values aside, as one of them writes.

    "83 passengers were aboard the Corrie Belle" and "Ninety-six passengers sailed aboard the Corrie
    Belle on Tuesday" are about "Passengers aboard the Corrie Belle".
    """
    shared = set(_terms_beside(a)) & set(_terms_beside(b))
    told = max((_told(one, shared) for one in (b, a)), key=len)
    text = " ".join(told[:MOST_WORDS])
    return text[:1].upper() + text[1:]


def _terms_beside(one: Statement) -> Sequence[str]:
    at = one.inside
    return content_terms(f"{one.text[: at.start]} {one.text[at.end :]}")


def _told(one: Statement, shared: set[str]) -> list[str]:
    """Return the shared words of a sentence in order, with the stop words inside a run."""
    at = one.inside
    told: list[str] = []
    waiting: list[str] | None = []  # None: another word lies between, and a run of its own begins
    for word in _WORD.finditer(one.text):
        if word.start() < at.end and at.start < word.end():
            waiting = []
        elif not shared.isdisjoint(content_terms(word.group())):
            told += [*(waiting if told and waiting and len(waiting) <= GAP else ()), word.group()]
            waiting = []
        elif not is_stop(word.group().lower()):
            waiting = None
        elif waiting is not None:
            waiting.append(word.group())
    return told
