"""Whether two names may be the same: spelling, order, initials, short forms and acronyms."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from bot.text.folding import fold
from bot.text.name_forms import NICKNAMES, SPELLINGS
from bot.text.name_words import HONORIFICS, SUFFIXES, first_names
from bot.text.place_words import OTHER_NAMES
from bot.text.places import country_of

NameLikeness = Literal["same", "variant", "part", "different"]

_COMPANY = frozenset({"inc", "corp", "corporation", "ltd", "llc", "plc", "co", "company"})
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "des", "du"})
_CLOSE_LETTERS = 65.0
_LONG_ENOUGH_FOR_A_SLIP = 7
_SOUNDS = (
    (r"^(?:kn|gn|pn)", "n"),
    (r"^wr", "r"),
    (r"^x", "s"),
    (r"tch|ch|sch|sh|cz|tsch", "x"),
    (r"ph", "f"),
    (r"ck|kh|q|c(?![eiy])", "k"),
    (r"c", "s"),
    (r"gh", "g"),
    (r"[z]", "s"),
    (r"w|v", "v"),
    (r"dj|j", "j"),
    (r"th", "t"),
    (r"y", "i"),
    (r"h", ""),
)


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


def is_doubtful(a: str, b: str) -> bool:
    """Tell of two variants whether they are so far apart that they are often two people.

    >>> is_doubtful("Khamenei", "Khomeini"), is_doubtful("Besant", "Bessent")
    (True, False)
    >>> is_doubtful("Maria Roe", "Mario Roe"), is_doubtful("Ana Roe", "Anna Roe")
    (True, False)
    """
    one, two = (re.sub(r"(.)\1", r"\1", " ".join(_tokens(name))) for name in (a, b))
    if any(_are_two_given(x, y) for x, y in zip(_tokens(a), _tokens(b), strict=False)):
        return True
    return sound(one) != sound(two) or DamerauLevenshtein.distance(one, two) >= 2


def _are_two_given(x: str, y: str) -> bool:
    """Tell of two words whether both are given names, not one in two spellings."""
    if not (x in first_names() and y in first_names()) or _spelt(x) == _spelt(y):
        return False
    return not _are_forms(x, y)


def _are_forms(x: str, y: str) -> bool:
    """Tell whether two given names are spellings or short forms of one."""
    return not _groups().get(x, frozenset()).isdisjoint(_groups().get(y, frozenset()))


@cache
def _groups() -> dict[str, frozenset[int]]:
    """Map each name to the groups of spellings and short forms that it stands in."""
    groups = (*SPELLINGS, *NICKNAMES)
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
def sound(word: str) -> str:
    """Return the consonants of a word as they sound, in the manner of Metaphone.

    >>> sound("bessent") == sound("besant"), sound("meyer") == sound("mayer")
    (True, True)
    """
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
    if not (x in first_names() and y in first_names()) or sound(x)[:1] != sound(y)[:1]:
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
    if min(len(x), len(y)) < 4 or (x[0] != y[0] and sound(x)[:1] != sound(y)[:1]):
        return False
    if sound(x) == sound(y):
        return fuzz.ratio(x, y) >= _CLOSE_LETTERS
    long_enough = min(len(x), len(y)) >= _LONG_ENOUGH_FOR_A_SLIP
    return long_enough and DamerauLevenshtein.distance(x, y) <= 1
