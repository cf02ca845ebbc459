"""The answer card: the value first, the quotes that hold it, and who says otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.ask.answer import Answer, Citation, Value
from handlers.present import WHICH_ONE
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, bullets, paragraph, words
from handlers.slack.cards.citation import each_quote_once, quoted, readable, speaker_shown
from handlers.slack.cards.plain import best_first, fallback, is_its_quote, label, reading_of, sides
from handlers.slack.cards.telling import (
    source_name,
    tell_freshness,
    tell_searched,
    tell_source,
)
from handlers.slack.cards.text import one_line, shorten
from handlers.slack.cards.updates import latest, tell_other_verdicts
from handlers.slack.cards.warning import show_warnings
from handlers.slack.delivery.poster import Message

VALUES_SHOWN, QUOTES_SHOWN = 3, 5
"""Sides and their quotes on the card; the button "More quotes" shows all of them."""

VALUE_UNITS = 240

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
    answer = readable(answer)
    body: list[Json] = []
    if shown.lead:
        body += blocks.rich(paragraph(*shown.lead))
    if answer.status == "abstained":
        body += _abstention(answer, now)
    else:
        body += _heading(answer)
        body += show_warnings(answer, len(answer.values) if shown.is_full else VALUES_SHOWN)
        body += _values(answer, now, shown)
        body += tell_other_verdicts(answer) if answer.status != "ambiguous" else []
    body.append(blocks.context(*_closing(answer, now, shown)))
    return blocks.pages(fallback(answer, now), body, _footer(answer, answer_id, shown))


def _heading(answer: Answer) -> list[Json]:
    """Return the value in large letters, where there is one and it is not a whole quote.

    Of values that each replaced another the last is the one. Of several things none is.
    """
    if answer.status == "ambiguous":
        return [blocks.header(WHICH_ONE)]
    value = None if answer.conflicts else latest(answer)
    if value is None or is_its_quote(value):
        return []
    read = reading_of(value) if value.kind not in ("person", "name") else []
    return [blocks.header(" ".join([label(value), *(f"({each})" for each in read)]))]


def _values(answer: Answer, now: datetime, shown: Shown) -> list[Json]:
    found = sides(answer)
    kept = found if shown.is_full else found[:VALUES_SHOWN]
    quotes = [best_first(value) for value in kept] if shown.is_full else quotes_shown(kept)
    made: list[Json] = []
    for place, (value, cited) in enumerate(zip(kept, quotes, strict=True), start=1):
        number = place if len(found) > 1 or answer.status == "ambiguous" else None
        has_heading = number is None and bool(_heading(answer))
        made += blocks.rich(*_side(value, cited, number, now, has_heading))
    made += [_unshown(found[len(kept) :])] if len(kept) < len(found) else []
    further = [value for value in answer.values if value.standing == "further"]
    if further:
        made += _in_full(further, now) if shown.is_full else [_in_brief(further)]
    return made


def quotes_shown(values: Sequence[Value]) -> list[list[Citation]]:
    """Return the quotes of each side that a brief card has room for; every side has one."""
    room = QUOTES_SHOWN - len(values)
    kept: list[list[Citation]] = []
    for value in values:
        most = min(len(value.citations), 1 + room)
        kept.append(each_quote_once(best_first(value), most))
        room -= max(0, len(kept[-1]) - 1)
    return kept


def _unshown(values: Sequence[Value]) -> Json:
    """Return the sides left to "More quotes" in a line: none is hidden."""
    told = "; ".join(_named_briefly(value) for value in values)
    return blocks.context(f"and {told}. Press More quotes.")


def _in_full(further: Sequence[Value], now: datetime) -> list[Json]:
    made: list[Json] = [blocks.context("Also found, and perhaps about something else:")]
    for value in further:
        made += blocks.rich(*_lesser(value, now))
    return made


def _in_brief(further: Sequence[Value]) -> Json:
    """Return what else was found in one line, so that it does not crowd out the answer."""
    told = [
        f"{_named_briefly(value)} ({source_name(citation.source)})"
        for value in further[:FURTHER_SHOWN]
        for citation in value.citations[:1]
    ]
    left = len(further) - len(told)
    more = f" and {left} more" if left else ""
    return blocks.context(
        f"Also found, perhaps about something else: {'; '.join(told)}{more}. Press More quotes."
    )


def _named_briefly(value: Value) -> str:
    text = label(value)
    if not is_its_quote(value):
        return shorten(text, FURTHER_UNITS)
    return f"“{shorten(text.rstrip('.'), FURTHER_UNITS)}”"


def _side(
    value: Value, kept: Sequence[Citation], number: int | None, now: datetime, has_heading: bool
) -> Iterator[Json]:
    start = f"{number}. " if number else ""
    # A side that is a whole quote goes by its speaker, who need not be named again below.
    speaker = speaker_shown(value) if number and is_its_quote(value) else None
    title = one_line(speaker) if speaker else label(value)
    text = "" if has_heading or (is_its_quote(value) and not speaker) else title
    told = words(_standing(value, bool(text), has_heading))
    yield paragraph(words(start, bold=True), words(shorten(text, VALUE_UNITS), bold=True), told)
    yield from quoted([_spoken(c) for c in kept] if speaker else kept, now, value.kind in HAS_MODE)
    yield from _unquoted([c for c in best_first(value) if c not in kept], now)


def _spoken(citation: Citation) -> Citation:
    """Return a citation under its speaker's name; a promise is their word, and needs no mark."""
    mode = "report" if citation.mode == "plan" else citation.mode
    return replace(citation, speaker=None, mode=mode)


def _standing(value: Value, follows: bool, has_heading: bool) -> str:
    count = value.independent_sources
    copies = sum(citation.copy_of is not None for citation in value.every)
    is_told = has_heading and value.kind not in ("person", "name")
    read = [] if is_told else reading_of(value)
    said = [*read, f"{count} independent source{'s' if count != 1 else ''}"]
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
        yield paragraph(words(label(value), bold=True))
    yield from quoted(value.every, now, value.kind in HAS_MODE)


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
    near = [paragraph(title), *quoted(answer.nearest, now, is_marked=False)]
    return [*made, *blocks.rich(*near)]


def _closing(answer: Answer, now: datetime, shown: Shown) -> list[str]:
    """Return how the question was understood; a lead that has it already is not repeated."""
    question = one_line(answer.question)
    is_led = any(question in one_line(str(span.get("text", ""))) for span in shown.lead)
    asked = [] if is_led else [f"Understood: “{shorten(question, 500)}”"]
    if answer.understood:
        looked = "Looked for" if is_led else "looked for"
        asked.append(f"{looked} {shorten(one_line(answer.understood), 300)}")
    told = [" · ".join(asked)] if asked else []
    return [*told, tell_freshness(answer.index, now)]


def has_more(answer: Answer) -> bool:
    """Tell whether the brief card leaves quotes out."""
    shown = sum(map(len, quotes_shown(sides(answer)[:VALUES_SHOWN])))
    return shown < sum(len(value.every) for value in answer.values)


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
