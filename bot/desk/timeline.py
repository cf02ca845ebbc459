"""A timeline: what happened on which day, in one quoted sentence each, and how values moved."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Literal

from bot.ask.answer import Citation, IndexState, Mode, Verdict
from bot.ask.candidates import Candidate
from bot.ask.citing import cite
from bot.ask.evidence import Sentence
from bot.ask.question_words import SAYING
from bot.ask.reading import with_context
from bot.ask.typed_reader import is_of_saying
from bot.desk.choosing import SAME, Line, cosine, weigh_lines
from bot.desk.disputes import Told, latest, tell_facts
from bot.desk.figures import WORD, dateline_end, make_candidate
from bot.desk.summary import originals, quote, standing
from bot.desk.topic import Topic, gather
from bot.text.dates import DateMention, DateValue, find_dates
from bot.text.numbers import NumberValue
from store import Store
from store.spans import Span
from store.terms import content_terms, terms

EVENTS_A_DAY = 2
EVENTS = 24
LABEL_WORDS = 2
LABEL_SHARE = 0.35
"""A word of a label stands at least this near to the values, beside the nearest one."""

SAYING_TERMS = frozenset(t for word in SAYING for t in terms(word)) | frozenset(terms("least most"))
TOLD: frozenset[Mode] = frozenset({"report", "plan", "denial"})
PRECISE = frozenset({"time", "day", "range", "week", "month"})
SeriesKind = Literal["figure", "day"]


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
class Stated:
    """A value as one article states it; `low` and `high` bound a figure, ISO days for a day."""

    low: float | str | None
    high: float | str | None
    citation: Citation


@dataclass(frozen=True)
class Series:
    """The values of one changing thing in the order of publication, undated ones last.

    `unit` is what a figure counts or measures, "" where nothing is named; `label` are words that
    stand beside the values. `verdicts` are between places in `stated`.
    """

    kind: SeriesKind
    unit: str
    label: str
    stated: tuple[Stated, ...]
    verdicts: tuple[Verdict, ...]


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
        topic=topic,
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
    """Return how an event is told; what was to be by the day of publication is no plan."""
    published = one.line.sentence.published_on
    is_past = published is not None and one.last <= published
    return "report" if one.candidate.mode == "plan" and is_past else one.candidate.mode


def find_series(store: Store, topic: Topic) -> list[Series]:
    """Return the things whose value changes or differs, those with most values first."""
    changing = [told for told in tell_facts(topic) if is_changing(told)]
    found = [one for told in changing if (one := make_series(store, told)) is not None]
    return sorted(found, key=lambda one: -len(one.stated))


def is_changing(told: Told) -> bool:
    """Tell whether a fact has values that replace or contradict each other."""
    return any(verdict.verdict != "agree" for verdict in told.verdicts) and len(told.groups) > 1


def make_series(store: Store, told: Told) -> Series | None:
    """Return the values of a fact as stated, None where fewer than two are verbatim."""
    members = [member for one in told.groups for member in one.members]
    cited = [(m, found) for m in sorted(members, key=order_of) if (found := make_stated(store, m))]
    if len({(one.low, one.high) for _, one in cited}) < 2:
        return None
    value = cited[0][0].value
    unit = value.unit if isinstance(value, NumberValue) else ""
    kind: SeriesKind = "day" if isinstance(value, DateValue) else "figure"
    verdicts = tuple(placed(told, [member for member, _ in cited]))
    return Series(kind, unit, label_of(told), tuple(one for _, one in cited), verdicts)


def placed(told: Told, members: Sequence[Candidate]) -> Iterator[Verdict]:
    """Give the verdicts between groups as between the last of each that are shown.

    Of the updates of a value only those from one to the next are given.
    """
    steps = [set(step) for step in pairwise(told.in_time)]
    kept = (v for v in told.verdicts if v.verdict != "update" or set(v.between) in steps)
    for verdict in kept:
        ends = [latest(told.groups[place]) for place in verdict.between]
        if all(end in members for end in ends):
            one, two = (members.index(end) for end in ends)
            yield Verdict(verdict.verdict, (min(one, two), max(one, two)), verdict.why)


def label_of(told: Told) -> str:
    """Return the words that stand nearest to most values of a fact, as an article writes them."""
    figures = told.fact.figures
    shared = Counter(term for figure in figures for term in figure.beside)
    text, near = figures[0].sentence.text, figures[0].beside
    telling = {t: near[t] * (shared[t] - 0.9) for t in near if t not in SAYING_TERMS}
    least = max(telling.values(), default=0.0) * LABEL_SHARE
    ranked = sorted((t for t in telling if telling[t] >= least), key=lambda t: -telling[t])
    written = {t: w for w in reversed(WORD.findall(text)) for t in content_terms(w)}
    return ", ".join(dict.fromkeys(written[t] for t in ranked[:LABEL_WORDS] if t in written))


def order_of(member: Candidate) -> tuple[bool, str]:
    """Return the key that puts values in order of publication, undated ones last."""
    at = member.sentence.hit.published_at
    return at is None, at or ""


def make_stated(store: Store, member: Candidate) -> Stated | None:
    """Return one value with its citation, None if that is not verbatim."""
    citation = cite(member, store.articles)
    if citation is None:
        return None
    value = member.value
    if isinstance(value, DateValue):
        days = (value.earliest, value.latest)
        first, last = (day.isoformat() if day else None for day in days)
        return Stated(first, last, citation)
    if isinstance(value, NumberValue):
        bounds = (value.low, value.high)
        low, high = (None if bound is None else float(bound) for bound in bounds)
        return Stated(low, high, citation)
    return None


def undated_articles(store: Store, lines: Sequence[Line]) -> list[Citation]:
    """Return the first line of each article whose day of publication nobody knows."""
    firsts = {
        line.sentence.hit.article_id: line
        for line in reversed(lines)
        if line.sentence.hit.published_at is None
    }
    found = (quote(store, line.sentence) for line in firsts.values())
    return [citation for citation in found if citation is not None]
