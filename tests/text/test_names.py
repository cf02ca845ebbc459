"""Names and places: found with kind and office, and compared; which place lies in which."""

import pytest
from tables import marked_often

from bot.text.names import NameLikeness, compare_names, find_names
from bot.text.places import contains, country_of


def told(text: str) -> tuple[list[str], str]:
    """The names of a text, and what each of them is."""
    names = find_names(text)
    kinds = [f"{name.kind}, {name.office}" if name.office else name.kind for name in names]
    return [name.text for name in names], "; ".join(kinds)


OFFICES = r"""
acronym and title: WTO Director-General [Amara Obi-Cole] spoke. => person, WTO Director-General
title of a country: President of France [Luc Martin] spoke. => person, President of France
behind the name: [John Doe], the U.S. Treasury Secretary, spoke. => person, U.S. Treasury
  Secretary
behind the age: [Mary Poe], 45, a spokeswoman for the port, spoke. => person, spokeswoman for
  the port
small letters: Then police chief [Peter Hansen] resigned. => person, police chief
small letters behind a company: On Monday [Moorco] chief executive [Jim Poe] left. => name;
  person, Moorco chief executive
possessive country: [China]'s chief trade negotiator [Li Wen] stayed. => place; person, China's
  chief trade negotiator
title of a body, set off by commas: Deputy Premier of the State Council, [Wu Dalong], arrived.
  => person, Deputy Premier of the State Council
plural: The presidents [Xu Lan] and [Karl Poe] met. => person, presidents; person
abbreviated: Lt. Gov. [Tom Poe] spoke. => person, Lt. Gov.
torn by a blank line: They met with U.S.\n\nTreasury Secretary [Ann Poe]. => person, U.S.
  Treasury Secretary
a title that is a surname: We met [Martin Luther King] and [Stephen King]. => person; person
a title inside an institution: A [Justice Department] memo named [King County]. =>
  organisation; place
a title without a holder: The President and the Prime Minister met. =>
"""


@pytest.mark.parametrize(("text", "names", "kinds"), marked_often(OFFICES))
def test_an_office_stays_with_its_holder(text: str, names: list[str], kinds: str) -> None:
    assert told(text) == (names, kinds)


KINDS = """
particles: We met [Ursula von der Leyen] and [Mohammed bin Salman]. => person; person
hyphens and apostrophes: We met [Sean O'Neill], [Bashar al-Assad] and [Ngozi Obi-Cole]. =>
  person; person; person
initials and suffix: We met [J. R. Moor] and [John Poe Jr.] there. => person; person
junior alone: We met [Moor Jr.] there. => person
possessive: We saw [Jane Roe]'s boat. => person
honorific: We met Mr. [Moor]. => person
unknown first name that speaks: [Ilkka Virtala] said so. => person
department: The [Department of Health] and the [University of Lowport] agreed. => organisation;
  organisation
company: Shares in [Moor & Sons Inc.] fell. => organisation
acronym: The [OPCW] met. => organisation
countries joined: The [US]-[China] talks began. => place; place
street: It burned on [Queen Street]. => place
weekdays and months are none: On Monday in May the Sunday closing ended. =>
a month as a surname: We met [Theresa May] in May. => person
common words at the start are none: Markets rose. Traders cheered. =>
adjectives are none: Chinese and Asian buyers left. =>
a word that goes on before a name: Then [Roe] spoke, and [Roe] left. => name; name
contractions are none: But I'll go and I’m glad. =>
"""


@pytest.mark.parametrize(("text", "names", "kinds"), marked_often(KINDS))
def test_a_name_is_read_for_what_it_names(text: str, names: list[str], kinds: str) -> None:
    assert told(text) == (names, kinds)


def test_a_heading_in_title_case_gives_only_known_names() -> None:
    text = "Talks Resume As Moor Warns Lowport\n\nIn Lowport, Ilka Moor warned of delays."
    assert [n.text for n in find_names(text)] == ["Moor", "Lowport", "Lowport", "Ilka Moor"]


def test_capitals_throughout_give_only_known_names() -> None:
    text = "THE BOY FOUND THE GUN AND PETER MOOR CALLED POLICE IN BUSAN."
    assert [n.text for n in find_names(text)] == ["PETER MOOR", "BUSAN"]


PAIRS: dict[str, tuple[str, str, NameLikeness]] = {
    "order": ("Xu Lan", "Lan Xu", "same"),
    "accents": ("José Muñoz", "Jose Munoz", "same"),
    "hyphen": ("Obi-Cole", "Obi Cole", "same"),
    "possessive": ("Roe’s", "Roe", "same"),
    "honorific": ("Mr. Roe", "Roe", "same"),
    "company form": ("Moorco Inc.", "Moorco", "same"),
    "acronym": ("WTO", "World Trade Organization", "same"),
    "country": ("U.S.", "United States", "same"),
    "surname": ("Roe", "Jane Roe", "part"),
    "initial": ("J. Roe", "Jane Roe", "part"),
    "junior": ("John Doe Jr.", "John Doe", "part"),
    "spelling": ("Carl Petersen", "Karl Pedersen", "variant"),
    "one letter": ("Scott Besant", "Scott Bessent", "variant"),
    "short first name": ("Bill Moor", "William Moor", "variant"),
    "old and new place name": ("Kiev", "Kyiv", "variant"),
    "two ayatollahs": ("Khamenei", "Khomeini", "variant"),
    "first name of the other sex": ("Daniel Roe", "Daniela Roe", "variant"),
    "first name and middle initial": ("Ana B. Mirel", "Anna Mirel", "variant"),
    "first name with another initial": ("Tim Roe", "Jim Roe", "different"),
    "first names alone": ("Maria", "Mario", "different"),
    "first names, far apart": ("Maria Roe", "Martin Roe", "different"),
    "no first names": ("Iran Air", "Iraq Air", "different"),
    "other middle initials": ("George W. Bush", "George H.W. Bush", "different"),
    "father and son": ("John Doe Jr.", "John Doe Sr.", "different"),
    "other surname": ("Peter Hansen", "Peter Jansen", "different"),
    "two countries": ("Austria", "Australia", "different"),
}


@pytest.mark.parametrize(("a", "b", "expected"), PAIRS.values(), ids=PAIRS.keys())
def test_names_compare_the_same_both_ways(a: str, b: str, expected: NameLikeness) -> None:
    assert (compare_names(a, b), compare_names(b, a)) == (expected, expected)


CONTAINED = {
    "city in continent": ("Asia", "Kuala Lumpur", True),
    "city in group": ("Southeast Asia", "Kuala Lumpur", True),
    "country not in city": ("Busan", "South Korea", False),
    "other country": ("Japan", "Busan", False),
    "itself": ("Busan", "Busan", True),
    "part of a country": ("Iraq", "northern Iraq", True),
    "county": ("Illinois", "Cook County", True),
    "namesake named": ("Texas", "Paris, Texas", True),
    "namesake not meant": ("Texas", "Paris", False),
    "small namesake not meant": ("United States", "Moscow", False),
    "newspaper state": ("Illinois", "Springfield, Ill.", True),
    "federal capital": ("Washington, D.C.", "Washington", True),
    "state and country of one name": ("Georgia", "Tbilisi", True),
    "unknown place": ("Japan", "Besant", None),
    "nothing": ("", "", None),
}


@pytest.mark.parametrize(("a", "b", "expected"), CONTAINED.values(), ids=CONTAINED.keys())
def test_a_place_contains_what_lies_in_it(a: str, b: str, expected: bool | None) -> None:
    assert contains(a, b) is expected


@pytest.mark.parametrize(
    ("word", "code"),
    [("Chinese", "CN"), ("China’s", "CN"), ("U.S.", "US"), ("South Korean", "KR"), ("Busan", None),
     ("", None)],
)  # fmt: skip
def test_names_and_adjectives_stand_for_countries(word: str, code: str | None) -> None:
    assert country_of(word) == code
