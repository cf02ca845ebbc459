"""A verdict in Slack: what it is about, both quotes and both sources."""

from collections.abc import Sequence
from datetime import datetime

from bot.judging import WARNED
from handlers import present
from handlers.present import heading_of, tell_kept, value_names
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, bullets, paragraph, quote, words
from handlers.slack.cards.citation import named
from handlers.slack.cards.telling import (
    NAME_UNITS,
    TITLE_UNITS,
    day_of,
    headline,
    source_name,
)
from handlers.slack.cards.text import one_line, shorten
from handlers.slack.surfaces.desk import Desk
from handlers.when import tell_dated
from store.articles import Article
from store.verdicts import OPEN, KeptVerdict, NewVerdict, Side

TITLES = {
    kind: f"⚠ {title}" if kind in WARNED else title
    for kind, title in present.TITLES.items()
    if kind != "spelling variant"
}
SPOKEN = ("attributed position",)
MOST_LINES = 3
VALUE_UNITS, QUOTE_UNITS = 60, 160


def title_of(verdict: str) -> str:
    """Return the heading for a kind of verdict."""
    return TITLES.get(verdict, shorten(one_line(verdict), 100).capitalize())


def titled(verdict: NewVerdict) -> str:
    """Return the heading of one verdict: what it is about and its two values, if short."""
    return heading(verdict, value_names([verdict.a, verdict.b]))


def heading(verdict: NewVerdict, values: Sequence[str]) -> str:
    """Return the heading of a dispute with its values; a warning is marked as one."""
    told = one_line(heading_of(verdict, values))
    return f"⚠ {told}" if verdict.verdict in WARNED else told


def value_of(side: Side) -> str:
    """Return what a side says, without the comma that ends it inside its quotation marks."""
    return one_line(side.wording).rstrip(",")


def verdict_parts(verdict: NewVerdict, now: datetime, new: str | None = None) -> list[Json]:
    """Return a verdict as paragraphs: who says which, and how they stand where none is wrong.

    `new` is the article that came last: it is told first, and the other as what was said before.
    """
    sides = [(verdict.a, ""), (verdict.b, "")]
    if new is not None:
        first, second = sides if new == verdict.a.article_id else reversed(sides)
        sides = [(first[0], "New: "), (second[0], "Before: ")]
    parts: list[Json] = []
    for side, lead in sides:
        who = [words(lead, italic=True), *_who(side, verdict.verdict, now)]
        parts += [paragraph(*who), quote(*marked(side))]
    if verdict.verdict in WARNED:
        return parts
    return [*parts, paragraph(words(shorten(one_line(tell_kept(verdict)), 500), italic=True))]


def _who(side: Side, verdict: str, now: datetime) -> list[Json]:
    return [
        *who_says(side, verdict),
        words(" · "),
        headline(side.title, side.url),
        words(f" · {tell_dated(side.published_at, now)}"),
    ]


def who_says(side: Side, verdict: str) -> list[Json]:
    """Return who says what: the speaker where speakers differ, else the source with its value.

    A value that is most of its sentence stands in the quote and is not said twice.
    """
    source = words(source_name(side.source), bold=True)
    speaker = shorten(one_line(named(side.speaker) or ""), NAME_UNITS)
    if speaker and verdict in SPOKEN:
        return [words(speaker, bold=True), words(" in "), source]
    wording = value_of(side)
    said = f" says {wording}" if len(wording) <= VALUE_UNITS else ""
    return [source, words(f"{said}{f', according to {speaker}' if speaker else ''}")]


def brief_parts(verdict: NewVerdict, values: Sequence[str] = ()) -> list[Json]:
    """Return a verdict in three lines: what it is about, and each side with its day."""
    told = heading(verdict, values) if values else titled(verdict)
    title = paragraph(words(shorten(told, TITLE_UNITS), bold=True))
    return [title, bullets(*[_brief(each, verdict.verdict) for each in (verdict.a, verdict.b)])]


def _brief(side: Side, verdict: str) -> list[Json]:
    said = [*who_says(side, verdict)]
    wording = value_of(side)
    if verdict in SPOKEN or len(wording) > VALUE_UNITS:
        said.append(words(f": “{shorten(wording, QUOTE_UNITS)}”"))
    day = words(f" · {day_of(side.published_at)}")
    return [*said, words(" · "), headline(side.title, side.url), day]


def marked(side: Side) -> list[Json]:
    """Return a side's sentence as literal spans, its value in bold."""
    start, end = side.value_start - side.start, side.value_end - side.start
    text = side.quote
    if not 0 <= start < end <= len(text):
        return [words(text)]
    return [words(text[:start]), words(text[start:end], bold=True), words(text[end:])]


def tell_verdict(verdict: NewVerdict) -> str:
    """Return a verdict as plain text."""
    said = [f"{source_name(side.source)}: “{side.quote}”" for side in (verdict.a, verdict.b)]
    return f"{titled(verdict)}. {' / '.join(said)}"


def verdict_lines(desk: Desk, article: Article) -> list[Json]:
    """Return what an article that was just read in disagrees with."""
    found = [v for v in desk.store.verdicts.of_article(article.article_id) if v.state in OPEN]
    warned = [verdict for verdict in found if verdict.verdict in TITLES]
    made: list[Json] = []
    for verdict in warned[:MOST_LINES]:
        made += blocks.rich(
            paragraph(words(titled(verdict), bold=True)),
            *verdict_parts(verdict, desk.clock(), new=article.article_id),
        )
    if len(warned) > MOST_LINES:
        made.append(blocks.context(f"and {len(warned) - MOST_LINES} more: ask for conflicts"))
    return made


def state_line(verdict: KeptVerdict) -> str:
    """Return what became of a verdict, in words."""
    return {
        "detected": "open",
        "confirmed": "confirmed as a conflict",
        "dismissed": "dismissed: not a conflict",
        "update": "an update, not a conflict",
        "resolved": "resolved",
    }[verdict.state]
