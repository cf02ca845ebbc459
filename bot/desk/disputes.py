"""What the store's verdicts tell of a topic: disputes as sides, and words that were replaced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from bot.ask.answer import Citation, Value, Verdict
from bot.ask.citing import cite, cite_group
from bot.ask.grouping import Group, group, vagueness
from bot.conflicts.keeping import hit_of
from bot.desk.topic import Line, Topic
from bot.judging import WARNED, RelationKind, document
from bot.judging.document import Statement, read_passage
from store import Store
from store.times import day_of
from store.verdicts import OPEN, KeptVerdict, Side

Place = tuple[str, int, int]
"""Where a value stands: article, start and end."""

Replaced = Mapping[Place, Sequence[Statement]]
"""What later articles state in the place of values."""


@dataclass(frozen=True)
class Dispute:
    """Sides that cannot all be right, each with its quotes.

    `about` names what they are of, in words of the articles; `verdicts` are between the places of
    the sides.
    """

    about: str
    values: tuple[Value, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class Known:
    """A verdict of the store with its two sides as statements, both verbatim as stored."""

    kept: KeptVerdict
    a: Statement
    b: Statement

    @property
    def kind(self) -> RelationKind:
        """How the two stand; where people decided that it is an update, that."""
        name = "update" if self.kept.state == "update" else self.kept.verdict
        return cast(RelationKind, name)

    @property
    def in_time(self) -> tuple[Statement, Statement] | None:
        """The earlier and the later side, None where their order is unknown."""
        one, two = self.a.published_at, self.b.published_at
        if not one or not two or one == two:
            return None
        return (self.a, self.b) if one < two else (self.b, self.a)


def know(store: Store, topic: Topic) -> list[Known]:
    """Return the verdicts between the articles of a topic that nobody dismissed, oldest first."""
    found = {v.verdict_id: v for one in topic.articles for v in store.verdicts.of_article(one)}
    known = []
    for _, kept in sorted(found.items()):
        inside = {kept.a.article_id, kept.b.article_id} <= set(topic.articles)
        if inside and kept.state in (*OPEN, "update"):
            a, b = restate(store, kept.a), restate(store, kept.b)
            known += [Known(kept, a, b)] if a is not None and b is not None else []
    return known


def restate(store: Store, side: Side) -> Statement | None:
    """Return a side as a statement, its value read again; None if it is not verbatim as stored."""
    article = store.articles.get(side.article_id, side.version)
    hit = hit_of(side, article.copy_of if article else None)
    read = read_passage(side.quote, day_of(side.published_at))
    start, end = side.value_start - side.start, side.value_end - side.start
    whole = document.Sentence(0, len(side.quote), side.quote, ())
    values = (value for sentence in read.sentences for value in sentence.values)
    plain = document.Value("text", start, end, side.wording)
    value = next((one for one in values if (one.start, one.end) == (start, end)), plain)
    one = Statement(hit, replace(read, sentences=(whole,)), 0, value)
    return one if cite(one, store.articles) is not None else None


def place_of(one: Statement) -> Place:
    """Return where the value of a statement stands."""
    return (one.article_id, *one.value_span)


def replaced_by(known: Sequence[Known]) -> Replaced:
    """Return where values stand that later articles replaced, and what those state."""
    found: dict[Place, list[Statement]] = {}
    for one in known:
        if one.kind == "update" and one.in_time is not None:
            earlier, later = one.in_time
            found.setdefault(place_of(earlier), []).append(later)
    return found


def newest(line: Line, replaced: Replaced) -> Statement | None:
    """Return the newest statement that replaced a value of a line, also by way of others."""
    found: dict[Place, Statement] = {}
    places = [place_of(one) for one in line.statements]
    while places:
        fresh = {place_of(one): one for one in replaced.get(places.pop(), ())}
        places += fresh.keys() - found.keys()
        found |= fresh
    return max(found.values(), key=lambda one: one.published_at or "", default=None)


def is_withdrawn(line: Line, replaced: Replaced) -> bool:
    """Tell whether a line has a value that its own source replaced."""
    later = (one for own in line.statements for one in replaced.get(place_of(own), ()))
    return any(one.source == line.source for one in later)


def find_disputes(store: Store, known: Sequence[Known]) -> list[Dispute]:
    """Return what stands disputed among verdicts, each difference once, the newest first."""
    piles: dict[str, list[Known]] = {}
    for one in known:
        if one.kind in WARNED:
            piles.setdefault(one.kept.dispute, []).append(one)
    return [make_dispute(store, pile) for pile in reversed(piles.values())]


def make_dispute(store: Store, known: Sequence[Known]) -> Dispute:
    """Return the sides of one difference, and the verdicts between them, each pair once."""
    sides = {place_of(side): side for one in known for side in (one.a, one.b)}
    # The most precise come first: what is vague joins a side, and never joins two sides.
    groups = group(sorted(sides.values(), key=vagueness))
    between: dict[tuple[int, int], Verdict] = {}
    for one in known:
        first, last = sorted((index_of(groups, one.a), index_of(groups, one.b)))
        if first != last:
            between.setdefault((first, last), Verdict(one.kind, (first, last), one.kept.likelihood))
    values = [make_value(store, side, known) for side in groups]
    return Dispute(known[0].kept.about, tuple(values), tuple(between.values()))


def index_of(groups: Sequence[Group], one: Statement) -> int:
    """Return the place of the group that holds a statement."""
    at = place_of(one)
    return next(n for n, found in enumerate(groups) if at in map(place_of, found.members))


def make_value(store: Store, side: Group, known: Sequence[Known]) -> Value:
    """Return one side with a citation for each article that states its value."""
    likely = max((one.kept.likelihood or 0.0 for one in known), default=0.0)
    value = cite_group(side, store.articles, "side", likely)
    assert value is not None  # `restate` lets through only what is verbatim
    sources = {independent_source(store, citation) for citation in value.every}
    first, also = (tuple(spoken(c, known) for c in told) for told in (value.citations, value.also))
    return replace(value, independent_sources=len(sources), citations=first, also=also)


def spoken(citation: Citation, known: Sequence[Known]) -> Citation:
    """Return a citation with the speaker that the store knows: its quote alone may not name him."""
    at = (citation.article_id, citation.value_start, citation.value_end)
    sides = (side for one in known for side in (one.kept.a, one.kept.b) if side.speaker)
    said = (s.speaker for s in sides if (s.article_id, s.value_start, s.value_end) == at)
    return replace(citation, speaker=next(said, citation.speaker))


def independent_source(store: Store, citation: Citation) -> str:
    """Return what a citation counts as: its source, a copy as the source of its original."""
    if citation.copy_of is None:
        return citation.source or citation.article_id
    original = store.articles.get(citation.copy_of)
    return original.source or citation.copy_of if original else citation.copy_of
