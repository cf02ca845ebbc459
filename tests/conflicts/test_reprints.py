"""What was found of a reprint is the original's, whichever of the two came first."""

from pathlib import Path

from conflict_samples import (
    COURIER,
    FIRE,
    FIRE_OTHERWISE,
    JUDGE,
    LATER,
    LATEST,
    NOW,
    RADIO,
    SHARED,
    compare_new,
    newsroom,
    put,
)

from bot.conflicts.arrivals import compare_all
from store import Store
from store.subscriptions import NewSubscription
from store.verdicts import KeptVerdict


def put_reprint(store: Store) -> KeptVerdict:
    """Add an article and a reprint that says otherwise, and return their conflict."""
    store.subscriptions.add(NewSubscription("C1"), NOW)
    put(store, "one", FIRE, COURIER)
    put(store, "reprint", FIRE_OTHERWISE, RADIO, hashes=SHARED)
    compare_new(store, NOW)
    (conflict,) = store.verdicts.find(("conflict",))
    return conflict


def put_original(store: Store, text: str = FIRE_OTHERWISE) -> None:
    put(store, "wire", text, "The Wire", "2026-03-03T07:00:00Z", hashes=SHARED)


def pairs(store: Store) -> list[tuple[set[str], str, str]]:
    return [
        ({v.a.article_id, v.b.article_id}, v.verdict, v.state)
        for v in reversed(store.verdicts.find())
    ]


def test_an_original_that_comes_late_takes_the_verdict_of_its_reprint(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        before = put_reprint(store)
        put_original(store)
        found = compare_new(store, LATER)
        assert found.conflicts == ()
        (kept,) = store.verdicts.find(("conflict",))
        assert (kept.verdict_id, kept.state) == (before.verdict_id, "detected")
        wire = kept.b if kept.b.article_id == "wire" else kept.a
        assert (wire.source, wire.wording, wire.quote) == (
            "The Wire", "Six", next(s.quote for s in (before.a, before.b) if s.wording == "Six"),
        )  # fmt: skip
        assert all("reprint" not in ids for ids, _, _ in pairs(store))


def test_an_alert_that_waits_follows_its_verdict_to_the_original(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put_reprint(store)
        put_original(store)
        compare_new(store, LATER)
        (kept,) = store.verdicts.find(("conflict",))
        (alert,) = store.alerts.pending()
        assert kept.pair_key in alert.payload
        assert "The Wire" in alert.payload


def test_what_comes_after_the_original_is_not_held_against_the_reprint(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put_reprint(store)
        put_original(store)
        compare_new(store, LATER)
        put(store, "late", FIRE + " It was cold.", "Skelby News")
        compare_new(store, LATEST)
        assert {frozenset(ids) for ids, verdict, _ in pairs(store) if verdict == "conflict"} == {
            frozenset({"one", "wire"}),
            frozenset({"late", "wire"}),
        }
        assert len(store.alerts.pending()) == 1


def test_a_dismissed_pair_is_dismissed_for_the_original_too(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        before = put_reprint(store)
        store.verdicts.decide(before.verdict_id, "dismissed", "Ana", NOW)
        put_original(store)
        compare_new(store, LATER)
        (kept,) = store.verdicts.find(("conflict",))
        assert (kept.state, kept.changed_by, kept.verdict_id) == (
            "dismissed", "Ana", before.verdict_id,
        )  # fmt: skip


def test_what_the_reprint_alone_says_stays_with_it(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put_reprint(store)
        put_original(store, FIRE_OTHERWISE.replace("Six", "Five"))
        compare_new(store, LATER)
        assert {frozenset(ids) for ids, verdict, _ in pairs(store) if verdict == "conflict"} == {
            frozenset({"one", "reprint"}),
            frozenset({"one", "wire"}),
        }


def test_examining_the_original_again_changes_nothing(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put_reprint(store)
        put_original(store)
        compare_new(store, LATER)
        before = store.verdicts.find()
        assert compare_all(store, ["wire", "reprint", "one"], JUDGE, LATEST).verdicts == ()
        assert store.verdicts.find() == before


def test_a_reprint_speaks_for_itself_when_its_original_is_removed(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put(store, "wire", FIRE_OTHERWISE, "The Wire", "2026-03-03T07:00:00Z", hashes=SHARED)
        put(store, "reprint", FIRE_OTHERWISE, RADIO, hashes=SHARED)
        compare_new(store, NOW)
        store.articles.remove("wire")
        assert store.compared.missing() == ["reprint"]
        put(store, "one", FIRE, COURIER)
        assert len(compare_new(store, LATER).conflicts) == 1
        assert store.compared.missing() == []


def test_a_corrected_original_settles_the_verdict_it_took_over(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put_reprint(store)
        put_original(store)
        compare_new(store, LATER)
        put_original(store, FIRE_OTHERWISE.replace("Six", "Four"))
        (resolved,) = compare_new(store, LATEST).resolved
        assert resolved.note == "The Wire corrected Six to Four in version 2."
        assert [alert.kind for alert in store.alerts.pending()] == ["verdict", "resolved"]


def test_what_a_reprint_corrected_is_still_held_against_the_original(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put_reprint(store)
        corrected = FIRE_OTHERWISE.replace("Six", "Four")
        put(store, "reprint", corrected, RADIO, hashes=SHARED)
        compare_new(store, LATER)
        put_original(store)
        (found,) = compare_new(store, LATEST).conflicts
        assert "wire" in {found.a.article_id, found.b.article_id}
        assert [v.state for v in store.verdicts.find(("conflict",))] == ["detected", "resolved"]
