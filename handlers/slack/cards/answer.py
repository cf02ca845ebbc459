"""The answer card: the value first, the quotes that hold it, and who says otherwise."""

from dataclasses import dataclass
from datetime import datetime

from bot.ask.answer import Answer
from handlers.present import VALUES_SHOWN, plain_text, tell_freshness, view_answer
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, paragraph
from handlers.slack.cards.telling import lay_out
from handlers.slack.cards.text import one_line, shorten
from handlers.slack.delivery.poster import Message

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
    """Return how the question was understood; a lead that has it already is not repeated."""
    question = one_line(answer.question)
    is_led = any(question in one_line(str(span.get("text", ""))) for span in shown.lead)
    asked = [] if is_led else [f"Understood: “{shorten(question, 500)}”"]
    if answer.understood:
        looked = "Looked for" if is_led else "looked for"
        asked.append(f"{looked} {shorten(one_line(answer.understood), 300)}")
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
