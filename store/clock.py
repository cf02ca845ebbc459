"""The time of day, as the store writes it."""

from datetime import UTC, datetime


def utc_now() -> str:
    """Return the present moment as UTC ISO, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
