"""The time of day, as the store writes it."""

from datetime import UTC, datetime

from store.times import to_second


def utc_now() -> str:
    """Return the present moment as UTC ISO, to the second."""
    return to_second(datetime.now(UTC))
