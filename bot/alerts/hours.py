"""Hours: when a channel wants quiet, and when its digests come, in its own time zone."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store.errors import CopydeskError
from store.subscriptions import NewSubscription

DAY = timedelta(days=1)


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


def last_digest(wanted: NewSubscription, now: datetime) -> datetime:
    """Return the latest moment until now at which a digest was due.

    >>> from datetime import UTC
    >>> twice = NewSubscription("C1", digests=("08:00", "17:00"), zone="Europe/Berlin")
    >>> last_digest(twice, datetime(2026, 1, 5, 6, 59, tzinfo=UTC)).isoformat()
    '2026-01-04T17:00:00+01:00'
    """
    return max(at for at in digest_moments(wanted, now) if at <= now)


def next_digest(wanted: NewSubscription, now: datetime) -> datetime:
    """Return the first moment after now at which a digest is due."""
    return min(at for at in digest_moments(wanted, now) if at > now)


def digest_moments(wanted: NewSubscription, now: datetime) -> list[datetime]:
    """Return when digests are due from yesterday to tomorrow, as the channel's clock shows it."""
    here = now.astimezone(read_zone(wanted.zone))
    days = [here.date() + DAY * number for number in (-1, 0, 1)]
    clocks = [read_clock(text) for text in wanted.digests]
    return [datetime.combine(day, clock, here.tzinfo) for day in days for clock in clocks]


def read_digests(texts: Iterable[str]) -> tuple[str, ...]:
    """Return times of day in order, each once, written alike.

    >>> read_digests(["17:00", "8:00", "08:00"])
    ('08:00', '17:00')
    """
    return tuple(sorted({f"{read_clock(text):%H:%M}" for text in texts}))


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
