"""What a new version of an article settles, also when it is a copy of another from then on."""

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
    SHARED,
    compare_new,
    newsroom,
    put,
    put_both,
)

from bot.conflicts.arrivals import compare_all
from store import Store
from store.subscriptions import NewSubscription


def add_both(store: Store) -> None:
    store.subscriptions.add(NewSubscription("C1"), NOW)
    put_both(store)


def states(store: Store) -> list[tuple[frozenset[str], str, str | None]]:
    return [
        (frozenset((v.a.article_id, v.b.article_id)), v.state, v.note)
        for v in reversed(store.verdicts.find(("conflict",)))
    ]


BOTH = frozenset({"one", "two"})
WITH_THE_WIRE = frozenset({"one", "wire"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIRE_OTHERWISE + " The hall had stood since 1921.", ("detected", None)),
        (
            FIRE_OTHERWISE.replace("firefighters said", "the fire brigade told reporters"),
            ("detected", None),
        ),
        (FIRE_CORRECTED, ("resolved", "Radio Halden corrected Six to Four in version 2.")),
        (
            FIRE_OTHERWISE.replace("Six people", "People"),
            ("resolved", "Radio Halden no longer says Six in version 2."),
        ),
        ("The river is calm. " * 100 + FIRE_OTHERWISE, ("detected", None)),
    ],
    ids=["more is told", "told in other words", "corrected", "left out", "told further down"],
)
def test_a_version_settles_only_what_it_says_no_more(
    tmp_path: Path, text: str, expected: tuple[str, str | None]
) -> None:
    with newsroom(tmp_path) as store:
        add_both(store)
        put(store, "two", text, RADIO)
        compare_new(store, LATER)
        assert states(store) == [(BOTH, *expected)]


def test_what_was_found_of_a_deleted_article_is_gone_with_it_and_settled_by_nobody(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path) as store:
        add_both(store)
        assert len(store.alerts.pending()) == 1
        store.articles.remove("one")
        put(store, "two", FIRE_OTHERWISE + " It was cold.", RADIO)
        assert compare_new(store, LATER).resolved == ()
        assert (states(store), store.alerts.pending()) == ([], [])


def test_a_version_that_is_a_copy_and_says_otherwise_settles_its_verdict(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        add_both(store)
        put(store, "wire", FIRE_CORRECTED, "The Wire", "2026-03-03T07:00:00Z", hashes=SHARED)
        compare_new(store, NOW)
        put(store, "two", FIRE_CORRECTED, RADIO, hashes=SHARED)
        resolved = compare_new(store, LATER).resolved
        assert [{v.a.article_id, v.b.article_id} for v in resolved] == [BOTH, {"two", "wire"}]
        assert {v.note for v in resolved} == {"Radio Halden corrected Six to Four in version 2."}
        assert [alert.kind for alert in store.alerts.pending()] == ["verdict", "resolved"]
        assert compare_all(store, ["two"], JUDGE, LATER).resolved == ()


def test_a_version_that_is_a_copy_and_says_the_same_gives_its_verdict_away(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        add_both(store)
        wire = FIRE_OTHERWISE + " It was cold."
        put(store, "wire", wire, "The Wire", "2026-06-03T07:00:00Z", hashes=SHARED)
        compare_new(store, NOW)
        assert states(store) == [(BOTH, "detected", None)]
        put(store, "two", wire, RADIO, "2026-06-03T09:00:00Z", hashes=SHARED)
        assert compare_new(store, LATER).resolved == ()
        assert states(store) == [(WITH_THE_WIRE, "detected", None)]
        assert len(store.alerts.pending()) == 1


def test_a_copy_whose_original_has_the_verdict_too_closes_its_own_quietly(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        add_both(store)
        wire = FIRE_OTHERWISE + " It was cold."
        put(store, "wire", wire, "The Wire", "2026-03-03T07:00:00Z", hashes=SHARED)
        compare_new(store, NOW)
        put(store, "two", wire, RADIO, hashes=SHARED)
        compare_new(store, LATER)
        note = "One of the articles is a copy, and its original says the same."
        assert states(store) == [(BOTH, "resolved", note), (WITH_THE_WIRE, "detected", None)]
        assert [alert.kind for alert in store.alerts.pending()] == ["verdict"]


def test_a_copy_that_goes_its_own_way_is_compared_again(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put(store, "one", FIRE, COURIER, hashes=SHARED)
        put(store, "two", FIRE, RADIO, "2026-03-03T10:00:00Z", hashes=SHARED)
        assert compare_new(store, NOW).conflicts == ()
        put(store, "two", FIRE_OTHERWISE, RADIO, "2026-03-03T10:00:00Z", hashes=(21, 22, 23, 24))
        (conflict,) = compare_new(store, LATER).conflicts
        assert {conflict.a.article_id, conflict.b.article_id} == {"one", "two"}
