"""What was decided stays decided, and what was found of a reprint is its original's."""

import pytest
from conflict_samples import (  # fmt: skip
    COURIER,
    FIRE,
    FIRE_CORRECTED,
    FIRE_OTHERWISE,
    JUDGE,
    NOW,
    RADIO,
    SHARED,
    alerted,
    compare_new,
    put,
    put_both,
    states,
)

from bot.conflicts.incoming import compare_all
from store import Store

BOTH, WITH_THE_WIRE = {"one", "two"}, {"one", "wire"}
SIX = FIRE_OTHERWISE.partition(". ")[2]
CORRECTED = "Radio Halden corrected Six to Four in version 2."


def put_wire(store: Store, text: str = FIRE_OTHERWISE) -> None:
    """Add the original of what `put_both` has as a reprint, and compare it."""
    put(store, "wire", text, "The Wire", "2026-03-03T07:00:00Z", hashes=SHARED)
    compare_new(store)


def dismiss(store: Store) -> None:
    (verdict,) = store.verdicts.find()
    store.verdicts.decide(verdict.verdict_id, "dismissed", "Ana", NOW)
    store.alerts.mark_sent([alert.alert_id for alert in store.alerts.pending()], NOW)


def open_conflicts(store: Store) -> list[set[str]]:
    return [ids for ids, state, _ in states(store) if state == "detected"]


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
    store: Store, article_id: str, text: str, source: str, hashes: tuple[int, ...]
) -> None:
    put_both(store, SHARED)
    dismiss(store)
    put(store, article_id, text, source, "2026-03-03T10:00:00Z", hashes=hashes)
    found = compare_new(store)
    assert (found.articles, found.conflicts) == (1, ())
    assert (open_conflicts(store), alerted(store)) == ([], [])


def test_second_pages_of_both_articles_stay_dismissed(store: Store) -> None:
    put_both(store, SHARED)
    dismiss(store)
    put(store, "one-amp", FIRE, COURIER)
    put(store, "two-amp", FIRE_OTHERWISE, RADIO)
    assert compare_new(store).conflicts == ()
    assert [state for _, state, _ in states(store)] == ["dismissed"] * 4
    assert {by for _, _, by in states(store)} == {"Ana", "copydesk"}


def test_other_words_or_another_value_are_another_pair(store: Store) -> None:
    put_both(store)
    dismiss(store)
    told = FIRE_OTHERWISE.replace("firefighters said", "its mayor said")
    put(store, "three", told, "Skelby News", "2026-03-03T08:00:00Z")
    put(store, "four", FIRE_OTHERWISE.replace("Six", "Seven"), RADIO, "2026-03-03T08:00:00Z")
    compare_new(store)
    assert {"three", "four"} <= set().union(*open_conflicts(store))


def test_an_original_that_comes_late_takes_over_verdict_and_alert(store: Store) -> None:
    put_both(store, SHARED)
    (before,) = store.verdicts.find()
    put_wire(store)
    (kept,) = store.verdicts.find()
    assert (kept.verdict_id, kept.state) == (before.verdict_id, "detected")
    sides = {(side.source, side.wording, side.quote) for side in (kept.a, kept.b)}
    assert ("The Wire", "Six", SIX) in sides
    (alert,) = store.alerts.pending()
    assert kept.pair_key in alert.payload
    assert "The Wire" in alert.payload
    assert compare_all(store, ["wire", "two", "one"], JUDGE, NOW).verdicts == ()
    assert store.verdicts.find() == [kept]


def test_what_comes_after_the_original_is_not_held_against_the_reprint(store: Store) -> None:
    put_both(store, SHARED)
    put_wire(store)
    put(store, "late", FIRE + " It was cold.", "Skelby News")
    compare_new(store)
    assert open_conflicts(store) == [WITH_THE_WIRE, {"late", "wire"}]
    assert len(alerted(store)) == 1


def test_a_dismissed_pair_is_dismissed_for_the_original_too(store: Store) -> None:
    put_both(store, SHARED)
    dismiss(store)
    put_wire(store)
    assert states(store) == [(WITH_THE_WIRE, "dismissed", "Ana")]


def test_what_the_reprint_alone_says_stays_with_it(store: Store) -> None:
    put_both(store, SHARED)
    put_wire(store, FIRE_OTHERWISE.replace("Six", "Five"))
    assert open_conflicts(store) == [BOTH, WITH_THE_WIRE]


def test_a_reprint_speaks_for_itself_when_its_original_is_removed(store: Store) -> None:
    put_wire(store)
    put(store, "two", FIRE_OTHERWISE, RADIO, hashes=SHARED)
    compare_new(store)
    store.articles.remove("wire")
    assert store.compared.missing() == ["two"]
    put(store, "one", FIRE, COURIER)
    assert len(compare_new(store).conflicts) == 1


def test_a_corrected_original_settles_the_verdict_it_took_over(store: Store) -> None:
    put_both(store, SHARED)
    put_wire(store)
    put(store, "wire", FIRE_CORRECTED, "The Wire", "2026-03-03T07:00:00Z", hashes=SHARED)
    (resolved,) = compare_new(store).resolved
    assert resolved.note == "The Wire corrected Six to Four in version 2."
    assert alerted(store) == ["verdict", "resolved"]


def test_what_a_reprint_corrected_is_still_held_against_the_original(store: Store) -> None:
    put_both(store, SHARED)
    put(store, "two", FIRE_CORRECTED, RADIO, hashes=SHARED)
    compare_new(store)
    put_wire(store)
    assert states(store)[0] == (BOTH, "resolved", "copydesk")
    assert all("wire" in ids for ids in open_conflicts(store))


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (FIRE_OTHERWISE + " The hall had stood since 1921.", []),
        (FIRE_OTHERWISE.replace("firefighters said", "the fire brigade told reporters"), []),
        (FIRE_OTHERWISE.replace("Six people", "People"),
         ["Radio Halden no longer says Six in version 2."]),
        ("The river is calm. " * 100 + FIRE_OTHERWISE, []),
    ],
    ids=["more is told", "told in other words", "left out", "told further down"],
)  # fmt: skip
def test_a_version_settles_only_what_it_says_no_more(
    store: Store, text: str, notes: list[str]
) -> None:
    put_both(store)
    put(store, "two", text, RADIO)
    assert [v.note for v in compare_new(store).resolved] == notes
    assert open_conflicts(store) == ([] if notes else [BOTH])


def test_what_was_found_of_a_deleted_article_is_gone_and_settled_by_nobody(store: Store) -> None:
    put_both(store)
    assert len(alerted(store)) == 1
    store.articles.remove("one")
    put(store, "two", FIRE_OTHERWISE + " It was cold.", RADIO)
    assert compare_new(store).resolved == ()
    assert (states(store), alerted(store)) == ([], [])


def test_a_version_that_is_a_copy_and_says_otherwise_settles_its_verdict(store: Store) -> None:
    put_both(store)
    put_wire(store, FIRE_CORRECTED)
    put(store, "two", FIRE_CORRECTED, RADIO, hashes=SHARED)
    resolved = compare_new(store).resolved
    assert [{v.a.article_id, v.b.article_id} for v in resolved] == [BOTH, {"two", "wire"}]
    assert {v.note for v in resolved} == {CORRECTED}
    assert alerted(store) == ["verdict", "resolved"]
    assert compare_all(store, ["two"], JUDGE, NOW).resolved == ()


def test_a_version_that_is_a_copy_and_says_the_same_gives_its_verdict_away(store: Store) -> None:
    put_both(store)
    wire = FIRE_OTHERWISE + " It was cold."
    put(store, "wire", wire, "The Wire", "2026-06-03T07:00:00Z", hashes=SHARED)
    compare_new(store)
    assert open_conflicts(store) == [BOTH]
    put(store, "two", wire, RADIO, "2026-06-03T09:00:00Z", hashes=SHARED)
    assert compare_new(store).resolved == ()
    assert open_conflicts(store) == [WITH_THE_WIRE]
    assert len(alerted(store)) == 1


def test_a_copy_whose_original_has_the_verdict_too_closes_its_own_quietly(store: Store) -> None:
    put_both(store)
    wire = FIRE_OTHERWISE + " It was cold."
    put_wire(store, wire)
    put(store, "two", wire, RADIO, hashes=SHARED)
    compare_new(store)
    assert states(store) == [
        (BOTH, "resolved", "copydesk"), (WITH_THE_WIRE, "detected", "copydesk"),
    ]  # fmt: skip
    notes = [v.note for v in store.verdicts.find(states=("resolved",))]
    assert notes == ["One of the articles is a copy, and its original says the same."]
    assert alerted(store) == ["verdict"]


def test_a_copy_that_goes_its_own_way_is_compared_again(store: Store) -> None:
    put(store, "one", FIRE, COURIER, hashes=SHARED)
    put(store, "two", FIRE, RADIO, "2026-03-03T10:00:00Z", hashes=SHARED)
    assert compare_new(store).conflicts == ()
    put(store, "two", FIRE_OTHERWISE, RADIO, "2026-03-03T10:00:00Z", hashes=(21, 22, 23, 24))
    compare_new(store)
    assert open_conflicts(store) == [BOTH]
