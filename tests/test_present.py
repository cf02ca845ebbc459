"""How two sides stand, in words; and disputes, each told once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from kept_verdicts import told
from tables import named

from bot.judging import VARIANT
from handlers.disputes import find_disputes, heading_of, open_disputes, tell_variants, view_dispute
from handlers.relations import Told, tell_relation
from store import Store, open_store
from store.verdicts import NewVerdict

AT = "2026-10-08T09:00:00Z"
EARLY = Told("83", "The Harbour Gazette", "Ida Voss", "2026-10-06", "number")
LATE = Told("96", "Capital Post", None, "2026-10-07T05:00:00Z", "number")
MONTH, DAY = Told("November", "Quay", kind="date"), Told("10 November", "Skell", kind="date")


@pytest.mark.parametrize(
    ("kind", "one", "other", "said"),
    [
        ("conflict", EARLY, LATE, "The Harbour Gazette says 83; Capital Post says 96."),
        ("attributed position", EARLY, LATE, "Ida Voss says 83; Capital Post says 96."),
        ("conflict", replace(EARLY, speaker=None), replace(LATE, source=EARLY.source),
         "The Harbour Gazette says 83 (6 Oct 2026) and 96 (7 Oct 2026)."),
        ("conflict", Told("3 p.m."), Told("5 p.m.", "Skell"),
         "A source that is not stated says 3 p.m.; Skell says 5 p.m."),
        ("update", EARLY, LATE, "96 is the later word (7 Oct 2026); earlier it was 83."),
        ("update", LATE, EARLY, "96 is the later word (7 Oct 2026); earlier it was 83."),
        ("update", Told("96"), Told("83"), "96 is the later word; earlier it was 83."),
        ("refinement", MONTH, DAY, "“10 November” is the finer wording of “November”."),
        ("refinement", Told("more than 80", kind="number"), Told("80", kind="number"),
         "“more than 80” and “80” may both be right: one is more exact."),
        ("spelling variant", Told("Anna Mirel"), Told("Ana Mirel"),
         "“Anna Mirel” and “Ana Mirel”: the spelling differs, perhaps one name."),
        ("agree", Told("harbour"), Told("port"), "“harbour” and “port” say the same."),
        ("different event or scope", EARLY, LATE, "“83” and “96” are said of different things."),
    ],
)  # fmt: skip
def test_each_relation_is_one_sentence(kind: str, one: Told, other: Told, said: str) -> None:
    assert tell_relation(kind, one, other) == said


def test_several_sides_that_hang_together_are_one_sentence() -> None:
    last = Told("67", "The Meridian Times", None, "2026-10-09")
    apart = tell_relation("conflict", EARLY, LATE, last)
    assert apart == "The Harbour Gazette says 83; Capital Post says 96; The Meridian Times says 67."
    later = tell_relation("update", EARLY, LATE, last)
    assert later == "67 is the later word (9 Oct 2026); earlier it was 96, before that 83."
    unknown = tell_relation("update", Told("96"), Told("83"), Told("67"))
    assert unknown == "96 is the later word; earlier it was 83 or 67."


A, B, C = (
    told(wording, f"There were {wording} aboard.", source=source, published_at=day, title="A ferry")
    for wording, source, day in (
        ("83", "The Harbour Gazette", "2026-10-06"), ("96", "Capital Post", "2026-10-07"),
        ("83", "Radio Orsa", "2026-10-08"),
    )
)  # fmt: skip
FOUND = NewVerdict("k1", "conflict", "Passengers aboard", "d1", "s", A, B, 0.95)
REPEATED = replace(FOUND, pair_key="k2", a=B, b=C)
NAMES = [told(name) for name in ("Ana Mirel", "Anna Mirel")]
SPELLED = NewVerdict("k3", VARIANT, "", "d3", "s", *NAMES)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "news.db"))
    opened.verdicts.record([(one, []) for one in (FOUND, REPEATED, SPELLED)], AT)
    yield opened
    opened.close()


def test_a_dispute_is_listed_once_with_its_sides_by_value(store: Store) -> None:
    (dispute,) = open_disputes(store.verdicts, ("conflict",))
    view = view_dispute(dispute, datetime(2026, 10, 9, tzinfo=UTC))
    shown = [(side.head, side.also) for side in view.sides]
    assert view.heading == "Passengers aboard: 83 or 96"
    assert shown == [("83", "also Radio Orsa, 8 Oct 2026"), ("96", "")]
    sources = [[one.source for one in sides] for sides in dispute.sides]
    assert sources == [["The Harbour Gazette", "Radio Orsa"], ["Capital Post"]]


@pytest.mark.parametrize(("state", "left"), [("dismissed", 0), ("confirmed", 1), ("resolved", 1)])
def test_what_is_decided_on_the_first_verdict_holds_for_the_dispute(
    store: Store, state: str, left: int
) -> None:
    (dispute,) = open_disputes(store.verdicts, ("conflict",))
    store.verdicts.decide(dispute.first.verdict_id, state, "U1", AT)  # type: ignore[arg-type]
    assert len(open_disputes(store.verdicts, ("conflict",))) == left
    assert len(find_disputes(store.verdicts, ("conflict",))) == 1


def test_spelling_variants_take_one_line(store: Store) -> None:
    line = tell_variants(open_disputes(store.verdicts, (VARIANT,)))
    assert line == "Spelled in two ways, perhaps one name: Ana Mirel / Anna Mirel"


@pytest.mark.parametrize(
    ("about", "value", "heading"),
    named(
        ("named", "Passengers aboard", "83", "Passengers aboard: 83 or 96"),
        ("nameless", "", "83", "The sources disagree: 83 or 96"),
        ("long", "Passengers aboard", "eighty-three " * 9, "Passengers aboard"),
    ),
)
def test_a_dispute_is_headed_by_what_it_is_about(about: str, value: str, heading: str) -> None:
    assert heading_of(replace(FOUND, about=about), [value, "96"]) == heading
