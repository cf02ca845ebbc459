"""Words that stand for one another: a question's terms and the families they belong to."""

from functools import lru_cache
from importlib import resources

from store.terms import is_stop, terms

FAMILY_WEIGHT = 0.5
"""How much a match by a family member counts against a match by the word itself."""

SHARED_STEM = 5
"""Two terms that begin with this many equal letters and differ by a short ending are one word."""


@lru_cache(maxsize=1)
def families() -> dict[str, frozenset[str]]:
    """Return, for each term that is in a family, the other terms of its families."""
    lines = resources.files("bot.ask").joinpath("families.txt").read_text("utf-8").splitlines()
    related: dict[str, set[str]] = {}
    for line in lines:
        if line.strip() and not line.startswith("#"):
            members = {term for term in terms(line) if not is_stop(term)}
            for member in members:
                related.setdefault(member, set()).update(members - {member})
    return {term: frozenset(others) for term, others in related.items()}


def related(term: str) -> frozenset[str]:
    """Return the terms that newsrooms use for this one.

    >>> "expiri" in related("expir"), related("zebra")
    (True, frozenset())
    """
    return families().get(term, frozenset())


def is_derived(term: str, other: str) -> bool:
    """Tell whether two terms are the same word with another ending: "expir", "expiri".

    >>> is_derived("expir", "expiri"), is_derived("inter", "internet")
    (True, False)
    """
    if term == other or min(len(term), len(other)) < SHARED_STEM:
        return term == other
    longer, shorter = sorted((term, other), key=len, reverse=True)
    return longer.startswith(shorter) and len(longer) - len(shorter) <= 2
