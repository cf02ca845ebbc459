"""Which kind of difference lies between two values: each verdict, either way round."""

import pytest
from ask_samples import Told, asked, candidate, candidates_of

from bot.ask.candidates import Candidate
from bot.ask.judging import judge_values
from bot.verdicts.judging import VerdictName, replaces

EARLY, LATE = "2026-05-04", "2026-05-08"
COURIER, HALDEN = "The Quay Courier", "Radio Halden"
WHEN = "When does the Orva truce end?"
SIGNED = "When was the Orva accord signed?"
DIED = "How many people died in the Aldport fire?"
OFFERED = "How much did Norvik offer for Brede Ferries?"
WHO = "Who signed the Orva accord?"
MAYOR = "Who is the mayor of Port Sel?"
PASSED = "Did the ferry pass its inspection?"
SAID = "What did Ana Mirel say about the pier?"


def one(text: str, on: str = EARLY) -> Told:
    return Told(text, COURIER, on)


def other(text: str, on: str = EARLY) -> Told:
    return Told(text, HALDEN, on)


ROWS: dict[str, tuple[str, Told, Told, VerdictName | None]] = {
    "two papers, one date": (
        WHEN,
        one("The Orva truce ends on 10 November 2026."),
        other("The Orva truce ends on Nov. 10, 2026."),
        "agree",
    ),
    "a day and its month": (
        WHEN,
        one("The Orva truce ends on 10 November 2026."),
        other("The Orva truce ends in November 2026."),
        "refinement",
    ),
    "at least, and a count": (
        DIED,
        one("At least 12 people died in the Aldport fire."),
        other("Fifteen people died in the Aldport fire."),
        "refinement",
    ),
    "a toll that grew": (
        DIED,
        one("Seven people died in the Aldport fire.", EARLY),
        other("Sixteen people died in the Aldport fire.", LATE),
        "update",
    ),
    "a date put off": (
        WHEN,
        one("The Orva truce ends on 10 November 2026.", EARLY),
        other("The Orva truce was extended and ends on 18 November 2026.", LATE),
        "update",
    ),
    "a plan and what happened": (
        SIGNED,
        one("The Orva accord will be signed on 6 May 2026.", EARLY),
        other("The Orva accord was signed on 7 May 2026.", LATE),
        "update",
    ),
    "a successor": (
        MAYOR,
        one("The mayor of Port Sel, Ana Mirel, spoke.", EARLY),
        other("Tom Korda, the new mayor of Port Sel, spoke.", LATE),
        "update",
    ),
    "two dates": (
        WHEN,
        one("The Orva truce ends on 10 November 2026."),
        other("The Orva truce ends on 18 November 2026."),
        "conflict",
    ),
    "two tolls on one day": (
        DIED,
        one("Seven people died in the Aldport fire."),
        other("Nine people died in the Aldport fire."),
        "conflict",
    ),
    "two dates, the later without a word of change": (
        WHEN,
        one("The Orva truce ends on 10 November 2026.", EARLY),
        other("The Orva truce ends on 18 November 2026.", LATE),
        "conflict",
    ),
    "two persons": (
        WHO,
        one("Ana Mirel signed the Orva accord."),
        other("Tom Korda signed the Orva accord."),
        "conflict",
    ),
    "two speakers": (
        DIED,
        one("Mayor Ana Mirel said seven people died in the Aldport fire."),
        other("Fire chief Tom Korda said nine people died in the Aldport fire."),
        "attributed position",
    ),
    "two speakers named after their words": (
        DIED,
        one("Seven people died in the Aldport fire, Mayor Ana Mirel said."),
        other("Nine people died in the Aldport fire, fire chief Tom Korda said."),
        "attributed position",
    ),
    "two speakers, one without a name": (
        DIED,
        one("Mayor Ana Mirel said seven people died in the Aldport fire."),
        other("Nine people died in the Aldport fire, the coastguard said."),
        "conflict",
    ),
    "a denial": (
        DIED,
        one("Seven people died in the Aldport fire."),
        other("Ana Mirel denied that nine people died in the Aldport fire."),
        "attributed position",
    ),
    "yes and no": (
        PASSED,
        one("The ferry passed its inspection in April."),
        other("The ferry did not pass its inspection, the harbour office said."),
        "attributed position",
    ),
    "yes and yes": (
        PASSED,
        one("The ferry passed its inspection in April."),
        other("The ferry passed its inspection, the harbour office said."),
        None,
    ),
    "a price a share and a whole price": (
        OFFERED,
        one("Norvik offered $12 a share for Brede Ferries."),
        other("Norvik offered $480 million for Brede Ferries."),
        "different event or scope",
    ),
    "a price per tonne and a whole price": (
        OFFERED,
        one("Norvik offered $12 per tonne for Brede Ferries."),
        other("Norvik offered $480 million for Brede Ferries."),
        "different event or scope",
    ),
    "two spellings": (
        WHO,
        one("Sergei Korda signed the Orva accord."),
        other("Sergey Korda signed the Orva accord."),
        "spelling variant",
    ),
    "a correction": (
        DIED,
        one("Nine people died in the Aldport fire.", EARLY),
        one("An earlier report was wrong. Correction: seven people died in the fire.", LATE),
        "retraction",
    ),
    "a correction of another paper": (
        WHEN,
        one("The Orva truce ends on 10 November 2026.", EARLY),
        other("Correction: the Orva truce ends on 18 November 2026.", LATE),
        "conflict",
    ),
    "one speaker in two papers": (
        PASSED,
        one("The ferry passed its inspection, Ana Mirel said."),
        other("The ferry never failed its inspection, Ana Mirel said."),
        None,
    ),
    "two quotes that are not alike": (
        SAID,
        one("“The pier is safe,” Ana Mirel said."),
        other("Ana Mirel said a crane had hit the pier."),
        None,
    ),
}  # fmt: skip


def best(question: str, told: Told) -> Candidate:
    """The last of its candidates: a correction may need a sentence before it."""
    return candidates_of(question, told)[-1]


@pytest.mark.parametrize(("question", "a", "b", "expected"), ROWS.values(), ids=ROWS.keys())
def test_a_difference_has_its_verdict_either_way_round(
    question: str, a: Told, b: Told, expected: VerdictName | None
) -> None:
    one, two = best(question, a), best(question, b)
    found = [judge_values(asked(question), *pair) for pair in ((one, two), (two, one))]
    assert [j.verdict if j else None for j in found] == [expected, expected]


@pytest.mark.parametrize(("question", "a", "b", "expected"), ROWS.values(), ids=ROWS.keys())
def test_a_verdict_says_why_and_nothing_alone_disputes_itself(
    question: str, a: Told, b: Told, expected: VerdictName | None
) -> None:
    one, two = best(question, a), best(question, b)
    found = judge_values(asked(question), one, two)
    assert found is None or found.why.endswith(".")
    itself = judge_values(asked(question), one, one)
    assert itself is None or itself.verdict == "agree"


def test_a_conflict_names_both_sources_with_their_values() -> None:
    one, two = (best(WHEN, told) for told in ROWS["two dates"][1:3])
    found = judge_values(asked(WHEN), one, two)
    assert found is not None
    assert found.why == (
        "The Quay Courier says 10 November 2026; Radio Halden says 18 November 2026."
    )


def test_an_article_without_a_source_is_named_by_its_headline() -> None:
    bare = Told("The Orva truce ends on 10 November 2026.", None, EARLY, title="Truce holds")
    found = judge_values(asked(WHEN), candidate(WHEN, bare), best(WHEN, ROWS["two dates"][2]))
    assert found is not None
    assert found.why.startswith("Truce holds says 10 November 2026;")


@pytest.mark.parametrize(
    "row", ["a toll that grew", "a plan and what happened", "a correction", "a successor"]
)
def test_the_newer_value_replaces_the_older(row: str) -> None:
    question, old, new, _ = ROWS[row]
    one, two = best(question, old), best(question, new)
    assert (replaces(one, two), replaces(two, one)) == (True, False)
