"""PDF files into drafts, where they carry their words as text and not as a picture of it."""

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

from pypdf import PdfReader
from pypdf.errors import DependencyError

from bot.ingest.bounded import UnboundedError, read_bounded
from bot.ingest.decode import storable, text_of
from bot.ingest.draft import Draft, Skipped
from bot.ingest.files import file_draft, read_bytes

MOST_PAGES = 300
SECONDS = 60
FULL = 0.8
"""A line that is shorter than this share of the page's full lines ends its paragraph."""

REPEATED = 3
"""A line at the edge of so many pages is a running head, not the article."""

UNREADABLE_SHARE = 0.1
LETTERS = 20
SCAN = (
    "the PDF has no text layer, only pictures of pages; run it through text recognition (OCR), "
    "or send its text"
)
LOCKED = "the PDF is locked with a password; save a copy without one"
BROKEN = "the PDF is broken ({error}); open it and save or print it as a PDF again"
GARBLED = "the PDF's text layer holds signs that are no letters; copy its text out, or use OCR"
LONG = f"the PDF has {{count}} pages, more than {MOST_PAGES}; send the pages that matter"

PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
NO_LETTER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
CUT_WORD = re.compile(r"(\w+)[-\u00ad\u2010]$")
ENDING = re.compile(r"[.!?…:][\"'”’)\]]*$")


def read_pdf_file(path: Path, seconds: int = SECONDS) -> Draft | Skipped:
    """Return the draft of a PDF file; one that takes the processor for longer is skipped."""
    data = read_bytes(path)
    if isinstance(data, Skipped):
        return data
    try:
        return read_bounded(seconds, read_pdf, data, path)
    except UnboundedError as error:
        return Skipped(str(path), f"the PDF: {error}")


def read_pdf(data: bytes, path: Path) -> Draft | Skipped:
    """Read a PDF, however long it takes."""
    try:
        # What fails is an exception; warnings would stand in the terminal.
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        return read_pages(PdfReader(io.BytesIO(data)), file_draft(path, ""))
    except DependencyError as error:
        return Skipped(str(path), f"the PDF needs a library that is not installed ({error})"[:200])
    except Exception as error:
        # Whatever a stranger's file makes the library trip over costs this file alone.
        return Skipped(str(path), BROKEN.format(error=type(error).__name__))


def read_pages(reader: PdfReader, draft: Draft) -> Draft | Skipped:
    """Fill a draft from the pages, or say why there is nothing to read."""
    # Many files are encrypted only against being changed, and open with no password.
    if reader.is_encrypted and not reader.decrypt(""):
        return Skipped(draft.what, LOCKED)
    if len(reader.pages) > MOST_PAGES:
        return Skipped(draft.what, LONG.format(count=len(reader.pages)))
    pages = [storable(page.extract_text()).splitlines() for page in reader.pages]
    text = flow(without_running_heads(pages))
    if sum(character.isalpha() for character in text) < LETTERS:
        return Skipped(draft.what, SCAN)
    if len(NO_LETTER.findall(text)) > UNREADABLE_SHARE * len(text):
        return Skipped(draft.what, GARBLED)
    stated = text_of(reader.metadata.title) if reader.metadata else None
    return replace(draft, text=text, title=title_in(text, stated))


def title_in(text: str, stated: str | None) -> str | None:
    """Return the title that a file states where its first lines have it.

    Programs write their own titles ("Microsoft Word - draft3"), which no page shows.
    """
    top = " ".join(text[:1000].split()).casefold()
    return stated if stated and " ".join(stated.split()).casefold() in top else None


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the lines of pages without page numbers and what stands at the edge of many."""
    kept = [[" ".join(line.split()) for line in page] for page in pages]
    told = [[line for line in page if line] for page in kept]
    edges = Counter(shape(page[at]) for page in told if page for at in {0, len(page) - 1})
    heads = {line for line, count in edges.items() if count >= REPEATED}
    return [trimmed(page, heads) for page in kept]


def shape(line: str) -> str:
    """Return a line with its numbers alike, as those of running heads count pages.

    >>> shape("The Quay Courier 12")
    'The Quay Courier 0'
    """
    return re.sub(r"\d+", "0", line)


def trimmed(page: Sequence[str], heads: set[str]) -> list[str]:
    """Return a page without the running heads and page numbers at its edges."""
    lines = list(page)
    for at in (0, -1):
        while lines and (
            not lines[at] or shape(lines[at]) in heads or PAGE_NUMBER.fullmatch(lines[at])
        ):
            del lines[at]
    return lines


def flow(pages: Sequence[Sequence[str]]) -> str:
    """Return the text in paragraphs: a PDF breaks its lines where its page ends.

    >>> flow([["The ferry sailed at noon and", "came back at dusk.", "", "No one was hurt."]])
    'The ferry sailed at noon and came back at dusk.\\n\\nNo one was hurt.'
    """
    lines = [line for page in pages for line in page]
    full = full_length(lines)
    words = set(re.findall(r"\w+(?:-\w+)*", " ".join(lines)))
    paragraphs: list[str] = [""]
    for line in lines:
        paragraphs[-1] = joined(paragraphs[-1], line, words)
        if not line or is_last(line, full):
            paragraphs.append("")
    return "\n\n".join(filter(None, paragraphs))


def full_length(lines: Sequence[str]) -> float:
    """Return how long the lines are that fill the page's width."""
    lengths = [len(line) for line in lines if line]
    return quantiles(lengths, n=10)[7] if len(lengths) > 2 else 80.0


def is_last(line: str, full: float) -> bool:
    """Tell whether a line ends its paragraph: it is short, or a little short and ends a sentence.

    >>> is_last("came back at dusk.", 60.0), is_last("The ferry sailed at noon, and it", 34.0)
    (True, False)
    """
    return len(line) < FULL * full or (len(line) < 0.95 * full and ENDING.search(line) is not None)


def joined(before: str, line: str, words: set[str]) -> str:
    """Return a paragraph with its next line; a word that was cut in two is put together.

    >>> joined("a well-", "known har-", {"well-known"}), joined("the har-", "bour", set())
    ('a well-known har-', 'the harbour')
    """
    cut = CUT_WORD.search(before)
    if not cut or not line[:1].islower():
        return f"{before} {line}".strip()
    start = before[:-1]
    next_word = re.match(r"\w*", line)
    hyphened = f"{cut[1]}-{next_word[0] if next_word else ''}"
    return f"{start}-{line}" if hyphened in words else f"{start}{line}"
