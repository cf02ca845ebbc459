"""What one speaker denies of what another says is an attributed position; chat is not."""

import pytest
from claim_samples import account

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
