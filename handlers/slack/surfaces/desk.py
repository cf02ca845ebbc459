"""The desk of one workspace: what every Slack surface is handed beside the event and the poster."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from bot.ask.answer import Answer
from bot.ask.asker import Asker, shipped_judge, shipped_reader
from bot.ask.reading import Reader
from bot.ask.retrieving import Filters
from bot.conflicts.incoming import take_in
from bot.conflicts.watching import values_of
from bot.ingest.batch import Polled, poll
from bot.ingest.web import Web
from bot.judging.relating import Judge
from handlers.logs import note
from handlers.payload import clean_question, save_answer
from handlers.slack.cards.blocks import group, paragraph, person, rich, words
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.delivery.roles import GROUP, Roles
from handlers.slack.surfaces.routes import Handler
from handlers.when import utc_now
from store import Store
from store.audit import Act
from store.retention import FOR_GOOD, Retention
from store.terms import content_terms
from store.times import to_second

log = logging.getLogger("copydesk.slack")

TOP = 5
AT_A_TIME = 50
"""Articles compared in one round, so that a large archive holds nothing up."""

KEEP_TURNS = 30 * 24 * 3600.0


@dataclass(frozen=True)
class Desk:
    """The articles of a workspace and what answers from them."""

    store: Store
    asker: Asker
    clock: Callable[[], datetime] = utc_now
    judge: Callable[[], Judge] = shipped_judge
    feeds_allow: frozenset[str] = frozenset()
    reader: Callable[[], Reader] = shipped_reader
    roles: Roles = field(default_factory=Roles)
    retention: Retention = FOR_GOOD

    def ask(self, question: str) -> tuple[int, Answer]:
        """Answer a question as of now and keep the answer; return its answer_id with it."""
        answer = self.read(question)
        return save_answer(self.store, answer), answer

    def read(self, question: str) -> Answer:
        """Answer a question as of now."""
        began = time.monotonic()
        answer = self._ask_as_of(self.store, clean_question(question), self.clock())
        told = {"status": answer.status, "values": len(answer.values)}
        note(log, "read the articles", **told, took=f"{time.monotonic() - began:.2f}")
        return answer

    def take_in(self, article_ids: Sequence[str]) -> None:
        """Compare new articles with what is known, and ask again the questions they touch."""
        take_in(self.store, article_ids, self._ask_as_of, self.clock(), self.judge())

    def read_feeds(self) -> None:
        """Read what is new in the feeds that are due."""
        if self.store.feeds.due(self.now()):
            # For feeds alone: links are sent by anybody.
            poll(self.store, self.now(), note_feed, web=Web(hosts=self.feeds_allow))

    def take_in_new(self) -> None:
        """Take in what has arrived by any way and was not compared yet, some at a time."""
        self.take_in(self.store.compared.missing(AT_A_TIME))

    def forget_old(self) -> None:
        """Delete what is older than the settings say, and threads not followed any more."""
        self.retention.forget_old(self.store, self.clock())
        self.store.turns.forget(self.clock().timestamp() - KEEP_TURNS)

    def watch(self, channel_id: str, user_id: str | None, answer: Answer, answer_id: int) -> int:
        """Keep a question to be asked again, from the answer it has now; return its watch_id."""
        question = answer.question
        asked = (tuple(content_terms(question)), values_of(answer), self.now(), answer_id)
        return self.store.watches.add(channel_id, question, *asked, user_id)

    def allows(self, event: Event, poster: Poster) -> bool:
        """Tell whether a person may change what others see; who may not is told who may."""
        if self.roles.may_change(poster.api, event.team_id, event.user_id):
            return True
        tell_alone(event, poster, who_may(self.roles.admins))
        return False

    def note(self, event: Event, what: str, subject: str) -> None:
        """Keep for `copydesk audit` what a person is about to do."""
        place = PLACES.get(event.kind, event.kind)
        self.store.audit.add(Act(self.now(), str(event.user_id), what, subject, f"Slack, {place}"))

    def _ask_as_of(self, store: Store, question: str, at: datetime) -> Answer:
        return self.asker(store, question, at, filters=Filters(), top=TOP)

    def now(self) -> str:
        """Return the present moment as it is stored."""
        return to_second(self.clock())


def note_feed(polled: Polled) -> None:
    """Log how the reading of a feed went; its address may hold a key, so only its host is told."""
    what = "feed not read" if polled.error else "feed read"
    note(log, what, host=urlsplit(polled.url).hostname, new=polled.report.new)


FindDesk = Callable[[str], Desk]
"""Returns the desk of a workspace by its team_id: each has its own articles."""

Surface = Callable[[Desk, Event, Poster], None]

PLACES = {"action": "button", "submission": "window"}
"""What people call the kinds of an event, where they call it otherwise."""

MOST_NAMED = 10


class Bind(Protocol):
    """Makes a route's handler of a surface; what `changes` things is for those who may."""

    def __call__(self, surface: Surface, changes: bool = False) -> Handler:
        """Return the handler."""


OUTSIDE = Message(
    "I am sorry: I answer only the people of the newsroom I belong to, as its articles are its own."
)


def bind_to(find_desk: FindDesk) -> Bind:
    """Return what makes a route's handler of a surface: outsiders and guests are told no."""

    def bind(surface: Surface, changes: bool = False) -> Handler:
        def handle(event: Event, poster: Poster) -> None:
            desk = find_desk(event.team_id)
            is_guest = desk.roles.is_guest
            if event.is_outside or is_guest(poster.api, event.team_id, event.user_id):
                refuse(event, poster)
            elif not changes or desk.allows(event, poster):
                surface(desk, event, poster)

        return handle

    return bind


def refuse(event: Event, poster: Poster) -> None:
    """Tell somebody from outside no, where they spoke to us; talk among others is left alone."""
    if event.kind == "message" and event.name != "thread":
        poster.say(OUTSIDE)
    elif event.kind in ("command", "action", "shortcut"):
        tell_alone(event, poster, OUTSIDE)


def tell_alone(event: Event, poster: Poster, message: Message) -> None:
    """Show something to one person alone, where they are or else in their messages with us."""
    if event.channel_id is None or (event.kind == "message" and event.name == "dm"):
        poster.say(message, channel_id=event.channel_id or event.user_id)
    else:
        poster.whisper(message)


def who_may(admins: Sequence[str]) -> Message:
    """Return the sentence that names who may do what somebody may not.

    Nobody is notified by it: one person alone sees it.
    """
    text = "I am sorry: this is for the admins of the workspace"
    spans = []
    for one in admins[:MOST_NAMED]:
        spans += [words(", "), group(one) if one.startswith(GROUP) else person(one)]
    more = " and others" if len(admins) > MOST_NAMED else ""
    rest = f"{more}. You can ask, check, watch and look at all there is."
    shown = rich(paragraph(words(text), *spans, words(rest)))
    return Message(f"{text} and those whom they named{rest}", tuple(shown))
