"""What kind of thing a run of capitalised words names, and where its title ends."""

import re
from typing import Literal

from bot.text.name_chunks import Chunk, Token
from bot.text.name_words import (
    EVENT_WORDS,
    ORGANISATION_HEADS,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACE_OPENERS,
    PLACE_WORDS,
    SPEECH,
    STREET_WORDS,
    SUFFIXES,
    first_names,
)
from bot.text.office_words import AREAS, HEADS
from bot.text.place_words import STATE_ABBREVIATIONS
from bot.text.places import country_of, is_place

Kind = Literal["person", "organisation", "place", "name"]

_NEXT_WORD = re.compile(r"(?:,\s+who)?\s+(?P<word>[a-z]+)")
_AGE = re.compile(r",\s+(?:aged\s+)?\d{1,3}\b(?=[,.;]|\s+(?:of|from|and)\b)")
_THE = re.compile(r"\b[Tt]he\s+$")
_SAID = re.compile(r"(?:\b(?:said|says|added|wrote|identified as)|\d-year-old)\s+$")
_INITIAL = re.compile(r"[A-Z]\.")


def is_office_word(token: Token) -> bool:
    """Tell whether a capitalised word is the head of an office.

    >>> is_office_word(Token(0, 12, "Vice-Premier"))
    True
    """
    return singular(token.key.rpartition(" ")[2]) in HEADS


def singular(word: str) -> str:
    """Return the head of an office for its plural ("presidents Roe and Doe").

    >>> singular("presidents"), singular("boss")
    ('president', 'boss')
    """
    return word[:-1] if word.endswith("s") and word[:-1] in HEADS else word


def office_length(chunk: Chunk) -> int:
    """Return how many words of a run are the office before a person's name.

    >>> office_length((Token(0, 5, "Mayor"), Token(6, 10, "Jane"), Token(11, 14, "Roe")))
    1
    """
    if _is_body(chunk):
        return 0
    last = max((i for i, t in enumerate(chunk) if _is_title(chunk, i)), default=-1)
    if last < 0:
        return 0
    end = last + 1
    if end < len(chunk) and chunk[end].link in ("of", "for"):
        end = _end_of_area(chunk, end)
    return end


def kind_of(text: str, name: Chunk, is_person: bool) -> Kind:
    """Say what kind of thing a name names, by its words and by what stands beside it."""
    written = text[name[0].start : name[-1].end]
    keys = [token.key for token in name]
    if is_person:
        return "person"
    if _is_body(name):
        return "organisation"
    if len(name) > 1 and keys[-1] in STREET_WORDS:
        return "place"
    if _is_state(text, name):
        return "place"
    if len(name) > 1 and keys[0] in first_names() and not is_place(written):
        return "person"
    if is_place(written) or (len(name) > 1 and keys[-1] in PLACE_WORDS):
        return "place"
    if keys[-1] in EVENT_WORDS:
        return "name"
    if written.isupper() and (len(written) <= 6 or len(name) > 1):
        return "organisation"
    kind = _kind_by_neighbours(text, name)
    # Lake Bell acts and River Phoenix did: what a person does makes one of it.
    return "place" if kind == "name" and len(name) > 1 and keys[0] in PLACE_OPENERS else kind


def _is_state(text: str, name: Chunk) -> bool:
    """Tell "Lowport, Tenn." and "LOWPORT, TN" from other short words."""
    before = text[max(0, name[0].start - 2) : name[0].start]
    return len(name) == 1 and name[0].key in STATE_ABBREVIATIONS and before == ", "


def _kind_by_neighbours(text: str, name: Chunk) -> Kind:
    if _THE.search(text, max(0, name[0].start - 5), name[0].start):
        return "name"
    following = _NEXT_WORD.match(text, name[-1].end)
    verb = following["word"] if following else ""
    spoken_of = _SAID.search(text, max(0, name[0].start - 16), name[0].start) is not None
    if len(name) == 1:
        return "person" if spoken_of or verb in ("said", "says", "told") else "name"
    return (
        "person"
        if _has_person_shape(name)
        and (
            spoken_of
            or verb in SPEECH
            or _AGE.match(text, name[-1].end) is not None
            or (name[-1].key in SUFFIXES and (len(name) > 2 or name[-1].key in ("jr", "sr")))
            or any(t.link and set(t.link.split()) <= PARTICLES for t in name)
            or any(_INITIAL.fullmatch(t.text) for t in name)
        )
        else "name"
    )


def _has_person_shape(name: Chunk) -> bool:
    return 2 <= len(name) <= 4 and not {t.link for t in name} & {"of", "for", "&", "and", "on"}


def _is_body(chunk: Chunk) -> bool:
    """Tell whether a run ends or begins as the name of an organisation does."""
    last, first = chunk[-1].key, chunk[0].key
    if any(t.link in ("of", "for", "on") for t in chunk):
        heads = [
            chunk[i - 1].key for i, t in enumerate(chunk) if i and t.link in ("of", "for", "on")
        ]
        if any(head in ORGANISATION_HEADS and head not in HEADS for head in heads):
            return not any(_is_title(chunk, i) for i in range(len(chunk) - 1))
        return False
    if len(chunk) == 1:
        return last in ORGANISATION_WORDS and last not in HEADS
    return (last.rpartition(" ")[2] in ORGANISATION_WORDS and last not in HEADS) or (
        first in ("university", "bank", "ministry")
    )


def _is_title(chunk: Chunk, i: int) -> bool:
    """Tell whether the word is a title with somebody's name behind it."""
    token = chunk[i]
    if not is_office_word(token):
        return False
    rest = chunk[i + 1 :]
    if not rest:
        return chunk[0].key not in first_names()
    if i and chunk[i - 1].key in first_names() and not rest[0].link:
        return False
    if i and token.key in first_names() and is_office_word(chunk[i - 1]):
        return False
    return rest[-1].key not in (PLACE_WORDS | ORGANISATION_WORDS | EVENT_WORDS) or bool(
        rest[0].link
    )


def _end_of_area(chunk: Chunk, at: int) -> int:
    """Find where "of the Treasury" ends and the name begins in "Secretary of the Treasury ..."."""
    if chunk[-1].key in ORGANISATION_WORDS:
        return len(chunk)
    bodies = [i for i, t in enumerate(chunk[:-1]) if i >= at and t.key in ORGANISATION_WORDS]
    if bodies:
        return bodies[-1] + 1
    for size in (4, 3, 2, 1):
        words = " ".join(t.key for t in chunk[at : at + size])
        if at + size <= len(chunk) and (words in AREAS or country_of(words) or is_place(words)):
            return at + size
    following = [i for i, t in enumerate(chunk) if i > at and t.key in first_names()]
    if following:
        return following[0]
    left = len(chunk) - at
    return at + left if left <= 2 else at + left - 2
