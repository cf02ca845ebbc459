"""Disputes as they are listed: the verdicts that repeat one difference, told once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.alerts.choosing import is_on_topic
from handlers.present import value_names
from store.verdicts import OPEN, KeptVerdict, Side, State, Verdicts

FOUND = 1000
VALUES_NAMED = 4


@dataclass(frozen=True)
class Dispute:
    """The verdicts of one dispute, oldest first; `first` is the one to decide on."""

    verdicts: tuple[KeptVerdict, ...]

    @property
    def first(self) -> KeptVerdict:
        """The oldest verdict that no correction settled: what is decided on it holds for all."""
        unsettled = (one for one in self.verdicts if one.state != "resolved")
        return next(unsettled, self.verdicts[0])

    @property
    def sides(self) -> list[list[Side]]:
        """The sides by value, oldest publication first; each article once a value."""
        found: dict[str, dict[str, Side]] = {}
        told = [one for one in self.verdicts if one is self.first or one.state in OPEN]
        every = [side for one in told for side in (one.a, one.b)]
        for side in sorted(every, key=lambda side: side.published_at or ""):
            found.setdefault(side.normalised, {}).setdefault(side.article_id, side)
        return [list(sides.values()) for sides in found.values()]

    @property
    def values(self) -> list[str]:
        """Its values in the words of their first source; of many the first."""
        values = value_names([sides[0] for sides in self.sides])
        more = [f"{len(values) - VALUES_NAMED} more"] if len(values) > VALUES_NAMED else []
        return [*values[:VALUES_NAMED], *more]


def find_disputes(
    kept: Verdicts, kinds: Sequence[str], states: Sequence[State] = (), topic: str = ""
) -> list[Dispute]:
    """Return the disputes with a verdict of some kinds, the newest first, each once.

    Asked for the open ones, it leaves out those whose first verdict somebody settled.
    """
    found = kept.find(kinds, states, FOUND)
    on_topic = (one for one in found if not topic or is_on_topic(one, topic))
    newest = {one.dispute or one.pair_key: one for one in reversed(list(on_topic))}
    in_order = sorted(newest.values(), key=lambda one: -one.verdict_id)
    disputes = [Dispute(_whole(kept, one, kinds)) for one in in_order]
    return [one for one in disputes if not states or one.first.state in states]


def _whole(kept: Verdicts, verdict: KeptVerdict, kinds: Sequence[str]) -> tuple[KeptVerdict, ...]:
    """Return the verdicts of a verdict's dispute, oldest first; itself where it has none."""
    whole = kept.of_dispute(verdict.dispute) if verdict.dispute else [verdict]
    return tuple(one for one in whole if not kinds or one.verdict in kinds)


def open_disputes(kept: Verdicts, kinds: Sequence[str], topic: str = "") -> list[Dispute]:
    """Return the disputes that nobody has settled, newest first."""
    return find_disputes(kept, kinds, OPEN, topic)


def tell_variants(disputes: Iterable[Dispute]) -> str:
    """Return all spelling variants in one line, "" without any."""
    pairs = [" / ".join(sides[0].wording for sides in one.sides) for one in disputes]
    return f"Spelled in two ways, perhaps one name: {'; '.join(pairs)}" if pairs else ""
