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
_COMMA = re.compile(r"[,;:] | [–—] ")
GAP = 2
"""Stop words that may stand between two words of a name: "aboard the Corrie Belle"."""


def name_of_dispute(a: "Statement", b: "Statement") -> str:
    """Return the words that both sentences have, values aside, as one of them writes.

    "83 passengers were aboard the Corrie Belle" and "Ninety-six passengers sailed aboard the Corrie
    Belle on Tuesday" are about "Passengers aboard the Corrie Belle".
    """
    clauses = [_clause(one) for one in (b, a)]
    return _named(clauses) or _named([(one.text, one.inside) for one in (b, a)])


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


def _named(told: Sequence[tuple[str, Span]]) -> str:
    shared = set.intersection(*(set(_terms_beside(text, value)) for text, value in told))
    return _titled(max((_told(text, value, shared) for text, value in told), key=len))


def _clause(one: "Statement") -> tuple[str, Span]:
    """Return the part of a sentence between commas that has the value, and where it has it."""
    at = one.inside
    start = max((match.end() for match in _COMMA.finditer(one.text, 0, at.start)), default=0)
    after = _COMMA.search(one.text, at.end)
    text = one.text[start : after.start() if after else None]
    return text, Span(at.start - start, at.end - start)


def _terms_beside(text: str, value: Span) -> Sequence[str]:
    return content_terms(f"{text[: value.start]} {text[value.end :]}")


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
