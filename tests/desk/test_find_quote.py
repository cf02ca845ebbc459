"""An excerpt is found where it stands, exactly or nearly, and what differs is shown."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stored import article_of
from tables import named

from bot.desk.quotes import Match, find_quote, locate
from store import Store

GRAIN = "A river is the cheapest road there is"


def differences(match: Match) -> list[tuple[str | None, str, str]]:
    return [(p.difference, p.excerpt, p.text) for p in match.parts if p.difference]


def is_verbatim(store: Store, match: Match) -> bool:
    text = article_of(store, match.article_id, match.version).text
    is_quote = text[match.start : match.end] == match.quote
    return is_quote and all(text[part.start : part.end] == part.text for part in match.parts)


@pytest.mark.parametrize(
    ("excerpt", "expected"),
    named(
        ("exact", GRAIN, []),
        ("capitals", GRAIN.upper(), []),
        ("changed", "a river is the cheapest route there is", [("changed", "route", "road")]),
        ("added", "A river is the very cheapest road there is", [("added", "very", "")]),
        ("left out", "A river is the road there is", [("left out", "", "cheapest")]),
        ("owned omission", "A river … cheapest road there is", []),
        ("three dots", "A river is ... road there is", []),
    ),
)
def test_an_excerpt_is_found_with_its_differences(
    sample: Store, excerpt: str, expected: list[tuple[str, str, str]]
) -> None:
    match = find_quote(sample, excerpt)[0]
    assert (match.source, match.speaker) == ("The Morning Ledger", "Ruth Castellan")
    assert differences(match) == expected
    assert match.is_exact is (expected == [])
    assert is_verbatim(sample, match)


def test_of_the_same_words_the_earliest_published_comes_first(sample: Store) -> None:
    found = find_quote(sample, "We had no report of any fault in the steering")
    assert [match.source for match in found] == ["Northwire", "The Lowland Courier"]


@pytest.mark.parametrize("excerpt", ["pigs fly over Quarn", "to be or not to be", "", "…", "“”"])
def test_what_nobody_wrote_is_not_found(sample: Store, excerpt: str) -> None:
    assert find_quote(sample, excerpt) == []


def test_other_words_on_the_same_thing_are_no_match(sample: Store) -> None:
    excerpt = "The cheapest grain this year came down the river by road from there"
    assert find_quote(sample, excerpt) == []


def test_a_quote_that_runs_over_passages_is_found_whole(newsroom: Callable[..., Store]) -> None:
    said = " ".join(f"Lamp {n} was lit at dusk by the keeper." for n in range(20))
    text = f"The harbour was quiet. {said} Then the fog came in over the quay."
    store = newsroom({"source": "The Vale Post", "title": "Lamps", "text": text})
    (match,) = find_quote(store, said)
    assert (match.quote, match.is_exact) == (said.rstrip("."), True)


@given(st.data())
def test_words_cut_from_a_text_are_found_word_for_word(data: st.DataObject) -> None:
    words = data.draw(
        st.lists(st.sampled_from(["pier", "mayor", "boat", "lamp", "fog"]), min_size=3)
    )
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    found = locate(" ".join(words[first:last]), " ".join(words))
    assert found is not None
    assert found.score == 100.0
    assert [part.difference for part in found.parts] == [None]


@settings(max_examples=60)
@given(st.text(max_size=80) | st.sampled_from(['" OR *', "(((", "river " * 40, "\0", "9" * 500]))
def test_no_excerpt_raises(sample: Store, excerpt: str) -> None:
    assert all(is_verbatim(sample, match) for match in find_quote(sample, excerpt))
