"""Which function handles what: the routes of what happens in Slack, and the verbs people say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from handlers.payload import clean_question
from handlers.slack.cards.blocks import escape
from handlers.slack.delivery.events import Event, Kind
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.surfaces.desk import Desk, FindDesk, tell_alone

Handler = Callable[[Event, Poster], None]
Acknowledge = Callable[[Event], Mapping[str, Any] | str | None]

ANY = "*"


@dataclass(frozen=True)
class Route:
    """A handler, and how it wants to be called.

    An urgent one has workers of its own: it opens a modal, which must happen within three
    seconds. `reply` makes the acknowledgement itself, at once and without I/O: the errors of a
    modal, the view that replaces it, or the first line a command shows. One that `is_stop` ends
    the work of the thread that its event is of.
    """

    handler: Handler
    is_urgent: bool = False
    reply: Acknowledge | None = None
    is_stop: bool = False


class Routes:
    """The handlers by kind and name; what has no route is acknowledged and not stored."""

    def __init__(self) -> None:
        self._routes: dict[tuple[Kind, str], Route] = {}

    def add(
        self,
        kind: Kind,
        name: str,
        handler: Handler,
        is_urgent: bool = False,
        reply: Acknowledge | None = None,
        is_stop: bool = False,
    ) -> None:
        """Let a handler take this kind and name; `ANY` takes the names that no other takes."""
        if (kind, name) in self._routes:
            raise ValueError(f"{kind} {name!r} has a handler already; give it one name more")
        self._routes[kind, name] = Route(handler, is_urgent, reply, is_stop)

    def find(self, event: Event) -> Route | None:
        """Return the route for an event; one for a verb of a command goes before the command's."""
        names = [event.name, ANY]
        if event.kind == "command":
            names.insert(0, " ".join([event.name, *event.text.lower().split()[:1]]))
        found = (self._routes.get((event.kind, name)) for name in names)
        return next((route for route in found if route is not None), None)

    def names(self, kind: Kind) -> list[str]:
        """Return the names with a handler, for the manifest and the tests that hold it."""
        return sorted(name for each, name in self._routes if each == kind)


Surface = Callable[[Desk, Event, Poster], None]


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


UMBRELLA = "/copydesk"
Run = Callable[[Desk, Event, Poster, str], None]


@dataclass(frozen=True)
class Verb:
    """Something to ask Copydesk for by its first word; `words` is what follows it, if anything.

    `has_alias` gives it a command of its own beside `/copydesk`.
    """

    name: str
    words: str
    about: str
    run: Run
    needs_words: bool = False
    has_alias: bool = False

    @property
    def usage(self) -> str:
        """Return how it is typed."""
        return self.usage_after(f"{UMBRELLA} {self.name}")

    def usage_after(self, typed: str) -> str:
        """Return how it is typed after a command: its own ("/ask") or everybody's."""
        return f"{typed} {self.words}".rstrip()


Verbs = Mapping[str, Verb]


def read_verb(text: str, verbs: Verbs) -> tuple[Verb | None, str]:
    """Return the verb that a text begins with and the words after it."""
    first, _, rest = text.strip().partition(" ")
    verb = verbs.get(first.lower().rstrip(":,"))
    return verb, rest.strip() if verb else text.strip()


def run_verb(verb: Verb, words: str, desk: Desk, event: Event, poster: Poster) -> None:
    """Do what a verb says, or say how it is used when its words are missing."""
    if verb.needs_words and not words:
        is_own = event.name == f"/{verb.name}"
        usage = verb.usage_after(event.name) if is_own else verb.usage
        poster.tell(Message(escape(f"Usage: {usage}\n{verb.about}")))
        return
    if verb.name != "check":
        words = clean_question(words)
    verb.run(desk, event, poster, words)


def is_meant(verb: Verb, words: str, text: str) -> bool:
    """Tell whether a message calls a verb: "status of the ferry?" is a question."""
    if verb.words or not words:
        return True
    return not text.rstrip().endswith("?") and len(words.split()) < 2


def help_lines(verbs: Verbs) -> list[tuple[str, str]]:
    """Return each verb's usage with what it does."""
    return [(verb.usage, verb.about) for verb in verbs.values()]
