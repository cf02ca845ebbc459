"""The commands: /copydesk with its verbs, and short names for the frequent ones."""

from dataclasses import replace
from functools import partial

from bot.ask.answer import IndexState
from bot.desk.picture import draw_timeline
from bot.desk.quotes import find_quote
from bot.desk.summary import summarise
from bot.desk.timeline import make_timeline
from handlers.payload import save_answer
from handlers.present import tell_freshness
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import bullets, escape, one_line, paragraph, person, shorten, words
from handlers.slack.cards.desk import (
    SHARE,
    feed_line,
    render_matches,
    render_picture,
    render_sources,
    render_summary,
    render_timeline,
)
from handlers.slack.cards.telling import render_card
from handlers.slack.delivery.events import Event, read_said
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.surfaces.asking import answer_question, hear
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.routes import (
    UMBRELLA,
    Bind,
    Routes,
    Verb,
    Verbs,
    help_lines,
    read_verb,
    run_verb,
)

TITLE_UNITS = 120
NO_PICTURE = Message("The picture cannot be shown: the app lacks the scope files:write.")


def register(routes: Routes, bind: Bind, verbs: Verbs) -> None:
    """Add the umbrella command, the verbs that have one of their own, and the button to share."""
    routes.add("action", SHARE, bind(share))
    routes.add("command", UMBRELLA, bind(partial(run_command, verbs=verbs)))
    for verb in verbs.values():
        if verb.has_alias:
            routes.add("command", f"/{verb.name}", bind(partial(run_alias, verb=verb)))


def run_command(desk: Desk, event: Event, poster: Poster, *, verbs: Verbs) -> None:
    """Do what the words after /copydesk say; words that are no verb get the usage."""
    verb, words_after = read_verb(typed(event), verbs)
    if verb is None:
        poster.tell(help_card(verbs, words_after))
        return
    run_verb(verb, words_after, desk, event, poster)


def run_alias(desk: Desk, event: Event, poster: Poster, *, verb: Verb) -> None:
    """Do what a command such as /ask stands for."""
    run_verb(verb, typed(event), desk, event, poster)


def typed(event: Event) -> str:
    """Return the words of a command, links put back into their places."""
    said = read_said(event.text)
    return " ".join([said.words, *said.links]).strip()


def help_card(verbs: Verbs, unknown: str = "") -> Message:
    """Return the list of verbs, and that a word was not one of them."""
    lines = help_lines(verbs)
    said = f"I do not know “{shorten(unknown.split()[0], 60)}”. " if unknown else ""
    title = f"{said}This is what I can do; every word also works when you mention me:"
    shown = bullets(*[[words(usage, bold=True), words(f"  {about}")] for usage, about in lines])
    text = f"{title}\n" + "\n".join(f"{usage}: {about}" for usage, about in lines)
    return Message(escape(text), tuple(blocks.rich(paragraph(words(title)), shown)))


def tell_help(desk: Desk, event: Event, poster: Poster, text: str, *, verbs: Verbs) -> None:
    """Show what there is."""
    poster.tell(help_card(verbs))


def tell_answer(desk: Desk, event: Event, poster: Poster, text: str) -> None:
    """Answer a question: in the thread, or to the person alone with a button to share it."""
    if event.kind == "message":
        answer_question(desk, event, poster, text)
        return
    heard = hear(desk, (), text)
    if heard.answer is None:
        poster.tell(heard.instead)
        return
    shown = replace(heard.shown, can_share=True)
    answer_id = save_answer(desk.store, heard.answer)
    poster.tell(*render_card(heard.answer, answer_id, desk.clock(), shown))


def tell_summary(desk: Desk, event: Event, poster: Poster, text: str) -> None:
    """Sum up a topic."""
    poster.tell(*summary_cards(desk, poster, text, bool(event.response_url)))


def summary_cards(desk: Desk, poster: Poster, topic: str, can_share: bool) -> list[Message]:
    """Return a topic summed up."""
    return render_summary(summarise(desk.store, topic, desk.clock()), desk.clock(), can_share)


def tell_timeline(desk: Desk, event: Event, poster: Poster, text: str) -> None:
    """Show a topic by days, with its picture, to whoever sees the list."""
    poster.tell(*timeline_cards(desk, poster, text, bool(event.response_url)))


def timeline_cards(desk: Desk, poster: Poster, topic: str, can_share: bool) -> list[Message]:
    """Return a topic by days as a list, then as a picture where Slack takes one."""
    timeline = make_timeline(desk.store, topic, desk.clock())
    cards = render_timeline(timeline, desk.clock(), can_share)
    if not (timeline.events or timeline.series):
        return cards
    title = f"Timeline: {shorten(one_line(timeline.topic), TITLE_UNITS)}"
    file_id = poster.upload("timeline.png", title, draw_timeline(timeline))
    return [*cards, render_picture(timeline, file_id) if file_id else NO_PICTURE]


CARDS = {"summary": summary_cards, "timeline": timeline_cards}
"""What can be shared with the channel, by verb."""


def share(desk: Desk, event: Event, poster: Poster) -> None:
    """Show the channel what one person was shown, as it is now, list and picture alike."""
    verb, _, topic = event.text.partition(" ")
    lead = blocks.rich(paragraph(person(str(event.user_id)), words(f" asked for: {event.text}")))
    first, *rest = CARDS[verb](desk, poster, topic, False)
    for message in (replace(first, blocks=(*lead, *first.blocks)), *rest):
        poster.respond(message, in_channel=True)


def tell_found(desk: Desk, event: Event, poster: Poster, text: str) -> None:
    """Show where an excerpt comes from."""
    excerpt = text.strip("“”\"' ")
    poster.tell(*render_matches(find_quote(desk.store, excerpt), desk.clock()))


def tell_sources(desk: Desk, event: Event, poster: Poster, text: str) -> None:
    """Show who is searched."""
    poster.tell(*render_sources(desk.store.articles.sources(), desk.clock()))


def tell_status(desk: Desk, event: Event, poster: Poster, text: str) -> None:
    """Show how much is searched, how fresh it is and how the feeds do."""
    state, feeds = desk.store.articles.state(), desk.store.feeds.list()
    fresh = tell_freshness(IndexState(state.articles, state.as_of), desk.clock())
    lines = [feed_line(feed, desk.clock()) for feed in feeds] or ["No feeds are read."]
    shown = blocks.rich(paragraph(words(fresh)), bullets(*[[words(one)] for one in lines]))
    poster.tell(*blocks.pages(" ".join([fresh, *lines]), shown))


ASK = Verb("ask", "QUESTION", "answer with quotes, and warn where sources disagree", tell_answer,
           needs_words=True, has_alias=True)  # fmt: skip
SUMMARY = Verb("summary", "TOPIC", "tell in quotes what happened, what is new and what differs",
               tell_summary, needs_words=True, has_alias=True)  # fmt: skip
TIMELINE = Verb("timeline", "TOPIC", "tell what happened on which day, with a picture",
                tell_timeline, needs_words=True, has_alias=True)  # fmt: skip
FIND = Verb("find", "“WORDS”", "find where an excerpt comes from", tell_found, needs_words=True)
SOURCES = Verb("sources", "", "list who is searched", tell_sources)
STATUS = Verb("status", "", "tell how fresh the articles are and how the feeds do", tell_status)
