"""How two sides stand to each other, in one plain sentence."""

import textwrap
from collections.abc import Sequence
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


def told_apart(words: Sequence[str], readings: Sequence[str]) -> list[str]:
    """Return wordings, those that are the same with what each was read as.

    >>> told_apart(["March", "March", "May"], ["March 2025", "March 2026", "May 2026"])
    ['March (March 2025)', 'March (March 2026)', 'May']
    """
    folded = [each.casefold() for each in words]
    return [
        f"{each} ({reading})" if reading and folded.count(each.casefold()) > 1 else each
        for each, reading in zip(words, readings, strict=True)
    ]


def tell_relation(kind: str, one: Told, other: Told, *more: Told) -> str:
    """Return how two sides stand, in one sentence; of conflicts and updates they may be several.

    >>> tell_relation("conflict", Told("83", "The Harbour Gazette"), Told("96", "Capital Post"))
    'The Harbour Gazette says 83; Capital Post says 96.'
    >>> later = Told("96", "Capital Post", published_at="2026-10-07")
    >>> tell_relation("update", Told("83", "Capital Post", published_at="2026-10-06"), later)
    '96 is the later word (7 Oct 2026); earlier it was 83.'
    """
    a, b = f"“{one.text}”", f"“{other.text}”"
    match kind:
        case "conflict" | "attributed position":
            return _tell_apart(kind, one, other, *more)
        case "update":
            return _tell_later(one, other, *more)
        case "refinement":
            return _tell_finer(one, other)
        case "spelling variant":
            return f"{a} and {b}: the spelling differs, perhaps one name."
        case "agree":
            return f"{a} and {b} say the same."
        case "different event or scope":
            return f"{a} and {b} are said of different things."
    return f"{a} and {b}: {kind}."


def _tell_apart(kind: str, *sides: Told) -> str:
    """Tell who says which: speakers where those differ, sources where they do."""
    is_spoken = kind == "attributed position" or len({side.source for side in sides}) == 1
    by_speaker = is_spoken and len({side.speaker for side in sides}) > 1
    said: dict[str | None, list[Told]] = {}
    for side in sides:
        name = side.speaker if by_speaker and side.speaker else side.source
        said.setdefault(name, []).append(side)
    return _ended("; ".join(f"{_who(name)} says {_said(each)}" for name, each in said.items()))


def _said(sides: Sequence[Told]) -> str:
    """Return the values of one, those that are several with their days."""
    return sides[0].text if len(sides) == 1 else " and ".join(map(_dated, sides))


def _tell_later(*sides: Told) -> str:
    """Tell which value is the latest, and those before it; where no time tells, it is the first."""
    is_known = all(side.published_at for side in sides)
    in_time = sorted(sides, key=lambda side: str(side.published_at), reverse=True)
    later, *earlier = in_time if is_known else sides
    day = f" ({tell_day(later.published_at)})" if later.published_at else ""
    before = (", before that " if is_known else " or ").join(side.text for side in earlier)
    return _ended(f"{later.text} is the later word{day}; earlier it was {before}")


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
