"""OPML, the format in which readers hand one another their lists of feeds."""

from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from bot.ingest.bounded import SECONDS, read_bounded
from bot.ingest.urls import is_url
from bot.ingest.xml import parse_xml


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
    return (
        next((str(v).strip() for k, v in element.items() if str(k).lower() == name), None) or None
    )
