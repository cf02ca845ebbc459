"""Context: the terms around a value, weighted by how near they stand."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.ask.expansion import related
from bot.text.words import words
from store.spans import Span
from store.terms import is_stop, terms

_PHRASES = {
    "run out": "expire", "runs out": "expire", "ran out": "expire", "running out": "expire",
    "cease-fire": "ceasefire", "cease fire": "ceasefire", "called off": "cancelled",
    "put off": "postponed", "pushed back": "postponed", "take over": "takeover",
    "took over": "takeover", "taken over": "takeover", "went down": "sank", "go down": "sink",
    "blew up": "exploded", "broke down": "collapsed", "stepped down": "resigned",
    "pulled out": "withdrew", "set up": "founded", "shut down": "closed",
}  # fmt: skip
"""What two words say, in the one that means the same."""

_WORD = re.compile(
    rf"\b(?:{'|'.join(_PHRASES)})\b|[^\W_]+(?:['’.\-&][^\W_]+)*|[,;:–—]", re.IGNORECASE
)
_MARKS = frozenset(",;:–—")
_LINKS = words(
    """and but while whereas although because who which unless if when after before as where until
    though since"""
)
_CROSSING = 4.0
_HALF_WAY = 4.0
_DIM = frozenset(
    terms(
        """night morning evening afternoon early late week weekend day month year time noon midnight
        tonight today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday
        january february march april may june july august september october november december
        said say says told announced reported according people person least nearly about more than
        expected scheduled due planned set begin will place take took held hold new old local
        unless neither later earlier another least last next first second third half dozen one two
        three four five six seven eight nine ten eleven twelve twenty thirty hundred thousand
        million billion"""
    )
)
"""Words that tell little of what a value is a value of."""

_ALSO = (
    "complete completed completion close closed closing finalise finalised finalize finalized",
    "meet met meeting talks round delegation delegations summit session conference",
)
"""Families that hold of one story, too wide to search an archive with."""

FAMILY = 0.7
SHARED_STEM = 5
"""Terms that begin with this many equal letters and differ by a short ending are one word."""


def near_terms(sentence: str, start: int, end: int, names: Sequence[Span]) -> dict[str, float]:
    """Return the content terms around a span with their nearness: 1 beside it, half at 4 words.

    Names are left out; a comma or an "and" between counts as four words.

    >>> near_terms("The pier opened on Friday, and rain fell.", 19, 25, [])
    {'open': 0.8, 'pier': 0.66..., 'rain': 0.33..., 'fell': 0.3...}
    """
    found: dict[str, float] = {}
    found_words = list(_WORD.finditer(sentence))
    before = [m for m in found_words if m.end() <= start][::-1]
    after = [m for m in found_words if m.start() >= end]
    for side in (before, after):
        cost = 0.0
        for match in side:
            word = match.group()
            if word in _MARKS or word.lower() in _LINKS:
                cost += _CROSSING
                continue
            if not any(n.start <= match.start() < n.end for n in names):
                for term in terms(_PHRASES.get(word.lower(), word)):
                    if not is_stop(term) and term not in _DIM and not term[0].isdigit():
                        nearness = _HALF_WAY / (_HALF_WAY + cost)
                        found[term] = max(found.get(term, 0.0), nearness)
            cost += 1.0
    return found


@lru_cache(maxsize=1 << 16)
def likeness(one: str, two: str) -> float:
    """Return how alike two terms are: 1 the same, less for a family, 0 for others.

    >>> likeness("close", "close"), likeness("toll", "death"), likeness("close", "open")
    (1.0, 0.7, 0.0)
    """
    if one == two:
        return 1.0
    if is_derived(one, two) or two in related(one) or two in _in_story().get(one, ()):
        return FAMILY
    return 0.0


def covered(own: Mapping[str, float], other: Mapping[str, float], count: int) -> float:
    """Return how far the `count` nearest terms of one value stand around another: 0 to 1."""
    nearest = sorted(own, key=lambda term: -own[term])[:count]
    whole = sum(own[term] for term in nearest)
    found = sum(
        own[term] * max((likeness(term, t) * (0.5 + n / 2) for t, n in other.items()), default=0.0)
        for term in nearest
    )
    return found / whole if whole else 0.0


@lru_cache(maxsize=1)
def _in_story() -> dict[str, frozenset[str]]:
    groups = [frozenset(terms(line)) for line in _ALSO]
    return {term: group for group in groups for term in group}


def is_derived(one: str, two: str) -> bool:
    """Tell whether two terms are one word with another ending: "expir", "expiri".

    >>> is_derived("expir", "expiri"), is_derived("inter", "internet")
    (True, False)
    """
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) < SHARED_STEM:
        return False
    return longer.startswith(shorter) and len(longer) - len(shorter) <= 2
