"""Two values that differ are told as a conflict only where they are surely of one thing."""

import pytest
from claim_samples import account

from bot.claims.comparing import compare_accounts

EARLY, LATE = "2026-03-03T09:00:00Z", "2026-04-20T09:00:00Z"


def is_told(a: str, b: str, published_at: str = EARLY) -> bool:
    one = account(a, "a", "The Quay Courier", EARLY)
    two = account(b, "b", "Radio Halden", published_at)
    told = {pair.judgement.verdict for pair in compare_accounts(one, two, is_one_event=True)}
    return not told.isdisjoint({"conflict", "attributed position"})


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("The Halden tunnel is 12 kilometres long.", "The Halden tunnel is 14 kilometres long.",
         True),
        ("The Halden ferry carried 12 lorries.", "The Orsk ferry carried 14 lorries.", False),
        ("Jonas Perle scored 12 points for Halden.", "Jonas Perle scored 14 points for Halden.",
         False),
        ("Jonas Perle led Halden with 12 rebounds.", "Jonas Perle led Halden with 9 rebounds.",
         False),
        ("The storm over Halden delayed 98 flights.", "The storm over Halden cancelled 20 flights.",
         False),
    ],
    ids=["one length", "of other ships", "points of a game", "rebounds", "beside other words"],
)  # fmt: skip
def test_figures_are_told_where_they_are_of_one_thing(a: str, b: str, expected: bool) -> None:
    assert is_told(a, b) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Halden Foreign Minister Ilse Marn spoke.", "Halden Foreign Minister Otto Brandt spoke.",
         True),
        ("Foreign Minister Ilse Marn leads the group of Halden.",
         "Haldenian Foreign Minister Otto Brandt spoke.", True),
        ("Foreign Minister Ilse Marn spoke.", "Haldenian Foreign Minister Otto Brandt spoke.",
         False),
        ("French Prime Minister Ilse Marn spoke.", "Prime Minister Otto Brandt spoke.", False),
        ("Prime Minister Ilse Marn spoke.", "Prime Minister Otto Brandt spoke.", False),
        ("He recalled that the mayor of Orsk, Ilse Marn, wept.",
         "The mayor of Orsk, Otto Brandt, wept.", False),
        ("1979: the mayor of Orsk, Ilse Marn, wept.", "The mayor of Orsk, Otto Brandt, wept.",
         False),
    ],
    ids=["one land", "a land and its people", "a land and none", "a premier of a land",
         "premiers of none", "as somebody recalls", "in a list of years"],
)  # fmt: skip
def test_holders_are_told_where_the_office_is_of_one_body_now(
    a: str, b: str, expected: bool
) -> None:
    assert is_told(a, b) is expected


@pytest.mark.parametrize(
    ("a", "b", "published_at", "expected"),
    [
        ("The Orsk truce expires on 18 May.", "The Orsk truce expires on 21 May.", LATE, True),
        ("Ilse Marn was elected to the Halden council in 2018.",
         "Otto Brandt, whom Halden knows, was elected to a board in 2016.", EARLY, False),
        ("Ilse Marn spoke in Halden on Saturday.", "Ilse Marn spoke in Halden on Tuesday.", LATE,
         False),
        ("The Orsk truce ended on 7 February.", "The Orsk truce ended on Monday.", EARLY, False),
        ("The Halden tunnel is 12 kilometres long, Ilse Marn said.",
         "The Halden tunnel is 14 kilometres long, Otto Brandt said.", LATE, False),
    ],
    ids=["one end", "years of two lives", "weekdays of two weeks",
         "a day of the month before", "positions of two months"],
)  # fmt: skip
def test_days_are_told_where_they_are_of_one_event(
    a: str, b: str, published_at: str, expected: bool
) -> None:
    assert is_told(a, b, published_at) is expected


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("The ferry Corrie Dane was built in 1988.",
         "Correction: the ferry Corrie Dane off Orsk was built in 1998, not in 1988 as we said.",
         True),
        ("Six golfers have won the Halden Cup in their lives.",
         "One golfer, Jonas Perle, has withdrawn from the Halden Cup.", False),
    ],
    ids=["announced", "somebody withdrawn"],
)  # fmt: skip
def test_a_correction_is_told_where_a_paper_corrects_itself(
    first: str, then: str, expected: bool
) -> None:
    one = account(first, "a", "The Quay Courier", EARLY)
    two = account(then, "b", "The Quay Courier", LATE)
    told = {pair.judgement.verdict for pair in compare_accounts(one, two, is_one_event=True)}
    assert ("retraction" in told) is expected
