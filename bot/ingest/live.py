"""Live blogs: the updates of a page, each with its own time (schema.org LiveBlogPosting)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from lxml import html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from bot.ingest.feeds import plain_text
from bot.ingest.metadata import PageFacts, linked_data, text_of
from bot.ingest.published import Published, parse_published

LEAST = 2
"""Sections with times of their own from which a page is a live blog."""

FEW_WORDS = 5
BLOCKS = ("article", "section", "li", "div")
TIMES = "(//article | //main)[1]//time[not(ancestor::a or ancestor::nav or ancestor::aside)]"


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
    for time in tree.xpath(TIMES):
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
