"""Answering: from a question to quotes, sides and verdicts, or to a reason for abstaining."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from bot.ask.answer import (
    WARNED,
    Answer,
    Citation,
    IndexState,
    Standing,
    Value,
    Verdict,
)
from bot.ask.candidates import Candidate
from bot.ask.citing import cite, cite_group
from bot.ask.deciding import is_of_the_days, reason_to_abstain
from bot.ask.describing import describe_question
from bot.ask.earliest import tell_too_early
from bot.ask.evidence import Sentence, find_sentences
from bot.ask.grouping import Group, group
from bot.ask.judging import judge_values
from bot.ask.kept_sides import with_kept_sides
from bot.ask.question import Question, understand
from bot.ask.reading import Reader, read, with_context
from bot.ask.retrieving import EVERYTHING, Filters, retrieve
from bot.ask.scoring import most_promising
from bot.ask.sides import sort_out
from bot.ask.typed_reader import whole_sentence
from bot.verdicts.comparing import compare
from bot.verdicts.judging import VerdictName, replaces
from store import Store

NEAREST = 3


def ask(
    store: Store,
    text: str,
    at: datetime,
    *,
    filters: Filters = EVERYTHING,
    top: int = 5,
    reader: Reader | None = None,
) -> Answer:
    """Answer a question from the store as of a moment; at most `top` values are returned."""
    question = understand(text, at.date())
    retrieved = retrieve(question, store.passages, filters)
    sentences = find_sentences(question, retrieved.hits, retrieved.weighing)
    promising = most_promising(sentences)
    candidates = read(question, promising, reader)
    reason = reason_to_abstain(question, promising, candidates)
    blank = _blank(store, question, at)
    if not sentences:
        reason = tell_too_early(store, at) or reason
    if reason is not None:
        return replace(blank, reason=reason, nearest=_nearest(store, promising))
    timely = [candidate for candidate in candidates if is_of_the_days(question, candidate)]
    return _with_values(store, question, blank, timely, top)


def _blank(store: Store, question: Question, at: datetime) -> Answer:
    state = store.articles.state()
    return Answer(
        question=question.text,
        asked_at=at.isoformat(),
        status="abstained",
        values=(),
        verdicts=(),
        reason=None,
        nearest=(),
        searched=question.terms,
        understood=describe_question(question),
        index=IndexState(state.articles, state.as_of),
    )


def _nearest(store: Store, sentences: Sequence[Sentence]) -> tuple[Citation, ...]:
    found = (cite(whole_sentence(sentence), store.articles) for sentence in sentences[:NEAREST])
    return tuple(citation for citation in found if citation is not None)


def _with_values(
    store: Store, question: Question, blank: Answer, candidates: Sequence[Candidate], top: int
) -> Answer:
    found = with_kept_sides(sort_out(question, candidates), store.verdicts)
    sides = [in_context(one) for one in group(found.sides)]
    kept = list(cited(store, newest_first(question, sides), "side"))
    further = map(in_context, group(found.further))
    kept += islice(cited(store, further, "further"), max(0, top - len(kept)))
    verdicts = judge_all(question, kept)
    disputed = any(verdict.verdict in WARNED for verdict in verdicts)
    return replace(
        blank,
        status="disputed" if disputed else "answered",
        values=tuple(value for _, value in kept),
        verdicts=tuple(verdicts),
    )


def newest_first(question: Question, groups: list[Group]) -> list[Group]:
    """Put on top the value that replaced the others: the latest count, a report after a plan."""
    leader = groups[0]
    for other in groups[1:]:
        found = judge_values(question, leader.head, other.head)
        if found is not None and leads(found.verdict, leader, other):
            leader = other
    return [leader, *(one for one in groups if one is not leader)]


def leads(verdict: VerdictName, leader: Group, other: Group) -> bool:
    """Tell whether another side belongs on top: the newer value, the commoner spelling."""
    if verdict == "spelling variant":
        return other.independent > leader.independent
    if leader.head.kind in ("person", "name", "place") and not has_office(leader, other):
        return False
    return verdict in ("update", "retraction") and replaces(leader.head, other.head)


def has_office(leader: Group, other: Group) -> bool:
    """Tell whether two sides are holders of an office, one of whom may have followed the other."""
    return leader.head.office is not None and other.head.office is not None


def in_context(one: Group) -> Group:
    """Return a group whose members tell who says it, and whether it is a report or a plan."""
    members = [(member, with_context(member)) for member in one.members]
    head = next(spoken for member, spoken in members if member is one.head)
    return Group(head, tuple(spoken for _, spoken in members))


def cited(
    store: Store, groups: Iterable[Group], standing: Standing
) -> Iterator[tuple[Group, Value]]:
    """Give the groups of which at least one quote is verbatim, each as a value."""
    values = ((one, cite_group(one, store.articles, standing)) for one in groups)
    return ((one, value) for one, value in values if value is not None)


def judge_all(question: Question, sides: Sequence[tuple[Group, Value]]) -> list[Verdict]:
    """Return the verdict within each side, and between the first side and each other."""
    verdicts = [verdict for place, (one, _) in enumerate(sides) for verdict in within(place, one)]
    for place, (one, value) in enumerate(sides):
        if place and value.standing == "side":
            found = judge_values(question, sides[0][0].head, one.head)
            verdicts += [Verdict(found.verdict, (0, place), found.why)] if found else []
    return verdicts


def within(place: int, one: Group) -> Iterator[Verdict]:
    """Give how the members of one side stand together, nothing where only one source speaks."""
    if one.sources < 2:
        return
    alike = [m for m in one.members if compare(one.head, m) in ("same", "refined_by")]
    if (count := Group(one.head, tuple(alike)).independent) > 1:
        yield Verdict("agree", (place, place), f"{count} sources say so.")
    rough = next((m for m in one.members if compare(one.head, m) == "refines"), None)
    if rough is not None:
        why = f"“{one.head.wording}” is the finer wording of “{rough.wording}”."
        yield Verdict("refinement", (place, place), why)
