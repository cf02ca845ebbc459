"""Names in a text, their kind and office, and whether two names may be the same."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "organisation", "place", "name"]
NameLikeness = Literal["same", "variant", "part", "different"]


@dataclass(frozen=True)
class NameMention:
    """A name where it stands, without its title; the office is as written beside it."""

    start: int
    end: int
    text: str
    kind: Kind
    office: str | None = None
    office_start: int | None = None
    office_end: int | None = None
    alias: str | None = None


def find_names(text: str) -> list[NameMention]:
    """Return the names in a text, in order."""
    return []


def compare_names(a: str, b: str) -> NameLikeness:
    """Say whether two names are the same, spelt differently, part of one another, or different."""
    return "same" if a.casefold() == b.casefold() else "different"


def same_office(a: str, b: str) -> bool:
    """Tell whether two wordings name the same office."""
    return a.casefold() == b.casefold()
