"""Times and places: the days and places of what happens, and the time a sentence speaks of."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.ask.typed_reader import SAID
from bot.claims.figures import Found
from bot.text.dates import DateValue, find_dates
from bot.text.names import NameMention
from store.spans import Span
from store.terms import terms

PRECISE = frozenset({"time", "day", "range", "week", "month", "year", "season"})
BACKGROUND = timedelta(days=45)
LOCATED = re.compile(
    r"\b(?:in|at|near|outside|off|aboard)\s+(?:(?:the|neutral|central|downtown|nearby)\s+)*"
    r"(?:(?:\w+\s+)?(?:city|town|village|port|state|province|island|suburb|resort)\s+of\s+)?$"
)
HAPPENS = frozenset(
    terms(
        """signed held met meet born died killed arrested opened sank crashed shot stabbed found
        happened occurred took struck landed launched collapsed attacked bombed detained buried
        married convicted sentenced built based headquartered collided derailed exploded"""
    )
)
"""What happens somewhere, in one place."""

DATELINE = re.compile(r"^[A-Z][A-Z .,'’-]{2,40}(?:,\s*[\w. ]{3,20})?\s*(?:\([^)]{2,30}\))?\s*[—–-]")
POSTED = re.compile(r"\b(?:posted|updated?:?|published|copyright|©)\b", re.IGNORECASE)


def find_days(sentence: str, published: date | None) -> Iterator[Found]:
    """Give the days on which something is, was or will be; when somebody spoke is left out."""
    line = DATELINE.match(sentence)
    begin = line.end() if line else 0
    if POSTED.search(sentence):
        return
    for mention in find_dates(sentence, published):
        value = mention.value
        if mention.start < begin or value.precision not in PRECISE or is_vague(value):
            continue
        if not is_of_saying(sentence, mention.start):
            yield Found("date", Span(mention.start, mention.end), value, "date")


def is_of_saying(sentence: str, start: int) -> bool:
    """Tell whether what stands here is when somebody spoke: "officials said on Sunday"."""
    return SAID.search(sentence[max(0, start - 60) : start]) is not None


def is_vague(value: DateValue) -> bool:
    """Tell whether a date names no day, month or year."""
    return value.iso is None or (value.time is not None and value.earliest is None)


def find_places(sentence: str, names: Sequence[NameMention]) -> Iterator[Found]:
    """Give the places in which something is said to be."""
    line = DATELINE.match(sentence)
    begin = line.end() if line else 0
    for name in names:
        located = LOCATED.search(sentence[: name.start])
        if name.start < begin or located is None or name.kind not in ("place", "name"):
            continue
        verbs = terms(sentence[max(begin, located.start() - 40) : located.start()])
        if not HAPPENS.isdisjoint(verbs[-4:]):
            around = Span(located.start(), name.end)
            yield Found("place", Span(name.start, name.end), None, "place", around=around)


def period_of(sentence: str, published: date | None, value: Span) -> tuple[date, date] | None:
    """Return the days that a sentence speaks of, the value itself and times of saying aside.

    >>> period_of("In 2011 a fire killed 31 people.", date(2026, 10, 15), Span(22, 24))
    (datetime.date(2011, 1, 1), datetime.date(2011, 12, 31))
    """
    for mention in find_dates(sentence, published):
        first, last = mention.value.earliest, mention.value.latest
        if mention.start < value.end and value.start < mention.end:
            continue
        if first is None or last is None or is_of_saying(sentence, mention.start):
            continue
        return first, last
    return None


def is_background(period: tuple[date, date] | None, published: date | None) -> bool:
    """Tell whether a sentence speaks of a time long before its own article."""
    return period is not None and published is not None and period[1] < published - BACKGROUND
