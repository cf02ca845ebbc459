"""Judging the values of an answer: by the question's words, and stances where it asks yes or no."""

import re

from bot.ask.candidates import Candidate
from bot.ask.question import Question
from bot.verdicts.judging import Judgement, judge, who
from store.terms import terms

NEGATED = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|den(?:y|ied|ies)|rejected|dismissed)\b|n['’]t\b", re.I
)
CLAUSE_END = re.compile(r"[,;:–—]|\b(?:and|but|although|though|while|because)\b")


def judge_values(question: Question, a: Candidate, b: Candidate) -> Judgement | None:
    """Say which kind of difference lies between two candidates, None when nobody can."""
    if question.kind == "yes_no":
        return judge_stances(question, a, b)
    return judge(terms(question.text), a, b)


def judge_stances(question: Question, a: Candidate, b: Candidate) -> Judgement | None:
    """Say whether one quote denies what the other says; two that say so need no verdict.

    Who asks takes no side, and nobody contradicts themselves in two quotes.
    """
    denied = is_denial(question, a)
    if denied == is_denial(question, b) or "question" in (a.mode, b.mode):
        return None
    if who(a) == who(b):
        return None
    says, denies = (b, a) if denied else (a, b)
    return Judgement("attributed position", f"{who(says)} says so; {who(denies)} denies it.")


def is_denial(question: Question, candidate: Candidate) -> bool:
    """Tell whether a quote says that what is asked about is not so."""
    if candidate.mode == "denial":
        return True
    return NEGATED.search(clause_asked(question, candidate)) is not None


def clause_asked(question: Question, candidate: Candidate) -> str:
    """Return the clause of a quote that has most of the question's words."""
    clauses = CLAUSE_END.split(candidate.sentence.text)
    asked = set(question.terms)
    return max(clauses, key=lambda clause: len(asked.intersection(terms(clause))))
