"""An article as it arrives, before the store knows whether it is new."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

from store.errors import CopydeskError
from store.spans import Span

PublishedFrom = Literal["stated", "metadata", "url", "unknown"]

_TRUST: dict[PublishedFrom, int] = {"unknown": 0, "url": 1, "metadata": 2, "stated": 3}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")


@dataclass(frozen=True)
class NewArticle:
    """An article as it arrives; every span points into `text`."""

    identity: str  # what makes it the same again: "id:7", "url:https://…", "file:/…"
    article_id: str  # proposed; gets "-2" when another article has it
    text: str
    source: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published_at: str | None = None  # "2025-10-23T10:30:00Z", or "2025-10-23"
    published_from: PublishedFrom = "unknown"
    published_zone: str | None = None  # as stated: "+08:00"
    language: str | None = None
    body: tuple[Span, ...] = ()
    passages: tuple[Span, ...] = ()
    times: tuple[str | None, ...] = ()  # of each passage, where it has one of its own
    sentence_hashes: tuple[int, ...] = ()  # 64 bits, signed
    corrects: bool = False
    aliases: tuple[str, ...] = ()  # more of what makes it the same again, less sure than those

    @property
    def identities(self) -> tuple[str, ...]:
        """Every name by which the article may be known, the surest first."""
        by_url = (f"url:{self.url}",) if self.url else ()
        return tuple(dict.fromkeys((self.identity, *by_url, *self.aliases)))

    @property
    def day(self) -> int | None:
        """The day of publication as a number, 20251023; None when undated."""
        return day_number(self.published_at) if self.published_at else None

    @property
    def said_at(self) -> tuple[str | None, ...]:
        """The time of its own of each passage, None where it has none."""
        return self.times or (None,) * len(self.passages)


def day_number(moment: str) -> int:
    """Return the day of an ISO date or time as a number.

    >>> day_number("2025-10-23T10:30:00Z")
    20251023
    """
    if not re.match(r"\d{4}-\d\d-\d\d(?!\d)", moment):
        raise CopydeskError(f"{moment!r} is not a day. Give one as 2025-10-23.")
    return int(moment[:10].replace("-", ""))


def check_article(new: NewArticle) -> None:
    """Raise CopydeskError for an article that cannot be stored as it is."""
    _check_characters(new)
    stated = filter(None, (new.published_at, *new.times))
    if any(not _MOMENT.fullmatch(moment) for moment in stated):
        raise CopydeskError(
            f"The article {new.article_id!r} was published at {new.published_at!r}, its parts at "
            f"{new.times!r}. "
            "Give UTC as 2025-10-23T10:30:00Z, or the day as 2025-10-23."
        )
    for span in (*new.body, *new.passages):
        if not 0 <= span.start <= span.end <= len(new.text):
            raise CopydeskError(
                f"The article {new.article_id!r} has the span {tuple(span)} outside its text of "
                f"{len(new.text)} characters. Make its spans from the text that is stored."
            )


def merge_known(new: NewArticle, known: NewArticle, edited: Sequence[str] = ()) -> NewArticle:
    """Return an arriving article with what was known of it before and is not stated now.

    A publication time gives way only to one from an origin that is trusted as much, and what a
    person has set, the fields `edited`, to nothing.
    """
    keep = {
        field: getattr(known, field)
        for field in ("title", "byline", "language", "source", "url")
        if getattr(new, field) is None or field in edited
    }
    is_less = _TRUST[new.published_from] < _TRUST[known.published_from]
    if new.published_at is None or is_less or "published_at" in edited:
        keep["published_at"] = known.published_at
        keep["published_from"] = known.published_from
        keep["published_zone"] = known.published_zone
    return replace(new, **keep)


def _check_characters(new: NewArticle) -> None:
    for field in fields(new):
        value = getattr(new, field.name)
        if isinstance(value, str):
            try:
                value.encode()
            except UnicodeEncodeError as error:
                raise CopydeskError(
                    f"The {field.name} of the article {new.article_id!r} has half a character "
                    f"at offset {error.start}. Decode it with errors='replace' before adding it."
                ) from error
