"""Names in a text, their kind and their office."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from bot.text.folding import fold
from bot.text.name_candidates import Cues, Run, inside_of, is_name, readable, without_opener
from bot.text.name_chunks import (
    Chunk,
    chunks_of,
    letters_of,
)
from bot.text.name_kinds import Kind, kind_of, office_length
from bot.text.name_likeness import compare_names, is_doubtful
from bot.text.name_offices import office_after, small_title_before, title_before
from bot.text.name_words import (
    HONORIFICS,
    common_words,
    first_names,
)
from bot.text.offices import same_office
from bot.text.places import country_of, is_region
from bot.text.sentences import split_sentences
from store.spans import Span

__all__ = ["Kind", "NameMention", "compare_names", "find_names", "is_doubtful", "same_office"]

_ALIAS = re.compile(r"\s*\((?:the\s+)?[\"“]?(?P<alias>[A-Z][A-Za-z&]*[A-Z][A-Za-z]*)[\"”]?\)")
_IN_LIST = re.compile(r",\s+|,?\s+and\s+")


@dataclass(frozen=True)
class NameMention:
    """A name where it stands, without its title; the office is as written beside it.

    In `text` and `office` a line break reads as a blank; the spans hold the original.
    """

    start: int
    end: int
    text: str
    kind: Kind
    office: str | None = None
    office_start: int | None = None
    office_end: int | None = None
    alias: str | None = None


def find_names(text: str) -> list[NameMention]:
    """Return the names in a text, in order, with kind and office.

    >>> [(n.text, n.kind, n.office) for n in find_names("Mayor Jane Roe flew to Busan.")]
    [('Jane Roe', 'person', 'Mayor'), ('Busan', 'place', None)]
    """
    return list(_found(text))


@lru_cache(maxsize=512)
def _found(text: str) -> tuple[NameMention, ...]:
    """Find the names; a sentence is searched by several who read it."""
    sentences = split_sentences(text)
    runs = [Run(s, chunks_of(text, s), letters_of(text, s)) for s in sentences]
    cues = Cues(inside_of(text, runs), frozenset(re.findall(r"\b[a-z]{2,}\b", text)))
    found = [
        mention
        for run in runs
        for chunk in readable(run, cues)
        for mention in _mentions(text, run.sentence, chunk, cues)
    ]
    return tuple(_settle_kinds(_join_lists(text, found)))


def _mentions(text: str, sentence: Span, chunk: Chunk, cues: Cues) -> Iterator[NameMention]:
    whole, chunk = chunk, without_opener(text, sentence, chunk, cues)
    if len(whole) > len(chunk) == 1 and chunk[0].key in common_words():
        return
    length = office_length(chunk)
    office, name = chunk[:length], chunk[length:]
    is_person = bool(office) and not (len(name) == 1 and _is_region(name[0].text))
    while len(name) > 1 and name[0].key in HONORIFICS:
        name, is_person = name[1:], True
    name = _without_people_word(name)
    if not name or not is_name(text, sentence, name, cues, is_person):
        return
    mention = _mention(text, name, kind_of(text, name, is_person))
    if mention.kind in ("person", "name"):
        mention = _with_office(text, sentence, mention, office)
    yield mention


def _without_people_word(name: Chunk) -> Chunk:
    """Drop "Russian" before a person's name."""
    if len(name) > 2 and country_of(name[0].text) and name[1].key in first_names():
        return name[1:]
    return name


def _mention(text: str, name: Chunk, kind: Kind) -> NameMention:
    start, end = name[0].start, name[-1].end
    suffix = re.match(r",?\s+(?:Jr|Sr)\.|,?\s+(?:III|II|IV)\b", text[end : end + 8])
    end += suffix.end() if suffix and kind in ("person", "name") else 0
    alias = _ALIAS.match(text, end)
    written = " ".join(text[start:end].split())
    short = alias["alias"] if alias and compare_names(alias["alias"], written) == "same" else None
    return NameMention(start, end, written, kind, alias=short)


def _with_office(text: str, sentence: Span, mention: NameMention, office: Chunk) -> NameMention:
    span = (
        title_before(text, sentence, Span(office[0].start, office[-1].end))
        if office
        else small_title_before(text, sentence, Span(mention.start, mention.end))
    )
    span = span or office_after(text, sentence, mention.end)
    if span is None:
        return mention
    return replace(
        mention,
        kind="person",
        office=" ".join(text[span.start : span.end].split()),
        office_start=span.start,
        office_end=span.end,
    )


def _join_lists(text: str, mentions: list[NameMention]) -> list[NameMention]:
    """In "Jane Roe and Ilka Doe" the second is a person because the first is one."""
    settled = list(mentions)
    for i, j in [*pairwise(range(len(settled))), *pairwise(range(len(settled) - 1, -1, -1))]:
        one, two = settled[i], settled[j]
        first, last = sorted((one, two), key=lambda m: m.start)
        if (
            one.kind == "person"
            and two.kind == "name"
            and len(one.text.split()) > 1
            and 2 <= len(two.text.split()) <= 3
            and _IN_LIST.fullmatch(text, first.end, last.start)
        ):
            settled[j] = replace(two, kind="person")
    return settled


def _is_region(name: str) -> bool:
    return is_region(name) and fold(name) not in first_names()


def _settle_kinds(mentions: list[NameMention]) -> list[NameMention]:
    """Give a name that tells little of itself the kind that its other mentions show."""
    known: dict[str, Kind] = {fold(m.alias): m.kind for m in mentions if m.alias}
    alone = {fold(m.text) for m in mentions if m.kind == "person" and " " not in m.text}
    for mention in mentions:
        parts = fold(mention.text).removesuffix(" jr").split()
        if not parts or not (mention.kind == "person" or _last_alone(mention, parts, alone)):
            continue
        known.setdefault(" ".join(parts), "person")
        known.setdefault(parts[-1], "person")
        if mention.office:
            known.setdefault(parts[0], "person")
    return [
        replace(m, kind=known.get(fold(m.text), m.kind))
        if m.kind == "name" or (m.kind == "place" and not _is_region(m.text))
        else m
        for m in mentions
    ]


def _last_alone(mention: NameMention, parts: list[str], alone: set[str]) -> bool:
    """Tell whether somebody is called by this name's last word elsewhere in the text."""
    return mention.kind == "name" and len(parts) in (2, 3) and parts[-1] in alone
