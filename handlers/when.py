"""Publication times in words: the moment, and how far it lies from the asking."""

from datetime import UTC, date, datetime

UNDATED = "undated"
DAY_ONLY = 10
MINUTE, HOUR, DAY = 60, 3600, 86400
STEPS = ((730 * DAY, 365 * DAY, "year"), (61 * DAY, 30 * DAY, "month"), (DAY, DAY, "day"))
FINE_STEPS = ((HOUR, HOUR, "hour"), (MINUTE, MINUTE, "minute"))


def utc_now() -> datetime:
    """Return the present moment, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def moment_of(published_at: str | None) -> datetime | None:
    """Return a stored time, None when there is none or it cannot be read."""
    try:
        moment = datetime.fromisoformat(published_at or "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def tell_time(published_at: str | None) -> str:
    """Return a publication time in words.

    >>> tell_time("2026-09-19T07:30:00Z"), tell_time("2026-09-19"), tell_time(None)
    ('19 Sep 2026, 07:30 UTC', '19 Sep 2026', 'undated')
    """
    moment = moment_of(published_at)
    if published_at is None or moment is None:
        return UNDATED
    day = f"{moment.day} {moment:%b} {moment.year}"
    return day if len(published_at) <= DAY_ONLY else f"{day}, {moment:%H:%M} UTC"


def tell_day(published_at: str | None) -> str:
    """Return the day of a publication in words.

    >>> tell_day("2026-09-19T07:30:00Z")
    '19 Sep 2026'
    """
    return tell_time(published_at).partition(",")[0]


def tell_days(value: str) -> str:
    """Return a value as people write it where it is a day or several, else as it is.

    >>> tell_days("XXXX-11-10"), tell_days("2026-10-26/2026-10-28"), tell_days("16 person")
    ('10 Nov', '26 Oct 2026 to 28 Oct 2026', '16 person')
    """
    try:
        days = [date.fromisoformat(part.replace("XXXX", "2000")) for part in value.split("/")]
    except ValueError:
        return value
    form = "{0.day} {0:%b}" if "XXXX" in value else "{0.day} {0:%b} {0.year}"
    return " to ".join(form.format(day) for day in days)


def tell_dated(published_at: str | None, now: datetime) -> str:
    """Return when something was published and how old it is; "undated" is said.

    >>> tell_dated("2026-05-07", datetime(2026, 5, 10))
    '7 May 2026 (3 days ago)'
    """
    age = tell_age(published_at, now)
    told = tell_time(published_at)
    return f"{told} ({age})" if age else told


def tell_age(published_at: str | None, now: datetime) -> str | None:
    """Return how long before or after `now` something was published, None when unknown.

    >>> tell_age("2026-09-19", datetime(2026, 9, 22, 9, tzinfo=UTC))
    '3 days ago'
    >>> tell_age("2026-09-22T06:00:00Z", datetime(2026, 9, 22, 9, tzinfo=UTC))
    '3 hours ago'
    """
    moment = moment_of(published_at)
    if published_at is None or moment is None:
        return None
    now = now.astimezone(UTC) if now.tzinfo else now.replace(tzinfo=UTC)
    whole_days = len(published_at) <= DAY_ONLY
    start = datetime(now.year, now.month, now.day, tzinfo=UTC) if whole_days else now
    seconds = (start - moment).total_seconds()
    return _in_words(abs(seconds), "ago" if seconds > 0 else "later", whole_days)


def _in_words(seconds: float, side: str, whole_days: bool) -> str:
    for least, size, unit in STEPS if whole_days else STEPS + FINE_STEPS:
        if seconds >= least:
            count = int(seconds // size)
            return f"{count} {unit}{'s' if count != 1 else ''} {side}"
    return "the same day" if whole_days else "just now"
