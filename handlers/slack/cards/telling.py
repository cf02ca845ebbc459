"""Sources and times in Slack's words: who published a thing, when, and how long ago."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.ask.answer import Citation, IndexState
from handlers.slack.cards.blocks import Json, link, words
from handlers.slack.cards.text import one_line, shorten
from handlers.when import tell_dated, tell_time
from store.terms import terms

UNSOURCED = "source not stated"
NAME_UNITS = 80
TITLE_UNITS = 160
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def tell_source(source: str | None, published_at: str | None, now: datetime) -> str:
    """Return who published something, and when."""
    return f"{source_name(source)}, {tell_dated(published_at, now)}"


def tell_day(source: str | None, published_at: str | None) -> str:
    """Return who published something, and on which day.

    >>> tell_day("Radio Skell", "2026-05-07T08:30:00Z")
    'Radio Skell, 7 May 2026'
    """
    return f"{source_name(source)}, {day_of(published_at)}"


def day_of(published_at: str | None) -> str:
    """Return the day of a publication, "undated" without one."""
    return tell_time(published_at).partition(",")[0]


def tell_searched(searched: Sequence[str], question: str) -> str:
    """Return what was searched for in the words of the question; the index holds their stems.

    >>> tell_searched(("popul", "mar", "inhabit"), "What is the population of Mars?")
    'population, Mars, and words of their families'
    """
    asked = _WORD.findall(question)
    found = [next((w for w in asked if term in terms(w)), None) for term in searched]
    told = list(dict.fromkeys(word for word in found if word is not None))
    if not told:
        return ", ".join(searched)
    return ", ".join([*told, "and words of their families"] if None in found else told)


def source_name(source: str | None) -> str:
    """Return a masthead on one line, or that there is none."""
    return shorten(one_line(source), NAME_UNITS) if source else UNSOURCED


def headline(title: str | None, url: str | None) -> Json:
    """Return the headline, linked when there is an address for it."""
    if title:
        return link(url, shorten(one_line(title), TITLE_UNITS))
    return link(url, "no headline") if url else words("no headline")


def tell_citation(citation: Citation, now: datetime, has_mode: bool = True) -> list[Json]:
    """Return the line under a quote: source, headline, date and age, and what to know of it.

    Without `has_mode` it does not say whether the quote tells of a plan or a report.
    """
    spans = [
        words(source_name(citation.source), bold=True),
        words(" · "),
        headline(citation.title, citation.url),
        words(f" · {tell_dated(citation.published_at, now)}"),
    ]
    for mark in marks(citation if has_mode else replace(citation, mode="report")):
        spans += [words(" · "), words(mark, italic=True)]
    return spans


MODES = {
    "plan": "a plan, not a report",
    "denial": "a denial",
    "condition": "under a condition",
    "question": "a question, not a statement",
}


def marks(citation: Citation) -> list[str]:
    """Return what a reader should know of a citation, in a few words each."""
    speaker = f"according to {shorten(one_line(citation.speaker or ''), NAME_UNITS)}"
    copied = f"a copy of {shorten(one_line(citation.copy_of or ''), TITLE_UNITS)}"
    found = [
        speaker if citation.speaker else "",
        MODES.get(citation.mode, ""),
        copied if citation.copy_of is not None else "",
        f"note: {shorten(one_line(citation.note or ''), 300)}" if citation.note else "",
    ]
    return [mark for mark in found if mark]


def tell_freshness(index: IndexState, now: datetime, lead: str = "Searched") -> str:
    """Return how much was searched and how new the newest of it is."""
    if not index.articles:
        return "Nothing to search yet: no article has been added."
    count = f"{lead} {index.articles:,} article{'s' if index.articles != 1 else ''}"
    if index.as_of is None:
        return f"{count}; none of them is dated."
    return f"{count}; the newest is of {tell_dated(index.as_of, now)}."
