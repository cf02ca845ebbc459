"""Runs of capitalised words, cut so that each run can hold one name and its title."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from bot.text.abbreviations import OPENERS
from bot.text.folding import fold
from bot.text.name_words import (
    CONTINUATIONS,
    ORGANISATION_HEADS,
    PAPERS,
    PARTICLES,
    PLACE_HEADS,
    WEEKDAYS_MONTHS,
    common_words,
    first_names,
)
from bot.text.office_words import ABBREVIATED, HEADS
from bot.text.places import country_of
from bot.text.sentences import is_heading
from store.spans import Span

UPPER = "".join(c for c in map(chr, range(0x1F00)) if c.isupper())
_SHORT = "|".join(
    sorted(w.title() for w in ABBREVIATED | {"jr", "inc", "corp", "co", "ltd", "bros", "ft", "mt"})
)
_DOTTED = rf"(?:[{UPPER}]\.){{2,}}(?:[{UPPER}](?!\w))?"
_PLAIN = rf"(?:(?:al|el|ul|as|ad|an|bin|de|d|l)[-’'])?[{UPPER}]\w*(?:[&’'.]\w+)*"
_TOKEN = re.compile(
    rf"(?<![\w’'@#./–-])(?:(?:{_SHORT})\.|[{UPPER}]\.(?=\s?[{UPPER}])(?!(?:[{UPPER}]\.)+)"
    rf"|(?:{_DOTTED}|{_PLAIN})(?:[-–/](?:{_DOTTED}|\w+(?:[’']\w+)?))*|[a-z]{{1,2}}[{UPPER}]\w+)"
)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_OF = re.compile(r"\s+(?P<word>of|for|on)\s+(?:the\s+)?")
_AND = re.compile(r"\s+(?:and|&)\s+|&|,\s+(?=[^,]*\band\b)")
_DIGIT = re.compile(r"\s*\d")


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST_HEADING = 120
Letters = Literal["plain", "title", "shouted"]


class Token(NamedTuple):
    """One capitalised word; `link` is what joins it to the one before ("" for a blank)."""

    start: int
    end: int
    text: str
    link: str = ""
    is_possessive: bool = False

    @property
    def key(self) -> str:
        """The word as it is looked up."""
        return fold(self.text)


Chunk = tuple[Token, ...]


def chunks_of(text: str, sentence: Span) -> list[Chunk]:
    """Return the runs of capitalised words in a sentence, cut at weekdays and possessives.

    >>> line = "On Monday the Bank of Lowport met Jane Roe."
    >>> [" ".join(t.text for t in c) for c in chunks_of(line, Span(0, len(line)))]
    ['On', 'Bank Lowport', 'Jane Roe']
    """
    found: list[Chunk] = []
    run: Chunk = ()
    for token in _tokens(text, sentence):
        link = _link(text, run, token) if run else None
        if link is None:
            found += [run] if run else []
            run = (token,)
        else:
            run = (*run, token._replace(link=link))
    found += [run] if run else []
    return [part for chunk in found for part in _without_dates(text, chunk)]


def pieces_of_heading(chunk: Chunk, known: frozenset[str]) -> Iterator[Chunk]:
    """Cut a run from a heading in title case at the common words; known names stay whole."""
    piece: Chunk = ()
    for token in chunk:
        if token.key in known or not _is_common(token.key):
            piece = (*piece, token)
        else:
            if piece:
                yield piece
            piece = ()
    if piece:
        yield piece


def letters_of(text: str, sentence: Span) -> Letters:
    """Tell plain prose from a heading in title case and from capitals throughout.

    >>> [letters_of(t, Span(0, len(t))) for t in ("THE FERRY IS BACK", "Ferry Talks Resume Today")]
    ['shouted', 'title']
    """
    words = text[sentence.start : sentence.end]
    if words.isupper() and len(words) > 12:
        return "shouted"
    long_words = _LONG_WORD.findall(words) if len(words) <= _LONGEST_HEADING else []
    capitals = sum(word[0].isupper() for word in long_words)
    many = len(long_words) > 0 and capitals * 10 >= len(long_words) * 7
    return "title" if many and is_heading(text, sentence) else "plain"


def _is_common(key: str) -> bool:
    return key in common_words() or key in OPENERS


def _tokens(text: str, sentence: Span) -> Iterator[Token]:
    for found in _TOKEN.finditer(text[sentence.start : sentence.end]):
        yield from _split_pair(_token(found[0], sentence.start + found.start()))


def _token(written: str, start: int) -> Token:
    bare = _POSSESSIVE.sub("", written)
    is_possessive = bare != written and len(bare) > 1
    word = bare if is_possessive else written
    return Token(start, start + len(word), word, "", is_possessive)


def _split_pair(token: Token) -> Iterator[Token]:
    """Read "US-China" and "Moscow/Kyiv" as two words, and leave "Vice-Premier" alone."""
    at = next((i for i, c in enumerate(token.text) if c in "-–/"), 0)
    left, right = token.text[:at], token.text[at + 1 :]
    if at and (token.text[at] == "/" or (country_of(left) and country_of(right))):
        middle = token.start + at
        yield Token(token.start, middle, left, "", True)
        if right[:1].isupper():
            yield Token(middle + 1, token.end, right, "", token.is_possessive)
    else:
        yield token


def _link(text: str, run: Chunk, token: Token) -> str | None:
    """Say what joins a word to the run before it, or None where a new run begins."""
    last = run[-1]
    gap = text[last.end : token.start]
    if last.is_possessive:
        return None
    if gap.isspace() or (not gap and last.text.endswith(".")):
        return ""
    if all(word in PARTICLES for word in gap.split()) and gap.strip():
        return gap.strip()
    of = _OF.fullmatch(gap)
    if of:
        return of["word"] if _goes_on_with(of["word"], last.key) else None
    if _AND.fullmatch(gap):
        return _and(gap, run, token)
    return None


def _goes_on_with(word: str, key: str) -> bool:
    if word == "on":
        return key in ("committee", "subcommittee", "council", "commission", "conference")
    if word == "for":
        return key in ORGANISATION_HEADS
    return key in ORGANISATION_HEADS or key in PLACE_HEADS or key.rpartition(" ")[2] in HEADS


def _and(gap: str, run: Chunk, token: Token) -> str | None:
    if gap.strip() == "&":
        return "&"
    inside_body = any(
        t.link in ("of", "for") and before.key in ORGANISATION_HEADS for before, t in pairwise(run)
    )
    return "and" if inside_body and token.key in CONTINUATIONS else None


def _without_dates(text: str, chunk: Chunk) -> Iterator[Chunk]:
    """Cut out weekdays and months, save in "Sunday Times" and "Theresa May"."""
    piece: Chunk = ()
    for i, token in enumerate(chunk):
        following = chunk[i + 1] if i + 1 < len(chunk) else None
        if _is_date_word(text, token, piece, following):
            if piece:
                yield piece
            piece = ()
        else:
            piece = (*piece, token)
    if piece:
        yield piece


def _is_date_word(text: str, token: Token, before: Chunk, following: Token | None) -> bool:
    if token.key.rstrip(".") not in WEEKDAYS_MONTHS:
        return False
    if following and following.key in PAPERS:
        return False
    names_somebody = bool(before) and (
        before[-1].key in first_names() or before[-1].key in ("mr", "mrs", "ms")
    )
    opens_name = following is not None and token.key in first_names()
    return not (names_somebody or opens_name) or _DIGIT.match(text, token.end) is not None
