"""Citing: a candidate becomes a citation only when its span is verbatim in the stored text."""

from collections.abc import Sequence
from decimal import Decimal

from bot.ask.answer import Citation, Standing, Value
from bot.ask.candidates import Candidate
from bot.ask.grouping import Group
from bot.ask.scoring import first_of_each_sentence
from bot.text.dates import DateValue, describe
from bot.text.durations import DurationValue, describe_duration
from bot.text.numbers import NumberValue, describe_number
from bot.verdicts.comparing import compare
from store.articles import Article, Articles
from store.spans import Span
from store.terms import content_terms

NAMED = frozenset({"person", "name", "place"})
FULL_NAME_MARGIN = 4.0
LONGEST_NAME = 4
HEAD_MARGIN = 10.0


def cite(candidate: Candidate, articles: Articles) -> Citation | None:
    """Return the citation of a candidate, None when its words are not in the article as stored."""
    hit, span = candidate.sentence.hit, candidate.sentence.span
    article = articles.get(hit.article_id, hit.version)
    if article is None or not is_verbatim(article, span, candidate.sentence.text):
        return None
    if not is_verbatim(article, candidate.span, candidate.wording):
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
        quote=candidate.sentence.text,
        speaker=candidate.speaker,
        wording=candidate.wording,
        value_start=candidate.span.start,
        value_end=candidate.span.end,
        reading=reading_of(candidate),
        mode=candidate.mode,
        copy_of=hit.copy_of,
        note=note_on(candidate),
    )


def is_verbatim(article: Article, span: Span, quote: str) -> bool:
    """Tell whether the stored version has exactly this text at this span."""
    return article.text[span.start : span.end] == quote


def cite_group(group: Group, articles: Articles, standing: Standing) -> Value | None:
    """Return a group as one value with its citations, None when nothing of it is verbatim."""
    members = with_head_first(group.head, with_full_name_first(group.members))
    ranked = first_of_each_sentence(members)
    citations = [c for c in (cite(member, articles) for member in ranked) if c]
    if not citations:
        return None
    head = group.head
    return Value(
        text=head.wording,
        kind=head.kind,
        normalised=normalised(head),
        precision=precision_of(head),
        standing=standing,
        independent_sources=group.independent,
        citations=tuple(citations),
    )


def with_head_first(head: Candidate, ranked: Sequence[Candidate]) -> Sequence[Candidate]:
    """Put on top a quote that states the value as the heading has it, where one is fair."""
    if head.kind in NAMED:
        return ranked
    least = ranked[0].score - HEAD_MARGIN
    fair = [c for c in ranked if c.score >= least and compare(head, c) == "same"]
    return [*fair[:1], *(c for c in ranked if c not in fair[:1])]


def with_full_name_first(members: Sequence[Candidate]) -> list[Candidate]:
    """Put on top the quote that names in full what the best one names in part: "Mirel"."""
    best = members[0]
    full = [m for m in members if m.score >= best.score - FULL_NAME_MARGIN and is_fuller(m, best)]
    first = full[0] if full else best
    return [first, *(member for member in members if member is not first)]


def is_fuller(candidate: Candidate, best: Candidate) -> bool:
    """Tell whether one name holds all words of another, and one to three more."""
    one, two = (set(content_terms(c.wording)) for c in (best, candidate))
    return candidate.kind in NAMED and one < two and len(two) <= LONGEST_NAME


def reading_of(candidate: Candidate) -> str | None:
    """Return what a wording was read as, None where it was read as itself."""
    value = candidate.value
    if isinstance(value, DateValue):
        return describe(value)
    if isinstance(value, NumberValue):
        return describe_number(value)
    if isinstance(value, DurationValue):
        return describe_duration(value)
    return candidate.office


def note_on(candidate: Candidate) -> str | None:
    """Return what a reader must know of a date: an impossible weekday, or no day to count from."""
    value = candidate.value
    if not isinstance(value, DateValue):
        return None
    if value.weekday_problem:
        return value.weekday_problem
    if value.relative and not value.resolved and candidate.sentence.published_on is None:
        return "counts from the article's date, which it does not state"
    return None


def normalised(candidate: Candidate) -> str | None:
    """Return a value as a machine compares it: ISO dates, plain figures with their unit."""
    value = candidate.value
    if isinstance(value, DateValue):
        return value.iso
    if isinstance(value, NumberValue):
        return f"{bounds(value.low, value.high)} {value.unit}".strip()
    if isinstance(value, DurationValue):
        return f"{bounds(value.low, value.high)} {value.unit}"
    return None if candidate.is_quote else candidate.wording


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


def precision_of(candidate: Candidate) -> str | None:
    """Return how precise a value is: a date's unit, or a number's qualifier."""
    value = candidate.value
    if isinstance(value, DateValue):
        return value.precision
    if isinstance(value, NumberValue):
        return value.qualifier or "exact"
    return value.unit if isinstance(value, DurationValue) else None
