"""Disputes that the store keeps: verdicts on the claims of a topic's articles, still open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.ask.answer import WARNED, Citation, Value, Verdict
from bot.desk.disputes import Dispute
from bot.desk.topic import Topic
from bot.verdicts.judging import VerdictName
from store import Store
from store.verdicts import OPEN, KeptVerdict, Side

Place = tuple[str, int, int]
"""Where a value stands: article, start and end."""

Node = tuple[str, str]
"""A value of a fact: its slot, and the value as a machine compares it."""


@dataclass(frozen=True)
class Kept:
    """The verdicts kept on pairs of a topic's articles, whatever became of them."""

    verdicts: tuple[KeptVerdict, ...]

    @property
    def pairs(self) -> frozenset[frozenset[Place]]:
        """The pairs of values that were judged, those dismissed and resolved included."""
        return frozenset(frozenset({place(v.a), place(v.b)}) for v in self.verdicts)


def keep(store: Store, topic: Topic) -> Kept:
    """Return the verdicts between the articles of a topic."""
    articles = {sentence.hit.article_id for sentence in topic.sentences}
    found = {v.verdict_id: v for one in sorted(articles) for v in store.verdicts.of_article(one)}
    both = (v for v in found.values() if {v.a.article_id, v.b.article_id} <= articles)
    return Kept(tuple(sorted(both, key=lambda v: v.verdict_id)))


def place(side: Side) -> Place:
    """Return where the value of a side stands."""
    return side.article_id, side.value_start, side.value_end


def kept_disputes(store: Store, kept: Kept) -> list[Dispute]:
    """Return the sides of each fact on which a warning stands open; quotes are verbatim."""
    warned = [v for v in kept.verdicts if v.verdict in WARNED and v.state in OPEN]
    sound = [v for v in warned if is_verbatim(store, v.a) and is_verbatim(store, v.b)]
    return [make_dispute(store, fact) for fact in facts_of(sound)]


def facts_of(verdicts: Sequence[KeptVerdict]) -> list[list[KeptVerdict]]:
    """Put verdicts together that share a value of one fact, directly or by way of others."""
    facts: list[list[KeptVerdict]] = []
    for verdict in verdicts:
        joined = [fact for fact in facts if not ends(verdict).isdisjoint(nodes_of(fact))]
        facts = [fact for fact in facts if fact not in joined]
        facts.append([v for fact in joined for v in fact] + [verdict])
    return facts


def ends(verdict: KeptVerdict) -> frozenset[Node]:
    """Return the two values of a verdict."""
    return frozenset({node(verdict, verdict.a), node(verdict, verdict.b)})


def node(verdict: KeptVerdict, side: Side) -> Node:
    """Return the value of one side."""
    return verdict.slot, side.normalised


def nodes_of(verdicts: Iterable[KeptVerdict]) -> list[Node]:
    """Return the values of some verdicts, each once."""
    found = ((v, side) for v in verdicts for side in (v.a, v.b))
    return list(dict.fromkeys(node(v, side) for v, side in found))


def make_dispute(store: Store, verdicts: Sequence[KeptVerdict]) -> Dispute:
    """Return the sides of one fact, and the verdicts between them, each pair of values once."""
    nodes = nodes_of(verdicts)
    between: dict[tuple[int, int], Verdict] = {}
    for v in verdicts:
        one, two = sorted((nodes.index(node(v, v.a)), nodes.index(node(v, v.b))))
        between.setdefault((one, two), Verdict(name_of(v), (one, two), v.why))
    values = tuple(make_value(store, at, verdicts) for at in nodes)
    return Dispute(values, tuple(between.values()))


def name_of(verdict: KeptVerdict) -> VerdictName:
    """Return the verdict's name; only names that warn come here."""
    return "conflict" if verdict.verdict == "conflict" else "attributed position"


def make_value(store: Store, at: Node, verdicts: Sequence[KeptVerdict]) -> Value:
    """Return one side with a citation for each article that states its value."""
    sides = {side.article_id: side for v in verdicts for side in (v.a, v.b) if node(v, side) == at}
    citations = tuple(make_citation(store, side) for side in sides.values())
    sources = {independent_source(store, citation) for citation in citations}
    head = citations[0]
    kind = at[0].partition(":")[0]
    return Value(head.wording, kind, at[1], None, "side", len(sources), citations)


def independent_source(store: Store, citation: Citation) -> str:
    """Return what a citation counts as: its source, a copy as the source of its original."""
    if citation.copy_of is None:
        return citation.source or citation.article_id
    original = store.articles.get(citation.copy_of)
    return original.source or citation.copy_of if original else citation.copy_of


def make_citation(store: Store, side: Side) -> Citation:
    """Return the citation of one side."""
    article = store.articles.get(side.article_id, side.version)
    return Citation(
        article_id=side.article_id,
        version=side.version,
        source=side.source,
        title=side.title,
        url=side.url,
        published_at=side.published_at,
        start=side.start,
        end=side.end,
        quote=side.quote,
        speaker=side.speaker,
        wording=side.wording,
        value_start=side.value_start,
        value_end=side.value_end,
        reading=None,
        mode="report",
        copy_of=article.copy_of if article else None,
        note=None,
    )


def is_verbatim(store: Store, side: Side) -> bool:
    """Tell whether the stored version has exactly this quote and this value where it says."""
    article = store.articles.get(side.article_id, side.version)
    if article is None:
        return False
    words = article.text[side.value_start : side.value_end]
    return (article.text[side.start : side.end], words) == (side.quote, side.wording)


def is_judged(dispute: Dispute, kept: Kept) -> bool:
    """Tell whether some pair of a dispute's values was judged before, so that the store knows."""
    places = [
        {(c.article_id, c.value_start, c.value_end) for c in v.citations} for v in dispute.values
    ]
    return any(
        frozenset({a, b}) in kept.pairs
        for one, two in ((places[v.between[0]], places[v.between[1]]) for v in dispute.verdicts)
        for a in one
        for b in two
    )
