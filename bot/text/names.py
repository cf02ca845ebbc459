"""Names in a text, their kind and their office, and whether two of them may be the same."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from bot.text.capitals import (
    HEADS,
    HONORIFICS,
    MODIFIERS,
    SUFFIXES,
    Chunk,
    Cues,
    Kind,
    Run,
    chunks_of,
    common_words,
    first_names,
    inside_of,
    is_name,
    kind_of,
    letters_of,
    office_length,
    readable,
    singular_head,
    without_opener,
)
from bot.text.places import OTHER_NAMES, country_of, is_region
from bot.text.sentences import OPENERS, split_sentences
from bot.text.words import fold, read_lines
from store.spans import Span

__all__ = ["Kind", "NameMention", "compare_names", "find_names"]

NameLikeness = Literal["same", "variant", "part", "different"]

_COMPANY = frozenset({"inc", "corp", "corporation", "ltd", "llc", "plc", "co", "company"})
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "des", "du"})
_CLOSE_LETTERS = 65.0
_LONG_ENOUGH_FOR_A_SLIP = 7
_SOUNDS = (
    (r"^(?:kn|gn|pn)", "n"), (r"^wr", "r"), (r"^x", "s"), (r"tch|ch|sch|sh|cz|tsch", "x"),
    (r"ph", "f"), (r"ck|kh|q|c(?![eiy])", "k"), (r"c", "s"), (r"gh", "g"), (r"[z]", "s"),
    (r"w|v", "v"), (r"dj|j", "j"), (r"th", "t"), (r"y", "i"), (r"h", ""),
)  # fmt: skip


@lru_cache(maxsize=1 << 14)
def compare_names(a: str, b: str) -> NameLikeness:
    """Say whether two names are the same, spelt differently, part of one another, or different.

    >>> compare_names("Xi Jinping", "XI JINPING"), compare_names("Trump", "Donald Trump")
    ('same', 'part')
    >>> compare_names("Scott Besant", "Scott Bessent"), compare_names("Jeb Bush", "George Bush")
    ('variant', 'different')
    """
    one, two = _tokens(a), _tokens(b)
    if not one or not two:
        return "same" if fold(a) == fold(b) else "different"
    if _suffix(a) and _suffix(b) and _suffix(a) != _suffix(b):
        return "different"
    if OTHER_NAMES.get(fold(a)) == fold(b):
        return "variant"
    if one == two and _suffix(a) != _suffix(b):
        return "part"
    if sorted(one) == sorted(two) or "".join(one) == "".join(two) or _same_country(a, b):
        return "same"
    if _is_acronym(a, b) or _is_acronym(b, a):
        return "same"
    if len(one) != len(two):
        return _compare_lengths(*sorted((one, two), key=len))
    return _compare_tokens(one, two)


def _are_forms(x: str, y: str) -> bool:
    """Tell whether two given names are spellings or short forms of one."""
    return not _groups().get(x, frozenset()).isdisjoint(_groups().get(y, frozenset()))


@cache
def _groups() -> dict[str, frozenset[int]]:
    """Map each name to the groups of spellings and short forms that it stands in."""
    groups = [frozenset(line.split()) for line in read_lines("given names")]
    names = {name for group in groups for name in group}
    return {name: frozenset(i for i, g in enumerate(groups) if name in g) for name in names}


@lru_cache(maxsize=1 << 14)
def _spelt(word: str) -> str:
    """Return a word without what spellings of one given name differ in: "Anne" and "Ana"."""
    code = fold(word)
    for pattern, letter in _SOUNDS:
        code = re.sub(pattern, letter, code)
    return re.sub(r"(.)\1+", r"\1", code).removesuffix("e")


@lru_cache(maxsize=1 << 14)
def _sound(word: str) -> str:
    """Return the consonants of a word as they sound, in the manner of Metaphone."""
    code = fold(word)
    for pattern, letter in _SOUNDS:
        code = re.sub(pattern, letter, code)
    return re.sub(r"(.)\1+", r"\1", code[:1] + re.sub(r"[aeiou ]", "", code[1:]))


@lru_cache(maxsize=1 << 14)
def _tokens(name: str) -> tuple[str, ...]:
    """Fold a name into its words without titles, suffixes and company forms."""
    bare = re.sub(r"['’]s?$", "", name.strip())
    found = fold(re.sub(r"(?<=\b[A-Z])\.(?=[A-Z]\b)", ". ", bare)).replace(",", " ").split()
    while len(found) > 1 and (found[0] in HONORIFICS or found[0] == "the"):
        found = found[1:]
    while len(found) > 1 and (found[-1] in SUFFIXES or found[-1] in _COMPANY):
        found = found[:-1]
    return tuple(found)


def _suffix(name: str) -> str:
    last = fold(name).replace(",", " ").split()[1:][-1:]
    return last[0] if last and last[0] in SUFFIXES else ""


def _same_country(a: str, b: str) -> bool:
    code = country_of(a)
    return code is not None and code == country_of(b)


def _is_acronym(short: str, long: str) -> bool:
    letters = re.sub(r"[.\s]", "", short)
    parts = [w for w in fold(long).split() if w not in _SMALL]
    if not (2 <= len(letters) <= 8 and letters.isupper() and len(parts) >= 2):
        return False
    every = [w for w in fold(long).split() if w != "the"]
    return letters.lower() in ("".join(w[0] for w in parts), "".join(w[0] for w in every))


def _compare_lengths(short: Sequence[str], long: Sequence[str]) -> NameLikeness:
    """Compare a name with a longer one: all its words must be found there, in order."""
    if len(short) > 2 and _compare_token(short[1], long[1]) == "different":
        return "different"
    at = 0
    spelt_alike = True
    compare = _compare_given if len(short) > 1 and short[-1] == long[-1] else _compare_token
    for token in short:
        while at < len(long) and compare(token, long[at]) == "different":
            at += 1
        if at == len(long):
            return "different"
        spelt_alike = spelt_alike and compare(token, long[at]) != "variant"
        at += 1
    return "part" if spelt_alike else "variant"


def _compare_tokens(one: Sequence[str], two: Sequence[str]) -> NameLikeness:
    # With one family name, given names that are nearly one are more likely a slip than two people.
    compare = _compare_given if len(one) > 1 and one[-1] == two[-1] else _compare_token
    found = [compare(x, y) for x, y in zip(one, two, strict=True)]
    if "different" in found:
        return "different"
    return "variant" if "variant" in found else "part"


def _compare_given(x: str, y: str) -> NameLikeness:
    """Compare words before a family name that is the same."""
    found = _compare_token(x, y)
    if found != "different" or 1 in (len(x), len(y)):
        return found
    if not (x in first_names() and y in first_names()) or _sound(x)[:1] != _sound(y)[:1]:
        return found
    return "variant" if DamerauLevenshtein.distance(x, y) <= 1 or _spelt(x) == _spelt(y) else found


def _compare_token(x: str, y: str) -> NameLikeness:
    if x == y:
        return "same"
    if 1 in (len(x), len(y)):
        return "part" if x[0] == y[0] else "different"
    if _are_forms(x, y):
        return "variant"
    if x in first_names() and y in first_names():
        return "different"
    return "variant" if _is_spelt_alike(x, y) else "different"


def _is_spelt_alike(x: str, y: str) -> bool:
    if min(len(x), len(y)) < 4 or (x[0] != y[0] and _sound(x)[:1] != _sound(y)[:1]):
        return False
    if _sound(x) == _sound(y):
        return fuzz.ratio(x, y) >= _CLOSE_LETTERS
    long_enough = min(len(x), len(y)) >= _LONG_ENOUGH_FOR_A_SLIP
    return long_enough and DamerauLevenshtein.distance(x, y) <= 1


_SUFFIX = re.compile(r",?\s+(?:(?:Jr|Sr)\.|(?:III|II|IV)\b)")
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
    if not name or not is_name(text, sentence, name, cues, is_person):
        return
    mention = _mention(text, name, kind_of(text, name, is_person))
    if mention.kind in ("person", "name"):
        mention = _with_office(text, sentence, mention, office)
    yield mention


def _mention(text: str, name: Chunk, kind: Kind) -> NameMention:
    start, end = name[0].start, name[-1].end
    suffix = _SUFFIX.match(text, end) if kind in ("person", "name") else None
    end = suffix.end() if suffix else end
    return NameMention(start, end, " ".join(text[start:end].split()), kind)


def _with_office(text: str, sentence: Span, mention: NameMention, office: Chunk) -> NameMention:
    span = (
        _title_before(text, sentence, Span(office[0].start, office[-1].end))
        if office
        else _small_title_before(text, sentence, Span(mention.start, mention.end))
    )
    span = span or _office_after(text, sentence, mention.end)
    if span is None:
        return mention
    return replace(
        mention,
        kind="person",
        office=" ".join(text[span.start : span.end].split()),
        office_start=span.start,
        office_end=span.end,
    )


_WORD_BEFORE = re.compile(r"(?P<word>[\w.’'-]+)(?P<gap>\s+)$")
_LAST_WORD = re.compile(r"(?P<word>[\w.’'-]+)$")
_AFTER = re.compile(
    r",\s+(?:\d{1,3},\s+)?(?:who (?:is|was|serves as)\s+)?"
    r"(?:(?:the|a|an|its|his|her|their|now)\s+)?"
    r"(?P<office>(?:[A-Z]\.|[^,;:()“”\"—–.!?]){2,90})"
)
_CUT = re.compile(
    r"\s+(?:who|whose|which|that|said|says|told|and|was|were|is|has|had|will)\b.*", re.S
)
_OF_BODY = re.compile(
    r"(?P<office>[^\s,;:“”\"()]+(?:\s[^\s,;:“”\"()]+){0,3})\s+(?:of|for|at)\s+(?:the\s+)?"
    r"(?:[A-Z][\w’'-]*\s?){1,5}$"
)
_SET_OFF = re.compile(r",|\.(?:\s|$)|\s+(?:said|says|told|added|warned)\b")
_OF = re.compile(r"\s(?:of|for|at|in|to|with|from)\s")


def _title_before(text: str, sentence: Span, office: Span) -> Span:
    """Take "former" or "China's" before a capitalised title along."""
    start = _walk_back(text, sentence, office.start)
    return Span(office.start if start is None else start, office.end)


def _small_title_before(text: str, sentence: Span, name: Span) -> Span | None:
    """Find a title in small letters before a name, or any title set off by a comma."""
    begin = max(sentence.start, name.start - 40)
    end = begin + len(text[begin : name.start].rstrip())
    if text[end - 1 : end] == "," and _SET_OFF.match(text, name.end):
        return _before_comma(text, sentence, end - 1)
    word = _WORD_BEFORE.search(text, begin, name.start)
    if not word or not word["word"][0].islower() or not _is_head(word["word"]):
        return None
    start = _walk_back(text, sentence, name.start)
    return None if start is None else Span(start, end)


def _before_comma(text: str, sentence: Span, comma: int) -> Span | None:
    """Read "the lead negotiator" or "Deputy Premier of the Council" before ", Jane Roe,"."""
    body = _OF_BODY.search(text, max(sentence.start, comma - 120), comma)
    cursor = body.end("office") if body else comma
    head = _LAST_WORD.search(text, max(sentence.start, cursor - 40), cursor)
    if not head or not _is_head(head["word"]):
        return None
    start = _walk_back(text, sentence, cursor, after_head=True)
    return None if start is None else Span(start, comma)


def _is_head(word: str) -> bool:
    last = singular_head(fold(word).rpartition(" ")[2])
    return last in HEADS or last == "elect"


def _walk_back(text: str, sentence: Span, at: int, after_head: bool = False) -> int | None:
    """Walk back over the words of a title; one capitalised name may open it."""
    start: int | None = None
    for _ in range(7):
        pattern = _LAST_WORD if after_head and start is None else _WORD_BEFORE
        found = pattern.search(text, max(sentence.start, at - 40), at)
        if not found or not _may_stand_in_title(found["word"], start is not None):
            break
        start = at = found.start("word")
        if _opens_title(found["word"]):
            break
    return start


def _opens_title(word: str) -> bool:
    bare = fold(word)
    in_title = bare.rpartition(" ")[2] in HEADS or bare in MODIFIERS
    return word[0].isupper() and not in_title and not country_of(word)


def _may_stand_in_title(word: str, has_more: bool) -> bool:
    bare = fold(re.sub(r"['’]s$", "", word))
    if _is_head(word) or country_of(word) or (bare in MODIFIERS and word != "Then"):
        return True
    return has_more and word[0].isupper() and bare not in OPENERS and not word.endswith(".")


def _office_after(text: str, sentence: Span, end: int) -> Span | None:
    """Read an office set behind a name between commas: ", the Treasury secretary, "."""
    found = _AFTER.match(text, end, sentence.end)
    if not found:
        return None
    phrase = _CUT.sub("", found["office"]).rstrip()
    first = fold(_OF.split(phrase)[0]).split()
    if not first or singular_head(first[-1]) not in HEADS or len(first) > 7:
        return None
    return Span(found.start("office"), found.start("office") + len(phrase))


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
    known: dict[str, Kind] = {}
    alone = {fold(m.text) for m in mentions if m.kind == "person" and " " not in m.text}
    for mention in mentions:
        parts = fold(mention.text).removesuffix(" jr").split()
        if not parts or not (mention.kind == "person" or parts[-1] in alone):
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
