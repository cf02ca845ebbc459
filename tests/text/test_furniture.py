"""Page furniture: dropped line by line, and never a sentence of the article."""

import pytest

from bot.text.furniture import (
    body_spans,
    find_byline,
    find_headline,
    find_stated_source,
    is_furniture,
)
from store.spans import Span

EXAMPLES = (
    "Share this article", "Click to share on WhatsApp (Opens in new window)", "Facebook",
    "Find us on Facebook", "@lowportledger", "Sign up for our morning briefing", "Sign in",
    "This article is for subscribers", "This website uses cookies to improve your visit",
    "Please enable JavaScript to watch this video", "12 comments", "Post a Comment",
    "Read more about the ferry", "Related: Why the ferry was late", "You may also like",
    "Story continues below advertisement", "- Advertisement -", "Source", "Tags: ferry, storm",
    "© Lowport Ledger", "This material may not be published or broadcast",
    "Reporting by Jane Roe in Lowport; editing by Ilka Moor",
    "Jane Roe of the Ledger contributed to this report.",
    "The author is a staff reporter at the Ledger", "Photo: the pier at noon",
    "Ilka Moor/Getty Images", "Photo 1 of 9",
)  # fmt: skip


@pytest.mark.parametrize("line", EXAMPLES)
def test_furniture_is_recognised(line: str) -> None:
    assert is_furniture(line)


PROSE = (
    "Heavy rain contributed to the crash.",
    "He shares the prize with his sister.",
    "Police shared photos of the pier on Facebook.",
    "The copyright expired in 2020, the judge said.",
    "The suit against the agency over cookies was dropped on Monday.",
    "Photos from the pier show a grey hull.",
    "She edits a weekly newsletter about tides.",
    "Reporting by the Ledger found that twelve inspections were skipped.",
    "Get out now, officials told residents of the lower town.",
    "Join the protest on the pier, organisers wrote.",
    "The author is facing charges, prosecutors said.",
    "Reuters reported that the port would open on Friday.",
    "Sources said the talks would go on.",
    "By Monday the port was open again.",
    "Comments by the mayor angered the union.",
    "Register of deeds Ann Poe resigned today.",
)


def test_a_sentence_is_never_furniture_and_prose_only_is_one_span() -> None:
    assert [line for line in PROSE if is_furniture(line)] == []
    text = "\n\n".join(PROSE)
    assert body_spans(text) == [Span(0, len(text))]


PAGE = """Ferry talks resume in Lowport after storm

Jane Roe - 3 May 2024 09:15

The ferry talks resumed on Friday.
Share on Facebook

Both sides hope for a deal, the mayor said.

Read more: Why the ferry was late
Comments
Post a Comment
Source"""


def test_the_body_is_what_is_left_of_a_page() -> None:
    assert [PAGE[s:e] for s, e in body_spans(PAGE)] == [
        "Ferry talks resume in Lowport after storm",
        "The ferry talks resumed on Friday.",
        "Both sides hope for a deal, the mayor said.",
    ]


def test_menus_at_both_ends_go() -> None:
    body = "The ferry sank on Monday.\nNobody drowned."
    text = f"Home\nWorld\nSport\n{body}\nAbout us\nJobs\nContact"
    assert [text[s:e] for s, e in body_spans(text)] == [body]


def found(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


SOURCES = {
    "English": ("Source: Harbour Wire\nIt rained.", "Harbour Wire"),
    "Russian": ("It rained.\nИсточник: Порт", "Порт"),
    "copyright": ("It rained.\nCopyright 2024 Harbour Wire. All rights reserved.", "Harbour Wire"),
    "none": ("It rained, the source said.", None),
}


@pytest.mark.parametrize(("text", "expected"), SOURCES.values(), ids=SOURCES.keys())
def test_a_stated_source_is_found(text: str, expected: str | None) -> None:
    assert found(text, find_stated_source(text)) == expected


BYLINES = {
    "by": ("By Jane Roe\nIt rained.", "Jane Roe"),
    "two": ("By Jane Roe and Ilka de Moor\nIt rained.", "Jane Roe and Ilka de Moor"),
    "helpers": ("It rained.\nJane Roe and Al Poe contributed reporting.", "Jane Roe and Al Poe"),
    "sentence": ("By Monday it rained.", None),
    "an agency helped": ("It rained.\nThe Associated Press contributed to this report.", None),
}


@pytest.mark.parametrize(("text", "expected"), BYLINES.values(), ids=BYLINES.keys())
def test_a_byline_is_found(text: str, expected: str | None) -> None:
    assert found(text, find_byline(text)) == expected


HEADLINES = {
    "first line": ("Ferry sinks off Lowport\n\nIt sank on Monday.", "Ferry sinks off Lowport"),
    "after furniture": ("Share\nFerry sinks off Lowport\nIt sank.", "Ferry sinks off Lowport"),
    "prose": ("The ferry sank.\n\nNobody drowned.", None),
    "one line": ("Ferry sinks off Lowport", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("text", "expected"), HEADLINES.values(), ids=HEADLINES.keys())
def test_a_headline_is_a_first_line_without_end(text: str, expected: str | None) -> None:
    assert found(text, find_headline(text)) == expected
