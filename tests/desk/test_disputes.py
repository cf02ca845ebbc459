"""Disputes are those that the store keeps open: each once, and only those on the topic."""

from collections.abc import Callable
from datetime import date

import pytest
from kept_verdicts import keep

from bot.desk.disputes import find_disputes, know
from bot.desk.topic import gather
from store import Store
from store.verdicts import KeptVerdict

NOW = "2026-03-10T12:00:00Z"
FIRE = (
    "Four people died when the Anker Cannery in Osric burned down on Monday, the police said. "
    "Hendrik Valmo was among those who had worked at the Anker Cannery for all of their lives. "
    "The flames spread to the boat shed next door before the crews could stop them. "
    "Osric's mayor closed the road along the quay until the ruins have been made safe. "
    "The cannery, which opened in the last century, had passed its inspection in January."
)
NINE = "Nine people died when the Anker Cannery in Osric burned down on Monday, firefighters said."
LOCAL = "Four people died in the cannery fire, said a spokeswoman for the Osric fire service."


def article(name: str, source: str, text: str, hour: int = 8, day: int = 10) -> dict[str, str]:
    published = f"2026-03-{day}T{hour:02}:00:00Z"
    title = "Cannery fire at Osric"
    return {"id": name, "title": title, "text": text, "published": published, "source": source}


def disputes(store: Store, topic: str = "Osric cannery") -> list[tuple[KeptVerdict, ...]]:
    return find_disputes(know(store, gather(store, topic, date(2026, 3, 11))), topic)


@pytest.fixture
def fire(newsroom: Callable[..., Store]) -> Store:
    return newsroom(
        article("one", "The Courier", FIRE),
        article("two", "Halden", NINE, 9),
        article("three", "Radio Osric", LOCAL, 10),
    )


DEATHS = "People died at the Anker Cannery"


def test_a_difference_is_told_once_with_all_its_verdicts(fire: Store) -> None:
    first = keep(fire, "conflict", DEATHS, ("one", "Four"), ("two", "Nine"))
    second = keep(fire, "conflict", DEATHS, ("three", "Four"), ("two", "Nine"))
    assert [[one.verdict_id for one in found] for found in disputes(fire)] == [[first, second]]


@pytest.mark.parametrize("state", ["dismissed", "update", "resolved"])
def test_what_somebody_settled_is_not_shown_again(fire: Store, state: str) -> None:
    verdict_id = keep(fire, "conflict", DEATHS, ("one", "Four"), ("two", "Nine"))
    fire.verdicts.decide(verdict_id, state, "Ada", NOW)  # type: ignore[arg-type]
    assert disputes(fire) == []


def test_what_does_not_stand_in_its_article_is_not_quoted(fire: Store) -> None:
    other = NINE.replace("burned", "blazed")
    keep(fire, "conflict", DEATHS, ("one", "Four"), ("two", "Nine"), quote=other)
    assert disputes(fire) == []


def test_what_differs_in_the_same_articles_on_something_else_is_not_shown(
    newsroom: Callable[..., Store],
) -> None:
    shed = "The Osric boat shed was built by Jon Reve in the last century for the herring fleet."
    store = newsroom(
        article("one", "The Courier", f"{NINE} {shed}"),
        article("two", "Halden", f"{FIRE} {shed}", 9),
    )
    keep(store, "conflict", DEATHS, ("one", "Nine"), ("two", "Four"))
    assert disputes(store, "herring fleet of Jon Reve") == []
    assert len(disputes(store)) == 1
