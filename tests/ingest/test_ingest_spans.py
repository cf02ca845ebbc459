"""Whatever arrives: it is an article whose spans hold, or it is skipped with a reason."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsstand import page

from bot.ingest.article import LONGEST, assemble, group_sentences
from bot.ingest.draft import Draft, Skipped
from bot.ingest.html import read_page
from bot.text.sentences import split_sentences
from store.arrivals import NewArticle, check_article
from store.spans import Span

TAGS = st.sampled_from(
    ["p", "div", "article", "main", "nav", "ul", "li", "a", "h1", "h2", "table", "td", "script"]
)
SAID = ("The ferry left at noon. ", "“It sank,” he said. ", "Home", "Comments", "U.S. ", "\u2028",
        "&#0;")  # fmt: skip
WORDS = st.text(max_size=80) | st.sampled_from(SAID)
MARKUP = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)


def hold(article: NewArticle) -> None:
    check_article(article)
    assert article.passages
    ends = [Span(0, 0), *article.passages]
    assert all(before.end <= after.start for before, after in pairwise(ends))
    for start, end in article.passages:
        assert article.text[start:end].strip() == article.text[start:end] != ""
        assert any(span.start <= start and end <= span.end for span in article.body)


def held(result: NewArticle | Skipped) -> None:
    if isinstance(result, Skipped):
        assert result.reason
    else:
        hold(result)


@settings(max_examples=150)
@given(MARKUP | st.text() | st.builds(lambda inner: page("Storm ends", inner), MARKUP))
def test_any_html_is_an_article_or_is_skipped_with_a_reason(html: str) -> None:
    draft = read_page(html.encode("utf-8", "replace"), Draft("a.html", "file:a", "a", ""))
    held(assemble(draft) if isinstance(draft, Draft) else draft)


@settings(max_examples=200)
@given(st.lists(WORDS | st.sampled_from(["\n", "\n\n", " "]), max_size=30).map("".join))
def test_any_text_is_an_article_or_is_skipped_with_a_reason(text: str) -> None:
    held(assemble(Draft("a.txt", "file:a", "a", text)))


def passages_of(text: str, *body: Span) -> list[str]:
    parts = [split_sentences(text, span) for span in body or [Span(0, len(text))]]
    return [text[start:end] for start, end in group_sentences(text, parts)]


def test_a_passage_never_reaches_across_a_gap() -> None:
    text = "It rained in Lowport. Share this. The river rose by a metre."
    found = passages_of(text, Span(0, 21), Span(34, len(text)))
    assert found == ["It rained in Lowport.", "The river rose by a metre."]


def test_a_heading_joins_what_follows() -> None:
    prose = " ".join(
        f"The council met for the {n}th time to speak about the bridge." for n in range(9)
    )
    text = f"{prose}\n\nWhat comes next\n\n{prose}"
    found = passages_of(text)
    assert "What" in {one.split(" ")[0] for one in found}
    assert "What comes next" not in found


def test_writing_without_blanks_is_cut_too() -> None:
    text = "港口在周一重新开放，三艘渡轮在中午之前离港，船上有四百多名乘客。" * 40
    assert len(passages_of(text)) > 1


def test_a_sentence_without_end_is_cut_at_its_blanks() -> None:
    text = "and then " * 1000
    cut = passages_of(text)
    assert max(map(len, cut)) <= LONGEST
    assert " ".join(cut) == text.strip()


PROSE = "The ferry left Lowport on Monday with four hundred passengers, its captain said."


@pytest.mark.parametrize(
    "run",
    [
        pytest.param("\n" * 1_000_000, id="blank lines"),
        pytest.param("\n" + " " * 1_000_000 + "\n", id="a line of blanks"),
        pytest.param('"' * 8_000, id="quote signs"),
        pytest.param("\n" + "”" * 1_000_000, id="closing quote signs on a line of their own"),
        pytest.param("." * 1_000_000 + "a", id="full stops"),
        pytest.param("\n" + "-" * 1_000_000, id="dashes"),
        pytest.param("\n" + "\t|" * 500_000, id="tabs and bars"),
        pytest.param("\n" + "©" * 300_000, id="copyright signs"),
    ],
)
def test_a_run_of_one_character_is_read_in_the_time_that_its_length_takes(run: str) -> None:
    article = assemble(Draft("a.txt", "file:/a.txt", "a.txt", f"{PROSE}{run}\n{PROSE}"))
    assert isinstance(article, NewArticle)
    first, last = article.body[0], article.body[-1]
    assert article.text[first.start :].startswith(PROSE)
    assert article.text[: last.end].endswith(PROSE)
