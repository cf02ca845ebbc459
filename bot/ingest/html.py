"""Web pages into drafts: trafilatura finds the article, the page's own metadata dates it."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import trafilatura
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from bot.ingest.bounded import SECONDS, UnboundedError, read_bounded
from bot.ingest.decode import declared_charset, decode, storable, whole_references
from bot.ingest.draft import Draft, Skipped
from bot.ingest.live import dated_sections, read_live, stated_updates
from bot.ingest.metadata import PageFacts, page_facts
from bot.ingest.urls import clean_url, is_same_site, is_url, site_of, url_identity

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
