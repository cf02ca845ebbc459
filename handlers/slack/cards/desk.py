"""What the verbs of the desk show: summaries, timelines, quotes found, conflicts, sources."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.ask.answer import Citation, Value
from bot.desk.disputes import Dispute
from bot.desk.quotes import Match
from bot.desk.summary import Point, Summary
from bot.desk.timeline import Event, Timeline, tell_days
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, bullets, paragraph, quote, words
from handlers.slack.cards.citation import marked, where
from handlers.slack.cards.plain import label
from handlers.slack.cards.telling import (
    headline,
    source_name,
    tell_freshness,
    tell_source,
)
from handlers.slack.cards.text import one_line, shorten
from handlers.slack.cards.verdict import (
    QUOTE_UNITS,
    SPOKEN,
    TITLES,
    title_of,
)
from handlers.slack.cards.warning import who_say
from handlers.slack.delivery.poster import Message
from handlers.slack.surfaces.links import count
from handlers.when import tell_dated
from store.articles import SourceCount
from store.feeds import Feed

TOPIC_UNITS = 120


def render_summary(summary: Summary, now: datetime) -> list[Message]:
    """Return a summary: what is disputed first, then the story in quotes, newest first."""
    topic = shorten(one_line(summary.topic), TOPIC_UNITS)
    if not summary.points:
        return [nothing_about(topic)]
    scale = f"{count(summary.articles, 'article')} from {count(summary.sources, 'source')}"
    body: list[Json] = [blocks.header(f"Summary: {topic}"), blocks.context(scale)]
    for dispute in summary.disputes:
        body += blocks.rich(*_dispute(dispute))
    body += [blocks.divider()] if summary.disputes else []
    before: Citation | None = None
    for point in summary.points:
        body += blocks.rich(*_point(point, now, before))
        before = None if point.also else point.citation
    body.append(blocks.context(tell_freshness(summary.index, now)))
    warning = "⚠ The sources disagree. " if summary.disputes else ""
    told = " ".join(f"“{point.citation.quote}”" for point in summary.points[:3])
    return blocks.pages(f"{topic}: {warning}{told}", body)


def nothing_about(topic: str) -> Message:
    """Return that no article is about a topic."""
    text = f"No article is about “{topic}”. Try other words."
    return Message(text, tuple(blocks.rich(paragraph(words(text)))))


def _dispute(dispute: Dispute) -> Iterator[Json]:
    names = [verdict.verdict for verdict in dispute.verdicts if verdict.verdict in TITLES]
    name = names[0] if names else "conflict"
    about = shorten(one_line(dispute.about), TOPIC_UNITS)
    title = title_of(name)
    yield paragraph(words(f"{title}: {about}" if about else title, bold=True))
    yield bullets(*[_disputed(value, name) for value in dispute.values])


def _disputed(value: Value, verdict: str) -> list[Json]:
    """Return a side in one line: its value, who says so, and the words that it stands in."""
    text = shorten(label(value).rstrip(","), TOPIC_UNITS)
    if verdict in SPOKEN:
        return [*who_say(value.every), words(f": “{text}”")]
    said = [words(text, bold=True), words(" — "), *who_say(value.every)]
    quotes = [shorten(one_line(c.quote), QUOTE_UNITS) for c in value.citations[:1]]
    return [*said, *(words(f": “{told}”") for told in quotes)]


def _point(point: Point, now: datetime, before: Citation | None) -> Iterator[Json]:
    yield quote(words(point.citation.quote))
    also = [tell_source(c.source, c.published_at, now) for c in point.also]
    spans = where(point.citation, now, before=before)
    yield paragraph(*spans, *([words(f" · also {'; '.join(also)}")] if also else []))
    if point.later is not None:
        source = tell_source(point.later.source, point.later.published_at, now)
        wording = shorten(one_line(point.later.wording), TOPIC_UNITS)
        yield paragraph(words("Later: "), words(wording, bold=True), words(f", {source}"))


def render_timeline(timeline: Timeline, now: datetime) -> list[Message]:
    """Return the events of a topic by day, each with the quote that tells of it."""
    topic = shorten(one_line(timeline.topic), TOPIC_UNITS)
    if not timeline.events:
        return [nothing_about(topic)]
    body: list[Json] = [blocks.header(f"Timeline: {topic}")]
    before: Citation | None = None
    for event in timeline.events:
        body += blocks.rich(*_event(event, now, before))
        before = event.citation
    body.append(blocks.context(tell_freshness(timeline.index, now)))
    told = "; ".join(f"{days(event)}: “{event.citation.quote}”" for event in timeline.events[:3])
    return blocks.pages(f"Timeline of {topic}: {told}", body)


def days(event: Event) -> str:
    """Return the day of an event, or its first and last."""
    return tell_days(date.fromisoformat(event.first), date.fromisoformat(event.last))


def _event(event: Event, now: datetime, before: Citation | None) -> Iterator[Json]:
    mode = {"plan": " (planned)", "denial": " (denied)"}.get(event.mode, "")
    yield paragraph(words(f"{days(event)}{mode}", bold=True))
    yield quote(*marked(event.citation))
    yield paragraph(*where(event.citation, now, has_mode=False, before=before))


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
    told = f"Found {found} in {tell_source(best.source, best.published_at, now)}: “{best.quote}”"
    return blocks.pages(told, body)


def _match(match: Match, now: datetime) -> Iterator[Json]:
    alike = "Word for word" if match.is_exact else f"Nearly, {match.score:.0f} % alike"
    copied = " · a copy" if match.copy_of is not None else ""
    yield paragraph(words(alike, bold=True), words(copied))
    yield quote(words(match.quote))
    said = f" · according to {shorten(one_line(match.speaker), 80)}" if match.speaker else ""
    yield paragraph(
        words(source_name(match.source), bold=True),
        words(" · "),
        headline(match.title, match.url),
        words(f" · {tell_dated(match.published_at, now)}{said}"),
    )


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
