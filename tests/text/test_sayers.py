"""Nouns for persons: listed ones, endings, nations, and things that only look like them."""

import pytest

from bot.text.sayers import is_person_noun


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
