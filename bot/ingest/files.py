"""Single files into drafts: plain text, Markdown and saved pages, plain or gzipped."""

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.ingest.bounded import SECONDS, UnboundedError, read_bounded
from bot.ingest.decode import decode
from bot.ingest.draft import Draft, Skipped
from bot.ingest.html import read_page
from bot.ingest.metadata import text_of
from bot.ingest.published import parse_published
from bot.ingest.urls import clean_url, is_url, site_of, url_identity

MAX_FILE = 20 * 1024 * 1024
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
# What stands for a piece of a line that is not its words.
BREAKS = {"hardbreak": "\n", "softbreak": " ", "image": "", "html_inline": ""}
FIELD = re.compile(r"^(\w+):[ \t]*(.+?)[ \t]*$", re.MULTILINE)


def read_bytes(path: Path) -> bytes | Skipped:
    """Return the bytes of a file; one that is too large is refused before it is read."""
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            return Skipped(str(path), f"{size / 2**20:.0f} MB: larger than {MAX_FILE // 2**20} MB")
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as opened:
            data = opened.read(MAX_FILE + 1)
    except (OSError, EOFError, zlib.error) as error:
        return Skipped(str(path), f"could not be read ({error})")
    if len(data) > MAX_FILE:
        return Skipped(str(path), f"larger than {MAX_FILE // 2**20} MB when unpacked")
    return data if data else Skipped(str(path), "empty")


def file_draft(path: Path, text: str) -> Draft:
    """Begin the draft of a file: its path is its identity, folder and name are its id."""
    full = path.absolute()
    return Draft(str(path), f"file:{full}", f"{full.parent.name}/{full.name}", text)


def read_text_file(path: Path) -> Draft | Skipped:
    """Return the draft of a plain-text file."""
    data = read_bytes(path)
    if isinstance(data, Skipped):
        return data
    text = decode(data)
    if text is None:
        return Skipped(str(path), why_undecodable(data))
    # Windows line ends would hide paragraph breaks; offsets count in the text as stored.
    return file_draft(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def read_markdown_file(path: Path) -> Draft | Skipped:
    """Return the draft of a Markdown file, as the text that a reader of it sees."""
    draft = read_text_file(path)
    if isinstance(draft, Skipped):
        return draft
    try:
        return read_bounded(SECONDS, read_markdown, draft)
    except UnboundedError as error:
        return Skipped(str(path), f"the text: {error}")


def read_markdown(draft: Draft) -> Draft:
    """Fill a draft from its Markdown, however long it takes."""
    front = FRONT_MATTER.match(draft.text)
    fields = dict(FIELD.findall(front[1])) if front else {}
    tokens = MarkdownIt("commonmark").parse(draft.text[front.end() if front else 0 :])
    filled = replace(draft, text="\n\n".join(plain_blocks(tokens)), title=first_heading(tokens))
    return with_fields(filled, {name.lower(): value.strip("\"'") for name, value in fields.items()})


def plain_blocks(tokens: list[Token]) -> Iterator[str]:
    """Give the text of each block, without marks, links' targets and images."""
    for token in tokens:
        if token.type == "inline":
            pieces = (BREAKS.get(t.type, t.content) for t in token.children or [])
            text = "".join(pieces).strip()
        else:
            text = token.content.strip() if token.type in ("fence", "code_block") else ""
        if text:
            yield text


def first_heading(tokens: list[Token]) -> str | None:
    """Return the text of the first heading of the first level."""
    pairs = pairwise(tokens)
    found = (
        inner for opening, inner in pairs if opening.type == "heading_open" and opening.tag == "h1"
    )
    return next((text_of("".join(plain_blocks([inner]))) for inner in found), None)


def with_fields(draft: Draft, fields: dict[str, str]) -> Draft:
    """Fill a draft from the front matter of its Markdown."""
    url = fields.get("url") or fields.get("link") or ""
    url = clean_url(url) if is_url(url) else ""
    return replace(
        draft,
        source=text_of(fields.get("source") or fields.get("publication")),
        title=text_of(fields.get("title")) or draft.title,
        byline=text_of(fields.get("author") or fields.get("byline")),
        published=parse_published(fields.get("published") or fields.get("date")),
        url=url or None,
        identity=url_identity(url) if url else draft.identity,
        article_id=url or draft.article_id,
        site=site_of(url) if url else None,
    )


def read_html_file(path: Path) -> Draft | Skipped:
    """Return the draft of a saved page."""
    data = read_bytes(path)
    if isinstance(data, Skipped):
        return data
    draft = file_draft(path, "")
    return read_page(data, draft.what, draft.identity, draft.article_id)


def why_undecodable(data: bytes) -> str:
    """Word the reason: NUL bytes mean that it is no text at all."""
    return (
        "binary: it holds NUL bytes"
        if b"\0" in data
        else "broken encoding: neither UTF-8 nor Windows-1252"
    )
