"""What an article claims is found with its span, its slot, its speaker and its mode."""

import pytest
from claim_samples import article, claims_in
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claims.claim import Claim
from bot.claims.extract import account_of
from bot.claims.keeping import dump_claim, load_claim


def find(text: str, slot: str) -> list[str]:
    return [claim.wording for claim in claims_in(text) if claim.slot == slot]


@pytest.mark.parametrize(
    ("text", "slot", "wordings"),
    [
        ("At least nine people died when the dam at Orsk broke.", "count:person:dead", ["nine"]),
        ("The blast in Orsk killed two and injured 13.", "count:person:hurt", ["13"]),
        ("The death toll in Orsk rose to 21 on Friday.", "count:person:dead", ["21"]),
        ("The Halden bridge cost 90 million dollars.", "money:USD", ["90 million dollars"]),
        ("Only 40 percent of Orsk voted for the plan.", "percent:%", ["40 percent"]),
        ("The Halden tunnel is 4 kilometres long.", "measure:kilometre", ["4 kilometres"]),
        ("Jonas Perle, 41, steered the Marie Anne.", "age", ["41"]),
        ("The Halden tunnel opens on 5 May.", "date", ["5 May"]),
        ("The strike in Orsk lasted for 12 days.", "duration", ["12 days"]),
        ("The treaty was signed in Orsk on Monday.", "place", ["Orsk"]),
        ("The mayor of Orsk, Ilse Marn, spoke.", "office:mayor", ["Ilse Marn"]),
        ("Ilse Marn was appointed Transport Minister of Halden.", "office:minister", ["Ilse Marn"]),
    ],
    ids=lambda value: value if isinstance(value, str) and ":" in value else "",
)
def test_a_value_is_claimed_of_its_slot(text: str, slot: str, wordings: list[str]) -> None:
    assert find(text, slot) == wordings


@pytest.mark.parametrize(
    "text",
    [
        "Another two people died in Orsk.",
        "Two of them died in Orsk.",
        "One man died in Orsk.",
        "Two men and three women were hurt in Orsk.",
        "Two people were taken to Orsk Hospital with minor injuries.",
        "At least three people fired shots in Orsk.",
        "A 911 call reported people hurt in Orsk.",
        "When they came two bodies were found in a hut.",
        "Jonas Perle, 41, died in Orsk. Photo: The Echo",
        "Her aunt, also named Ilse Marn, 45, was in Orsk.",
        "Image 3 of 14 Jonas Perle, 41, died in Orsk. Photo: The Echo",
        "A 12-year-old was hurt in Orsk.",
        "She came second in Orsk.",
        "If three people die, Orsk will act.",
        "Did three people die in Orsk?",
        "The mayor said on Monday that Orsk was calm.",
        "The mayor, Ilse Marn, spoke.",
        "Deputy Mayor Ilse Marn of Orsk spoke.",
    ],
)
def test_a_part_an_ordinal_a_condition_or_a_time_of_saying_is_no_claim(text: str) -> None:
    assert [c for c in claims_in(text) if c.slot not in ("name", "place")] == []


def test_what_is_not_so_is_claimed_only_of_somebody_who_denies_it() -> None:
    said = "The Halden tunnel did not cost 90 million dollars"
    assert find(f"{said}.", "money:USD") == []
    assert find(f"{said}, Ilse Marn said.", "money:USD") == ["90 million dollars"]


def test_an_age_is_of_who_is_told_to_be_it() -> None:
    assert find("Rex is a 4-year-old German Shepherd from Orsk.", "age") == []
    assert find("Police named 41-year-old Jonas Perle.", "age") == ["41-year-old"]


def test_those_hit_besides_the_dead_are_counted_in_a_scope_of_their_own() -> None:
    (with_dead,) = claims_in("Ten people were shot in Orsk, one of them fatally.")[:1]
    (without,) = claims_in("Nine people were shot and one man was killed in Orsk.")[:1]
    assert (with_dead.scope, without.scope) == (frozenset(), {"besides the dead"})


def test_a_family_name_with_a_suffix_is_no_office() -> None:
    assert find("The Jonas Perle King Jr. holiday is in Orsk.", "office:king") == []


def test_who_lives_somewhere_is_not_counted_among_the_dead() -> None:
    assert find("Two people who used to live in Orsk moved away.", "count:person:dead") == []
    assert find("The flood in Orsk claimed two lives.", "count:person:dead") == ["two"]


def test_what_somebody_only_tried_is_not_stated() -> None:
    assert find("The gunman was trying to kill six people in Orsk.", "count:person:dead") == []


def test_a_count_of_people_far_down_is_no_total() -> None:
    filler = "The river is calm and the boats are out again. " * 40
    assert find(filler + "Three people died in Orsk.", "count:person:dead") == []


def test_a_claim_keeps_its_speaker_and_its_mode() -> None:
    (claim,) = claims_in("The Halden tunnel will open on 5 May, Ilse Marn said.")[:1]
    assert (claim.wording, claim.mode, claim.speaker) == ("5 May", "plan", "Ilse Marn")


def test_people_who_speak_or_hold_office_are_not_whom_a_story_is_about() -> None:
    text = 'Jonas Perle was pulled from the river. "He is well," said Sheriff Otto Brandt.'
    account = account_of(article(text))
    assert account.people == {"jonas perle"}
    assert account.officials == {"otto brandt"}


def test_a_claim_is_the_same_after_it_was_kept() -> None:
    text = (
        "Jonas Perle, 41, said on Friday that at least nine people died in March 2021 and the"
        " strike of 12 days in Orsk cost $1.2bn a year."
    )
    claims = claims_in(text)
    assert len(claims) > 3
    assert [load_claim(dump_claim(claim)) for claim in claims] == list(claims)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_every_span_is_verbatim_in_any_text(text: str) -> None:
    claims: tuple[Claim, ...] = claims_in("Nine people died in Orsk on 5 May. " + text)
    whole = "Nine people died in Orsk on 5 May. " + text
    for claim in claims:
        assert whole[claim.span.start : claim.span.end] == claim.wording
        assert whole[claim.sentence.start : claim.sentence.end] == claim.text
