"""A timeline: what happened on which day, in one quoted sentence each, and how values moved."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from bot.ask.answer import Citation, IndexState, Verdict
from bot.ask.citing import cite
from bot.desk.disputes import Known, Place, is_withdrawn, know, place_of, replaced_by
from bot.desk.topic import SAME, Line, by_source, gather, name_topic
from bot.judging import WARNED
from bot.judging.document import Statement
from bot.text.dates import DateValue
from bot.text.durations import DurationValue
from bot.text.modes import Mode
from bot.text.numbers import NumberValue
from bot.text.vectors import cosine
from store import Store

EVENTS_A_DAY = 2
EVENTS = 24
TOLD: frozenset[Mode] = frozenset({"report", "plan", "denial"})
PRECISE = frozenset({"time", "day", "range", "week", "month"})
WEEK = timedelta(days=6)
MOVED = frozenset({"update", "conflict"})
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

    `unit` is what a figure counts or measures, "" where nothing is named; `label` names the thing
    in words of the articles. `verdicts` are between places in `stated`.
    """

    kind: SeriesKind
    unit: str
    label: str
    stated: tuple[Stated, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def disputed(self) -> frozenset[int]:
        """The places in `stated` of values that contradict one another."""
        warned = (one.between for one in self.verdicts if one.verdict in WARNED)
        return frozenset(place for between in warned for place in between)


@dataclass(frozen=True)
class Timeline:
    """The events of a topic by day, the first one first, and its changing values.

    `undated` are quotes of articles without a date: those that name a day, whose year nobody
    knows, or else the first.
    """

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
    known = know(store, about)
    replaced = replaced_by(known)
    lines = [line for line in about.originals if not is_withdrawn(line, replaced)]
    dated = [found for line in lines if (found := date_line(line)) is not None]
    events = choose_events(dated)
    state = store.articles.state()
    return Timeline(
        topic=name_topic(topic),
        articles=len(about.articles),
        events=tuple(event for one in events if (event := make_event(store, one, dated))),
        series=tuple(find_series(store, known)),
        undated=tuple(find_undated(store, lines, [one.line for one in events])),
        index=IndexState(state.articles, state.as_of),
    )


@dataclass(frozen=True)
class Dated:
    """A line with the date that it tells of."""

    line: Line
    statement: Statement
    first: date
    last: date

    @property
    def published_on(self) -> date | None:
        """When it was published."""
        return self.statement.document.published_on

    @property
    def is_published(self) -> bool:
        """Whether it is the very day of publication."""
        return self.first == self.last == self.published_on

    @property
    def mode(self) -> Mode:
        """How it is told: as a plan exactly when it lay ahead on publication."""
        if self.published_on is None or self.first <= self.published_on < self.last:
            return "plan" if self.statement.mode == "plan" else "report"
        return "plan" if self.first > self.published_on else "report"


def choose_events(dated: Sequence[Dated]) -> list[Dated]:
    """Return the lines that tell most of each day, by day; none says what another one says."""
    chosen: list[Dated] = []
    for one in sorted(dated, key=lambda one: (one.last - one.first, -one.line.weight)):
        same_day = [other for other in chosen if other.first == one.first]
        if len(same_day) < EVENTS_A_DAY and not any(tells_same(one, other) for other in chosen):
            chosen.append(one)
    return in_order(chosen[:EVENTS])


def in_order(dated: Iterable[Dated]) -> list[Dated]:
    """Return what is dated, the first day first; of one day the earlier published first."""
    return sorted(dated, key=lambda one: (one.first, one.last, one.line.hit.published_at or ""))


def tells_same(one: Dated, other: Dated) -> bool:
    """Tell whether two dated lines tell of one event, one of them perhaps less precisely.

    The very same sentence is told once, whatever day its articles count from.
    """
    if one.line.sentence.text == other.line.sentence.text:
        return True
    overlap = one.first <= other.last and other.first <= one.last
    return overlap and cosine(one.line.vector, other.line.vector) >= SAME / 2


def date_line(line: Line) -> Dated | None:
    """Return a line with the day it tells of, None where it has none that is sure.

    Of several the first that is precise, and not merely the day of publication: on that day
    things are said.
    """
    found = [dated for one in line.statements if (dated := date_of(line, one)) is not None]
    return min(found, key=lambda one: (one.last - one.first > WEEK, one.is_published), default=None)


def date_of(line: Line, one: Statement) -> Dated | None:
    """Return the days that a date names, None for one that is vague or a mere beginning."""
    value = one.value.typed
    if not isinstance(value, DateValue) or value.earliest is None or value.latest is None:
        return None
    placed = value.precision in PRECISE and value.qualifier != "since" and one.mode in TOLD
    return Dated(line, one, value.earliest, value.latest) if placed else None


def make_event(store: Store, one: Dated, dated: Sequence[Dated]) -> Event | None:
    """Return an event with its citation and those of other sources, None if not verbatim."""
    citation = cite(one.statement, store.articles)
    if citation is None:
        return None
    same = (other for other in dated if other is not one and tells_same(one, other))
    found = (cite(other.statement, store.articles) for other in same)
    days = one.first.isoformat(), one.last.isoformat()
    return Event(*days, one.mode, citation, by_source(found, one.line.source))


def find_undated(store: Store, lines: Sequence[Line], told: Sequence[Line]) -> list[Citation]:
    """Return what articles without a date tell beside the events told, each thing once.

    Quotes that name a day come first, in the order of the calendar, then the first quote of each
    other article.
    """
    undated = sorted(
        (one for one in lines if not one.hit.published_at), key=lambda one: -one.weight
    )
    named = [(day, line) for line in undated if (day := named_day(line)) is not None]
    chosen: list[tuple[Statement, Line]] = []
    for day, line in named:
        same_day = [one for one, _ in chosen if calendar_day(one) == calendar_day(day)]
        if len(same_day) < EVENTS_A_DAY and is_new(line, [*told, *(one for _, one in chosen)]):
            chosen.append((day, line))
    quoted = {line.hit.article_id for _, line in chosen}
    firsts = [one for one in undated if one.place == 0 and one.hit.article_id not in quoted]
    days = sorted((day for day, _ in chosen[:EVENTS]), key=calendar_day)
    cited = [cite(day, store.articles) for day in days]
    cited += [one.quote(store.articles) for one in firsts if is_new(one, told)]
    return [citation for citation in cited if citation is not None]


def is_new(line: Line, told: Iterable[Line]) -> bool:
    """Tell whether a line says what none of others says."""
    return not any(cosine(line.vector, one.vector) >= SAME for one in told)


def named_day(line: Line) -> Statement | None:
    """Return the first statement of a line that names a day of the calendar, with a year or not."""
    return next((one for one in line.statements if all(calendar_day(one))), None)


def calendar_day(one: Statement) -> tuple[int, int]:
    """Return month and day of a date, 0 for what it does not name."""
    value = one.value.typed
    return (value.month or 0, value.day or 0) if isinstance(value, DateValue) else (0, 0)


def find_series(store: Store, known: Sequence[Known]) -> list[Series]:
    """Return the things whose value changes or differs, those with most values first."""
    moved = [one for one in known if one.kind in MOVED and bounds_of(one.a) and bounds_of(one.b)]
    return sorted(
        (make_series(store, pile) for pile in piles_of(moved)), key=lambda s: -len(s.stated)
    )


def piles_of(known: Iterable[Known]) -> list[list[Known]]:
    """Put verdicts together that are of one difference or share a value, also by way of others."""
    piles: list[tuple[set[str | Place], list[Known]]] = []
    for one in known:
        ends: set[str | Place] = {one.kept.dispute, place_of(one.a), place_of(one.b)}
        joined = [pile for pile in piles if pile[0] & ends]
        piles = [pile for pile in piles if not pile[0] & ends]
        members = [other for _, pile in joined for other in pile]
        piles.append((ends.union(*(marks for marks, _ in joined)), [*members, one]))
    return [pile for _, pile in piles]


def make_series(store: Store, known: Sequence[Known]) -> Series:
    """Return the values of one thing by time, each article's once."""
    sides = {place_of(side): side for one in known for side in (one.a, one.b)}
    ordered = sorted(
        sides.values(), key=lambda one: (one.published_at is None, one.published_at or "")
    )
    places = [place_of(one) for one in ordered]
    between: dict[tuple[int, int], Verdict] = {}
    for one in known:
        first, last = sorted((places.index(place_of(one.a)), places.index(place_of(one.b))))
        between.setdefault((first, last), Verdict(one.kind, (first, last), one.kept.likelihood))
    stated = ((bounds_of(one), cite(one, store.articles)) for one in ordered)
    value = ordered[0].value.typed
    return Series(
        kind="day" if isinstance(value, DateValue) else "figure",
        unit=value.unit if isinstance(value, NumberValue | DurationValue) else "",
        label=known[0].kept.about,
        stated=tuple(
            Stated(*bounds, citation) for bounds, citation in stated if bounds and citation
        ),
        verdicts=tuple(between.values()),
    )


def bounds_of(one: Statement) -> tuple[float | str | None, float | str | None] | None:
    """Return the bounds of a figure, or the first and last day (ISO); None for what has none."""
    value = one.value.typed
    if isinstance(value, DateValue) and value.earliest and value.latest:
        return value.earliest.isoformat(), value.latest.isoformat()
    if isinstance(value, NumberValue | DurationValue):
        return plain(value.low), plain(value.high)
    return None


def plain(bound: Decimal | None) -> float | None:
    """Return a bound as a number to draw."""
    return None if bound is None else float(bound)
