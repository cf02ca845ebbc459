"""Deciding: whether there is an answer at all, and which values speak of the same fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.ask.candidates import Candidate
from bot.ask.describing import ASKED
from bot.ask.evidence import Sentence
from bot.ask.grouping import COMPATIBLE
from bot.ask.question import Question
from bot.ask.scoring import relevance
from bot.verdicts.comparing import compare

SHORT = timedelta(days=15)
EARLIER = timedelta(days=7)
LOOKED_AT = 5
LEAST_RELEVANCE = 14.0
LEAST_OF_QUOTES = 11.5
BY_RULES_ALONE = 3.0
SIDE_MARGIN = 3.0
WIDE_MARGIN = 10.0
AS_SURE = 0.4
SURE_ENOUGH = 0.2
VAGUE_NEARNESS = 0.6
FIT_MARGIN = 0.5
EVENT_SHARE = 0.4
NAMES_MARGIN = 0.5
AGREEING_MARGIN = 9.0
AGREEING_COVERAGE = 0.5
CORROBORATING_COVERAGE = 0.25


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


@dataclass(frozen=True)
class Sorted:
    """Candidates that speak of the fact asked about, and the others."""

    sides: tuple[Candidate, ...]
    further: tuple[Candidate, ...]


def agrees(leader: Candidate, other: Candidate) -> bool:
    """Tell whether a candidate with fair evidence states a value that fits the leader's."""
    if relevance(other.features) < relevance(leader.features) - AGREEING_MARGIN:
        return False
    a, b = leader.features, other.features
    if is_stray(leader, other):
        return False
    speaks = b["near"] >= AGREEING_COVERAGE * a["near"] or b["event"] >= EVENT_SHARE * a["event"]
    return speaks and compare(leader, other) in COMPATIBLE


def sort_out(candidates: Sequence[Candidate]) -> Sorted:
    """Part the candidates whose evidence is as good as the leader's from the lesser ones.

    A lesser one that states a value already among the sides corroborates it and joins them.
    """
    leader = candidates[0]
    strong = [c for c in candidates if is_same_fact(leader, c) or agrees(leader, c)]
    weak = [c for c in candidates if c not in strong]
    joining = [c for c in weak if corroborates(c, strong)]
    further = tuple(c for c in weak if c not in joining)
    return Sorted((*strong, *joining), further)


def is_same_fact(leader: Candidate, other: Candidate) -> bool:
    """Tell whether a candidate speaks of the leader's fact as clearly as the leader does."""
    a, b = leader.features, other.features
    if is_stray(leader, other):
        return False
    if b.get("fit", 0.0) < a.get("fit", 0.0) - FIT_MARGIN:
        return False
    if b["names"] < a["names"] - NAMES_MARGIN or b["event"] < EVENT_SHARE * a["event"]:
        return False
    return relevance(b) >= relevance(a) - side_margin(leader, other)


def is_stray(leader: Candidate, other: Candidate) -> bool:
    """Tell whether a vague wording stands too far from the event to be its time."""
    a, b = leader.features, other.features
    return bool(b.get("vague")) and b["nearness"] < VAGUE_NEARNESS * a["nearness"]


def side_margin(leader: Candidate, other: Candidate) -> float:
    """Return by how much a side's evidence may be the weaker one.

    It may be weaker by more where the neural reader points at it as surely as at the leader's, and
    where whole quotes stand against each other, which differ in every word.
    """
    a, b = leader.features.get("reader"), other.features.get("reader")
    if (
        a is not None
        and b is not None
        and b >= max(a - AS_SURE, SURE_ENOUGH)
        and other.features.get("pointed")
    ):
        return WIDE_MARGIN
    return WIDE_MARGIN if leader.kind == "quote" else SIDE_MARGIN


def corroborates(candidate: Candidate, strong: Sequence[Candidate]) -> bool:
    """Tell whether a lesser candidate states the same value in words close to the question's."""
    return candidate.features["near"] >= CORROBORATING_COVERAGE and any(
        compare(one, candidate) == "same" for one in strong
    )
