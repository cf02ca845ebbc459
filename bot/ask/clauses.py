"""Which clause of a sentence an event stands in: its own day, or one counted from it."""

import re
from collections.abc import Collection, Iterator

from bot.ask.expansion import related
from store.spans import Span
from store.terms import terms

COUNTED_FROM = re.compile(
    r"\b(?:days?|nights?|weeks?|fortnights?|months?|years?|mornings?|evenings?)\s+"
    r"(?:after|before|since|following)\s[^,;:—–]+"
)
"""A clause that another day is counted from: "three days after the truce was signed"."""


def is_counted_from(event: Collection[str], text: str, day: Span) -> bool:
    """Tell whether a day is of something else, and only counted from the event.

    >>> text = "The ford reopened on Monday, three days after they signed a truce."
    >>> at = text.index("Monday")
    >>> is_counted_from(["truce", "sign"], text, Span(at, at + 6))
    True
    >>> is_counted_from(["ford", "reopen"], text, Span(at, at + 6))
    False
    """
    clauses = [Span(*match.span()) for match in COUNTED_FROM.finditer(text)]
    if not clauses or any(one.start <= day.start < one.end for one in clauses):
        return False
    inside = " ".join(text[one.start : one.end] for one in clauses)
    return tells_of(event, inside) and not tells_of(event, " ".join(outside(text, clauses)))


def outside(text: str, clauses: Collection[Span]) -> Iterator[str]:
    """Give what stands between the clauses."""
    start = 0
    for one in clauses:
        yield text[start : one.start]
        start = one.end
    yield text[start:]


def tells_of(event: Collection[str], text: str) -> bool:
    """Tell whether a text has a term of the event, or one that newsrooms use for it."""
    own = set(terms(text))
    return any(term in own or not related(term).isdisjoint(own) for term in event)
