"""How long something takes: "five-day", "for six months", "an hour and a half"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.text.figures import NUMBER_WORDS, read_number_words
from bot.text.numbers import Comparison, compare_bounds
from bot.text.words import Mention, plural

COUNT = (
    rf"(?:\d+(?:\.\d+)?|{NUMBER_WORDS}|an?(?:\s(?:few|couple|dozen|half))?(?:\sof)?|several|few"
    r"|couple(?:\sof)?|many)"
)
"""The amount before a unit of time."""
_COUNTS = {"a": 1, "an": 1, "a couple": 2, "couple": 2, "a dozen": 12}


def read_count(words: str) -> Decimal | None:
    """Read the amount before a unit of time, None for a vague one.

    >>> read_count("a couple of"), read_count("12"), read_count("several")
    (Decimal('2'), Decimal('12'), None)
    """
    text = re.sub(r"\s+", " ", words.lower()).removesuffix(" of")
    if text[:1].isdigit():
        return Decimal(text.replace(",", ""))
    if "half" in text.split():
        return Decimal("0.5")
    return Decimal(_COUNTS[text]) if text in _COUNTS else read_number_words(text)


_UNIT = (
    r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|year|decade|century|centurie)"
)
_DURATION = (
    r"(?:(?<=for\s)(?P<bare>(?:hour|day|week|month|year|decade|centurie)(?=s\b))"
    rf"|(?P<low>\d[\d,]*(?:\.\d+)?|{COUNT}|half(?:\san?)?)(?:(?:\s?[-–]\s?|\s(?:to|or|and)\s)"
    rf"(?P<high>\d+(?:\.\d+)?|{NUMBER_WORDS}))?"
    rf"(?P<half>\sand\sa\shalf)?[\s-](?:more\s|full\s|straight\s|consecutive\s)?(?P<unit>{_UNIT}))s?"
    r"(?P<tail>\sand\sa\shalf)?(?![\w])"
)
_CANDIDATE = re.compile(rf"(?<![\w.,$£€-]){_DURATION}", re.IGNORECASE)
_SECONDS = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "night": 86400, "weekend": 2 * 86400,
    "week": 7 * 86400, "fortnight": 14 * 86400, "month": 30 * 86400, "year": 365 * 86400,
    "decade": 3650 * 86400, "century": 36500 * 86400,
}  # fmt: skip
_CALENDAR = ("month", "year", "decade", "century")
_AGE_AFTER = re.compile(r"[-\s](?:old\b|olds\b|ago\b)")
_QUICK = re.compile(rf"{_UNIT}", re.IGNORECASE)


@dataclass(frozen=True)
class DurationValue:
    """An amount of one unit of time; `high` is None when nothing bounds it ("several weeks")."""

    low: Decimal
    high: Decimal | None
    unit: str


def find_durations(text: str) -> list[Mention[DurationValue]]:
    """Find how long things take, ages and "… ago" left out.

    >>> [(m.text, str(m.value.low), m.value.unit) for m in find_durations("A 90-day pause.")]
    [('90-day', '90', 'day')]
    """
    if not _QUICK.search(text):
        return []
    found: list[Mention[DurationValue]] = []
    end = 0
    for match in _CANDIDATE.finditer(text):
        if match.start() < end or _AGE_AFTER.match(text, match.end()):
            continue
        value = _value(match)
        if value is not None:
            end = match.end()
            found.append(Mention(match.start(), end, match[0], value))
    return found


def _value(match: re.Match[str]) -> DurationValue | None:
    unit = (match["unit"] or match["bare"]).lower().replace("centurie", "century")
    low = read_count(match["low"]) if match["low"] else None
    if low is None:
        return DurationValue(Decimal(2), None, unit)
    high = read_count(match["high"]) if match["high"] else low
    half = Decimal("0.5") if match["half"] or match["tail"] else Decimal(0)
    if high is None or high < low:
        return None
    return DurationValue(low + half, high + half, unit)


def compare_durations(a: DurationValue, b: DurationValue) -> Comparison:
    """Compare two durations in seconds; months and years against days leave a tenth of play.

    >>> day = DurationValue(Decimal(1), Decimal(1), "day")
    >>> compare_durations(day, DurationValue(Decimal(24), Decimal(24), "hour"))
    'same'
    """
    loose = (a.unit in _CALENDAR) != (b.unit in _CALENDAR)
    result = compare_bounds(*_seconds(a, loose), *_seconds(b, loose))
    return "overlaps" if loose and result != "different" else result


def _seconds(value: DurationValue, loose: bool) -> tuple[Decimal, Decimal]:
    size = Decimal(_SECONDS[value.unit])
    play = Decimal("0.05") if loose else Decimal(0)
    high = Decimal("Infinity") if value.high is None else value.high
    return value.low * size * (1 - play), high * size * (1 + play)


def describe_duration(value: DurationValue) -> str:
    """Tell a duration in plain words.

    >>> describe_duration(DurationValue(Decimal(5), Decimal(7), "day"))
    '5 to 7 days'
    """
    if value.high is None:
        return f"several {plural(value.unit)}"
    if value.low == value.high:
        return f"{value.low} {value.unit if value.low == 1 else plural(value.unit)}"
    return f"{value.low} to {value.high} {plural(value.unit)}"
