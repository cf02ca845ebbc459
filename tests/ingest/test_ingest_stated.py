"""What the top of a text states: mastheads, credits and datelines as newspapers set them."""

import pytest

from bot.ingest.article import assemble, is_correction
from bot.ingest.draft import Draft
from bot.ingest.stated import Stated, find_stated, is_press
from store.articles import NewArticle

PROSE = "The ferry left Lowport on Monday with four hundred passengers, its captain said.\n"


def told(text: str) -> tuple[str | None, str | None, str | None, str | None]:
    stated = find_stated(text)
    return stated.source, stated.title, stated.byline, stated.published and stated.published.at


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        pytest.param("", (None, None, None, None), id="nothing stated"),
        pytest.param(
            "THE QUAY HERALD | Shipping\n\nFerries run again\n\nBy Ana Ruiz\n5 May 2026\n\n",
            ("The Quay Herald", "Ferries run again", "Ana Ruiz", "2026-05-05"),
            id="masthead with section",
        ),
        pytest.param(
            "Radio Lowport\n5 May 2026, 08:00 (UTC+2)\n\nFerries run again\n\n",
            ("Radio Lowport", "Ferries run again", None, "2026-05-05T06:00:00Z"),
            id="station with time",
        ),
        pytest.param(
            "Ferries run again\n\nThe Quay Mail · 5 May 2026 · By Emily Post\n\n",
            ("The Quay Mail", "Ferries run again", "Emily Post", "2026-05-05"),
            id="line of credits",
        ),
        pytest.param(
            "Ferries run again\n\nBy Tom Hale, The Coast Tribune\n\nLOWPORT, 5 May 2026 — ",
            ("The Coast Tribune", "Ferries run again", "Tom Hale", "2026-05-05"),
            id="dateline with year",
        ),
        pytest.param(
            "Ferries run again in the bay\n\nReuters, 5 November 2025\n\n",
            ("Reuters", "Ferries run again in the bay", None, "2025-11-05"),
            id="agency and date",
        ),
        pytest.param(
            "Ferries run again in the bay\n\nLondon, 5 November 2025\n\n",
            (None, "Ferries run again in the bay", None, "2025-11-05"),
            id="place and date",
        ),
        pytest.param("LOWPORT, May 5 (Coastnet) - ", ("Coastnet", None, None, None), id="agency"),
    ],
)
def test_the_top_of_an_article_is_read(
    top: str, expected: tuple[str | None, str | None, str | None, str | None]
) -> None:
    assert told(top + PROSE) == expected


def test_a_line_of_credits_is_no_part_of_the_article() -> None:
    text = f"Ferries run again in the bay\n\nReuters, 5 November 2025\n\n{PROSE}"
    article = assemble(Draft("a.txt", "file:/a.txt", "a.txt", text))
    assert isinstance(article, NewArticle)
    assert [text[start:end] for start, end in article.body] == [
        "Ferries run again in the bay",
        PROSE.strip(),
    ]


@pytest.mark.parametrize(
    "line", ["Breaking News", "Hard Times", "Mayor leaves post", "Latest World News", "Emily Post"]
)
def test_a_first_line_that_is_no_masthead_is_not_taken_for_one(line: str) -> None:
    assert find_stated(f"{line}\n\n{PROSE}").masthead is None


@pytest.mark.parametrize("word", ["Gazette", "Herald", "Times", "News", "Tribune", "Broadcasting"])
def test_newspaper_words_make_a_name(word: str) -> None:
    assert is_press(f"Lowport {word}")


def test_an_empty_text_states_nothing() -> None:
    assert find_stated("") == Stated(None, None, None, None, None)


@pytest.mark.parametrize(
    ("text", "corrects"),
    [
        ("Correction: The vote was on Tuesday.", True),
        ("CORRECTION — The vote was on Tuesday.", True),
        ("Clarification: The mayor voted.", True),
        (
            "The vote was close.\nAn earlier version of this story misspelled the mayor's name.",
            True,
        ),
        ("This article has been corrected to say that the vote was on Tuesday.", True),
        ("Editor's note: This article has been retracted.", True),
        ("Editor's note: this story contains flashing images.", False),
        ("Shares are in a correction: they fell by a tenth.", False),
        ("The court ordered the correction of the record, and the paper was sued.", False),
        ("The paper's report has since been widely shared.", False),
    ],
)
def test_a_correction_is_known_by_what_it_says_of_itself(text: str, corrects: bool) -> None:
    assert is_correction(text) is corrects
