"""A quote as it is shown, and the line under it, worded once for terminal and Slack."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.ask.answer import Citation
from handlers.when import tell_dated, tell_day
from store.quotes import StoredQuote
from store.spans import Span
from store.verdicts import Side

TITLE_LENGTH, NOTE_LENGTH, ALSO_SHOWN = 160, 300, 4
"""Units of a headline and of a note; sources named that have no quote here."""

MODES = {
    "plan": "a plan, not a report",
    "denial": "a denial",
    "condition": "under a condition",
    "question": "a question, not a statement",
}

SAME_ARTICLE = "In the same article"

NOBODY = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this",
                    "one", "others", "some", "both"})  # fmt: skip
"""Words that stand for a speaker and, out of their sentence, name none."""

_COMMON = re.compile(r"(?:The|An?|One|His|Her|Their|Its) [a-z]")


TEXT_LENGTH = 120


def short(text: str, most: int = TEXT_LENGTH) -> str:
    """Return a wording on one line, without the comma that ends it in its quotation marks."""
    plain = " ".join(text.split()).rstrip(",")
    cut = textwrap.shorten(plain, most, placeholder="…")
    return cut if len(cut) > 1 else plain[:most]


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "article"), count(3, "article")
    ('1 article', '3 articles')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@dataclass(frozen=True)
class Where:
    """The line under a quote: what its article goes by, its headline, its day, what to know of it.

    `name` is the source; of an article without one the headline, of one without that the file.
    `when` is "" where the article is undated, `published_at` the same unworded; `place` is its id,
    version and offsets.
    """

    name: str
    title: str
    url: str | None
    when: str
    marks: tuple[str, ...] = ()
    place: str = ""
    published_at: str | None = None


@dataclass(frozen=True)
class Quoted:
    """A quote, the spans of it that are marked, and every article that has it.

    `lead` is what stands before it. Marked are the words of a value, or, where it `is_compared`,
    those that differ from what somebody quoted.
    """

    text: str
    marked: tuple[Span, ...]
    places: tuple[Where, ...]
    lead: str = ""
    is_compared: bool = False


def quoted_once(
    cited: Iterable[Citation | Side], now: datetime, has_mode: bool = True, has_value: bool = True
) -> Iterator[Quoted]:
    """Give each quote once, with every article that has it."""
    found: dict[str, list[Citation | Side]] = {}
    for one in cited:
        found.setdefault(one.quote, []).append(one)
    before: Citation | Side | None = None
    for text, same in found.items():
        places = []
        for one in same:
            places.append(where(one, now, has_mode, before))
            before = one
        yield Quoted(text, value_in(same[0]) if has_value else (), tuple(places))


def value_in(one: Citation | Side) -> tuple[Span, ...]:
    """Return where the value stands in its quote, nowhere where it does not or is all of it."""
    start, end = one.value_start - one.start, one.value_end - one.start
    is_part = 0 <= start < end <= len(one.quote) and end - start < len(one.quote)
    return (Span(start, end),) if is_part else ()


def where_alone(one: StoredQuote, now: datetime, before: StoredQuote | None = None) -> Where:
    """Return the line under a quote that stands alone: "undated" is said in it."""
    told = where(one, now, has_mode=False, before=before)
    is_known = one.published_at or told.name == SAME_ARTICLE
    return told if is_known else replace(told, when=tell_dated(None, now))


def where(
    one: StoredQuote, now: datetime, has_mode: bool = True, before: StoredQuote | None = None
) -> Where:
    """Return the line under a quote; the article of the quote before it is not told again.

    Whether it is a plan is said where that matters.
    """
    name = name_article(one)
    title = short(one.title or _file(one), TITLE_LENGTH)
    when = tell_dated(one.published_at, now) if one.published_at else ""
    marks = tuple(_marks(one, has_mode)) if isinstance(one, Citation | Side) else ()
    place = f"{one.article_id}, version {one.version}, {one.start}–{one.end}"
    if before is not None and before.article_id == one.article_id:
        return Where(SAME_ARTICLE, "", None, "", marks, place)
    told = "" if title == name else title
    return Where(name, told, one.url, when, marks, place, one.published_at)


def name_article(one: StoredQuote) -> str:
    """Return what an article goes by: its source, else its headline, else its file."""
    return short(one.source or one.title or _file(one), TITLE_LENGTH)


def _file(one: StoredQuote) -> str:
    return one.article_id.rstrip("/").rpartition("/")[2] or one.article_id


def _marks(one: Citation | Side, has_mode: bool) -> Iterator[str]:
    """Give what a reader should know of a citation, in a few words each."""
    speaker = in_line(named(one.speaker))
    if speaker:
        yield f"according to {short(speaker)}"
    if not isinstance(one, Citation):
        return
    if has_mode and one.mode in MODES:
        yield MODES[one.mode]
    if one.copy_of is not None:
        yield f"a copy of {short(one.copy_of, TITLE_LENGTH)}"
    if one.note:
        yield f"note: {short(one.note, NOTE_LENGTH)}"


def named(speaker: str | None) -> str | None:
    """Return a speaker, None when it is only a pronoun.

    >>> named("Ida Voss"), named("She")
    ('Ida Voss', None)
    """
    return None if speaker is None or speaker.casefold() in NOBODY else speaker


def in_line(speaker: str | None) -> str | None:
    """Return a speaker within a sentence: a common noun's article is small there.

    >>> in_line("The railway ministry"), in_line("The Harbour Gazette")
    ('the railway ministry', 'The Harbour Gazette')
    """
    if speaker is None or not _COMMON.match(speaker):
        return speaker
    return speaker[0].lower() + speaker[1:]


def tell_also(others: Iterable[Citation | Side]) -> str:
    """Return in a line who says the same without a quote of it here, "" without any."""
    told = dict.fromkeys(tell_source(one) for one in others)
    more = f" and {len(told) - ALSO_SHOWN} more" if len(told) > ALSO_SHOWN else ""
    return f"also {'; '.join([*told][:ALSO_SHOWN])}{more}" if told else ""


def tell_source(one: StoredQuote) -> str:
    """Return what an article goes by, its day, and whether it is a copy."""
    day = f", {tell_day(one.published_at)}" if one.published_at else ""
    copied = isinstance(one, Citation) and one.copy_of is not None
    return f"{name_article(one)}{day}{' (copy)' if copied else ''}"


def tell_unstated(shown: Iterable[StoredQuote]) -> tuple[str, ...]:
    """Return which of the articles shown state no source or no date, each once."""
    by_name = {name_article(one): one for one in shown}
    unsourced = [name for name, one in by_name.items() if not one.source]
    undated = [name for name, one in by_name.items() if not one.published_at]
    told = {"Source not stated": unsourced, "Undated": undated}
    return tuple(f"{what}: {'; '.join(names)}." for what, names in told.items() if names)
