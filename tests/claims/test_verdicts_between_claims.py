"""Two claims of one fact come out with the verdict a careful editor would give."""

import pytest
from claim_samples import account

from bot.claims.comparing import Pair, compare_accounts, compare_within

EARLY, LATE = "2026-03-03T09:00:00Z", "2026-03-05T09:00:00Z"
WEEKS_LATER = "2026-03-23T09:00:00Z"


def verdicts(
    a: str,
    b: str,
    b_published: str | None = EARLY,
    is_one_event: bool = True,
) -> list[str]:
    one = account(a, "a", "The Quay Courier", EARLY)
    two = account(b, "b", "Radio Halden", b_published)
    return sorted({p.judgement.verdict for p in compare_accounts(one, two, is_one_event)})


TUNNEL = "The Halden tunnel cost 90 million dollars."
TABLE = [
    ("the same", TUNNEL, "The Halden tunnel cost $90 million.", EARLY, ["agree"]),
    ("another sum", TUNNEL, "The Halden tunnel cost $120 million.", EARLY, ["conflict"]),
    (
        "a sum a year", TUNNEL, "The Halden tunnel cost 5 million dollars a year.", EARLY,
        ["different event or scope"],
    ),
    (
        "another tunnel", TUNNEL, "The Brede tunnel cost 120 million dollars.", EARLY, [],
    ),
    (
        "a rising toll", "Four people died in the Orsk flood.",
        "Seven people died in the Orsk flood.", LATE, ["update"],
    ),
    (
        "a toll of the same hour", "Four people died in the Orsk flood.",
        "Seven people died in the Orsk flood.", EARLY, ["conflict"],
    ),
    (
        "a lower bound passed", "At least four people died in the Orsk flood.",
        "Seven people died in the Orsk flood.", LATE, ["update"],
    ),
    (
        "an undated toll", "Four people died in the Orsk flood.",
        "Seven people died in the Orsk flood.", None, ["update"],
    ),
    (
        "the dead and the hurt", "Four people died in the Orsk flood.",
        "Seven people were injured in the Orsk flood.", EARLY, [],
    ),
    (
        "a month and a day", "The Orsk truce expires on 18 May.",
        "The Orsk truce expires in May.", EARLY, ["refinement"],
    ),
    (
        "two days", "The Orsk truce expires on 18 May.",
        "The Orsk truce expires on 21 May.", EARLY, ["conflict"],
    ),
    (
        "a plan overtaken", "The Halden tunnel will open on 3 March.",
        "The Halden tunnel opened on 5 March.", "2026-03-06T09:00:00Z", ["update"],
    ),
    (
        "two mayors", "The mayor of Orsk, Ilse Marn, cut the ribbon.",
        "The mayor of Orsk, Otto Brandt, cut the ribbon.", EARLY, ["conflict"],
    ),
    (
        "mayors of two towns", "The mayor of Orsk, Ilse Marn, cut the ribbon.",
        "The mayor of Brede, Otto Brandt, cut the ribbon.", EARLY, [],
    ),
    (
        "a new minister", "Transport Minister Ilse Marn of Halden spoke.",
        "Otto Brandt was appointed Transport Minister of Halden.", LATE, ["update"],
    ),
    (
        "one name in two spellings", "Anna Kealey rowed out.", "Anna Keeley rowed out.",
        EARLY, ["spelling variant"],
    ),
    (
        "two ages", "Jonas Perle, 41, rowed out.", "Jonas Perle, 43, rowed out.", EARLY,
        ["conflict"],
    ),
    (
        "an age after a birthday", "Jonas Perle, 41, rowed out.", "Jonas Perle, 42, rowed out.",
        WEEKS_LATER, ["update"],
    ),
    (
        "an age that went back", "Jonas Perle, 42, rowed out.", "Jonas Perle, 41, rowed out.",
        WEEKS_LATER, ["conflict"],
    ),
    (
        "an age a year on within days", "Jonas Perle, 41, rowed out.",
        "Jonas Perle, 42, rowed out.", LATE, ["conflict"],
    ),
    (
        "ages of two people", "Jonas Perle, 41, rowed out.", "Klara Perle, 43, rowed out.", EARLY,
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "published_at", "expected"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_two_claims_get_their_verdict(
    a: str, b: str, published_at: str | None, expected: list[str]
) -> None:
    assert verdicts(a, b, published_at) == expected


def test_events_are_compared_only_where_they_are_surely_one() -> None:
    a, b = "Four people died in the Orsk flood.", "Seven people died in the Orsk flood."
    assert verdicts(a, b, is_one_event=False) == []


def test_both_spans_and_a_sentence_of_explanation_are_given() -> None:
    one = account(TUNNEL, "a", "The Quay Courier", EARLY)
    two = account("The Halden tunnel cost $120 million.", "b", "Radio Halden", EARLY)
    (pair,) = compare_accounts(one, two, True)
    assert isinstance(pair, Pair)
    assert (pair.a.wording, pair.b.wording) == ("90 million dollars", "$120 million")
    assert pair.judgement.why == (
        "The Quay Courier says 90 million dollars; Radio Halden says $120 million."
    )


def test_a_source_that_says_something_else_days_later_updates_itself() -> None:
    one = account(TUNNEL, "a", "Radio Halden", EARLY)
    two = account("The Halden tunnel cost $120 million.", "b", "Radio Halden", LATE)
    assert [p.judgement.verdict for p in compare_accounts(one, two, True)] == ["update"]


def test_an_article_that_has_both_values_is_in_no_conflict() -> None:
    told = "The Halden tunnel cost 120 million dollars. The Halden tunnel cost 90 million dollars."
    assert "conflict" not in verdicts(TUNNEL, told)


def test_an_article_that_contradicts_itself_is_found() -> None:
    told = "Jonas Perle, 41, rowed out. It was cold. Jonas Perle, 43, came back."
    (pair,) = compare_within(account(told, "a", "Radio Halden", EARLY))
    assert (pair.judgement.verdict, pair.a.wording, pair.b.wording) == ("conflict", "41", "43")


LOOSER = [
    (
        "a phrase for an ending", "The Orsk truce expires on 18 May.",
        "The Orsk truce was signed in Brede. It runs out in May.", EARLY, "refinement",
    ),
    (
        "a meeting that took place later than planned",
        "The next round of talks is scheduled for 3 March in Brede.",
        "The delegations met in Brede on 4 March.", LATE, "update",
    ),
    (
        "a day that was put off",
        "The opening of the Ada Marn Bridge in Brede is scheduled for 3 May, and the mayor will"
        " speak.",
        "The opening of the Ada Marn Bridge has been postponed by a week to 10 May.", LATE,
        "update",
    ),
    (
        "a length told roughly", "The Ada Marn Bridge is 1.8 kilometres long.",
        "The Ada Marn Bridge was closed. The bridge, nearly two kilometres long, leaks.", EARLY,
        "refinement",
    ),
    (
        "one price between two named parties", "Halden Steel has agreed to buy Orsk Glass for"
        " $2.4 billion, ending a long courtship with a promise.",
        "Halden Steel will buy Orsk Glass for 2.4 billion dollars in cash.", EARLY, "agree",
    ),
    (
        "a deal completed and closed", "The Orsk Glass takeover is to close on 15 May 2026.",
        "The Orsk Glass takeover should be completed in mid-May 2026.", EARLY, "refinement",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "published_at", "expected"), [r[1:] for r in LOOSER], ids=[r[0] for r in LOOSER]
)
def test_one_fact_told_in_other_words_is_found(
    a: str, b: str, published_at: str, expected: str
) -> None:
    assert expected in verdicts(a, b, published_at)
