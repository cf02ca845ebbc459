"""What the store's verdicts tell of a topic: what differs, and words that were replaced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from bot.alerts.choosing import is_on_topic
from bot.ask.citing import cite
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


def find_disputes(known: Sequence[Known], topic: str) -> list[tuple[KeptVerdict, ...]]:
    """Return the verdicts that warn and are on a topic, by dispute, the newest dispute first."""
    piles: dict[str, list[KeptVerdict]] = {}
    for one in known:
        if one.kind in WARNED:
            piles.setdefault(one.kept.dispute, []).append(one.kept)
    on_topic = (pile for pile in piles.values() if any(is_on_topic(one, topic) for one in pile))
    return [tuple(pile) for pile in on_topic][::-1]
