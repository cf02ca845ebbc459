"""The verb that lists what the sources disagree on."""

from bot.alerts.choosing import is_on_topic
from handlers.slack.commands import tell_all
from handlers.slack.desk import Desk
from handlers.slack.desk_cards import render_conflicts
from handlers.slack.events import Event
from handlers.slack.poster import Poster
from handlers.slack.text import one_line, shorten
from handlers.slack.verbs import Verb
from store.verdicts import OPEN, KeptVerdict

WARNED = ("conflict", "attributed position")


def open_conflicts(desk: Desk, topic: str = "") -> list[KeptVerdict]:
    """Return the conflicts nobody has decided on or that were confirmed, newest first."""
    found = desk.store.verdicts.find(WARNED, OPEN)
    return [verdict for verdict in found if not topic or is_on_topic(verdict, topic)]


def tell_conflicts(desk: Desk, event: Event, poster: Poster, topic: str) -> None:
    """Show the open conflicts, of a topic or all."""
    about = shorten(one_line(topic), 200)
    tell_all(poster, render_conflicts(open_conflicts(desk, topic), about, desk.clock()))


CONFLICTS = Verb("conflicts", "[TOPIC]", "list what the sources disagree on", tell_conflicts,
                 has_alias=True)  # fmt: skip
