"""Judging the values of an answer: by the question's words, and stances where it asks yes or no."""

import re

from bot.ask.candidates import Candidate
from bot.ask.question import Question
from bot.verdicts.judging import Judgement, judge, who
from store.terms import terms

NEGATED = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|den(?:y|ied|ies)|rejected|dismissed)\b|n['’]t\b", re.I
)


def judge_values(question: Question, a: Candidate, b: Candidate) -> Judgement | None:
    """Say which kind of difference lies between two candidates, None when nobody can."""
    if question.kind == "yes_no":
        return judge_stances(a, b)
    return judge(terms(question.text), a, b)


def judge_stances(a: Candidate, b: Candidate) -> Judgement | None:
    """Say whether one quote denies what the other says; two that say so need no verdict."""
    if is_denial(a) == is_denial(b):
        return None
    says, denies = (b, a) if is_denial(a) else (a, b)
    return Judgement("attributed position", f"{who(says)} says so; {who(denies)} denies it.")


def is_denial(candidate: Candidate) -> bool:
    """Tell whether a quote says that something is not so."""
    return candidate.mode == "denial" or NEGATED.search(candidate.sentence.text) is not None
