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
from bot.ingest.urls import clean_url, is_same_site, is_url, site_of, url_identity

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


@dataclass(frozen=True)
class Live:
    """A live blog as one text; from each offset on it was said at the time beside it."""

    text: str
    moments: tuple[tuple[int, Published], ...]


def stated_updates(tree: HtmlElement) -> list[Update]:
    """Return the updates that a page states as data."""
    stated = linked_data(tree).get("liveBlogUpdate")
    listed = stated if isinstance(stated, list) else []
    return [update for item in listed if (update := stated_update(item))]


def stated_update(item: Any) -> Update | None:
    """Return an update from its JSON-LD, None without time or text."""
    if not isinstance(item, dict):
        return None
    when = parse_published(text_of(item.get("datePublished")))
    body = plain_text(str(item.get("articleBody") or item.get("text") or ""))
    lines = (text_of(item.get("headline")), body)
    return Update(when, "\n".join(line for line in lines if line)) if when and body else None


def dated_sections(tree: HtmlElement, facts: PageFacts) -> Iterator[Update]:
    """Give the sections of an article that stand beside one another with a time each."""
    sections: dict[HtmlElement, HtmlElement] = {}
    for time in tree.xpath(SECTION_TIMES):
        section = next((e for e in time.iterancestors(*BLOCKS) if is_told(e, time)), None)
        if section is not None:
            sections.setdefault(section, time)
    beside = Counter(section.getparent() for section in sections)
    for section, time in sections.items():
        when = time_of(time, facts)
        if when and beside[section.getparent()] >= LEAST:
            yield Update(when, words_of(section))


def is_told(section: HtmlElement, time: HtmlElement) -> bool:
    """Whether a section says something beside its time."""
    said = len(section.text_content().split()) - len(time.text_content().split())
    return said >= FEW_WORDS


def time_of(time: HtmlElement, facts: PageFacts) -> Published | None:
    """Return when a section was written; a clock alone is of the day and zone of its page."""
    stated = time.get("datetime") or time.text_content()
    page = facts.published
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


def read_live(text: str, stated: list[Update], dated: list[Update]) -> Live | None:
    """Return the live blog that a page is, `text` its text as one; None where it is none.

    Sections with times must be the better part of that text: comments have times too.
    """
    if len(stated) >= LEAST:
        return join_updates(text, stated)
    return join_updates(text, dated) if len(dated) >= LEAST and is_most(text, dated) else None


def is_most(text: str, updates: Sequence[Update]) -> bool:
    """Whether updates are at least half of a page's text."""
    told = lines_of(updates)
    return sum(len(line) for line in text.split("\n") if line in told) * 2 >= len(text)


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
    return Live(whole, tuple(moments))


NO_ARTICLE = "no article text on the page (all menu, or it needs a browser to show)"


def read_page(
    html: bytes,
    what: str,
    identity: str,
    article_id: str,
    charset: str | None = None,
    url: str | None = None,
) -> Draft | Skipped:
    """Return the article of a page; `url` is where it was fetched, None for a saved file."""
    decoded = decode(html, charset or declared_charset(html))
    if decoded is None:
        return Skipped(what, "not text in UTF-8, the charset it declares or Windows-1252")
    if not decoded.strip():
        return Skipped(what, "empty")
    try:
        draft = Draft(what, identity, article_id, text="", url=url)
        return read_bounded(SECONDS, extract, whole_references(decoded), draft)
    except UnboundedError as error:
        return Skipped(what, f"the page: {error}")


def extract(html: str, draft: Draft) -> Draft | Skipped:
    """Fill a draft from the page's source."""
    tree = trafilatura.load_html(html)
    if tree is None:
        return Skipped(draft.what, "not an HTML page")
    facts = page_facts(tree)
    stated, dated = stated_updates(tree), list(dated_sections(tree, facts))
    text = article_text(tree, draft.url)
    live = read_live(text, stated, dated)
    text, moments = (live.text, live.moments) if live else (text, ())
    if not text:
        return Skipped(draft.what, NO_ARTICLE)
    placed = place(draft, facts)
    return replace(
        placed,
        text=text,
        moments=moments,
        source=facts.source,
        title=without_site(facts.title, facts.source),
        byline=facts.byline,
        published=facts.published,
        language=facts.language,
        site=site_of(placed.url) if placed.url else None,
    )


def without_site(title: str | None, source: str | None) -> str | None:
    """Return a title without the site's name that pages put behind it.

    >>> without_site("Storm ends - The Quay Courier", "The Quay Courier")
    'Storm ends'
    """
    ending = re.escape(source) if source else r"\b\B"
    return re.sub(rf"\s+[|–—·-]\s+{ending}$", "", title) if title else None


def article_text(tree: HtmlElement, url: str | None) -> str:
    """Return the article's text as it will be stored, paragraphs on lines of their own."""
    found: Any = trafilatura.bare_extraction(
        tree, url=url, include_comments=False, include_tables=True, with_metadata=False
    )
    return storable(found.text or "").strip() if found is not None else ""


def place(draft: Draft, facts: PageFacts) -> Draft:
    """Settle the address: the one fetched, or the one a saved page gives as its own."""
    stated = facts.url if facts.url and is_url(facts.url) else None
    if stated is None or len(urlsplit(stated).path) < 2:
        return draft
    # A page that names another site as its original is a reprint, not that page.
    if draft.url is not None and not is_same_site(stated, draft.url):
        return draft
    url = clean_url(stated)
    aliases = (*draft.aliases, draft.identity)
    return replace(draft, url=url, identity=url_identity(url), article_id=url, aliases=aliases)
