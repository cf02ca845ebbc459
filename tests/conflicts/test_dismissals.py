"""A pair that was dismissed never returns, in whatever way its words come again."""

from pathlib import Path

import pytest
from conflict_samples import (
    COURIER,
    FIRE,
    FIRE_OTHERWISE,
    LATER,
    NOW,
    RADIO,
    SHARED,
    compare_new,
    newsroom,
    put,
)

from store import Store
from store.subscriptions import NewSubscription
from store.verdicts import OPEN


def dismiss_one(store: Store) -> None:
    """Add two articles that disagree, dismiss their conflict, and let a channel listen then."""
    put(store, "one", FIRE, COURIER)
    put(store, "two", FIRE_OTHERWISE, RADIO, hashes=SHARED)
    compare_new(store, NOW)
    (verdict,) = store.verdicts.find(("conflict",))
    store.verdicts.decide(verdict.verdict_id, "dismissed", "Ana", NOW)
    store.subscriptions.add(NewSubscription("C1"), NOW)


def nothing_returns(store: Store) -> bool:
    return not store.verdicts.find(("conflict",), OPEN) and not store.alerts.pending()


@pytest.mark.parametrize(
    ("article_id", "text", "source", "hashes"),
    [
        ("two", FIRE_OTHERWISE + " The hall had stood since 1921.", RADIO, SHARED),
        ("two", FIRE_OTHERWISE.replace("for years", "since May"), RADIO, SHARED),
        ("echo", FIRE_OTHERWISE, "The Echo", SHARED),
        ("two-amp", FIRE_OTHERWISE, RADIO, SHARED),
        ("two-short", FIRE_OTHERWISE + " It was cold.", RADIO, ()),
    ],
    ids=["a longer version", "another sentence corrected", "a copy elsewhere",
         "a second page of one source", "a page no copy by its sentences"],
)  # fmt: skip
def test_what_comes_with_the_same_words_stays_dismissed(
    tmp_path: Path, article_id: str, text: str, source: str, hashes: tuple[int, ...]
) -> None:
    with newsroom(tmp_path) as store:
        dismiss_one(store)
        put(store, article_id, text, source, "2026-03-03T10:00:00Z", hashes=hashes)
        found = compare_new(store, LATER)
        assert found.articles == 1
        assert found.conflicts == ()
        assert nothing_returns(store)


def test_second_pages_of_both_articles_stay_dismissed(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        dismiss_one(store)
        put(store, "one-amp", FIRE, COURIER)
        put(store, "two-amp", FIRE_OTHERWISE, RADIO)
        assert compare_new(store, LATER).conflicts == ()
        assert nothing_returns(store)
        kept = store.verdicts.find(("conflict",), ("dismissed",))
        assert len(kept) == 4
        assert sorted({v.changed_by for v in kept}) == ["Ana", "copydesk"]


def test_other_words_or_another_value_are_another_pair(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        dismiss_one(store)
        told = FIRE_OTHERWISE.replace("firefighters said", "its mayor said")
        put(store, "three", told, "Skelby News", "2026-03-03T08:00:00Z")
        put(store, "four", FIRE_OTHERWISE.replace("Six", "Seven"), RADIO, "2026-03-03T08:00:00Z")
        found = compare_new(store, LATER)
        ids = {side.article_id for v in found.verdicts for side in (v.a, v.b)}
        assert ids >= {"three", "four"}
