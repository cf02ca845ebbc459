"""Asking: mentions, direct messages, follow-ups in a thread, edits and deletions of questions."""

import json
from collections.abc import Sequence
from functools import partial

from bot.ask.answer import Answer, from_json
from bot.ask.follow_up import follow_up, is_question
from handlers.slack.cards.answer import Shown, render_card
from handlers.slack.cards.blocks import words
from handlers.slack.cards.text import escape, one_line, shorten
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.incoming import Said, read_said
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.surfaces.desk import Bind, Desk
from handlers.slack.surfaces.files import take_files
from handlers.slack.surfaces.links import offer_links
from handlers.slack.surfaces.routes import Routes
from handlers.slack.surfaces.verbs import Verbs, is_meant, read_verb, run_verb
from store.times import seconds
from store.turns import Turn

TURNS_A_THREAD = 30
STOP = "agent_session_stopped"
STATUS = "is reading the articles…"
LOADING = ("Looking for passages…", "Comparing what the sources say…", "Checking every quote…")
TIRED = Message(
    f"This thread has had {TURNS_A_THREAD} questions. Please ask the next one in a new thread: "
    "I would mix up what it is about."
)
WELCOME = Message(
    "Ask me a question about the news, such as: When does the truce end? I answer from your "
    "newsroom's articles with quotes, and warn when the sources disagree. Say help for the rest."
)
LEAST_WORDS = 2
"""A link with fewer words beside it is only a link."""


def register(routes: Routes, bind: Bind, verbs: Verbs) -> None:
    """Add the ways to ask."""
    for name in ("mention", "dm", "thread"):
        routes.add("message", name, bind(partial(answer_message, verbs=verbs)))
    routes.add("edited", "message", bind(answer_edit))
    routes.add("deleted", "message", bind(withdraw_answer))
    routes.add("home", "messages", bind(suggest_prompts))
    # Urgent, as the workers may all be busy with what is to be stopped.
    routes.add("event", STOP, bind(end_session), is_urgent=True, is_stop=True)


def own_id(event: Event) -> str | None:
    """Return our own user_id in the workspace of an event, where it says so."""
    authorizations = event.payload.get("authorizations") or [{}]
    user_id = authorizations[0].get("user_id")
    return str(user_id) if user_id else None


def answer_message(desk: Desk, event: Event, poster: Poster, *, verbs: Verbs) -> None:
    """Do what a message asks for: a verb, a question, a link or a file to read in."""
    said = read_said(event.text, own_id(event))
    if event.name == "thread" and not is_for_us(said):
        return
    files = take_files(desk, event, poster)
    verb, rest = read_verb(said.words, verbs)
    if verb is not None and is_meant(verb, rest, said.words):
        poster.begin_work(STATUS, LOADING)
        run_verb(verb, " ".join([rest, *said.links]).strip(), desk, event, poster)
        return
    if len(said.words.split()) >= LEAST_WORDS or (said.words and not said.links and not files):
        answer_question(desk, event, poster, said.words)
    elif not said.links and not files:
        poster.say(WELCOME)
    offer_links(poster, said.links)


def is_for_us(said: Said) -> bool:
    """Tell whether talk in a thread of ours is a question to us, and not to somebody named."""
    return not said.mentions and is_question(said.words)


def answer_question(desk: Desk, event: Event, poster: Poster, text: str) -> None:
    """Answer in the thread; what the thread was about before carries over."""
    earlier = earlier_turns(desk, event)
    if len(earlier) >= TURNS_A_THREAD:
        if event.name != "thread" and not event.is_of_bot:
            poster.say(TIRED)
        return
    poster.begin_work(STATUS, LOADING)
    question, shown = understood(desk, earlier, text)
    answer_id, messages, _ = make_card(desk, question, shown)
    keys = [poster.say(message, subject=f"answer:{answer_id}") for message in messages]
    save_turn(desk, event, question, answer_id, keys)


def make_card(desk: Desk, question: str, shown: Shown) -> tuple[int, list[Message], Answer]:
    """Answer a question and return the card that shows it."""
    answer_id, answer = desk.ask(question)
    return answer_id, render_card(answer, answer_id, desk.clock(), shown), answer


def earlier_turns(desk: Desk, event: Event) -> list[Turn]:
    """Return the turns of this thread before this message."""
    turns = desk.store.turns.of_thread(str(event.channel_id), str(event.thread_ts))
    return [turn for turn in turns if turn.ts < str(event.ts)]


def understood(desk: Desk, earlier: Sequence[Turn], text: str) -> tuple[str, Shown]:
    """Return a question complete in itself, and how its card says what was understood."""
    whole = None
    if earlier:
        last = earlier[-1]
        whole = follow_up(last.question, text, desk.clock().date(), person_answered(desk, last))
    if whole is None:
        return text, Shown(can_watch=True)
    lead = (words("I took this to ask: ", italic=True), words(whole, italic=True))
    return whole, Shown(can_watch=True, lead=lead)


def person_answered(desk: Desk, turn: Turn) -> str | None:
    """Return the person that a turn was answered with, to whom "he" or "she" may refer."""
    answer = saved_answer(desk, turn.answer_id)
    if answer is None or not answer.values or answer.values[0].kind != "person":
        return None
    return answer.values[0].text


def saved_answer(desk: Desk, answer_id: int | None) -> Answer | None:
    """Return an answer as it was shown."""
    saved = desk.store.answers.get(answer_id) if answer_id is not None else None
    return from_json(json.loads(saved.payload)) if saved else None


def save_turn(
    desk: Desk, event: Event, question: str, answer_id: int | None, keys: Sequence[str]
) -> None:
    """Keep what was asked, for follow-ups, edits and deletions."""
    turn = Turn(
        channel_id=str(event.channel_id),
        thread_ts=str(event.thread_ts),
        ts=str(event.ts),
        user_id=event.user_id,
        question=question,
        answer_id=answer_id,
        post_keys=tuple(keys),
    )
    desk.store.turns.save(turn, seconds(desk.now()))


def answer_edit(desk: Desk, event: Event, poster: Poster) -> None:
    """Answer an edited question anew, in the place of the answer it had."""
    turn = desk.store.turns.get(str(event.channel_id), str(event.ts))
    text = read_said(event.text, own_id(event)).words
    if turn is None or not text:
        return
    question, shown = understood(desk, earlier_turns(desk, event), text)
    if question == turn.question:
        return
    lead = (words("Answered again, as the question was edited. ", italic=True), *shown.lead)
    shown = Shown(can_watch=True, lead=lead)
    answer_id, messages, _ = make_card(desk, question, shown)
    keys = put_in_place(poster, turn.post_keys, messages, f"answer:{answer_id}")
    save_turn(desk, event, question, answer_id, keys)


def put_in_place(
    poster: Poster, keys: Sequence[str], messages: Sequence[Message], subject: str
) -> list[str]:
    """Let messages take the place of earlier posts; return the keys of what is there now."""
    for key, message in zip(keys, messages, strict=False):
        poster.amend(key, message)
    for key in keys[len(messages) :]:
        poster.withdraw(key)
    added = [poster.say(message, subject=subject) for message in messages[len(keys) :]]
    return [*keys[: len(messages)], *added]


def withdraw_answer(desk: Desk, event: Event, poster: Poster) -> None:
    """Take back the answer to a question that was deleted, and forget the question."""
    turn = desk.store.turns.get(str(event.channel_id), str(event.ts))
    if turn is None:
        return
    for key in turn.post_keys:
        poster.withdraw(key)
    desk.store.turns.remove(turn.channel_id, turn.ts)


def end_session(desk: Desk, event: Event, poster: Poster) -> None:
    """Show that the work was stopped; that it stops was settled when the event was stored."""
    poster.end_session()


def suggest_prompts(desk: Desk, event: Event, poster: Poster) -> None:
    """Offer something to begin with in the Messages tab; at most four prompts are taken."""
    prompts = [
        {"title": "What can you do?", "message": "help"},
        {"title": "What is being searched?", "message": "sources"},
    ]
    for article in desk.store.articles.latest(1):
        if article.title:
            title = shorten(one_line(article.title), 60)
            prompts.append({"title": f"Sum up: {title}", "message": f"summary {escape(title)}"})
    poster.api.call(
        event.team_id,
        "assistant.threads.setSuggestedPrompts",
        channel_id=event.channel_id,
        prompts=prompts,
    )
