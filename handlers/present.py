"""How two sides stand to each other in one plain sentence, told once for terminal and Slack."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.ask.answer import Answer, Value, Verdict
from handlers.when import tell_time
from store.quotes import StoredQuote
from store.verdicts import NewVerdict, Side

if TYPE_CHECKING:
    from bot.desk.quotes import Part  # they pull in the text analysis
    from bot.desk.summary import Summary

TITLES = {
    "conflict": "The sources disagree",
    "attributed position": "Named speakers contradict each other",
    "update": "A later word replaces an earlier one",
    "spelling variant": "A name is spelled in two ways",
}
"""Kinds of verdict that are headed by what they are; the first two are warned of."""

WHICH_ONE = "Which one? The articles tell of several:"
"""The heading of an answer that is ambiguous."""

TEXT_LENGTH = 120


@dataclass(frozen=True)
class Told:
    """One side as it is told: its words, who has them, and when they were published."""

    text: str
    source: str | None = None
    speaker: str | None = None
    published_at: str | None = None
    kind: str = ""


def told_value(value: Value) -> Told:
    """Return a value as a side; of its citations the first in its own words speaks for it."""
    cited = sorted(value.every, key=lambda one: one.wording != value.text)[:1]
    if not cited:
        return Told(_short(value.text), kind=value.kind)
    [first] = cited
    named = (first.source, first.speaker, first.published_at)
    return Told(_short(value.text), *named, value.kind)


def tell_kept(verdict: NewVerdict) -> str:
    """Return how the two sides of a kept verdict stand."""
    sides = (verdict.a, verdict.b)
    one, other = (
        Told(_short(name), side.source, side.speaker, side.published_at)
        for name, side in zip(value_names(sides), sides, strict=True)
    )
    return tell_relation(verdict.verdict, one, other)


def tell_verdict(answer: Answer, verdict: Verdict) -> str:
    """Return how two values of an answer stand, or that several sources state the same one."""
    one, other = verdict.between
    if one == other:
        return tell_agreement(answer.values[one].independent_sources)
    sides = [told_value(answer.values[place]) for place in (one, other)]
    return tell_relation(verdict.verdict, *sides)


def tell_agreement(sources: int) -> str:
    """Return how many sources state a value.

    >>> tell_agreement(3)
    '3 sources say so.'
    """
    return f"{sources} source{'s say' if sources != 1 else ' says'} so."


def name_article(one: StoredQuote) -> str:
    """Return what an article is called: its headline, or the name of its file without one.

    >>> name_article(StoredQuote("wire/tram.txt", 1, None, None, None, None, 0, 2, "No"))
    'tram.txt'
    """
    return one.title or PurePosixPath(one.article_id).name or one.article_id


def tell_scale(summary: "Summary") -> str:
    """Return what a summary is made from, and on how many things the sources differ."""
    sourced, sources = summary.articles - summary.unsourced, summary.sources
    told = [f"{_count(sourced, 'article')} from {_count(sources, 'source')}"] if sourced else []
    if summary.unsourced:
        told.append(f"{_count(summary.unsourced, 'article')} without a stated source")
    points = _count(len(summary.disputes), "point")
    differ = f"; the sources differ on {points}, told at the end" if summary.disputes else ""
    return f"{' and '.join(told)}{differ}"


def tell_difference(part: "Part") -> str:
    """Return in words how a run of an excerpt differs from the article, "" where it does not."""
    asked, stands = (f"“{_short(text)}”" for text in (part.excerpt, part.text))
    told = {
        "changed": f"you have {asked}, the article has {stands}",
        "left out": f"left out: {stands}",
        "added": f"not in the article: {asked}",
    }
    return told[part.difference] if part.difference else ""


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def tell_relation(kind: str, one: Told, other: Told) -> str:
    """Return how two sides stand, in one sentence.

    >>> tell_relation("conflict", Told("83", "The Harbour Gazette"), Told("96", "Capital Post"))
    'The Harbour Gazette says 83; Capital Post says 96.'
    >>> later = Told("96", "Capital Post", published_at="2026-10-07")
    >>> tell_relation("update", Told("83", "Capital Post", published_at="2026-10-06"), later)
    '96 is the later word (7 Oct 2026); earlier it was 83.'
    """
    a, b = f"“{one.text}”", f"“{other.text}”"
    match kind:
        case "conflict" | "attributed position":
            return _tell_apart(kind, one, other)
        case "update":
            return _tell_later(one, other)
        case "refinement":
            return _tell_finer(one, other)
        case "spelling variant":
            return f"{a} and {b}: the spelling differs, perhaps one name."
        case "agree":
            return f"{a} and {b} say the same."
        case "different event or scope":
            return f"{a} and {b} are said of different things."
    return f"{a} and {b}: {kind}."


def _tell_apart(kind: str, one: Told, other: Told) -> str:
    """Tell who says which: speakers where they are two, sources where those are."""
    sources, speakers = (one.source, other.source), (one.speaker, other.speaker)
    is_spoken = kind == "attributed position" or sources[0] == sources[1]
    if is_spoken and any(speakers) and speakers[0] != speakers[1]:
        sources = (speakers[0] or sources[0], speakers[1] or sources[1])
    if sources[0] == sources[1]:
        return _ended(f"{_who(sources[0])} says {_dated(one)} and {_dated(other)}")
    return _ended(f"{_who(sources[0])} says {one.text}; {_who(sources[1])} says {other.text}")


def _tell_later(one: Told, other: Told) -> str:
    """Tell which value is the later; where no time tells, it is the first."""
    is_known = bool(one.published_at and other.published_at)
    in_time = is_known and str(one.published_at) < str(other.published_at)
    earlier, later = (one, other) if in_time else (other, one)
    day = f" ({_day(later)})" if later.published_at else ""
    return _ended(f"{later.text} is the later word{day}; earlier it was {earlier.text}")


def _tell_finer(one: Told, other: Told) -> str:
    """Tell which wording is the finer where it has all words of the other and more."""
    words = [set(side.text.casefold().split()) for side in (one, other)]
    if one.kind == "number" or not (words[0] < words[1] or words[1] < words[0]):
        return f"“{one.text}” and “{other.text}” may both be right: one is more exact."
    finer, plainer = (one, other) if words[1] < words[0] else (other, one)
    return f"“{finer.text}” is the finer wording of “{plainer.text}”."


def _who(name: str | None) -> str:
    return _short(name) if name else "A source that is not stated"


def _dated(side: Told) -> str:
    return f"{side.text} ({_day(side)})" if side.published_at else side.text


def _day(side: Told) -> str:
    return tell_time(side.published_at).partition(",")[0]


def _short(text: str) -> str:
    """Return a wording on one line, without the comma that ends it in its quotation marks."""
    plain = " ".join(text.split()).rstrip(",")
    cut = textwrap.shorten(plain, TEXT_LENGTH, placeholder="…")
    return cut if len(cut) > 1 else plain[:TEXT_LENGTH]


def _ended(sentence: str) -> str:
    """Return a sentence with one full stop; "3 p.m." has its own."""
    return f"{sentence.rstrip('.')}."


def value_names(sides: Sequence[Side]) -> list[str]:
    """Return values by their words, by what they were read as too where two have the same words."""
    words = [" ".join(side.wording.split()).rstrip(",") for side in sides]
    folded = [each.casefold() for each in words]
    return [
        f"{each} ({side.normalised})" if folded.count(each.casefold()) > 1 else each
        for each, side in zip(words, sides, strict=True)
    ]


def heading_of(verdict: NewVerdict, values: Sequence[str]) -> str:
    """Return what a verdict is on and its values; its kind where nothing names the difference.

    A value that is long stands in its quote, and is left out.
    """
    name = " ".join(verdict.about.split()) or TITLES.get(verdict.verdict, verdict.verdict)
    told = [_short(value) for value in values]
    is_short = max(map(len, told), default=0) <= TEXT_LENGTH // 2
    return f"{name}: {' or '.join(told)}" if told and is_short else name
