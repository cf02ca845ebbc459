"""Times as they are stored: UTC, ISO 8601, to the millisecond, so that text order is time order."""

from datetime import UTC, date, datetime

LONGEST_AHEAD = 120.0
"""Seconds: no lease and no rest ends later; one that does is of before the clock went back."""


def stamp(moment: float) -> str:
    """Return a moment, in seconds since 1970, as stored text.

    >>> stamp(1_700_000_000.25)
    '2023-11-14T22:13:20.250Z'
    """
    at = datetime.fromtimestamp(moment, UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def to_second(at: datetime) -> str:
    """Return a moment of UTC as the store keeps when something was done, to the second.

    >>> to_second(datetime(2026, 5, 1, 9, 30, 5, 250_000, UTC))
    '2026-05-01T09:30:05Z'
    """
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds(stamped: str) -> float:
    """Return the moment of stored text, in seconds since 1970.

    >>> seconds("2023-11-14T22:13:20.250Z")
    1700000000.25
    """
    return datetime.fromisoformat(stamped).timestamp()


def day_of(published_at: str | None) -> date | None:
    """Return the day of a publication time, which may be a day alone; None where it is unknown.

    >>> day_of("2026-05-01T09:30:00Z"), day_of(None)
    (datetime.date(2026, 5, 1), None)
    """
    return date.fromisoformat(published_at[:10]) if published_at else None


def utc_now() -> str:
    """Return the present moment as UTC ISO, to the second."""
    return to_second(datetime.now(UTC))
