"""What time a clause speaks of, and how it is meant: report, plan, denial or condition."""

import re
from itertools import pairwise
from typing import Literal

from bot.text.words import read_list, read_pattern
from store.spans import Span

Tense = Literal["past", "future", ""]

_PAST = read_pattern("past")
_ADVERBS = r"(?: (?:not|also|now|only|then|all|both|likely|\w+ly))*"
# The participle of a passive is no past: "will be held", "to be called off", "will cut".
_VERB = (
    rf"(?:(?: (?:have|be))?{_ADVERBS}(?: being| been)?{_ADVERBS}"
    rf"(?: (?:{_PAST})| \w+(?= and \w+ed\b))?(?: and \w+ed)?)"
)
_FUTURE = read_pattern("future", adverbs=_ADVERBS, verb=_VERB, past=_PAST)
_PAST_WORDS = (
    "since|after|following|has|have|ago|(?:would|could|may|might|should|must)(?: not)? have"
)
_CUE = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}|{_PAST_WORDS}))\b", re.IGNORECASE)
_NOT_PAST = {"need", "indeed", "speed", "feed", "seed", "united", "hundred", "red", "based"}
_REACH = 200
_SAYING = read_list("saying")


def _cues(window: str) -> list[Tense]:
    return [
        "future" if cue["future"] else "past"
        for cue in _CUE.finditer(window)
        if cue[0].lower() not in _NOT_PAST
    ]


def tense_at(text: str, start: int, end: int) -> Tense:
    """Judge by the nearest verb before a span, or else after it, what time is spoken of.

    >>> tense_at("The panel will vote on Friday.", 23, 29)
    'future'
    >>> tense_at("On Friday the panel voted.", 3, 9)
    'past'
    """
    left, right = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return next(iter([*_cues(left)[-1:], *_cues(right)]), "")


_ADJACENT_PAST = re.compile(
    rf"(?<!be )(?<!to )\b(?:{_PAST})"
    r"(?: (?:up|down|over|out|off|away|back|there|here|office|power))?"
    r"(?: (?:on|in|last))?\s$"
    r"|\b(?:[Ss]ince|(?:back|dating|dates) to|as far back as) (?:the |late |early |mid[- ])?"
    r"(?:(?:start|beginning|middle|end) of )?(?:\w+day,? )?$"
)


def is_plainly_past(text: str, start: int) -> bool:
    """Say whether a past verb or "since" stands right before a span ("died on Nov. 3").

    >>> is_plainly_past("She died on Nov. 3.", 12)
    True
    """
    return _ADJACENT_PAST.search(text[max(0, start - 40) : start]) is not None


Mode = Literal["report", "plan", "denial", "condition", "question"]

_SUBJECT = r"(?:he|she|it|they|we|I|there)"
_AUXILIARY = (
    r"(?:will|would|was|were|is|are|has|have|had|did|does|could|may|might|can|plans?|hopes?"
    r"|expects?)"
)
_BOUNDARY = re.compile(read_pattern("clauses", subject=_SUBJECT, auxiliary=_AUXILIARY))
_RELATIVE = re.compile(r",\s+(?:who|which|whose|whom|where)\b[^,]*,")
_DENIES_NEXT = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|(?:reject|dismiss|disput|refut)(?:s|es|ed|ing)?"
    r"|no evidence|not true|ruled out)(?:\s+\w+){0,3}\W*$"
)
_SAID = "|".join(sorted(_SAYING))
_AHEAD = "|".join(sorted(read_list("ahead")))
_DENIAL, _PLAN, _CONDITION = (
    re.compile(rf"\b(?:{read_pattern(name, ahead=_AHEAD)})", re.IGNORECASE)
    for name in ("denials", "plans", "conditions")
)
_MODAL_MAY = re.compile(r"\bMay\b")
_REPORTED_WOULD = re.compile(
    rf"\b(?:{_SAID}|agreed|decided)\b.*?\bwould\b(?! (?:have|like)\b)", re.S
)
_IF_FIRST = re.compile(r"\W*(?:If|Unless|Should|Were)\b")
_QUESTION = re.compile(r"\?[\"'”’)]*\s*$")


def mode_of(sentence: str, at: Span) -> Mode:
    """Say how the clause that holds a span of the sentence is meant.

    >>> line = "The truce will end on Nov. 10 unless both sides agree."
    >>> mode_of(line, Span(22, 29)), mode_of(line, Span(37, 41))
    ('plan', 'condition')
    """
    if _QUESTION.search(sentence):
        return "question"
    found = _mode_of_clause(sentence, _clause_at(sentence, at), at)
    if found in ("report", "plan") and _IF_FIRST.match(sentence):
        return "condition"
    return found


def _clause_at(sentence: str, at: Span) -> Span:
    ends = [m.end() for cut in (_BOUNDARY, _RELATIVE) for m in cut.finditer(sentence)]
    edges = pairwise([0, *sorted(ends), len(sentence)])
    return next((Span(a, b) for a, b in edges if a < b and at.start < b), Span(0, len(sentence)))


def _mode_of_clause(sentence: str, clause: Span, at: Span) -> Mode:
    written = _MODAL_MAY.sub("M__", sentence[clause.start : clause.end])
    denial = _DENIAL.search(written)
    if denial and clause.start + denial.start() < at.end:
        return "denial"
    if written.lstrip().startswith("that ") and _DENIES_NEXT.search(sentence[: clause.start]):
        return "denial"
    reported = _REPORTED_WOULD.search(sentence[: clause.end])
    condition = _CONDITION.search(written)
    if condition and not (reported and condition[0].lower() == "would"):
        return "condition"
    return "plan" if condition or _PLAN.search(written) else "report"
