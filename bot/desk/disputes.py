"""Disputes: what the sources of a topic differ about, as sides with their quotes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bot.ask.answer import WARNED, Value, Verdict
from bot.ask.answering import cited
from bot.ask.candidates import Candidate
from bot.ask.grouping import Group, group
from bot.ask.reading import with_context
from bot.desk.facts import Fact, find_facts, likeness
from bot.desk.figures import Figure, find_figures
from bot.desk.topic import Topic
from bot.verdicts.judging import CHANGED, CHANGING, Judgement, judge
from store import Store
from store.terms import terms

SURE = 0.4
"""Two figures this alike in their surroundings may be called contradictory."""


@dataclass(frozen=True)
class Dispute:
    """Sides that cannot all be right; `verdicts` are between the places of the sides."""

    values: tuple[Value, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class Told:
    """The values of one fact with what each source says, and how the values stand together."""

    fact: Fact
    groups: tuple[Group, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def in_time(self) -> list[int]:
        """The places of the groups by when each was last published; undated ones come first."""
        return sorted(range(len(self.groups)), key=lambda at: published_last(self.groups[at]))

    @property
    def overtaken(self) -> list[int]:
        """The places of the groups that a later one replaces."""
        updates = [set(v.between) for v in self.verdicts if v.verdict == "update"]
        later = {at: self.in_time[n + 1 :] for n, at in enumerate(self.in_time)}
        return [at for at, after in later.items() if any({at, one} in updates for one in after)]


def find_disputes(store: Store, topic: Topic) -> list[Dispute]:
    """Return what the sources of a topic disagree on, best supported first.

    This reads figures and days alone; where verdicts are kept in the store, they know more.
    """
    return [found for told in tell_facts(topic) if (found := dispute_of(store, told)) is not None]


def tell_facts(topic: Topic) -> list[Told]:
    """Return the facts of a topic of which more than one article speaks, with their verdicts."""
    facts = find_facts(find_figures(topic.sentences, topic.background))
    shared = [fact for fact in facts if len({f.sentence.hit.article_id for f in fact.figures}) > 1]
    return [tell(fact) for fact in shared]


def tell(fact: Fact) -> Told:
    """Group the values of a fact, and judge each pair of groups."""
    groups = group([with_context(figure.candidate) for figure in fact.figures])
    return Told(fact, tuple(groups), tuple(verdicts_between(fact, groups)))


def verdicts_between(fact: Fact, groups: Sequence[Group]) -> Iterator[Verdict]:
    """Give the verdict on each two groups that differ and are surely of one thing."""
    for (i, one), (j, two) in combinations(enumerate(groups), 2):
        a, b = latest(one), latest(two)
        found = judge_pair(a, b)
        if found is not None and (found.verdict not in WARNED or is_sure(fact, a, b)):
            yield Verdict(found.verdict, (i, j), found.why)


def latest(one: Group) -> Candidate:
    """Return the member of a group that was published last."""
    return max(one.members, key=lambda member: member.sentence.hit.published_at or "")


def published_last(one: Group) -> str:
    """Return when a group was last published, "" where nobody knows."""
    return latest(one).sentence.hit.published_at or ""


def judge_pair(a: Candidate, b: Candidate) -> Judgement | None:
    """Judge two values of a thing; an undated value of a thing that changes is not judged."""
    about = f"{a.sentence.text} {b.sentence.text}"
    undated = a.sentence.published_on is None or b.sentence.published_on is None
    if undated and (CHANGED.search(about) or not CHANGING.isdisjoint(terms(about))):
        return None
    return judge(terms(about), a, b)


def is_sure(fact: Fact, a: Candidate, b: Candidate) -> bool:
    """Tell whether two values are alike enough in their surroundings to contradict each other."""
    one, two = figure_of(fact, a), figure_of(fact, b)
    return one is not None and two is not None and likeness(one, two) >= SURE


def figure_of(fact: Fact, candidate: Candidate) -> Figure | None:
    """Return the figure that a candidate was made from."""
    return next((f for f in fact.figures if is_same_place(f.candidate, candidate)), None)


def is_same_place(a: Candidate, b: Candidate) -> bool:
    """Tell whether two candidates are the same words of the same article."""
    return a.article_id == b.article_id and a.span == b.span


def dispute_of(store: Store, told: Told) -> Dispute | None:
    """Return the sides of a fact that contradict each other, None where none do."""
    warned = [verdict for verdict in told.verdicts if verdict.verdict in WARNED]
    places = sorted({place for verdict in warned for place in verdict.between})
    kept = list(cited(store, [told.groups[place] for place in places], "side"))
    if len(kept) < max(2, len(places)):
        return None
    order = {place: at for at, place in enumerate(places)}
    moved = (replace(v, between=(order[v.between[0]], order[v.between[1]])) for v in warned)
    return Dispute(tuple(value for _, value in kept), tuple(moved))
