"""Hostile text reaches nobody's notifications, breaks no limit, and none of it is lost."""

import pytest
from answer_samples import texts
from card_samples import held, spans
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import clean, one_line, shorten, size, split

urls = st.one_of(
    texts, st.just("https://herald.example/a"), texts.map("https://x.example/".__add__)
)


def card(title: str, quotes: list[str], url: str) -> list[blocks.Json]:
    """A block of every kind, as an answer might use them."""
    parts = [blocks.paragraph(blocks.words("10 November", bold=True), blocks.words(title))]
    for each in quotes:
        parts += [blocks.quote(blocks.words(each)), blocks.paragraph(blocks.link(url, title))]
    parts.append(blocks.bullets(*[[blocks.words(each)] for each in quotes] or [[]]))
    return [
        blocks.header(title),
        *blocks.rich(*parts),
        blocks.context(title, *quotes),
        blocks.divider(),
        *blocks.actions(blocks.button(title, "more", "answer:7")),
    ]


@settings(max_examples=150)
@given(texts, st.lists(texts, max_size=4), urls)
def test_whatever_is_written_keeps_the_limits_and_notifies_nobody(
    title: str, quotes: list[str], url: str
) -> None:
    footer = [blocks.feedback("helped", "7")]
    held(blocks.pages(title, card(title, quotes, url), footer), url)


@settings(max_examples=100)
@given(st.lists(texts, min_size=1, max_size=4))
def test_nothing_is_lost_when_a_long_answer_is_paged(quotes: list[str]) -> None:
    parts = [blocks.quote(blocks.words(each)) for each in quotes]
    shown = spans([message.blocks for message in blocks.pages("answer", blocks.rich(*parts))])
    assert "".join(shown) == "".join(clean(each) or " " for each in quotes)


@settings(max_examples=200)
@given(texts)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)
    assert "\n" not in one_line(text)


@settings(max_examples=200)
@given(texts, st.integers(3, 300))
def test_pieces_fit_and_joined_are_the_text(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert "".join(pieces) == text
    assert all(0 < size(piece) <= limit for piece in pieces)
    assert size(shorten(text, limit)) <= limit


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("سلام می‌خواهم", "سلام می‌خواهم", id="Persian keeps its joiners"),
        pytest.param("👩‍👧 said", "👩‍👧 said", id="emoji keep theirs"),
        pytest.param("a\u2028b\r\nc", "a\nb\nc", id="line breaks are one kind"),
        pytest.param("abc\u202edef", "abcdef", id="an override"),
        pytest.param("Z" + "\u0300" * 9, "Z" + "\u0300" * 4, id="a tower of marks"),
        pytest.param("a\ud800b", "a\ufffdb", id="half a character"),
        pytest.param("tab\there", "tab\there", id="a tab stays"),
    ],
)
def test_text_is_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_link_to_anything_but_the_web_is_only_words() -> None:
    assert blocks.link("javascript:alert(1)", "a\nb") == {"type": "text", "text": "a b"}
    assert blocks.link("https://herald.example/a", "Truce holds") == {
        "type": "link",
        "url": "https://herald.example/a",
        "text": "Truce holds",
    }


def test_pages_say_which_they_are_and_the_last_has_the_footer() -> None:
    parts = [blocks.quote(blocks.words("word " * 500)) for _ in range(8)]
    made = blocks.pages("10 November", blocks.rich(*parts), [blocks.divider()])
    assert [message.text for message in made] == [
        "10 November (1 of 3)",
        "10 November (2 of 3)",
        "10 November (3 of 3)",
    ]
    assert [message.blocks[-1]["type"] for message in made] == ["context", "context", "divider"]
    assert made[1].blocks[-1]["elements"][0]["text"] == "2 of 3, continued below"


def test_a_button_whose_value_is_too_long_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="the value of the button more has 2001 units, over 2000"):
        blocks.button("More", "more", "x" * 2001)
