"""From a place to drafts: an argument names places; each kind of file and page has its reader."""

import glob
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from bot.ingest.decode import decode
from bot.ingest.draft import Draft, Skipped, unforeseen
from bot.ingest.feeds import Entry, Feed, read_feed, read_opml, read_sitemap
from bot.ingest.files import (
    read_bytes,
    read_html_file,
    read_markdown_file,
    read_records,
    read_text_file,
)
from bot.ingest.html import read_page
from bot.ingest.pdf import read_pdf_file
from bot.ingest.urls import clean_url, is_url, site_of, url_identity
from bot.ingest.web import FetchError, Page, Web
from store.errors import CopydeskError

Kind = Literal["text", "markdown", "html", "pdf", "records", "xml", "url"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    "": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".jsonl": "records",
    ".ndjson": "records",
    ".csv": "records",
    ".tsv": "records",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".opml": "xml",
}
# Files that are about the folder they lie in.
ABOUT_FOLDER = re.compile(
    r"^(readme|licen[cs]e|changelog|contributing|notice)(\.\w+)?$", re.IGNORECASE
)
URL_WEIGHT = 50_000
STANDARD_INPUT = "/dev/stdin"


@dataclass(frozen=True)
class Place:
    """Something to read; `size` is its share of the work, in bytes."""

    kind: Kind
    at: str
    size: int


def discover(arguments: Sequence[str], files: bool = True) -> Iterator[Place | Skipped]:
    """Give everything the arguments name, in order; each file once.

    Without `files` only web addresses count: for words typed by someone elsewhere.

    A README is passed over unless it is the only thing named: it tells about the articles there.
    """
    seen: set[str] = set()
    for place in (p for argument in arguments for p in places(argument, files)):
        key = place.at if isinstance(place, Place) else place.what
        if key in seen or (is_about_folder(key) and list(arguments) != [key]):
            continue
        seen.add(key)
        yield place


def is_about_folder(path: str) -> bool:
    """Whether a file tells about the folder it lies in.

    >>> is_about_folder("desk/README.md"), is_about_folder("https://example.org/notice")
    (True, False)
    """
    return not is_url(path) and ABOUT_FOLDER.match(Path(path).name) is not None


def places(argument: str, files: bool = True) -> Iterator[Place | Skipped]:
    """Give what one argument names."""
    path = Path(argument)
    if is_url(argument):
        yield Place("url", argument, URL_WEIGHT)
    elif not files:
        yield Skipped(argument, "not a web address; it begins with http:// or https://")
    elif argument == "-":
        yield Place("records", STANDARD_INPUT, 0)
    elif path.is_dir():
        yield from places_in(path)
    elif path.exists():
        yield place_of(path)
    elif found := sorted(glob.glob(argument, recursive=True)):
        for name in found:
            yield from places(name)
    else:
        yield Skipped(argument, "no such file, folder, glob or URL")


def places_in(folder: Path) -> Iterator[Place | Skipped]:
    """Give the files of a folder and those below it, sorted; hidden ones are left alone."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or path.is_dir():
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            yield Skipped(str(path), "a link that leads out of the folder; name the file itself")
        else:
            yield place_of(path)


def place_of(path: Path) -> Place | Skipped:
    """Tell the kind of a file from its name, seen through .gz."""
    if not path.is_file():
        return Skipped(str(path), "not a file that can be read")
    kind = kind_of(path.name)
    if kind is None:
        readable = ", ".join(suffix for suffix in KINDS if suffix)
        return Skipped(str(path), f"not a kind of file that is read; those are {readable}")
    return Place(kind, str(path), path.stat().st_size)


def kind_of(name: str) -> Kind | None:
    """Return the kind that a file name tells.

    >>> kind_of("desk/a.jsonl.gz"), kind_of("photo.jpg")
    ('records', None)
    """
    suffix = Path(name.lower().removesuffix(".gz")).suffix
    return KINDS.get(suffix)


Drafts = Iterator[Draft | Skipped]
PAGES_PER_LIST = 500
LONGEST_LIST = 600.0
ROOT = re.compile(rb"<\s*(?:[\w-]+:)?(rss|rdf|feed|urlset|sitemapindex|opml|html)\b", re.IGNORECASE)
READERS: dict[str, Callable[[Path], Draft | Skipped]] = {
    "text": read_text_file,
    "markdown": read_markdown_file,
    "pdf": read_pdf_file,
}
NOT_TEXT = re.compile(r"^(image|audio|video|font)/|pdf|zip|octet-stream|msword|officedocument")


@dataclass
class Reader:
    """Reads places; `limit` is how many pages one feed or sitemap may lead to.

    `is_known` spares the pages of feed entries that are stored already, by their identities.
    """

    web: Web
    limit: int = PAGES_PER_LIST
    is_known: Callable[[str, Entry], bool] = lambda url, entry: False
    position: int = 0

    def read(self, place: Place) -> Drafts:
        """Give the drafts of a place, or what was skipped there and why."""
        return by_itself(place.at, self.read_place(place))

    def read_place(self, place: Place) -> Drafts:
        """Give the drafts of a place; what nobody foresaw is an exception."""
        path = Path(place.at)
        if place.kind == "url":
            yield from self.read_url(place.at)
        elif place.kind == "records":
            yield from self.read_record_file(path)
        elif place.kind == "xml":
            data = read_bytes(path)
            yield from [data] if isinstance(data, Skipped) else self.read_list(data, place.at, "")
        else:
            yield READERS.get(place.kind, read_html_file)(path)

    def read_record_file(self, path: Path) -> Drafts:
        """Give the drafts of a file of records; `position` tells how far into it they are."""
        try:
            with path.open("rb") as opened:
                for draft in read_records(path, opened):
                    self.position = opened.tell() if opened.seekable() else 0
                    yield draft
        except OSError as error:
            yield Skipped(str(path), f"could not be read ({error.strerror})")

    def read_url(self, url: str) -> Drafts:
        """Give what an address holds: an article, or the articles that its list leads to."""
        try:
            page = self.web.fetch(url)
        except FetchError as error:
            yield Skipped(url, reason_of(error, url))
            return
        if root_of(page.body) in (None, "html"):
            yield read_web_page(page, url)
        else:
            yield from self.read_list(page.body, page.url, page.content_type)

    def read_list(self, data: bytes, what: str, content_type: str) -> Drafts:
        """Give the articles that a feed, a sitemap or a list of feeds leads to."""
        root = root_of(data)
        if root == "opml":
            feeds = read_opml(data)
            yield from nothing_in(what, "feeds") if not feeds else []
            for listed in feeds[: self.limit]:
                yield from by_itself(listed.url, self.read_listed_feed(listed.url))
            yield from left_out(what, len(feeds) - self.limit, "feeds")
        elif root in ("urlset", "sitemapindex"):
            yield from self.read_sitemap(data, what)
        elif feed := read_feed(data, what, content_type):
            yield from nothing_in(what, "entries") if not feed.entries else []
            yield from self.read_entries(feed, what)
        else:
            yield Skipped(what, "neither a feed, nor a sitemap, nor a list of feeds (OPML)")

    def read_listed_feed(self, url: str) -> Drafts:
        """Give the articles of a feed that a list named; a list in a list is not opened."""
        try:
            page = self.web.visit(url)
        except FetchError as error:
            yield Skipped(url, reason_of(error, url))
            return
        feed = read_feed(page.body, page.url, page.content_type)
        yield from self.read_entries(feed, url) if feed else [Skipped(url, "not a feed")]

    def read_sitemap(self, data: bytes, what: str) -> Drafts:
        """Give the pages of a sitemap, newest first, up to the limit; an index is opened once."""
        pages: dict[str, None] = {}
        listed = read_sitemap(data)
        for inner in listed.sitemaps[: self.limit]:
            if len(pages) >= self.limit:
                break
            try:
                pages.update(dict.fromkeys(read_sitemap(self.web.visit(inner).body).pages))
            except CopydeskError as error:
                yield Skipped(inner, reason_of(error, inner))
        pages.update(dict.fromkeys(listed.pages))
        yield from nothing_in(what, "pages") if not pages else []
        for url in list(pages)[: self.limit]:
            yield from by_itself(url, self.read_named(url))
        yield from left_out(what, len(pages) - self.limit, "older pages")

    def read_named(self, url: str) -> Drafts:
        """Give the article at an address that a sitemap named."""
        try:
            yield read_web_page(self.web.visit(url), url)
        except FetchError as error:
            yield Skipped(url, reason_of(error, url))

    def read_entries(self, feed: Feed, what: str) -> Drafts:
        """Give the articles of a feed's entries that are not known yet."""
        ends = self.web.clock() + LONGEST_LIST
        for entry in feed.entries[: self.limit]:
            if self.web.clock() > ends:
                yield Skipped(what, "its pages take over ten minutes; read it again for the rest")
                return
            yield from by_itself(entry.url or what, self.read_unknown(entry, feed, what))

    def read_unknown(self, entry: Entry, feed: Feed, what: str) -> Drafts:
        """Give the article of an entry, nothing where it is known."""
        if entry.url is None or not self.is_known(url_identity(entry.url), entry):
            yield self.read_entry(entry, feed, what)

    def read_entry(self, entry: Entry, feed: Feed, what: str) -> Draft | Skipped:
        """Return an entry's page, or what the feed itself carries when the page cannot be had."""
        carried = carried_draft(entry, feed, what)
        names = feed.names(entry, what)
        if entry.url is None:
            return carried
        try:
            draft = read_web_page(self.web.visit(entry.url), entry.url)
        except FetchError as error:
            draft = Skipped(entry.url, reason_of(error, entry.url))
        if isinstance(draft, Skipped):
            return carried if isinstance(carried, Draft) else draft
        return replace(
            draft,
            aliases=(*draft.aliases, *names),
            source=draft.source or feed.title,
            title=draft.title or entry.title,
            byline=draft.byline or entry.byline,
            published=draft.published or entry.published,
            language=draft.language or feed.language,
        )


def read_web_page(page: Page, asked: str) -> Draft | Skipped:
    """Return the article of a fetched page; its identity is where the redirects ended."""
    if NOT_TEXT.search(page.content_type):
        return Skipped(asked, f"not a page: {page.content_type}")
    url = clean_url(page.url)
    if page.content_type != "text/plain":
        return read_page(page.body, asked, url_identity(url), url, page.charset, url)
    text = decode(page.body, page.charset)
    if text is None:
        return Skipped(asked, "not text in UTF-8, the charset it declares or Windows-1252")
    text = text.replace("\r\n", "\n")
    return Draft(asked, url_identity(url), url, text, url=url, site=site_of(url))


def carried_draft(entry: Entry, feed: Feed, what: str) -> Draft | Skipped:
    """Return what the feed carries of an entry, as a draft of its own."""
    name = entry.url or entry.entry_id
    if not entry.text or name is None:
        return Skipped(name or what, "an entry without link and text")
    url = clean_url(entry.url) if entry.url else None
    return Draft(
        what=name,
        identity=url_identity(url) if url else f"id:{entry.entry_id}",
        article_id=url or name,
        text=entry.text,
        source=feed.title,
        url=url,
        title=entry.title,
        byline=entry.byline,
        published=entry.published,
        language=feed.language,
        site=site_of(url or what),
        aliases=feed.names(entry, what),
    )


def by_itself(what: str, drafts: Drafts) -> Drafts:
    """Give drafts up to the first thing that fails in a way nobody foresaw; the rest goes on."""
    try:
        yield from drafts
    except CopydeskError as error:
        yield Skipped(what, reason_of(error, what))
    except Exception as error:
        # The reason reaches the user's table, so nothing is hidden by going on.
        yield Skipped(what, f"could not be read {unforeseen(error)}")


def root_of(data: bytes) -> str | None:
    """Return the first element of a document that tells its kind.

    >>> root_of(b'<?xml version="1.0"?><rss version="2.0">'), root_of(b"Plain words")
    ('rss', None)
    """
    match = ROOT.search(data[:4096].replace(b"\0", b""))
    return match[1].decode("ascii").lower() if match else None


def nothing_in(what: str, things: str) -> list[Skipped]:
    """Report a list that leads nowhere."""
    return [Skipped(what, f"no {things} in it")]


def left_out(what: str, count: int, things: str) -> list[Skipped]:
    """Report what is beyond the limit of a list."""
    return [Skipped(what, f"{count} {things} left out; --limit takes more")] if count > 0 else []


def reason_of(error: CopydeskError, url: str) -> str:
    """Return a message without the address that the table shows beside it."""
    return str(error).removeprefix(url).lstrip(": ")
