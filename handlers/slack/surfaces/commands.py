"""The commands: /copydesk with its verbs, and short names for the frequent ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.desk.picture import draw_timeline
from bot.desk.quotes import Match, find_quote
from bot.desk.summary import Summary, summarise
from bot.desk.timeline import Timeline, make_timeline
from handlers.found import NOT_FOUND, tell_nothing, view_matches, view_summary, view_timeline
from handlers.payload import save_answer
from handlers.present import View, plain_text
from handlers.quoting import count
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, one_line, paragraph, shorten, words
from handlers.slack.cards.telling import pages_of, render_card, source_name
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
from handlers.when import tell_dated
from store.articles import SourceCount
from store.feeds import Feed

SHARE = "share_desk"


def render_summary(summary: Summary, now: datetime, can_share: bool = False) -> list[Message]:
    """Return a summary: what happened, what is new, then what the sources differ on."""
    if not summary.points:
        return [blocks.sentence(tell_nothing(summary.topic))]
    view = view_summary(summary, now)
    return pages_of(view, *_share(can_share, view))


def _share(can_share: bool, view: View) -> list[Json]:
    """Return the button that shows the channel what one person sees, if it is to be there."""
    verb, _, topic = view.heading.partition(": ")
    value = f"{verb.lower()} {topic}"
    return blocks.actions(blocks.button("Share", SHARE, value)) if can_share else []


def render_timeline(timeline: Timeline, now: datetime, can_share: bool = False) -> list[Message]:
    """Return the events of a topic by day, values as they moved, and what has no date."""
    if not (timeline.events or timeline.series or timeline.undated):
        return [blocks.sentence(tell_nothing(timeline.topic))]
    view = view_timeline(timeline, now)
    return pages_of(view, *_share(can_share, view))


def render_picture(timeline: Timeline, now: datetime, file_id: str) -> Message:
    """Return the picture of a timeline with its caption."""
    view = view_timeline(timeline, now)
    fallback = f"{view.heading}, as a picture. Where none is shown, Slack did not take it."
    return blocks.message(fallback, blocks.picture(file_id, view.heading, plain_text(view)))


def render_matches(matches: Sequence[Match], now: datetime) -> list[Message]:
    """Return where an excerpt comes from, and which words of it differ."""
    return pages_of(view_matches(matches, now)) if matches else [blocks.sentence(NOT_FOUND)]


def render_sources(counts: Sequence[SourceCount], now: datetime) -> list[Message]:
    """Return who is searched: articles of each source, and how new the newest is."""
    if not counts:
        return [Message("No articles yet. Send me a link, or drop a file in a direct message.")]
    told = [
        f"{source_name(one.source)}: {count(one.articles, 'article')}, "
        f"newest {tell_dated(one.newest_at, now)}"
        for one in counts
    ]
    body = [blocks.header("Sources"), *blocks.rich(blocks.listed(*told))]
    return blocks.pages("; ".join(told), body)


def feed_line(feed: Feed, now: datetime) -> str:
    """Return how a feed does."""
    name = shorten(one_line(feed.title or feed.url), 100)
    if feed.last_error:
        return f"✗ {name}: {shorten(one_line(feed.last_error), 200)}"
    read = tell_dated(feed.last_success_at, now) if feed.last_success_at else "not read yet"
    new = f", last new article {tell_dated(feed.last_article_at, now)}"
    return f"✓ {name}: {read}{new if feed.last_article_at else ''}"


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
    items = [[words(usage, bold=True), words(f"  {about}")] for usage, about in lines]
    text = f"{title}\n" + "\n".join(f"{usage}: {about}" for usage, about in lines)
    return blocks.message(text, *blocks.rich(paragraph(words(title)), blocks.bullets(*items)))


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
    return [*cards, render_picture(timeline, desk.clock(), file_id) if file_id else NO_PICTURE]


CARDS = {"summary": summary_cards, "timeline": timeline_cards}
"""What can be shared with the channel, by verb."""


def share(desk: Desk, event: Event, poster: Poster) -> None:
    """Show the channel what one person was shown, as it is now, list and picture alike."""
    verb, _, topic = event.text.partition(" ")
    who, what = blocks.person(str(event.user_id)), words(f" asked for: {event.text}")
    lead = blocks.rich(paragraph(who, what))
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
    fresh, feeds = desk.freshness(), desk.store.feeds.list()
    lines = [feed_line(feed, desk.clock()) for feed in feeds] or ["No feeds are read."]
    shown = blocks.rich(paragraph(words(fresh)), blocks.listed(*lines))
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
