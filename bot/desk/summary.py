"""A summary: what happened, what is new, and what the sources differ on, in quoted sentences."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bot.ask.answer import Citation, IndexState
from bot.ask.citing import cite
from bot.desk.disputes import Replaced, find_disputes, is_withdrawn, know, newest, replaced_by
from bot.desk.topic import SAME, Line, by_source, centre_of, choose, gather, name_topic
from bot.judging.document import Statement
from bot.text.vectors import cosine
from store import Store
from store.times import day_of
from store.verdicts import KeptVerdict

LENGTH = 8
FRESHNESS = 0.25
"""What a sentence of the story's last day counts more than one of its first."""

OVERTAKEN = 0.5
"""What is left of a sentence whose value a later article replaces."""

WHOLE = 0.9
"""An article's first sentence tells a story whole when it is this near, beside the nearest one, to
the middle of all first sentences."""


@dataclass(frozen=True)
class Point:
    """One quoted sentence, and the other sources that say the same.

    `later` is the newest statement that replaced a value in it.
    """

    citation: Citation
    also: tuple[Citation, ...]
    later: Citation | None = None


@dataclass(frozen=True)
class Summary:
    """What the articles tell of a topic; `unsourced` of them state no source.

    The first of `points` tells what happened; the others come newest first, undated ones last.
    Each of `disputes` are the verdicts on one difference, oldest first.
    """

    topic: str
    since: str | None
    until: str | None
    articles: int
    sources: int
    unsourced: int
    points: tuple[Point, ...]
    disputes: tuple[tuple[KeptVerdict, ...], ...]
    index: IndexState

    def as_json(self) -> dict[str, Any]:
        """Return the summary as docs/desk.md has it."""
        return asdict(self)


def summarise(
    store: Store,
    topic: str,
    at: datetime,
    since: str | None = None,
    until: str | None = None,
    length: int = LENGTH,
) -> Summary:
    """Return the story of a topic in at most `length` quoted sentences, with its disputes.

    `since` and `until` are days of publication. Disputes are those that the store keeps on the
    topic's articles and that nobody dismissed.
    """
    about = gather(store, topic, at.date(), since, until)
    known = know(store, about)
    replaced = replaced_by(known)
    chosen = choose_lines(about.originals, replaced, length)
    points = (make_point(store, line, about.lines, newest(line, replaced)) for line in chosen)
    state = store.articles.state()
    return Summary(
        topic=name_topic(topic),
        since=since,
        until=until,
        articles=len(about.articles),
        sources=about.sources,
        unsourced=about.unsourced,
        points=tuple(point for point in points if point is not None),
        disputes=tuple(find_disputes(known, topic)),
        index=IndexState(state.articles, state.as_of),
    )


def choose_lines(lines: Sequence[Line], replaced: Replaced, length: int) -> list[Line]:
    """Return the lines to quote: what happened, then the rest newest first.

    What its own source has replaced is left out; what another one has counts less.
    """
    kept = [line for line in lines if not is_withdrawn(line, replaced)]
    days = [day.toordinal() for line in kept if (day := day_of(line.hit.published_at))]
    span = min(days, default=0), max(days, default=0)
    weighed = [replace(one, weight=weight_of(one, replaced, *span)) for one in kept]
    first = find_first(weighed)
    chosen = choose(weighed, length, first)
    # Sorted by one thing after another, the last the weightiest: sorting keeps the order of equals.
    chosen.sort(key=lambda line: (line.hit.article_id, line.span))
    chosen.sort(key=lambda line: line.hit.published_at or "", reverse=True)
    return sorted(chosen, key=lambda line: line is not first)


def weight_of(line: Line, replaced: Replaced, first: int, last: int) -> float:
    """Return how much a line counts: less when overtaken, more the later in its story's days."""
    day = day_of(line.hit.published_at)
    freshness = (day.toordinal() - first) / (last - first) if day and last > first else 0.0
    overtaken = OVERTAKEN if newest(line, replaced) else 1.0
    return line.weight * overtaken * (1 + FRESHNESS * freshness)


def find_first(lines: Sequence[Line]) -> Line | None:
    """Return the newest first sentence of an article that tells the story whole."""
    leads = [line for line in lines if line.place == 0]
    centre = centre_of([line.hit for line in leads], [line.vector for line in leads])
    near = [(cosine(line.vector, centre), line) for line in leads]
    least = WHOLE * max((share for share, _ in near), default=0.0)
    whole = [(line.hit.published_at or "", share, line) for share, line in near if share >= least]
    return max(whole, key=lambda one: one[:2])[2] if whole else None


def make_point(
    store: Store, line: Line, lines: Sequence[Line], later: Statement | None
) -> Point | None:
    """Return a line with its citation and the sources that say the same, None if not verbatim."""
    citation = line.quote(store.articles)
    if citation is None:
        return None
    same = [one for one in lines if one.span != line.span or one.source != line.source]
    others = (o.quote(store.articles) for o in same if cosine(o.vector, line.vector) >= SAME)
    also = by_source(others, line.source)
    return Point(citation, also, cite(later, store.articles) if later else None)
