"""Working on what Slack sent: each event once, those of one thread in order."""

import base64
import hashlib
import json
import logging
import time
import traceback
from collections.abc import Callable

from handlers.logs import note, working_on
from handlers.slack.delivery.api import SlackApi
from handlers.slack.delivery.events import Event, read_event
from handlers.slack.delivery.poster import Message, Outbox, Poster, Stopped
from handlers.slack.surfaces.routes import Routes
from store.backup import tell_damage
from store.errors import CopydeskError
from store.events import Event as StoredEvent
from store.events import Events
from store.times import seconds


def reference(event_id: str) -> str:
    """Return the short number by which a failure is found in the log.

    >>> reference("Ev1")
    'CZQU-4YQR'
    """
    digest = hashlib.sha256(event_id.encode()).digest()
    text = base64.b32encode(digest)[:8].decode()
    return f"{text[:4]}-{text[4:]}"


def apology(event_id: str) -> str:
    """Return the sentence shown to the person."""
    return (
        "Something went wrong on our side and this could not be finished. Please try again; if "
        f"it fails again, give your administrator the reference {reference(event_id)}."
    )


def describe(event: Event, error: BaseException) -> str:
    """Describe a failure for the log, without a word of what anybody wrote.

    The message of an exception may quote the question or an article, so only its type and the
    places it came through are kept.
    """
    where = f"{event.kind} {event.name} team={event.team_id} channel={event.channel_id}"
    return f"{reference(event.event_id)} {where}: {trace(error)}"


def trace(error: BaseException) -> str:
    """Return the types of an error and of what caused it, with the places they came through."""
    chain = []
    current: BaseException | None = error
    while current is not None:
        chain.append(f"{type(current).__name__} at {_places(current)}")
        current = current.__cause__ or current.__context__
    return "; caused by ".join(chain)


def _places(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)


LEASE_SECONDS = 15.0
MAX_ATTEMPTS = 3  # an event that ends the process each time is given up

STOPPED = Message("Stopped, as you asked; there may be more to this than stands above.")

log = logging.getLogger("copydesk.slack")


class Worker:
    """Takes events from the inbox one at a time; several workers may share one inbox."""

    def __init__(
        self,
        events: Events,
        routes: Routes,
        outbox: Outbox,
        api: SlackApi,
        name: str,
        lease: float = LEASE_SECONDS,
        on_claim: Callable[[bool], None] = lambda urgent: None,
    ) -> None:
        self._events, self._routes, self._outbox, self._api = events, routes, outbox, api
        self._name, self._lease, self._on_claim = name, lease, on_claim

    def work_next(self, urgent: bool = False) -> bool:
        """Handle one event; False when there is none whose turn it is."""
        stored = self._events.claim(self._name, time.time(), self._lease, urgent)
        if stored is None:
            return False
        self._on_claim(urgent)
        with working_on(stored.event_id):
            self._work(stored)
        return True

    def _work(self, stored: StoredEvent) -> None:
        began = time.time()
        waited = began - seconds(stored.received_at)
        note(log, "begun", waited=f"{waited:.2f}", attempt=stored.attempts)
        error = self._handle(stored)
        now = time.time()
        if error is None:
            self._events.finish(stored.event_id, now)
        else:
            self._events.fail(stored.event_id, error, now)
        note(log, "done", took=f"{now - began:.2f}", failed=error)

    def renew(self) -> None:
        """Say that this worker is alive and still at what it took."""
        self._events.renew(self._name, time.time(), self._lease)

    def _handle(self, stored: StoredEvent) -> str | None:
        event = load_event(stored)
        if event is None:
            return "unreadable"
        poster = Poster(event, self._outbox, self._api, is_stopped=lambda: self._is_stopped(event))
        error = self._answer(stored, event, poster)
        if self._is_stopped(event):
            self._close_stopped(event)
        poster.end_work()
        return error

    def _answer(self, stored: StoredEvent, event: Event, poster: Poster) -> str | None:
        if stored.attempts > MAX_ATTEMPTS:
            log.error("%s given up after %d attempts", reference(event.event_id), MAX_ATTEMPTS)
            self._apologise(event, apology(event.event_id))
            return "gave up"
        route = self._routes.find(event)
        if route is None:
            return "no handler"
        try:
            if not self._is_stopped(event):
                route.handler(event, poster)
        except Stopped:
            return None
        except CopydeskError as error:
            self._apologise(event, str(error))  # it is written for the person who asked
        except Exception as error:
            log.error("%s", tell_damage(error, "of this newsroom") or describe(event, error))
            self._apologise(event, apology(event.event_id))
            return type(error).__name__
        return None

    def _is_stopped(self, event: Event) -> bool:
        return self._events.is_stopped(event.event_id)

    def _close_stopped(self, event: Event) -> None:
        """Take back what nobody has seen; where somebody saw something, say that it ends there."""
        if self._outbox.posts.withdraw_waiting(f"{event.event_id}#"):
            Poster(event, self._outbox, self._api, prefix="stopped").tell(STOPPED)

    def _apologise(self, event: Event, sentence: str) -> None:
        # Its own key, whatever was said before: a second failure adds no second sentence.
        apologist = Poster(event, self._outbox, self._api, prefix="failure")
        apologist.tell(Message(sentence))


def load_event(stored: StoredEvent) -> Event | None:
    """Return a stored event as it was read when it came."""
    kept = json.loads(stored.body)
    return read_event(kept["body"], kept["bot_user_id"], kept.get("allowed_bots", ()))
