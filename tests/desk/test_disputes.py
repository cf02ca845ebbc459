"""Disputes are those that the store keeps open: each once, by its name, with its sides."""

from collections.abc import Callable
from datetime import date

import pytest
from kept_verdicts import keep

from bot.ask.answer import Verdict
from bot.desk.disputes import Dispute, find_disputes, know
from bot.desk.topic import gather
from store import Store

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


def article(name: str, source: str | None, text: str, hour: int = 8) -> dict[str, str]:
    published = f"2026-03-10T{hour:02}:00:00Z"
    stated = {"id": name, "title": "Cannery fire at Osric", "text": text, "published": published}
    return stated | ({"source": source} if source else {})


def disputes(store: Store) -> list[Dispute]:
    return find_disputes(store, know(store, gather(store, "Osric cannery", date(2026, 3, 11))))


@pytest.fixture
def fire(newsroom: Callable[..., Store]) -> Store:
    return newsroom(
        article("one", "The Courier", FIRE),
        article("two", "Halden", NINE, 9),
        article("three", "Radio Osric", LOCAL, 10),
    )


DEATHS = "People died at the Anker Cannery"


def test_a_difference_is_told_once_with_its_name_and_both_sides(fire: Store) -> None:
    keep(fire, "conflict", DEATHS, ("one", "Four"), ("two", "Nine"))
    keep(fire, "conflict", DEATHS, ("three", "Four"), ("two", "Nine"))
    (found,) = disputes(fire)
    assert found.about == DEATHS
    assert {
        value.text: (value.independent_sources, [c.source for c in value.every])
        for value in found.values
    } == {"Four": (2, ["The Courier", "Radio Osric"]), "Nine": (1, ["Halden"])}
    assert found.verdicts == (Verdict("conflict", (0, 1), 0.95),)


def test_a_side_is_cited_with_its_reading_and_its_speaker(fire: Store) -> None:
    keep(fire, "attributed position", DEATHS, ("one", "Four"), ("two", "Nine"))
    (found,) = disputes(fire)
    cited = found.values[0].citations[0]
    assert (cited.quote, cited.wording) == (FIRE.split(". ")[0] + ".", "Four")
    assert (found.values[0].kind, found.values[0].normalised) == ("number", "4 person")
    assert (cited.article_id, cited.version, cited.speaker) == ("one", 1, "the police")


@pytest.mark.parametrize("state", ["dismissed", "update", "resolved"])
def test_what_somebody_settled_is_not_shown_again(fire: Store, state: str) -> None:
    verdict_id = keep(fire, "conflict", DEATHS, ("one", "Four"), ("two", "Nine"))
    fire.verdicts.decide(verdict_id, state, "Ada", NOW)  # type: ignore[arg-type]
    assert disputes(fire) == []


def test_what_does_not_stand_in_its_article_is_not_quoted(fire: Store) -> None:
    other = NINE.replace("burned", "blazed")
    keep(fire, "conflict", DEATHS, ("one", "Four"), ("two", "Nine"), quote=other)
    assert disputes(fire) == []


ORIGINAL = article("one", "The Courier", FIRE)


@pytest.mark.parametrize(
    ("articles", "cited", "expected"),
    [
        pytest.param([ORIGINAL, article("copy", "Ledger", FIRE)], ("one", "copy"), 1, id="a copy"),
        pytest.param([ORIGINAL, article("copy", None, FIRE)], ("copy", "one"), 1, id="no source"),
        pytest.param(
            [ORIGINAL, article("copy", "Ledger", FIRE), article("more", "The Courier", LOCAL)],
            ("copy", "more"),
            1,
            id="a copy and another article of the original's source",
        ),
        pytest.param([ORIGINAL, article("more", "Ledger", LOCAL)], ("one", "more"), 2, id="two"),
        pytest.param(
            [ORIGINAL, article("more", "The Courier", LOCAL)], ("one", "more"), 1, id="one"
        ),
    ],
)
def test_a_copy_and_its_original_are_one_source(
    newsroom: Callable[..., Store], articles: list[dict[str, str]], cited: list[str], expected: int
) -> None:
    store = newsroom(*articles, article("two", "Halden", NINE))
    for name in cited:
        keep(store, "conflict", DEATHS, (name, "Four"), ("two", "Nine"))
    (found,) = disputes(store)
    assert [(v.text, len(v.every), v.independent_sources) for v in found.values] in (
        [("Four", 2, expected), ("Nine", 1, 1)],
        [("Nine", 1, 1), ("Four", 2, expected)],
    )
