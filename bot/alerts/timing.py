"""Timing: what a channel is told now, what waits, and what is gathered into a digest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.alerts.hours import end_of_quiet, last_digest, next_digest
from store import Store
from store.alerts import Alert
from store.subscriptions import NewSubscription
from store.times import to_second

HOUR = timedelta(hours=1)
SOON = timedelta(minutes=15)
"""Where digests come at fixed times, what could not be told so soon waits for the next."""

AHEAD = timedelta(minutes=2)
"""What was told later than so long from now was told before the clock went back."""


LOOK_BACK = timedelta(days=7)
"""Stories told of this long ago rest, and count."""


@dataclass(frozen=True)
class Plan:
    """What one channel is told now: single alerts, and the rest as one digest.

    `waiting` alerts are held back, until `until` where that is known.
    """

    channel_id: str
    now: tuple[Alert, ...] = ()
    digest: tuple[Alert, ...] = ()
    waiting: tuple[Alert, ...] = ()
    until: datetime | None = None


def due(store: Store, now: datetime) -> list[Plan]:
    """Return a plan for each channel with pending alerts; post what it says, then `mark_told`."""
    sent = by_channel(store.alerts.sent(to_second(now - LOOK_BACK)))
    wanted = {one.channel_id: one for one in store.subscriptions.find()}
    # A channel that only watches has the usual hours and cap.
    return [
        plan(wanted.get(one) or NewSubscription(one), alerts, sent.get(one, []), now)
        for one, alerts in by_channel(store.alerts.pending()).items()
    ]


def by_channel(alerts: Iterable[Alert]) -> dict[str, list[Alert]]:
    """Return the alerts of each channel, in their order."""
    found: dict[str, list[Alert]] = {}
    for alert in alerts:
        found.setdefault(alert.channel_id, []).append(alert)
    return found


def mark_told(store: Store, told: Plan, now: datetime) -> None:
    """Record that what a plan says was posted."""
    at = to_second(now)
    store.alerts.mark_sent([alert.alert_id for alert in told.now], at)
    store.alerts.mark_sent([alert.alert_id for alert in told.digest], at, as_digest=True)


def plan(
    wanted: NewSubscription, pending: Sequence[Alert], sent: Sequence[Alert], now: datetime
) -> Plan:
    """Decide on the pending alerts of one channel; `now` is aware of its zone.

    `sent` are alerts it was told before, those of the last day at least.
    """
    quiet_until = end_of_quiet(wanted, now)
    if quiet_until is not None:
        return Plan(wanted.channel_id, waiting=tuple(pending), until=quiet_until)
    sent = [alert for alert in sent if sent_at(alert) <= now + AHEAD]
    ready = [alert for alert in pending if not is_cooling(wanted, alert, sent, now)]
    cooling = [alert for alert in pending if alert not in ready]
    recent = [alert for alert in sent if sent_at(alert) > now - HOUR]
    room = max(0, wanted.cap - len({told_as(alert) for alert in recent}))
    fresh = [alert for alert in ready if not is_for_digest(wanted, alert, now)]
    if len(fresh) != room + 1 or not room:  # one over the cap makes no digest of its own
        fresh = fresh[:room]
    rest = [alert for alert in ready if alert not in fresh]
    gathered = gather(wanted, rest, sent, now)
    held = [*cooling, *(alert for alert in rest if alert not in gathered)]
    return Plan(
        wanted.channel_id,
        now=tuple(fresh),
        digest=tuple(gathered),
        waiting=tuple(held),
        until=next_moment(wanted, held, sent, now) if held else None,
    )


def is_for_digest(wanted: NewSubscription, alert: Alert, now: datetime) -> bool:
    """Tell whether an alert came so long ago that it waits for the digest, where that has a time.

    So quiet hours end with the digest and not with single alerts, and what was over the cap does
    not come by and by.
    """
    return bool(wanted.digests) and created_at(alert) < now - SOON


def gather(
    wanted: NewSubscription, rest: Sequence[Alert], sent: Sequence[Alert], now: datetime
) -> list[Alert]:
    """Return what comes as a digest now: at most one an hour, or one at each of its times."""
    since = last_digest(wanted, now) if wanted.digests else now - HOUR
    if any(alert.as_digest and sent_at(alert) >= since for alert in sent):
        return []
    return [alert for alert in rest if not wanted.digests or created_at(alert) <= since]


def is_cooling(wanted: NewSubscription, alert: Alert, sent: Sequence[Alert], now: datetime) -> bool:
    """Tell whether the alert's story was told too lately; that something is settled never waits."""
    if alert.kind == "resolved":
        return False
    rest = timedelta(minutes=wanted.cooldown)
    return any(one.story == alert.story and sent_at(one) > now - rest for one in sent)


def next_moment(
    wanted: NewSubscription, held: Sequence[Alert], sent: Sequence[Alert], now: datetime
) -> datetime:
    """Return when to look again: a story has rested, the hour is over, or a digest is due."""
    rest = timedelta(minutes=wanted.cooldown)
    stories = {alert.story for alert in held}
    ends = [sent_at(one) + rest for one in sent if one.story in stories]
    ends += [sent_at(one) + HOUR for one in sent]
    ends += [next_digest(wanted, now)] if wanted.digests else []
    return min((end for end in ends if end > now), default=now + HOUR)


def told_as(alert: Alert) -> tuple[str | None, int]:
    """Return what an alert was told in: a post of its own, or the digest of a moment."""
    return alert.sent_at, 0 if alert.as_digest else alert.alert_id


def sent_at(alert: Alert) -> datetime:
    """Return when an alert was told; the beginning of time where it was not."""
    return datetime.fromisoformat(alert.sent_at or "0001-01-02T00:00:00Z")


def created_at(alert: Alert) -> datetime:
    """Return when an alert came; the beginning of time where that is not known."""
    return datetime.fromisoformat(alert.created_at or "0001-01-02T00:00:00Z")
