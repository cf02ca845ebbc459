"""Two candidates of one question: the same value, a finer one, a variant, or another."""

import pytest
from ask_samples import Told, candidate

from bot.verdicts.comparing import Relation, compare, compare_wordings

FIRST, SECOND = ("The Quay Courier", "2026-05-04"), ("Radio Halden", "2026-05-04")
WHEN = "When does the Orva truce end?"
DIED = "How many people died in the Aldport fire?"
LASTS = "How long does the Orva truce last?"
WHO = "Who signed the Orva accord?"
WHERE = "Where was the Orva accord signed?"
SAID = "What did Ana Mirel say about the pier?"

OPPOSITE: dict[Relation, Relation] = {"refines": "refined_by", "refined_by": "refines"}

ROWS: dict[str, tuple[str, str, str, Relation]] = {
    "one date, two styles": (
        WHEN,
        "The Orva truce ends on 10 November 2026.",
        "The Orva truce ends on Nov. 10, 2026.",
        "same",
    ),
    "until a day and on that day": (
        WHEN,
        "The Orva truce holds until 10 November 2026, when it ends.",
        "The Orva truce ends on 10 November 2026.",
        "same",
    ),
    "a day and its month": (
        WHEN,
        "The Orva truce ends on 10 November 2026.",
        "The Orva truce ends in November 2026.",
        "refines",
    ),
    "a day without a year and later this year": (
        WHEN,
        "The Orva truce ends on 10 November.",
        "The Orva truce ends later this year.",
        "refines",
    ),
    "two days": (
        WHEN,
        "The Orva truce ends on 10 November 2026.",
        "The Orva truce ends on 18 November 2026.",
        "different",
    ),
    "words and figures": (
        DIED,
        "Twelve people died in the Aldport fire.",
        "12 people died in the Aldport fire.",
        "same",
    ),
    "people and deaths": (
        DIED,
        "Twelve people died in the Aldport fire.",
        "The Aldport fire caused 12 deaths.",
        "same",
    ),
    "two counts": (
        DIED,
        "Twelve people died in the Aldport fire.",
        "Nine people died in the Aldport fire.",
        "different",
    ),
    "a count above at least": (
        DIED,
        "Fifteen people died in the Aldport fire.",
        "At least 12 people died in the Aldport fire.",
        "refines",
    ),
    "a count far above at least": (
        DIED,
        "Ninety-six people died in the Aldport fire.",
        "At least 12 people died in the Aldport fire.",
        "different",
    ),
    "a fortnight": (
        LASTS,
        "The Orva truce lasts 14 days.",
        "The Orva truce lasts two weeks.",
        "same",
    ),
    "two durations": (
        LASTS,
        "The Orva truce lasts 14 days.",
        "The Orva truce lasts 30 days.",
        "different",
    ),
    "a name and its surname": (
        WHO,
        "Ana Mirel signed the Orva accord.",
        "Mirel signed the Orva accord.",
        "refines",
    ),
    "two spellings": (
        WHO,
        "Sergei Korda signed the Orva accord.",
        "Sergey Korda signed the Orva accord.",
        "variant",
    ),
    "two persons": (
        WHO,
        "Ana Mirel signed the Orva accord.",
        "Tom Korda signed the Orva accord.",
        "different",
    ),
    "a city and its country": (
        WHERE,
        "The Orva accord was signed in Busan.",
        "The Orva accord was signed in South Korea.",
        "refines",
    ),
    "two cities": (
        WHERE,
        "The Orva accord was signed in Oslo.",
        "The Orva accord was signed in Geneva.",
        "different",
    ),
    "one quote told twice": (
        SAID,
        "“The pier is safe,” Ana Mirel said.",
        "“The pier is safe,” Ana Mirel said on Monday.",
        "same",
    ),
    "two quotes": (
        SAID,
        "“The pier is safe,” Ana Mirel said.",
        "Ana Mirel said a crane had hit the pier.",
        "unknown",
    ),
}


@pytest.mark.parametrize(("question", "one", "other", "expected"), ROWS.values(), ids=ROWS.keys())
def test_two_values_stand_to_each_other_either_way_round(
    question: str, one: str, other: str, expected: Relation
) -> None:
    a = candidate(question, Told(one, *FIRST))
    b = candidate(question, Told(other, *SECOND))
    assert (compare(a, b), compare(b, a)) == (expected, OPPOSITE.get(expected, expected))
    assert (compare(a, a), compare(b, b)) == ("same", "same")


def test_at_least_is_not_made_finer_by_a_later_day() -> None:
    early = candidate(DIED, Told("At least 12 people died in the Aldport fire.", on="2026-05-04"))
    late = candidate(DIED, Told("Fifteen people died in the Aldport fire.", on="2026-05-08"))
    assert compare(early, late) == "different"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("2026-05-04", "2026-05-04", "same", id="one day"),
        pytest.param("2026-05-04", "2026-05-11", "different", id="a week later"),
        pytest.param(None, None, "unknown", id="undated"),
        pytest.param("2026-05-04", None, "unknown", id="one undated"),
    ],
)
def test_monday_is_the_same_only_when_it_counts_from_the_same_day(
    one: str | None, other: str | None, expected: Relation
) -> None:
    question, text = "When was the Orva accord signed?", "The Orva accord was signed on Monday."
    a = candidate(question, Told(text, on=one, article_id="one"))
    b = candidate(question, Told(text, on=other, article_id="two"))
    assert compare(a, b) == expected


def test_a_description_may_be_of_whoever_is_named() -> None:
    assert compare_wordings("Ana Mirel", "a harbour pilot") == "unknown"
    assert compare_wordings("a fisherman", "a harbour pilot") == "different"
