"""Judging: which kind of difference lies between two values that answer one question."""

import re
from dataclasses import dataclass
from datetime import timedelta

from bot.ask.answer import VerdictName
from bot.ask.candidates import Candidate
from bot.ask.comparing import compare
from bot.ask.question import Question
from store.terms import terms

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
    r"|sworn in"
    r"|former|ex-|resigned|stepped down|outgoing|incoming|successor|predecessor|until)\b",
    re.IGNORECASE,
)
CORRECTED = re.compile(
    r"\b(?:correction|corrected|corrects|erroneously|incorrectly|wrongly|mistakenly|in error"
    r"|retracted|retraction|withdrawn|misstated|should have (?:read|said)|(?:that|this) is wrong"
    r"|(?:gave|reported|stated) (?:a|the) wrong)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|den(?:y|ied|ies)|rejected|dismissed)\b|n['’]t\b", re.I
)
RATE = re.compile(r"\s+(?:an?|per|for each|for every|each)\s+(?P<by>[a-z]+)", re.IGNORECASE)
CHANGING = frozenset(
    term
    for word in [
        "toll",
        "dead",
        "die",
        "died",
        "killed",
        "deaths",
        "injured",
        "wounded",
        "hurt",
        "missing",
        "unaccounted",
        "rescued",
        "saved",
        "arrested",
        "detained",
        "charged",
        "infected",
        "cases",
        "sick",
        "ill",
        "hospitalised",
        "displaced",
        "evacuated",
        "homeless",
        "collected",
        "donated",
        "raised",
        "recovered",
        "found",
        "offer",
        "bid",
        "offered",
        "stock",
        "shares",
        "temperature",
        "score",
        "votes",
        "counted",
        "burned",
        "acres",
        "outages",
        "power",
        "signatures",
    ]
    for term in terms(word)
)
"""Things that are counted again and again while a story runs."""

SAME_MOMENT = timedelta(hours=12)


@dataclass(frozen=True)
class Judgement:
    """A verdict with a sentence that explains it."""

    verdict: VerdictName
    why: str


def judge(question: Question, a: Candidate, b: Candidate) -> Judgement | None:
    """Say which kind of difference lies between two candidates, None when nobody can."""
    if question.kind == "yes_no":
        return judge_stances(a, b)
    relation = compare(a, b)
    if relation in ("unknown", "overlaps") and not is_plan_and_report(a, b):
        return None
    if relation == "same":
        return Judgement("agree", f"Both say {a.wording}.")
    if relation in ("refines", "refined_by"):
        fine, rough = (a, b) if relation == "refines" else (b, a)
        return Judgement(
            "refinement", f"“{fine.wording}” is the finer wording of “{rough.wording}”."
        )
    if relation == "variant":
        return Judgement(
            "spelling variant",
            f"“{a.wording}” and “{b.wording}”: the spelling differs, perhaps one name.",
        )
    return judge_difference(question, a, b)


def judge_stances(a: Candidate, b: Candidate) -> Judgement | None:
    """Say whether one quote denies what the other says; two that say so need no verdict."""
    if is_denial(a) == is_denial(b):
        return None
    says, denies = (b, a) if is_denial(a) else (a, b)
    return Judgement("attributed position", f"{who(says)} says so; {who(denies)} denies it.")


def is_denial(candidate: Candidate) -> bool:
    """Tell whether a quote says that something is not so."""
    return candidate.mode == "denial" or NEGATED.search(candidate.sentence.text) is not None


def judge_difference(question: Question, a: Candidate, b: Candidate) -> Judgement:
    """Explain two values that cannot both hold of the same thing at the same time."""
    early, late = in_order(a, b)
    if rate_of(a) != rate_of(b):
        return Judgement("different event or scope", f"{scope_of(a)}; {scope_of(b)}.")
    if corrects(early) or corrects(late):
        return Judgement(
            "retraction", f"{name_of(late)} corrects {early.wording} to {late.wording}."
        )
    if is_plan_and_report(a, b):
        plan, report = (a, b) if a.mode == "plan" else (b, a)
        return Judgement(
            "update", f"{plan.wording} was the plan; {report.wording} is reported as what happened."
        )
    if "denial" in (a.mode, b.mode) and a.mode != b.mode:
        return Judgement("attributed position", f"{who(a)} says so; {who(b)} disputes it.")
    if has_moved(question, early, late):
        return Judgement(
            "update", f"{late.wording} is the later figure; earlier it was {early.wording}."
        )
    if both_attributed(a, b):
        return Judgement("attributed position", f"{a.speaker} and {b.speaker} differ.")
    return Judgement("conflict", f"{name_of(a)} says {a.wording}; {name_of(b)} says {b.wording}.")


def rate_of(candidate: Candidate) -> str | None:
    """Return what a sum is counted by ("a share", "per tonne"), None for a whole sum."""
    if candidate.kind != "number":
        return None
    end = candidate.span.end - candidate.sentence.span.start
    match = RATE.match(candidate.sentence.text, end)
    return match["by"].lower() if match else None


def scope_of(candidate: Candidate) -> str:
    """Return a sum with what it is counted by."""
    rate = rate_of(candidate)
    return f"{candidate.wording} is for each {rate}" if rate else f"{candidate.wording} is a whole"


def in_order(a: Candidate, b: Candidate) -> tuple[Candidate, Candidate]:
    """Return two candidates by time of publication, as given when a time is unknown."""
    one, two = a.sentence.hit.published_at, b.sentence.hit.published_at
    return (b, a) if one and two and two < one else (a, b)


def corrects(candidate: Candidate) -> bool:
    """Tell whether the sentence, or the one before, says that it corrects something."""
    sentence = candidate.sentence
    return bool(CORRECTED.search(f"{sentence.before} {sentence.text}"))


def is_plan_and_report(a: Candidate, b: Candidate) -> bool:
    """Tell whether one candidate is a plan and the other a report of what happened."""
    return {a.mode, b.mode} == {"plan", "report"} and a.kind == "date"


def has_moved(question: Question, early: Candidate, late: Candidate) -> bool:
    """Tell whether the later value replaces the earlier one, the fact being one that changes."""
    if not is_later(early, late):
        return False
    if late.kind in ("person", "name") and SUCCEEDED.search(late.sentence.text):
        return True
    if CHANGED.search(late.sentence.text):
        return late.kind in ("date", "duration", "number")
    return late.kind == "number" and not CHANGING.isdisjoint(terms(question.text))


def is_later(early: Candidate, late: Candidate) -> bool:
    """Tell whether one was published clearly after the other: not in the same half day."""
    one, two = early.sentence.published_on, late.sentence.published_on
    return one is not None and two is not None and two - one > SAME_MOMENT


def replaces(old: Candidate, new: Candidate) -> bool:
    """Tell whether the second of two values updates or corrects the first."""
    if is_plan_and_report(old, new):
        return new.mode == "report"
    if corrects(old) != corrects(new):
        return corrects(new)
    return in_order(old, new) == (old, new)


def both_attributed(a: Candidate, b: Candidate) -> bool:
    """Tell whether each value is the word of another named speaker."""
    return a.speaker is not None and b.speaker is not None and a.speaker != b.speaker


def who(candidate: Candidate) -> str:
    """Return the speaker of a value, its source where nobody is quoted."""
    return candidate.speaker or name_of(candidate)


def name_of(candidate: Candidate) -> str:
    """Return how to name where a value stands: the source, else the article."""
    hit = candidate.sentence.hit
    return hit.source or hit.title or hit.article_id
