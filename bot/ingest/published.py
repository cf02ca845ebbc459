"""Publication times as records, pages and feeds state them, without inventing zone or day."""

import re
import warnings
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from store.times import to_second

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

YEARS = range(1600, 2101)
LONGEST = 80
# More would read prose of one language as a date of another, and every language costs time.
LANGUAGES = ["en", "fr", "de", "es", "it", "pt", "nl"]
# Abbreviations that mean one offset in English news; BST, CST and IST mean several and stay out.
ZONES = frozenset(
    "utc gmt z est edt pst pdt mst mdt cdt cet cest sgt hkt jst kst aest aedt eet eest myt".split()
)
LABEL = re.compile(r"^(?:first )?(?:published|posted|updated|date)(?: on| at)?:?\s+", re.IGNORECASE)
# What is worth the milliseconds: a year, and beside it words or more figures.
DATED = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)|^\d{10}(?:\d{3}|\.\d+)?$")
ISO_MONTH = re.compile(r"\d{4}[-/.]\d\d[-/.]\d\d")
NO_ZONE = re.compile(r"-00:?00\)?$")
NAMED_ZONE = re.compile(r"\b([a-z]{3,4})\b(?![+-])", re.IGNORECASE)
CLOCK = re.compile(r"\d[:.h]\d\d|\d\s*[ap]\.?m|\dT\d", re.IGNORECASE)


@dataclass(frozen=True)
class Published:
    """A publication time: UTC ISO when time and zone are stated, else the day alone."""

    at: str
    zone: str | None = None


def parse_published(stated: str | None) -> Published | None:
    """Read a stated publication time; a time without a zone keeps only its day.

    >>> parse_published("Thu, 23 Oct 2025 18:30:00 +0800")
    Published(at='2025-10-23T10:30:00Z', zone='+08:00')
    >>> parse_published("23 October 2025 12:30")
    Published(at='2025-10-23', zone=None)
    """
    text = LABEL.sub("", " ".join((stated or "").split()))
    if not 6 <= len(text) <= LONGEST or not text.isprintable():
        return None
    moment = read_machine(text) or read_written(text)
    if moment is None or moment.year not in YEARS or moment.date() == date(1970, 1, 1):
        return None  # the zero of the epoch is a lost date
    return published_at(moment, text)
