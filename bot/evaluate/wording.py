"""The words of a text as they are compared with a key: SQuAD's normalisation, and numbers as one.

It leans on no code under test: a fault in bot/text must not hide itself by scoring with that fault.
"""

import re
import string
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from bot.evaluate.number_words import ORDINALS, join_numbers

MONTHS = {
    "jan": "january", "feb": "february", "apr": "april", "aug": "august", "sep": "september",
    "sept": "september", "oct": "october", "nov": "november", "dec": "december",
}  # fmt: skip
FULL_MONTHS = frozenset({*MONTHS.values(), "march", "may", "june", "july"})
APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʼ`´", "'"))
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
ARTICLES = frozenset({"a", "an", "the"})
TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:(?P<scale>mn|bn|trn|tn|m|b|k)|(?P<ordinal>st|nd|rd|th))?(?![^\W_])"
    r"|(?P<word>[^\W_]+)"
)
SCALES = {
    "k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion",
    "tn": "trillion", "trn": "trillion",
}  # fmt: skip
SQUAD_PUNCTUATION = str.maketrans(dict.fromkeys(string.punctuation, ""))


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words by which a text is compared.

    Case, accents, punctuation, currency signs, articles and possessives do not count; number
    words and scales are digits; months are written out.

    >>> words_of("The mayor’s $1.2bn budget"), words_of("seventy-five thousand")
    (('mayor', '1200000000', 'budget'), ('75000',))
    """
    plain = re.sub(r"'s?(?![^\W_])|'", "", _folded(text))
    plain = re.sub(r"\b(?:[^\W\d_]\.){2,}", lambda found: found[0].replace(".", ""), plain)
    plain = re.sub(r"%|\bper cent\b", " percent ", plain)
    return tuple(w for w in join_numbers(list(_tokens(plain))) if w not in ARTICLES)


def squad_words(text: str) -> tuple[str, ...]:
    """Return the words as the official SQuAD script normalises them, for comparison with others.

    Source: `normalize_answer` of https://rajpurkar.github.io/SQuAD-explorer/ (evaluate-v2.0.py).

    >>> squad_words("The  U.S. Navy")
    ('us', 'navy')
    """
    return tuple(w for w in text.lower().translate(SQUAD_PUNCTUATION).split() if w not in ARTICLES)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold().translate(APOSTROPHES).translate(LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _tokens(plain: str) -> Iterator[str]:
    before = ""
    for found in TOKEN.finditer(plain):
        word = found["word"]
        if word is not None:
            before = MONTHS.get(word, ORDINALS.get(word, word))
            yield before
            continue
        number = found["number"].replace(",", "")
        day = before in FULL_MONTHS or plain[found.end() :].lstrip().startswith("of ")
        before = number + (found["ordinal"] or "" if not day else "")
        yield before
        if found["scale"]:
            yield SCALES[found["scale"]]
