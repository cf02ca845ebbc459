"""A draft is checked sentence by sentence: supported, contradicted, or not found."""

from datetime import date
from pathlib import Path

import pytest
from claim_samples import newsroom, put

from bot.claims.check import check_draft
from bot.claims.support import is_contradiction

ARTICLE = (
    "The Halden tunnel opened on 3 March after nine years of work. "
    "It cost 90 million dollars, Ilse Marn said in Orsk. "
    "At least 200 people dug the tunnel. "
    "Jonas Perle, 41, drove through the Halden tunnel first."
)


def test_each_sentence_of_a_draft_is_judged(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put(store, "one", ARTICLE, "Radio Halden")
        draft = (
            "The Halden tunnel opened on 3 March. The Halden tunnel opened on 9 March after nine"
            " years of work. Whales sang in the bay."
        )
        found = check_draft(store, draft, date(2026, 3, 5))
        assert [one.standing for one in found] == ["supported", "contradicted", "not found"]
        for one in found:
            assert draft[one.start : one.end] == one.text
        (evidence,) = found[1].evidence
        assert (evidence.stated, evidence.instead) == ("9 March", "3 March")
        assert ARTICLE[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    ("sentence", "contradicted"),
    [
        ("The Halden tunnel cost 90 million dollars.", False),
        ("The Halden tunnel cost 120 million dollars.", True),
        ("The tunnel opened on 4 March after nine years of work.", True),
        ("The tunnel is wet.", False),
        ("The Halden tunnel cost 90 million dollars, Otto Brandt said in Orsk.", True),
        ("The Halden tunnel opened in Brede, Orsk.", False),
        ("At least 300 people dug the tunnel.", True),
        ("More than 200 people dug the tunnel.", False),
        ("Jonas Perle, 43, drove through the Halden tunnel first.", True),
        ("Whales passed the town in October, 43 in all.", False),
    ],
)
def test_a_sentence_conflicts_with_an_article_in_a_value(
    sentence: str, contradicted: bool
) -> None:
    assert is_contradiction(ARTICLE, sentence) is contradicted


CREW = (
    "Kerry Green, 34, and Ilse Marn, 52, sailed the Brede ferry into Orsk harbour. "
    "Two Norwegian sailors and a cook were aboard, the owner of the Brede ferry said. "
    "Divers found the anchor several days later."
)


@pytest.mark.parametrize(
    ("sentence", "contradicted"),
    [
        ("Kerry Green and Ilse Marn sailed the Brede ferry into Orsk harbour.", False),
        ("Kerry Brown and Ilse Marn sailed the Brede ferry into Orsk harbour.", True),
        ("Green, 34, sailed the Brede ferry into Orsk harbour.", False),
        ("Ilse Marn, 34, sailed the Brede ferry into Orsk harbour.", True),
        ("Two Norwegian sailors were aboard the Brede ferry.", False),
        ("Two Swedish sailors were aboard the Brede ferry.", True),
        ("Sailors from Norway were aboard the Brede ferry.", False),
        ("Divers found the anchor several weeks later.", True),
        ("The divers found the anchor days later.", False),
        ("Nine people died on the Brede ferry, the owner said.", False),
    ],
    ids=["as it stands", "another last name", "his own age", "the age of another", "as it stands,"
         " a people", "another people", "a country for its people", "another unit of time",
         "a unit alone", "other people counted"],
)  # fmt: skip
def test_names_peoples_ages_and_spells_are_held_against_those_in_their_place(
    sentence: str, contradicted: bool
) -> None:
    assert is_contradiction(CREW, sentence) is contradicted


REGATTA = (
    "Ana Roe won the Halden regatta by a minute on Sunday. Rain fell on the town for hours. "
    "The band played in the park. Otto Brandt watched with his dog."
)


def test_a_name_that_stands_elsewhere_gives_way_to_the_one_in_its_role() -> None:
    assert is_contradiction(REGATTA, "Otto Brandt won the Halden regatta by a minute.")
    assert not is_contradiction(REGATTA, "Ana Roe won the Halden regatta by a minute.")
    assert not is_contradiction(REGATTA, "Otto Brandt watched the regatta with his dog.")


def test_nothing_is_said_of_an_empty_draft_or_archive(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        assert check_draft(store, " \n", date(2026, 3, 5)) == []
        (one,) = check_draft(store, "The Halden tunnel is wet.", date(2026, 3, 5))
        assert (one.standing, one.evidence) == ("not found", ())
