"""Which function handles what: the list of surfaces that the app is made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.slack.delivery.events import Event, Kind
from handlers.slack.delivery.poster import Poster

Handler = Callable[[Event, Poster], None]
Reply = Callable[[Event], Mapping[str, Any] | str | None]

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
    reply: Reply | None = None
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
        reply: Reply | None = None,
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
