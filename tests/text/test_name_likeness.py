"""Whether two names may be the same, and how sure that is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.name_likeness import NameLikeness, compare_names, is_doubtful, sound

PAIRS: dict[str, tuple[str, str, NameLikeness]] = {
    "letter case": ("Xu Lan", "XU LAN", "same"),
    "order": ("Xu Lan", "Lan Xu", "same"),
    "accents": ("José Muñoz", "Jose Munoz", "same"),
    "hyphen": ("Obi-Cole", "Obi Cole", "same"),
    "hyphen or none": ("Seon-woo Kim", "Seonwoo Kim", "same"),
    "possessive": ("Roe’s", "Roe", "same"),
    "honorific": ("Mr. Roe", "Roe", "same"),
    "company form": ("Moorco Inc.", "Moorco", "same"),
    "acronym": ("WTO", "World Trade Organization", "same"),
    "acronym with of": ("FBI", "Federal Bureau of Investigation", "same"),
    "country": ("U.S.", "United States", "same"),
    "surname": ("Roe", "Jane Roe", "part"),
    "initial": ("J. Roe", "Jane Roe", "part"),
    "middle initial": ("Jane A. Roe", "Jane Roe", "part"),
    "junior": ("John Doe Jr.", "John Doe", "part"),
    "spelling": ("Carl Petersen", "Karl Pedersen", "variant"),
    "one letter": ("Scott Besant", "Scott Bessent", "variant"),
    "transcription": ("Mohammed Ali", "Muhammad Ali", "variant"),
    "ending": ("Zelensky", "Zelenskyy", "variant"),
    "short first name": ("Bill Moor", "William Moor", "variant"),
    "old and new place name": ("Kiev", "Kyiv", "variant"),
    "two ayatollahs": ("Khamenei", "Khomeini", "variant"),
    "other first name": ("Jeb Bush", "George Bush", "different"),
    "first name, one letter doubled": ("Ana Mirel", "Anna Mirel", "variant"),
    "first name, one letter other": ("Jon Smith", "Jan Smith", "variant"),
    "first name of the other sex": ("Daniel Roe", "Daniela Roe", "variant"),
    "first name, another ending": ("Maria Roe", "Mario Roe", "variant"),
    "first name that sounds the same": ("Katherine Roe", "Catharine Roe", "variant"),
    "first name and middle initial": ("Ana B. Mirel", "Anna Mirel", "variant"),
    "first name with another family name": ("Maria Roe", "Mario Moor", "different"),
    "first name with another initial": ("Tim Roe", "Jim Roe", "different"),
    "first names alone": ("Maria", "Mario", "different"),
    "first names, far apart": ("Maria Roe", "Martin Roe", "different"),
    "no first names": ("Iran Air", "Iraq Air", "different"),
    "other middle initials": ("George W. Bush", "George H.W. Bush", "different"),
    "other initial": ("J. Roe", "Kate Roe", "different"),
    "father and son": ("John Doe Jr.", "John Doe Sr.", "different"),
    "other surname": ("Peter Hansen", "Peter Jansen", "different"),
    "two countries": ("Austria", "Australia", "different"),
    "short names": ("Iran", "Iraq", "different"),
    "two people": ("Jane Roe", "Ilka Moor", "different"),
}


@pytest.mark.parametrize(("a", "b", "expected"), PAIRS.values(), ids=PAIRS.keys())
def test_names_compare_the_same_both_ways(a: str, b: str, expected: NameLikeness) -> None:
    assert (compare_names(a, b), compare_names(b, a)) == (expected, expected)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Besant", "Bessent", False),
        ("Zelensky", "Zelenskyy", False),
        ("Khamenei", "Khomeini", True),
        ("Johnson", "Johnston", True),
        ("Ana Mirel", "Anna Mirel", False),
        ("Sara Roe", "Sarah Roe", False),
        ("Bill Moor", "William Moor", True),
        ("Jon Smith", "Jan Smith", True),
        ("Maria Roe", "Mario Roe", True),
        ("Daniel Roe", "Daniela Roe", True),
    ],
)
def test_spellings_far_apart_are_doubtful(a: str, b: str, expected: bool) -> None:
    assert is_doubtful(a, b) is expected


@given(st.text(), st.text())
def test_comparing_never_raises_and_is_symmetric(a: str, b: str) -> None:
    assert compare_names(a, b) == compare_names(b, a)
    assert compare_names(a, a) == "same"
    assert isinstance(sound(a), str)
    assert is_doubtful(a, b) in (True, False)
