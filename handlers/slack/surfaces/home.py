"""The Home tab: feeds, open conflicts, subscriptions, watches, precision, and freshness."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.judging import WARNED
from handlers.disputes import open_disputes, view_dispute
from handlers.slack.cards import blocks
from handlers.slack.cards.alert import tell_state
from handlers.slack.cards.blocks import Json, one_line, paragraph, shorten, words
from handlers.slack.cards.telling import brief_parts
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Poster
from handlers.slack.surfaces.alerts import conflicts_card
from handlers.slack.surfaces.asking import id_of
from handlers.slack.surfaces.commands import feed_line, render_sources
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.routes import Bind, Routes
from handlers.slack.surfaces.subscribing import OPEN_SETTINGS, tell_wanted
from handlers.wellness import tell_tally
from store.subscriptions import Subscription
from store.verdicts import Tally
from store.watches import Watch

ALL_CONFLICTS, ALL_SOURCES = "home_conflicts", "home_sources"
LEAVE_WATCH = "home_leave_watch"
FEEDS, CONFLICTS, OWN = 10, 5, 10
T = TypeVar("T")


def register(routes: Routes, bind: Bind) -> None:
    """Add the Home tab and its buttons."""
    routes.add("home", "home", bind(show_home))
    routes.add("action", ALL_CONFLICTS, bind(send_conflicts))
    routes.add("action", ALL_SOURCES, bind(send_sources))
    routes.add("action", LEAVE_WATCH, bind(leave_watch))


def show_home(desk: Desk, event: Event, poster: Poster) -> None:
    """Show somebody their Home tab as it is now."""
    poster.publish_home(home_view(desk, str(event.user_id)))


def home_view(desk: Desk, user_id: str) -> Json:
    """Return the Home tab of a person."""
    return {
        "type": "home",
        "blocks": [
            *_freshness(desk),
            *_conflicts(desk),
            *_feeds(desk),
            *_subscriptions(desk, user_id),
            *_watches(desk, user_id),
            *_precision(desk.store.verdicts.tallies()),
        ],
    }


def _freshness(desk: Desk) -> list[Json]:
    return [
        blocks.header("Copydesk"),
        *blocks.said(desk.freshness("I search")),
        *blocks.actions(blocks.button("Sources", ALL_SOURCES)),
    ]


def _conflicts(desk: Desk) -> list[Json]:
    found = open_disputes(desk.store.verdicts, WARNED)
    made = [blocks.header("Open conflicts")]
    if not found:
        return [*made, *blocks.said("No open conflict is known.")]
    for dispute in found[:CONFLICTS]:
        view, state = view_dispute(dispute, desk.clock()), tell_state(dispute.first)
        made += blocks.rich(*brief_parts(view, has_quotes=False, state=state))
    label = f"All {len(found)} conflicts" if len(found) > 1 else "Show it in a message"
    return [*made, *blocks.actions(blocks.button(label, ALL_CONFLICTS))]


def _feeds(desk: Desk) -> list[Json]:
    feeds = sorted(desk.store.feeds.list(), key=lambda feed: feed.last_error is None)
    none = "None is read yet. Your administrator adds one: copydesk feeds add URL"
    lines = [feed_line(feed, desk.clock()) for feed in feeds[:FEEDS]]
    shown = _listed(lines, len(feeds) - len(lines)) if lines else blocks.said(none)
    return [blocks.header("Feeds"), *shown]


def _subscriptions(desk: Desk, user_id: str) -> list[Json]:
    own = [one for one in desk.store.subscriptions.find() if one.created_by == user_id]
    none = "None. In a channel, say /copydesk subscribe TOPIC."

    def row(one: Subscription) -> list[Json]:
        paused = " (paused)" if not one.verdicts else ""
        told = paragraph(*_place(one.channel_id), words(f": {tell_wanted(one)}{paused}"))
        button = blocks.button("Settings", OPEN_SETTINGS, str(one.subscription_id))
        return [*blocks.rich(told), *blocks.actions(button)]

    return _rows("Your subscriptions", own, none, row)


def _rows(title: str, found: Sequence[T], none: str, row: Callable[[T], list[Json]]) -> list[Json]:
    """Return the first of what somebody has, each with its button, or what to do where nothing."""
    shown = [block for one in found[:OWN] for block in row(one)]
    more = blocks.said(f"and {len(found) - OWN} more") if len(found) > OWN else []
    return [blocks.header(title), *(shown or blocks.said(none)), *more]


def _place(channel_id: str) -> list[Json]:
    """Return where something is told: a channel by its name, or a direct message."""
    if channel_id.startswith("D"):
        return [words("In your messages with me")]
    return [words("In "), blocks.channel(channel_id)]


def _watches(desk: Desk, user_id: str) -> list[Json]:
    found = desk.store.watches.find(user_id=user_id)
    none = "None. Press Watch this answer under an answer."

    def row(one: Watch) -> list[Json]:
        asked = words(f": “{shorten(one_line(one.question), 300)}”")
        button = blocks.button("Stop watching", LEAVE_WATCH, str(one.watch_id))
        told = paragraph(*_place(one.channel_id), asked)
        return [*blocks.rich(told), *blocks.actions(button)]

    return _rows("Your watched questions", found, none, row)


def leave_watch(desk: Desk, event: Event, poster: Poster) -> None:
    """Take a watch from somebody's Home tab; its channel goes on while others want it."""
    watch_id = id_of(event)
    if watch_id is not None:
        desk.store.watches.leave(watch_id, str(event.user_id))
    show_home(desk, event, poster)


def _precision(tallies: Sequence[Tally]) -> list[Json]:
    lines = [f"{one.verdict}: {tell_tally(one)}" for one in tallies if one.precision is not None]
    title = blocks.header("How often alerts were right")
    said = "Nobody has decided on an alert yet: press Confirm or Not a conflict under one."
    return [title, *(_listed(lines, 0) if lines else blocks.said(said))]


def _listed(lines: Sequence[str], left: int) -> list[Json]:
    more = [f"and {left} more"] if left > 0 else []
    return blocks.rich(blocks.listed(*lines, *more))


def send_conflicts(desk: Desk, event: Event, poster: Poster) -> None:
    """Send somebody the open conflicts in a direct message."""
    poster.say(conflicts_card(desk), channel_id=event.user_id)


def send_sources(desk: Desk, event: Event, poster: Poster) -> None:
    """Send somebody the list of sources in a direct message."""
    for message in render_sources(desk.store.articles.sources(), desk.clock()):
        poster.say(message, channel_id=event.user_id)
