"""Publication times as records, pages and feeds state them, without inventing zone or day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz

from store.times import to_second

YEARS = range(1600, 2101)
MONTHS = "january february march april may june july august september october november december"
MONTH_NAMES = MONTHS.split()
# Abbreviations that mean one offset in English news; BST, CST and IST mean several and stay out.
ZONES = {
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "est": -300,
    "edt": -240,
    "pst": -480,
    "pdt": -420,
    "mst": -420,
}
ZONES |= {"mdt": -360, "cdt": -300, "cet": 60, "cest": 120, "sgt": 480, "hkt": 480, "jst": 540}
ZONES |= {"kst": 540, "aest": 600, "aedt": 660, "eet": 120, "eest": 180, "myt": 480}

TIME = (
    r"(?P<h>\d{1,2})(?:[:.h](?P<min>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?|(?=\s*[ap]\.?m))"
    r"\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*\(?(?P<zone>z|[+-]\d\d:?\d\d|[+-]\d\d|(?:utc|gmt)[+-]\d{1,2}(?::?\d\d)?|[a-z]{3,4})?\)?"
)
ISO = re.compile(
    rf"(?P<y>\d{{4}})(?P<sep>[-/.]?)(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?:[T\s,]+{TIME})?$", re.I
)
COMPACT = re.compile(
    r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)T?(?P<h>\d\d)(?P<min>\d\d)(?P<s>\d\d)(?P<zone>z)?$", re.I
)
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
MONTH = r"(?P<month>[a-z]{3,9})\.?"
BETWEEN = r"(?:,?\s*(?:at|on|-|–|—|\||·)?\s*)"
DAY_FIRST = re.compile(
    rf"{WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{MONTH},?[\s-]+(?P<y>\d{{4}})(?:{BETWEEN}{TIME})?$",
    re.I,
)
MONTH_FIRST = re.compile(
    rf"{WEEKDAY}{MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?:{BETWEEN}{TIME})?$",
    re.I,
)
TIME_FIRST = re.compile(rf"{TIME}[\s,]+(?P<rest>\D.*|\d{{1,2}}\s+\D.*|\d{{4}}-.*)$", re.I)
SLASHED = re.compile(
    rf"(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y>\d{{4}})(?:,?\s+{TIME})?$", re.I
)
EPOCH = re.compile(r"(\d{10})(?:\.\d+)?$|(\d{13})$")


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
    text = " ".join((stated or "").split())
    text = re.sub(
        r"^(?:first )?(?:published|posted|updated|date)(?: on| at)?:?\s+", "", text, flags=re.I
    )
    if not text or len(text) > 80:
        return None
    readers: list[Callable[[str], Published | None]] = [
        read_numeric, read_named, read_slashed, read_rfc822, read_epoch,
    ]  # fmt: skip
    return next((found for reader in readers if (found := reader(text))), None)


def read_numeric(text: str) -> Published | None:
    """Read ISO 8601 and its looser relatives.

    >>> read_numeric("2025-10-23T12:30:00Z")
    Published(at='2025-10-23T12:30:00Z', zone='+00:00')
    """
    match = ISO.match(text) or COMPACT.match(text)
    return build(match["y"], match["m"], match["d"], match.groupdict()) if match else None


def read_named(text: str) -> Published | None:
    """Read a date whose month is a word, in either order, before or after its time.

    >>> read_named("October 23rd, 2025 at 9:05 pm EDT")
    Published(at='2025-10-24T01:05:00Z', zone='-04:00')
    """
    match = DAY_FIRST.match(text) or MONTH_FIRST.match(text)
    if match is None:
        turned = TIME_FIRST.match(text)
        return read_turned(turned) if turned else None
    month = month_number(match["month"])
    return build(match["y"], str(month), match["d"], match.groupdict()) if month else None


def read_turned(match: re.Match[str]) -> Published | None:
    """Read "12:30 GMT, 23 October 2025"."""
    clock = text_of_time(match)
    found = parse_published(match["rest"])
    return parse_published(f"{found.at} {clock}") if found and len(found.at) == 10 else None


def text_of_time(match: re.Match[str]) -> str:
    """Write the time of a match out again, without what stood around it."""
    clock = f"{match['h']}:{match['min'] or '00'}" + (f":{match['s']}" if match["s"] else "")
    return " ".join(part for part in (clock, match["half"], match["zone"]) if part)


def read_slashed(text: str) -> Published | None:
    """Read 23/10/2025; 03/04/2025 could be two days and is none.

    >>> read_slashed("23/10/2025")
    Published(at='2025-10-23', zone=None)
    >>> read_slashed("03/04/2025") is None
    True
    """
    match = SLASHED.match(text)
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    if first <= 12 and second <= 12 and first != second:
        return None
    day, month = (first, second) if first > 12 else (second, first)
    return build(match["y"], str(month), str(day), match.groupdict())


def read_rfc822(text: str) -> Published | None:
    """Read the date form of mail and RSS; "-0000" states no zone (RFC 5322 §3.3).

    >>> read_rfc822("Thu, 23 Oct 25 10:30 GMT")
    Published(at='2025-10-23T10:30:00Z', zone='+00:00')
    """
    try:
        parts = parsedate_tz(text)
    except (ValueError, IndexError, TypeError):  # the parser trips over some malformed zones
        return None
    if parts is None or parts[0] not in YEARS or not re.search(r"[A-Za-z]{3}", text):
        return None
    try:
        local = datetime(*parts[:6])
    except ValueError:
        return None
    offset = parts[9]
    # An unknown zone name comes back as offset 0 as well: only a stated GMT, UTC or Z is zero.
    zero_stated = re.search(r"(?:\bGMT|\bUTC?|Z|\+0000)\)?$", text)
    if offset is None or (offset == 0 and not zero_stated):
        return Published(local.date().isoformat())
    return at_offset(local, offset // 60)


def read_epoch(text: str) -> Published | None:
    """Read seconds or milliseconds since 1970.

    >>> read_epoch("1761215400")
    Published(at='2025-10-23T10:30:00Z', zone='+00:00')
    """
    match = EPOCH.match(text)
    if match is None:
        return None
    seconds = int(match[1]) if match[1] else int(match[2]) // 1000
    return at_offset(datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None), 0)


def month_number(name: str) -> int | None:
    """Return the number of a month's name or its abbreviation.

    >>> month_number("Sept"), month_number("Monday")
    (9, None)
    """
    stem = name.lower().rstrip(".")
    return next(
        (n for n, full in enumerate(MONTH_NAMES, 1) if full.startswith(stem) and len(stem) > 2),
        None,
    ) or (9 if stem == "sept" else None)


def build(year: str, month: str, day: str, clock: dict[str, str | None]) -> Published | None:
    """Put a day and a clock together; None when the calendar has no such day."""
    try:
        on = date(int(year), int(month), int(day))
    except ValueError:
        return None
    if on.year not in YEARS or on == date(1970, 1, 1):  # the zero of the epoch is a lost date
        return None
    offset = zone_minutes(clock.get("zone"))
    hour = clock.get("h")
    if hour is None or offset is None:
        return Published(on.isoformat())
    half = (clock.get("half") or "").lower()
    hours = int(hour) % 12 + (12 if half.startswith("p") else 0) if half else int(hour)
    minutes, seconds = int(clock.get("min") or 0), int(clock.get("s") or 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        return Published(on.isoformat())
    return at_offset(datetime(on.year, on.month, on.day, hours, minutes, seconds), offset)


def zone_minutes(zone: str | None) -> int | None:
    """Return the offset of a stated zone in minutes; None when it states none or several.

    >>> zone_minutes("+05:30"), zone_minutes("GMT+8"), zone_minutes("IST")
    (330, 480, None)
    """
    name = (zone or "").lower()
    if name in ZONES:
        return ZONES[name]
    match = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d\d)?", name)
    # "-00:00" says that the zone is not known (RFC 3339 §4.3).
    if match is None or re.fullmatch(r"-00:?00", name):
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return minutes * (-1 if match[1] == "-" else 1) if minutes <= 14 * 60 else None


def at_offset(local: datetime, minutes: int) -> Published | None:
    """Return a local time at an offset as UTC, with the offset kept."""
    try:
        moment = local.replace(tzinfo=timezone(timedelta(minutes=minutes))).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    sign, away = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return Published(to_second(moment), f"{sign}{away // 60:02}:{away % 60:02}")
