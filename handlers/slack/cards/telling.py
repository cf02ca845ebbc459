"""A view laid out in Slack, and the answer card: the claim, the sides with quotes, the buttons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.ask.answer import Answer
from handlers.present import (
    FURTHER,
    VALUES_SHOWN,
    Side,
    View,
    plain_text,
    tell_freshness,
    view_answer,
)
from handlers.quoting import Quoted, Where
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, one_line, paragraph, shorten, words
from handlers.slack.delivery.poster import Message
from handlers.when import tell_day

UNSOURCED = "source not stated"
NAME_UNITS, TITLE_UNITS, TOLD_UNITS, HEAD_UNITS, NOTE_UNITS = 80, 160, 600, 300, 1000


def lay_out(view: View) -> list[Json]:
    """Return a view as blocks: the heading, how the sides stand, each side, what is left out."""
    made = [blocks.header(headed(view))] if view.heading else []
    told = [paragraph(words(shorten(one_line(line), TOLD_UNITS))) for line in view.told]
    made += blocks.rich(*told)
    made += [blocks.divider()] if told and view.sides else []
    made += sides_of(view)
    for part in view.parts:
        title = paragraph(words(headed(part), bold=True))
        shown = blocks.rich(*brief_parts(part)) if part.is_brief else sides_of(part, title)
        made += [blocks.divider(), *shown]
    if view.further:
        made.append(blocks.context(FURTHER))
    for side in view.further:
        made += blocks.rich(*side_parts(side))
    notes = [shorten(one_line(note), NOTE_UNITS) for note in view.notes]
    return [*made, *([blocks.context(*notes)] if notes else [])]


def pages_of(view: View, *footer: Json) -> list[Message]:
    """Return a view as one message, or several when it is long."""
    return blocks.pages(plain_text(view), lay_out(view), footer)


def headed(view: View) -> str:
    """Return the heading of a view in a line, a warning marked as one."""
    return shorten(one_line(f"{'⚠ ' if view.is_warning else ''}{view.heading}"), TITLE_UNITS)


def sides_of(view: View, *before: Json) -> list[Json]:
    """Return the sides of a view as blocks, after what stands before them."""
    made = blocks.rich(*before)
    for side in view.sides:
        made += blocks.rich(*side_parts(side))
    return made


def brief_parts(view: View, has_quotes: bool = True, state: str = "") -> Iterator[Json]:
    """Give a dispute in few lines: what it is about, and each side with its article and day.

    With its quotes, each side has its speaker and the words that it stands in.
    """
    yield paragraph(words(f"{headed(view)}{state}", bold=True))
    sides = []
    for side in view.sides:
        said = [words(shorten(one_line(side.head), TITLE_UNITS), bold=True)]
        for place in (place for one in side.quotes for place in one.places[:1]):
            day = tell_day(place.published_at) if place.published_at else ""
            said += [
                words(" — "),
                blocks.link(place.url, place.name),
                words(f", {day}" if day else ""),
            ]
            said += [words(f", {one_line(mark)}") for mark in place.marks[:1] if has_quotes]
        said += [words(f"; {one_line(side.also)}" if side.also else "")]
        for one in side.quotes:
            if has_quotes and one.text:
                said += [words(": "), *marked(one)]
        sides.append(said)
    yield blocks.bullets(*sides)


def side_parts(side: Side) -> Iterator[Json]:
    """Give a side: its claim and how it stands, each quote with its articles, who else says so."""
    head = words(shorten(one_line(side.head), HEAD_UNITS), bold=True)
    dot = "  ·  " if side.head and side.standing else ""
    standing = words(f"{dot}{one_line(side.standing)}")
    if side.lead or side.head or side.standing:
        yield paragraph(words(side.lead, bold=True), head, standing)
    for quoted in side.quotes:
        yield from quote_parts(quoted)
    if side.also:
        yield paragraph(words(shorten(one_line(side.also), TOLD_UNITS)))


def quote_parts(quoted: Quoted) -> Iterator[Json]:
    """Give a quote after its lead, its marked words in bold, and a line for every article."""
    if quoted.lead:
        yield paragraph(words(one_line(quoted.lead)))
    if quoted.text:
        yield blocks.quote(*marked(quoted))
    for place in quoted.places:
        yield paragraph(*place_spans(place))


def marked(quoted: Quoted) -> list[Json]:
    """Return a quote as literal spans, its marked words in bold."""
    text, at, made = quoted.text, 0, list[Json]()
    for span in quoted.marked:
        made += [words(text[at : span.start]), words(text[span.start : span.end], bold=True)]
        at = span.end
    return [*made, words(text[at:])]


def place_spans(place: Where) -> list[Json]:
    """Return the line under a quote: source, linked headline, date and age, what to know of it."""
    name = shorten(one_line(place.name), TITLE_UNITS)
    spans = [words(name, bold=True) if place.title else blocks.link(place.url, name, bold=True)]
    if place.title:
        spans += [words(" · "), blocks.link(place.url, shorten(one_line(place.title), TITLE_UNITS))]
    spans += [words(f" · {one_line(place.when)}")] if place.when else []
    for mark in place.marks:
        spans += [words(" · "), words(one_line(mark), italic=True)]
    return spans


def source_name(source: str | None) -> str:
    """Return a masthead on one line, or that there is none."""
    return shorten(one_line(source), NAME_UNITS) if source else UNSOURCED


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
    view = view_answer(answer, now, None if shown.is_full else VALUES_SHOWN)
    lead = blocks.rich(paragraph(*shown.lead)) if shown.lead else []
    closing = blocks.context(*_closing(answer, now, shown))
    footer = _footer(answer_id, shown, view.has_more)
    return blocks.pages(plain_text(view), [*lead, *lay_out(view), closing], footer)


def _closing(answer: Answer, now: datetime, shown: Shown) -> list[str]:
    """Return how the question was understood, unless the lead says it, and what was searched."""
    question = one_line(answer.question)
    is_led = any(question in one_line(str(span.get("text", ""))) for span in shown.lead)
    asked = [] if is_led else [f"Understood: “{shorten(question, 500)}”"]
    if answer.understood and not is_led:
        asked.append(f"looked for {shorten(one_line(answer.understood), 300)}")
    told = [" · ".join(asked)] if asked else []
    return [*told, tell_freshness(answer.index, now)]


def _footer(answer_id: int, shown: Shown, has_more: bool) -> list[Json]:
    if not shown.has_buttons:
        return []
    value = str(answer_id)
    buttons = []
    if has_more:
        buttons.append(blocks.button("More quotes", MORE, value))
    if shown.can_watch:
        buttons.append(blocks.button("Watch this answer", WATCH, value))
    if shown.can_share:
        buttons.append(blocks.button("Share to channel", SHARE, value, style="primary"))
    rows = blocks.actions(*buttons) if buttons else []
    return [*rows, blocks.feedback(HELPED, value)]
