"""Comparing two statements of one fact: the same value, a finer one, or another."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from rapidfuzz import fuzz

from bot.text.attribution import Mode
from bot.text.dates import DateValue, compare_dates
from bot.text.durations import DurationValue, compare_durations
from bot.text.names import compare_names
from bot.text.numbers import NumberValue, compare_numbers
from bot.text.offices import same_office
from bot.text.places import contains
from store.terms import content_terms
from store.times import day_of

Relation = Literal["same", "refines", "refined_by", "overlaps", "variant", "different", "unknown"]
Typed = DateValue | DurationValue | NumberValue | None

COMPATIBLE: frozenset[Relation] = frozenset({"same", "refines", "refined_by"})
"""How two values stand of which one may stand for the other."""

THIS_YEAR = re.compile(r"\b(?:this|(?:later|earlier) in the|the end of the) year\b", re.IGNORECASE)
RELATIONS = frozenset({"by", "before", "after", "until", "since", "about"})

CLOSE = Decimal("1.5")
"""Sixteen makes "at least twelve" finer; ninety-six does not."""

SAME_TEXT = 90.0
"""Two quotes this alike (rapidfuzz token_set_ratio) are one quote told twice."""


class Statement(Protocol):
    """Anything that states a value: a candidate of an answer, or a claim of an article.

    `wording` is the value's own words, `text` the sentence around them, `rest` what follows them
    there, `context` what may say that the value corrects another. `where` is how to name the
    place it stands in: the source, else the headline, else the article.
    """

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def wording(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> Typed: ...  # noqa: D102
    @property
    def mode(self) -> Mode: ...  # noqa: D102
    @property
    def speaker(self) -> str | None: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def rest(self) -> str: ...  # noqa: D102
    @property
    def context(self) -> str: ...  # noqa: D102
    @property
    def where(self) -> str: ...  # noqa: D102
    @property
    def article_id(self) -> str: ...  # noqa: D102
    @property
    def published_at(self) -> str | None: ...  # noqa: D102


def compare(a: Statement, b: Statement) -> Relation:
    """Say how the value of one statement stands to the value of another."""
    relation = compare_values(a, b)
    same_words = a.wording.casefold() == b.wording.casefold()
    return "same" if relation == "unknown" and same_words and are_alike_dated(a, b) else relation


def published_on(statement: Statement) -> date | None:
    """Return the day of publication."""
    return day_of(statement.published_at)


def are_alike_dated(a: Statement, b: Statement) -> bool:
    """Tell whether relative wordings of two statements count from the same day."""
    return a.article_id == b.article_id or published_on(a) == published_on(b) is not None


def compare_values(a: Statement, b: Statement) -> Relation:
    """Say how two values stand to each other by their type."""
    if isinstance(a.value, DateValue) and isinstance(b.value, DateValue):
        if is_within_year(a, b) or is_within_year(b, a):
            return "refines" if is_within_year(a, b) else "refined_by"
        return compare_dates(plain_date(a.value), plain_date(b.value))
    if isinstance(a.value, NumberValue) and isinstance(b.value, NumberValue):
        return "different" if is_outgrown(a, b) else compare_figures(a.value, b.value)
    if isinstance(a.value, DurationValue) and isinstance(b.value, DurationValue):
        return compare_durations(a.value, b.value)
    if a.value is not None or b.value is not None or {a.kind, b.kind} & {"quote", "text"}:
        return "same" if fuzz.token_set_ratio(a.wording, b.wording) >= SAME_TEXT else "unknown"
    if "office" in (a.kind, b.kind):
        return "same" if same_office(a.wording, b.wording) else "unknown"
    return compare_wordings(a.wording, b.wording)


def is_within_year(fine: Statement, rough: Statement) -> bool:
    """Tell whether a day or month without a year may lie in an undated "later this year"."""
    a, b = fine.value, rough.value
    if not isinstance(a, DateValue) or not isinstance(b, DateValue) or b.resolved:
        return False
    return a.month is not None and a.year is None and THIS_YEAR.search(rough.wording) is not None


def plain_date(value: DateValue) -> DateValue:
    """Return the days that a date names, whatever the fact's relation to them.

    "until 10 November" and "the 10 November deadline" both answer "when" with the tenth.
    """
    return replace(value, qualifier="") if value.qualifier in RELATIONS else value


def is_outgrown(a: Statement, b: Statement) -> bool:
    """Tell whether one figure fits a bound ("at least 12") yet is no finer wording of it.

    It is far from it, or of another day: "at least seven" on Monday is not made finer by sixteen
    on Friday, as the figure has grown.
    """
    if not isinstance(a.value, NumberValue) or not isinstance(b.value, NumberValue):
        return False
    if compare_figures(a.value, b.value) not in ("refines", "refined_by"):
        return False
    one, two = published_on(a), published_on(b)
    is_other_day = one is not None and two is not None and one != two
    return is_open(a.value, b.value) and (is_other_day or not are_close(a.value, b.value))


def is_open(a: NumberValue, b: NumberValue) -> bool:
    """Tell whether one of two figures is bounded on one side only: "at least 12"."""
    return None in (a.low, a.high, b.low, b.high)


def are_close(a: NumberValue, b: NumberValue) -> bool:
    """Tell whether two figures are near enough for "at least" or "up to" to mean the other."""
    one, two = (v.low if v.low is not None else v.high for v in (a, b))
    if one is None or two is None or min(one, two) <= 0:
        return one == two
    return max(one, two) <= CLOSE * min(one, two)


def compare_figures(a: NumberValue, b: NumberValue) -> Relation:
    """Compare two numbers of one fact: the noun counted may be worded otherwise."""
    relation = compare_numbers(a, b)
    if relation != "unknown" or a.kind != b.kind:
        return relation
    return compare_numbers(a, NumberValue(b.kind, b.low, b.high, a.unit, b.qualifier, b.play))


def compare_wordings(a: str, b: str) -> Relation:
    """Compare two names, places or titles by their words.

    >>> compare_wordings("Ana Mirel", "Mirel"), compare_wordings("Ana Mirel", "Otto Brandt")
    ('refines', 'different')
    """
    one, two = set(content_terms(a)), set(content_terms(b))
    if one == two:
        return "same"
    if contains(a, b):
        return "refined_by"
    if contains(b, a):
        return "refines"
    likeness = compare_names(a, b)
    if likeness == "same" or likeness == "variant":
        return likeness
    if likeness == "part" or (one and two and (one < two or two < one)):
        return "refines" if len(one) > len(two) else "refined_by"
    return "different" if is_proper(a) == is_proper(b) else "unknown"


def is_proper(wording: str) -> bool:
    """Tell whether words are somebody's or something's name rather than a description.

    >>> is_proper("Ana Mirel"), is_proper("a harbour pilot")
    (True, False)
    """
    return any(character.isupper() for character in wording)
