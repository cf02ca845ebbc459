"""The desk of one workspace: what every Slack surface is handed beside the event and the poster."""

import logging
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.ask.answer import Answer, IndexState
from bot.ask.asker import Asker, shipped_judge, shipped_reader
from bot.ask.retrieving import Filters
from bot.conflicts.watching import values_of
from bot.judging.relating import Judge
from bot.reader.twice import Reader
from handlers.logs import note
from handlers.payload import clean_question, save_answer
from handlers.present import tell_freshness
from handlers.slack.cards.blocks import group, paragraph, person, rich, words
from handlers.slack.delivery.api import SlackApi
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.when import utc_now
from store import Store
from store.audit import Act
from store.retention import FOR_GOOD, Retention
from store.terms import content_terms
from store.times import to_second

KEPT_SECONDS, GROUP_SECONDS = 3600.0, 300.0
MOST_KEPT = 10_000
GROUP = "S"
"""What the id of a user group begins with."""


@dataclass(frozen=True)
class Membership:
    """What a workspace lets a person do (https://docs.slack.dev/reference/objects/user-object)."""

    is_guest: bool = False
    is_admin: bool = False


class Roles:
    """Knows who is guest or admin, as far as users:read lets us ask, each once an hour.

    `admins` are ids of people and of user groups; the members of a group are asked for again
    after five minutes. Without any, every member may change things.
    """

    def __init__(self, admins: Collection[str] = ()) -> None:
        self.admins = tuple(admins)
        self._known: dict[tuple[str, str], tuple[Membership, float]] = {}
        self._members: dict[tuple[str, str], tuple[frozenset[str], float]] = {}

    def is_guest(self, api: SlackApi, team_id: str, user_id: str | None) -> bool:
        """Tell whether a person is a guest, or may be one as Slack does not answer.

        Without the scope nobody is known as a guest; `doctor` says so.
        """
        return user_id is not None and self._membership(api, team_id, user_id).is_guest

    def may_change(self, api: SlackApi, team_id: str, user_id: str | None) -> bool:
        """Tell whether a member may read articles in, decide, subscribe and change settings."""
        if not self.admins:
            return True
        if user_id is None:
            return False
        if user_id in self.admins or self._membership(api, team_id, user_id).is_admin:
            return True
        groups = [one for one in self.admins if one.startswith(GROUP)]
        return any(user_id in self._group(api, team_id, group) for group in groups)

    def _membership(self, api: SlackApi, team_id: str, user_id: str) -> Membership:
        kept = self._known.get((team_id, user_id))
        if kept is None or kept[1] < time.monotonic():
            answer = api.call_patiently(team_id, "users.info", user=user_id)
            if not answer.is_ok and answer.error != "missing_scope":
                return Membership(is_guest=True)  # for this once
            user = answer.data.get("user") or {}
            membership = Membership(
                bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
                bool(user.get("is_admin") or user.get("is_owner")),
            )
            kept = (membership, time.monotonic() + KEPT_SECONDS)
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[team_id, user_id] = kept
        return kept[0]

    def _group(self, api: SlackApi, team_id: str, group: str) -> frozenset[str]:
        kept = self._members.get((team_id, group))
        if kept is None or kept[1] < time.monotonic():
            answer = api.call_patiently(team_id, "usergroups.users.list", usergroup=group)
            members = frozenset(answer.data.get("users") or ())
            kept = (members, time.monotonic() + (GROUP_SECONDS if answer.is_ok else 0.0))
            self._members[team_id, group] = kept
        return kept[0]


log = logging.getLogger("copydesk.slack")

TOP = 5
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
        answer = self.ask_as_of(self.store, clean_question(question), self.clock())
        told = {"status": answer.status, "values": len(answer.values)}
        note(log, "read the articles", **told, took=f"{time.monotonic() - began:.2f}")
        return answer

    def forget_old(self) -> None:
        """Delete what is older than the settings say, and threads not followed any more."""
        self.retention.forget_old(self.store, self.clock())
        self.store.turns.forget(self.clock().timestamp() - KEEP_TURNS)

    def freshness(self, lead: str = "Searched") -> str:
        """Return how much is searched here and how new the newest of it is."""
        state = self.store.articles.state()
        return tell_freshness(IndexState(state.articles, state.as_of), self.clock(), lead)

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

    def keep_act(self, event: Event, what: str, subject: str) -> None:
        """Keep for `copydesk audit` what a person is about to do."""
        place = PLACES.get(event.kind, event.kind)
        self.store.audit.add(Act(self.now(), str(event.user_id), what, subject, f"Slack, {place}"))

    def ask_as_of(self, store: Store, question: str, at: datetime) -> Answer:
        """Answer a question from a store as of a moment."""
        return self.asker(store, question, at, filters=Filters(), top=TOP)

    def now(self) -> str:
        """Return the present moment as it is stored."""
        return to_second(self.clock())


FindDesk = Callable[[str], Desk]
"""Returns the desk of a workspace by its team_id: each has its own articles."""

PLACES = {"action": "button", "submission": "window"}
"""What people call the kinds of an event, where they call it otherwise."""

MOST_NAMED = 10


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
