"""Timing: what a channel is told now, what waits, and what is gathered into a digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store.alerts import Alert
from store.errors import CopydeskError
from store.subscriptions import NewSubscription

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Dispatch:
    """An alert to post now; in the thread of its story where the channel has heard of it."""

    alert: Alert
    continues_story: bool


@dataclass(frozen=True)
class Plan:
    """What one channel is told now: single alerts, and the rest as one digest.

    `waiting` alerts are held back, until `until` where that is known.
    """

    channel_id: str
    now: tuple[Dispatch, ...] = ()
    digest: tuple[Alert, ...] = ()
    waiting: tuple[Alert, ...] = ()
    until: datetime | None = None


def plan(
    wanted: NewSubscription, pending: Sequence[Alert], sent: Sequence[Alert], now: datetime
) -> Plan:
    """Decide on the pending alerts of one channel; `now` is aware of its zone.

    `sent` are alerts it was told before, those of the last day at least.
    """
    quiet_until = end_of_quiet(wanted, now)
    if quiet_until is not None:
        return Plan(wanted.channel_id, waiting=tuple(pending), until=quiet_until)
    ready = [alert for alert in pending if not is_cooling(wanted, alert, sent, now)]
    cooling = [alert for alert in pending if alert not in ready]
    recent = [alert for alert in sent if sent_at(alert) > now - HOUR]
    room = max(0, wanted.cap - len({told_as(alert) for alert in recent}))
    singles, rest = ready[:room], ready[room:]
    if len(rest) == 1 and room:
        singles, rest = ready, []
    may_gather = rest and not any(alert.as_digest for alert in recent)
    held = [*cooling, *([] if may_gather else rest)]
    return Plan(
        wanted.channel_id,
        now=tuple(dispatches(singles, sent)),
        digest=tuple(rest) if may_gather else (),
        waiting=tuple(held),
        until=next_moment(wanted, held, sent, now) if held else None,
    )


def dispatches(alerts: Sequence[Alert], sent: Sequence[Alert]) -> list[Dispatch]:
    """Return the alerts with whether their story was told of before."""
    told = {alert.story for alert in sent}
    found: list[Dispatch] = []
    for alert in alerts:
        found.append(Dispatch(alert, alert.story in told))
        told.add(alert.story)
    return found


def is_cooling(
    wanted: NewSubscription, alert: Alert, sent: Sequence[Alert], now: datetime
) -> bool:
    """Tell whether the alert's story was told too lately; that something is settled never waits."""
    if alert.kind == "resolved":
        return False
    rest = timedelta(minutes=wanted.cooldown)
    return any(one.story == alert.story and sent_at(one) > now - rest for one in sent)


def next_moment(
    wanted: NewSubscription, held: Sequence[Alert], sent: Sequence[Alert], now: datetime
) -> datetime:
    """Return when to look again: when the first story has rested, or the hour is over."""
    rest = timedelta(minutes=wanted.cooldown)
    stories = {alert.story for alert in held}
    ends = [sent_at(one) + rest for one in sent if one.story in stories]
    ends += [sent_at(one) + HOUR for one in sent]
    return min((end for end in ends if end > now), default=now + HOUR)


def told_as(alert: Alert) -> tuple[str | None, int]:
    """Return what an alert was told in: a post of its own, or the digest of a moment."""
    return alert.sent_at, 0 if alert.as_digest else alert.alert_id


def sent_at(alert: Alert) -> datetime:
    """Return when an alert was told; the beginning of time where it was not."""
    return datetime.fromisoformat(alert.sent_at or "0001-01-02T00:00:00Z")


def end_of_quiet(wanted: NewSubscription, now: datetime) -> datetime | None:
    """Return when the quiet hours that hold now are over, None outside them.

    >>> from datetime import UTC
    >>> night = NewSubscription("C1", quiet_from="22:00", quiet_to="07:00", zone="Europe/Berlin")
    >>> end_of_quiet(night, datetime(2026, 1, 5, 23, 30, tzinfo=UTC)).isoformat()
    '2026-01-06T07:00:00+01:00'
    """
    if wanted.quiet_from is None or wanted.quiet_to is None:
        return None
    here = now.astimezone(read_zone(wanted.zone))
    first, last = read_clock(wanted.quiet_from), read_clock(wanted.quiet_to)
    at = here.time().replace(tzinfo=None)
    is_quiet = first <= at < last if first <= last else at >= first or at < last
    if not is_quiet:
        return None
    day = here.date() + timedelta(days=1 if at >= last else 0)
    return datetime.combine(day, last, here.tzinfo)


def read_zone(name: str) -> ZoneInfo:
    """Return a time zone by its name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise CopydeskError(
            f"There is no time zone {name!r}. Name one as Europe/Berlin or America/New_York."
        ) from error


def read_clock(text: str) -> time:
    """Return a time of day written as 22:00."""
    try:
        return time.fromisoformat(text.zfill(5))
    except ValueError as error:
        raise CopydeskError(f"{text!r} is no time of day. Write it as 22:00.") from error
