"""Words that stand for one another: a question's terms, their other forms and their families."""

from collections.abc import Collection
from functools import lru_cache
from importlib import resources

from store.terms import is_stop, terms

FAMILY_WEIGHT = 0.5
"""How much a match by a family member counts against a match by the word itself."""

FORMS_MARK = "="


@lru_cache(maxsize=1 << 14)
def related(term: str) -> frozenset[str]:
    """Return the terms that newsrooms use for this one, its own forms included.

    >>> "expiri" in related("expir"), related("zebra")
    (True, frozenset())
    """
    return _families().get(term, frozenset()) | forms(term)


def phrases_in(found: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the words for which phrases among some terms stand, each with the phrase's terms.

    >>> phrases_in(["eleven", "lost", "live"]), phrases_in(["lost", "vote"])
    ({'die': ('lost', 'live')}, {})
    """
    return {head: parts for parts, head in _phrases().items() if all(p in found for p in parts)}


@lru_cache(maxsize=1 << 14)
def forms(term: str) -> frozenset[str]:
    """Return the other forms of a word that its stem does not show.

    >>> sorted(forms("sink"))
    ['sank', 'sunk']
    """
    return _forms().get(term, frozenset())


@lru_cache(maxsize=1)
def _families() -> dict[str, frozenset[str]]:
    return _groups([line for line in _lines() if not line.startswith(FORMS_MARK)])


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], str]:
    lines = [line.split() for line in _lines() if not line.startswith(FORMS_MARK)]
    return {tuple(terms(word)): terms(line[0])[0] for line in lines for word in line if "-" in word}


@lru_cache(maxsize=1)
def _forms() -> dict[str, frozenset[str]]:
    return _groups([line for line in _lines() if line.startswith(FORMS_MARK)])


def _lines() -> list[str]:
    text = resources.files("bot.ask").joinpath("families.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _groups(lines: list[str]) -> dict[str, frozenset[str]]:
    """Return, for each term of the lines, the other terms of its lines."""
    found: dict[str, set[str]] = {}
    for line in lines:
        singles = " ".join(word for word in line.split() if "-" not in word)
        members = {term for term in terms(singles) if not is_stop(term)}
        for member in members:
            found.setdefault(member, set()).update(members - {member})
    return {term: frozenset(others) for term, others in found.items()}
