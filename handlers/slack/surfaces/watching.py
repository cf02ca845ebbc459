"""Watches: a question whose answer a channel wants to hear of when it changes."""

import json

from handlers.present import count
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, bullets, escape, one_line, paragraph, shorten, words
from handlers.slack.cards.telling import WATCH, Shown, render_card
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.surfaces.asking import answer_id_of, pressed_answer
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.routes import Bind, Routes, Verb
from handlers.when import tell_days
from store.alerts import Alert

UNWATCH = "stop_watching"
VALUES, LISTED = 6, 20
NONE_WATCHED = Message(
    "This channel watches no question. Say: watch QUESTION, or press Watch this answer under one."
)


def register(routes: Routes, bind: Bind) -> None:
    """Add the buttons that begin and end a watch."""
    routes.add("action", WATCH, bind(watch_answer))
    routes.add("action", UNWATCH, bind(stop_watching))


def watch_answer(desk: Desk, event: Event, poster: Poster) -> None:
    """Watch the question of an answer for the channel it stands in."""
    found = pressed_answer(desk, event, poster)
    if found is None:
        return
    answer_id, answer = found
    watch_id = desk.watch(str(event.channel_id), event.user_id, answer, answer_id)
    poster.tell(watch_card(answer.question, watch_id))


def watch_question(desk: Desk, event: Event, poster: Poster, question: str) -> None:
    """Answer a question now, and watch it for this channel; without one list the watched ones."""
    if not question:
        list_watched(desk, event, poster)
        return
    answer_id, answer = desk.ask(question)
    for message in render_card(answer, answer_id, desk.clock()):
        poster.tell(message)
    watch_id = desk.watch(str(event.channel_id), event.user_id, answer, answer_id)
    poster.tell(watch_card(answer.question, watch_id))


def list_watched(desk: Desk, event: Event, poster: Poster, text: str = "") -> None:
    """Show the questions that this channel watches, each with the button to stop."""
    found = desk.store.watches.find(str(event.channel_id))
    if not found:
        poster.tell(NONE_WATCHED)
        return
    shown: list[Json] = []
    for one in found[:LISTED]:
        now = "; ".join(shorten(one_line(tell_days(v)), 60) for v in one.values[:VALUES])
        asked = words(f"“{shorten(one_line(one.question), 300)}” ")
        shown += blocks.rich(paragraph(asked, words(now or "no answer", bold=True)))
        button = blocks.button("Stop watching", UNWATCH, str(one.watch_id))
        shown += blocks.actions(button)
    title = f"This channel watches {count(len(found), 'question')}."
    more = [f" Here are the first {LISTED}."] if len(found) > LISTED else []
    title = "".join([title, *more])
    poster.tell(Message(title, (*blocks.rich(paragraph(words(title, bold=True))), *shown)))


def watch_card(question: str, watch_id: int) -> Message:
    """Return that a question is watched, with the button to stop."""
    text = f"I will tell this channel when the answer changes: “{shorten(one_line(question), 500)}”"
    button = blocks.button("Stop watching", UNWATCH, str(watch_id))
    shown = [*blocks.rich(paragraph(words(text))), *blocks.actions(button)]
    return Message(escape(text), tuple(shown))


def stop_watching(desk: Desk, event: Event, poster: Poster) -> None:
    """End a watch for its channel."""
    watch_id = answer_id_of(event)
    if watch_id is not None and desk.store.watches.remove(watch_id):
        poster.tell(Message("This question is not watched any more."))
    else:
        poster.tell(Message("This question was not watched any more."))


def changed_cards(desk: Desk, alert: Alert) -> list[Message]:
    """Return that a watched answer has changed: before, now, and the new answer with its quotes."""
    told = json.loads(alert.payload)
    question = str(told["question"])
    answer_id, answer = desk.ask(question)
    lead = (words("The answer that this channel watches has changed. ", bold=True),)
    shown = Shown(lead=lead)
    first, *rest = render_card(answer, answer_id, desk.clock(), shown)
    before = blocks.rich(bullets(_values("before", told["before"]), _values("now", told["now"])))
    text = f"The answer to “{shorten(one_line(question), 300)}” has changed: {first.text}"
    return [Message(escape_once(text), (*first.blocks[:1], *before, *first.blocks[1:])), *rest]


def escape_once(text: str) -> str:
    """Return our own words around a text that is escaped already; only live marks are harmful."""
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _values(when: str, values: list[str]) -> list[Json]:
    told = [shorten(one_line(tell_days(str(value))), 120) for value in values[:VALUES]]
    more = f" and {len(values) - VALUES} more" if len(values) > VALUES else ""
    return [words(f"{when}: "), words("; ".join(told) or "no answer", bold=True), words(more)]


WATCH_VERB = Verb("watch", "[QUESTION]", "answer now, and tell this channel when that changes",
                  watch_question)  # fmt: skip
WATCHES_VERB = Verb("watches", "", "list the questions this channel watches", list_watched)
