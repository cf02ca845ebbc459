"""Files into drafts: plain text, Markdown, saved pages, JSON lines and CSV; also gzipped."""

import codecs
import csv
import gzip
import hashlib
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import IO, Any, AnyStr, cast

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.ingest.bounded import SECONDS, UnboundedError, read_bounded
from bot.ingest.decode import decode, storable, text_of
from bot.ingest.draft import Draft, Skipped, unforeseen
from bot.ingest.html import read_page
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
        broken = "broken encoding: neither UTF-8 nor Windows-1252"
        return Skipped(str(path), "binary: it holds NUL bytes" if b"\0" in data else broken)
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
    filled = replace(
        draft,
        source=text_of(fields.get("source") or fields.get("publication")),
        title=text_of(fields.get("title")) or draft.title,
        byline=text_of(fields.get("author") or fields.get("byline")),
        published=parse_published(fields.get("published") or fields.get("date")),
    )
    return filled.at(clean_url(url)) if is_url(url) else filled


def read_html_file(path: Path) -> Draft | Skipped:
    """Return the draft of a saved page."""
    data = read_bytes(path)
    if isinstance(data, Skipped):
        return data
    return read_page(data, file_draft(path, ""))


MAX_LINE = 20 * 1024 * 1024
UNREADABLE = "\ud800"
NO_TEXT_COLUMN = (
    "no column named text; the first line names the columns: "
    "id, source, url, title, published, text"
)
csv.field_size_limit(MAX_LINE)

Row = tuple[int, Mapping[str, Any] | str]


def read_records(path: Path, opened: IO[bytes]) -> Iterator[Draft | Skipped]:
    """Give the articles of an open file of records; a bad line costs only itself."""
    name = path.name.removesuffix(".gz")
    lines = cast(IO[bytes], gzip.GzipFile(fileobj=opened)) if path.suffix == ".gz" else opened
    rows = csv_rows if name.endswith((".csv", ".tsv")) else json_rows
    try:
        for number, row in rows(text_lines(lines)):
            what = f"{path}, line {number}"
            try:
                record = row if isinstance(row, str) else read_record(row, what, path, number)
            except Exception as error:
                # The reason reaches the user's table, so nothing is hidden by going on.
                record = f"could not be read {unforeseen(error)}"
            yield Skipped(what, record) if isinstance(record, str) else record
    except (EOFError, OSError, zlib.error, UnicodeError) as error:
        yield Skipped(str(path), f"damaged; read up to there ({error})")


def text_lines(lines: IO[bytes]) -> Iterator[str]:
    """Give decoded lines; one that is no text, or too long to hold, becomes UNREADABLE."""
    first = lines.readline(MAX_LINE)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        lines.seek(0)
        wide = io.TextIOWrapper(lines, encoding="utf-16")
        yield from (line or UNREADABLE for line in whole_lines(wide.readline(MAX_LINE), wide, "\n"))
        return
    for line in whole_lines(first.removeprefix(codecs.BOM_UTF8), lines, b"\n"):
        yield (decode(line) if line else None) or UNREADABLE


def whole_lines(first: AnyStr, lines: IO[AnyStr], end: AnyStr) -> Iterator[AnyStr | None]:
    """Give the lines that go on from the first; None for one too long to hold."""
    line = first
    while line:
        is_long = len(line) >= MAX_LINE and not line.endswith(end)
        while is_long and (rest := lines.readline(MAX_LINE)) and not rest.endswith(end):
            pass
        yield None if is_long else line
        line = lines.readline(MAX_LINE)


def json_rows(lines: Iterator[str]) -> Iterator[Row]:
    """Give the objects of JSON lines with their line numbers, or what is wrong with a line."""
    for number, line in enumerate(lines, 1):
        if line == UNREADABLE:
            yield number, "not text in UTF-8, or longer than 20 MB"
        elif line.strip():
            yield number, json_object(line)


def json_object(line: str) -> Mapping[str, Any] | str:
    """Return the object on a line, or why there is none."""
    try:
        found = json.loads(line)
    except ValueError as error:
        return f"not JSON ({error})"
    except RecursionError:
        return "not a record: nested too deeply"
    return found if isinstance(found, dict) else "not a record: a JSON object is expected"


def csv_rows(lines: Iterator[str]) -> Iterator[Row]:
    """Give the rows of a CSV file by column name; comma, semicolon or tab is seen in the header."""
    header = next(lines, "")
    mark = max(",;\t", key=header.count)
    try:
        columns = [name.strip().lower() for name in next(csv.reader([header], delimiter=mark), [])]
    except csv.Error:  # a lone carriage return
        columns = []
    if "text" not in columns:
        yield 1, NO_TEXT_COLUMN
        return
    row_lines = RowLines(lines)
    reader = csv.reader(row_lines, delimiter=mark)
    while True:
        row_lines.left = MAX_LINE
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield reader.line_num + 1, f"not CSV ({error})"
            continue
        if row is None:
            return
        if any(UNREADABLE in value for value in row):
            yield reader.line_num + 1, "not text in UTF-8, or longer than 20 MB"
        elif row:
            yield reader.line_num + 1, dict(zip(columns, row, strict=False))


@dataclass
class RowLines:
    """Lines for a reader of CSV, which may chain any number into one row: up to a row's size."""

    lines: Iterator[str]
    left: int = MAX_LINE

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.left -= len(line)
        if self.left < 0:
            raise csv.Error("a row longer than 20 MB")
        return line


def read_record(row: Mapping[str, Any], what: str, path: Path, number: int) -> Draft | Skipped:
    """Return the draft of one record; fields it does not know are left alone."""
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        return Skipped(
            what, "empty" if text in ("", None) or isinstance(text, str) else "text is no text"
        )
    if "\0" in text:
        return Skipped(what, "binary: NUL characters in the text")
    url = text_of(row.get("url"))
    url = clean_url(url) if url and is_url(url) else None
    given = plain(row.get("id"))
    identity, article_id = identify(given, url, text, path, number)
    return Draft(
        what=what,
        identity=identity,
        article_id=article_id,
        text=storable(text),
        source=text_of(row.get("source")),
        url=url,
        title=text_of(row.get("title")),
        published=parse_published(plain(row.get("published"))),
        site=site_of(url) if url else None,
    )


def identify(
    given: str | None, url: str | None, text: str, path: Path, number: int
) -> tuple[str, str]:
    """Return identity and proposed id: the given id, else the URL, else the text itself."""
    if given:
        return f"id:{given}", given
    if url:
        return url_identity(url), url
    # A line number moves when lines are put in before it; the text does not.
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
    return f"text:{digest}", f"{path.parent.name}/{path.name}#{number}"


def plain(value: Any) -> str | None:
    """Return an id or a time as text, whether it came as text or as a number.

    >>> plain(4885), plain(" a7 "), plain(True)
    ('4885', 'a7', None)
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return text_of(value)
