"""The verb that lists what the sources disagree on."""

from bot.alerts.choosing import is_on_topic
from bot.alerts.disputes import first_of_dispute
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
    """Return the disputes nobody has decided on or that were confirmed, newest first, each once.

    One that more articles repeat is shown by its oldest verdict, which was told as an alert; what
    was decided on that holds for the repetitions.
    """
    found = desk.store.verdicts.find(WARNED, OPEN)
    wanted = (verdict for verdict in found if not topic or is_on_topic(verdict, topic))
    told = (first_told(desk, verdict) for verdict in wanted)
    return list({verdict.verdict_id: verdict for verdict in told if verdict is not None}.values())


def first_told(desk: Desk, verdict: KeptVerdict) -> KeptVerdict | None:
    """Return the verdict to show for an open one; None when a person has settled its dispute."""
    first = first_of_dispute(verdict, desk.store.verdicts)
    if not isinstance(first, KeptVerdict) or first.verdict not in WARNED:
        return verdict
    if first.state == "resolved":
        return verdict  # one source has corrected itself, the others have not
    return first if first.state in OPEN else None


def tell_conflicts(desk: Desk, event: Event, poster: Poster, topic: str) -> None:
    """Show the open conflicts, of a topic or all."""
    about = shorten(one_line(topic), 200)
    tell_all(poster, render_conflicts(open_conflicts(desk, topic), about, desk.clock()))


CONFLICTS = Verb("conflicts", "[TOPIC]", "list what the sources disagree on", tell_conflicts,
                 has_alias=True)  # fmt: skip
