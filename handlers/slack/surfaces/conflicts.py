"""The verb that lists what the sources disagree on."""

from bot.judging import VARIANT, WARNED
from handlers.disputes import Dispute, open_disputes
from handlers.slack.cards.alert import LISTED, list_conflicts
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.verbs import Verb


def open_conflicts(desk: Desk, topic: str = "") -> list[Dispute]:
    """Return the disputes nobody has settled, of a topic or all, newest first, each once."""
    return open_disputes(desk.store.verdicts, WARNED, topic)


def conflicts_card(desk: Desk, topic: str = "") -> Message:
    """Return the open conflicts, of a topic or all, and the names that are spelled in two ways."""
    variants = open_disputes(desk.store.verdicts, (VARIANT,), topic)
    return list_conflicts(open_conflicts(desk, topic), variants, topic, desk.clock())


def tell_conflicts(desk: Desk, event: Event, poster: Poster, topic: str) -> None:
    """Show the open conflicts where the person asked."""
    poster.tell(conflicts_card(desk, topic))


def topic_of_list(event: Event) -> str | None:
    """Return the topic of the list in which a button was pressed, None for one of an alert."""
    topic, _, _ = event.text.rpartition(":")
    return topic[len(LISTED) :] if topic.startswith(LISTED) else None


CONFLICTS = Verb("conflicts", "[TOPIC]", "list what the sources disagree on", tell_conflicts,
                 has_alias=True)  # fmt: skip
