"""What the desk finds, worded once for terminal and Slack: points, events, how drafts stand."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.ask.answer import Citation
from bot.check.checking import FLAGGED, WORST, Checked, Evidence, Stance, Standing
from handlers.disputes import Dispute, view_dispute
from handlers.present import Side, View, tell_freshness
from handlers.quoting import Quoted, count, short, tell_also, tell_source, value_in, where_alone
from store.spans import Span

if TYPE_CHECKING:
    from bot.desk.quotes import Match, Part  # they pull in all of the desk
    from bot.desk.summary import Summary
    from bot.desk.timeline import Series, Timeline

NO_DAY = "no day named"
TOPIC_LENGTH = 120
NOT_FOUND = "No article has these words, nor words near to them."
EVIDENCE_SHOWN = 6


def tell_nothing(topic: str) -> str:
    """Return that no article is about a topic."""
    return f"No article is about “{short(topic, TOPIC_LENGTH)}”. Try other words."


def view_summary(summary: "Summary", now: datetime) -> View:
    """Return a summary: what it is made from, its quotes, then what the sources differ on."""
    quoted = {point.citation.quote for point in summary.points}
    differ = (view_dispute(Dispute(verdicts), now) for verdicts in summary.disputes)
    return View(
        f"Summary: {short(summary.topic, TOPIC_LENGTH)}",
        told=(tell_scale(summary),),
        sides=tuple(_points(summary, now)),
        parts=tuple(_in_brief(view, quoted) for view in differ),
        notes=(tell_freshness(summary.index, now),),
    )


def _in_brief(view: View, quoted: Collection[str]) -> View:
    """Return a dispute in a line for each side; what was quoted before is not quoted again."""
    sides = [
        replace(s, quotes=tuple(replace(q, text="") if q.text in quoted else q for q in s.quotes))
        for s in view.sides
    ]
    return replace(view, sides=tuple(sides), is_brief=True)


def tell_scale(summary: "Summary") -> str:
    """Return what a summary is made from, and on how many things the sources differ."""
    sourced, sources = summary.articles - summary.unsourced, summary.sources
    told = [f"{count(sourced, 'article')} from {count(sources, 'source')}"] if sourced else []
    if summary.unsourced:
        told.append(f"{count(summary.unsourced, 'article')} without a stated source")
    points = count(len(summary.disputes), "point")
    differ = f"; the sources differ on {points}, told at the end" if summary.disputes else ""
    return f"{' and '.join(told)}{differ}"


def _points(summary: "Summary", now: datetime) -> Iterator[Side]:
    """Give the quotes of a summary: where each stands, what replaced it, and who says so too."""
    before: Citation | None = None
    for point in summary.points:
        later = point.later
        told = f"later: {short(later.wording)}, {tell_source(later)}" if later else ""
        also = "; ".join(filter(None, (told, tell_also(point.also))))
        yield Side("", "", "", (_quoted(point.citation, now, before),), also)
        before = None if also else point.citation


def view_timeline(timeline: "Timeline", now: datetime) -> View:
    """Return the events of a topic by day, values as they moved, and what has no date."""
    undated = tuple(
        Side(one.reading or NO_DAY, "", "", (_quoted(one, now, None, value_in(one)),))
        for one in timeline.undated
    )
    return View(
        f"Timeline: {short(timeline.topic, TOPIC_LENGTH)}",
        told=(count(timeline.articles, "article"),),
        sides=tuple(_events(timeline, now)),
        parts=(
            *(View(name_series(one), sides=tuple(_values(one))) for one in timeline.series),
            *([View("In articles without a date", sides=undated)] if undated else ()),
        ),
        notes=(tell_freshness(timeline.index, now),),
    )


def _events(timeline: "Timeline", now: datetime) -> Iterator[Side]:
    """Give the events by day: the quote that tells of each, and who tells of it too."""
    before: Citation | None = None
    for event in timeline.events:
        cited, also = event.citation, tell_also(event.also)
        planned = " (planned)" if event.mode == "plan" else ""
        quoted = _quoted(cited, now, before, value_in(cited))
        yield Side(f"{cited.reading or NO_DAY}{planned}", "", "", (quoted,), also)
        before = None if also else cited


def _quoted(
    one: Citation, now: datetime, before: Citation | None, value: tuple[Span, ...] = ()
) -> Quoted:
    """Return a quote of the desk, under which its offsets are not told."""
    return Quoted(one.quote, value, (replace(where_alone(one, now, before), place=""),))


def name_series(series: "Series") -> str:
    """Return what the values of a series are of, and how they are put in order."""
    return f"{short(series.label or series.unit or 'One value')}, in order of publication"


def _values(series: "Series") -> Iterator[Side]:
    """Give each value in its article's words, who published it, and whether it is disputed."""
    for place, one in enumerate(series.stated):
        wording, reading = short(one.citation.wording), one.citation.reading
        told = f"{wording} ({reading})" if reading and reading != wording else wording
        mark = " · disputed" if place in series.disputed else ""
        yield Side("", told, f"{tell_source(one.citation)}{mark}", ())


def view_matches(matches: "Sequence[Match]", now: datetime) -> View:
    """Return where an excerpt comes from, and which words of it differ."""
    return View("", sides=tuple(_match(match, now) for match in matches))


def _match(match: "Match", now: datetime) -> Side:
    differing = (part for part in match.parts if part.difference and part.end > part.start)
    marked = tuple(Span(one.start - match.start, one.end - match.start) for one in differing)
    speaker, copied = match.speaker, match.copy_of
    said = (f"according to {short(speaker)}",) if speaker else ()
    place = replace(where_alone(match, now), marks=(*said, *(["a copy"] if copied else ())))
    alike = "Word for word" if match.is_exact else f"Nearly, {match.score:.0f} % alike"
    quoted = Quoted(match.quote, marked, (place,), is_compared=True)
    return Side(
        "", alike, "", (quoted,), "; ".join(filter(None, map(tell_difference, match.parts)))
    )


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
    "contradicts": "You have “{said}”, the article has “{instead}”:",
    "later": "You have “{said}”, a later article has “{instead}”:",
    "earlier": "You have “{said}”, an earlier article has “{instead}”:",
    "supports": "The article has “{said}” too:",
}
STANDINGS: Mapping[Standing, str] = {
    "contradicted": "Contradicted",
    "disputed": "Disputed: one article says so, another says otherwise",
    "outdated": "Outdated: a later article says otherwise",
    "supported": "Supported",
    "not found": "Not found in the articles",
}


def view_check(checked: Sequence[Checked], now: datetime) -> View:
    """Return how every sentence of a draft stands, with what speaks for or against it."""
    by_standing = {
        name: tuple(_sentence(one, now) for one in checked if one.standing == name)
        for name in STANDINGS
    }
    parts = [
        View(STANDINGS[name], name in FLAGGED, sides=sides)
        for name, sides in by_standing.items()
        if sides
    ]
    return View(tell_counts(checked), parts=tuple(parts))


def _sentence(one: Checked, now: datetime) -> Side:
    shown = one.evidence[:EVIDENCE_SHOWN]
    quotes = [
        Quoted(e.quote, _instead(e), (where_alone(e, now),), lead=tell_evidence(e)) for e in shown
    ]
    left = len(one.evidence) - len(shown)
    more = [f"and {left} more"] if left else []
    missing = [f"Not found: {', '.join(one.missing)}"] if one.missing else []
    return Side(one.text, "", "", tuple(quotes), "; ".join([*more, *missing]))


def _instead(evidence: Evidence) -> tuple[Span, ...]:
    """Return where in its quote an article has other words, where they stand there once."""
    words = evidence.instead or ""
    at = evidence.quote.find(words)
    is_once = bool(words) and evidence.quote.count(words) == 1
    return (Span(at, at + len(words)),) if is_once else ()


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
    said, instead = (
        short(text or "", WORDING_LENGTH) for text in (evidence.stated, evidence.instead)
    )
    return HAVING[evidence.stance].format(said=said, instead=instead)
