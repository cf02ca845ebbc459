"""Which articles are the same: the cases that readers of feeds have met."""

from pathlib import Path

import pytest
from newsstand import Newsstand, page, web
from tables import named

from bot.ingest.batch import Report, ingest, poll
from bot.ingest.urls import url_identity
from store import Store

TEXT = (
    "The storm that closed the harbour of Lowport for two days moved east on Monday night.",
    "Three ferries left before noon with more than four hundred passengers, the port said.",
    "The council of Lowport will meet on the last Thursday of the month to vote on repairs.",
)
CHANGED = (*TEXT[:2], "The council of Lowport will meet on Friday of next week to vote on repairs.")
OTHER = ("Seven members of the council voted for the plan and two voted against it on Monday.",)
VERSION, SAME, NEW = Report(versions=1), Report(unchanged=1), Report(added=1)

Entry = tuple[str, str, str]
"""Path, guid, and the part of the page that differs: its text, and its head after a bar."""

PAGES = {"text": TEXT, "changed": CHANGED, "other": OTHER}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "http://example.org/a"),
        ("https://example.org/a", "https://www.example.org/a/"),
        ("https://example.org/a", "https://EXAMPLE.org:443/a#comments"),
        ("https://example.org/a", "https://example.org//a"),
        ("https://example.org/a", "https://example.org/a?utm_source=rss&utm_medium=feed"),
        ("https://example.org/a", "https://example.org/a?__xts__=7f3a"),
        ("https://example.org/a?id=7", "https://example.org/a?__xts__=7f3a&id=7"),
        ("https://example.org/a?b=1&a=2", "https://example.org/a?a=2&b=1"),
        ("https://example.org/caf%C3%A9", "https://example.org/café"),
        ("https://xn--bcher-kva.example/a", "https://bücher.example/a"),
    ],
)
def test_an_address_written_in_another_way_is_the_same(one: str, other: str) -> None:
    assert url_identity(one) == url_identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a", "https://news.example.org/a"),
        ("https://example.org/a?id=7", "https://example.org/a?id=8"),
        ("https://example.org/a?gallery=7", "https://example.org/a?gallery=8"),
        ("https://example.org/a?reference=7", "https://example.org/a?reference=8"),
        ("https://example.org/a", "https://example.org/A"),
    ],
)
def test_an_address_that_names_another_page_is_another(one: str, other: str) -> None:
    assert url_identity(one) != url_identity(other)


def put(stand: Newsstand, *entries: Entry) -> str:
    items = ""
    for path, guid, shown in entries:
        words, _, canonical = shown.partition("|")
        head = f'<link rel="canonical" href="{stand.url}{canonical}">' if canonical else ""
        link = stand.put(path, page("Storm moves east", *PAGES[words], head=head))
        guids = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
        items += f"<item><title>Storm</title><link>{link}</link>{guids}</item>"
    feed = f"<rss version='2.0'><channel><title>Quay</title>{items}</channel></rss>"
    return stand.put("/rss", feed, "application/rss+xml")


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    named(
        ("tracking mark", ("/a?__xts__=1", "", "text"), ("/a?__xts__=2", "", "text"), Report()),
        ("canonical address", ("/a?x=1", "", "text|/a"), ("/a?x=2", "", "changed|/a"), VERSION),
        ("other permalink", ("/old", "g1", "text"), ("/new", "g1", "text"), SAME),
        ("other link, other text", ("/old", "g1", "text"), ("/new", "g1", "changed"), VERSION),
        ("same text, no guid", ("/old", "", "text"), ("/new", "", "text"), SAME),
        ("same text", ("/old", "g1", "text"), ("/new", "g2", "text"), SAME),
        ("another article", ("/old", "g1", "text"), ("/new", "g2", "changed"), NEW),
        ("too short to know", ("/old", "g1", "other"), ("/new", "g2", "other"), NEW),
    ),
)
def test_what_a_feed_sends_again_is_the_same_article(
    stand: Newsstand, store: Store, first: Entry, then: Entry, expected: Report
) -> None:
    store.feeds.add(put(stand, first))
    assert [one.report for one in poll(store, "2026-05-05T10:00:00Z", web=web())] == [NEW]
    put(stand, then)
    assert [one.report for one in poll(store, "2026-05-05T11:00:00Z", web=web())] == [expected]
    put(stand, then)
    (again,) = poll(store, "2026-05-05T12:00:00Z", web=web())
    assert again.report == Report()


def test_a_guid_that_two_entries_have_names_neither(stand: Newsstand, store: Store) -> None:
    url = put(stand, ("/a", "site", "text"), ("/b", "site", "other"))
    assert ingest([url], store, web=web()) == Report(added=2)


def test_records_with_ids_of_their_own_are_not_one_for_their_text(
    store: Store, tmp_path: Path
) -> None:
    text = " ".join(TEXT)
    rows = [f'{{"id": {n}, "source": "Quay", "text": "{text}"}}\n' for n in (1, 2)]
    (tmp_path / "wire.jsonl").write_text("".join(rows))
    assert ingest([str(tmp_path / "wire.jsonl")], store) == Report(added=2)
