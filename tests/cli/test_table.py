"""Rows on a terminal: a table where it can be read, else one field below the other."""

import io

from rich.console import Console

from handlers.cli.render import show_rows

HEADINGS = ("feed", "last success", "last error")
FEED = ("https://quay.example/news/harbour/feed.xml", "9 May 2026, 09:00 UTC", "none")


def shown(width: int | None, headings: tuple[str, ...], *rows: tuple[str, ...]) -> list[str]:
    file = io.StringIO()
    console = Console(file=file, width=width or 80, force_terminal=width is not None,
                      color_system=None)  # fmt: skip
    show_rows(console, headings, rows)
    return [line.rstrip() for line in file.getvalue().splitlines()]


def test_a_table_that_fits_is_one() -> None:
    assert shown(90, HEADINGS, FEED) == [
        "feed                                        last success           last error",
        "https://quay.example/news/harbour/feed.xml  9 May 2026, 09:00 UTC  none",
    ]


def test_where_words_would_be_broken_the_fields_stand_below_each_other() -> None:
    assert shown(50, HEADINGS, FEED, ("Quay", "never", "")) == [
        "feed: https://quay.example/news/harbour/feed.xml",
        "  last success: 9 May 2026, 09:00 UTC",
        "  last error: none",
        "",
        "feed: Quay",
        "  last success: never",
        "",
    ]


def test_a_program_gets_tabs_and_no_headings() -> None:
    assert shown(None, HEADINGS, FEED) == ["\t".join(FEED)]


def test_a_field_longer_than_the_line_goes_on_in_the_next() -> None:
    whole = "".join(line.strip() for line in shown(20, HEADINGS, FEED))
    assert whole.startswith(f"feed:{FEED[0]}last success:")
