"""New articles are compared with those known, and what was decided stays decided."""

from dataclasses import replace
from pathlib import Path

import pytest
from conflict_samples import (
    COURIER,
    FIRE,
    FIRE_CORRECTED,
    FIRE_OTHERWISE,
    JUDGE,
    LATER,
    NOW,
    RADIO,
    compare_new,
    newsroom,
    put,
    put_both,
    values,
)
from scripted_networks import ScriptedJudge

from bot.conflicts.arrivals import compare_all
from store.subscriptions import NewSubscription


def test_a_conflict_is_found_once_with_both_sides(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put(store, "one", FIRE, COURIER)
        put(store, "two", FIRE_OTHERWISE, RADIO, "2026-03-03T10:00:00Z")
        found = compare_new(store, NOW)
        assert values(found) == [("conflict", "Four", "Six")]
        (conflict,) = found.conflicts
        for side in (conflict.a, conflict.b):
            text = store.articles.get(side.article_id).text  # type: ignore[union-attr]
            assert text[side.start : side.end] == side.quote
            assert text[side.value_start : side.value_end] == side.wording
        assert conflict.likelihood == 0.97
        assert compare_all(store, ["one", "two"], JUDGE, LATER).verdicts == ()
        assert compare_new(store, LATER).articles == 0


def test_the_order_in_which_articles_come_does_not_matter(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put(store, "one", FIRE, COURIER)
        put(store, "two", FIRE_OTHERWISE, RADIO)
        compare_all(store, ["two", "one"], JUDGE, NOW)
        assert [v.verdict for v in store.verdicts.find()] == ["conflict"]


@pytest.mark.parametrize(
    ("text", "judge", "published_at"),
    [
        (FIRE_OTHERWISE, ScriptedJudge(apart=("firefighters",)), "2026-03-03T09:00:00Z"),
        (FIRE_OTHERWISE, ScriptedJudge(kind="agree"), "2026-03-03T09:00:00Z"),
        (FIRE_CORRECTED, JUDGE, "2026-03-03T09:00:00Z"),
        (FIRE_OTHERWISE.replace("Six", "At least three"), JUDGE, "2026-03-03T09:00:00Z"),
        (FIRE_OTHERWISE.replace("Six people", "Six cats"), JUDGE, "2026-03-03T09:00:00Z"),
        (FIRE_OTHERWISE, JUDGE, "2026-09-03T09:00:00Z"),
        ("Six people swam in the sea off Halden.", JUDGE, "2026-03-03T09:00:00Z"),
    ],
    ids=["two facts to the judge", "both right to the judge", "the same value",
         "an open bound", "another noun", "half a year later",
         "other words"],
)  # fmt: skip
def test_what_does_not_differ_is_not_told(
    tmp_path: Path, text: str, judge: ScriptedJudge, published_at: str
) -> None:
    with newsroom(tmp_path) as store:
        put(store, "one", FIRE, COURIER)
        put(store, "two", text, RADIO, published_at)
        assert values(compare_new(store, NOW, judge)) == []


def test_the_same_source_updates_itself(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put(store, "one", FIRE, COURIER)
        put(store, "two", FIRE_OTHERWISE, COURIER, "2026-03-03T15:00:00Z")
        assert values(compare_new(store, NOW)) == [("update", "Four", "Six")]


def test_a_name_spelt_two_ways_is_a_variant(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        told = "The Anchor Hall in Skelby will be built again, said Hendrik Valmo."
        put(store, "one", told, COURIER)
        put(store, "two", told.replace("drik", "drick"), RADIO, "2026-03-03T10:00:00Z")
        assert values(compare_new(store, NOW)) == [
            ("spelling variant", "Hendrik Valmo", "Hendrick Valmo")
        ]


def test_a_corrected_version_resolves_its_conflict_and_says_so(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        store.subscriptions.add(NewSubscription("C1"), NOW)
        put_both(store)
        put(store, "two", FIRE_CORRECTED, RADIO)
        (resolved,) = compare_new(store, LATER).resolved
        assert resolved.note == "Radio Halden corrected Six to Four in version 2."
        (kept,) = store.verdicts.find()
        assert kept == replace(resolved, changed_by="copydesk")
        assert [(a.kind, a.channel_id) for a in store.alerts.pending()] == [
            ("verdict", "C1"),
            ("resolved", "C1"),
        ]


def test_a_copy_is_no_other_source_and_never_alerts(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        store.subscriptions.add(NewSubscription("C1"), NOW)
        put_both(store)
        put(store, "three", FIRE_OTHERWISE, "The Halden Echo")
        compare_new(store, LATER)
        assert len(store.alerts.pending()) == 1


def test_people_who_decide_make_the_precision_of_each_kind(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put_both(store)
        (verdict,) = store.verdicts.find()
        store.verdicts.decide(verdict.verdict_id, "dismissed", "Ana", NOW)
        store.verdicts.decide(verdict.verdict_id, "confirmed", "Ben", LATER)
        (tally,) = store.verdicts.tallies()
        assert (tally.detected, tally.confirmed, tally.dismissed, tally.precision) == (1, 1, 0, 1.0)
        assert [(s, by) for s, by, _, _ in store.verdicts.history(verdict.verdict_id)] == [
            ("dismissed", "Ana"),
            ("confirmed", "Ben"),
        ]
