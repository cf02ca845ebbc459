"""Sentences that state several values of one kind: which of them is of the fact?

Sentences as published do so, the statements of the training file hardly ever. Two statements are
told together in one sentence, and a passage's own sentence is told again with its values changed.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from training.news import Statement

LINKS = (" ", "; ", ", and ", ", while ", " – ")
CHANGED = 0.6
"""Share of the values that are others when a sentence is told again."""

TURNED, KEPT = 0.5, 0.75
"""Share of the sentences told again whose parts change places, and of those parts that stay."""

_CUT = re.compile(r", (?=\D)")


@dataclass(frozen=True)
class Told:
    """A value of a sentence where it stands when told again, and whether it is another one."""

    origin: Statement
    start: int
    end: int
    is_changed: bool


def together(rng: random.Random, one: Statement, other: Statement) -> tuple[Statement, Statement]:
    """Two statements in one sentence, in either order; each with its own value."""
    is_first = rng.random() < 0.5
    first, second = (one, other) if is_first else (other, one)
    link = rng.choice(LINKS)
    head = (first.text if link == " " else first.text.rstrip(" .")) + link
    text = head + second.text
    ahead = Statement(text, first.start, first.end)
    behind = Statement(text, len(head) + second.start, len(head) + second.end)
    return (ahead, behind) if is_first else (behind, ahead)


def retold(
    rng: random.Random, values: Sequence[Statement], pool: Sequence[str]
) -> tuple[str, list[Told]]:
    """The sentence of some values told again, some of them changed for one of `pool`.

    Half the time its parts change places, and a value may fall away with its part.
    """
    text, shift, told = values[0].text, 0, list[Told]()
    for value in values:
        words = rng.choice(pool) if rng.random() < CHANGED else value.value
        start = value.start + shift
        text = text[:start] + words + text[value.end + shift :]
        shift += len(words) - len(value.value)
        told.append(Told(value, start, start + len(words), words != value.value))
    return turned(rng, text, told) if rng.random() < TURNED else (text, told)


def turned(rng: random.Random, text: str, told: Sequence[Told]) -> tuple[str, list[Told]]:
    """A sentence whose parts between commas stand in another order, some left out."""
    cuts = [match.end() for match in _CUT.finditer(text)]
    parts = list(zip([0, *cuts], [*cuts, len(text)], strict=True))
    rng.shuffle(parts)
    whole, moved = "", list[Told]()
    for begin, end in [*parts[:1], *(part for part in parts[1:] if rng.random() < KEPT)]:
        shift = len(whole) - begin
        inside = [one for one in told if begin <= one.start and one.end <= end]
        moved += [replace(t, start=t.start + shift, end=t.end + shift) for t in inside]
        whole += text[begin:end].rstrip(" ,.") + ", "
    return whole.removesuffix(", ") + ".", moved


def held_apart(
    rng: random.Random, values: Sequence[Statement], pool: Sequence[str]
) -> Iterator[tuple[Statement, Statement, bool, bool]]:
    """A sentence's values against those of the sentence told again.

    Each pair comes with whether both are of one fact, and whether their values differ.
    """
    text, told = retold(rng, values, pool)
    for one in told:
        stated = Statement(text, one.start, one.end)
        yield one.origin, stated, True, one.is_changed
        other = rng.choice([value for value in values if value is not one.origin])
        yield other, stated, False, True
