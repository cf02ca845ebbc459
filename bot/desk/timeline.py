"""A timeline: what happened on which day, in one quoted sentence each, and how values moved."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from bot.ask.answer import Citation, IndexState
from bot.ask.candidates import Candidate
from bot.ask.citing import cite
from bot.ask.evidence import Sentence
from bot.ask.reading import with_context
from bot.ask.typed_reader import is_of_saying
from bot.desk.choosing import SAME, Line, cosine, weigh_lines
from bot.desk.figures import dateline_end, make_candidate
from bot.desk.naming import name_topic
from bot.desk.series import Series, find_series
from bot.desk.summary import originals, quote, standing
from bot.desk.topic import gather
from bot.text.attribution import Mode
from bot.text.dates import DateMention, find_dates
from store import Store
from store.spans import Span

EVENTS_A_DAY = 2
EVENTS = 24
TOLD: frozenset[Mode] = frozenset({"report", "plan", "denial"})
PRECISE = frozenset({"time", "day", "range", "week", "month"})


@dataclass(frozen=True)
class Event:
    """What happened, or is planned, between two days (ISO, both included), in one quote.

    The citation's wording is the date as the article has it; `also` are other sources that tell
    of it.
    """

    first: str
    last: str
    mode: Mode
    citation: Citation
    also: tuple[Citation, ...]


@dataclass(frozen=True)
class Timeline:
    """The events of a topic by day, the first one first, and its changing values."""

    topic: str
    articles: int
    events: tuple[Event, ...]
    series: tuple[Series, ...]
    undated: tuple[Citation, ...]
    index: IndexState

    def as_json(self) -> dict[str, Any]:
        """Return the timeline as docs/desk.md has it."""
        return asdict(self)


def make_timeline(
    store: Store, topic: str, at: datetime, since: str | None = None, until: str | None = None
) -> Timeline:
    """Return the events and the changing values of a topic; bounds are days of publication."""
    about = gather(store, topic, at.date(), since, until)
    lines = weigh_lines(about.sentences, about.background)
    kept = standing(originals(lines))
    state = store.articles.state()
    return Timeline(
        topic=name_topic(topic),
        articles=about.articles,
        events=tuple(find_events(store, kept)),
        series=tuple(find_series(store, about)),
        undated=tuple(undated_articles(store, kept)),
        index=IndexState(state.articles, state.as_of),
    )


@dataclass(frozen=True)
class Dated:
    """A line with the date that it tells of."""

    line: Line
    candidate: Candidate
    first: date
    last: date


def find_events(store: Store, lines: Sequence[Line]) -> list[Event]:
    """Return the events that the lines date, by day; of a day's lines those that tell most."""
    dated = [found for line in lines if (found := date_line(line)) is not None]
    chosen: list[Dated] = []
    for one in sorted(dated, key=lambda one: (one.last - one.first, -one.line.weight)):
        same_day = [other for other in chosen if other.first == one.first]
        if len(same_day) < EVENTS_A_DAY and not any(tells_same(one, other) for other in chosen):
            chosen.append(one)
    events = (make_event(store, one, dated) for one in in_order(chosen[:EVENTS]))
    return [event for event in events if event is not None]


def in_order(dated: Iterable[Dated]) -> list[Dated]:
    """Return what is dated, the first day first; of one day the earlier published first."""
    return sorted(
        dated, key=lambda one: (one.first, one.last, one.line.sentence.hit.published_at or "")
    )


def tells_same(one: Dated, other: Dated) -> bool:
    """Tell whether two dated lines tell of one event, one of them perhaps less precisely."""
    overlap = one.first <= other.last and other.first <= one.last
    return overlap and cosine(one.line.vector, other.line.vector) >= SAME / 2


def date_line(line: Line) -> Dated | None:
    """Return a line with the day it tells of, None where it has none that is sure."""
    sentence = line.sentence
    mentions = find_dates(sentence.text, sentence.published_on)
    mention = next(iter(sorted(filter(is_placed, mentions), key=by_fitness(sentence))), None)
    if mention is None:
        return None
    at = Span(mention.start, mention.end)
    candidate = with_context(make_candidate(sentence, "date", at, mention.value))
    first, last = mention.value.earliest, mention.value.latest
    if first is None or last is None or candidate.mode not in TOLD:
        return None
    return Dated(line, candidate, first, last)


def is_placed(mention: DateMention) -> bool:
    """Tell whether a date is known well enough to stand on a timeline, and is not a beginning."""
    value = mention.value
    return value.resolved and value.precision in PRECISE and value.qualifier != "since"


def by_fitness(sentence: Sentence) -> Any:
    """Return the key that puts the day of the event before the day of saying so and datelines."""

    def key(mention: DateMention) -> tuple[bool, bool, int]:
        in_dateline = mention.start < dateline_end(sentence.text)
        return in_dateline, is_of_saying(sentence.text, mention.start), mention.start

    return key


def make_event(store: Store, one: Dated, dated: Sequence[Dated]) -> Event | None:
    """Return an event with its citation and those of other sources, None if not verbatim."""
    citation = cite(one.candidate, store.articles)
    if citation is None:
        return None
    same = (other for other in dated if other is not one and tells_same(one, other))
    found = (cite(other.candidate, store.articles) for other in same)
    also = {c.source or c.article_id: c for c in found if c is not None}
    also.pop(citation.source or citation.article_id, None)
    days = one.first.isoformat(), one.last.isoformat()
    return Event(*days, has_come(one), citation, tuple(also.values()))


def has_come(one: Dated) -> Mode:
    """Return how an event is told: as a plan exactly when it lay ahead on publication."""
    published, mode = one.line.sentence.published_on, one.candidate.mode
    if published is None or mode == "denial":
        return mode
    if one.first > published:
        return "plan"
    return "report" if one.last <= published else mode


def undated_articles(store: Store, lines: Sequence[Line]) -> list[Citation]:
    """Return the first line of each article whose day of publication nobody knows."""
    firsts = {
        line.sentence.hit.article_id: line
        for line in reversed(lines)
        if line.sentence.hit.published_at is None
    }
    found = (quote(store, line.sentence) for line in firsts.values())
    return [citation for citation in found if citation is not None]
