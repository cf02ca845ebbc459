"""Verdicts: how two statements of one fact stand together, and why; for answers and claims."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from rapidfuzz import fuzz

from bot.ask.answer import VerdictName
from bot.text.attribution import Mode
from bot.text.dates import DateValue, compare_dates
from bot.text.durations import DurationValue, compare_durations
from bot.text.names import compare_names
from bot.text.numbers import NumberValue, compare_numbers
from bot.text.places import contains
from store.terms import content_terms, terms

Relation = Literal["same", "refines", "refined_by", "overlaps", "variant", "different", "unknown"]
Typed = DateValue | DurationValue | NumberValue | None


class Statement(Protocol):
    """Anything that states a value: a candidate of an answer, or a claim of an article.

    `wording` is the value's own words, `text` the sentence around them, `where` how to name the
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
    def title(self) -> str | None: ...  # noqa: D102
    @property
    def where(self) -> str: ...  # noqa: D102
    @property
    def article_id(self) -> str: ...  # noqa: D102
    @property
    def published_at(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True)
class Judgement:
    """A verdict with a sentence that explains it."""

    verdict: VerdictName
    why: str


THIS_YEAR = re.compile(r"\b(?:this|(?:later|earlier) in the|the end of the) year\b", re.IGNORECASE)
RELATIONS = frozenset({"by", "before", "after", "until", "since", "about"})
SAME_TEXT = 90.0
"""Two quotes this alike (rapidfuzz token_set_ratio) are one quote told twice."""

CHANGED = re.compile(
    r"\b(?:rose|risen|rises|climbed|increased|raised|raising|lowered|cut to|fell to|grew|up from"
    r"|down from|now|so far|previously|earlier (?:put|reported|said|figure|count|toll|estimate)"
    r"|extended|postponed|delayed|moved|rescheduled|brought forward|pushed back|put off|revised"
    r"|updated|latest|no longer|new (?:date|deadline|figure|count|toll|offer|bid|price))\b",
    re.IGNORECASE,
)
"""A text that says of itself that the value has moved."""

SUCCEEDED = re.compile(
    r"\b(?:new|newly|appointed|succeeds?|succeeded|replaces?|replaced|takes? over|took over"
    r"|sworn in|former|ex-|resigned|stepped down|outgoing|incoming|successor|predecessor|until)\b",
    re.IGNORECASE,
)
CORRECTED = re.compile(
    r"\b(?:correction|corrected|corrects|erroneously|incorrectly|wrongly|mistakenly|in error"
    r"|retracted|retraction|withdrawn|misstated|should have (?:read|said))\b",
    re.IGNORECASE,
)
CHANGING = frozenset(
    terms(
        """toll dead die died killed deaths injured wounded hurt missing unaccounted rescued saved
        arrested detained charged infected cases sick ill hospitalised hospitalized displaced
        evacuated homeless collected donated raised recovered found offer bid offered stock shares
        temperature score votes counted burned acres outages power signatures"""
    )
)
"""Things that are counted again and again while a story runs."""

LATER = timedelta(hours=2)
LATER_DAY = timedelta(hours=12)


def judge(about: Collection[str], a: Statement, b: Statement) -> Judgement | None:
    """Say which kind of difference lies between two statements of one fact.

    `about` are terms of the fact, such as those of the question. None when they can't be compared.
    """
    relation = compare(a, b)
    if relation in ("unknown", "overlaps") and not is_plan_and_report(a, b):
        return None
    if relation == "same":
        return judge_sameness(a, b)
    if relation in ("refines", "refined_by"):
        fine, rough = (a, b) if relation == "refines" else (b, a)
        why = f"“{fine.wording}” is the finer wording of “{rough.wording}”."
        return Judgement("refinement", why)
    if relation == "variant":
        return Judgement(
            "spelling variant",
            f"“{a.wording}” and “{b.wording}”: the spelling differs, perhaps one name.",
        )
    return judge_difference(about, a, b)


def judge_sameness(a: Statement, b: Statement) -> Judgement:
    """Explain one value stated twice: one of the two may deny it."""
    if "denial" in (a.mode, b.mode) and a.mode != b.mode:
        return Judgement("attributed position", f"{who(a)} says so; {who(b)} disputes it.")
    return Judgement("agree", f"Both say {a.wording}.")


def judge_difference(about: Collection[str], a: Statement, b: Statement) -> Judgement:
    """Explain two values that cannot both hold of the same thing at the same time."""
    early, late = in_order(a, b)
    if corrects(early) or corrects(late):
        return Judgement("retraction", f"{late.where} corrects {early.wording} to {late.wording}.")
    if is_plan_and_report(a, b):
        plan, report = (a, b) if a.mode == "plan" else (b, a)
        return Judgement(
            "update", f"{plan.wording} was the plan; {report.wording} is reported as what happened."
        )
    if "denial" in (a.mode, b.mode) and a.mode != b.mode:
        return Judgement("attributed position", f"{who(a)} says so; {who(b)} disputes it.")
    if has_moved(about, early, late):
        return Judgement(
            "update", f"{late.wording} is the later word; earlier it was {early.wording}."
        )
    if both_attributed(a, b):
        return Judgement("attributed position", f"{a.speaker} and {b.speaker} differ.")
    return Judgement("conflict", f"{a.where} says {a.wording}; {b.where} says {b.wording}.")


def compare(a: Statement, b: Statement) -> Relation:
    """Say how the value of one statement stands to the value of another."""
    relation = compare_values(a, b)
    same_words = a.wording.casefold() == b.wording.casefold()
    return "same" if relation == "unknown" and same_words and are_alike_dated(a, b) else relation


def are_alike_dated(a: Statement, b: Statement) -> bool:
    """Tell whether relative wordings of two statements count from the same day."""
    day = published_on(a)
    return a.article_id == b.article_id or (day is not None and day == published_on(b))


def compare_values(a: Statement, b: Statement) -> Relation:
    """Say how two values stand to each other by their type."""
    if isinstance(a.value, DateValue) and isinstance(b.value, DateValue):
        if is_within_year(a, b) or is_within_year(b, a):
            return "refines" if is_within_year(a, b) else "refined_by"
        return compare_dates(plain_date(a.value), plain_date(b.value))
    if isinstance(a.value, NumberValue) and isinstance(b.value, NumberValue):
        return compare_figures(a.value, b.value)
    if isinstance(a.value, DurationValue) and isinstance(b.value, DurationValue):
        return compare_durations(a.value, b.value)
    if a.value is not None or b.value is not None or "quote" in (a.kind, b.kind):
        return "same" if fuzz.token_set_ratio(a.wording, b.wording) >= SAME_TEXT else "unknown"
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
    if likeness in ("same", "variant"):
        return "same" if likeness == "same" else "variant"
    if likeness == "part" or (one and two and (one < two or two < one)):
        return "refines" if len(one) > len(two) else "refined_by"
    return "different"


def in_order(a: Statement, b: Statement) -> tuple[Statement, Statement]:
    """Return two statements by time of publication, as given when a time is unknown."""
    one, two = a.published_at, b.published_at
    return (b, a) if one and two and two < one else (a, b)


def corrects(statement: Statement) -> bool:
    """Tell whether a text says of itself that it corrects something."""
    return CORRECTED.search(f"{statement.title or ''} {statement.text}") is not None


def is_plan_and_report(a: Statement, b: Statement) -> bool:
    """Tell whether one statement is a plan and the other a report of what happened."""
    return {a.mode, b.mode} == {"plan", "report"} and a.kind == "date"


def has_moved(about: Collection[str], early: Statement, late: Statement) -> bool:
    """Tell whether the later value replaces the earlier one, the fact being one that changes."""
    if not is_later(early, late):
        return False
    if late.kind in ("person", "name") and SUCCEEDED.search(late.text):
        return True
    if CHANGED.search(late.text):
        return late.kind in ("date", "duration", "number")
    return late.kind == "number" and not CHANGING.isdisjoint(about)


def is_later(early: Statement, late: Statement) -> bool:
    """Tell whether one was published clearly after the other: by hours, or on another day."""
    one, two = moment_of(early), moment_of(late)
    if one is None or two is None:
        return False
    is_timed = all(s.published_at and len(s.published_at) > 10 for s in (early, late))
    return two - one > (LATER if is_timed else LATER_DAY)


def moment_of(statement: Statement) -> datetime | None:
    """Return when a statement was published, the start of the day when only that is known."""
    at = statement.published_at
    return datetime.fromisoformat(at).replace(tzinfo=None) if at else None


def published_on(statement: Statement) -> date | None:
    """Return the day of publication."""
    at = statement.published_at
    return date.fromisoformat(at[:10]) if at else None


def both_attributed(a: Statement, b: Statement) -> bool:
    """Tell whether each value is the word of another named speaker."""
    return a.speaker is not None and b.speaker is not None and a.speaker != b.speaker


def who(statement: Statement) -> str:
    """Return the speaker of a value, the source where nobody is quoted."""
    return statement.speaker or statement.where
