"""Sitemaps: a site's list of its pages, and the index of such lists (sitemaps.org)."""

from dataclasses import dataclass

from bot.ingest.bounded import SECONDS, read_bounded
from bot.ingest.published import parse_published
from bot.ingest.urls import is_url
from bot.ingest.xml import local_name, parse_xml


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
        fields = {
            local_name(e): (e.text or "").strip() for e in entry.iter() if isinstance(e.tag, str)
        }
        stated = parse_published(fields.get("publication_date") or fields.get("lastmod"))
        if is_url(fields.get("loc", "")):
            dated.setdefault(fields["loc"], stated.at if stated else "")
    newest_first = tuple(sorted(dated, key=lambda url: dated[url], reverse=True))
    if local_name(tree) == "sitemapindex":
        return Sitemap(sitemaps=newest_first)
    return Sitemap(pages=newest_first)
