"""Support: whether the values of a sentence stand in a text, where that speaks of the same."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.claims.rivals import Place, find_namesakes, homes, rivals, strangers
from bot.claims.stated import Stated, compare, values_in
from bot.claims.texts import Line, coverage, read_lines, weigh
from store.terms import content_terms

RIVAL = 0.3
"""A sentence that covers so much of another's words speaks of the same thing."""

FIT = 0.4
FIT_OF_ABSENT = 0.3
"""How well another value must fit in a value's place; one that stands nowhere gives way sooner."""

AHEAD: Mapping[str, float] = {"name": 0.4, "date": 0.2}
AHEAD_OTHERWISE = 0.3
"""How much better than the value itself, where that stands elsewhere."""

ON_MATTER = 0.5
"""A name that stands in a sentence with so much of the matter is in its place."""

ALIKE = 0.1
"""What stands for a value that is nowhere must have so much of the words around it."""

QUALIFIES = re.compile(r"[A-Z][\w’'-]+, $")

Standing = Literal["contradicted", "disputed", "outdated", "supported", "not found"]
"""How a value stands; what is disputed or outdated has an article for it and one against it."""


@dataclass(frozen=True)
class Found:
    """How one value stands to a text: where that has it, or what it has instead.

    `place` is where what speaks for or against it stands. `homes` are all the sentences that have
    the value, `rivals` those that have another of its kind.
    """

    stated: Stated
    standing: Standing
    place: Place | None = None
    homes: tuple[Place, ...] = ()
    rivals: tuple[Place, ...] = ()


def check_values(
    sentence: str,
    lines: Sequence[Line],
    published: date | None = None,
    least: float = RIVAL,
) -> list[Found]:
    """Say of each value of a sentence whether a text has it, another in its place, or neither.

    `least` is how much of the sentence's words one with another value must have.
    """
    values, weight = values_in(sentence, published), weigh(lines)
    known = frozenset[str]().union(*(line.terms for line in lines))
    found = []
    for stated in values:
        asked = matter(sentence, stated, values, known)
        places = [(line, coverage(asked, line, weight)) for line in lines]
        found.append(check_value(sentence, stated, places, least))
    return found


def check_value(
    sentence: str, stated: Stated, places: Sequence[tuple[Line, float]], least: float
) -> Found:
    """Say how a value stands to sentences, each with how much it has of the matter."""
    namesakes = tuple(find_namesakes(stated, places))
    own = () if namesakes else tuple(homes(stated, places))
    others = (*namesakes, *rivals(stated, sentence, places))
    if not own and is_qualifier(sentence, stated):
        return Found(stated, "not found")
    if not own:
        others = (*others, *strangers(stated, sentence, places))
    ahead = [rival for rival in others if is_ahead(stated, rival, own, least)]
    if ahead:
        best = max(ahead, key=lambda place: place.fit)
        return Found(stated, "contradicted", best, own, others)
    if own:
        nearest = max(own, key=lambda one: (is_exact(stated, one), one.near))
        return Found(stated, "supported", nearest, own, others)
    return Found(stated, "not found", None, (), others)


def matter(
    sentence: str, stated: Stated, values: Sequence[Stated], known: frozenset[str]
) -> frozenset[str]:
    """Return the terms of a sentence without a value, and without what may be wrong besides it.

    That are other figures and days, and the words of other names that stand nowhere in a text.
    """
    others = [one for one in values if one is not stated]
    doubtful = {t for one in others for t in content_terms(one.wording)
                if one.kind != "name" or t not in known}  # fmt: skip
    return masked_terms(sentence, stated) - doubtful


def masked_terms(sentence: str, stated: Stated) -> frozenset[str]:
    """Return the terms of a sentence without a value."""
    masked = sentence[: stated.span.start] + " " + sentence[stated.span.end :]
    return frozenset(content_terms(masked))


def is_exact(stated: Stated, place: Place) -> bool:
    """Tell whether a sentence has the very value, not a rougher or finer one."""
    return place.stated is None or compare(stated, place.stated) == "same"


def is_ahead(stated: Stated, rival: Place, own: Sequence[Place], least: float) -> bool:
    """Tell whether another value rather than this one belongs in its place.

    A name that stands nowhere gives way to any in a sentence on the matter.
    """
    if not own:
        enough = 0.0 if stated.kind == "name" else FIT_OF_ABSENT
        return rival.near >= least and rival.like >= ALIKE and rival.fit >= enough
    if stated.kind == "name" and max(place.near for place in own) >= ON_MATTER:
        return False
    ahead = rival.fit - max(place.fit for place in own)
    return rival.fit >= max(FIT, least) and ahead >= AHEAD.get(stated.kind, AHEAD_OTHERWISE)


def is_qualifier(sentence: str, stated: Stated) -> bool:
    """Tell whether a name says little by itself: where another is, a code, a first word.

    >>> from store.spans import Span
    >>> line = "It burned in Brede, Halden."
    >>> is_qualifier(line, Stated("name", Span(20, 26), "Halden"))
    True
    """
    if stated.kind != "name":
        return False
    before = sentence[: stated.span.start]
    is_code = any(letter.isdigit() for letter in stated.wording)
    is_first = not before.strip("\"'“‘ ") and " " not in stated.wording
    if is_code or (is_first and stated.name_kind == "name"):
        return True
    return QUALIFIES.search(before) is not None


def is_contradiction(article: str, sentence: str) -> bool:
    """Tell whether a sentence conflicts with an article in a value.

    >>> is_contradiction("The pier closed on Monday. It rained.", "The pier closed on Tuesday.")
    True
    """
    return any(f.standing == "contradicted" for f in check_values(sentence, read_lines(article)))
