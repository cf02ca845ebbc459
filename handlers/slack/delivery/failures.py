"""What is said and what is logged when a handler fails."""

import base64
import hashlib
import traceback

from handlers.slack.delivery.events import Event


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
