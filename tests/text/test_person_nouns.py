"""Nouns for persons: listed ones, endings, nations, and things that only look like them."""

import pytest

from bot.text.nouns import singular
from bot.text.person_nouns import _PERSONS, is_person_noun


@pytest.mark.parametrize(
    "noun",
    ["miner", "hairdresser", "shipworker", "zoologist", "churchgoer", "linesman", "Norwegian"],
)
def test_a_trade_a_plight_or_a_nation_is_a_person(noun: str) -> None:
    assert is_person_noun(noun)


@pytest.mark.parametrize(
    "noun", ["truck", "container", "checklist", "talisman", "tower", "", "taxi", "fish", "pecan"]
)
def test_a_thing_is_no_person(noun: str) -> None:
    assert not is_person_noun(noun)


@pytest.mark.parametrize("noun", sorted(_PERSONS))
def test_a_listed_noun_is_found_as_numbers_name_it(noun: str) -> None:
    assert singular(noun) == noun
