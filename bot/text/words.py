"""Word lists, the one spelling in which words are compared, and the noun that a number counts."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Mention(Generic[T]):
    """Where a value stands in a text, as written, and what it was read as."""

    start: int
    end: int
    text: str
    value: T


def words(text: str) -> frozenset[str]:
    """Return the blank-separated words of a list.

    >>> sorted(words("said says"))
    ['said', 'says']
    """
    return frozenset(text.split())


def capitalised(text: str) -> str:
    """Return a text whose first letter is a capital, as that of a sentence or a heading is.

    >>> capitalised("mayor of Lenna")
    'Mayor of Lenna'
    """
    return text[:1].upper() + text[1:]


@cache
def _lexicon() -> dict[str, str]:
    """Read the sections of lexicon.txt by their names."""
    lines = files("bot.text").joinpath("lexicon.txt").read_text("utf-8").splitlines()
    kept = "\n".join(line for line in lines if not line.startswith("#"))
    parts = re.split(r"^\[([a-z ]+)\]$", kept, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def read_list(name: str) -> frozenset[str]:
    """Return a list of words.

    >>> "premier" in read_list("heads")
    True
    """
    return words(_lexicon()[name])


def read_lines(name: str) -> list[str]:
    """Return the lines of a section.

    >>> "edward ed eddie ted" in read_lines("given names")
    True
    """
    return _lexicon()[name].strip().splitlines()


def read_pattern(name: str, **parts: str) -> str:
    """Return the lines of a section as one pattern; <name> in them stands for a part.

    >>> "(?:reject|dismiss" in read_pattern("denials")
    True
    """
    lines = (re.sub(r"<(\w+)>", lambda part: parts[part[1]], line) for line in read_lines(name))
    return "|".join(lines)


def read_table(name: str) -> dict[str, str]:
    """Return a table of "value: form, form" as each form with the value that it stands for.

    >>> read_table("singular")["people"]
    'person'
    """
    entries = re.sub(r"\n\s+", " ", _lexicon()[name].strip()).splitlines()
    rows = [entry.partition(":") for entry in entries]
    return {form.strip(): value for value, _, forms in rows for form in forms.split(",")}


def read_words(name: str) -> frozenset[str]:
    """Return the words of a list that has a file of its own.

    >>> "jane" in read_words("first_names.txt")
    True
    """
    return frozenset(files("bot.text").joinpath(name).read_text("utf-8").split())


_TABLE = str.maketrans(dict.fromkeys("-‐‑‒–—_/", " ") | dict.fromkeys(".'’‘ʼ`´ʻ"))
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "œ": "oe"}
)


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Return a text as it is compared, not shown.

    >>> fold("Ngozi Okonjo-Iweala"), fold("São Paulo"), fold("U.S.")
    ('ngozi okonjo iweala', 'sao paulo', 'us')
    """
    bare = text if text.isascii() else _without_accents(text)
    return " ".join(bare.translate(_TABLE).casefold().split())


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))


_STOPS = read_list("stops")
_SKIPPED = read_list("skipped")
_SINGULAR = read_table("singular")
_NOT_PLURAL = read_list("not plural")
_ADJECTIVE_PLURALS = words("sports arms sales goods news women's men's veterans")
_WORD = re.compile(r"[\s-]+(?P<word>(?:[A-Za-z]\.){2,}|[A-Za-z][A-Za-z'’]*)")


def singular(word: str) -> str:
    """Return the singular of a plural noun, by rule and a list of exceptions.

    >>> [singular(word) for word in ("civilians", "people", "countries", "glasses")]
    ['civilian', 'person', 'country', 'glass']
    """
    lower = word.lower()
    if lower in _SINGULAR:
        return _SINGULAR[lower]
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zes")):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) else lower


_PLURAL = {one: several for several, one in reversed(_SINGULAR.items())}


def plural(noun: str) -> str:
    """Return the plural of a noun or unit; abbreviations have none of their own.

    >>> [plural(word) for word in ("person", "country", "inch", "mph", "degree C")]
    ['people', 'countries', 'inches', 'mph', 'degree C']
    """
    if noun in _PLURAL:
        return _PLURAL[noun]
    if noun != noun.lower() or "/" in noun or noun == "mph":
        return noun
    if noun.endswith(("ch", "sh", "s", "x")):
        return f"{noun}es"
    is_ies = noun.endswith("y") and noun[-2:-1] not in "aeiou"
    return f"{noun[:-1]}ies" if is_ies else f"{noun}s"


def _is_plural(word: str) -> bool:
    lower = word.lower()
    if lower in _SINGULAR:
        return True
    if lower in _NOT_PLURAL or lower in _ADJECTIVE_PLURALS or len(lower) < 4:
        return False
    return lower.endswith("s") and not lower.endswith(("ss", "us", "is", "ous", "'s", "’s"))


def _is_stop(word: str) -> bool:
    lower = word.lower()
    return (lower in _STOPS and lower not in _SKIPPED) or lower.endswith(("'s", "’s"))


def _is_attribute(text: str, at: int, word: str) -> bool:
    """A capitalised plural before another plural is its attribute ("254 Texas counties")."""
    following = _WORD.match(text, at) if word[0].isupper() else None
    return following is not None and _is_plural(following["word"])


def noun_after(text: str, at: int, plural: bool) -> str:
    """Return the singular of the noun that a number before an offset counts, "" for none.

    >>> noun_after("12 armed U.S. soldiers were hurt", 2, plural=True)
    'soldier'
    >>> noun_after("12 were hurt", 2, plural=True)
    ''
    """
    last = ""
    for step in range(6):
        match = _WORD.match(text, at)
        word = match["word"] if match else ""
        if match is None or _is_stop(word):
            break
        at = match.end()
        if word.lower() in _SKIPPED and not last:
            continue
        if plural and _is_plural(word) and not _is_attribute(text, at, word):
            return singular(word)
        last = word
        if step >= 4 or text[at : at + 1] not in (" ", "-"):
            break
    return "" if plural else last.lower()


WEEKDAYS_MONTHS = read_list("weekdays months")
