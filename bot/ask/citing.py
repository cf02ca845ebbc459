"""Citing: a statement becomes a citation only when its span is verbatim in the stored text."""

from collections.abc import Iterable
from decimal import Decimal

from bot.ask.answer import Citation, Standing, Value
from bot.ask.grouping import Group
from bot.judging.document import Statement
from bot.text.dates import DateValue, describe
from bot.text.durations import DurationValue, describe_duration
from bot.text.numbers import NumberValue, describe_number
from store.articles import Articles

SURE = 0.7
"""Likelihood from which a value's own sources come before other values: see Value.also."""

QUOTES_OF_SURE = 3


def cite(one: Statement, articles: Articles) -> Citation | None:
    """Return the citation of a statement, None when its words are not in the article as stored."""
    hit, span, at = one.hit, one.span, one.value_span
    article = articles.get(hit.article_id, hit.version)
    if article is None or article.text[span.start : span.end] != one.text:
        return None
    if article.text[at.start : at.end] != one.wording:
        return None
    return Citation(
        article_id=hit.article_id,
        version=hit.version,
        source=hit.source,
        title=hit.title,
        url=hit.url,
        published_at=hit.published_at,
        start=span.start,
        end=span.end,
        quote=one.text,
        speaker=one.speaker,
        wording=one.wording,
        value_start=at.start,
        value_end=at.end,
        reading=reading_of(one),
        mode=one.mode,
        copy_of=hit.copy_of,
        note=note_on(one),
    )


def cite_group(
    group: Group, articles: Articles, standing: Standing, likelihood: float
) -> Value | None:
    """Return a group as one value with its citations, None when nothing of it is verbatim."""
    cited = [c for c in (cite(one, articles) for one in _best_of_each(group.members)) if c]
    if not cited:
        return None
    head = group.head
    shown = QUOTES_OF_SURE if standing == "side" and likelihood >= SURE else 1
    return Value(
        text=head.wording,
        kind=head.value.kind,
        normalised=normalised(head),
        precision=precision_of(head),
        standing=standing,
        independent_sources=group.sources,
        citations=tuple(cited[:shown]),
        also=tuple(cited[shown:]),
        likelihood=round(likelihood, 3),
    )


def _best_of_each(members: Iterable[Statement]) -> list[Statement]:
    """Return the best statement of each article, best first."""
    found: dict[str, Statement] = {}
    for one in members:
        found.setdefault(one.article_id, one)
    return list(found.values())


def reading_of(one: Statement) -> str | None:
    """Return what a wording was read as, None where it was read as itself."""
    value = one.value.typed
    if isinstance(value, DateValue):
        return describe(value)
    if isinstance(value, NumberValue):
        return describe_number(value)
    if isinstance(value, DurationValue):
        return describe_duration(value)
    return one.value.office


def note_on(one: Statement) -> str | None:
    """Return what a reader must know of a date: an impossible weekday, or no day to count from."""
    value = one.value.typed
    if not isinstance(value, DateValue):
        return None
    if value.weekday_problem:
        return value.weekday_problem
    if value.relative and not value.resolved and one.document.published_on is None:
        return "counts from the article's date, which it does not state"
    return None


def normalised(one: Statement) -> str | None:
    """Return a value as a machine compares it: ISO dates, plain figures with their unit."""
    value = one.value.typed
    if isinstance(value, DateValue):
        return value.iso
    if isinstance(value, NumberValue):
        return f"{bounds(value.low, value.high)} {value.unit}".strip()
    if isinstance(value, DurationValue):
        return f"{bounds(value.low, value.high)} {value.unit}"
    return None if one.value.kind == "text" else one.wording


def bounds(low: Decimal | None, high: Decimal | None) -> str:
    """Return an interval in plain figures, ".." where it is open.

    >>> bounds(Decimal(12), None), bounds(Decimal("7.0"), Decimal("7.0"))
    ('12..', '7')
    """
    if low is not None and low == high:
        return plain(low)
    return f"{'' if low is None else plain(low)}..{'' if high is None else plain(high)}"


def plain(number: Decimal) -> str:
    """Return a figure without exponent or trailing zeros."""
    return f"{number.normalize():f}"


def precision_of(one: Statement) -> str | None:
    """Return how precise a value is: a date's unit, or a number's qualifier."""
    value = one.value.typed
    if isinstance(value, DateValue):
        return value.precision
    if isinstance(value, NumberValue):
        return value.qualifier or "exact"
    return value.unit if isinstance(value, DurationValue) else None
