"""An answer in words alone: what notifications show, and what is left where blocks are refused."""

from datetime import datetime

from bot.ask.answer import Answer, Citation, Value
from handlers.cli.render_citation import tell_reading
from handlers.slack.card_warning import WARNINGS
from handlers.slack.telling import tell_source
from handlers.slack.text import one_line, shorten

VALUE_UNITS = 240


def fallback(answer: Answer, now: datetime) -> str:
    """Return the answer as plain text: what notifications show, and what is left without blocks."""
    if answer.status == "abstained":
        return f"No answer: {answer.reason or 'no reason was given.'}"
    if answer.conflicts:
        places = sorted({place for verdict in answer.conflicts for place in verdict.between})
        told = [_spoken(v, now) for at, v in enumerate(answer.values) if at in places]
        why = " ".join(verdict.why for verdict in answer.conflicts[:2])
        return f"{WARNINGS[answer.conflicts[0].verdict]}. {' / '.join(told)} {why}"
    lines = [_spoken(value, now) for value in sides(answer)]
    rest = [f"“{c.quote}”" for value in sides(answer)[:1] for c in best_first(value)[:1]]
    return " / ".join([*lines, *rest]) or "Nothing was found."


def sides(answer: Answer) -> list[Value]:
    """Return the values said of the very fact asked about."""
    return [value for value in answer.values if value.standing == "side"]


def _spoken(value: Value, now: datetime) -> str:
    said = [tell_source(c.source, c.published_at, now) for c in best_first(value)[:1]]
    text = ", ".join([shorten(one_line(value.text), VALUE_UNITS), *reading_of(value)])
    more = value.independent_sources - 1
    others = f" and {more} more source{'s' if more != 1 else ''}" if more > 0 else ""
    return f"{text} ({said[0]}{others})" if said else text


def reading_of(value: Value) -> list[str]:
    """Return what a value was read as, where that says more than its words."""
    readings = [c.reading for c in value.citations if c.reading and c.wording == value.text]
    if not readings or readings[0].casefold() == value.text.casefold():
        return []
    return [tell_reading(value, shorten(one_line(readings[0]), VALUE_UNITS))]


def best_first(value: Value) -> list[Citation]:
    """Return the citations of a value, first those with the very words that it is shown by."""
    return sorted(value.citations, key=lambda citation: citation.wording != value.text)
