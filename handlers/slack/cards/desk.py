"""What the verbs of the desk show: summaries, timelines, quotes found, conflicts, sources."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.desk.quotes import Match
from bot.desk.summary import Summary
from bot.desk.timeline import Series, Timeline
from handlers.disputes import Dispute, view_dispute
from handlers.found import (
    event_sides,
    name_series,
    point_sides,
    tell_difference,
    tell_scale,
    tell_values,
    undated_sides,
)
from handlers.present import count, tell_freshness
from handlers.quoting import tell_source
from handlers.slack.cards import blocks
from handlers.slack.cards.alert import brief_parts, headed
from handlers.slack.cards.blocks import (
    Json,
    bullets,
    escape,
    one_line,
    paragraph,
    quote,
    shorten,
    words,
)
from handlers.slack.cards.telling import side_parts, source_name, where_spans
from handlers.slack.delivery.poster import Message
from handlers.when import tell_dated
from store.articles import SourceCount
from store.feeds import Feed

SHARE = "share_desk"
TOPIC_UNITS = 120


def render_summary(summary: Summary, now: datetime, can_share: bool = False) -> list[Message]:
    """Return a summary: what happened, what is new, then what the sources differ on."""
    topic = shorten(one_line(summary.topic), TOPIC_UNITS)
    if not summary.points:
        return [nothing_about(topic)]
    body = [blocks.header(f"Summary: {topic}"), blocks.context(tell_scale(summary))]
    for side in point_sides(summary, now):
        body += blocks.rich(*side_parts(side))
    body += [blocks.divider()] if summary.disputes else []
    quoted = {point.citation.quote for point in summary.points}
    views = [view_dispute(Dispute(verdicts), now) for verdicts in summary.disputes]
    for view in views:
        body += blocks.rich(*brief_parts(view, quoted))
    body.append(blocks.context(tell_freshness(summary.index, now)))
    told = " ".join(f"“{point.citation.quote}”" for point in summary.points[:3])
    share = _share(can_share, "summary", topic)
    return blocks.pages(" ".join([f"{topic}: {told}", *map(headed, views)]), body, share)


def _share(can_share: bool, verb: str, topic: str) -> list[Json]:
    """Return the button that shows the channel what one person sees, if it is to be there."""
    return blocks.actions(blocks.button("Share", SHARE, f"{verb} {topic}")) if can_share else []


def nothing_about(topic: str) -> Message:
    """Return that no article is about a topic."""
    text = f"No article is about “{topic}”. Try other words."
    return Message(text, tuple(blocks.rich(paragraph(words(text)))))


def render_timeline(timeline: Timeline, now: datetime, can_share: bool = False) -> list[Message]:
    """Return the events of a topic by day, values as they moved, and what has no date."""
    topic = shorten(one_line(timeline.topic), TOPIC_UNITS)
    if not (timeline.events or timeline.series or timeline.undated):
        return [nothing_about(topic)]
    body: list[Json] = [blocks.header(f"Timeline: {topic}")]
    for side in event_sides(timeline, now):
        body += blocks.rich(*side_parts(side))
    for series in timeline.series:
        body += blocks.rich(*_series(series))
    if timeline.undated:
        body.append(blocks.divider())
        body += blocks.rich(paragraph(words("In articles without a date", bold=True)))
    for side in undated_sides(timeline, now):
        body += blocks.rich(*side_parts(side))
    body.append(blocks.context(tell_freshness(timeline.index, now)))
    told = f"Timeline of {topic}: {in_words(timeline)}"
    return blocks.pages(told, body, _share(can_share, "timeline", topic))


def in_words(timeline: Timeline) -> str:
    """Return the first events in a line."""
    told = [f"{event.citation.reading}: “{event.citation.quote}”" for event in timeline.events[:3]]
    return "; ".join(told) or "no article with a date tells of it on a day"


def _series(series: Series) -> Iterator[Json]:
    yield paragraph(words(one_line(name_series(series)), bold=True))
    yield bullets(
        *[
            [words(value, bold=True), words(f" — {who}{' · disputed' if is_disputed else ''}")]
            for value, who, is_disputed in tell_values(series)
        ]
    )


def render_picture(timeline: Timeline, file_id: str) -> Message:
    """Return the picture of a timeline with its caption."""
    title = f"Timeline: {shorten(one_line(timeline.topic), TOPIC_UNITS)}"
    fallback = f"{title}, as a picture. Where none is shown, Slack did not take it."
    return Message(escape(fallback), (blocks.picture(file_id, title, in_words(timeline)),))


def render_matches(matches: Sequence[Match], now: datetime) -> list[Message]:
    """Return where an excerpt comes from, and which words of it differ."""
    if not matches:
        text = "No article has these words, nor words near to them."
        return [Message(text, tuple(blocks.rich(paragraph(words(text)))))]
    body: list[Json] = []
    for match in matches:
        body += blocks.rich(*_match(match, now))
    best = matches[0]
    found = "word for word" if best.is_exact else f"nearly ({best.score:.0f} % alike)"
    told = f"Found {found} in {tell_source(best)}: “{best.quote}”"
    return blocks.pages(told, body)


def _match(match: Match, now: datetime) -> Iterator[Json]:
    alike = "Word for word" if match.is_exact else f"Nearly, {match.score:.0f} % alike"
    copied = " · a copy" if match.copy_of is not None else ""
    yield paragraph(words(alike, bold=True), words(copied))
    yield quote(*(words(text, bold=differs) for text, differs in match.compared))
    for told in filter(None, map(tell_difference, match.parts)):
        yield paragraph(words(told, italic=True))
    said = f" · according to {shorten(one_line(match.speaker), 80)}" if match.speaker else ""
    yield paragraph(*where_spans(match, now), words(said))


def render_sources(counts: Sequence[SourceCount], now: datetime) -> list[Message]:
    """Return who is searched: articles of each source, and how new the newest is."""
    if not counts:
        return [Message("No articles yet. Send me a link, or drop a file in a direct message.")]
    told = [
        f"{source_name(one.source)}: {count(one.articles, 'article')}, "
        f"newest {tell_dated(one.newest_at, now)}"
        for one in counts
    ]
    body = [blocks.header("Sources"), *blocks.rich(bullets(*[[words(line)] for line in told]))]
    return blocks.pages("; ".join(told), body)


def feed_line(feed: Feed, now: datetime) -> str:
    """Return how a feed does."""
    name = shorten(one_line(feed.title or feed.url), 100)
    if feed.last_error:
        return f"✗ {name}: {shorten(one_line(feed.last_error), 200)}"
    read = tell_dated(feed.last_success_at, now) if feed.last_success_at else "not read yet"
    new = f", last new article {tell_dated(feed.last_article_at, now)}"
    return f"✓ {name}: {read}{new if feed.last_article_at else ''}"
