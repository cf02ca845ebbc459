"""Lists that lead to articles: RSS and Atom feeds, sitemaps, and lists of feeds (OPML)."""

import io
from dataclasses import dataclass
from typing import Any

import feedparser  # type: ignore[import-untyped]
from lxml import etree, html  # type: ignore[import-untyped]

from bot.ingest.bounded import SECONDS, read_bounded
from bot.ingest.decode import storable, text_of, whole_references
from bot.ingest.published import Published, parse_published
from bot.ingest.urls import is_url, url_identity


@dataclass(frozen=True)
class Entry:
    """One entry of a feed; `text` is what the feed itself carries of the article."""

    url: str | None
    entry_id: str | None
    title: str | None
    byline: str | None
    published: Published | None
    updated: Published | None
    text: str


@dataclass(frozen=True)
class Feed:
    """A feed with its entries in the order it gives them."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]

    def names(self, entry: Entry, url: str) -> tuple[str, ...]:
        """Return the identities of an entry: its address, and its id in the feed at `url`.

        An id that several entries have names none of them.
        """
        ids = [one.entry_id for one in self.entries]
        by_url = (url_identity(entry.url),) if entry.url else ()
        is_own = entry.entry_id is not None and ids.count(entry.entry_id) == 1
        by_id = (f"entry:{url_identity(url)}#{entry.entry_id}",) if is_own else ()
        return (*by_url, *by_id)


def read_feed(data: bytes, url: str, content_type: str = "") -> Feed | None:
    """Return the feed in a document, None when it is none; broken XML is read as far as it goes.

    Raises UnboundedError where that takes too long, as do `read_sitemap` and `read_opml`.
    """
    return read_bounded(SECONDS, parse_feed, data, url, content_type)


def parse_feed(data: bytes, url: str, content_type: str) -> Feed | None:
    """Read a feed, however long it takes."""
    # response_headers stands in for the HTTP answer: feedparser must not fetch by itself.
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    # Latin-1 keeps every byte as it is, whatever the feed is written in.
    whole = whole_references(data.decode("latin-1")).encode("latin-1")
    parsed = feedparser.parse(io.BytesIO(whole), response_headers=headers)
    if not parsed.get("version") and not parsed.entries:
        return None
    return Feed(
        title=text_of(parsed.feed.get("title")),
        language=text_of(parsed.feed.get("language")),
        entries=tuple(read_entry(entry) for entry in parsed.entries),
    )


def read_entry(entry: Any) -> Entry:
    """Return one entry; the longest of its contents and its summary is its text."""
    link = text_of(entry.get("link"))
    contents = [content.get("value", "") for content in entry.get("content", [])]
    return Entry(
        url=link if link and is_url(link) else None,
        entry_id=text_of(entry.get("id")),
        title=plain_text(entry.get("title", "")).replace("\n", " ") or None,
        byline=text_of(entry.get("author")),
        published=parse_published(text_of(entry.get("published"))),
        # feedparser answers "updated" with "published" where there is none; a plain look does not.
        updated=parse_published(text_of(dict.get(entry, "updated"))),
        text=max((plain_text(part) for part in [*contents, entry.get("summary", "")]), key=len),
    )


def plain_text(markup: str) -> str:
    """Return the text of a piece of HTML, its blocks on lines of their own.

    >>> plain_text("<p>The harbour reopened.</p><p>Ships left &amp; came.</p>")
    'The harbour reopened.\\nShips left & came.'
    """
    if not markup.strip():
        return ""
    try:
        root = html.fragment_fromstring(whole_references(storable(markup)), create_parent="div")
        for block in root.iter("p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr"):
            block.text, block.tail = "\n" + (block.text or ""), "\n" + (block.tail or "")
        lines = (" ".join(line.split()) for line in root.text_content().splitlines())
        return "\n".join(line for line in lines if line)
    except (ValueError, etree.LxmlError):
        return ""


def parse_xml(data: bytes) -> etree._Element | None:
    """Return the root of a document, mended where it is broken; None when it is no XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        whole = whole_references(data.strip().decode("latin-1")).encode("latin-1")
        return etree.fromstring(whole, parser)
    except (etree.LxmlError, ValueError):
        return None


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


@dataclass(frozen=True)
class Sitemap:
    """The pages a sitemap names, newest first as far as it says, or the sitemaps of an index."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_sitemap(data: bytes) -> Sitemap:
    """Return what a sitemap names.

    >>> read_sitemap(b"<urlset><url><loc>https://example.org/a</loc></url></urlset>").pages
    ('https://example.org/a',)
    """
    return read_bounded(SECONDS, parse_sitemap, data)


def parse_sitemap(data: bytes) -> Sitemap:
    """Read a sitemap, however long it takes."""
    tree = parse_xml(data)
    if tree is None:
        return Sitemap()
    dated: dict[str, str] = {}
    for entry in tree:
        fields = {local_name(e): (e.text or "").strip() for e in entry.iter("{*}*")}
        stated = parse_published(fields.get("publication_date") or fields.get("lastmod"))
        if is_url(fields.get("loc", "")):
            dated.setdefault(fields["loc"], stated.at if stated else "")
    newest_first = tuple(sorted(dated, key=lambda url: dated[url], reverse=True))
    if local_name(tree) == "sitemapindex":
        return Sitemap(sitemaps=newest_first)
    return Sitemap(pages=newest_first)


@dataclass(frozen=True)
class ListedFeed:
    """A feed as a list names it."""

    url: str
    title: str | None


def read_opml(data: bytes) -> list[ListedFeed]:
    """Return the feeds of an OPML document, folders opened, in order, each once.

    >>> read_opml(b'<opml><body><outline text="Desk" xmlUrl="https://example.org/rss"/></body></opml>')
    [ListedFeed(url='https://example.org/rss', title='Desk')]
    """
    return read_bounded(SECONDS, parse_opml, data)


def parse_opml(data: bytes) -> list[ListedFeed]:
    """Read a list of feeds, however long it takes."""
    tree = parse_xml(data)
    found: dict[str, ListedFeed] = {}
    for outline in tree.iter("outline") if tree is not None else []:
        url = attribute(outline, "xmlurl")
        if url and is_url(url):
            title = attribute(outline, "title") or attribute(outline, "text")
            found.setdefault(url, ListedFeed(url, title))
    return list(found.values())


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute whatever its capitals: programs write xmlUrl, xmlurl and xmlURL."""
    return next((str(v).strip() for k, v in element.items() if str(k).lower() == name), "") or None
