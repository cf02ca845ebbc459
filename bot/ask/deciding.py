"""Deciding: whether there is an answer at all."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.ask.candidates import Candidate
from bot.ask.describing import ASKED
from bot.ask.evidence import Sentence
from bot.ask.question import Question
from bot.ask.scoring import relevance
from bot.text.name_grammar import common_words

SHORT = timedelta(days=15)
EARLIER = timedelta(days=7)
LOOKED_AT = 5

ANSWERS: Mapping[str, float] = {
    "relevance": 0.05,
    "article": 3.81,
    "near": -0.69,
    "surest": 1.39,
    "agreeing": 0.51,
    "ahead": 0.08,
    "quote": 1.07,
}
START = -4.76
"""Log odds that the best candidate answers the question, as `python -m training.fit_ask` fits them
to development questions with and without articles that could know: see docs/answering.md.
"""

LEAST_ASSURANCE = -1.0
MOST_AGREEING = 4
FAR_AHEAD = 10.0

LEAST_BY_RULES = 11.0
LEAST_OF_QUOTES_BY_RULES = 8.5
"""Least relevance of an answer where no neural reader is at work."""


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
    if not is_assured(candidates):
        return "The nearest passages do not clearly answer the question."
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


def is_assured(candidates: Sequence[Candidate]) -> bool:
    """Tell whether the best candidate is likely enough to answer the question."""
    best = candidates[0]
    if "reader" in best.features:
        return assurance(candidates) >= LEAST_ASSURANCE
    least = LEAST_OF_QUOTES_BY_RULES if best.is_quote else LEAST_BY_RULES
    return relevance(best.features) >= least


def assurance(candidates: Sequence[Candidate]) -> float:
    """Return the log odds that the best of the ranked candidates answers the question."""
    return START + sum(ANSWERS[name] * value for name, value in answering(candidates).items())


def answering(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Return what speaks for the best of the ranked candidates, beside the others."""
    best, said = candidates[0], candidates[0].wording.casefold()
    others = (c.score for c in candidates if c.wording.casefold() != said)
    alike = (c.sentence.hit for c in candidates if c.wording.casefold() == said)
    agreeing = {hit.copy_of or hit.article_id for hit in alike}
    return {
        "relevance": relevance(best.features),
        "article": best.features["article"],
        "near": best.features["near"],
        "surest": max(c.features.get("reader", -1.0) for c in candidates),
        "agreeing": min(len(agreeing), MOST_AGREEING),
        "ahead": min(best.score - max(others, default=-FAR_AHEAD), FAR_AHEAD),
        "quote": float(best.is_quote),
    }


def is_named(name: str, sentences: Sequence[Sentence]) -> bool:
    """Tell whether any retrieved passage or its headline has a name's last word.

    It need not where articles may well write it otherwise: initials ("TV", "US-backed"), or a
    common word that is large because it opens a sentence.
    """
    last = name.split()[-1].split("-")[0].rstrip(".")
    if last.replace(".", "").isupper() or name.casefold() in common_words():
        return True
    written = last.casefold().removesuffix("s")
    return any(written in f"{s.hit.title or ''} {s.hit.text}".casefold() for s in sentences)
