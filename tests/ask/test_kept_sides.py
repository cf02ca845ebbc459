"""A conflict found when its articles came in is shown in answers, however far its words."""

from dataclasses import replace

import pytest
from ask_samples import NOW, Told, candidates_of, small_store

from bot.ask.answering import ask
from bot.ask.candidates import Candidate
from bot.ask.kept_sides import with_kept_sides
from bot.ask.sides import Sorted
from store.verdicts import NewVerdict, Side, State

WHEN = "When does the Orva truce end?"
TENTH = Told("The Orva truce ends on 10 November 2026.", "Delm Post", article_id="post")
FAR = Told("Some say of the truce: 18 November 2026.", "Radio Halden", article_id="radio")


def side_of(candidate: Candidate) -> Side:
    hit, sentence, span = candidate.sentence.hit, candidate.sentence.span, candidate.span
    return Side(
        hit.article_id, hit.version, hit.source, None, None, hit.published_at, *sentence,
        candidate.sentence.text, *span, candidate.wording, None, candidate.wording,
    )  # fmt: skip


def verdict(a: Candidate, b: Candidate) -> NewVerdict:
    return NewVerdict("pair", "conflict", "They differ.", "date", "story", side_of(a), side_of(b))


@pytest.mark.parametrize(
    ("state", "version", "expected"),
    [
        ("detected", 1, ["10 November 2026", "18 November 2026"]),
        ("confirmed", 1, ["10 November 2026", "18 November 2026"]),
        ("dismissed", 1, ["10 November 2026"]),
        ("detected", 2, ["10 November 2026"]),
    ],
    ids=["found", "confirmed", "dismissed", "of another version"],
)
def test_an_open_conflict_brings_its_other_side(
    state: State, version: int, expected: list[str]
) -> None:
    leader, other = candidates_of(WHEN, TENTH, FAR)
    with small_store(TENTH, FAR) as store:
        new = verdict(leader, other)
        new = replace(new, b=replace(new.b, version=version))
        store.verdicts.record([(new, ())], NOW.isoformat())
        [kept] = store.verdicts.of_article("post")
        if state != "detected":
            store.verdicts.decide(kept.verdict_id, state, "Ada", NOW.isoformat())
        found = with_kept_sides(Sorted((leader,), (other,)), store.verdicts)
    assert [c.wording for c in found.sides] == expected
    assert len(found.sides) + len(found.further) == 2


def test_an_answer_shows_a_kept_conflict() -> None:
    leader, other = candidates_of(WHEN, TENTH, FAR)
    with small_store(TENTH, FAR) as store:
        assert ask(store, WHEN, NOW).status == "answered"
        store.verdicts.record([(verdict(leader, other), ())], NOW.isoformat())
        answer = ask(store, WHEN, NOW)
    assert (answer.status, [v.text for v in answer.values]) == (
        "disputed",
        ["10 November 2026", "18 November 2026"],
    )
