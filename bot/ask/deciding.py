"""Deciding: whether there is an answer at all, and which values speak of the same fact."""

from collections.abc import Sequence

from bot.ask.candidates import Candidate
from bot.ask.describing import ASKED
from bot.ask.evidence import Sentence
from bot.ask.grouping import Group
from bot.ask.question import Question

LEAST_COVERAGE = 0.35
SIDE_MARGIN = 3.0
SIDE_COVERAGE = 0.7


def reason_to_abstain(
    question: Question, sentences: Sequence[Sentence], candidates: Sequence[Candidate]
) -> str | None:
    """Return why no answer can be given, None when one can."""
    if not question.terms:
        return "The question has no word to search for. Ask about a name, a thing or an event."
    if not sentences:
        return "No article has the words of the question."
    missing = [name for name in question.names if not is_named(name, sentences)]
    if missing:
        return f"No article found on this names {', '.join(missing)}."
    if not candidates:
        return f"Articles speak of this, but none was found to give {ASKED[question.kind]}."
    if candidates[0].features["near"] < LEAST_COVERAGE:
        return "The nearest passages share too few words with the question to answer it."
    return None


def is_named(name: str, sentences: Sequence[Sentence]) -> bool:
    """Tell whether any retrieved passage or its headline has a name's last word."""
    last = name.split()[-1].casefold()
    return any(last in f"{s.hit.title or ''} {s.hit.text}".casefold() for s in sentences)


def same_fact(question: Question, leader: Group, other: Group) -> bool:
    """Tell whether another group's evidence speaks of the fact as clearly as the leader's."""
    if other is leader:
        return True
    a, b = leader.best, other.best
    if b.score < a.score - SIDE_MARGIN:
        return False
    return b.features["near"] >= SIDE_COVERAGE * a.features["near"]
