"""What parses outside bytes ends, whatever the bytes make of it."""

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from newsstand import page
from tables import named

from bot.ingest.bounded import UnboundedError, read_bounded
from bot.ingest.draft import Draft
from bot.ingest.feeds import parse_feed, parse_opml
from bot.ingest.files import read_markdown
from bot.ingest.html import extract

ATTRIBUTES = " ".join(f'a{number}="x"' for number in range(400_000))
BLANK = Draft("page", "url:page", "page", "")


@pytest.mark.parametrize(
    ("read", "args"),
    named(
        ("page", extract, (page("Storm", "It ended.").replace("<p", f"<p {ATTRIBUTES}"), BLANK)),
        ("feed", parse_feed, (f"<rss version='2.0'><item {ATTRIBUTES}/></rss>".encode(), "", "")),
        ("blanks", read_markdown, (replace(BLANK, text=f"---\na: b{' ' * 500_000}c\n---\nx"),)),
        ("opml", parse_opml, (f"<opml><outline {ATTRIBUTES}/></opml>".encode(),)),
    ),
)
def test_what_grows_with_its_square_is_given_up(
    read: Callable[..., Any], args: tuple[Any, ...]
) -> None:
    with pytest.raises(UnboundedError, match="takes more than 1 s"):
        read_bounded(1, read, *args)


def test_memory_is_bounded() -> None:
    with pytest.raises(UnboundedError, match="MemoryError"):
        read_bounded(20, bytes, 2**33)


def test_a_reader_that_ends_its_process_costs_only_itself() -> None:
    with pytest.raises(UnboundedError, match="too much memory"):
        read_bounded(20, os.abort)
    assert read_bounded(20, len, "words") == 5


def test_what_a_reader_trips_over_is_said() -> None:
    with pytest.raises(UnboundedError, match=r"could not be parsed \(ValueError: invalid literal"):
        read_bounded(20, int, "words")
