import pytest

from bot.ingest.published import Published, parse_published
from bot.ingest.urls import clean_url, url_date, url_identity

UTC_1030 = Published("2025-10-23T10:30:00Z", "+00:00")
DAY = Published("2025-10-23")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2025-10-23", DAY),
        ("20251023", DAY),
        ("2025/10/23", DAY),
        ("2025-10-23T10:30:00Z", UTC_1030),
        ("2025-10-23T10:30Z", UTC_1030),
        ("2025-10-23T10:30:00.123456+00:00", UTC_1030),
        ("2025-10-23 10:30:00 UTC", UTC_1030),
        ("20251023T103000Z", UTC_1030),
        ("2025-10-23T18:30:00+0800", Published("2025-10-23T10:30:00Z", "+08:00")),
        ("2025-10-23T06:30:00-04:00", Published("2025-10-23T10:30:00Z", "-04:00")),
        ("2025-10-23T12:30:00", DAY),
        ("2025-10-23 00:00:00", DAY),
        ("Thu, 23 Oct 2025 10:30:00 GMT", UTC_1030),
        ("Thu, 23 Oct 2025 12:30:00 +0200", Published("2025-10-23T10:30:00Z", "+02:00")),
        ("Thu, 23 Oct 2025 12:30:00 -0000", DAY),
        ("Thursday, 23 October 2025", DAY),
        ("23 October 2025 12:30", DAY),
        ("23 October 2025, 12:30 (UTC+2)", Published("2025-10-23T10:30:00Z", "+02:00")),
        ("October 23, 2025", DAY),
        ("Oct. 23, 2025, 6:30 a.m. EDT", Published("2025-10-23T10:30:00Z", "-04:00")),
        ("Oct. 23, 2025 at 4 pm", DAY),
        ("4 p.m. CEST, Oct. 23, 2025", Published("2025-10-23T14:00:00Z", "+02:00")),
        ("12:30, 23 October 2025", DAY),
        ("Published: 23rd October, 2025", DAY),
        ("23/10/2025", DAY),
        ("23.10.2025 12:30", DAY),
        ("03/04/2025", None),
        ("1761215400", UTC_1030),
        ("1761215400000", UTC_1030),
        ("2025-10", None),
        ("2025-02-30", None),
        ("2025-13-01", None),
        ("0000-00-00", None),
        ("1970-01-01T00:00:00Z", None),
        ("12:30 (IST), 23 October 2025", DAY),
        ("23 octobre 2025 à 12h30", DAY),
        ("Donnerstag, 23. Oktober 2025", DAY),
        ("23 de octubre de 2025", DAY),
        ("23 ottobre 2025", DAY),
        ("23 October 2025 12:30 BST", DAY),
        ("23 10 2025", DAY),
        ("3-4-2025", None),
        ("The ferry left Lowport on 23 October 2025", None),
        ("Ferries run again in 2025", None),
        ("NODATE", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_publication_time_is_read_without_inventing(
    stated: str | None, expected: Published | None
) -> None:
    assert parse_published(stated) == expected


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2025/10/23/harbour", "2025-10-23"),
        ("https://example.org/news/2025/oct/23/harbour", "2025-10-23"),
        ("https://example.org/news/2025-10-23-harbour.html", "2025-10-23"),
        ("https://example.org/news/20251023/harbour", "2025-10-23"),
        ("https://example.org/2025/3/7/harbour", "2025-03-07"),
        ("https://web.archive.org/web/20170313005749/http://example.org/harbour", None),
        (
            "https://web.archive.org/web/20170313005749/http://example.org/2017/03/12/a",
            "2017-03-12",
        ),
        ("https://example.org/2025/10/harbour", None),
        ("https://example.org/article/2025102312", None),
        ("https://example.org/2025/02/30/harbour", None),
        ("https://example.org/?date=2025/10/23/", None),
    ],
)
def test_the_day_in_an_address_is_its_day(url: str, day: str | None) -> None:
    assert url_date(url) == day


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://example.org/a/", "https://example.org/a"),
        ("HTTPS://EXAMPLE.org:443/A", "https://example.org/A"),
        ("https://example.org/a?id=7&utm_source=x&fbclid=y#top", "https://example.org/a?id=7"),
        ("https://example.org/a?q=%C3%A9+b", "https://example.org/a?q=%C3%A9+b"),
        ("http://example.org:8080/", "http://example.org:8080"),
    ],
)
def test_an_address_loses_what_does_not_name_the_page(url: str, clean: str) -> None:
    assert clean_url(url) == clean


def test_http_and_https_are_one_article() -> None:
    assert url_identity("http://example.org/a/") == url_identity("https://example.org/a#x")
