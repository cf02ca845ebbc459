"""One dispute is one, however many articles repeat it and whatever stories they are of."""

from pathlib import Path

import pytest
from claim_samples import FIRE, FIRE_OTHERWISE, NOW, newsroom, put

from bot.alerts.disputes import first_of_dispute
from bot.claims.examine import examine
from store import Store
from store.subscriptions import NewSubscription
from store.verdicts import NewVerdict, Side


def side(article_id: str, value: str) -> Side:
    return Side(
        article_id=article_id, version=1, source=article_id, title=None, url=None,
        published_at=None, start=0, end=9, quote=value, value_start=0, value_end=1,
        wording=value, speaker=None, normalised=value,
    )  # fmt: skip


def verdict(
    a: str, b: str, verdict: str = "conflict", story: str = "s", slot: str = "age"
) -> NewVerdict:
    """Two sides written as "article value"."""
    sides = (side(*one.split()) for one in (a, b))
    return NewVerdict(f"{a}{b}{slot}", verdict, "They differ.", slot, story, *sides)


def keep(store: Store, *verdicts: NewVerdict) -> None:
    store.verdicts.record([(one, ()) for one in verdicts], NOW)


FIRST = verdict("one 41", "two 43", story="harbour")


@pytest.mark.parametrize(
    ("between", "then", "expected"),
    [
        ([], verdict("three 43", "one 41", story="tunnel"), "harbour"),
        ([verdict("two 43", "three 43", "agree")], verdict("three 43", "four 41"), "harbour"),
        ([], verdict("three 43", "four 41", story="tunnel"), "tunnel"),
        ([], verdict("three 44", "one 41", story="tunnel"), "tunnel"),
        ([], verdict("three 43", "one 41", story="tunnel", slot="count:car"), "tunnel"),
        (
            [verdict("two 43", "three 43", "different event or scope")],
            verdict("three 43", "four 41", story="tunnel"),
            "tunnel",
        ),
    ],
    ids=["another article", "by way of one that agrees", "no link", "another value",
         "another slot", "apart"],
)  # fmt: skip
def test_a_dispute_goes_over_articles_that_are_linked_by_its_two_values(
    tmp_path: Path, between: list[NewVerdict], then: NewVerdict, expected: str
) -> None:
    with newsroom(tmp_path) as store:
        keep(store, FIRST, *between)
        assert first_of_dispute(then, store.verdicts).story == expected


def test_of_verdicts_found_together_the_first_one_counts(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        found = [FIRST, verdict("three 43", "one 41", story="tunnel")]
        assert [first_of_dispute(one, store.verdicts, found) for one in found] == [FIRST, FIRST]




def test_a_dispute_between_articles_of_two_stories_alerts_once(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        store.subscriptions.add(NewSubscription("C1"), NOW)
        cost = " The Anchor Hall had cost 90 million dollars."
        year = " Ilse Marn was there. The Anchor Hall was built in 1921."
        put(store, "a", FIRE + cost, "The Quay Courier", "2026-03-03T09:00:00Z")
        put(store, "a0", f"Hendrik Valmo knew it.{cost}", "The Sound", "2026-03-03T08:00:00Z")
        put(store, "b", FIRE_OTHERWISE + year, "Radio Halden", "2026-03-03T07:00:00Z")
        put(store, "b0", f"Hendrik Valmo knew it.{year}", "The Echo", "2026-03-03T06:00:00Z")
        put(store, "c", f"{FIRE_OTHERWISE} It was cold.", "Skelby News", "2026-03-03T10:00:00Z")
        examine(store, ["a", "a0"], NOW)
        examine(store, ["b0", "b", "c"], NOW)
        conflicts = store.verdicts.find(("conflict",))
        assert {frozenset((v.a.article_id, v.b.article_id)) for v in conflicts} == {
            frozenset("ab"),
            frozenset("ac"),
        }
        assert len({v.story for v in conflicts}) == 2
        assert len(store.alerts.pending()) == 1
