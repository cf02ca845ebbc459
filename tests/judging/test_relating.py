"""Two statements are related in one place: by their values, their time and the judge's word."""

import pytest
from ask_samples import Told, stated
from scripted_networks import Kind, ScriptedJudge, judged
from tables import named

from bot.judging.document import Statement
from bot.judging.relating import NOT_THERE, Relation, crossed, in_order, relate
from bot.reader.judge import Judged, Marked

FIRST, LATER = "2026-05-08T08:00:00Z", "2026-05-08T12:00:00Z"


def told(words: str, on: str | None = FIRST, source: str = "The Quay Courier", number: int = 1,
         says: str = "") -> Statement:  # fmt: skip
    text = f"{words} people died in Pell{says}."
    return stated(Told(text, source, on), f"{words} people", number=number)


def one_relation(a: Statement, b: Statement, judge: ScriptedJudge) -> Relation:
    (found,) = relate(judge, [(a, b)])
    return found


@pytest.mark.parametrize(
    ("two", "kind", "at", "expected"),
    named(
        ("one value", "Seven", "conflict", FIRST, "agree"),
        ("conflict", "Nine", "conflict", FIRST, "conflict"),
        ("update", "Nine", "update", LATER, "update"),
        ("an update is later", "Nine", "update", FIRST, "conflict"),
        ("and clearly later", "Nine", "update", "2026-05-08T09:00:00Z", "conflict"),
        ("both may be right", "At least three", "agree", FIRST, "agree"),
        ("finer", "At least three", "refine", FIRST, "refinement"),
        ("nobody's word is no position", "Nine", "position", FIRST, "conflict"),
    ),
)
def test_a_relation_is_named_by_values_time_and_judge(
    two: str, kind: Kind, at: str, expected: str
) -> None:
    a, b = told("Seven"), told(two, at, "Radio Halden", 2)
    assert one_relation(a, b, ScriptedJudge(kind)).kind == expected


def test_what_another_speaker_says_may_be_a_position() -> None:
    a = told("Seven", says=", Ana Mirel said")
    b = told("Nine", FIRST, "Radio Halden", 2, says=", Otto Brandt said")
    assert one_relation(a, b, ScriptedJudge("position")).kind == "attributed position"


def test_values_that_differ_are_of_two_things_where_the_judge_says_so() -> None:
    a, b = told("Seven"), told("Nine", FIRST, "Radio Halden", 2)
    found = one_relation(a, b, ScriptedJudge(apart=("Nine",)))
    assert (found.kind, found.likelihood) == ("different event or scope", 0.03)


@pytest.mark.parametrize("kind", ["conflict", "update", "position"])
def test_the_same_source_never_conflicts_with_itself(kind: Kind) -> None:
    a, b = told("Seven"), told("Nine", LATER, number=2)
    found = one_relation(b, a, ScriptedJudge(kind))
    assert (found.kind, found.earlier, found.later) == ("update", a, b)


@pytest.mark.parametrize(
    ("one", "other", "at", "expected"),
    named(
        ("risen by another day", "Seven", "Nine", "2026-05-09T07:00:00Z", "update"),
        ("fallen", "Nine", "Seven", "2026-05-09T07:00:00Z", "conflict"),
        ("the same day", "Seven", "Nine", LATER, "conflict"),
        ("no day known", "Seven", "Nine", None, "conflict"),
    ),
)
def test_a_count_that_has_risen_by_another_day_is_an_update(
    one: str, other: str, at: str | None, expected: str
) -> None:
    first = Told(f"{one} people died in Pell.", "The Quay Courier", FIRST)
    second = Told(f"{other} people died in Pell.", "Radio Halden", at)
    a, b = stated(first, one, "how many"), stated(second, other, "how many", number=2)
    assert one_relation(a, b, ScriptedJudge("conflict")).kind == expected


def test_a_report_updates_the_plan_before_it() -> None:
    plan = stated(Told("The truce will end on 10 May 2026."), "10 May 2026", "when")
    report = stated(Told("The truce ended on 12 May 2026.", "Radio Halden"), "12 May 2026", "when",
                    number=2)  # fmt: skip
    assert one_relation(plan, report, ScriptedJudge("conflict")).kind == "update"
    assert one_relation(report, plan, ScriptedJudge("conflict")).kind == "conflict"


def test_two_statements_without_a_time_stay_as_given() -> None:
    a, b = told("Seven", None), told("Nine", FIRST, "Radio Halden", 2)
    assert in_order(a, b) == (a, b)
    assert in_order(b, a) == (b, a)


def test_pairs_are_judged_in_one_batch_with_the_values_marked() -> None:
    batches: list[list[tuple[str, str]]] = []

    class Listening(ScriptedJudge):
        def judge(self, pairs: list[tuple[Marked, Marked]]) -> list[Judged]:  # type: ignore[override]
            batches.append([(a.text[a.start : a.end], b.text[b.start : b.end]) for a, b in pairs])
            return [judged(0.97) for _ in pairs]

    a, b = told("Seven"), told("Nine", FIRST, "Radio Halden", 2)
    relate(Listening(), [(a, b), (b, a)])
    assert batches == [[("Seven people", "Nine people"), ("Nine people", "Seven people")]]
    assert relate(Listening(), []) == []


@pytest.mark.parametrize(
    ("text", "stands"),
    [("Nine people died in Pell.", True), ("Six people died in Pell. Nine buses burned.", False)],
    ids=["where the other does", "beside another"],
)
def test_a_value_is_held_against_one_that_stands_in_its_place(text: str, stands: bool) -> None:
    other = stated(Told(text, "Radio Halden", LATER), "Nine", number=2)
    (odds,) = crossed(ScriptedJudge(), [(told("Seven"), other)])
    assert (odds > NOT_THERE) is stands
