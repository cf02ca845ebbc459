"""Answering: from a question to quotes, sides and verdicts, or to a reason for abstaining."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from bot.ask.answer import Answer, Citation, IndexState, Standing, Status, Value, Verdict
from bot.ask.asker import Watch, unwatched
from bot.ask.citing import SURE, cite, cite_group
from bot.ask.grouping import Group, group
from bot.ask.question import Question, understand
from bot.ask.reading import read_hits
from bot.ask.retrieving import EVERYTHING, Filters, retrieve
from bot.ask.weighing import (
    ANSWER,
    LEAST_LIKELY,
    LEAST_OF_SIDE,
    LEAST_SHOWN,
    SIDE,
    answer_features,
    by_likelihood,
    side_features,
)
from bot.judging import WARNED
from bot.judging.document import Statement
from bot.judging.relating import SAME_FACT, Judge, Relation, has_risen, relate
from bot.judging.values import COMPATIBLE, compare
from bot.reader.twice import Reader
from bot.text.numbers import NumberValue
from store import Store
from store.passages import Hit
from store.terms import content_terms

NEAREST = 3
COMPARED = 8
"""Groups after the first that are held against it."""

SHOWN_BESIDE_UNSURE = 3
"""So many values are shown, however unlikely, where the first is not sure."""

ANOTHER_FACT = 0.1
"""Likelihood of one fact under which no value is a side."""

APART = "different event or scope"

RIVALS, CLOSE = 2, 1.0
"""So many values of other things, within so much log odds of the leader, make "which one?"."""


@dataclass(frozen=True)
class Found:
    """A group with how likely it is right, or a side of the leader's fact, and how it stands."""

    group: Group
    standing: Standing
    likelihood: float
    relation: Relation | None = None


def ask(
    store: Store,
    text: str,
    at: datetime,
    *,
    reader: Reader,
    judge: Judge,
    filters: Filters = EVERYTHING,
    top: int = 5,
    watch: Watch = unwatched,
) -> Answer:
    """Answer a question from the store as of a moment; at most `top` values are returned."""
    question = understand(text, at.date())
    blank = _blank(store, question, at)
    if not question.terms:
        return replace(
            blank, reason="The question has no word to search for. Ask about a name or an event."
        )
    with watch("finding"):
        hits = retrieve(question, store.passages, filters)
    with watch("reading"):
        statements = read_hits(question, hits, reader)
    if not statements:
        return replace(blank, reason=tell_too_early(store, at) or tell_no_words(question))
    groups = by_likelihood(group(statements))
    likelihood = ANSWER(answer_features(groups[0]))
    if likelihood < LEAST_LIKELY:
        reason = reason_to_abstain(store, question, hits)
        nearest = _nearest(store, statements)
        return replace(blank, reason=reason, nearest=nearest, likelihood=round(likelihood, 3))
    if question.asked == "yes or no":
        found = [Found(one, "side", likelihood) for one in each_quote(statements)]
    else:
        with watch("judging"):
            found = in_relation(groups, likelihood, judge)
    return with_values(store, replace(blank, likelihood=round(likelihood, 3)), found, top)


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
        understood=question.understood,
        index=IndexState(state.articles, state.as_of),
    )


IN_LANGUAGE = "Ask in the language of the articles."
ENDED = re.compile(r"\w\W*?\?(?=\s|$)")
"""The end of a question, however many marks it has."""


def tell_no_words(question: Question) -> str:
    """Return that nothing was found to read."""
    told = "No article has the words of the question."
    return f"{told} {IN_LANGUAGE}" if is_strange(question.text, words_of(question.text)) else told


def reason_to_abstain(store: Store, question: Question, hits: Sequence[Hit]) -> str:
    """Return why nothing that was read is given as an answer."""
    asked = len(ENDED.findall(question.text))
    if asked > 1:
        return f"These are {asked} questions at once. Ask them one at a time."
    window = question.window
    if window is not None and window.last <= question.asked_on:
        days = [hit.published_at for hit in hits if hit.published_at]
        if days and max(days)[:10] < window.first.isoformat():
            return f"No article of those days ({window.as_written}) was found to tell of this."
    known = store.passages.frequencies(question.terms)
    unknown = set(question.terms) - known.keys()
    lacking = [w for w in words_of(question.text) if not unknown.isdisjoint(content_terms(w))]
    if lacking:
        told = f"No article has {' or '.join(f'“{word}”' for word in lacking[:4])}."
        return f"{told} {IN_LANGUAGE}" if is_strange(question.text, lacking) else told
    return "The nearest passages do not clearly answer the question."


def is_strange(text: str, lacking: Sequence[str]) -> bool:
    """Tell whether most words of a question are in no article, as those of another language are.

    >>> is_strange("Wer ist der Bürgermeister von Lenna?", ["Wer", "ist", "der", "von"])
    True
    >>> is_strange("What is the population of Mars?", ["population", "Mars"])
    False
    """
    return len(lacking) > max(2, len(text.split()) / 2)


def words_of(text: str) -> list[str]:
    """Return the words of a text that are searched for, as written."""
    found = (word.strip(".,;:!?()[]“”\"'‘’") for word in text.split())
    return list(dict.fromkeys(w for w in found if content_terms(w)))


def tell_too_early(store: Store, at: datetime) -> str | None:
    """Return that nothing had been published by the day of asking, None where something had."""
    oldest = store.articles.oldest()
    if oldest is None or oldest[:10] <= at.date().isoformat():
        return None
    first = date.fromisoformat(oldest[:10])
    return (
        f"Nothing here had been published by {at.day} {at:%B} {at.year}: "
        f"the oldest article is of {first.day} {first:%B} {first.year}."
    )


def _nearest(store: Store, statements: Sequence[Statement]) -> tuple[Citation, ...]:
    found = (cite(one, store.articles) for one in statements)
    return tuple(islice((citation for citation in found if citation is not None), NEAREST))


def in_relation(groups: Sequence[Group], likelihood: float, judge: Judge) -> list[Found]:
    """Return the leader, then each other group: as a side of the same fact, or as also found.

    What the judge reads as the leader's value in other words joins the leader.
    """
    leader, *others = groups[: 1 + COMPARED]
    relations = relate(judge, [(leader.best, other.best) for other in others])
    joined, apart = list[Statement](), list[Found]()
    for other, relation in zip(others, relations, strict=True):
        is_one = relation.likelihood >= SAME_FACT and may_join(leader.best, other.best)
        if is_one and relation.kind in ("agree", "refinement"):
            joined += other.members
        else:
            apart.append(beside(leader, other, relation))
    apart.sort(key=lambda one: -one.likelihood)
    joined.sort(key=lambda one: -one.score)
    found = [Found(Group((*leader.members, *joined)), "side", likelihood), *apart]
    always = 1 if likelihood >= SURE else SHOWN_BESIDE_UNSURE
    return [
        one
        for place, one in enumerate(found)
        if place < always or one.standing == "side" or one.group.best.score >= LEAST_SHOWN
    ]


def may_join(one: Statement, other: Statement) -> bool:
    """Tell whether two values may be one in other words: a typed one only where both compare."""
    is_typed = one.value.typed is not None or other.value.typed is not None
    return not is_typed or compare(one, other) in COMPATIBLE


def may_contradict(one: Statement, other: Statement) -> bool:
    """Tell whether two values may exclude each other; a weight and a length do not."""
    are_typed = one.value.typed is not None and other.value.typed is not None
    return not are_typed or compare(one, other) != "unknown"


def beside(leader: Group, other: Group, relation: Relation) -> Found:
    """Return another group as a side of the leader's fact, or as also found."""
    side = SIDE(side_features(leader, other, relation))
    is_side = (
        side >= LEAST_OF_SIDE
        and relation.likelihood >= ANOTHER_FACT
        and may_contradict(leader.best, other.best)
        and relation.kind not in ("agree", "refinement")
    )
    if is_side and relation.kind == APART:
        relation = replace(relation, kind=relation.difference)
    return Found(other, "side" if is_side else "further", side, relation)


def each_quote(statements: Sequence[Statement]) -> list[Group]:
    """Return the quotes that bear on a yes-or-no question, best first; none "says so" or "denies".

    What is less likely than not is left out after the third.
    """
    return [
        Group((one,))
        for at, one in enumerate(statements)
        if at < SHOWN_BESIDE_UNSURE or one.score > 0
    ]


def with_values(store: Store, blank: Answer, found: Sequence[Found], top: int) -> Answer:
    """Return the answer with the groups of which at least one quote is verbatim.

    `top` binds what else was found, and quotes on a yes-or-no question; no side is hidden.
    """
    if is_ambiguous(found):
        found = [replace(f, standing="side") if is_rival(f, found[0]) else f for f in found]
    ordered = [
        *(f for f in found if f.standing == "side"),
        *(f for f in found if f.standing != "side"),
    ]
    sides = sum(one.relation is not None for one in ordered if one.standing == "side")
    kept = list(_cited(store, newest_first(ordered)))[: max(top, 1 + sides)]
    values = tuple(value for _, value in kept)
    verdicts = tuple(_verdicts(kept))
    status: Status = "ambiguous" if is_ambiguous(found) else "answered"
    if any(verdict.verdict in WARNED for verdict in verdicts):
        status = "disputed"
    return replace(blank, status=status if kept else "abstained", values=values, verdicts=verdicts)


def is_ambiguous(found: Sequence[Found]) -> bool:
    """Tell whether the readings are of different things, and nothing says which is meant."""
    return sum(is_rival(one, found[0]) for one in found[1:]) >= RIVALS


def is_rival(one: Found, leader: Found) -> bool:
    """Tell whether a value is of another thing than the leader's, and about as likely meant."""
    is_close = one.group.best.score >= max(0.0, leader.group.best.score - CLOSE)
    return one.relation is not None and one.relation.kind == APART and is_close


def newest_first(found: Sequence[Found]) -> list[Found]:
    """Put on top the side that came later where it updates the leader."""
    leader = found[0]
    later = [
        other
        for other in found[1:]
        if other.standing == "side"
        and other.relation is not None
        and other.relation.kind == "update"
        and other.relation.later is other.group.best
        and may_succeed(leader.group.best, other.group.best)
    ]
    if not later:
        return list(found)
    newest = max(later, key=lambda one: one.group.best.published_at or "")
    moved = replace(newest, relation=None, likelihood=leader.likelihood)
    behind = replace(leader, relation=newest.relation)
    return [moved, behind, *(one for one in found[1:] if one is not newest)]


def may_succeed(one: Statement, later: Statement) -> bool:
    """Tell whether a later value may take another's place: both compare, and no count has fallen.

    Words replace no value, and how many were saved is not how many were aboard.
    """
    is_count = isinstance(one.value.typed, NumberValue) and one.value.typed.kind == "count"
    return compare(one, later) == "different" and (not is_count or has_risen(one, later))


def _cited(store: Store, found: Sequence[Found]) -> Iterator[tuple[Found, Value]]:
    for one in found:
        value = cite_group(one.group, store.articles, one.standing, one.likelihood)
        if value is not None:
            yield one, value


def _verdicts(kept: Sequence[tuple[Found, Value]]) -> Iterator[Verdict]:
    """Give what agrees within a side, and how each side stands to the one it was held against."""
    for place, (one, value) in enumerate(kept):
        if value.standing == "side" and value.independent_sources > 1:
            yield Verdict("agree", (place, place))
        if place and value.standing == "side" and one.relation is not None:
            first, last = sorted((place, _held_against(kept, place, one.relation)))
            yield Verdict(one.relation.kind, (first, last), round(one.relation.likelihood, 3))


def _held_against(kept: Sequence[tuple[Found, Value]], place: int, relation: Relation) -> int:
    """Return the place of the value that another one was related to; 0 where it is not shown."""
    for other, (one, _) in enumerate(kept):
        members = one.group.members
        if other != place and (relation.earlier in members or relation.later in members):
            return other
    return 0
