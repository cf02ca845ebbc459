"""The answer card: the value first, the quotes that hold it, and who says otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.ask.answer import Answer, Citation, Value
from handlers.slack import blocks
from handlers.slack.blocks import Json, bullets, paragraph, quote, words
from handlers.slack.card_text import VALUE_UNITS, best_first, fallback, reading_of, sides
from handlers.slack.card_warning import WARNINGS, show_warnings
from handlers.slack.poster import Message
from handlers.slack.telling import (
    source_name,
    tell_citation,
    tell_freshness,
    tell_searched,
    tell_source,
)
from handlers.slack.text import one_line, shorten

QUOTES_SHOWN = 2
"""Quotes of one side on the card; the button "More quotes" shows all of them."""

UNTOLD = (*WARNINGS, "agree")
"""Verdicts that are told elsewhere on the card: as a warning, or by the count of sources."""

HAS_MODE = ("date", "duration", "quote", "text")
"""Kinds of values of which a plan is another thing than a report; a person is the same in both."""

FURTHER_SHOWN, FURTHER_UNITS = 2, 100
LINES_SHOWN = 8
REASON_UNITS = 600
MORE, WATCH, SHARE, HELPED = "more_quotes", "watch_answer", "share_answer", "answer_helped"


@dataclass(frozen=True)
class Shown:
    """How a card is shown: with which buttons, in full or in brief.

    `can_share` is for an answer that one person sees; `has_buttons` is off where nobody may
    press any more. `lead` is a line of our own above everything: who asked, or what changed.
    """

    is_full: bool = False
    can_share: bool = False
    can_watch: bool = False
    has_buttons: bool = True
    lead: tuple[Json, ...] = ()


def render_card(
    answer: Answer, answer_id: int, now: datetime, shown: Shown = Shown()
) -> list[Message]:
    """Return an answer as one message, or several when it is long."""
    body: list[Json] = []
    if shown.lead:
        body += blocks.rich(paragraph(*shown.lead))
    if answer.status == "abstained":
        body += _abstention(answer, now)
    else:
        body += _heading(answer)
        body += show_warnings(answer)
        body += _values(answer, now, shown)
        body += _other_verdicts(answer)
    body.append(blocks.context(*_closing(answer, now)))
    return blocks.pages(fallback(answer, now), body, _footer(answer, answer_id, shown))


def _heading(answer: Answer) -> list[Json]:
    """Return the value in large letters, where there is one and it is not a whole quote."""
    found = sides(answer)
    if answer.conflicts or len(found) != 1 or is_its_quote(found[0]):
        return []
    return [blocks.header(found[0].text)]


def is_its_quote(value: Value) -> bool:
    """Tell whether a value is a whole quote, which need not be shown twice."""
    return any(value.text == citation.quote for citation in value.citations[:1])


def _values(answer: Answer, now: datetime, shown: Shown) -> list[Json]:
    found = sides(answer)
    made: list[Json] = []
    for place, value in enumerate(answer.values):
        if value.standing == "side":
            number = place + 1 if len(found) > 1 else None
            has_heading = bool(_heading(answer))
            made += blocks.rich(*_side(value, number, now, shown.is_full, has_heading))
    further = [value for value in answer.values if value.standing == "further"]
    if further:
        made += _in_full(further, now) if shown.is_full else [_in_brief(further)]
    return made


def _in_full(further: Sequence[Value], now: datetime) -> list[Json]:
    made: list[Json] = [blocks.context("Also found, and perhaps about something else:")]
    for value in further:
        made += blocks.rich(*_lesser(value, now))
    return made


def _in_brief(further: Sequence[Value]) -> Json:
    """Return what else was found in one line, so that it does not crowd out the answer."""
    told = [
        f"{shorten(one_line(value.text), FURTHER_UNITS)} ({source_name(citation.source)})"
        for value in further[:FURTHER_SHOWN]
        for citation in value.citations[:1]
    ]
    left = len(further) - len(told)
    more = f" and {left} more" if left else ""
    return blocks.context(
        f"Also found, perhaps about something else: {'; '.join(told)}{more}. Press More quotes."
    )


def _side(
    value: Value, number: int | None, now: datetime, is_full: bool, has_heading: bool
) -> Iterator[Json]:
    start = f"{number}. " if number else ""
    text = "" if has_heading or is_its_quote(value) else shorten(one_line(value.text), VALUE_UNITS)
    spans = [words(start, bold=True), words(text, bold=True), words(_standing(value, bool(text)))]
    yield paragraph(*spans)
    found = best_first(value)
    kept = found if is_full else found[:QUOTES_SHOWN]
    yield from _quoted(kept, value, now)
    yield from _unquoted(found[len(kept) :], now)


def _quoted(citations: Sequence[Citation], value: Value, now: datetime) -> Iterator[Json]:
    for citation in citations:
        yield quote(*marked(citation))
        yield paragraph(*tell_citation(citation, now, value.kind in HAS_MODE))


def _standing(value: Value, follows: bool) -> str:
    count = value.independent_sources
    copies = sum(citation.copy_of is not None for citation in value.citations)
    said = [*reading_of(value), f"{count} independent source{'s' if count != 1 else ''}"]
    if copies:
        said.append(f"{copies} {'copies' if copies != 1 else 'copy'} not counted")
    return ("  ·  " if follows else "") + " · ".join(said)


def _unquoted(citations: Sequence[Citation], now: datetime) -> Iterator[Json]:
    """Give a line for each citation whose quote is left to "More quotes": none is hidden."""
    if not citations:
        return
    lines = [
        [words(f"also {tell_source(c.source, c.published_at, now)}{copied(c)}")]
        for c in citations[:LINES_SHOWN]
    ]
    left = len(citations) - len(lines)
    if left:
        lines.append([words(f"and {left} more: press More quotes")])
    yield bullets(*lines)


def copied(citation: Citation) -> str:
    """Return the mark of a copy."""
    return " (copy)" if citation.copy_of is not None else ""


def _lesser(value: Value, now: datetime) -> Iterator[Json]:
    if not is_its_quote(value):
        yield paragraph(words(shorten(one_line(value.text), VALUE_UNITS), bold=True))
    yield from _quoted(value.citations, value, now)


def marked(citation: Citation) -> list[Json]:
    """Return a quote as literal spans, the value's own words in bold."""
    start, end = citation.value_start - citation.start, citation.value_end - citation.start
    text = citation.quote
    if not 0 <= start < end <= len(text) or end - start == len(text):
        return [words(text)]
    return [words(text[:start]), words(text[start:end], bold=True), words(text[end:])]


def _other_verdicts(answer: Answer) -> list[Json]:
    places = {place for place, value in enumerate(answer.values) if value.standing == "side"}
    lines = [
        f"{verdict.verdict}: {shorten(one_line(verdict.why), 300)}"
        for verdict in answer.verdicts
        if verdict.verdict not in UNTOLD and not places.isdisjoint(verdict.between)
    ]
    return [blocks.context(*dict.fromkeys(lines))] if lines else []


def _abstention(answer: Answer, now: datetime) -> list[Json]:
    reason = shorten(one_line(answer.reason or "No reason was given."), REASON_UNITS)
    parts = [paragraph(words(reason))]
    if answer.searched:
        asked = tell_searched(answer.searched[:40], answer.question)
        searched = shorten(one_line(asked), REASON_UNITS)
        parts.append(paragraph(words(f"Searched for: {searched}", italic=True)))
    made = [blocks.header("No answer"), *blocks.rich(*parts)]
    if not answer.nearest:
        return made
    title = words("The nearest passages. None of them is an answer:", bold=True)
    near: list[Json] = [paragraph(title)]
    for citation in answer.nearest:
        near += [quote(words(citation.quote)), paragraph(*tell_citation(citation, now))]
    return [*made, *blocks.rich(*near)]


def _closing(answer: Answer, now: datetime) -> list[str]:
    asked = [f"Understood: “{shorten(one_line(answer.question), 500)}”"]
    if answer.understood:
        asked[0] += f" ({shorten(one_line(answer.understood), 300)})"
    return [*asked, tell_freshness(answer.index, now)]


def has_more(answer: Answer) -> bool:
    """Tell whether the brief card leaves quotes out."""
    return any(
        value.standing == "further" or len(value.citations) > QUOTES_SHOWN
        for value in answer.values
    )


def _footer(answer: Answer, answer_id: int, shown: Shown) -> list[Json]:
    if not shown.has_buttons:
        return []
    value = str(answer_id)
    buttons = []
    if has_more(answer) and not shown.is_full:
        buttons.append(blocks.button("More quotes", MORE, value))
    if shown.can_watch:
        buttons.append(blocks.button("Watch this answer", WATCH, value))
    if shown.can_share:
        buttons.append(blocks.button("Share to channel", SHARE, value, style="primary"))
    rows = blocks.actions(*buttons) if buttons else []
    return [*rows, blocks.feedback(HELPED, value)]
