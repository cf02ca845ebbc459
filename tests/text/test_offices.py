"""Offices: one reading for their wordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.offices import Office, read_office, same_office

SAME = {
    "of the Treasury": ("U.S. Treasury Secretary", "Secretary of the Treasury"),
    "chief of the same area": ("Treasury chief", "US Treasury Secretary"),
    "vice and deputy": ("Vice-Premier", "Deputy Premier of the State Council"),
    "minister of an area": ("Foreign Minister", "Minister of Foreign Affairs"),
    "premier": ("British Prime Minister", "UK PM"),
    "acronym before and behind": ("WTO Director-General", "director-general of the WTO"),
    "company before and behind": ("chief executive of Moorco", "Moorco CEO"),
    "state left out": ("Gov.", "Texas Governor"),
    "city": ("London mayor", "Mayor of London"),
    "commission": ("president of the European Commission", "European Commission President"),
    "house": ("House Speaker", "Speaker of the House"),
    "spelling": ("Defense Secretary", "Secretary of Defence"),
    "former": ("ex-president", "former president"),
    "police": ("police chief", "Chief of Police"),
    "plural": ("presidents", "President"),
    "country left out": ("President", "U.S. President"),
    "unread wording": ("Lord High Something", "lord high something"),
}
OTHER = {
    "vice": ("Vice Premier", "Premier"),
    "vice president": ("Vice President", "President"),
    "former holder": ("former President", "President"),
    "acting holder": ("acting Attorney General", "Attorney General"),
    "holder elect": ("President-elect", "President"),
    "other country": ("Chinese President", "US President"),
    "other area": ("Secretary of State", "Treasury Secretary"),
    "area left out": ("minister", "foreign minister"),
    "other head": ("Mayor of London", "Bishop of London"),
    "deputy": ("Deputy Prime Minister", "Prime Minister"),
}


@pytest.mark.parametrize(("a", "b"), SAME.values(), ids=SAME.keys())
def test_wordings_of_one_office_are_the_same(a: str, b: str) -> None:
    assert (same_office(a, b), same_office(b, a)) == (True, True)


@pytest.mark.parametrize(("a", "b"), OTHER.values(), ids=OTHER.keys())
def test_two_offices_are_not_the_same(a: str, b: str) -> None:
    assert (same_office(a, b), same_office(b, a)) == (False, False)


def test_an_office_is_taken_apart() -> None:
    assert read_office("acting U.S. deputy Treasury Secretary") == Office(
        rank="vice", head="secretary", area="treasury", country="US", status="acting"
    )


@given(st.text(), st.text())
def test_no_wording_raises(a: str, b: str) -> None:
    assert same_office(a, b) in (True, False)
    assert same_office(a, a)
