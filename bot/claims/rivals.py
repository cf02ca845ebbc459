"""Rivals: where a value of a sentence stands in a text, and what else stands in its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.claims.context import covered
from bot.claims.stated import Stated, are_ages_of_two, compare, is_same
from bot.claims.texts import Line
from bot.text.names import compare_names
from bot.text.numbers import NumberValue
from bot.text.words import fold

MATTER: Mapping[str, float] = {"name": 0.5, "date": 0.3}
MATTER_OTHERWISE = 0.7
"""How much the matter of a sentence counts for a fit; the words right around count for the rest."""

OF_ONE_PERSON = 0.35
"""Ages are of somebody: the words right around two of them must be so much alike."""

NEAREST = 6
SOMEWHERE = 0.5
"""How alike the words are around a value that stands in a sentence without being read there."""


@dataclass(frozen=True)
class Place:
    """Where a value or another of its kind stands: how near to the sentence, how well it fits.

    `like` is how alike the words right around are. `stated` is the value as read there, None where
    its words stand there without being read.
    """

    line: Line
    near: float
    like: float
    fit: float
    stated: Stated | None = None


def homes(stated: Stated, places: Sequence[tuple[Line, float]]) -> Iterator[Place]:
    """Give the sentences that have a value."""
    for line, near in places:
        read = [one for one in line.stated if is_same(stated, one)]
        found = [place_of(stated, line, near, one) for one in read]
        if not found and not stated.owner and has_words(line.text, stated.wording):
            found = [place_of(stated, line, near)]
        if found:
            yield max(found, key=lambda place: place.fit)


def rivals(
    stated: Stated, sentence: str, places: Sequence[tuple[Line, float]]
) -> Iterator[Place]:
    """Give the values of the same kind in sentences that have not the value itself."""
    is_age = isinstance(stated.value, NumberValue) and stated.value.kind == "age"
    for line, near in places:
        if not has_value(stated, line):
            for one in line.stated:
                place = place_of(stated, line, near, one)
                if is_rival(stated, one, sentence) and place.like >= OF_ONE_PERSON * is_age:
                    yield place


def strangers(
    stated: Stated, sentence: str, places: Sequence[tuple[Line, float]]
) -> Iterator[Place]:
    """Give the names that may be a person's, for a full name of a person that stands nowhere."""
    if stated.name_kind == "person" and " " in stated.wording:
        for line, near in places:
            for one in line.stated:
                if one.name_kind == "name" and is_other_name(stated, one, sentence):
                    yield place_of(stated, line, near, one)


def is_other_name(stated: Stated, one: Stated, sentence: str) -> bool:
    """Tell whether a name is none that the sentence has, in whatever part."""
    is_other = compare_names(stated.wording, one.wording) == "different"
    return is_other and not has_words(sentence, one.wording)


def find_namesakes(stated: Stated, places: Sequence[tuple[Line, float]]) -> Iterator[Place]:
    """Give the full names of which a full name has one word, where its other stands nowhere.

    Who writes "Kerry Brown" where a text has Kerry Green, and no Brown, means Green.
    """
    parts = stated.wording.split()
    if stated.kind != "name" or stated.name_kind not in ("person", "name") or len(parts) != 2:
        return
    known = [part for part in parts if any(has_words(line.text, part) for line, _ in places)]
    for line, near in places if len(known) == 1 else ():
        for one in line.stated:
            if one.kind == "name" and is_namesake(stated.wording, one.wording, known[0]):
                yield place_of(stated, line, near, one)


def is_namesake(name: str, other: str, part: str) -> bool:
    """Tell whether another full name has a word of a name at its place, and is not that name.

    >>> is_namesake("Kerry Brown", "Kerry Green", "Kerry")
    True
    >>> is_namesake("Scott Besant", "Scott Bessent", "Scott")
    False
    """
    at = name.split().index(part)
    words = other.split()
    is_there = len(words) == 2 and fold(words[at]) == fold(part)
    return is_there and compare_names(name, other) == "different"


def place_of(stated: Stated, line: Line, near: float, one: Stated | None = None) -> Place:
    """Return how well a value of a sentence stands in the place of a value."""
    like = SOMEWHERE if one is None else alike(stated, one)
    share = MATTER.get(stated.kind, MATTER_OTHERWISE)
    return Place(line, near, like, share * near + (1 - share) * like, one)


def alike(a: Stated, b: Stated) -> float:
    """Return how alike the words right around two values are: 0 to 1.

    Of names those of the first count alone: a text says more around a name than a draft. Two ages
    whose owners are named are of one person or not, whatever stands around.
    """
    if a.owner and b.owner:
        return float(not are_ages_of_two(a, b))
    if a.kind == "name":
        return covered(a.near, b.near, NEAREST)
    return (covered(a.near, b.near, NEAREST) + covered(b.near, a.near, NEAREST)) / 2


def has_value(stated: Stated, line: Line) -> bool:
    """Tell whether a sentence has a value that agrees."""
    if not stated.owner and has_words(line.text, stated.wording):
        return True
    return any(is_same(stated, other) for other in line.stated)


def is_rival(stated: Stated, other: Stated, sentence: str) -> bool:
    """Tell whether a value is another of the same kind, and not one that the sentence has too."""
    if has_words(sentence, other.wording):
        return False
    return compare(stated, other) == "different"


def has_words(text: str, wording: str) -> bool:
    """Tell whether a text has these words, whole.

    >>> has_words("Built in 1970.", "70"), has_words("The pier, built in 1970.", "the Pier")
    (False, True)
    """
    found = rf"(?<!\w){re.escape(fold(wording))}(?!\w)"
    return re.search(found, fold(text)) is not None
