"""One dispute is one, however many articles repeat it, and alerts a channel once a value."""

from pathlib import Path

import pytest
from conflict_samples import (
    COURIER,
    FIRE,
    FIRE_OTHERWISE,
    NOW,
    RADIO,
    compare_new,
    newsroom,
    put,
    values,
)
from scripted_networks import ScriptedJudge

from bot.conflicts.keeping import is_one_dispute
from store.subscriptions import NewSubscription
from store.verdicts import NewVerdict, Side


def side(said: str) -> Side:
    """A side written as "article value"."""
    article_id, value = said.split()
    return Side(
        article_id=article_id, version=1, source=article_id, title=None, url=None,
        published_at=None, start=0, end=9, quote=value, value_start=0, value_end=1,
        wording=value, speaker=None, normalised=value,
    )  # fmt: skip


KNOWN = NewVerdict("k", "conflict", "Age", "k", "s", side("one 41"), side("two 43"), 0.97)


@pytest.mark.parametrize(
    ("kind", "a", "b", "expected"),
    [
        ("conflict", "three 43", "one 41", True),
        ("update", "two 43", "three 44", True),
        ("conflict", "three 43", "four 41", False),
        ("conflict", "one 42", "three 43", False),
        ("spelling variant", "one 41", "three 43", False),
    ],
    ids=["another article", "a third value", "no article shared", "another value", "a name"],
)
def test_a_verdict_joins_the_dispute_of_a_value_that_it_has(
    kind: str, a: str, b: str, expected: bool
) -> None:
    assert is_one_dispute(KNOWN, kind, side(a), side(b)) is expected


def test_ten_articles_with_one_dispute_alert_a_channel_once(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        store.subscriptions.add(NewSubscription("C1"), NOW)
        put(store, "one", FIRE, COURIER)
        for number in range(9):
            put(store, f"more-{number}", f"{FIRE_OTHERWISE} Day {number}.", f"Paper {number}")
        found = compare_new(store, NOW)
        assert len(store.verdicts.find(("conflict",))) == 9
        (dispute,) = {v.dispute for v in store.verdicts.find()}
        (first,) = found.conflicts
        assert (first.dispute, first.about) == (
            dispute,
            "People died when the Anchor Hall in Skelby burned",
        )
        assert len({v.story for v in store.verdicts.find()}) == 1
        assert [alert.verdict for alert in store.alerts.pending()] == ["conflict"]


def test_a_third_value_alerts_again_and_is_of_the_same_dispute(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        store.subscriptions.add(NewSubscription("C1"), NOW)
        put(store, "one", FIRE, COURIER)
        put(store, "two", FIRE_OTHERWISE, "Radio Halden")
        compare_new(store, NOW)
        put(store, "three", FIRE_OTHERWISE.replace("Six", "Seven"), "Skelby News")
        assert len(compare_new(store, NOW).conflicts) == 1
        assert len({v.dispute for v in store.verdicts.find()}) == 1
        assert len(store.alerts.pending()) == 2


def test_an_article_between_two_that_say_the_same_alerts_once(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        store.subscriptions.add(NewSubscription("C1"), NOW)
        put(store, "early", FIRE, COURIER, "2026-03-03T08:00:00Z")
        put(store, "late", f"{FIRE} It was cold.", "Skelby News", "2026-03-03T10:00:00Z")
        compare_new(store, NOW)
        put(store, "between", FIRE_OTHERWISE, RADIO, "2026-03-03T09:00:00Z")
        assert sorted(values(compare_new(store, NOW))) == [
            ("conflict", "Four", "Six"),
            ("conflict", "Six", "Four"),
        ]
        assert len(store.alerts.pending()) == 1


def test_a_conflict_is_told_though_an_update_with_its_values_was_not(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        store.subscriptions.add(NewSubscription("C1", verdicts=("conflict",)), NOW)
        put(store, "one", FIRE, COURIER)
        put(store, "two", FIRE_OTHERWISE, RADIO, "2026-03-03T15:00:00Z")
        compare_new(store, NOW, ScriptedJudge("update"))
        assert store.alerts.pending() == []
        put(store, "three", f"{FIRE_OTHERWISE} It was cold.", "Skelby News")
        assert values(compare_new(store, NOW)) == [("conflict", "Four", "Six")]
        assert len(store.alerts.pending()) == 1
