"""The buttons of an answer card: all quotes, share to the channel, helpful or not, and watch."""

from handlers.slack.cards.answer import HELPED, MORE, SHARE, Shown, render_card
from handlers.slack.cards.blocks import person, words
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.surfaces.asking import saved_answer
from handlers.slack.surfaces.desk import Bind, Desk
from handlers.slack.surfaces.routes import Routes

GONE = Message("I no longer have that answer. Please ask the question again.")
THANKS = {
    True: Message("Thank you: noted as helpful."),
    False: Message("Thank you: noted as not helpful. It will be used to measure my answers by."),
}


def register(routes: Routes, bind: Bind) -> None:
    """Add the buttons."""
    routes.add("action", MORE, bind(show_all_quotes))
    routes.add("action", SHARE, bind(share_answer))
    routes.add("action", HELPED, bind(take_feedback))


def is_ephemeral(event: Event) -> bool:
    """Tell whether a button stands in a message that only this person sees."""
    return bool((event.payload.get("container") or {}).get("is_ephemeral"))


def answer_id_of(event: Event) -> int | None:
    """Return the answer a button is of."""
    number = event.text.rpartition(":")[2]
    return int(number) if number.isdecimal() else None


def show_all_quotes(desk: Desk, event: Event, poster: Poster) -> None:
    """Post every quote of an answer below it."""
    answer_id = answer_id_of(event)
    answer = saved_answer(desk, answer_id)
    if answer is None or answer_id is None:
        poster.whisper(GONE)
        return
    shown = Shown(is_full=True, has_buttons=False)
    for message in render_card(answer, answer_id, desk.clock(), shown):
        if is_ephemeral(event):
            poster.respond(message)
        else:
            poster.say(message)


def share_answer(desk: Desk, event: Event, poster: Poster) -> None:
    """Show the channel what one person was answered, through the command's own address.

    That works also where we are no member of the channel.
    """
    answer_id = answer_id_of(event)
    answer = saved_answer(desk, answer_id)
    if answer is None or answer_id is None:
        poster.whisper(GONE)
        return
    lead = (person(str(event.user_id)), words(f" asked: {answer.question}"))
    for message in render_card(answer, answer_id, desk.clock(), Shown(lead=lead)):
        poster.respond(message, in_channel=True)


def take_feedback(desk: Desk, event: Event, poster: Poster) -> None:
    """Keep whether an answer helped."""
    answer_id = answer_id_of(event)
    if answer_id is None or event.user_id is None:
        return
    is_helpful = event.text.startswith("helpful:")
    desk.store.feedback.save(answer_id, event.user_id, is_helpful, desk.now())
    poster.whisper(THANKS[is_helpful])
