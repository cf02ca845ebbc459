"""Which runs of capitalised words may name something at all."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.text.abbreviations import OPENERS
from bot.text.name_chunks import Chunk, Letters, Token, pieces_of_heading
from bot.text.name_kinds import is_office_word
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
from bot.text.places import country_of, is_place
from bot.text.sayers import is_class
from store.spans import Span

_NEVER_ALONE = OPENERS | HONORIFICS | PLACE_WORDS | EVENT_WORDS
_OPENING = (":", "“", '"', "‘", "(")
_NO_LETTERS = re.compile(r"[\W\d_]*")
_SPEAKS = re.compile(rf"\s+(?:{'|'.join(sorted(SPEECH))})\b")
_NO_NAME = re.compile(r"[DRI]-[A-Z]|.*['’](?:m|ll|ve|d|re|t)$", re.IGNORECASE)


class Run(NamedTuple):
    """A sentence with its runs of capitals."""

    sentence: Span
    chunks: list[Chunk]
    letters: Letters


@dataclass(frozen=True)
class Cues:
    """What the whole text tells of its words: capitalised inside sentences, or written small."""

    inside: frozenset[str]
    small: frozenset[str]


def inside_of(text: str, runs: Iterable[Run]) -> frozenset[str]:
    """Collect words capitalised where neither a sentence nor a title-case heading explains it."""
    return frozenset(
        token.key
        for run in runs
        if run.letters == "plain"
        for chunk in run.chunks
        for token in chunk
        if not opens_sentence(text, run.sentence, token)
    )


def opens_sentence(text: str, sentence: Span, token: Token) -> bool:
    """Tell whether a word is capitalised for its place: first in a sentence, quote or bracket."""
    if token.start == sentence.start:
        return True
    before = text[sentence.start : token.start].rstrip()
    return before[-1:] in _OPENING or _NO_LETTERS.fullmatch(before) is not None


def readable(run: Run, cues: Cues) -> Iterator[Chunk]:
    """Yield the runs that may hold a name: less is believed in headings and in capitals."""
    if run.letters == "plain":
        yield from run.chunks
        return
    for chunk in run.chunks:
        for piece in pieces_of_heading(chunk, cues.inside):
            if _is_known(piece, cues, run.letters == "shouted"):
                yield piece


def _is_known(piece: Chunk, cues: Cues, shouted: bool) -> bool:
    name = " ".join(t.text for t in piece)
    in_body = all(t.key in cues.inside for t in piece)
    if is_place(name) or (in_body and not all(t.key in common_words() for t in piece)):
        return True
    if shouted:
        return len(piece) > 1 and piece[0].key in first_names()
    return len(piece) > 1 or (name.isupper() and len(name) > 1)


def without_opener(text: str, sentence: Span, chunk: Chunk, cues: Cues) -> Chunk:
    """Drop a first word that is capitalised for its place only, or an article."""
    while len(chunk) > 1 and chunk[0].key in ("the", "a", "an"):
        chunk = chunk[1:]
    while len(chunk) > 1 and opens_sentence(text, sentence, chunk[0]):
        first, second = chunk[0].key, chunk[1].key
        if second in first_names() and first in OPENERS and len(chunk) == 2:
            return chunk[1:]
        is_common = first in OPENERS or (first in common_words() and first not in first_names())
        is_title = is_office_word(chunk[0]) or first in MODIFIERS
        if not is_common or is_title or first in cues.inside:
            return chunk
        chunk = chunk[1:]
    return chunk


def is_name(text: str, sentence: Span, name: Chunk, cues: Cues, is_person: bool) -> bool:
    """Tell whether a run without its title names something by itself."""
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
    if is_person and (key not in common_words() or not opens_sentence(text, sentence, token)):
        return True
    if country_of(token.text):
        return is_place(token.text)
    if token.text.isupper():
        return key not in common_words() or len(key) < 4
    if opens_sentence(text, sentence, token) and is_class(key):
        return False
    if is_office_word(token) or key in _NEVER_ALONE:
        return False
    if not opens_sentence(text, sentence, token):
        return True
    if key in common_words():
        return key in cues.inside and _SPEAKS.match(text, token.end) is not None
    return key not in cues.small


def _is_all_common(name: Chunk) -> bool:
    return all(t.key in common_words() or t.key in OPENERS for t in name)
