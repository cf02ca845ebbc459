"""What the desk finds, worded once for terminal and Slack: points, events, how drafts stand."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.ask.answer import Citation
from bot.check.checking import WORST, Checked, Evidence, Stance
from handlers.present import Side, count
from handlers.quoting import Quoted, tell_also, tell_source, value_in, where_alone
from handlers.relations import short
from store.spans import Span

if TYPE_CHECKING:
    from bot.desk.quotes import Part  # they pull in all of the desk
    from bot.desk.summary import Summary
    from bot.desk.timeline import Series, Timeline

NO_DAY = "no day named"


def tell_scale(summary: "Summary") -> str:
    """Return what a summary is made from, and on how many things the sources differ."""
    sourced, sources = summary.articles - summary.unsourced, summary.sources
    told = [f"{count(sourced, 'article')} from {count(sources, 'source')}"] if sourced else []
    if summary.unsourced:
        told.append(f"{count(summary.unsourced, 'article')} without a stated source")
    points = count(len(summary.disputes), "point")
    differ = f"; the sources differ on {points}, told at the end" if summary.disputes else ""
    return f"{' and '.join(told)}{differ}"


def point_sides(summary: "Summary", now: datetime) -> Iterator[Side]:
    """Give the quotes of a summary: where each stands, what replaced it, and who says so too."""
    before: Citation | None = None
    for point in summary.points:
        later = point.later
        told = f"later: {short(later.wording)}, {tell_source(later)}" if later else ""
        also = "; ".join(filter(None, (told, tell_also(point.also))))
        yield Side("", "", "", (_quoted(point.citation, now, before),), also)
        before = None if also else point.citation


def event_sides(timeline: "Timeline", now: datetime) -> Iterator[Side]:
    """Give the events by day: the quote that tells of each, and who tells of it too."""
    before: Citation | None = None
    for event in timeline.events:
        cited, also = event.citation, tell_also(event.also)
        planned = " (planned)" if event.mode == "plan" else ""
        quoted = _quoted(cited, now, before, value_in(cited))
        yield Side(f"{cited.reading or NO_DAY}{planned}", "", "", (quoted,), also)
        before = None if also else cited


def undated_sides(timeline: "Timeline", now: datetime) -> Iterator[Side]:
    """Give the quotes of articles without a date, each under the day that it names."""
    for one in timeline.undated:
        quoted = _quoted(one, now, None, value_in(one))
        yield Side(one.reading or NO_DAY, "", "", (quoted,))


def _quoted(
    one: Citation, now: datetime, before: Citation | None, value: Span | None = None
) -> Quoted:
    """Return a quote of the desk, under which its offsets are not told."""
    return Quoted(one.quote, value, (replace(where_alone(one, now, before), place=""),))


def name_series(series: "Series") -> str:
    """Return what the values of a series are of, and how they are put in order."""
    return f"{short(series.label or series.unit or 'One value')}, in order of publication"


def tell_values(series: "Series") -> Iterator[tuple[str, str, bool]]:
    """Give each value in its article's words, who published it, and whether it is disputed."""
    for place, one in enumerate(series.stated):
        wording, reading = short(one.citation.wording), one.citation.reading
        told = f"{wording} ({reading})" if reading and reading != wording else wording
        yield told, tell_source(one.citation), place in series.disputed


def tell_difference(part: "Part") -> str:
    """Return in words how a run of an excerpt differs from the article, "" where it does not."""
    asked, stands = (f"“{short(text)}”" for text in (part.excerpt, part.text))
    told = {
        "changed": f"You have {asked}, the article has {stands}",
        "left out": f"Left out: {stands}",
        "added": f"Not in the article: {asked}",
    }
    return told[part.difference] if part.difference else ""


WORDING_LENGTH = 100
HAVING: Mapping[Stance, str] = {
    "contradicts": "You have “{stated}”, the article has “{instead}”",
    "later": "You have “{stated}”, a later article has “{instead}”",
    "earlier": "You have “{stated}”, an earlier article has “{instead}”",
    "supports": "The article has “{stated}” too",
}


def tell_counts(checked: Iterable[Checked]) -> str:
    """Return how many sentences stand how, the worst first.

    >>> tell_counts([Checked(0, 3, "So.", "not found", ()), Checked(4, 6, "A.", "disputed", ())])
    '1 disputed, 1 not found'
    """
    counts = Counter(str(one.standing) for one in checked)
    return ", ".join(f"{counts[name]} {name}" for name in WORST if counts[name])


def tell_evidence(evidence: Evidence) -> str:
    """Return what an article has in the place of a draft's words, "" for a whole sentence."""
    if not evidence.stated:
        return ""
    stated, instead = (
        short(text or "", WORDING_LENGTH) for text in (evidence.stated, evidence.instead)
    )
    return HAVING[evidence.stance].format(stated=stated, instead=instead)
