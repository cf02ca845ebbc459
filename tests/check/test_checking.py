"""A draft is checked sentence by sentence: supported, disputed, contradicted, or not found."""

from datetime import date

import pytest
from ask_samples import whole
from stored import article_of
from tables import named

from bot.check.checking import CHARACTERS, Checked, Evidence, Finding, check_draft
from bot.reader.load import judge_shipped
from store import Store
from store.errors import CopydeskError

DAY = date(2026, 11, 10)


def put(store: Store, source: str, text: str, at: str | None = None) -> None:
    store.articles.add(whole(source, text, source, at))


def check(store: Store, draft: str) -> list[Checked]:
    return check_draft(store, draft, DAY, judge_shipped())


def finding(store: Store, draft: str, wording: str) -> Finding:
    return next(f for one in check(store, draft) for f in one.findings if f.text == wording)


def told(one: Finding) -> set[tuple[str, str | None]]:
    return {(e.stance, e.instead) for e in one.evidence}


def test_each_sentence_is_told_at_its_place_with_the_very_quote(sample_store: Store) -> None:
    draft = "The truce expires on 18 November 2026. Whales sang in the bay."
    found = check(sample_store, draft)
    assert [(draft[one.start : one.end], one.standing) for one in found] == [
        ("The truce expires on 18 November 2026.", "supported"),
        ("Whales sang in the bay.", "not found"),
    ]
    (evidence,) = found[0].evidence
    text = article_of(sample_store, evidence.article_id).text
    assert text[evidence.start : evidence.end] == evidence.quote
    assert "18" in evidence.quote


def test_a_wrong_day_is_contradicted_and_a_vaguer_one_supports_nothing(sample_store: Store) -> None:
    wrong = finding(sample_store, "The truce expires on 19 November 2026.", "19 November 2026")
    assert wrong.standing == "contradicted"
    assert ("contradicts", "18 November 2026") in told(wrong)
    assert all(stance == "contradicts" for stance, _ in told(wrong))


@pytest.mark.parametrize(
    ("article", "draft", "standing"),
    named(
        ("finer", "on 10 November 2026", "November 2026", "supported"),
        ("vaguer", "in November 2026", "10 November 2026", "not found"),
    ),
)
def test_a_finer_value_supports_and_a_vaguer_one_does_not(
    store: Store, article: str, draft: str, standing: str
) -> None:
    put(store, "Radio Halden", f"The Halden tunnel will open {article}, the city said.")
    assert finding(store, f"The Halden tunnel opens {draft}.", draft).standing == standing


def test_the_same_number_of_another_thing_supports_nothing(sample_store: Store) -> None:
    seven = finding(sample_store, "Seven people died when the Corrie Belle struck a reef.", "Seven")
    assert not any("missing" in e.quote for e in seven.evidence if e.stance == "supports")


def test_what_sources_differ_over_is_disputed_with_both_sides(sample_store: Store) -> None:
    aboard = finding(sample_store, "The Corrie Belle had 83 people aboard.", "83")
    assert aboard.standing == "disputed"
    assert {("supports", None), ("contradicts", "96")} <= told(aboard)


def test_a_value_that_no_article_has_is_contradicted(sample_store: Store) -> None:
    built = finding(sample_store, "The Corrie Belle was built in 1999.", "1999")
    assert built.standing == "contradicted"
    assert ("contradicts", "1988") in told(built)


def test_a_name_in_a_quote_that_is_shown_is_not_told_as_missing() -> None:
    quoted = Evidence("a", 1, *([None] * 4), 0, 32, "Six boarded the Orva in Lenna.", "Six")
    found = [
        Finding(0, 3, "Six", "supported", (quoted,)),
        *(Finding(0, 1, name, "not found", is_name=True) for name in ("Orva", "Brede")),
        Finding(0, 1, "2019", "not found"),
    ]
    assert Checked(0, 40, "…", "not found", tuple(found)).missing == ("Brede", "2019")


def test_each_value_of_a_sentence_is_told_by_itself(sample_store: Store) -> None:
    draft = "Rain fell. The truce was signed in Brede and expires on 25 December 2026."
    one = check(sample_store, draft)[1]
    assert {f.text: f.standing for f in one.findings} == {
        "Brede": "supported",
        "25 December 2026": "contradicted",
    }
    assert one.standing == "contradicted"
    assert {draft[f.start : f.end] for f in one.findings} == {"Brede", "25 December 2026"}
    assert {e.stated for e in one.evidence} == {"25 December 2026"}


def test_a_sentence_without_values_is_supported_by_nearly_the_same_words(store: Store) -> None:
    put(store, "Radio Halden", "The old tunnel is wet and dark, the workers said. It rained.")
    same, other = check(store, "The old tunnel is wet and dark, workers said. The tunnel is dry.")
    assert (same.standing, other.standing) == ("supported", "not found")
    assert same.evidence[0].stated is None


def test_a_line_without_a_full_stop_is_checked_where_it_is_all(sample_store: Store) -> None:
    heading = "Truce expires on 18 November 2026"
    assert [one.text for one in check(sample_store, heading)] == [heading]
    under = check(sample_store, f"{heading}\n\nThe truce expires on 18 November 2026.")
    assert [one.text for one in under] == ["The truce expires on 18 November 2026."]


def test_what_was_published_after_the_draft_is_not_held_against_it(store: Store) -> None:
    put(store, "Radio Halden", "The Halden tunnel opened on 3 March 2026.", "2026-11-12T09:00:00Z")
    assert check(store, "The Halden tunnel opened on 4 March 2026.")[0].standing == "not found"


@pytest.mark.parametrize(
    ("draft", "has"),
    [("a" * (CHARACTERS + 1), "60,001 characters"), ("It rained. " * 401, "401 sentences")],
    ids=["characters", "sentences"],
)
def test_a_draft_that_is_too_long_is_refused_with_what_to_do(
    store: Store, draft: str, has: str
) -> None:
    with pytest.raises(CopydeskError, match=f"The draft has {has}; .* Check it in parts"):
        check(store, draft)
