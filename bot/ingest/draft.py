"""What a reader of files or pages hands over: an article as it arrived, or why there is none."""

from dataclasses import dataclass, replace

from bot.ingest.published import Published
from bot.ingest.urls import site_of, url_identity

REASON = 180
"""Characters of a reason: a table shows it in a line."""


@dataclass(frozen=True)
class Draft:
    """An article as it arrived; what is None was not stated by its file, record or page.

    `aliases` are more names that it is known by when it comes again: see store/identities.py.
    What stands in `text` from each offset of `moments` on was said at the time beside it.
    """

    what: str
    identity: str
    article_id: str
    text: str
    source: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: Published | None = None
    language: str | None = None
    site: str | None = None
    aliases: tuple[str, ...] = ()
    moments: tuple[tuple[int, Published], ...] = ()

    def at(self, url: str) -> "Draft":
        """Return the draft as that of the article at an address."""
        return replace(self, identity=url_identity(url), article_id=url, url=url, site=site_of(url))


@dataclass(frozen=True)
class Skipped:
    """Something that was not read, and the reason in words for the user."""

    what: str
    reason: str


def unforeseen(error: Exception) -> str:
    """Return what went wrong in a way that nobody foresaw, to stand behind what could not be done.

    >>> unforeseen(ValueError("no such day"))
    '(ValueError: no such day)'
    """
    return f"({type(error).__name__}: {error})"[:REASON]
