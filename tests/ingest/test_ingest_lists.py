"""Pages, feeds, sitemaps and lists of feeds from a real server on this machine."""

from itertools import chain, repeat
from pathlib import Path

import pytest
from newsstand import Newsstand, Reply, feed, page, web
from stored import article_of
from tables import named

from bot.ingest.batch import Report, ingest, poll
from bot.ingest.web import Web
from store import Store
from store.feeds import Feed

STORM = (
    "The storm that closed the harbour of Lowport for two days moved east on Monday night.",
    "Three ferries left before noon with more than four hundred passengers, the port said.",
    "“We have not seen waves like these since I was a boy,” said Olaf Brandt, the harbour master.",
)
VOTE = (
    "The council of Lowport voted on Tuesday to rebuild the northern breakwater before the spring.",
    "Seven members voted for the plan and two voted against it after a long evening of debate.",
    "The work will cost nine million crowns, the mayor said, and begin in the first week of March.",
)
RSS = "application/rss+xml"


def put_stories(stand: Newsstand) -> list[str]:
    return [
        stand.put("/storm", page("Storm moves east", *STORM)),
        stand.put("/vote", page("Breakwater vote is won", *VOTE)),
    ]


def test_a_page_is_read_with_what_it_states_of_itself(stand: Newsstand, store: Store) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Storm moves on",'
        ' "datePublished": "2026-05-05T08:00:00+02:00", "author": [{"name": "Ana Ruiz"}]}</script>'
    )
    stand.put("/storm", page("Storm moves east", *STORM, head=head))
    url = stand.url + "/storm?utm_source=mail"
    stand.pages["/storm?utm_source=mail"] = stand.pages["/storm"]
    assert ingest([url], store, web=web()) == Report(added=1)
    article = article_of(store, stand.url + "/storm")
    told = (article.title, article.source, article.byline, article.language)
    assert told == ("Storm moves on", "The Quay Courier", "Ana Ruiz", "en")
    dated = (article.published_at, article.published_from, article.published_zone)
    assert dated == ("2026-05-05T06:00:00Z", "metadata", "+02:00")
    assert article.text.splitlines()[-3:] == list(STORM)


def test_a_picture_behind_a_url_is_skipped(stand: Newsstand, store: Store) -> None:
    stand.pages["/a"] = Reply(b"\x89PNG", kind="image/png")
    report = ingest([stand.url + "/a"], store, web=web())
    assert [item.reason for item in report.skipped] == ["not a page: image/png"]


def test_a_private_address_is_refused_unless_allowed(stand: Newsstand, store: Store) -> None:
    (url, _) = put_stories(stand)
    report = ingest([url], store)
    assert report.added == 0
    assert "not a public address" in report.skipped[0].reason


def test_a_feed_leads_to_its_pages_and_stands_in_for_a_missing_one(
    stand: Newsstand, store: Store
) -> None:
    (storm, _) = put_stories(stand)
    gone = stand.url + "/gone"
    summary = "The old lighthouse of Lowport will be lit again on Sunday, its keeper said."
    url = stand.put("/rss", feed("Quay feed", ("Storm", storm, ""), ("Light", gone, summary)), RSS)
    assert ingest([url], store, web=web()) == Report(added=2)
    article = article_of(store, gone)
    told = (article.text, article.source, article.title, article.published_at)
    assert told == (summary, "Quay feed", "Light", "2026-05-05T05:00:00Z")


def test_a_sitemap_index_leads_to_pages_newest_first(stand: Newsstand, store: Store) -> None:
    storm, vote = put_stories(stand)
    stand.put(
        "/map.xml",
        f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        f"<url><loc>{storm}</loc><lastmod>2026-05-01</lastmod></url>"
        f"<url><loc>{vote}</loc><lastmod>2026-05-02</lastmod></url></urlset>",
        "application/xml",
    )
    index = f"<sitemapindex><sitemap><loc>{stand.url}/map.xml</loc></sitemap></sitemapindex>"
    url = stand.put("/sitemap.xml", index, "application/xml")
    report = ingest([url], store, web=web(), limit=1)
    assert report.added == 1
    assert store.articles.get(vote) is not None
    (skipped,) = report.skipped
    assert skipped.reason == "1 older pages left out; --limit takes more"


def test_xml_from_strangers_reads_no_local_file(store: Store, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://example.org/secret")
    path = tmp_path / "map.xml"
    path.write_text(
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]>'
        "<urlset><url><loc>&x;</loc></url></urlset>"
    )
    (skipped,) = ingest([str(path)], store, web=web()).skipped
    assert skipped.reason == "no pages in it"


def test_a_poll_reads_what_is_new_and_asks_conditionally(stand: Newsstand, store: Store) -> None:
    storm, vote = put_stories(stand)
    url = stand.put("/rss", feed("Quay", ("Storm", storm, "")), RSS, ETag='"1"')
    store.feeds.add(url, "Quay")
    first = poll(store, "2026-05-05T10:00:00Z", web=web())
    again = poll(store, "2026-05-05T11:00:00Z", web=web())
    stand.put("/rss", feed("Quay", ("Vote", vote, ""), ("Storm", storm, "")), RSS, ETag='"2"')
    more = poll(store, "2026-05-05T12:00:00Z", web=web())
    new, nothing = Report(added=1), Report()
    assert [one.report for one in (*first, *again, *more)] == [new, nothing, new]
    assert stand.paths().count("/storm") == 1
    noon = "2026-05-05T12:00:00Z"
    kept = Feed(url, "Quay", etag='"2"', last_success_at=noon, last_article_at=noon)
    assert store.feeds.list() == [kept]


def test_a_bad_feed_is_noted_and_the_next_one_read(stand: Newsstand, store: Store) -> None:
    (storm, _) = put_stories(stand)
    busy = stand.url + "/busy"
    stand.pages["/busy"] = Reply(status=429, headers=(("Retry-After", "7200"),))
    prose = stand.put("/prose", "<html><body>no feed</body></html>")
    good = stand.put("/rss", feed("Quay", ("Storm", storm, "")), RSS)
    for url in (busy, prose, good):
        store.feeds.add(url)
    polled = poll(store, "2026-05-05T10:00:00Z", web=web())
    assert [(one.url, one.error, one.report.added) for one in polled] == [
        (busy, "answered 429; try again later", 0),
        (prose, "not a feed; check the address, or remove the feed", 0),
        (good, None, 1),
    ]
    assert [feed.url for feed in store.feeds.due("2026-05-05T11:30:00Z")] == [prose, good]


BAD_LINKS = ("http://x%5By/", "http://[x/", "http://a:99999999/", "http://a/&#xD83D;")
EMOJI = "&#xD83D;&#xDE00; &#xD83D;"


def rss(*items: tuple[str, str]) -> str:
    told = "".join(
        f"<item><title>Fair {EMOJI}</title><link>{link}</link><guid>{number}{EMOJI}</guid>"
        f"<description>{text} {EMOJI}</description></item>"
        for number, (link, text) in enumerate(items)
    )
    return f"<rss version='2.0'><channel><title>Quay {EMOJI}</title>{told}</channel></rss>"


def test_bad_entries_and_feeds_stop_nothing_that_comes_after(
    stand: Newsstand, store: Store
) -> None:
    (storm, _) = put_stories(stand)
    carried = "The fair of Lowport opens on Sunday at noon, its keeper said."
    odd = stand.put("/odd", rss(*((link, carried) for link in BAD_LINKS), (storm, "")), RSS)
    good = stand.put("/rss", feed("Quay", ("Vote", stand.url + "/vote", "")), RSS)
    for url in ("http://x%5By/", "http://[x/", odd, good):
        store.feeds.add(url)
    polled = poll(store, "2026-05-05T10:00:00Z", web=web())
    assert [one.error is None for one in polled] == [False, False, True, True]
    assert store.articles.get(storm) is not None
    assert polled[3].report == Report(added=1)
    assert [feed.last_error is None for feed in store.feeds.list()] == [False, False, True, True]
    article = article_of(store, "http://a:99999999")
    assert (article.text, article.title) == (f"{carried} 😀 \ufffd", "Fair 😀 \ufffd")


@pytest.mark.parametrize("form", ["sitemap", "opml", "feed"])
def test_a_list_goes_on_past_links_that_are_none(
    stand: Newsstand, store: Store, form: str, tmp_path: Path
) -> None:
    (storm, _) = put_stories(stand)
    links = (*BAD_LINKS, storm)
    located = "".join(f"<url><loc>{link}</loc></url>" for link in links)
    quay = stand.put("/rss", feed("Quay", ("Storm", storm, "")), RSS)
    listed = "".join(f"<outline xmlUrl='{link}'/>" for link in (*BAD_LINKS, quay))
    lists = {
        "sitemap": f"<urlset>{located}</urlset>",
        "opml": f"<opml>{listed}</opml>",
        "feed": rss(*((link, "") for link in links)),
    }
    path = tmp_path / "list.xml"
    path.write_text(lists[form])
    report = ingest([str(path)], store, web=web())
    assert report.added == 1
    assert all(item.reason for item in report.skipped)


def test_a_list_of_feeds_is_bounded_spaced_and_asks_robots_txt(
    stand: Newsstand, store: Store, tmp_path: Path
) -> None:
    stand.put("/robots.txt", "User-agent: *\nDisallow: /no", kind="text/plain")
    listed = "".join(f'<outline xmlUrl="{stand.url}/{n}"/>' for n in ("no", *range(9)))
    path = tmp_path / "feeds.opml"
    path.write_text(f"<opml>{listed}</opml>")
    waits: list[float] = []
    calm = Web(allow_private=True, pause=3.0, retries=0, sleep=waits.append, clock=lambda: 100.0)
    report = ingest([str(path)], store, web=calm, limit=4)
    assert "robots.txt" in report.skipped[0].reason
    assert report.skipped[-1].reason == "6 feeds left out; --limit takes more"
    assert stand.paths() == ["/robots.txt", "/0", "/1", "/2"]
    assert waits == [3.0, 3.0]


@pytest.mark.parametrize(
    ("status", "stated", "elapsed", "retry_at"),
    named(
        ("too many requests", 429, "7200", 0.0, "05T12:00:00Z"),
        ("asked late in a long poll", 503, "7200", 90.0, "05T12:01:30Z"),
        ("less than our own wait", 429, "60", 0.0, "05T10:05:00Z"),
        ("a digit that is no number", 503, "²", 0.0, "05T10:05:00Z"),
        ("millions of years", 429, "9" * 15, 0.0, "12T10:00:00Z"),
        ("a zone that is none", 429, "Tue, 05 May 2026 07:00:00 +9999999999", 0.0, "05T10:05:00Z"),
    ),
)
def test_a_feed_is_left_alone_for_as_long_as_its_server_asks(
    stand: Newsstand, store: Store, status: int, stated: str, elapsed: float, retry_at: str
) -> None:
    stand.pages["/busy"] = Reply(status=status, headers=(("Retry-After", stated),))
    store.feeds.add(stand.url + "/busy")
    ticks = chain([0.0], repeat(elapsed))
    poll(store, "2026-05-05T10:00:00Z", web=Web(True, 0, 0, clock=lambda: next(ticks)))
    assert [feed.retry_at for feed in store.feeds.list()] == [f"2026-05-{retry_at}"]
    assert store.feeds.due("2026-05-05T10:04:59Z") == []


def test_a_page_replaces_the_summary_that_stood_in_for_it(stand: Newsstand, store: Store) -> None:
    storm, summary = stand.url + "/storm", "The storm has moved on to the east, the port said."
    url = stand.put("/rss", feed("Quay", ("Storm", storm, summary)), RSS)
    store.feeds.add(url)
    poll(store, "2026-05-05T10:00:00Z", web=web())
    put_stories(stand)
    (second,) = poll(store, "2026-05-05T11:00:00Z", web=web())
    assert second.report == Report(versions=1)


def test_a_feed_is_not_read_where_robots_txt_asks_not_to(stand: Newsstand, store: Store) -> None:
    stand.put("/robots.txt", "User-agent: *\nDisallow: /no", kind="text/plain")
    for path in ("/no", "/yes"):
        store.feeds.add(stand.put(path, feed("Quay"), RSS))
    polled = poll(store, "2026-05-05T10:00:00Z", web=web())
    told = [(one.error or "").partition(";")[0] for one in polled]
    assert told == ["robots.txt asks programs not to read it", ""]
    assert stand.paths() == ["/robots.txt", "/yes"]


def test_an_entry_that_failed_is_tried_at_the_next_poll(stand: Newsstand, store: Store) -> None:
    storm = stand.url + "/storm"
    url = stand.put("/rss", feed("Quay", ("Storm", storm, "")), RSS, ETag='"1"')
    store.feeds.add(url)
    first = poll(store, "2026-05-05T10:00:00Z", web=web())
    put_stories(stand)
    second = poll(store, "2026-05-05T11:00:00Z", web=web())
    found = [(one.report.added, len(one.report.skipped)) for one in first + second]
    assert found == [(0, 1), (1, 0)]
