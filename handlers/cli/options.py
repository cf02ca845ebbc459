"""What options state: ids, days and moments."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Literal

import click

from bot.ingest.published import parse_published

LARGEST = 2**63 - 1
"""What SQLite can hold: https://www.sqlite.org/datatype3.html"""


class RowId(click.ParamType[int]):
    """A number from 1 on that the store can look up; its range need not be in the help."""

    name = "integer"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or say that nothing can have it."""
        number: int = click.INT.convert(value, param, ctx)
        if not 1 <= number <= LARGEST:
            self.fail(f"{number} is not in the range from 1 to {LARGEST}.", param, ctx)
        return number


ROW_ID = RowId()


MONTH = re.compile(r"(\d{4})-(\d\d)")
LAST_SECOND = time(23, 59, 59)
FIRST_YEAR, LAST_YEAR = 1000, 8999
TOO_FAR = f"too far off: give a year from {FIRST_YEAR} to {LAST_YEAR}"
ADVICE = "write a day as 2026-11-10, a month as 2026-11, or a moment as 2026-11-10T08:30+01:00"


def read_day(text: str, edge: Literal["first", "last"]) -> date:
    """Return the day that a text states, the first or last one of a month; else ValueError.

    >>> read_day("2026-02", "last")
    datetime.date(2026, 2, 28)
    """
    month = MONTH.fullmatch(text.strip())
    if month:
        year, number = int(month[1]), int(month[2])
        first = date(year, number, 1)
        return first if edge == "first" else first.replace(day=calendar.monthrange(year, number)[1])
    return _moment(text.strip()).date()


def read_moment(text: str) -> datetime:
    """Return the moment that a text states, the end of a day or month; else ValueError.

    One that days cannot be counted from, at the ends of the calendar, is an OverflowError.

    >>> read_moment("2026-11-10").isoformat()
    '2026-11-10T23:59:59+00:00'
    """
    if "T" in text.upper() or ":" in text:
        moment = _moment(text.strip())
    else:
        moment = datetime.combine(read_day(text, "last"), LAST_SECOND, UTC)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise OverflowError(text)
    return moment


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(frozen=True)
class When(click.ParamType[Any]):
    """A day or moment, read in one way or another; `read` gives None or raises for what is none."""

    read: Callable[[str], Any]
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the day or the moment, or say how one is written."""
        if not isinstance(value, str):
            return value
        try:
            found = self.read(value)
        except OverflowError:
            self.fail(f"{value!r} is {TOO_FAR}", param, ctx)
        except ValueError:
            found = None
        return found or self.fail(f"{value!r} is not a date: {ADVICE}", param, ctx)


FIRST_DAY = When(lambda text: read_day(text, "first").isoformat())
LAST_DAY = When(lambda text: read_day(text, "last").isoformat())
MOMENT, PUBLISHED = When(read_moment), When(parse_published)
"""When one asks, and when an article appeared, in any of the ways that articles state it."""

SINCE = click.option(
    "--since", type=FIRST_DAY, help="Only articles published on this day or later."
)
UNTIL = click.option(
    "--until", type=LAST_DAY, help="Only articles published on this day or before."
)
JSON_LINES = click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")


def check_days(since: str | None, until: str | None) -> None:
    """Stop at days in the wrong order."""
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}. Swap them.")
