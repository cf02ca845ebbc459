"""Naming a dispute: what two sentences are both about, in the words of one of them."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.ask.question import AUXILIARIES
from bot.text.sayers import SAYING
from bot.text.words import capitalised
from store.spans import Span
from store.terms import content_terms, is_stop

if TYPE_CHECKING:
    from bot.judging.document import Statement

MOST_WORDS, TELLING, GAP = 9, 2, 2
"""Words of a name; terms from which it tells enough by itself; stop words inside one at a time."""

_WORD = re.compile(r"(?:[^\W_]\.){2,}|[^\W_]+(?:['’.,\-&][^\W_]+)*")
_COMMA = re.compile(r"[,;:] | [–—] ")
_NOWHERE = Span(0, 0)

Told = tuple[str, Span]
"""A text, and where it has a value."""


def name_of_dispute(a: "Statement", b: "Statement") -> str:
    """Return the run of words that both sentences have, values aside, as one of them writes.

    "83 passengers were aboard the Corrie Belle" and "Ninety-six passengers sailed aboard the Corrie
    Belle on Tuesday" are about "Passengers aboard the Corrie Belle". One word that tells nothing
    alone comes after what a headline has in common: "Corrie Belle sinking, missing".
    """
    both = (b, a)
    clauses, sentences = [_clause(one) for one in both], [(one.text, one.inside) for one in both]
    name = _longest_run(clauses, _shared(clauses))
    if _weight(name) < TELLING:
        name = max(name, _longest_run(sentences, _shared(sentences)), key=_weight)
    if _weight(name) < TELLING:
        told = [(f"{one.hit.title or ''}\n{one.hit.text}", _NOWHERE) for one in both]
        titles = [(one.hit.title or "", _NOWHERE) for one in both]
        topic = _longest_run(titles, _shared(told) - {*_terms(name)})
        if _weight(topic) >= TELLING:
            name = [*topic[:-1], f"{topic[-1]},", *name] if name else topic
    return _titled(name)


def name_in_quotes(quotes: Sequence[Told], question: str) -> str | None:
    """Return the run of a question's words that all quotes have, None where it tells too little."""
    name = _longest_run(quotes, _shared([*quotes, (question, _NOWHERE)]))
    return _titled(name) if _weight(name) >= TELLING else None


def _titled(name: Sequence[str]) -> str:
    return capitalised(" ".join(name))


def _terms(name: Sequence[str]) -> list[str]:
    return content_terms(" ".join(name))


def _weight(name: Sequence[str]) -> int:
    return len(set(_terms(name)))


def _clause(one: "Statement") -> Told:
    """Return the part of a sentence between commas that has the value, and where it has it."""
    at = one.inside
    start = max((match.end() for match in _COMMA.finditer(one.text, 0, at.start)), default=0)
    after = _COMMA.search(one.text, at.end)
    text = one.text[start : after.start() if after else None]
    return text, Span(at.start - start, at.end - start)


def _shared(told: Sequence[Told]) -> set[str]:
    """Return the terms that all texts have beside their values."""
    beside = (f"{text[: at.start]} {text[at.end :]}" for text, at in told)
    return set.intersection(*(set(content_terms(text)) for text in beside))


def _longest_run(told: Sequence[Told], shared: set[str]) -> list[str]:
    """Return the run with most of the shared terms; of two the one nearer to a value."""
    runs = [run for text, value in told for run in _runs(text, value, shared)]
    return max(runs, key=lambda run: (_weight(run[1]), -run[0]), default=(0, []))[1]


def _runs(text: str, value: Span, shared: set[str]) -> Iterator[tuple[int, list[str]]]:
    """Give each run of shared words, after how far from the value it ends or begins.

    As in a headline there is no auxiliary in it, and nobody who says so.
    """
    run, waiting, far = list[str](), list[str](), len(text)
    for word in _WORD.finditer(text):
        written, is_small = word.group(), is_stop(word.group().lower())
        is_value = word.start() < value.end and value.start < word.end()
        is_shared = written.lower() not in SAYING and not shared.isdisjoint(content_terms(written))
        if is_shared and not is_value:
            is_joined = AUXILIARIES.isdisjoint(map(str.lower, waiting))
            run += [*(waiting if run and is_joined else ()), written]
            far, waiting = min(far, _between(text, value, word.span())), []
        elif is_small and not is_value and len(waiting) < GAP:
            waiting.append(written)
        else:
            yield far, run[:MOST_WORDS]
            run, waiting, far = [], [], len(text)
    yield far, run[:MOST_WORDS]


def _between(text: str, value: Span, word: tuple[int, int]) -> int:
    """Return how many words lie between a value and a word; of two as near the one behind it."""
    start, end = word
    if start >= value.end:
        return 2 * len(text[value.end : start].split())
    return 2 * len(text[end : value.start].split()) + 1
