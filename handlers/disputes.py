"""Disputes as they are listed and shown: the verdicts that repeat one difference, told once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.alerts.choosing import is_on_topic
from bot.judging import WARNED
from handlers import present
from handlers.present import View, name_issue
from handlers.quoting import name_article, quoted_once, short, tell_also, tell_unstated
from handlers.relations import TITLES, Told, digits_of, tell_relation, told_apart
from store.verdicts import OPEN, KeptVerdict, NewVerdict, Side, State, Verdicts

FOUND = 1000


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


def view_verdict(verdict: NewVerdict, now: datetime, new: str | None = None) -> View:
    """Return a verdict of the store with both its sides; of a `new` article, what it says first."""
    sides = [(verdict.a, ""), (verdict.b, "")]
    if new is not None:
        first, second = sides if new == verdict.a.article_id else reversed(sides)
        sides = [(first[0], "Just in: "), (second[0], "Already here: ")]
    names = dict(zip((verdict.a, verdict.b), value_names([verdict.a, verdict.b]), strict=True))
    told = () if verdict.verdict in WARNED else (tell_kept(verdict),)
    shown = tuple(_side([side], names[side], now, lead) for side, lead in sides)
    notes = tell_unstated([verdict.a, verdict.b])
    return View(heading_of(verdict), verdict.verdict in WARNED, told, shown, notes=notes)


def view_dispute(dispute: Dispute, now: datetime) -> View:
    """Return a dispute with each value once: its first quote, and who else says so."""
    names = value_names([sides[0] for sides in dispute.sides])
    shown = tuple(_side(sides, name, now) for name, sides in zip(names, dispute.sides, strict=True))
    notes = tell_unstated([side for sides in dispute.sides for side in sides])
    first = dispute.first
    return View(heading_of(first, names), first.verdict in WARNED, (), shown, notes=notes)


def _side(sides: Sequence[Side], name: str, now: datetime, lead: str = "") -> present.Side:
    first, *others = sides
    quotes = tuple(quoted_once([first], now))
    return present.Side(lead, short(name), "", quotes, tell_also(others))


def heading_of(verdict: NewVerdict, names: Sequence[str] = ()) -> str:
    """Return what a verdict is on and its values, of a dispute these; its kind without a name."""
    name = verdict.about or TITLES.get(verdict.verdict, verdict.verdict)
    return name_issue(name, names or value_names([verdict.a, verdict.b]))


def value_names(sides: Sequence[Side]) -> list[str]:
    """Return values by their words, by what they were read as too where two have the same words."""
    told = [short(digits_of(one.wording, one.normalised)) for one in sides]
    return told_apart(told, [one.normalised for one in sides])


def tell_kept(verdict: NewVerdict) -> str:
    """Return how the two sides of a kept verdict stand."""
    sides = (verdict.a, verdict.b)
    one, other = (
        Told(name, name_article(side), side.speaker, side.published_at)
        for name, side in zip(value_names(sides), sides, strict=True)
    )
    return tell_relation(verdict.verdict, one, other)
