"""Disputes that the store keeps: their sides are counted by independent sources."""

from collections.abc import Callable

import pytest

from bot.claims.examine import examine
from bot.desk.kept import Kept, kept_disputes, make_value
from store import Store
from store.subscriptions import NewSubscription
from store.verdicts import KeptVerdict, Side

NOW = "2026-03-10T12:00:00Z"
FIRE = (
    "Four people died when the Anker Cannery in Osric burned down on Monday, the police said. "
    "Hendrik Valmo was among those who had worked at the Anker Cannery for all of their lives. "
    "The flames spread to the boat shed next door before the crews could stop them. "
    "Osric's mayor closed the road along the quay until the ruins have been made safe. "
    "The cannery, which opened in the last century, had passed its inspection in January."
)
OTHERWISE = (
    "Hendrik Valmo had worked at the Anker Cannery for years. "
    "Nine people died when the Anker Cannery in Osric burned down on Monday, firefighters said."
)
LOCAL = "Four people died in the fire, said a spokeswoman for the Osric fire service."


def article(name: str, source: str | None, text: str, hour: int = 8) -> dict[str, str]:
    published = f"2026-03-10T{hour:02}:00:00Z"
    stated = {"id": name, "title": "Fire at Osric", "text": text, "published": published}
    return stated | ({"source": source} if source else {})


def side(store: Store, name: str) -> Side:
    found = store.articles.get(name)
    assert found is not None
    end = found.text.index(".") + 1
    words = (0, end, found.text[:end], 0, 4, "Four", None, "4")
    return Side(name, 1, found.source, found.title, None, found.published_at, *words)


def verdict(one: Side, two: Side) -> KeptVerdict:
    stated = (f"{one.article_id} {two.article_id}", "conflict", "They differ.", "number:dead")
    return KeptVerdict(*stated, "fire", one, two, 1, "detected", NOW, NOW, "copydesk", None)


ORIGINAL = article("one", "The Courier", FIRE)


@pytest.mark.parametrize(
    ("articles", "cited", "expected"),
    [
        pytest.param([ORIGINAL, article("two", "Ledger", FIRE)], "one two", 1, id="a copy"),
        pytest.param([ORIGINAL, article("two", "Ledger", FIRE)], "two one", 1, id="copy first"),
        pytest.param([ORIGINAL, article("two", None, FIRE)], "one two", 1, id="copy of no source"),
        pytest.param(
            [ORIGINAL, article("two", "Ledger", FIRE), article("three", "Halden", FIRE)],
            "two three",
            1,
            id="two copies without their original",
        ),
        pytest.param(
            [ORIGINAL, article("two", "Ledger", FIRE), article("three", "The Courier", LOCAL)],
            "two three",
            1,
            id="a copy and another article of the original's source",
        ),
        pytest.param([ORIGINAL, article("two", "Ledger", LOCAL)], "one two", 2, id="two sources"),
        pytest.param([ORIGINAL, article("two", "The Courier", LOCAL)], "one two", 1, id="one"),
    ],
)
def test_a_copy_and_its_original_are_one_source(
    newsroom: Callable[..., Store], articles: list[dict[str, str]], cited: str, expected: int
) -> None:
    store = newsroom(*articles)
    one, two = (side(store, name) for name in cited.split())
    value = make_value(store, ("number:dead", "4"), [verdict(one, two)])
    assert (value.text, len(value.citations), value.independent_sources) == ("Four", 2, expected)


def test_an_original_that_comes_after_its_reprint_is_no_further_source(
    newsroom: Callable[..., Store],
) -> None:
    store = newsroom(
        article("reprint", "Ledger", FIRE, 9),
        article("other", "Halden", OTHERWISE, 10),
    )
    store.subscriptions.add(NewSubscription("C1"), NOW)
    examine(store, store.claims.missing(), NOW)
    told = [alert.subject for alert in store.alerts.pending()]
    newsroom(ORIGINAL)
    examine(store, store.claims.missing(), NOW)
    assert [alert.subject for alert in store.alerts.pending()] == told
    assert len(told) == 1
    (dispute,) = kept_disputes(store, Kept(tuple(store.verdicts.find(["conflict"]))))
    assert {
        value.normalised: (value.independent_sources, sorted(c.article_id for c in value.citations))
        for value in dispute.values
    } == {"4 people": (1, ["one"]), "9 people": (1, ["other"])}
