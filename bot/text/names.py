"""Names in a text, their kind and their office."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from bot.text.abbreviations import OPENERS
from bot.text.folding import fold
from bot.text.name_chunks import (
    Chunk,
    Letters,
    Token,
    chunks_of,
    letters_of,
    pieces_of_heading,
)
from bot.text.name_kinds import Kind, is_office_word, kind_of, office_length
from bot.text.name_likeness import compare_names, is_doubtful
from bot.text.name_offices import office_after, small_title_before, title_before
from bot.text.name_words import (
    ADJECTIVES,
    EVENT_WORDS,
    HONORIFICS,
    NOT_NAMES,
    PLACE_WORDS,
    SPEECH,
    common_words,
    first_names,
)
from bot.text.office_words import MODIFIERS
from bot.text.offices import same_office
from bot.text.places import country_of, is_place, is_region
from bot.text.sentences import split_sentences
from bot.text.speech_words import SAYERS
from store.spans import Span

__all__ = ["Kind", "NameMention", "compare_names", "find_names", "is_doubtful", "same_office"]

_ALIAS = re.compile(r"\s*\((?:the\s+)?[\"“]?(?P<alias>[A-Z][A-Za-z&]*[A-Z][A-Za-z]*)[\"”]?\)")
_NEVER_ALONE = OPENERS | HONORIFICS | PLACE_WORDS | EVENT_WORDS
_OPENING = (":", "“", '"', "‘", "(")
_NO_LETTERS = re.compile(r"[\W\d_]*")
_SPEAKS = re.compile(rf"\s+(?:{'|'.join(sorted(SPEECH))})\b")
_IN_LIST = re.compile(r",\s+|,?\s+and\s+")
_NO_NAME = re.compile(r"[DRI]-[A-Z]|.*['’](?:m|ll|ve|d|re|t)$", re.IGNORECASE)


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


class _Run(NamedTuple):
    """A sentence with its runs of capitals."""

    sentence: Span
    chunks: list[Chunk]
    letters: Letters


@dataclass(frozen=True)
class _Cues:
    """What the whole text tells of its words: capitalised inside sentences, or written small."""

    inside: frozenset[str]
    small: frozenset[str]


def find_names(text: str) -> list[NameMention]:
    """Return the names in a text, in order, with kind and office.

    >>> [(n.text, n.kind, n.office) for n in find_names("Mayor Jane Roe flew to Busan.")]
    [('Jane Roe', 'person', 'Mayor'), ('Busan', 'place', None)]
    """
    sentences = split_sentences(text)
    runs = [_Run(s, chunks_of(text, s), letters_of(text, s)) for s in sentences]
    cues = _Cues(_inside(text, runs), frozenset(re.findall(r"\b[a-z]{2,}\b", text)))
    found = [
        mention
        for run in runs
        for chunk in _readable(run, cues)
        for mention in _mentions(text, run.sentence, chunk, cues)
    ]
    return _settle_kinds(_join_lists(text, found))


def _inside(text: str, runs: Iterable[_Run]) -> frozenset[str]:
    """Collect words capitalised where neither a sentence nor a title-case heading explains it."""
    return frozenset(
        token.key
        for run in runs
        if run.letters == "plain"
        for chunk in run.chunks
        for token in chunk
        if not _opens_sentence(text, run.sentence, token)
    )


def _opens_sentence(text: str, sentence: Span, token: Token) -> bool:
    if token.start == sentence.start:
        return True
    before = text[sentence.start : token.start].rstrip()
    return before[-1:] in _OPENING or _NO_LETTERS.fullmatch(before) is not None


def _readable(run: _Run, cues: _Cues) -> Iterator[Chunk]:
    """Yield the runs that may hold a name: less is believed in headings and in capitals."""
    if run.letters == "plain":
        yield from run.chunks
        return
    for chunk in run.chunks:
        for piece in pieces_of_heading(chunk, cues.inside):
            if _is_known(piece, cues, run.letters == "shouted"):
                yield piece


def _is_known(piece: Chunk, cues: _Cues, shouted: bool) -> bool:
    name = " ".join(t.text for t in piece)
    in_body = all(t.key in cues.inside for t in piece)
    if is_place(name) or (in_body and not all(t.key in common_words() for t in piece)):
        return True
    if shouted:
        return len(piece) > 1 and piece[0].key in first_names()
    return len(piece) > 1 or (name.isupper() and len(name) > 1)


def _mentions(text: str, sentence: Span, chunk: Chunk, cues: _Cues) -> Iterator[NameMention]:
    whole, chunk = chunk, _without_opener(text, sentence, chunk, cues)
    if len(whole) > len(chunk) == 1 and chunk[0].key in common_words():
        return
    length = office_length(chunk)
    office, name = chunk[:length], chunk[length:]
    is_person = bool(office) and not (len(name) == 1 and _is_region(name[0].text))
    while len(name) > 1 and name[0].key in HONORIFICS:
        name, is_person = name[1:], True
    name = _without_people_word(name)
    if not name or not _is_name(text, sentence, name, cues, is_person):
        return
    mention = _mention(text, name, kind_of(text, name, is_person))
    if mention.kind in ("person", "name"):
        mention = _with_office(text, sentence, mention, office)
    yield mention


def _without_opener(text: str, sentence: Span, chunk: Chunk, cues: _Cues) -> Chunk:
    """Drop a first word that is capitalised for its place only, or an article."""
    while len(chunk) > 1 and chunk[0].key in ("the", "a", "an"):
        chunk = chunk[1:]
    while len(chunk) > 1 and _opens_sentence(text, sentence, chunk[0]):
        first, second = chunk[0].key, chunk[1].key
        if second in first_names() and first in OPENERS and len(chunk) == 2:
            return chunk[1:]
        is_common = first in OPENERS or (first in common_words() and first not in first_names())
        is_title = is_office_word(chunk[0]) or first in MODIFIERS
        if not is_common or is_title or first in cues.inside:
            return chunk
        chunk = chunk[1:]
    return chunk


def _without_people_word(name: Chunk) -> Chunk:
    """Drop "Russian" before a person's name."""
    if len(name) > 2 and country_of(name[0].text) and name[1].key in first_names():
        return name[1:]
    return name


def _is_name(text: str, sentence: Span, name: Chunk, cues: _Cues, is_person: bool) -> bool:
    if all(t.key in ADJECTIVES for t in name):
        return False
    if len(name) > 1:
        only_title = is_office_word(name[-1]) and all(
            is_office_word(t) or t.key in MODIFIERS for t in name
        )
        if only_title or (_is_all_common(name) and name[0].text.isupper()):
            return False
        return not all(t.key in NOT_NAMES or t.key in OPENERS for t in name)
    token = name[0]
    key = token.key
    if _NO_NAME.match(token.text) or not key or key in NOT_NAMES or len(key) < 2 or key.isdigit():
        return False
    if is_person and (key not in common_words() or not _opens_sentence(text, sentence, token)):
        return True
    if country_of(token.text):
        return is_place(token.text)
    if token.text.isupper():
        return key not in common_words() or len(key) < 4
    if _opens_sentence(text, sentence, token) and key in SAYERS:
        return False
    if is_office_word(token) or key in _NEVER_ALONE:
        return False
    if not _opens_sentence(text, sentence, token):
        return True
    if key in common_words():
        return key in cues.inside and _SPEAKS.match(text, token.end) is not None
    return key not in cues.small


def _is_all_common(name: Chunk) -> bool:
    return all(t.key in common_words() or t.key in OPENERS for t in name)


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
