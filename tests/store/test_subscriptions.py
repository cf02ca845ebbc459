"""Subscriptions: what was asked for is kept, whichever release kept it."""

import json
from dataclasses import replace

import pytest

from store import Store
from store.subscriptions import NewSubscription, Subscription

NOW = "2031-05-04T12:00:00Z"


def test_a_subscription_is_kept_as_it_was_asked_for(store: Store) -> None:
    new = NewSubscription("C1", "the truce", names=("Ana Ruiz",), digests=("08:00", "17:00"))
    number = store.subscriptions.add(new, "2031-05-04T12:00:00Z")
    kept = Subscription(**vars(new), subscription_id=number, created_at="2031-05-04T12:00:00Z")
    assert store.subscriptions.find("C1") == [kept]


def test_one_takes_the_place_of_another_or_nothing_changes(store: Store) -> None:
    old = store.subscriptions.add(NewSubscription("C1", "the truce"), NOW)
    changed = NewSubscription("C1", "the ferry")
    number = store.subscriptions.replace(old, changed, NOW)
    (kept,) = store.subscriptions.find()
    assert (kept.subscription_id, kept.topic) == (number, "the ferry")
    with pytest.raises(TypeError):
        store.subscriptions.replace(number, replace(changed, cap=1j), NOW)  # type: ignore[arg-type]
    assert [s.topic for s in store.subscriptions.find()] == ["the ferry"]


def test_one_of_an_earlier_release_has_no_times_for_its_digest(store: Store) -> None:
    wanted = {
        "channel_id": "C1", "topic": None, "names": [], "sources": [], "verdicts": ["conflict"],
        "quiet_from": None, "quiet_to": None, "zone": "UTC", "cap": 6, "cooldown": 30,
        "created_by": "U1",
    }  # fmt: skip
    with store.connections.writing() as db:
        db.execute(
            "insert into subscriptions (channel_id, wanted, created_at) values (?, ?, ?)",
            ["C1", json.dumps(wanted), NOW],
        )
    (kept,) = store.subscriptions.find("C1")
    assert (kept.verdicts, kept.digests) == (("conflict",), ())
