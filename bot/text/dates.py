"""Find the dates in English news prose and resolve them against the publication date.

Spans follow TIMEX3 (TimeML annotation guidelines 1.2.1): modifiers such as "late" and "the end
of" belong to the expression, prepositions such as "until" do not: they become the qualifier.
"""

import re
from dataclasses import replace
from datetime import date

from bot.text.date_compare import compare_dates
from bot.text.date_describe import describe
from bot.text.date_grammar import FIRST_WORD, STARTERS, read_word
from bot.text.date_join import join_dates
from bot.text.date_values import (
    DateMention,
    DateValue,
    Precision,
    Qualifier,
)
from bot.text.durations import (
    DurationMention,
    DurationValue,
    compare_durations,
    describe_duration,
    find_durations,
)

__all__ = [
    "DateMention",
    "DateValue",
    "DurationMention",
    "DurationValue",
    "Precision",
    "Qualifier",
    "compare_dates",
    "compare_durations",
    "describe",
    "describe_duration",
    "find_dates",
    "find_durations",
]

_QUALIFIER = re.compile(
    r"\b(?P<word>by|before|after|until|till|since|about|around|through|as of|ahead of|prior to"
    r"|following|starting|effective|no later than|as early as|circa)\s+(?:the\s)?$",
    re.IGNORECASE,
)
_QUALIFIERS: dict[str, Qualifier] = {
    "by": "by",
    "no later than": "by",
    "before": "before",
    "ahead of": "before",
    "prior to": "before",
    "after": "after",
    "following": "after",
    "until": "until",
    "till": "until",
    "through": "until",
    "since": "since",
    "effective": "since",
    "as of": "since",
    "starting": "since",
    "about": "about",
    "around": "about",
    "circa": "about",
}
_LED_BY_THE = {
    "weekend", "first", "second", "third", "fourth", "end", "beginning", "start", "middle", "close",
    "spring", "summer", "autumn", "fall", "winter", "past", "last", "next", "coming", "previous",
    "following", "same", "early", "late", "mid", "year", "month", "week",
}  # fmt: skip


def _qualified(text: str, start: int, value: DateValue) -> DateValue:
    match = _QUALIFIER.search(text[max(0, start - 20) : start])
    if match is None or (value.qualifier and match["word"].lower() in ("about", "around")):
        return value
    qualifier = _QUALIFIERS.get(match["word"].lower())
    return replace(value, qualifier=qualifier) if qualifier else value


def _mention(text: str, start: int, end: int, value: DateValue) -> DateMention:
    first = re.split(r"[^A-Za-z]", text[start : start + 12].lower(), maxsplit=1)[0]
    if (first in _LED_BY_THE or value.precision == "decade") and text[:start].lower().endswith(
        "the "
    ):
        start -= 4
    return DateMention(start, end, text[start:end], _qualified(text, start, value))


# Articles are published within these years; anything else is a broken clock or a placeholder.
_FIRST_YEAR, _LAST_YEAR = 1600, 2400


def find_dates(text: str, published: date | None) -> list[DateMention]:
    """Find every date, in order, each as long as its expression.

    >>> mentions = find_dates("The truce runs until Nov. 10.", date(2025, 10, 23))
    >>> [(m.text, m.value.qualifier, m.value.iso) for m in mentions]
    [('Nov. 10', 'until', '2025-11-10')]
    """
    if published is not None and not _FIRST_YEAR <= published.year <= _LAST_YEAR:
        published = None
    mentions: list[DateMention] = []
    position = 0
    for word in FIRST_WORD.finditer(text):
        start = word.start()
        first = word[0]
        if start < position or (first.isalpha() and first.lower() not in STARTERS):
            continue
        found = read_word(text, start, first, published)
        if found is not None:
            position = found[0]
            mentions.append(_mention(text, start, *found))
    return join_dates(text, mentions)
