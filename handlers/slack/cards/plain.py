"""An answer in words alone: what notifications show, and what is left where blocks are refused."""

import re
from datetime import datetime

from bot.ask.answer import Answer, Citation, Value
from bot.judging import WARNED
from handlers.present import TITLES, WHICH_ONE
from handlers.slack.cards.telling import tell_source
from handlers.slack.cards.text import one_line, shorten

VALUE_UNITS = 240
SIDES_TOLD = 3
WARNINGS = {kind: f"⚠ {TITLES[kind]}" for kind in WARNED}
_WORD = re.compile(r"[^\W_]+(?:[.,][^\W_]+)*")
_CURRENCY = re.compile(r"\b[A-Z]{3}\b")


def fallback(answer: Answer, now: datetime) -> str:
    """Return the answer as plain text: what notifications show, and what is left without blocks."""
    if answer.status == "abstained":
        return f"No answer: {answer.reason or 'no reason was given.'}"
    if answer.status == "ambiguous":
        return f"{WHICH_ONE} {' / '.join(_spoken(value, now) for value in sides(answer))}"
    if answer.conflicts:
        places = sorted({place for verdict in answer.conflicts for place in verdict.between})
        told = [_spoken(v, now) for at, v in enumerate(answer.values) if at in places[:SIDES_TOLD]]
        return f"{WARNINGS[answer.conflicts[0].verdict]}. {' / '.join(told)}"
    lines = [_spoken(value, now) for value in sides(answer)]
    rest = [f"“{c.quote}”" for value in sides(answer)[:1] for c in best_first(value)[:1]]
    return " / ".join([*lines, *rest]) or "Nothing was found."


def sides(answer: Answer) -> list[Value]:
    """Return the values said of the very fact asked about."""
    return [value for value in answer.values if value.standing == "side"]


def _spoken(value: Value, now: datetime) -> str:
    said = [tell_source(c.source, c.published_at, now) for c in best_first(value)[:1]]
    text = ", ".join([label(value), *reading_of(value)])
    more = value.independent_sources - 1
    others = f" and {more} more source{'s' if more != 1 else ''}" if more > 0 else ""
    return f"{text} ({said[0]}{others})" if said else text


def label(value: Value) -> str:
    """Return a value as it is shown: "83" that was read as "83 people" is told so."""
    reading = _reading(value)
    is_fuller = set() < _words(value.text) <= _words(reading)
    return shorten(one_line(reading if is_fuller else value.text), VALUE_UNITS)


def reading_of(value: Value) -> list[str]:
    """Return what a value was read as, or a person's office, where that says more than its label.

    A sum of money is not told again in the code of its currency.
    """
    reading = _reading(value)
    if _words(_CURRENCY.sub("", reading)) <= _words(label(value)):
        return []
    return [shorten(one_line(reading), VALUE_UNITS)]


def _reading(value: Value) -> str:
    readings = (c.reading for c in value.every if c.reading and c.wording == value.text)
    return next(readings, "")


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def best_first(value: Value) -> list[Citation]:
    """Return the citations of a value, first those with the very words that it is shown by.

    Of two with the same words a copy comes after its original, and one that is to be shown first
    before one that is not.
    """
    return sorted(value.every, key=lambda c: (c.wording != value.text, c.copy_of is not None))


def is_its_quote(value: Value) -> bool:
    """Tell whether a value is a whole quote, which need not be shown twice."""
    return any(value.text == citation.quote for citation in value.citations[:1])
