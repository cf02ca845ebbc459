"""Web pages into drafts: trafilatura finds the article, and what the page states dates it."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any
from urllib.parse import urlsplit

import trafilatura
from lxml import html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from bot.ingest.bounded import SECONDS, UnboundedError, read_bounded
from bot.ingest.decode import declared_charset, decode, storable, text_of, whole_references
from bot.ingest.draft import Draft, Skipped
from bot.ingest.feeds import plain_text
from bot.ingest.published import Published, parse_published
from bot.ingest.urls import clean_url, is_same_site, is_url

TITLES = ("og:title", "twitter:title", "dc.title", "headline")
SOURCES = ("og:site_name", "dc.publisher", "application-name", "citation_publisher")
BYLINES = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
TIMES = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "publish-date", "publishdate", "pubdate", "publication_date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "citation_publication_date", "date",
)  # fmt: skip
ARTICLE_TYPES = re.compile(r"Article$|^BlogPosting$|^Report$|^LiveBlogPosting$|^WebPage$")


def with_facts(draft: Draft, tree: HtmlElement) -> Draft:
    """Fill in a page's metadata: JSON-LD first, then meta tags, then what the markup shows."""
    linked, meta = linked_data(tree), meta_tags(tree)
    source = first(name_of(linked.get("publisher")), *pick(meta, SOURCES))
    title = first(linked.get("headline"), *pick(meta, TITLES), heading(tree))
    names = (name for name in pick(meta, BYLINES) if "/" not in name)
    # A time of change is none of publication.
    times = [text_of(linked.get("datePublished")), *pick(meta, TIMES), *marked_times(tree)]
    url = first(*tree.xpath("//link[@rel='canonical']/@href"), *pick(meta, ("og:url",)))
    return replace(
        place(draft, url),
        source=source,
        title=without_site(title, source),
        byline=first(name_of(linked.get("author")), *names),
        published=next(filter(None, map(parse_published, times)), None),
        language=first(tree.get("lang"), *pick(meta, ("og:locale", "content-language"))),
    )


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


LEAST = 2
"""Sections with times of their own from which a page is a live blog."""

FEW_WORDS = 5
BLOCKS = ("article", "section", "li", "div")
SECTION_TIMES = (
    "(//article | //main)[1]//time[not(ancestor::a or ancestor::nav or ancestor::aside)]"
)


@dataclass(frozen=True)
class Update:
    """What a live blog said at a time: its heading and paragraphs, a line each."""

    when: Published
    text: str


Live = tuple[str, tuple[tuple[int, Published], ...]]
"""A live blog as one text; from each offset on it was said at the time beside it."""


def stated_updates(tree: HtmlElement) -> Iterator[Update]:
    """Give the updates that a page states as data, with time and text."""
    stated = linked_data(tree).get("liveBlogUpdate")
    for item in stated if isinstance(stated, list) else []:
        if isinstance(item, dict):
            when = parse_published(text_of(item.get("datePublished")))
            body = plain_text(str(item.get("articleBody") or item.get("text") or ""))
            if when and body:
                yield Update(when, "\n".join(filter(None, (text_of(item.get("headline")), body))))


def dated_sections(tree: HtmlElement, page: Published | None) -> Iterator[Update]:
    """Give the sections of an article that stand beside one another with a time each."""
    sections: dict[HtmlElement, HtmlElement] = {}
    for time in tree.xpath(SECTION_TIMES):
        section = next((e for e in time.iterancestors(*BLOCKS) if is_told(e, time)), None)
        if section is not None:
            sections.setdefault(section, time)
    beside = Counter(section.getparent() for section in sections)
    for section, time in sections.items():
        when = time_of(time, page)
        if when and beside[section.getparent()] >= LEAST:
            yield Update(when, words_of(section))


def is_told(section: HtmlElement, time: HtmlElement) -> bool:
    """Whether a section says something beside its time."""
    said = len(section.text_content().split()) - len(time.text_content().split())
    return said >= FEW_WORDS


def time_of(time: HtmlElement, page: Published | None) -> Published | None:
    """Return when a section was written; a clock alone is of the day and zone of its page."""
    stated = time.get("datetime") or time.text_content()
    found = parse_published(stated)
    if found or page is None or page.zone is None:
        return found
    return parse_published(f"{page.at[:10]} {stated.strip()} {page.zone}")


def words_of(section: HtmlElement) -> str:
    """Return the text of a section without its times."""
    copied = deepcopy(section)
    for time in list(copied.iter("time")):
        time.drop_tree()
    return plain_text(html.tostring(copied, encoding="unicode"))


def read_live(text: str, stated: list[Update], dated: list[Update]) -> Live:
    """Return the live blog that a page is, or its `text` as it is where it is none.

    Sections with times must be the better part of that text: comments have times too.
    """
    if len(stated) >= LEAST:
        return join_updates(text, stated)
    told = lines_of(dated)
    is_most = sum(len(line) for line in text.split("\n") if line in told) * 2 >= len(text)
    return join_updates(text, dated) if len(dated) >= LEAST and is_most else (text, ())


def lines_of(updates: Sequence[Update]) -> set[str]:
    """Return the lines of updates."""
    return {line for update in updates for line in update.text.split("\n")}


def join_updates(text: str, updates: Sequence[Update]) -> Live:
    """Return what a page begins with, and then its updates in the order of their times."""
    told = [line for line in lines_of(updates) if len(line.split()) >= FEW_WORDS]
    before = takewhile(lambda line: not any(one in line for one in told), text.split("\n"))
    whole = "\n".join(before).strip()
    moments: list[tuple[int, Published]] = []
    for update in sorted(updates, key=lambda update: update.when.at):
        whole += "\n\n" if whole else ""
        moments.append((len(whole), update.when))
        whole += update.text
    return whole, tuple(moments)


NO_ARTICLE = "no article text on the page (all menu, or it needs a browser to show)"


def read_page(html: bytes, draft: Draft, charset: str | None = None) -> Draft | Skipped:
    """Fill a draft from a page; its `url` is where it was fetched, None for a saved file."""
    decoded = decode(html, charset or declared_charset(html))
    if decoded is None:
        return Skipped(draft.what, "not text in UTF-8, the charset it declares or Windows-1252")
    if not decoded.strip():
        return Skipped(draft.what, "empty")
    try:
        return read_bounded(SECONDS, extract, whole_references(decoded), draft)
    except UnboundedError as error:
        return Skipped(draft.what, f"the page: {error}")


def extract(html: str, draft: Draft) -> Draft | Skipped:
    """Fill a draft from the page's source."""
    tree = trafilatura.load_html(html)
    if tree is None:
        return Skipped(draft.what, "not an HTML page")
    filled = with_facts(draft, tree)
    stated, dated = list(stated_updates(tree)), list(dated_sections(tree, filled.published))
    found: Any = trafilatura.bare_extraction(
        tree, url=draft.url, include_comments=False, include_tables=True, with_metadata=False
    )
    whole = storable(found.text or "").strip() if found is not None else ""
    text, moments = read_live(whole, stated, dated)
    return replace(filled, text=text, moments=moments) if text else Skipped(draft.what, NO_ARTICLE)


def without_site(title: str | None, source: str | None) -> str | None:
    """Return a title without the site's name that pages put behind it.

    >>> without_site("Storm ends - The Quay Courier", "The Quay Courier")
    'Storm ends'
    """
    ending = re.escape(source) if source else r"\b\B"
    return re.sub(rf"\s+[|–—·-]\s+{ending}$", "", title) if title else None


def place(draft: Draft, stated: str | None) -> Draft:
    """Settle the address: the one fetched, or the one a saved page gives as its own."""
    if stated is None or not is_url(stated) or len(urlsplit(stated).path) < 2:
        return draft
    # A page that names another site as its original is a reprint, not that page.
    if draft.url is not None and not is_same_site(stated, draft.url):
        return draft
    return replace(draft.at(clean_url(stated)), aliases=(*draft.aliases, draft.identity))
