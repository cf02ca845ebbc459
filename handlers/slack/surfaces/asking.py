"""Asking: mentions, direct messages, follow-ups, edits and deletions; the buttons of an answer."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from bot.ask.answer import Answer, from_json
from bot.ask.follow_up import follow_up, is_bare, is_part, is_question, without_lead
from bot.ask.question import asked_in, asking_sentence
from bot.ask.talk import (
    asking_part,
    is_talk,
    named_thing,
    suggest,
    surely_asks,
    talk_score,
    thing_within,
)
from bot.conflicts.watching import values_of
from handlers.payload import LONGEST_QUESTION, clean_question, save_answer
from handlers.slack.cards.blocks import Json, escape, one_line, person, shorten, words
from handlers.slack.cards.telling import HELPED, MORE, SHARE, Shown, render_card
from handlers.slack.delivery.events import Event, Said, read_said
from handlers.slack.delivery.poster import Message, Outbox, Poster
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.routes import Bind, Routes, Verbs, is_meant, read_verb, run_verb
from store.terms import content_terms
from store.times import seconds
from store.turns import Turn

TURNS_A_THREAD, HEADLINES = 30, 3
STOP = "agent_session_stopped"
STATUS = "is reading the articles…"
LOADING = ("Looking for passages…", "Comparing what the sources say…", "Checking every quote…")
PROMPTS = (
    {"title": "What can you do?", "message": "help"},
    {"title": "What is being searched?", "message": "sources"},
)
"""What the Messages tab offers to begin with."""

TIRED = Message(
    f"This thread has had {TURNS_A_THREAD} questions. Please ask the next one in a new thread: "
    "I would mix up what it is about."
)
HELLO = Message(
    "At your service: ask me who said something, when it happened or how many there were, in the "
    "language of your newsroom's articles. I answer from them with quotes, and warn when the "
    "sources disagree. Say help for the rest."
)


@dataclass(frozen=True)
class Heard:
    """A message as it was understood: a question with its answer, or what to say instead.

    Without an answer `question` is the thing that is only named, "" for talk. `is_sure` says that
    it surely asks, whoever it was said to.
    """

    question: str
    answer: Answer | None = None
    shown: Shown = field(default_factory=Shown)
    instead: Message = HELLO
    is_sure: bool = False


TakeFiles = Callable[[Desk, Event, Poster], bool]
OfferLinks = Callable[[Desk, Event, Poster, Sequence[str]], None]


def register(
    routes: Routes, bind: Bind, verbs: Verbs, take_files: TakeFiles, offer_links: OfferLinks
) -> None:
    """Add the ways to ask, and the buttons of an answer.

    What else a message may bring is given, as it loads what takes articles in.
    """
    answer = partial(answer_message, verbs=verbs, take_files=take_files, offer_links=offer_links)
    for name in ("mention", "dm", "thread"):
        routes.add("message", name, bind(answer))
    routes.add("edited", "message", bind(answer_edit))
    routes.add("deleted", "message", bind(withdraw_answer))
    routes.add("home", "messages", bind(suggest_prompts))
    routes.add("action", MORE, bind(show_all_quotes))
    routes.add("action", SHARE, bind(share_answer))
    routes.add("action", HELPED, bind(take_feedback))
    # Urgent, as the workers may all be busy with what is to be stopped.
    routes.add("event", STOP, bind(end_session), is_urgent=True, is_stop=True)


def own_id(event: Event) -> str | None:
    """Return our own user_id in the workspace of an event, where it says so."""
    authorizations = event.payload.get("authorizations") or [{}]
    user_id = authorizations[0].get("user_id")
    return str(user_id) if user_id else None


def answer_message(
    desk: Desk,
    event: Event,
    poster: Poster,
    *,
    verbs: Verbs,
    take_files: TakeFiles,
    offer_links: OfferLinks,
) -> None:
    """Do what a message asks for: a verb, a question, a link or a file to read in."""
    said = read_said(event.text, own_id(event))
    if event.name == "thread" and not may_be_for_us(said):
        return
    files = take_files(desk, event, poster)
    verb, rest = read_verb(said.words, verbs)
    if verb is not None and is_meant(verb, rest, said.words):
        poster.begin_work(STATUS, LOADING)
        run_verb(verb, " ".join([rest, *said.links]).strip(), desk, event, poster)
        return
    is_alone = not said.links and not files
    if said.words:
        answer_question(desk, event, poster, said.words, is_alone, bool(said.mentions))
    elif is_alone and not said.mentions and not said.has_emoji:
        poster.say(HELLO)
    offer_links(desk, event, poster, said.links)


def may_be_for_us(said: Said) -> bool:
    """Tell whether talk in a thread of ours may be a question to us, and not to somebody named."""
    is_short = len(said.words) <= LONGEST_QUESTION
    return is_short and not said.mentions and is_question(said.words)


def answer_question(
    desk: Desk,
    event: Event,
    poster: Poster,
    text: str,
    is_alone: bool = True,
    has_others: bool = False,
) -> None:
    """Answer in the thread, or say what to ask; what the thread was about before carries over.

    What was not put to us, or came with a link or a file, is answered where it surely asks; talk
    to others that names us too is theirs.
    """
    earlier = earlier_turns(desk, event)
    is_overheard = event.name == "thread"
    if len(earlier) >= TURNS_A_THREAD:
        if not is_overheard and not event.is_of_bot:
            poster.say(TIRED)
        return
    if not is_overheard:
        poster.begin_work(STATUS, LOADING)
    heard = hear(desk, earlier, text)
    if (is_overheard or not is_alone) and not heard.is_sure:
        poster.set_status("")
    elif heard.answer is not None:
        answer_id = save_answer(desk.store, heard.answer)
        cards = render_card(heard.answer, answer_id, desk.clock(), heard.shown)
        keys = [poster.say(message, subject=f"answer:{answer_id}") for message in cards]
        save_turn(desk, event, heard.question, answer_id, keys)
    elif heard.question:
        save_turn(desk, event, heard.question, None, [poster.say(heard.instead)])
    elif heard.instead is HELLO and (has_others or (earlier and not is_question(text))):
        poster.set_status("")
    else:
        poster.say(heard.instead)


def hear(desk: Desk, earlier: Sequence[Turn], text: str) -> Heard:
    """Return a message as it is understood after the turns before it."""
    text, today = clean_question(text), desk.clock().date()
    thing = named_thing(text, desk.store, today)
    if thing is not None:
        return Heard(thing, instead=ask_back(desk, thing))
    question, answer = best_reading(desk, earlier, text)
    score = talk_score(text, desk.reader())
    is_of_nothing = question == text and is_question(text) and asks_of_nothing(desk, text)
    is_said = is_talk(text, answer, score) and not (earlier and is_bare(text))
    if (answer.status == "abstained" or is_said) and not is_question(text):
        thing = thing_within(text, desk.store, today)
        if thing is not None and (not is_said or thing[0].isupper()):
            return Heard(thing, instead=ask_back(desk, thing))
    if is_said:
        return Heard("", instead=what_about(desk) if is_of_nothing else HELLO)
    if answer.status != "abstained" and is_of_nothing:
        return Heard("", instead=what_about(desk))
    is_sure = surely_asks(text, answer, score)
    return Heard(question, answer, shown_as(text, question), is_sure=is_sure)


def ask_back(desk: Desk, thing: str) -> Message:
    """Return the question what of a thing is meant, with what can be asked of it."""
    likely = suggest(thing, desk.store, desk.reader(), desk.clock().date())
    tries = " · ".join([*likely, f"summary {thing}"])
    return Message(escape(f"What about {thing}? Try: {tries}"))


def asks_of_nothing(desk: Desk, text: str) -> bool:
    """Tell whether the one word that a message has to search by names no thing: "what's new?".

    Who asks for a time, a number, a person or a place asks for something all the same.
    """
    searched = list(dict.fromkeys(content_terms(text)))
    if len(searched) != 1 or asked_in(asking_sentence(text)) != "what":
        return False
    return named_thing(searched[0], desk.store, desk.clock().date()) is None


def what_about(desk: Desk) -> Message:
    """Return the question back, with the newest headlines to choose from."""
    titles = [one.title for one in desk.store.articles.latest(HEADLINES) if one.title]
    newest = f" The newest: {' · '.join(f'“{one_line(title)}”' for title in titles)}."
    asked = f"What about?{newest if titles else ''} Ask of something in it, or say summary TOPIC."
    return Message(escape(shorten(asked, 1000)))


def best_reading(desk: Desk, earlier: Sequence[Turn], text: str) -> tuple[str, Answer]:
    """Return how a message is best answered: after the question before it, or by itself.

    A part ("and in Delm?") that changes nothing of the answer before it is not of that question.
    """
    whole, alone = understood(desk, earlier, text), asking_part(without_lead(text))
    answer = desk.read(whole)
    before = saved_answer(desk, earlier[-1].answer_id) if earlier and is_part(text) else None
    is_new = before is None or values_of(before) != values_of(answer)
    if alone == whole or (is_new and answer.status != "abstained"):
        return whole, answer
    other = desk.read(alone)
    return (whole, answer) if is_new and other.status == "abstained" else (alone, other)


def answer_anew(
    desk: Desk,
    outbox: Outbox,
    turn: Turn,
    question: str,
    lead: tuple[Json, ...],
    *,
    team_id: str,
    made: str,
) -> None:
    """Answer a question in the place of the answer that its turn had, under a line that says why.

    What is `made` by the same event or amendment is posted once.
    """
    answer_id, answer = desk.ask(question)
    cards = render_card(answer, answer_id, desk.clock(), Shown(can_watch=True, lead=lead))
    where, subject = (team_id, turn.channel_id, turn.thread_ts), f"answer:{answer_id}"
    keys = outbox.put_in_place(made, turn.post_keys, cards, where, subject)
    new = replace(turn, question=question, answer_id=answer_id, post_keys=keys)
    desk.store.turns.save(new, seconds(desk.now()))


def earlier_turns(desk: Desk, event: Event) -> list[Turn]:
    """Return the turns of this thread before this message."""
    turns = desk.store.turns.of_thread(str(event.channel_id), str(event.thread_ts))
    return [turn for turn in turns if turn.ts < str(event.ts)]


def understood(desk: Desk, earlier: Sequence[Turn], text: str) -> str:
    """Return a question complete in itself."""
    if not earlier:
        return text
    last, today = earlier[-1], desk.clock().date()
    return follow_up(last.question, text, today, person_answered(desk, last)) or text


def shown_as(text: str, question: str) -> Shown:
    """Return how a card says what was understood, where that is not what was typed."""
    said = (words("I took this to ask: ", italic=True), words(question, italic=True))
    return Shown(can_watch=True, lead=said if question != text else ())


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
    question = understood(desk, earlier_turns(desk, event), text)
    if question == turn.question:
        return
    took = shown_as(text, question).lead
    lead = (words("Answered again, as the question was edited. ", italic=True), *took)
    made = f"{event.event_id}#edited"
    answer_anew(desk, poster.outbox, turn, question, lead, team_id=event.team_id, made=made)
    forget_answer(desk, turn)


def withdraw_answer(desk: Desk, event: Event, poster: Poster) -> None:
    """Take back the answer to a question that was deleted, and forget the question."""
    turn = desk.store.turns.get(str(event.channel_id), str(event.ts))
    if turn is None:
        return
    for key in turn.post_keys:
        poster.withdraw(key)
    desk.store.turns.remove(turn.channel_id, turn.ts)
    forget_answer(desk, turn)


def forget_answer(desk: Desk, turn: Turn) -> None:
    """Delete the answer to words that somebody has taken back."""
    if turn.answer_id is not None:
        desk.store.answers.remove(turn.answer_id)


def end_session(desk: Desk, event: Event, poster: Poster) -> None:
    """Show that the work was stopped; that it stops was settled when the event was stored."""
    poster.end_session()


def suggest_prompts(desk: Desk, event: Event, poster: Poster) -> None:
    """Offer something to begin with in the Messages tab; at most four prompts are taken."""
    prompts = list(PROMPTS)
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


GONE = Message("I no longer have that answer. Please ask the question again.")
THANKS = {
    True: Message("Thank you: noted as helpful."),
    False: Message("Thank you: noted as not helpful. It will be used to measure my answers by."),
}


def is_ephemeral(event: Event) -> bool:
    """Tell whether a button stands in a message that only this person sees."""
    return bool((event.payload.get("container") or {}).get("is_ephemeral"))


def id_of(event: Event) -> int | None:
    """Return the number that a button is of: an answer, a verdict or a watch."""
    number = event.text.rpartition(":")[2]
    return int(number) if number.isdecimal() else None


def pressed_answer(desk: Desk, event: Event, poster: Poster) -> tuple[int, Answer] | None:
    """Return the answer a button is of, after its number; say so where it is gone."""
    answer_id = id_of(event)
    answer = saved_answer(desk, answer_id)
    if answer is None or answer_id is None:
        poster.whisper(GONE)
        return None
    return answer_id, answer


def show_all_quotes(desk: Desk, event: Event, poster: Poster) -> None:
    """Post every quote of an answer below it."""
    found = pressed_answer(desk, event, poster)
    if found is None:
        return
    answer_id, answer = found
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
    found = pressed_answer(desk, event, poster)
    if found is None:
        return
    answer_id, answer = found
    lead = (person(str(event.user_id)), words(f" asked: {answer.question}"))
    for message in render_card(answer, answer_id, desk.clock(), Shown(lead=lead)):
        poster.respond(message, in_channel=True)


def take_feedback(desk: Desk, event: Event, poster: Poster) -> None:
    """Keep whether an answer helped."""
    answer_id = id_of(event)
    if answer_id is None or event.user_id is None:
        return
    is_helpful = event.text.startswith("helpful:")
    desk.store.feedback.save(answer_id, event.user_id, is_helpful, desk.now())
    poster.whisper(THANKS[is_helpful])
