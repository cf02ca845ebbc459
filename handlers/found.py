"""What the desk finds, worded once for terminal and Slack: points, events, values, differences."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.ask.answer import Citation
from bot.desk.quotes import Part
from bot.desk.summary import Summary
from bot.desk.timeline import Series, Timeline
from handlers.present import Side, count
from handlers.quoting import Quoted, tell_also, tell_source, value_in, where_alone
from handlers.relations import short
from store.spans import Span

NO_DAY = "no day named"


def tell_scale(summary: Summary) -> str:
    """Return what a summary is made from, and on how many things the sources differ."""
    sourced, sources = summary.articles - summary.unsourced, summary.sources
    told = [f"{count(sourced, 'article')} from {count(sources, 'source')}"] if sourced else []
    if summary.unsourced:
        told.append(f"{count(summary.unsourced, 'article')} without a stated source")
    points = count(len(summary.disputes), "point")
    differ = f"; the sources differ on {points}, told at the end" if summary.disputes else ""
    return f"{' and '.join(told)}{differ}"


def point_sides(summary: Summary, now: datetime) -> Iterator[Side]:
    """Give the quotes of a summary: where each stands, what replaced it, and who says so too."""
    before: Citation | None = None
    for point in summary.points:
        later = point.later
        told = f"later: {short(later.wording)}, {tell_source(later)}" if later else ""
        also = "; ".join(filter(None, (told, tell_also(point.also))))
        yield Side("", "", "", (_quoted(point.citation, now, before),), also)
        before = None if also else point.citation


def event_sides(timeline: Timeline, now: datetime) -> Iterator[Side]:
    """Give the events by day: the quote that tells of each, and who tells of it too."""
    before: Citation | None = None
    for event in timeline.events:
        cited, also = event.citation, tell_also(event.also)
        planned = " (planned)" if event.mode == "plan" else ""
        quoted = _quoted(cited, now, before, value_in(cited))
        yield Side(f"{cited.reading or NO_DAY}{planned}", "", "", (quoted,), also)
        before = None if also else cited


def undated_sides(timeline: Timeline, now: datetime) -> Iterator[Side]:
    """Give the quotes of articles without a date, each under the day that it names."""
    for one in timeline.undated:
        quoted = _quoted(one, now, None, value_in(one))
        yield Side(one.reading or NO_DAY, "", "", (quoted,))


def _quoted(
    one: Citation, now: datetime, before: Citation | None, value: Span | None = None
) -> Quoted:
    """Return a quote of the desk, under which its offsets are not told."""
    return Quoted(one.quote, value, (replace(where_alone(one, now, before), place=""),))


def name_series(series: Series) -> str:
    """Return what the values of a series are of, and how they are put in order."""
    return f"{short(series.label or series.unit or 'One value')}, in order of publication"


def tell_values(series: Series) -> Iterator[tuple[str, str, bool]]:
    """Give each value in its article's words, who published it, and whether it is disputed."""
    for place, one in enumerate(series.stated):
        wording, reading = short(one.citation.wording), one.citation.reading
        told = f"{wording} ({reading})" if reading and reading != wording else wording
        yield told, tell_source(one.citation), place in series.disputed


def tell_difference(part: Part) -> str:
    """Return in words how a run of an excerpt differs from the article, "" where it does not."""
    asked, stands = (f"“{short(text)}”" for text in (part.excerpt, part.text))
    told = {
        "changed": f"You have {asked}, the article has {stands}",
        "left out": f"Left out: {stands}",
        "added": f"Not in the article: {asked}",
    }
    return told[part.difference] if part.difference else ""
