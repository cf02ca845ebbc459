"""New articles are compared with those known; one dispute is one, however many repeat it."""

from dataclasses import replace

import pytest
from conflict_samples import (  # fmt: skip
    COURIER,
    FIRE,
    FIRE_CORRECTED,
    FIRE_OTHERWISE,
    JUDGE,
    LATER,
    NOW,
    RADIO,
    alerted,
    compare_new,
    put,
    put_both,
    values,
)
from scripted_networks import ScriptedJudge
from stored import is_verbatim
from tables import named

from bot.conflicts.incoming import compare_all
from store import Store
from store.subscriptions import NewSubscription

MORNING, EVENING = "2026-03-03T09:00:00Z", "2026-03-03T15:00:00Z"


@pytest.mark.parametrize("order", [["one", "two"], ["two", "one"]], ids=["as dated", "turned"])
def test_a_conflict_is_found_once_with_both_sides(store: Store, order: list[str]) -> None:
    put(store, "one", FIRE, COURIER)
    put(store, "two", FIRE_OTHERWISE, RADIO, "2026-03-03T10:00:00Z")
    (conflict,) = compare_all(store, order, JUDGE, NOW).conflicts
    assert (conflict.a.wording, conflict.b.wording) == ("Four", "Six")
    assert is_verbatim(store, conflict.a)
    assert is_verbatim(store, conflict.b)
    assert conflict.likelihood == 0.97
    assert compare_all(store, order, JUDGE, LATER).verdicts == ()
    assert compare_new(store).articles == 0


@pytest.mark.parametrize(
    ("text", "judge", "published_at"),
    named(
        ("two facts to the judge", FIRE_OTHERWISE, ScriptedJudge(apart=("firefighters",)), MORNING),
        ("both right to the judge", FIRE_OTHERWISE, ScriptedJudge(kind="agree"), MORNING),
        ("the same value", FIRE_CORRECTED, JUDGE, MORNING),
        ("an open bound", FIRE_OTHERWISE.replace("Six", "At least three"), JUDGE, MORNING),
        ("another noun", FIRE_OTHERWISE.replace("Six people", "Six cats"), JUDGE, MORNING),
        ("half a year later", FIRE_OTHERWISE, JUDGE, "2026-09-03T09:00:00Z"),
        ("other words", "Six people swam in the sea off Halden.", JUDGE, MORNING),
    ),
)
def test_what_does_not_differ_is_not_told(
    store: Store, text: str, judge: ScriptedJudge, published_at: str
) -> None:
    put(store, "one", FIRE, COURIER)
    put(store, "two", text, RADIO, published_at)
    assert values(compare_new(store, NOW, judge)) == []


def test_of_two_values_that_the_judge_takes_for_one_fact_the_one_that_stands_there_is_told(
    store: Store,
) -> None:
    put(store, "one", FIRE, COURIER)
    more = f"Nine people were hurt when the Anchor Hall in Skelby burned down. {FIRE_OTHERWISE}"
    put(store, "two", more, RADIO, MORNING)
    assert {one[1:] for one in values(compare_new(store))} == {("Six", "Four")}


def test_the_days_of_two_datelines_are_not_told(store: Store) -> None:
    put(store, "one", f"HALDEN, 3 March 2026 — {FIRE}", COURIER)
    put(store, "two", f"HALDEN, 5 March 2026 — {FIRE}", RADIO, "2026-03-05T10:00:00Z")
    assert compare_new(store).verdicts == ()


def test_a_name_spelt_two_ways_is_a_variant(store: Store) -> None:
    told = "The Anchor Hall in Skelby will be built again, said Hendrik Valmo."
    put(store, "one", told, COURIER)
    put(store, "two", told.replace("drik", "drick"), RADIO, "2026-03-03T10:00:00Z")
    assert values(compare_new(store)) == [("spelling variant", "Hendrik Valmo", "Hendrick Valmo")]


def test_a_corrected_version_resolves_its_conflict_and_says_so(store: Store) -> None:
    put_both(store)
    put(store, "two", FIRE_CORRECTED, RADIO)
    (resolved,) = compare_new(store).resolved
    assert resolved.note == "Radio Halden corrected Six to Four in version 2."
    assert store.verdicts.find() == [replace(resolved, changed_by="copydesk")]
    assert alerted(store) == ["verdict", "resolved"]


def test_people_who_decide_make_the_precision_of_each_kind(store: Store) -> None:
    put_both(store)
    (verdict,) = store.verdicts.find()
    store.verdicts.decide(verdict.verdict_id, "dismissed", "Ana", NOW)
    store.verdicts.decide(verdict.verdict_id, "confirmed", "Ben", LATER)
    (tally,) = store.verdicts.tallies()
    assert (tally.detected, tally.confirmed, tally.dismissed, tally.precision) == (1, 1, 0, 1.0)
    history = [(state, by) for state, by, _, _ in store.verdicts.history(verdict.verdict_id)]
    assert history == [("dismissed", "Ana"), ("confirmed", "Ben")]


def test_ten_articles_with_one_dispute_alert_a_channel_once(store: Store) -> None:
    put_both(store)
    for number in range(8):
        put(store, f"more-{number}", f"{FIRE_OTHERWISE} Day {number}.", f"Paper {number}")
    compare_new(store)
    found = store.verdicts.find(("conflict",))
    assert len(found) == 9
    assert {v.about for v in found} == {"People died when the Anchor Hall in Skelby burned"}
    assert len({(v.dispute, v.story) for v in found}) == 1
    assert alerted(store) == ["verdict"]


def test_a_third_value_alerts_again_and_is_of_the_same_dispute(store: Store) -> None:
    put_both(store)
    put(store, "three", FIRE_OTHERWISE.replace("Six", "Seven"), "Skelby News")
    assert len(compare_new(store).conflicts) == 1
    assert len({v.dispute for v in store.verdicts.find()}) == 1
    assert len(alerted(store)) == 2


@pytest.mark.parametrize(
    ("ids", "told", "one", "other"),
    [
        (("one", "two"), "At last nine buses took the singers to the Halden mill.", "nine", "ten"),
        (("three", "four"), "Four people drowned as the Brede Maid sank by Orsk.", "Four", "Six"),
    ],
    ids=["another value of the same articles", "the same values of other articles"],
)
def test_another_thing_that_differs_is_another_dispute(
    store: Store, ids: tuple[str, str], told: str, one: str, other: str
) -> None:
    known = {"one": f"{FIRE} ", "two": f"{FIRE_OTHERWISE} "}
    put_both(store)
    put(store, ids[0], known.get(ids[0], "") + told, COURIER)
    put(store, ids[1], known.get(ids[1], "") + told.replace(one, other), RADIO)
    compare_new(store, LATER, ScriptedJudge(shared=6))
    assert len({v.dispute for v in store.verdicts.find()}) == 2


def test_an_article_between_two_that_say_the_same_alerts_once(store: Store) -> None:
    store.subscriptions.add(NewSubscription("C1"), NOW)
    put(store, "early", FIRE, COURIER, "2026-03-03T08:00:00Z")
    put(store, "late", f"{FIRE} It was cold.", "Skelby News", "2026-03-03T10:00:00Z")
    compare_new(store, NOW)
    put(store, "between", FIRE_OTHERWISE, RADIO)
    found = sorted(values(compare_new(store)))
    assert found == [("conflict", "Four", "Six"), ("conflict", "Six", "Four")]
    assert len(alerted(store)) == 1


def test_a_conflict_is_told_though_an_update_with_its_values_was_not(store: Store) -> None:
    store.subscriptions.add(NewSubscription("C1", verdicts=("conflict",)), NOW)
    put(store, "one", FIRE, COURIER)
    put(store, "two", FIRE_OTHERWISE, RADIO, EVENING)
    compare_new(store, NOW, ScriptedJudge("update"))
    assert alerted(store) == []
    put(store, "three", f"{FIRE_OTHERWISE} It was cold.", "Skelby News")
    assert values(compare_new(store)) == [("conflict", "Four", "Six")]
    assert len(alerted(store)) == 1
