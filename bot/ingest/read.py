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

SUFFIXES: dict[Kind, tuple[str, ...]] = {
    "text": (".txt", ".text", ""),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "pdf": (".pdf",),
    "records": (".jsonl", ".ndjson", ".csv", ".tsv"),
    "xml": (".xml", ".rss", ".atom", ".opml"),
}
KINDS = {suffix: kind for kind, suffixes in SUFFIXES.items() for suffix in suffixes}
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
        is_about_folder = not is_url(key) and ABOUT_FOLDER.match(Path(key).name)
        if key in seen or (is_about_folder and list(arguments) != [key]):
            continue
        seen.add(key)
        yield place


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
    kind = KINDS.get(Path(path.name.lower().removesuffix(".gz")).suffix)
    if kind is None:
        readable = ", ".join(suffix for suffix in KINDS if suffix)
        return Skipped(str(path), f"not a kind of file that is read; those are {readable}")
    return Place(kind, str(path), path.stat().st_size)


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
        page = self.web.fetch(url)
        if root_of(page.body) in (None, "html"):
            yield read_web_page(page, url)
        else:
            yield from self.read_list(page.body, page.url, page.content_type)

    def read_list(self, data: bytes, what: str, content_type: str) -> Drafts:
        """Give the articles that a feed, a sitemap or a list of feeds leads to."""
        root = root_of(data)
        if root == "opml":
            feeds = read_opml(data)
            for listed in feeds[: self.limit]:
                yield from by_itself(listed.url, self.read_listed_feed(listed.url))
            yield from self.left_out(what, len(feeds), "feeds")
        elif root in ("urlset", "sitemapindex"):
            yield from self.read_sitemap(data, what)
        elif feed := read_feed(data, what, content_type):
            yield from self.read_entries(feed, what)
            yield from [] if feed.entries else self.left_out(what, 0, "entries")
        else:
            yield Skipped(what, "neither a feed, nor a sitemap, nor a list of feeds (OPML)")

    def read_listed_feed(self, url: str) -> Drafts:
        """Give the articles of a feed that a list named; a list in a list is not opened."""
        page = self.web.visit(url)
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
        for url in list(pages)[: self.limit]:
            yield from by_itself(url, self.read_named(url))
        yield from self.left_out(what, len(pages), "older pages" if pages else "pages")

    def left_out(self, what: str, count: int, things: str) -> Drafts:
        """Report a list that leads nowhere, or to more than the limit."""
        if not count:
            yield Skipped(what, f"no {things} in it")
        elif count > self.limit:
            more = count - self.limit
            yield Skipped(what, f"{more} {things} left out; --limit takes more")

    def read_named(self, url: str) -> Drafts:
        """Give the article at an address that a sitemap named."""
        yield read_web_page(self.web.visit(url), url)

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
    draft = Draft(asked, "", "", "").at(clean_url(page.url))
    if page.content_type != "text/plain":
        return read_page(page.body, draft, page.charset)
    text = decode(page.body, page.charset)
    if text is None:
        return Skipped(asked, "not text in UTF-8, the charset it declares or Windows-1252")
    return replace(draft, text=text.replace("\r\n", "\n"))


def carried_draft(entry: Entry, feed: Feed, what: str) -> Draft | Skipped:
    """Return what the feed carries of an entry, as a draft of its own."""
    name = entry.url or entry.entry_id
    if not entry.text or name is None:
        return Skipped(name or what, "an entry without link and text")
    draft = Draft(
        *(name, f"id:{entry.entry_id}", name, entry.text),
        source=feed.title,
        title=entry.title,
        byline=entry.byline,
        published=entry.published,
        language=feed.language,
        site=site_of(what),
        aliases=feed.names(entry, what),
    )
    return draft.at(clean_url(entry.url)) if entry.url else draft


def by_itself(what: str, drafts: Drafts) -> Drafts:
    """Give drafts up to the first thing that fails in a way nobody foresaw; the rest goes on."""
    try:
        yield from drafts
    except Exception as error:
        # The reason reaches the user's table, so nothing is hidden by going on.
        yield Skipped(what, reason_of(error, what))


def root_of(data: bytes) -> str | None:
    """Return the first element of a document that tells its kind.

    >>> root_of(b'<?xml version="1.0"?><rss version="2.0">'), root_of(b"Plain words")
    ('rss', None)
    """
    match = ROOT.search(data[:4096].replace(b"\0", b""))
    return match[1].decode("ascii").lower() if match else None


def reason_of(error: Exception, url: str) -> str:
    """Return why something failed, without the address that the table shows beside it."""
    if not isinstance(error, CopydeskError):
        return f"could not be read {unforeseen(error)}"
    return str(error).removeprefix(url).lstrip(": ")
