"""What a page says about itself in its head: title, source, byline, time, language, address."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from bot.ingest.decode import storable
from bot.ingest.published import Published, parse_published

TITLES = ("og:title", "twitter:title", "dc.title", "headline")
SOURCES = ("og:site_name", "dc.publisher", "application-name", "citation_publisher")
BYLINES = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
TIMES = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "publish-date", "publishdate", "pubdate", "publication_date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "citation_publication_date", "date",
)  # fmt: skip
ARTICLE_TYPES = re.compile(r"Article$|^BlogPosting$|^Report$|^LiveBlogPosting$|^WebPage$")


@dataclass(frozen=True)
class PageFacts:
    """What the page states; None where it states nothing."""

    title: str | None
    source: str | None
    byline: str | None
    published: Published | None
    language: str | None
    url: str | None


def page_facts(tree: HtmlElement) -> PageFacts:
    """Read a page's metadata: JSON-LD first, then meta tags, then what the markup shows."""
    linked, meta = linked_data(tree), meta_tags(tree)
    return PageFacts(
        title=first(linked.get("headline"), *pick(meta, TITLES), heading(tree)),
        source=first(name_of(linked.get("publisher")), *pick(meta, SOURCES)),
        byline=first(
            name_of(linked.get("author")), *(b for b in pick(meta, BYLINES) if "/" not in b)
        ),
        published=publication_time(tree, linked, meta),
        language=first(tree.get("lang"), *pick(meta, ("og:locale", "content-language"))),
        url=first(*tree.xpath("//link[@rel='canonical']/@href"), *pick(meta, ("og:url",))),
    )


def publication_time(
    tree: HtmlElement, linked: dict[str, Any], meta: dict[str, str]
) -> Published | None:
    """Return the first publication time that can be read; a time of change is not one."""
    stated = [text_of(linked.get("datePublished")), *pick(meta, TIMES), *marked_times(tree)]
    return next((found for text in stated if (found := parse_published(text))), None)


def marked_times(tree: HtmlElement) -> Iterator[str]:
    """Give the times marked up as publication, then the first one of the article itself."""
    marked = tree.xpath("//*[@itemprop='datePublished']") + tree.xpath("//time[@pubdate]")
    # Times beside links belong to other articles: teasers have both.
    own = tree.xpath("(//article | //main)[1]//time[not(ancestor::a) and not(ancestor::li)]")
    for element in [*marked, *own[:1]]:
        yield element.get("datetime") or element.get("content") or element.text_content()


def meta_tags(tree: HtmlElement) -> dict[str, str]:
    """Return the first content of each meta name, lower-cased."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (
            tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        )
        content = (tag.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def linked_data(tree: HtmlElement) -> dict[str, Any]:
    """Return the JSON-LD object that describes an article, or nothing (schema.org)."""
    found: list[dict[str, Any]] = []
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            found += objects(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue  # a page with broken JSON-LD still has its meta tags
    described = [item for item in found if is_article(item)]
    return min(described, key=lambda item: item.get("@type") == "WebPage", default={})


def objects(data: Any) -> list[dict[str, Any]]:
    """Return the objects of a JSON-LD document: itself, a list of them, or an @graph."""
    if isinstance(data, list):
        return [item for part in data for item in objects(part)]
    if not isinstance(data, dict):
        return []
    return [data, *objects(data.get("@graph"))]


def is_article(item: dict[str, Any]) -> bool:
    """Whether a JSON-LD object describes an article, by its type or one of its types."""
    types = item.get("@type")
    return any(
        isinstance(t, str) and ARTICLE_TYPES.search(t)
        for t in (types if isinstance(types, list) else [types])
    )


def name_of(value: Any) -> str | None:
    """Return the name of a person or organisation, or of several, as JSON-LD writes them.

    >>> name_of([{"name": "Ana Ruiz"}, {"name": "Tom Hale"}])
    'Ana Ruiz and Tom Hale'
    """
    if isinstance(value, list):
        names = [name for item in value if (name := name_of(item))]
        return " and ".join(dict.fromkeys(names)) or None
    return text_of(value.get("name") if isinstance(value, dict) else value)


def heading(tree: HtmlElement) -> str | None:
    """Return the only first-level heading, else the page's title without its site."""
    headings = [text for h in tree.xpath("//h1") if (text := " ".join(h.text_content().split()))]
    if len(headings) == 1:
        return headings[0]
    title = " ".join((tree.findtext(".//title") or "").split())
    return re.split(r"\s+[|–—·«»]\s+", title)[0] or None


def pick(meta: dict[str, str], names: tuple[str, ...]) -> list[str]:
    """Return the contents of the named tags that are there, in the order of the names."""
    return [meta[name] for name in names if name in meta]


def first(*values: Any) -> str | None:
    """Return the first value that is a text, with its blanks evened out."""
    return next((text for value in values if (text := text_of(value))), None)


def text_of(value: Any) -> str | None:
    """Return a text with its blanks evened out, None when there is none.

    >>> text_of("  Harbour \\n talks "), text_of(3)
    ('Harbour talks', None)
    """
    return (storable(" ".join(value.split())) or None) if isinstance(value, str) else None
