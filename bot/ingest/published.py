"""Publication times as records, pages and feeds state them, without inventing zone or day."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from bot.text.words import words
from store.times import to_second

YEARS = range(1600, 2101)
LONGEST = 80
MOST_WORDS = 9
# Tried in this order; each more one costs time on every line that is no date.
LANGUAGES = ["en", "fr", "de", "es", "it", "pt", "nl"]
# Abbreviations that mean one offset in English news; BST, CST and IST mean several and stay out.
ZONES = words(
    "utc gmt z est edt pst pdt mst mdt cdt cet cest sgt hkt jst kst aest aedt eet eest myt"
)
LABEL = re.compile(r"^(?:first )?(?:published|posted|updated|date)(?: on| at)?:?\s+", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
EPOCH = re.compile(r"(\d{10})(?:\.\d+|\d{3})?$")
YEAR_FIRST = re.compile(r"\d{4}[-/.](\d\d)[-/.]\d\d")
TWO_ORDERS = re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}\b")
CLOCK = re.compile(
    r"\d[:h]\d\d|\d\s*[ap]\.?m|\dT\d|(?<![\d.])\d{1,2}\.\d\d(?![\d.])", re.IGNORECASE
)
OTHER_ZONE = re.compile(r"[a-z)]$", re.IGNORECASE)
UNKNOWN_ZONE = re.compile(r"-00:?00\)?$")


@dataclass(frozen=True)
class Published:
    """A publication time: UTC ISO when time and zone are stated, else the day alone."""

    at: str
    zone: str | None = None


@lru_cache(maxsize=1 << 10)
def parse_published(stated: str | None) -> Published | None:
    """Read a stated publication time; a time without a zone keeps only its day.

    >>> parse_published("Thu, 23 Oct 2025 18:30:00 +0800")
    Published(at='2025-10-23T10:30:00Z', zone='+08:00')
    >>> parse_published("23 octobre 2025 à 12h30")
    Published(at='2025-10-23', zone=None)
    """
    text = LABEL.sub("", " ".join((stated or "").split()))
    if len(text) > LONGEST or not any(map(str.isdigit, text)):
        return None
    moment = read_machine(text) or read_written(text)
    if moment is None or moment.year not in YEARS or moment.date() == date(1970, 1, 1):
        return None  # the zero of the epoch is a lost date
    # "-00:00" says that the zone is not known (RFC 3339 §4.3).
    if moment.tzinfo is None or UNKNOWN_ZONE.search(text):
        return Published(moment.date().isoformat())
    return in_utc(moment)


def read_machine(text: str) -> datetime | None:
    """Read ISO 8601, seconds or milliseconds since 1970, or the date of mail and RSS.

    >>> read_machine("Thu, 23 Oct 25 10:30 GMT").isoformat()
    '2025-10-23T10:30:00+00:00'
    """
    epoch = EPOCH.fullmatch(text)
    if epoch:
        return datetime.fromtimestamp(int(epoch[1]), UTC)
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = reader(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        # Mail knows the zones of the United States only: another name is left to be read.
        return None if moment.tzinfo is None and OTHER_ZONE.search(text) else moment
    return None


def read_written(text: str) -> datetime | None:
    """Read a date as people write it; 03/04/2025 could be two days and is none.

    >>> read_written("03/04/2025") is None, read_written("October 23rd, 2025").day
    (True, 23)
    """
    if not YEAR.search(text) or len(text.split()) > MOST_WORDS:
        return None
    orders = ("DMY", "MDY") if TWO_ORDERS.search(text) else ("DMY",)
    found = {read_in_order(text, order) for order in orders}
    moment = found.pop()
    first = YEAR_FIRST.match(text)
    if moment is None or found or (first and moment.month != int(first[1])):
        return None
    name = moment.tzname() or ""
    is_known = not name.isalpha() or name.lower() in ZONES
    return moment if is_known and CLOCK.search(text) else moment.replace(tzinfo=None)


def read_in_order(text: str, order: str) -> datetime | None:
    """Return what dateparser reads, day before month or after it."""
    try:
        found: datetime | None = parser(order).get_date_data(text).date_obj
    except Exception:  # strangers' text, and a library of a hundred grammars
        return None
    return found


@lru_cache
def parser(order: str) -> Any:
    """Return the parser of written dates, made once: loading it takes half a second."""
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]

    settings = {"STRICT_PARSING": True, "DATE_ORDER": order, "PARSERS": ["absolute-time"]}
    return DateDataParser(languages=LANGUAGES, settings=settings, try_previous_locales=False)


def in_utc(moment: datetime) -> Published | None:
    """Return a moment as UTC, with its offset kept."""
    away = moment.utcoffset() or timedelta()
    try:
        at = to_second(moment.astimezone(UTC))
    except (ValueError, OverflowError):
        return None
    minutes = abs(round(away.total_seconds() / 60))
    sign = "-" if away < timedelta() else "+"
    return Published(at, f"{sign}{minutes // 60:02}:{minutes % 60:02}") if minutes < 900 else None
