"""Grouping: candidates with compatible values stand together, the most precise on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.ask.candidates import Candidate
from bot.text.dates import DateValue
from bot.text.numbers import NumberValue
from bot.verdicts.comparing import COMPATIBLE, compare

SUPPORT = 1.5
"""What each further independent source adds to a group's score."""

PRECISION_RANK = {"time": 0, "day": 0, "range": 2, "week": 3, "month": 4, "season": 5}
"""An hour bounds no more than its day does: better evidence decides between the two."""

LEAST_PRECISE = 9


@dataclass(frozen=True)
class Group:
    """Compatible candidates, best first; dates that only bound the head's come last."""

    head: Candidate
    members: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate:
        """The member with the highest score."""
        return max(self.members, key=lambda member: member.score)

    @property
    def independent(self) -> int:
        """How many sources state it; "later this year" states no day."""
        return self._sources([m for m in self.members if not is_rougher(m, self.head)])

    @property
    def sources(self) -> int:
        """How many sources state it or what agrees with it."""
        return self._sources(self.members)

    @property
    def score(self) -> float:
        """The best member's score, raised a little by each further source."""
        return self.best.score + SUPPORT * min(self.sources - 1, 3)

    def _sources(self, members: Sequence[Candidate]) -> int:
        """Count the sources of some members, copies with their original."""
        originals = {member.article_id: independent_source(member) for member in self.members}
        return len({originals.get(name, name) for name in map(independent_source, members)})


def independent_source(candidate: Candidate) -> str:
    """Return what a citation counts as: its source, the article where no source is stated."""
    hit = candidate.sentence.hit
    return hit.copy_of or hit.source or hit.article_id


def group(candidates: Sequence[Candidate]) -> list[Group]:
    """Group the candidates by compatible values, best group first.

    Precise values found groups and vaguer ones join them, so that "November" never ties the
    tenth to the eighteenth.
    """
    piles: list[list[Candidate]] = []
    for candidate in sorted(candidates, key=lambda c: (vagueness(c), -c.score)):
        home = next((pile for pile in by_score(piles) if is_compatible(pile[0], candidate)), None)
        if home is None:
            piles.append([candidate])
        else:
            home.append(candidate)
    groups = [Group(pile[0], ordered(pile)) for pile in piles]
    return sorted(groups, key=lambda g: -g.score)


def ordered(pile: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the members of a pile whose head comes first, in the order of a group."""
    return tuple(sorted(pile, key=lambda c: (is_rougher(c, pile[0]), -c.score)))


def is_rougher(candidate: Candidate, head: Candidate) -> bool:
    """Tell whether a date only bounds another: a month its day, "in two weeks" a day."""
    is_date = isinstance(candidate.value, DateValue) and isinstance(head.value, DateValue)
    return is_date and vagueness(candidate) > vagueness(head)


def by_score(piles: Sequence[list[Candidate]]) -> list[list[Candidate]]:
    """Return the piles with the best evidence first."""
    return sorted(piles, key=lambda pile: -max(candidate.score for candidate in pile))


def is_compatible(head: Candidate, other: Candidate) -> bool:
    """Tell whether a value may stand in the group of a more precise one."""
    return compare(head, other) in COMPATIBLE


def vagueness(candidate: Candidate) -> int:
    """Return how vague a value is: 0 for a time of day, more for what bounds less."""
    value = candidate.value
    if isinstance(value, DateValue):
        rank = PRECISION_RANK.get(value.precision, LEAST_PRECISE)
        return rank if value.iso else LEAST_PRECISE + 1
    if isinstance(value, NumberValue):
        return 0 if value.low == value.high and not value.qualifier else 1
    return -len(candidate.wording.split()) if candidate.kind in ("person", "place") else 0
