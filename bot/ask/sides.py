"""Sides: which candidates speak of the same fact as the leader, as well as it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.ask.candidates import Candidate, ValueKind
from bot.ask.evidence import terms_of, title_terms
from bot.ask.question import Question
from bot.ask.scoring import relevance
from bot.verdicts.comparing import COMPATIBLE, compare
from store.terms import content_terms, terms

SAME_FACT: Mapping[str, float] = {
    "reader": 1.76,
    "nearness": 2.62,
    "alike": 2.89,
    "scope": 0.54,
    "vague": -5.09,
    "saying": -1.28,
    "fits less": -1.21,
}
START = -0.62
START_OF_KIND: Mapping[ValueKind, float] = {"number": -2.31, "date": -1.62}
"""Log odds that a candidate's value is of the fact asked about: `python -m training.fit_ask` fits
them to the development halves of three sets of disagreements and to the sample newsroom.
"""

LIKELY, FAINT, MARGIN = 0.0, -0.7, 0.5
"""Less is needed of a side where the leader's own evidence is hardly better."""

BY_RULES_ALONE = 0.3
"""What the neural reader's word is taken to be where there is none."""

EVENT_SHARE_OF_QUOTES, QUOTE_MARGIN = 0.3, 10.0
"""Whole quotes stand against each other though they differ in every word."""

NAMES_MARGIN, OFFICE_MARGIN = 0.5, 0.3
"""An office is somebody's: whose must be told near by."""

NAMED: frozenset[ValueKind] = frozenset({"person", "name", "place"})

EVENT_SHARE = 0.4
AGREEING_MARGIN = 9.0
AGREEING_COVERAGE = 0.5
CORROBORATING_COVERAGE = 0.25


@dataclass(frozen=True)
class Sorted:
    """Candidates that speak of the fact asked about, and the others."""

    sides: tuple[Candidate, ...]
    further: tuple[Candidate, ...]


def sort_out(question: Question, candidates: Sequence[Candidate]) -> Sorted:
    """Part the candidates that speak of the leader's fact from the others.

    A lesser one that states a value already among the sides corroborates it and joins them.
    """
    leader = candidates[0]
    near = [c for c in candidates if is_same_fact(question, leader, c) or agrees(leader, c)]
    strong = [c for c in near if not is_said_beside(leader, c, candidates)]
    weak = [c for c in candidates if c not in strong]
    joining = [c for c in weak if corroborates(c, strong)]
    further = tuple(c for c in weak if c not in joining)
    return Sorted((*strong, *joining), further)


def is_said_beside(leader: Candidate, other: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Tell whether an article that states the leader's value states another one beside it.

    "Medvedev beat Djokovic" and "Medvedev won" are no two sides, nor are the place of signing and
    the river of the front line in one report.
    """
    if leader.is_quote or compare(leader, other) != "different":
        return False
    own = [c for c in candidates if c.article_id == other.article_id]
    if other.kind == "place":
        return is_named_beside(leader, other) or any(compare(leader, c) in COMPATIBLE for c in own)
    better = [c for c in own if c.score >= other.score]
    if other.kind not in NAMED:
        return any(compare(leader, c) == "same" for c in better)
    return is_named_beside(leader, other) or any(compare(leader, c) in COMPATIBLE for c in better)


def is_named_beside(leader: Candidate, other: Candidate) -> bool:
    """Tell whether the sentence that names somebody names the leader's too, by the last word.

    Of a place the headline and the passage tell enough: an article has many places.
    """
    last, hit = set(content_terms(leader.wording)[-1:]), other.sentence.hit
    told = other.sentence.terms
    if other.kind == "place":
        told = terms_of(hit.text) | title_terms(hit.title)
    return bool(last & told - set(content_terms(other.wording)))


def is_same_fact(question: Question, leader: Candidate, other: Candidate) -> bool:
    """Tell whether a candidate is likely to speak of the leader's fact."""
    a, b = leader.features, other.features
    if other is leader:
        return True
    margin = NAMES_MARGIN if question.office is None else OFFICE_MARGIN
    share = EVENT_SHARE_OF_QUOTES if leader.is_quote else EVENT_SHARE
    if b["names"] < a["names"] - margin or b["event"] < share * a["event"]:
        return False
    if leader.is_quote:
        return relevance(b) >= relevance(a) - QUOTE_MARGIN
    own = likelihood(question, leader, leader) - SAME_FACT["alike"]
    return likelihood(question, leader, other) >= needed_beside(own)


def needed_beside(own: float) -> float:
    """Return the least log odds of a side, by the leader's own.

    >>> needed_beside(2.0), needed_beside(0.25), needed_beside(-3.0)
    (0.0, -0.25, -0.7)
    """
    return max(FAINT, min(LIKELY, own - MARGIN))


def likelihood(question: Question, leader: Candidate, other: Candidate) -> float:
    """Return the log odds that a candidate speaks of the leader's fact."""
    start = START_OF_KIND.get(leader.kind, START)
    evidence = sameness(question, leader, other)
    return start + sum(SAME_FACT[name] * value for name, value in evidence.items())


def sameness(question: Question, leader: Candidate, other: Candidate) -> dict[str, float]:
    """Return what speaks for a candidate's telling of the leader's fact."""
    a, b = leader.features, other.features
    return {
        "reader": b.get("reader", BY_RULES_ALONE),
        "nearness": b.get("nearness", 0.0),
        "alike": alikeness(question, leader, other),
        "scope": b["scope"],
        "vague": b.get("vague", 0.0),
        "saying": b.get("saying", 0.0),
        "fits less": max(0.0, a.get("fit", 0.0) - b.get("fit", 0.0)),
    }


def alikeness(question: Question, a: Candidate, b: Candidate) -> float:
    """Return the share of words that two sentences have in common beside question and values."""
    one, two = (c.sentence.terms - set(question.terms) - set(terms(c.wording)) for c in (a, b))
    return len(one & two) / (len(one | two) or 1)


def agrees(leader: Candidate, other: Candidate) -> bool:
    """Tell whether a candidate with fair evidence states a value that fits the leader's."""
    if relevance(other.features) < relevance(leader.features) - AGREEING_MARGIN:
        return False
    a, b = leader.features, other.features
    speaks = b["near"] >= AGREEING_COVERAGE * a["near"] or b["event"] >= EVENT_SHARE * a["event"]
    return speaks and compare(leader, other) in COMPATIBLE


def corroborates(candidate: Candidate, strong: Sequence[Candidate]) -> bool:
    """Tell whether a lesser candidate states the same value in words close to the question's."""
    return candidate.features["near"] >= CORROBORATING_COVERAGE and any(
        compare(one, candidate) == "same" for one in strong
    )
