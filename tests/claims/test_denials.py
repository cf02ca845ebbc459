"""What one speaker denies of what another says is an attributed position; chat is not."""

import pytest
from claim_samples import account

from bot.claims.comparing import compare_accounts
from bot.claims.denials import denied

CLAIM = '"Orsk Foods is going to close 40 shops in Halden," said Ilse Marn of the union.'


def between(claim: str, denial: str, is_one_event: bool = True) -> list[str]:
    one = account(claim, "a", "The Quay Courier", "2026-03-03T09:00:00Z")
    two = account(denial, "b", "Radio Halden", "2026-03-05T09:00:00Z")
    return [pair.judgement.why for pair in denied(one, two, is_one_event)]


@pytest.mark.parametrize(
    ("claim", "denial", "expected"),
    [
        (CLAIM, '"Not a single shop in Halden will close," said Otto Brandt.', True),
        (CLAIM, '"We have no plans to close shops," said Otto Brandt of Orsk Foods.', True),
        (
            CLAIM, 'Otto Brandt of Orsk Foods stood up. "We have no plans to close shops," said'
            " Brandt.", True,
        ),
        (CLAIM, '"We have no plans to close shops," said Otto Brandt of the quay.', False),
        (CLAIM, '"Not a single shop in Halden will close," said Ilse Marn.', False),
        (CLAIM, '"Not a single shop in Halden will close," a neighbour said.', False),
        (CLAIM, '"No train ran in Brede on Sunday," said Otto Brandt.', False),
        (CLAIM, '"I did not go to the shops in Halden," said Otto Brandt.', False),
        (CLAIM, '"The shops in Halden will close early," said Otto Brandt.', False),
        (
            '"Orsk Foods will not close shops in Halden," said Ilse Marn.',
            '"Not a single shop in Halden will close," said Otto Brandt.',
            False,
        ),
        (
            CLAIM.replace("40 shops in Halden", "40 shops in Halden, and it dares not say so"),
            '"Not a single shop in Halden will close," said Otto Brandt.',
            True,
        ),
    ],
    ids=["not a single one", "no plans", "named before", "of no party", "of the same speaker",
         "of somebody", "of other things", "of oneself", "affirmed",
         "denied by both", "a clause of it"],
)  # fmt: skip
def test_a_denial_answers_what_another_said(claim: str, denial: str, expected: bool) -> None:
    told = between(claim, denial)
    assert [" ".join(why.split()[:4]) for why in told] == ["Ilse Marn says so;"] * expected


def test_of_events_a_denial_needs_the_same_event() -> None:
    claim = '"Orsk guns fired eleven shells at the harbour," said Ilse Marn.'
    denial = '"Not one Orsk gun was fired at the harbour," said Otto Brandt.'
    assert len(between(claim, denial)) == 1
    assert between(claim, denial, is_one_event=False) == []


def judged(charge: str, denial: str) -> list[str]:
    one = account(charge, "a", "The Quay Courier", "2026-03-03T09:00:00Z")
    two = account(denial, "b", "Radio Halden", "2026-03-05T09:00:00Z")
    pairs = compare_accounts(one, two, is_one_event=True)
    return [p.judgement.why for p in pairs if p.judgement.verdict == "attributed position"]


SHOPS = "Orsk Foods closed 40 shops in Halden, Ilse Marn said."
HOURS = "The Halden clinic has 24-hour care, Ilse Marn said."


@pytest.mark.parametrize(
    ("charge", "denial", "expected"),
    [
        (SHOPS, "Orsk Foods did not close 40 shops in Halden, Otto Brandt said.", True),
        (SHOPS, "Otto Brandt denied that Orsk Foods had closed 40 shops in Halden.", True),
        (SHOPS, "Orsk Foods did not close 30 shops in Halden, Otto Brandt said.", False),
        (SHOPS, "Orsk Foods did not insure 40 shops in Halden, Otto Brandt said.", False),
        (SHOPS, "Orsk Foods gave no plan when it closed 40 shops in Halden, Otto Brandt said.",
         False),
        (SHOPS, "Orsk Foods has not found a reason for the end of 40 shops in Halden, Otto Brandt"
         " said.", False),
        (SHOPS, "Orsk Foods did not close 40 shops in Halden, Ilse Marn said.", False),
        (SHOPS.replace("Orsk Foods", "Jonas Perle"),
         "Otto Brandt said that he did not close 40 shops in Halden.", False),
        (HOURS, "The Halden clinic does not have 24-hour care, Otto Brandt said.", True),
        (HOURS.replace("has", "needs"),
         "The Halden clinic does not have 24-hour care, Otto Brandt said.", False),
    ],
    ids=["the same act", "denied that it was so", "another value", "another act",
         "a value that is taken as known", "a value within what is not known",
         "of the same speaker", "of somebody else", "what there is", "what is asked for"],
)  # fmt: skip
def test_a_value_is_denied_only_where_the_other_says_that_very_thing_of_it(
    charge: str, denial: str, expected: bool
) -> None:
    assert judged(charge, denial) == ["Ilse Marn says so; Otto Brandt disputes it."] * expected


def test_whoever_denies_is_told_as_the_one_who_disputes() -> None:
    denial = "Orsk Foods did not close 40 shops in Halden, Otto Brandt said."
    one = account(denial, "a", "The Quay Courier", "2026-03-03T09:00:00Z")
    two = account(SHOPS, "b", "Radio Halden", "2026-03-05T09:00:00Z")
    whys = {pair.judgement.why for pair in compare_accounts(one, two, is_one_event=True)}
    assert whys == {"Ilse Marn says so; Otto Brandt disputes it."}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ilse Marn said", "Otto Brandt said", "attributed position"),
        ("Ilse Marn said", "Marn said", "conflict"),
        ("said HCP spokeswoman Ilse Marn", "Marn said", "conflict"),
        ("Police said", "Otto Brandt said", "conflict"),
    ],
    ids=["two people", "one person", "a body by its spokeswoman", "a class of people"],
)
def test_two_values_are_positions_where_two_with_a_name_hold_them(
    one: str, other: str, expected: str
) -> None:
    a = account(f"The Halden tunnel cost 90 million dollars, {one}.", "a", "The Courier", None)
    b = account(f"The Halden tunnel cost 120 million dollars, {other}.", "b", "Radio Orsk", None)
    assert [p.judgement.verdict for p in compare_accounts(a, b, True)] == [expected]


@pytest.mark.parametrize(
    ("claim", "denial"),
    [
        (CLAIM, '"If nobody buys, not a single shop in Halden will close," said Otto Brandt.'),
        (CLAIM, '"The shops in Halden cannot close like that," said Otto Brandt.'),
        (CLAIM, '"The shops in Halden should never have been closed," said Otto Brandt.'),
        (
            '"Ilse Marn has a plan for the people of Halden Bay," said Jonas Perle.',
            '"Halden Bay is not in danger," said Otto Brandt.',
        ),
        (
            '"Orsk Foods is asked to close 40 shops in Halden," said Ilse Marn.',
            '"Not a single shop in Halden will close," said Otto Brandt.',
        ),
    ],
    ids=["a condition", "what cannot be", "a wish", "names alone in common", "what is asked for"],
)
def test_what_denies_nothing_that_was_said_is_no_denial(claim: str, denial: str) -> None:
    assert between(claim, denial) == []
