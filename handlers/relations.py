"""How two sides stand to each other, in one plain sentence."""

import textwrap
from dataclasses import dataclass

from handlers.when import tell_day

TITLES = {
    "conflict": "The sources disagree",
    "attributed position": "Named speakers contradict each other",
    "update": "A later word replaces an earlier one",
    "spelling variant": "A name is spelled in two ways",
}
"""Kinds of verdict that are headed by what they are; the first two are warned of."""

TEXT_LENGTH = 120


@dataclass(frozen=True)
class Told:
    """One side as it is told: its words, who has them, and when they were published."""

    text: str
    source: str | None = None
    speaker: str | None = None
    published_at: str | None = None
    kind: str = ""


def short(text: str, most: int = TEXT_LENGTH) -> str:
    """Return a wording on one line, without the comma that ends it in its quotation marks."""
    plain = " ".join(text.split()).rstrip(",")
    cut = textwrap.shorten(plain, most, placeholder="…")
    return cut if len(cut) > 1 else plain[:most]


def tell_relation(kind: str, one: Told, other: Told) -> str:
    """Return how two sides stand, in one sentence.

    >>> tell_relation("conflict", Told("83", "The Harbour Gazette"), Told("96", "Capital Post"))
    'The Harbour Gazette says 83; Capital Post says 96.'
    >>> later = Told("96", "Capital Post", published_at="2026-10-07")
    >>> tell_relation("update", Told("83", "Capital Post", published_at="2026-10-06"), later)
    '96 is the later word (7 Oct 2026); earlier it was 83.'
    """
    a, b = f"“{one.text}”", f"“{other.text}”"
    match kind:
        case "conflict" | "attributed position":
            return _tell_apart(kind, one, other)
        case "update":
            return _tell_later(one, other)
        case "refinement":
            return _tell_finer(one, other)
        case "spelling variant":
            return f"{a} and {b}: the spelling differs, perhaps one name."
        case "agree":
            return f"{a} and {b} say the same."
        case "different event or scope":
            return f"{a} and {b} are said of different things."
    return f"{a} and {b}: {kind}."


def _tell_apart(kind: str, one: Told, other: Told) -> str:
    """Tell who says which: speakers where they are two, sources where those are."""
    sources, speakers = (one.source, other.source), (one.speaker, other.speaker)
    is_spoken = kind == "attributed position" or sources[0] == sources[1]
    if is_spoken and any(speakers) and speakers[0] != speakers[1]:
        sources = (speakers[0] or sources[0], speakers[1] or sources[1])
    if sources[0] == sources[1]:
        return _ended(f"{_who(sources[0])} says {_dated(one)} and {_dated(other)}")
    return _ended(f"{_who(sources[0])} says {one.text}; {_who(sources[1])} says {other.text}")


def _tell_later(one: Told, other: Told) -> str:
    """Tell which value is the later; where no time tells, it is the first."""
    is_known = bool(one.published_at and other.published_at)
    in_time = is_known and str(one.published_at) < str(other.published_at)
    earlier, later = (one, other) if in_time else (other, one)
    day = f" ({tell_day(later.published_at)})" if later.published_at else ""
    return _ended(f"{later.text} is the later word{day}; earlier it was {earlier.text}")


def _tell_finer(one: Told, other: Told) -> str:
    """Tell which wording is the finer where it has all words of the other and more."""
    words = [set(side.text.casefold().split()) for side in (one, other)]
    if one.kind == "number" or not (words[0] < words[1] or words[1] < words[0]):
        return f"“{one.text}” and “{other.text}” may both be right: one is more exact."
    finer, plainer = (one, other) if words[1] < words[0] else (other, one)
    return f"“{finer.text}” is the finer wording of “{plainer.text}”."


def _who(name: str | None) -> str:
    return short(name) if name else "A source that is not stated"


def _dated(side: Told) -> str:
    return f"{side.text} ({tell_day(side.published_at)})" if side.published_at else side.text


def _ended(sentence: str) -> str:
    """Return a sentence with one full stop; "3 p.m." has its own."""
    return f"{sentence.rstrip('.')}."
