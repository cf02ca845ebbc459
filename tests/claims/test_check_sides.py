"""A draft is told every side: what supports a value, what contradicts it, what came later."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from claim_samples import FIRE, FIRE_OTHERWISE, NOW, newsroom, put

from bot.claims.check import Checked, check_draft
from bot.claims.examine import examine
from store import Store

DAY = date(2026, 3, 5)
DRAFT = "Six people died when the Anchor Hall in Skelby burned down on Monday."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with newsroom(tmp_path) as found:
        yield found


def sides(checked: Checked) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(one.stance, one.source, one.stated, one.instead) for one in checked.evidence]


def put_fire(store: Store, later: str = "2026-03-03T09:00:00Z") -> None:
    put(store, "one", FIRE, "The Quay Courier")
    put(store, "two", FIRE_OTHERWISE, "Radio Skell", later)


def check_one(store: Store, draft: str) -> Checked:
    (one,) = check_draft(store, draft, DAY)
    return one


@pytest.mark.parametrize(
    ("is_examined", "why"),
    [
        (True, "The Quay Courier says Four; Radio Skell says Six."),
        (False, "Radio Skell says Six; The Quay Courier says Four."),
    ],
    ids=["found at ingest", "judged now"],
)
def test_a_value_with_an_article_for_and_one_against_it_is_disputed(
    store: Store, is_examined: bool, why: str
) -> None:
    put_fire(store)
    if is_examined:
        examine(store, ["one", "two"], NOW)
    one = check_one(store, DRAFT)
    assert (one.standing, [f.text for f in one.findings if f.standing == "disputed"]) == (
        "disputed",
        ["Six"],
    )
    assert sides(one) == [
        ("supports", "Radio Skell", "Six", None),
        ("contradicts", "The Quay Courier", "Six", "Four"),
    ]
    assert one.evidence[1].why == why


def test_a_conflict_that_somebody_dismissed_disputes_nothing(store: Store) -> None:
    put_fire(store)
    examine(store, ["one", "two"], NOW)
    for verdict in store.verdicts.find():
        store.verdicts.decide(verdict.verdict_id, "dismissed", "U1", NOW)
    assert check_one(store, DRAFT).standing == "supported"


def test_a_figure_that_has_risen_since_is_outdated(store: Store) -> None:
    put_fire(store, later="2026-03-04T09:00:00Z")
    examine(store, ["one", "two"], NOW)
    old = check_one(store, DRAFT.replace("Six", "Four"))
    assert (old.standing, sides(old)) == (
        "outdated",
        [("supports", "The Quay Courier", "Four", None), ("later", "Radio Skell", "Four", "Six")],
    )
    assert old.evidence[1].why == "Six is the later word; earlier it was Four."


def test_a_figure_that_has_replaced_another_is_supported_and_told_so(store: Store) -> None:
    put_fire(store, later="2026-03-04T09:00:00Z")
    examine(store, ["one", "two"], NOW)
    new = check_one(store, DRAFT)
    (finding,) = (one for one in new.findings if one.text == "Six")
    assert (new.standing, [one.stance for one in finding.evidence]) == (
        "supported",
        ["supports", "earlier"],
    )


def test_both_sides_of_a_dispute_contradict_a_third_figure(store: Store) -> None:
    put_fire(store)
    examine(store, ["one", "two"], NOW)
    one = check_one(store, DRAFT.replace("Six", "Nine"))
    assert one.standing == "contradicted"
    assert {(e.stance, e.instead) for e in one.evidence} == {
        ("contradicts", "Four"),
        ("contradicts", "Six"),
    }


def test_each_wrong_value_of_a_sentence_is_flagged_at_its_own_place(store: Store) -> None:
    text = (
        "The Halden tunnel cost 90 million dollars, the city said. "
        "The Halden tunnel opened on 3 March after nine years of work."
    )
    put(store, "one", text, "Radio Halden")
    draft = "Rain fell. The Halden tunnel cost 120 million dollars and opened on 9 March."
    one = check_draft(store, draft, DAY)[-1]
    flagged = [f for f in one.findings if f.standing == "contradicted"]
    assert [(draft[f.start : f.end], f.evidence[0].instead) for f in flagged] == [
        ("120 million dollars", "90 million dollars"),
        ("9 March", "3 March"),
    ]
    assert [text[f.evidence[0].start :].split(",")[0][:24] for f in flagged] == [
        "The Halden tunnel cost 9",
        "The Halden tunnel opened",
    ]


def test_a_bound_bears_out_no_figure_far_from_it(store: Store) -> None:
    put(store, "one", FIRE.replace("Four", "At least four"), "The Quay Courier")
    assert check_one(store, DRAFT.replace("Six", "Five")).standing == "supported"
    assert check_one(store, DRAFT.replace("Six", "Nineteen")).standing == "not found"


def test_what_another_speaker_denies_is_disputed(store: Store) -> None:
    charge = '"Brede guns fired at the Halden quay on Sunday," said Jonas Perle in Orsk.'
    denial = '"No Brede gun was fired at the Halden quay on Sunday," said Ilse Marn in Brede.'
    put(store, "one", charge, "The Quay Courier")
    put(store, "two", denial, "Radio Skell", "2026-03-04T09:00:00Z")
    examine(store, ["one", "two"], NOW)
    one = check_one(store, "Jonas Perle said Brede guns fired at the Halden quay on Sunday.")
    assert (one.standing, [e.source for e in one.evidence]) == (
        "disputed",
        ["The Quay Courier", "Radio Skell"],
    )
    assert one.evidence[1].why == "Jonas Perle says so; Ilse Marn disputes it."


def test_what_stands_nowhere_is_told_beside_what_is_supported(store: Store) -> None:
    put(store, "one", FIRE, "The Quay Courier")
    one = check_one(store, DRAFT.replace("Six", "Four").replace("Monday", "Monday, Ilse Marn said"))
    assert (one.standing, one.missing) == ("not found", ("Ilse Marn",))


def test_a_known_place_does_not_bear_out_what_no_article_says_of_it(store: Store) -> None:
    put_fire(store)
    one = check_one(store, "A dragon opened the Anchor Hall in Skelby.")
    assert (one.standing, one.untold) == ("not found", ("dragon", "opened"))


def test_a_sentence_of_which_nothing_is_known_names_no_words_of_it(store: Store) -> None:
    put_fire(store)
    one = check_one(store, "Wheat prices fell sharply.")
    assert (one.standing, one.untold) == ("not found", ())


def test_a_line_without_a_full_stop_is_checked_where_it_is_all(store: Store) -> None:
    put_fire(store)
    one = check_one(store, "Nine people died when the Anchor Hall in Skelby burned down on Monday")
    assert one.standing == "contradicted"
