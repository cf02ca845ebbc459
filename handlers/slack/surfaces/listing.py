"""The surfaces: everything people can do with Copydesk in Slack, in one list."""

from functools import partial

from handlers.slack.delivery import oauth
from handlers.slack.surfaces import (
    alerts,
    answer_buttons,
    asking,
    check_modal,
    commands,
    home,
    links,
    subscribing,
    watching,
)
from handlers.slack.surfaces.check_modal import CHECK_VERB
from handlers.slack.surfaces.commands import (
    ASK,
    FIND,
    SOURCES,
    STATUS,
    SUMMARY,
    TIMELINE,
    tell_help,
)
from handlers.slack.surfaces.conflicts import CONFLICTS
from handlers.slack.surfaces.desk import FindDesk, bind_to
from handlers.slack.surfaces.routes import Routes
from handlers.slack.surfaces.subscribing import SUBSCRIBE
from handlers.slack.surfaces.verbs import Verb, Verbs
from handlers.slack.surfaces.watching import WATCH_VERB, WATCHES_VERB


def make_verbs() -> Verbs:
    """Return the verbs by name, in the order of the help."""
    verbs: dict[str, Verb] = {}
    help_run = partial(tell_help, verbs=verbs)
    listed = (
        Verb("help", "", "show this list", help_run),
        ASK,
        SUMMARY,
        TIMELINE,
        CONFLICTS,
        CHECK_VERB,
        FIND,
        WATCH_VERB,
        WATCHES_VERB,
        SUBSCRIBE,
        SOURCES,
        STATUS,
    )
    verbs |= {verb.name: verb for verb in listed}
    return verbs


def make_routes(find_desk: FindDesk, forget: oauth.Forget | None = None) -> Routes:
    """Return the handlers of every surface, working on the desk of each workspace.

    `forget` deletes what belongs to a workspace that removes the app, where several install it.
    """
    routes, bind, verbs = Routes(), bind_to(find_desk), make_verbs()
    asking.register(routes, bind, verbs)
    commands.register(routes, bind, verbs)
    for surface in (answer_buttons, links, alerts, subscribing, watching, check_modal, home):
        surface.register(routes, bind)
    if forget is not None:
        oauth.register(routes, forget)
    return routes
