"""Due: what each channel is to be told now, from the outbox and the subscriptions."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.alerts.timing import Plan, plan
from store import Store
from store.alerts import Alert
from store.subscriptions import NewSubscription, Subscription
from store.times import to_second

LOOK_BACK = timedelta(days=7)
"""Stories told of this long ago go on in their thread."""


def due(store: Store, now: datetime) -> list[Plan]:
    """Return a plan for each channel with pending alerts; post what it says, then `mark_told`."""
    pending = by_channel(store.alerts.pending())
    since = to_second(now - LOOK_BACK)
    sent = by_channel(store.alerts.sent(since))
    wanted = {one.channel_id: one for one in store.subscriptions.find()}
    return [
        plan(rules_of(channel_id, wanted), alerts, sent.get(channel_id, []), now)
        for channel_id, alerts in pending.items()
    ]


def rules_of(channel_id: str, wanted: dict[str, Subscription]) -> NewSubscription:
    """Return the hours and the cap of a channel; one that only watches has the usual ones."""
    return wanted.get(channel_id) or NewSubscription(channel_id)


def by_channel(alerts: Iterable[Alert]) -> dict[str, list[Alert]]:
    """Return the alerts of each channel, in their order."""
    found: dict[str, list[Alert]] = {}
    for alert in alerts:
        found.setdefault(alert.channel_id, []).append(alert)
    return found


def mark_told(store: Store, told: Plan, now: datetime) -> None:
    """Record that what a plan says was posted."""
    at = to_second(now)
    store.alerts.mark_sent([dispatch.alert.alert_id for dispatch in told.now], at)
    store.alerts.mark_sent([alert.alert_id for alert in told.digest], at, as_digest=True)
