"""Runs of capitalised words: which of them name something, of what kind, behind what title."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from bot.text.places import STATE_ABBREVIATIONS, country_of, is_place
from bot.text.sentences import OPENERS, is_heading
from bot.text.words import WEEKDAYS_MONTHS, fold, read_list, read_words, words
from store.spans import Span

HEADS = read_list("heads")
MODIFIERS = read_list("modifiers")
ABBREVIATED = read_list("abbreviated")


def singular_head(word: str) -> str:
    """Return the head of an office for its plural ("presidents Roe and Doe").

    >>> singular_head("presidents"), singular_head("boss")
    ('president', 'boss')
    """
    return word[:-1] if word.endswith("s") and word[:-1] in HEADS else word


HONORIFICS = words("mr mrs ms miss mx dr sir lord lady dame madam baroness baron")

SUFFIXES = words("jr sr ii iii iv esq phd md obe mbe cbe kc qc")

_PARTICLES = read_list("particles")
_ORGANISATION_HEADS = read_list("organisation heads")
_PLACE_HEADS = read_list("place heads")
_ORGANISATION_WORDS = read_list("organisation words")
_PLACE_WORDS = read_list("place words")
_PLACE_OPENERS = read_list("place openers")
_EVENT_WORDS = read_list("event words")
_NOT_NAMES = read_list("not names")
_ADJECTIVES = read_list("adjectives")
_SPEECH = read_list("speech")


@cache
def first_names() -> frozenset[str]:
    """Return given names that are common in English-language news."""
    return read_words("first_names.txt")


@cache
def common_words() -> frozenset[str]:
    """Return English words that are written small (made by training/make_common_words.py)."""
    return read_words("common_words.txt")


_UPPER = "".join(c for c in map(chr, range(0x1F00)) if c.isupper())
_SHORT = "|".join(
    sorted(w.title() for w in ABBREVIATED | {"jr", "inc", "corp", "co", "ltd", "bros", "ft", "mt"})
)
_DOTTED = rf"(?:[{_UPPER}]\.){{2,}}(?:[{_UPPER}](?!\w))?"
_PLAIN = rf"(?:(?:al|el|ul|as|ad|an|bin|de|d|l)[-’'])?[{_UPPER}]\w*(?:[&’'.]\w+)*"
_TOKEN = re.compile(
    rf"(?<![\w’'@#./–-])(?:(?:{_SHORT})\.|[{_UPPER}]\.(?=\s?[{_UPPER}])(?!(?:[{_UPPER}]\.)+)"
    rf"|(?:{_DOTTED}|{_PLAIN})(?:[-–/](?:{_DOTTED}|\w+(?:[’']\w+)?))*|[a-z]{{1,2}}[{_UPPER}]\w+)"
)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_OF = re.compile(r"\s+(?P<word>of|for|on)\s+(?:the\s+)?")
_AND = re.compile(r"\s+(?:and|&)\s+|&|,\s+(?=[^,]*\band\b)")


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST_HEADING = 120
Letters = Literal["plain", "title", "shouted"]


class Token(NamedTuple):
    """One capitalised word; `link` is what joins it to the one before ("" for a blank)."""

    start: int
    end: int
    text: str
    link: str = ""

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
    return [part for chunk in found for part in _without_dates(chunk)]


def _pieces_of_heading(chunk: Chunk, known: frozenset[str]) -> Iterator[Chunk]:
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
    word = _POSSESSIVE.sub("", written) or written
    return Token(start, start + len(word), word)


def _split_pair(token: Token) -> Iterator[Token]:
    """Read "US-China" and "Moscow/Kyiv" as two words, and leave "Vice-Premier" alone."""
    at = next((i for i, c in enumerate(token.text) if c in "-–/"), 0)
    left, right = token.text[:at], token.text[at + 1 :]
    if at and (token.text[at] == "/" or (country_of(left) and country_of(right))):
        middle = token.start + at
        yield Token(token.start, middle, left)
        if right[:1].isupper():
            yield Token(middle + 1, token.end, right)
    else:
        yield token


def _link(text: str, run: Chunk, token: Token) -> str | None:
    """Say what joins a word to the run before it, or None where a new run begins."""
    last = run[-1]
    gap = text[last.end : token.start]
    if gap.isspace() or (not gap and last.text.endswith(".")):
        return ""
    if all(word in _PARTICLES for word in gap.split()) and gap.strip():
        return gap.strip()
    of = _OF.fullmatch(gap)
    if of:
        return of["word"] if _goes_on_with(of["word"], last.key) else None
    if _AND.fullmatch(gap):
        return "&" if gap.strip() == "&" else None
    return None


def _goes_on_with(word: str, key: str) -> bool:
    if word == "on":
        return key in ("committee", "subcommittee", "council", "commission", "conference")
    is_area = word == "of" and key in _PLACE_HEADS
    return is_area or key in _ORGANISATION_HEADS or key.rpartition(" ")[2] in HEADS


def _without_dates(chunk: Chunk) -> Iterator[Chunk]:
    """Cut out weekdays and months, save in "Theresa May"."""
    piece: Chunk = ()
    for i, token in enumerate(chunk):
        following = chunk[i + 1] if i + 1 < len(chunk) else None
        if _is_date_word(token, piece, following):
            if piece:
                yield piece
            piece = ()
        else:
            piece = (*piece, token)
    if piece:
        yield piece


def _is_date_word(token: Token, before: Chunk, following: Token | None) -> bool:
    if token.key.rstrip(".") not in WEEKDAYS_MONTHS:
        return False
    names_somebody = bool(before) and (
        before[-1].key in first_names() or before[-1].key in ("mr", "mrs", "ms")
    )
    opens_name = following is not None and token.key in first_names()
    return not (names_somebody or opens_name)


Kind = Literal["person", "organisation", "place", "name"]

_NEXT_WORD = re.compile(r"(?:,\s+who)?\s+(?P<word>[a-z]+)")
_AGE = re.compile(r",\s+(?:aged\s+)?\d{1,3}\b(?=[,.;]|\s+(?:of|from|and)\b)")
_THE = re.compile(r"\b[Tt]he\s+$")
_SAID = re.compile(r"(?:\b(?:said|says|added|wrote|identified as)|\d-year-old)\s+$")


def _is_office_word(token: Token) -> bool:
    """Tell whether a capitalised word is the head of an office."""
    return singular_head(token.key.rpartition(" ")[2]) in HEADS


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
    end, rest = last + 1, len(chunk) - last - 1
    if rest and chunk[end].link in ("of", "for"):
        is_area = rest <= 2 or chunk[-1].key in _ORGANISATION_WORDS
        return len(chunk) if is_area else len(chunk) - 2
    return end


def kind_of(text: str, name: Chunk, is_person: bool) -> Kind:
    """Say what kind of thing a name names, by its words and by what stands beside it."""
    written = text[name[0].start : name[-1].end]
    keys = [token.key for token in name]
    if is_person:
        return "person"
    if _is_body(name):
        return "organisation"
    if _is_state(text, name):
        return "place"
    if len(name) > 1 and keys[0] in first_names() and not is_place(written):
        return "person"
    if is_place(written) or (len(name) > 1 and keys[-1] in _PLACE_WORDS):
        return "place"
    if written.isupper() and (len(written) <= 6 or len(name) > 1):
        return "organisation"
    kind = _kind_by_neighbours(text, name)
    # Lake Bell acts and River Phoenix did: what a person does makes one of it.
    return "place" if kind == "name" and len(name) > 1 and keys[0] in _PLACE_OPENERS else kind


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
        if (
            spoken_of
            or verb in _SPEECH
            or _AGE.match(text, name[-1].end) is not None
            or (name[-1].key in SUFFIXES and (len(name) > 2 or name[-1].key in ("jr", "sr")))
            or any(t.link and set(t.link.split()) <= _PARTICLES for t in name)
            or any(len(t.text) == 2 and t.text.endswith(".") for t in name)
        )
        else "name"
    )


def _is_body(chunk: Chunk) -> bool:
    """Tell whether a run ends or begins as the name of an organisation does."""
    last = chunk[-1].key
    if any(t.link in ("of", "for", "on") for t in chunk):
        heads = [
            chunk[i - 1].key for i, t in enumerate(chunk) if i and t.link in ("of", "for", "on")
        ]
        if any(head in _ORGANISATION_HEADS and head not in HEADS for head in heads):
            return not any(_is_title(chunk, i) for i in range(len(chunk) - 1))
        return False
    if len(chunk) == 1:
        return last in _ORGANISATION_WORDS and last not in HEADS
    return last.rpartition(" ")[2] in _ORGANISATION_WORDS and last not in HEADS


def _is_title(chunk: Chunk, i: int) -> bool:
    """Tell whether the word is a title with somebody's name behind it."""
    token = chunk[i]
    if not _is_office_word(token):
        return False
    rest = chunk[i + 1 :]
    if not rest:
        return chunk[0].key not in first_names()
    if i and token.key in first_names() and _is_office_word(chunk[i - 1]):
        return False
    return rest[-1].key not in (_PLACE_WORDS | _ORGANISATION_WORDS) or bool(rest[0].link)


_NEVER_ALONE = OPENERS | HONORIFICS | _PLACE_WORDS | _EVENT_WORDS
_OPENING = (":", "“", '"', "‘", "(")
_NO_LETTERS = re.compile(r"[\W\d_]*")
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
        if not _opens_sentence(text, run.sentence, token)
    )


def _opens_sentence(text: str, sentence: Span, token: Token) -> bool:
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
        for piece in _pieces_of_heading(chunk, cues.inside):
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
    while len(chunk) > 1 and _opens_sentence(text, sentence, chunk[0]):
        first = chunk[0].key
        is_common = first in OPENERS or (first in common_words() and first not in first_names())
        is_title = _is_office_word(chunk[0]) or (first in MODIFIERS and first != "then")
        if not is_common or is_title or first in cues.inside:
            return chunk
        chunk = chunk[1:]
    return chunk


def is_name(text: str, sentence: Span, name: Chunk, cues: Cues, is_person: bool) -> bool:
    """Tell whether a run without its title names something by itself."""
    if all(t.key in _ADJECTIVES for t in name):
        return False
    if len(name) > 1:
        only_title = _is_office_word(name[-1]) and all(
            _is_office_word(t) or t.key in MODIFIERS for t in name
        )
        if only_title or (_is_all_common(name) and name[0].text.isupper()):
            return False
        return not all(t.key in _NOT_NAMES or t.key in OPENERS for t in name)
    token = name[0]
    key = token.key
    if _NO_NAME.match(token.text) or not key or key in _NOT_NAMES or len(key) < 2 or key.isdigit():
        return False
    if is_person and (key not in common_words() or not _opens_sentence(text, sentence, token)):
        return True
    if country_of(token.text):
        return is_place(token.text)
    if token.text.isupper():
        return key not in common_words() or len(key) < 4
    if _is_office_word(token) or key in _NEVER_ALONE:
        return False
    if not _opens_sentence(text, sentence, token):
        return True
    return key not in common_words() and key not in cues.small


def _is_all_common(name: Chunk) -> bool:
    return all(t.key in common_words() or t.key in OPENERS for t in name)
