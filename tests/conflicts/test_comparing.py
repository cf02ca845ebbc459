"""New articles are compared with those known, and what was decided stays decided."""

from dataclasses import replace
from pathlib import Path

from claim_samples import FIRE, FIRE_CORRECTED, FIRE_OTHERWISE, NOW, newsroom, put

from bot.claims.examine import Findings, examine
from store import Store
from store.subscriptions import NewSubscription

LATER = "2026-03-11T12:00:00Z"


def examine_new(store: Store, now: str) -> Findings:
    return examine(store, store.claims.missing(), now)


def add_both(store: Store) -> None:
    put(store, "one", FIRE, "The Quay Courier")
    put(store, "two", FIRE_OTHERWISE, "Radio Halden")


def test_a_conflict_is_found_once_with_both_sides(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        add_both(store)
        found = examine_new(store, NOW)
        assert [(v.verdict, v.a.wording, v.b.wording) for v in found.conflicts] == [
            ("conflict", "Four", "Six")
        ]
        for side in (found.conflicts[0].a, found.conflicts[0].b):
            text = store.articles.get(side.article_id).text  # type: ignore[union-attr]
            assert text[side.start : side.end] == side.quote
            assert text[side.value_start : side.value_end] == side.wording
        assert examine(store, ["one", "two"], LATER).verdicts == ()
        assert examine_new(store, LATER).articles == 0


def test_the_order_in_which_articles_come_does_not_matter(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        add_both(store)
        examine(store, ["two", "one"], NOW)
        assert [v.verdict for v in store.verdicts.find(("conflict",))] == ["conflict"]


def test_a_dismissed_pair_stays_dismissed_after_its_articles_came_again(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        add_both(store)
        examine_new(store, NOW)
        (verdict,) = store.verdicts.find(("conflict",))
        assert store.verdicts.decide(verdict.verdict_id, "dismissed", "Ana", NOW)
        for article_id in ("one", "two"):
            store.articles.remove(article_id)
        add_both(store)
        assert examine_new(store, LATER).conflicts == ()
        (kept,) = store.verdicts.find(("conflict",))
        assert (kept.state, kept.changed_by) == ("dismissed", "Ana")


def test_a_corrected_version_resolves_its_conflict_and_says_so(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        store.subscriptions.add(NewSubscription("C1"), NOW)
        add_both(store)
        examine_new(store, NOW)
        put(store, "two", FIRE_CORRECTED, "Radio Halden")
        (resolved,) = examine_new(store, LATER).resolved
        assert resolved.note == "Radio Halden corrected Six to Four in version 2."
        (kept,) = store.verdicts.find(("conflict",))
        assert kept == replace(resolved, changed_by="copydesk")
        assert [(a.kind, a.channel_id) for a in store.alerts.pending()] == [
            ("verdict", "C1"),
            ("resolved", "C1"),
        ]


def test_a_copy_is_no_other_source_and_never_alerts(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        store.subscriptions.add(NewSubscription("C1"), NOW)
        add_both(store)
        examine_new(store, NOW)
        known = store.articles.get("two")
        assert known
        before = len(store.alerts.pending())
        put(store, "three", FIRE_OTHERWISE, "The Halden Echo")
        examine_new(store, LATER)
        assert len(store.alerts.pending()) == before


def test_ten_articles_with_one_dispute_alert_a_channel_once(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        store.subscriptions.add(NewSubscription("C1"), NOW)
        put(store, "one", FIRE, "The Quay Courier")
        for number in range(4):
            put(store, f"more-{number}", FIRE_OTHERWISE + f" Day {number}.", f"Paper {number}")
        examine_new(store, NOW)
        assert len(store.verdicts.find(("conflict",))) == 4
        assert [alert.verdict for alert in store.alerts.pending()] == ["conflict"]


def test_two_fires_in_one_town_are_two_stories(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put(store, "one", FIRE, "The Quay Courier")
        other = "Greta Lund lost her home. Six people died when a flat in Skelby burned on Monday."
        put(store, "two", other, "Radio Halden")
        assert examine_new(store, NOW).conflicts == ()


def test_people_who_decide_make_the_precision_of_each_kind(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        add_both(store)
        examine_new(store, NOW)
        (verdict,) = store.verdicts.find(("conflict",))
        store.verdicts.decide(verdict.verdict_id, "dismissed", "Ana", NOW)
        store.verdicts.decide(verdict.verdict_id, "confirmed", "Ben", LATER)
        tally = next(t for t in store.verdicts.tallies() if t.verdict == "conflict")
        assert (tally.detected, tally.confirmed, tally.dismissed, tally.precision) == (1, 1, 0, 1.0)
        assert [(s, by) for s, by, _, _ in store.verdicts.history(verdict.verdict_id)] == [
            ("dismissed", "Ana"),
            ("confirmed", "Ben"),
        ]
