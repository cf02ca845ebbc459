"""Naming a dispute: what two sentences are both about, in the words of one of them."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.spans import Span
from store.terms import content_terms, is_stop

if TYPE_CHECKING:
    from bot.judging.document import Statement

MOST_WORDS = 9
_WORD = re.compile(r"[^\W_]+(?:['’.,\-&][^\W_]+)*")
GAP = 2
"""Stop words that may stand between two words of a name: "aboard the Corrie Belle"."""


def name_of_dispute(a: "Statement", b: "Statement") -> str:
    """Return the words that both sentences have, values aside, as one of them writes.

    "83 passengers were aboard the Corrie Belle" and "Ninety-six passengers sailed aboard the Corrie
    Belle on Tuesday" are about "Passengers aboard the Corrie Belle".
    """
    shared = set(_terms_beside(a)) & set(_terms_beside(b))
    return _titled(max((_told(one.text, one.inside, shared) for one in (b, a)), key=len))


def name_asked(question: str) -> str:
    """Return what a question asks of, in its own words.

    >>> name_asked("How many passengers were aboard the Corrie Belle?")
    'Passengers were aboard the Corrie Belle'
    """
    return _titled(_told(question, Span(0, 0), set(content_terms(question))))


def _titled(words: Sequence[str]) -> str:
    kept = list(words[:MOST_WORDS])
    while kept and is_stop(kept[-1].lower()):
        kept.pop()
    text = " ".join(kept)
    return text[:1].upper() + text[1:]


def _terms_beside(one: "Statement") -> Sequence[str]:
    at = one.inside
    return content_terms(f"{one.text[: at.start]} {one.text[at.end :]}")


def _told(text: str, value: Span, shared: set[str]) -> list[str]:
    """Return the shared words of a sentence in order, with the stop words inside a run."""
    told: list[str] = []
    waiting: list[str] | None = []  # None: another word lies between, and a run of its own begins
    for word in _WORD.finditer(text):
        if word.start() < value.end and value.start < word.end():
            waiting = []
        elif not shared.isdisjoint(content_terms(word.group())):
            told += [*(waiting if told and waiting and len(waiting) <= GAP else ()), word.group()]
            waiting = []
        elif not is_stop(word.group().lower()):
            waiting = None
        elif waiting is not None:
            waiting.append(word.group())
    return told
