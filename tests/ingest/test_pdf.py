"""PDF files: their text in paragraphs, what quotes point into, and why one is not read."""

import io
from pathlib import Path

import pytest
from pdf_pages import locked, make_pdf
from pypdf import PdfReader, PdfWriter
from stored import article_of
from tables import named

from bot.ingest.batch import Report, ingest
from bot.ingest.draft import Draft, Skipped
from bot.ingest.pdf import BROKEN, GARBLED, LOCKED, SCAN, read_pdf_file
from store import Store

REPORT = [
    "Ferry to Skell sails again",
    "",
    "By Ana Ruiz",
    "",
    "The ferry to Skell sailed again on Monday after a pause of six weeks, the har-",
    "bour office said. It carried 212 passengers and came back at dusk with as many, ",
    "which the well-known captain Ida Holm called “a good beginning”.",
    "",
    "The well-known pier is still closed. Repairs will cost 4.1 million crowns (a third",
    "more than was planned), and end in May.",
]


def read(tmp_path: Path, content: bytes) -> Draft | Skipped:
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    return read_pdf_file(path)


def text_of(draft: Draft | Skipped) -> str:
    assert isinstance(draft, Draft), draft
    return draft.text


def test_the_lines_of_a_page_become_paragraphs_and_cut_words_are_whole(tmp_path: Path) -> None:
    assert text_of(read(tmp_path, make_pdf([REPORT]))).split("\n\n") == [
        "Ferry to Skell sails again",
        "By Ana Ruiz",
        "The ferry to Skell sailed again on Monday after a pause of six weeks, the harbour office "
        "said. It carried 212 passengers and came back at dusk with as many, which the well-known "
        "captain Ida Holm called “a good beginning”.",
        "The well-known pier is still closed. Repairs will cost 4.1 million crowns (a third more "
        "than was planned), and end in May.",
    ]


def test_a_paragraph_goes_on_over_the_page_and_running_heads_are_left_out(tmp_path: Path) -> None:
    width = "The council spoke of nothing else in the whole of the long winter session and"
    pages = [
        ["Harbour Gazette 7", width, "- 1 -"],
        ["Harbour Gazette 8", width, "- 2 -"],
        ["Harbour Gazette 9", "ended."],
    ]
    assert text_of(read(tmp_path, make_pdf(pages))) == f"{width} {width} ended."


@pytest.mark.parametrize(
    ("stated", "title"),
    named(
        ("shown on the page", "Ferry to Skell sails again", "Ferry to Skell sails again"),
        ("of the program", "Microsoft Word - draft3.doc", None),
        ("none", "", None),
    ),
)
def test_a_stated_title_counts_where_the_page_shows_it(
    tmp_path: Path, stated: str, title: str | None
) -> None:
    draft = read(tmp_path, make_pdf([REPORT], stated))
    assert isinstance(draft, Draft)
    assert draft.title == title


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (make_pdf([[]]), SCAN),
        (locked(make_pdf([REPORT]), "secret"), LOCKED),
        (make_pdf([REPORT])[:300], BROKEN.format(error="PdfStreamError")),
        (b"no PDF at all", BROKEN.format(error="PdfStreamError")),
        (make_pdf([["Some letters here and more", *["\x01\x02\x03" * 18] * 9]]), GARBLED),
        (b"", "empty"),
    ],
    ids=["scan", "locked", "cut off", "no PDF", "no letters", "empty"],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, content: bytes, reason: str) -> None:
    assert read(tmp_path, content) == Skipped(str(tmp_path / "report.pdf"), reason)


def test_a_file_that_is_only_kept_from_changes_is_read(tmp_path: Path) -> None:
    assert "212 passengers" in text_of(read(tmp_path, locked(make_pdf([REPORT]), "")))


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    skipped = read(tmp_path, make_pdf([["A page."]] * 301))
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("the PDF has 301 pages, more than 300")


def test_pages_that_share_a_stream_without_end_are_given_up(tmp_path: Path) -> None:
    writer = PdfWriter()
    long = make_pdf([[f"The ferry number {n} sailed." for n in range(30_000)]])
    (first,) = PdfReader(io.BytesIO(long)).pages
    for _ in range(300):
        writer.add_page(first)
    path = tmp_path / "ferries.pdf"
    writer.write(path)
    assert path.stat().st_size < 3_000_000
    skipped = read_pdf_file(path, seconds=1)
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("the PDF: it takes more than 1 s")


def test_a_folder_with_a_pdf_is_ingested_and_its_passages_point_into_the_text(
    tmp_path: Path, store: Store
) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "ferry.pdf").write_bytes(make_pdf([REPORT]))
    assert ingest([str(tmp_path / "desk")], store) == Report(added=1)
    article = article_of(store, "desk/ferry.pdf")
    assert (article.title, article.byline) == ("Ferry to Skell sails again", "Ana Ruiz")
    passages = [article.text[start:end] for start, end in article.passages]
    assert "212 passengers" in passages[0]
    assert all(passage and passage == passage.strip() for passage in passages)
