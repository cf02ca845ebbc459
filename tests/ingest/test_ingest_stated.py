"""What articles state of themselves: mastheads, credits, datelines, times, addresses, language."""

import pytest
from tables import named

from bot.ingest.article import assemble, detect_language
from bot.ingest.draft import Draft
from bot.ingest.published import Published, parse_published
from bot.ingest.stated import find_stated
from bot.ingest.urls import url_date
from store.articles import NewArticle

PROSE = "The ferry left Lowport on Monday with four hundred passengers, its captain said.\n"


def told(text: str) -> tuple[str | None, str | None, str | None, str | None]:
    stated = find_stated(text)
    return stated.source, stated.title, stated.byline, stated.published and stated.published.at


TOPS = named(
    ("nothing stated", "", (None, None, None, None)),
    ("masthead with section",
     "THE QUAY HERALD | Shipping\n\nFerries run again\n\nBy Ana Ruiz\n5 May 2026\n\n",
     ("The Quay Herald", "Ferries run again", "Ana Ruiz", "2026-05-05")),
    ("station with time", "Radio Lowport\n5 May 2026, 08:00 (UTC+2)\n\nFerries run again\n\n",
     ("Radio Lowport", "Ferries run again", None, "2026-05-05T06:00:00Z")),
    ("line of credits", "Ferries run again\n\nThe Quay Mail · 5 May 2026 · By Emily Post\n\n",
     ("The Quay Mail", "Ferries run again", "Emily Post", "2026-05-05")),
    ("dateline with year",
     "Ferries run again\n\nBy Tom Hale, The Coast Tribune\n\nLOWPORT, 5 May 2026 — ",
     ("The Coast Tribune", "Ferries run again", "Tom Hale", "2026-05-05")),
    ("agency and date", "Ferries run again in the bay\n\nReuters, 5 November 2025\n\n",
     ("Reuters", "Ferries run again in the bay", None, "2025-11-05")),
    ("place and date", "Ferries run again in the bay\n\nLondon, 5 November 2025\n\n",
     (None, "Ferries run again in the bay", None, "2025-11-05")),
    ("weekday and date", "Ferries run again in the bay\n\nWednesday, 5 November 2025\n\n",
     (None, "Ferries run again in the bay", None, "2025-11-05")),
    ("agency", "LOWPORT, May 5 (Coastnet) - ", ("Coastnet", None, None, None)),
)  # fmt: skip


@pytest.mark.parametrize(("top", "expected"), TOPS)
def test_the_top_of_an_article_is_read(
    top: str, expected: tuple[str | None, str | None, str | None, str | None]
) -> None:
    assert told(top + PROSE) == expected


def test_a_line_of_credits_is_no_part_of_the_article() -> None:
    text = f"Ferries run again in the bay\n\nReuters, 5 November 2025\n\n{PROSE}"
    article = assemble(Draft("a.txt", "file:/a.txt", "a.txt", text))
    assert isinstance(article, NewArticle)
    body = [text[start:end] for start, end in article.body]
    assert body == ["Ferries run again in the bay", PROSE.strip()]


@pytest.mark.parametrize(
    "line", ["Breaking News", "Hard Times", "Mayor leaves post", "Latest World News", "Emily Post"]
)
def test_a_first_line_that_is_no_masthead_is_not_taken_for_one(line: str) -> None:
    assert find_stated(f"{line}\n\n{PROSE}").masthead is None


@pytest.mark.parametrize(
    ("text", "corrects"),
    [
        ("Correction: The vote was on Tuesday.", True),
        ("CORRECTION — The vote was on Tuesday.", True),
        ("Clarification: The mayor voted.", True),
        ("It was close.\nAn earlier version of this story misspelled the mayor's name.", True),
        ("This article has been corrected to say that the vote was on Tuesday.", True),
        ("Editor's note: This article has been retracted.", True),
        ("Editor's note: this story contains flashing images.", False),
        ("Shares are in a correction: they fell by a tenth.", False),
        ("The court ordered the correction of the record, and the paper was sued.", False),
        ("The paper's report has since been widely shared.", False),
    ],
)
def test_a_correction_is_known_by_what_it_says_of_itself(text: str, corrects: bool) -> None:
    article = assemble(Draft("a.txt", "file:/a.txt", "a.txt", text))
    assert isinstance(article, NewArticle)
    assert article.corrects is corrects


UTC_1030 = Published("2025-10-23T10:30:00Z", "+00:00")
DAY = Published("2025-10-23")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2025-10-23", DAY),
        ("2025/10/23", DAY),
        ("2025-10-23T10:30:00Z", UTC_1030),
        ("2025-10-23T10:30:00.123456+00:00", UTC_1030),
        ("20251023T103000Z", UTC_1030),
        ("2025-10-23T18:30:00+0800", Published("2025-10-23T10:30:00Z", "+08:00")),
        ("2025-10-23T12:30:00", DAY),
        ("Thu, 23 Oct 2025 10:30:00 GMT", UTC_1030),
        ("Thu, 23 Oct 2025 12:30:00 -0000", DAY),
        ("23 October 2025, 12:30 (UTC+2)", Published("2025-10-23T10:30:00Z", "+02:00")),
        ("Oct. 23, 2025, 6:30 a.m. EDT", Published("2025-10-23T10:30:00Z", "-04:00")),
        ("4 p.m. CEST, Oct. 23, 2025", Published("2025-10-23T14:00:00Z", "+02:00")),
        ("Published: 23rd October, 2025", DAY),
        ("23/10/2025", DAY),
        ("23.10.2025 12:30", DAY),
        ("03/04/2025", None),
        ("1761215400", UTC_1030),
        ("1761215400000", UTC_1030),
        ("2025-10", None),
        ("2025-02-30", None),
        ("1970-01-01T00:00:00Z", None),
        ("12:30 (IST), 23 October 2025", DAY),
        ("23 octobre 2025 à 12h30", DAY),
        ("Donnerstag, 23. Oktober 2025", DAY),
        ("23 October 2025 12:30 BST", DAY),
        ("The ferry left Lowport on 23 October 2025", None),
        ("NODATE", None),
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
        ("https://web.archive.org/web/20170313005749/http://a.example/2017/03/12/a", "2017-03-12"),
        ("https://example.org/2025/10/harbour", None),
        ("https://example.org/article/2025102312", None),
        ("https://example.org/2025/02/30/harbour", None),
        ("https://example.org/?date=2025/10/23/", None),
    ],
)
def test_the_day_in_an_address_is_its_day(url: str, day: str | None) -> None:
    assert url_date(url) == day


TEXTS = {
    "English": ("The harbour reopened on Monday after two days of storms.", "en"),
    "German": ("Der Hafen wurde am Montag nach zwei Tagen Sturm wieder geöffnet.", "de"),
    "Ukrainian": ("Порт знову відкрили у понеділок після двох днів шторму.", "uk"),
    "too short": ("Port", None),
    "no letters": ("12 34 56 78 90 12 34 56 78 90 12 34 56 78 90", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_a_language_is_told_when_there_is_text_enough(text: str, expected: str | None) -> None:
    assert detect_language(text) == expected
