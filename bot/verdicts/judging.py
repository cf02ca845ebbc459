"""Judging: which kind of difference lies between two statements of one fact, and why."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeVar

from bot.text.names import compare_names
from bot.text.sayers import is_named
from bot.verdicts.comparing import Statement, compare
from store.terms import terms

VerdictName = Literal[
    "agree",
    "refinement",
    "update",
    "conflict",
    "attributed position",
    "different event or scope",
    "spelling variant",
    "retraction",
]

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
    r"|retracted|retraction|withdrawn|misstated|should have (?:read|said)|(?:that|this) is wrong"
    r"|(?:gave|reported|stated) (?:a|the) wrong)\b",
    re.IGNORECASE,
)
RATE = re.compile(r"\s+(?:an?|per|for each|for every|each)\s+(?P<by>[a-z]+)", re.IGNORECASE)
CHANGING = frozenset(
    terms(
        """toll dead die died killed deaths injured wounded hurt missing unaccounted rescued saved
        arrested detained charged infected cases sick ill hospitalised hospitalized displaced
        evacuated homeless collected donated raised recovered found offer bid offered stock shares
        temperature score votes counted burned acres outages power signatures"""
    )
)
"""Things that are counted again and again while a story runs."""

AnyStatement = TypeVar("AnyStatement", bound=Statement)

LATER = timedelta(hours=2)
LATER_DAY = timedelta(hours=12)


@dataclass(frozen=True)
class Judgement:
    """A verdict with a sentence that explains it."""

    verdict: VerdictName
    why: str


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
        return judge_denial(a, b)
    return Judgement("agree", f"Both say {a.wording}.")


def judge_denial(a: Statement, b: Statement) -> Judgement:
    """Explain that one of two statements denies what the other says."""
    says, denies = (b, a) if a.mode == "denial" else (a, b)
    return Judgement("attributed position", f"{who(says)} says so; {who(denies)} disputes it.")


def judge_difference(about: Collection[str], a: Statement, b: Statement) -> Judgement:
    """Explain two values that cannot both hold of the same thing at the same time."""
    early, late = in_order(a, b)
    if rate_of(a) != rate_of(b):
        return Judgement("different event or scope", f"{scope_of(a)}; {scope_of(b)}.")
    if a.where == b.where and (corrects(early) or corrects(late)):
        wrong, right = (late, early) if corrects(early) and not corrects(late) else (early, late)
        return Judgement(
            "retraction", f"{right.where} corrects {wrong.wording} to {right.wording}."
        )
    if is_plan_and_report(a, b):
        plan, report = (a, b) if a.mode == "plan" else (b, a)
        return Judgement(
            "update", f"{plan.wording} was the plan; {report.wording} is reported as what happened."
        )
    if "denial" in (a.mode, b.mode) and a.mode != b.mode:
        return judge_denial(a, b)
    if has_moved(about, early, late):
        return Judgement(
            "update", f"{late.wording} is the later word; earlier it was {early.wording}."
        )
    if both_attributed(a, b):
        return Judgement("attributed position", f"{a.speaker} and {b.speaker} differ.")
    return Judgement("conflict", f"{a.where} says {a.wording}; {b.where} says {b.wording}.")


def rate_of(statement: Statement) -> str | None:
    """Return what a sum is counted by ("a share", "per tonne"), None for a whole sum."""
    if statement.kind != "number":
        return None
    match = RATE.match(statement.rest)
    return match["by"].lower() if match else None


def scope_of(statement: Statement) -> str:
    """Return a sum with what it is counted by."""
    rate = rate_of(statement)
    return f"{statement.wording} is for each {rate}" if rate else f"{statement.wording} is a whole"


def in_order(a: AnyStatement, b: AnyStatement) -> tuple[AnyStatement, AnyStatement]:
    """Return two statements by time of publication, as given when a time is unknown."""
    one, two = a.published_at, b.published_at
    return (b, a) if one and two and two < one else (a, b)


def corrects(statement: Statement) -> bool:
    """Tell whether a text says of itself that it corrects something."""
    return CORRECTED.search(statement.context) is not None


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


def replaces(old: Statement, new: Statement) -> bool:
    """Tell whether the second of two values updates or corrects the first."""
    if is_plan_and_report(old, new):
        return new.mode == "report"
    if corrects(old) != corrects(new):
        return corrects(new)
    return in_order(old, new) == (old, new)


def both_attributed(a: Statement, b: Statement) -> bool:
    """Tell whether each value is the word of another named speaker.

    What "the coastguard" says is the word of the paper that says so.
    """
    if not a.speaker or not b.speaker or not (is_named(a.speaker) and is_named(b.speaker)):
        return False
    return compare_names(a.speaker, b.speaker) not in ("same", "part")


def who(statement: Statement) -> str:
    """Return the speaker of a value, the source where nobody is quoted."""
    return statement.speaker or statement.where
