"""Places: what is one, and which lies in which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.places import contains, country_of

CONTAINED = {
    "city in country": ("South Korea", "Busan", True),
    "city in short country": ("U.K.", "Croydon", True),
    "city in continent": ("Asia", "Kuala Lumpur", True),
    "city in group": ("Southeast Asia", "Kuala Lumpur", True),
    "group not in country": ("Malaysia", "Southeast Asia", False),
    "country not in city": ("Busan", "South Korea", False),
    "other country": ("Japan", "Busan", False),
    "itself": ("Busan", "Busan", True),
    "part of a country": ("Iraq", "northern Iraq", True),
    "part of a city": ("London", "South London", True),
    "region": ("Illinois", "Chicago", True),
    "county": ("Illinois", "Cook County", True),
    "namesake named": ("Texas", "Paris, Texas", True),
    "namesake not meant": ("Texas", "Paris", False),
    "small namesake not meant": ("United States", "Moscow", False),
    "newspaper state": ("Illinois", "Springfield, Ill.", True),
    "federal capital": ("Washington, D.C.", "Washington", True),
    "state and country of one name": ("Georgia", "Tbilisi", True),
    "older name": ("Ukraine", "Kiev", True),
    "unknown place": ("Japan", "Besant", None),
    "unknown container": ("Besant", "Busan", None),
    "nothing": ("", "", None),
}


@pytest.mark.parametrize(("a", "b", "expected"), CONTAINED.values(), ids=CONTAINED.keys())
def test_a_place_contains_what_lies_in_it(a: str, b: str, expected: bool | None) -> None:
    assert contains(a, b) is expected


COUNTRY_WORDS = {
    "Chinese": "CN",
    "China’s": "CN",
    "U.S.": "US",
    "US": "US",
    "British": "GB",
    "South Korean": "KR",
    "Busan": None,
    "": None,
}


@pytest.mark.parametrize(("word", "code"), COUNTRY_WORDS.items())
def test_names_and_adjectives_stand_for_countries(word: str, code: str | None) -> None:
    assert country_of(word) == code


@given(st.text(), st.text())
def test_no_name_raises(a: str, b: str) -> None:
    assert contains(a, b) in (True, False, None)
    assert country_of(a) is None or len(country_of(a) or "") == 2
