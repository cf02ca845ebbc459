"""A question of a day on which nothing had been published yet."""

from datetime import date, datetime

from store import Store


def tell_too_early(store: Store, at: datetime) -> str | None:
    """Return that nothing had been published by the day of asking, None where something had."""
    oldest = store.articles.oldest()
    if oldest is None or oldest[:10] <= at.date().isoformat():
        return None
    first = date.fromisoformat(oldest[:10])
    return (
        f"Nothing here had been published by {at.day} {at:%B} {at.year}: "
        f"the oldest article is of {first.day} {first:%B} {first.year}."
    )
