"""A verdict in Slack: both quotes, both sources, what kind of difference it is and why."""

from datetime import datetime

from handlers.slack import blocks
from handlers.slack.blocks import Json, paragraph, quote, words
from handlers.slack.desk import Desk
from handlers.slack.telling import NAME_UNITS, headline, repeats, source_name, tell_dated
from handlers.slack.text import one_line, shorten
from store.articles import Article
from store.verdicts import OPEN, KeptVerdict, NewVerdict, Side

TITLES = {
    "conflict": "⚠ The sources disagree",
    "attributed position": "⚠ Named speakers contradict each other",
    "retraction": "A source has corrected itself",
    "update": "A later word replaces an earlier one",
}
MOST_LINES = 3
VALUE_UNITS = 60


def title_of(verdict: str) -> str:
    """Return the heading for a kind of verdict."""
    return TITLES.get(verdict, shorten(one_line(verdict), 100).capitalize())


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
    speaker = shorten(one_line(side.speaker or ""), NAME_UNITS)
    if speaker and verdict == "attributed position":
        return [words(speaker, bold=True), words(" in "), source]
    wording = one_line(side.wording)
    said = f" says {wording}" if len(wording) <= VALUE_UNITS else ""
    return [source, words(f"{said}{f', according to {speaker}' if speaker else ''}")]


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
