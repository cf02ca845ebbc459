"""Deciding: whether there is an answer at all."""

from collections.abc import Sequence
from datetime import timedelta

from bot.ask.candidates import Candidate
from bot.ask.describing import ASKED
from bot.ask.evidence import Sentence
from bot.ask.question import Question
from bot.ask.scoring import relevance

SHORT = timedelta(days=15)
EARLIER = timedelta(days=7)
LOOKED_AT = 5
LEAST_RELEVANCE = 14.0
LEAST_OF_QUOTES = 11.5
BY_RULES_ALONE = 3.0


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
    if candidates and not any(is_of_the_days(question, c) for c in candidates[:LOOKED_AT]):
        return f"No article of those days ({written_days(question)}) was found to tell of this."
    if not candidates:
        return f"Articles speak of this, but none was found to give {ASKED[question.kind]}."
    if relevance(candidates[0].features) < least_relevance(candidates[0]):
        return "The nearest passages share too few words with the question to answer it."
    return None


def is_of_the_days(question: Question, candidate: Candidate) -> bool:
    """Tell whether an article may report on the days just past that a question names.

    "This week" is not in an article of last month; a plan for it may be, up to a week before.
    """
    window, published = question.window, candidate.sentence.published_on
    if window is None or published is None or window.first > question.asked_on:
        return True
    if window.last - window.first > SHORT or question.asked_on - window.last > SHORT:
        return True
    return published >= window.first - EARLIER


def written_days(question: Question) -> str:
    """Return the question's own words for its days."""
    return question.window.as_written if question.window else ""


def least_relevance(candidate: Candidate) -> float:
    """Return the score under which there is no answer; rules alone reach lower ones."""
    least = LEAST_RELEVANCE if candidate.kind not in ("quote", "text") else LEAST_OF_QUOTES
    return least if "reader" in candidate.features else least - BY_RULES_ALONE


def is_named(name: str, sentences: Sequence[Sentence]) -> bool:
    """Tell whether any retrieved passage or its headline has a name's last word."""
    last = name.split()[-1].casefold()
    return any(last in f"{s.hit.title or ''} {s.hit.text}".casefold() for s in sentences)
