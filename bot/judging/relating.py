"""Relating: how two statements stand to each other, decided here and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.judging import RelationKind
from bot.judging.document import Statement
from bot.judging.values import COMPATIBLE, Comparison, compare
from bot.reader.judge import Judged, Marked
from bot.reader.spans import SpanCandidate
from bot.text.numbers import NumberValue

SAME_FACT = 0.5
"""Likelihood of one fact from which two values are of one thing."""

NOT_THERE = -12.0
"""Log odds of a value's standing where another does, if something else stands there."""

LATER = timedelta(hours=2)
"""So much later is a later word on something that changes; it is a day where no hour is known."""


@dataclass(frozen=True)
class Relation:
    """How two statements stand; `earlier` was published first, or given first where none knows.

    `likelihood` is that of the two being of one fact, `differ` that of their values' not both being
    right if they are, and `difference` what the difference then is.
    """

    kind: RelationKind
    earlier: Statement
    later: Statement
    likelihood: float
    differ: float
    difference: RelationKind


class Judge(Protocol):
    """Anything that judges pairs of marked sentences: bot/reader/judge.py."""

    def judge(self, pairs: Sequence[tuple[Marked, Marked]]) -> list[Judged]:
        """Return how likely each pair is of one fact, and how it stands if so."""
        ...

    def fills(self, asked: Sequence[tuple[Marked, str]]) -> list[SpanCandidate | None]:
        """Return for each statement what a text has in the place of its value, if anything."""
        ...


def relate(judge: Judge, pairs: Sequence[tuple[Statement, Statement]]) -> list[Relation]:
    """Return the relation of each pair of statements; values that compare need no judge.

    Two values that may both be right agree or refine each other if they are of one fact; that
    they are is what whoever pairs them knows (one question), or what the likelihood says.
    """
    judged = judge.judge([(marked(a), marked(b)) for a, b in pairs])
    return [_relation(a, b, one) for (a, b), one in zip(pairs, judged, strict=True)]


def crossed(judge: Judge, pairs: Sequence[tuple[Statement, Statement]]) -> list[float]:
    """Return for each pair how surely each one's value stands where the other's does, log odds.

    Either passage is read for what fills the gap of the other's statement: of both ways the lesser
    counts, and NOT_THERE where something else fills it.
    """
    ways = [way for a, b in pairs for way in ((a, b), (b, a))]
    found = judge.fills([(marked(one), other.hit.text) for one, other in ways])
    odds = [
        max(NOT_THERE, span.score) if span and is_at(span, other) else NOT_THERE
        for span, (_, other) in zip(found, ways, strict=True)
    ]
    return [min(odds[n : n + 2]) for n in range(0, len(odds), 2)]


def is_at(span: SpanCandidate, one: Statement) -> bool:
    """Tell whether a span of a statement's passage has its value."""
    return span.start < one.value.end and one.value.start < span.end


def marked(one: Statement) -> Marked:
    """Return a statement as the judge reads it."""
    return Marked(one.text, one.inside.start, one.inside.end, one.before)


def _relation(a: Statement, b: Statement, judged: Judged) -> Relation:
    earlier, later = in_order(a, b)
    difference = _difference(earlier, later, judged)
    kind = _kind(compare(earlier, later), judged) or difference
    return Relation(kind, earlier, later, judged.same, judged.differ, difference)


def _kind(found: Comparison, judged: Judged) -> RelationKind | None:
    """Name a relation by how its values compare; None where they differ and are of one fact."""
    if found == "same":
        return "agree"
    if found == "variant":
        return "spelling variant"
    if found in COMPATIBLE:
        return "refinement"
    if judged.same < SAME_FACT:
        return "different event or scope"
    if found == "overlaps":
        return "refinement"
    if found == "unknown" and judged.differ < 0.5:
        return "agree" if judged.agree > judged.refine else "refinement"
    return None


def _difference(earlier: Statement, later: Statement, judged: Judged) -> RelationKind:
    """Name the difference between two values that cannot both be right of one moment.

    A value can only be updated by what was published later, and only somebody's word is a position.
    A source that says another thing later, be it further on in a live blog, updates or corrects
    itself, a report of what happened updates the plan, and a count that has risen by another day
    the one before.
    """
    if earlier.source == later.source and told_at(earlier) != told_at(later):
        return "update"
    if (earlier.mode, later.mode) == ("plan", "report") or has_risen(earlier, later):
        return "update"
    chances: dict[RelationKind, float] = {"conflict": judged.conflict}
    if is_later(earlier, later):
        chances["update"] = judged.update
    if earlier.speaker != later.speaker:
        chances["attributed position"] = judged.position
    return max(chances, key=lambda kind: chances[kind])


def told_at(one: Statement) -> tuple[str, str | None]:
    """Return in what and when a source stated something."""
    return one.article_id, one.published_at


def has_risen(earlier: Statement, later: Statement) -> bool:
    """Tell whether a count is higher in what was published on a later day."""
    a, b = earlier.value.typed, later.value.typed
    if not isinstance(a, NumberValue) or not isinstance(b, NumberValue):
        return False
    days = earlier.document.published_on, later.document.published_on
    is_later_day = days[0] is not None and days[1] is not None and days[0] < days[1]
    is_higher = a.low is not None and b.low is not None and a.low < b.low
    return is_later_day and is_higher and a.kind == b.kind == "count"


def in_order(a: Statement, b: Statement) -> tuple[Statement, Statement]:
    """Return two statements by time of publication, as given where a time is unknown."""
    one, two = a.published_at, b.published_at
    return (b, a) if one and two and two < one else (a, b)


def is_later(earlier: Statement, later: Statement) -> bool:
    """Tell whether one was published clearly after the other."""
    one, two = moment_of(earlier), moment_of(later)
    return one is not None and two is not None and two - one >= LATER


def moment_of(statement: Statement) -> datetime | None:
    """Return when a statement was published, the start of the day where only that is known."""
    at = statement.published_at
    return datetime.fromisoformat(at).replace(tzinfo=None) if at else None
