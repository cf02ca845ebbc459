"""A verdict in Slack: both quotes, both sources, what kind of difference it is and why."""

from datetime import datetime

from bot.verdicts.offices import office_of
from handlers.slack import blocks
from handlers.slack.blocks import Json, bullets, paragraph, quote, words
from handlers.slack.card_citation import named
from handlers.slack.desk import Desk
from handlers.slack.telling import (
    NAME_UNITS,
    day_of,
    headline,
    repeats,
    source_name,
    tell_dated,
)
from handlers.slack.text import one_line, shorten
from store.articles import Article
from store.verdicts import OPEN, KeptVerdict, NewVerdict, Side

TITLES = {
    "conflict": "⚠ The sources disagree",
    "attributed position": "⚠ Named speakers contradict each other",
    "retraction": "A source has corrected itself",
    "update": "A later word replaces an earlier one",
}
KINDS = {
    "conflict": "sources disagree",
    "attributed position": "speakers contradict each other",
    "retraction": "a source has corrected itself",
    "update": "a later word",
}
SPOKEN = ("attributed position",)
MOST_LINES = 3
VALUE_UNITS, TITLE_VALUE_UNITS, QUOTE_UNITS = 60, 50, 160


def title_of(verdict: str) -> str:
    """Return the heading for a kind of verdict."""
    return TITLES.get(verdict, shorten(one_line(verdict), 100).capitalize())


def titled(verdict: NewVerdict) -> str:
    """Return the heading of one verdict, with its two values where they are short."""
    title = title_of(verdict.verdict)
    a, b = (value_of(side) for side in (verdict.a, verdict.b))
    if verdict.verdict != "conflict" or max(len(a), len(b)) > TITLE_VALUE_UNITS:
        return title
    return f"{title}: {a} or {b}"


def value_of(side: Side) -> str:
    """Return what a side says, without the comma that ends it inside its quotation marks."""
    return one_line(side.wording).rstrip(",")


def verdict_parts(verdict: NewVerdict, now: datetime) -> list[Json]:
    """Return a verdict as paragraphs: who says which, then why they differ."""
    parts: list[Json] = []
    for side in (verdict.a, verdict.b):
        parts += [paragraph(*_who(side, verdict.verdict, now)), quote(*_marked(side))]
    if repeats(verdict.why, (verdict.a.wording, verdict.b.wording)):
        return parts
    return [*parts, paragraph(words(shorten(one_line(verdict.why), 500), italic=True))]


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


def brief_parts(verdict: NewVerdict) -> list[Json]:
    """Return a verdict in three lines: what it is of, and each side with its day.

    Two names alone do not tell of which office they are; two figures have the headline.
    """
    side = verdict.b
    kind = KINDS.get(verdict.verdict, shorten(one_line(verdict.verdict), 100))
    office = office_of(verdict)
    about = f" · office: {shorten(one_line(office), NAME_UNITS)}" if office else ""
    title = paragraph(headline(side.title, side.url), words(f" · {kind}{about}", italic=True))
    return [title, bullets(*[_brief(each, verdict.verdict) for each in (verdict.a, verdict.b)])]


def _brief(side: Side, verdict: str) -> list[Json]:
    said = [*who_says(side, verdict)]
    wording = value_of(side)
    if verdict in SPOKEN or len(wording) > VALUE_UNITS:
        said.append(words(f": “{shorten(wording, QUOTE_UNITS)}”"))
    return [*said, words(f" · {day_of(side.published_at)}")]


def _marked(side: Side) -> list[Json]:
    start, end = side.value_start - side.start, side.value_end - side.start
    text = side.quote
    if not 0 <= start < end <= len(text):
        return [words(text)]
    return [words(text[:start]), words(text[start:end], bold=True), words(text[end:])]


def tell_verdict(verdict: NewVerdict) -> str:
    """Return a verdict as plain text."""
    said = [f"{source_name(side.source)}: “{side.quote}”" for side in (verdict.a, verdict.b)]
    return f"{title_of(verdict.verdict)}. {' / '.join(said)} {verdict.why}"


def verdict_lines(desk: Desk, article: Article) -> list[Json]:
    """Return what an article that was just read in disagrees with."""
    found = [v for v in desk.store.verdicts.of_article(article.article_id) if v.state in OPEN]
    warned = [verdict for verdict in found if verdict.verdict in TITLES]
    made: list[Json] = []
    for verdict in warned[:MOST_LINES]:
        made += blocks.rich(
            paragraph(words(title_of(verdict.verdict), bold=True)),
            *verdict_parts(verdict, desk.clock()),
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
