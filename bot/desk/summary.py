"""A summary: quoted sentences that tell a story, newest first, and what its sources differ on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.ask.answer import Citation, IndexState
from bot.ask.citing import cite
from bot.ask.evidence import Sentence
from bot.ask.reading import with_context
from bot.ask.typed_reader import whole_sentence
from bot.desk.choosing import SAME, Line, choose, cosine, weigh_lines
from bot.desk.disputes import Dispute, Told, dispute_of, tell_facts
from bot.desk.kept import is_judged, keep, kept_disputes
from bot.desk.naming import name_topic
from bot.desk.topic import Topic, gather
from bot.verdicts.judging import CORRECTED
from store import Store

LENGTH = 8
FRESHNESS = 0.25
"""What a sentence of the story's last day counts more than one of its first."""

OVERTAKEN = 0.5
"""What is left of a sentence whose figure a later article replaces."""

WITHDRAWN = 0.3
"""A line of a correction this near to an earlier one of the same source speaks of that one."""

FindDisputes = Callable[[Store, Topic], Sequence[Dispute]]


@dataclass(frozen=True)
class Point:
    """One quoted sentence, and the other sources that say the same."""

    citation: Citation
    also: tuple[Citation, ...]


@dataclass(frozen=True)
class Summary:
    """What the articles tell of a topic; `points` come newest first, undated ones last."""

    topic: str
    since: str | None
    until: str | None
    articles: int
    sources: int
    points: tuple[Point, ...]
    disputes: tuple[Dispute, ...]
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
    find_disputes: FindDisputes | None = None,
) -> Summary:
    """Return the story of a topic in at most `length` quoted sentences, with its disputes.

    `since` and `until` are days of publication. Disputes are those that the store keeps and that
    nobody dismissed, and those of figures and days that it has not judged; `find_disputes` finds
    others in their place.
    """
    about = gather(store, topic, at.date(), since, until)
    told = tell_facts(about)
    lines = with_freshness(weigh_lines(about.sentences, about.background), overtaken(told))
    chosen = choose(standing(originals(lines)), length)
    points = (make_point(store, line, lines) for line in chosen)
    found = find_disputes(store, about) if find_disputes else all_disputes(store, about, told)
    state = store.articles.state()
    return Summary(
        topic=name_topic(topic),
        since=since,
        until=until,
        articles=about.articles,
        sources=len({line.sentence.hit.source for line in lines if line.sentence.hit.source}),
        points=tuple(newest_first(p for p in points if p is not None)),
        disputes=tuple(found),
        index=IndexState(state.articles, state.as_of),
    )


def all_disputes(store: Store, topic: Topic, told: Sequence[Told]) -> list[Dispute]:
    """Return the disputes that the store keeps, then those among facts that it has not judged."""
    kept = keep(store, topic)
    found = [dispute for one in told if (dispute := dispute_of(store, one)) is not None]
    return kept_disputes(store, kept) + [one for one in found if not is_judged(one, kept)]


def originals(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of articles that are no copies of others at hand."""
    at_hand = {line.sentence.hit.article_id for line in lines}
    return [line for line in lines if line.sentence.hit.copy_of not in at_hand]


def standing(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without those that their own source has corrected since."""
    corrections = [line for line in lines if CORRECTED.search(line.sentence.hit.title or "")]
    return [line for line in lines if not any(withdraws(one, line) for one in corrections)]


def withdraws(correction: Line, line: Line) -> bool:
    """Tell whether a line of a correction takes back what its source wrote before."""
    one, two = correction.sentence.hit, line.sentence.hit
    earlier = (two.published_at or "") < (one.published_at or "")
    same = one.source is not None and one.source == two.source
    return same and earlier and cosine(correction.vector, line.vector) >= WITHDRAWN


def overtaken(told: Sequence[Told]) -> set[tuple[str, int]]:
    """Return the places (article and offset) of sentences whose figure was replaced later."""
    return {
        place_of(member.sentence)
        for one in told
        for place in one.overtaken
        for member in one.groups[place].members
    }


def place_of(sentence: Sentence) -> tuple[str, int]:
    """Return where a sentence stands."""
    return sentence.hit.article_id, sentence.span.start


def with_freshness(lines: Sequence[Line], old: set[tuple[str, int]]) -> list[Line]:
    """Return the lines with their weights raised by freshness and lowered where overtaken."""
    days = [day.toordinal() for line in lines if (day := line.sentence.published_on)]
    first, last = min(days, default=0), max(days, default=0)
    return [
        replace(
            line,
            weight=line.weight
            * (1 + FRESHNESS * freshness(line.sentence.published_on, first, last))
            * (OVERTAKEN if place_of(line.sentence) in old else 1.0),
        )
        for line in lines
    ]


def freshness(day: date | None, first: int, last: int) -> float:
    """Return where a day lies between the first and the last of a story: 0 to 1; undated is 0."""
    return (day.toordinal() - first) / (last - first) if day and last > first else 0.0


def make_point(store: Store, line: Line, lines: Sequence[Line]) -> Point | None:
    """Return a line with its citation and the sources that say the same, None if not verbatim."""
    citation = quote(store, line.sentence)
    if citation is None:
        return None
    same = (one for one in lines if one is not line and cosine(one.vector, line.vector) >= SAME)
    others = (quote(store, one.sentence) for one in same)
    also = {c.source or c.article_id: c for c in others if c is not None}
    also.pop(citation.source or citation.article_id, None)
    return Point(citation, tuple(also.values()))


def quote(store: Store, sentence: Sentence) -> Citation | None:
    """Return the citation of a whole sentence, with who said it, None if it is not verbatim."""
    return cite(with_context(whole_sentence(sentence)), store.articles)


def newest_first(points: Iterable[Point]) -> list[Point]:
    """Return points newest first, undated ones last, those of one article in their order."""
    in_text = sorted(points, key=lambda point: (point.citation.article_id, point.citation.start))
    return sorted(in_text, key=lambda point: point.citation.published_at or "", reverse=True)
