"""Terms: the one definition of a word that the index, the scorer and the questions share."""

import re
import threading
import unicodedata
from functools import lru_cache

import Stemmer  # type: ignore[import-not-found, unused-ignore]

_TOKEN = re.compile(r"\w+(?:[.,'’ʼ]\w+)*")
# Inside a token: a dotted abbreviation ("U.S"), a number ("10,000", "1.2bn"), or a word.
_PART = re.compile(
    r"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])"
    r"|\d+(?:,\d{3})*(?:\.\d+)*[^\W_]*"
    r"|[^\W_]+(?:['’ʼ][^\W_]+)*"
)
_NEGATION = re.compile(r"n['’ʼ]t$", re.IGNORECASE)
_ENCLITIC = re.compile(r"['’ʼ](?:s|ll|re|ve|d|m)$", re.IGNORECASE)
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "ai": "be"}
_MARKS = re.compile(r"[.,'’ʼ]")
_LONGEST = 64  # a longer "word" is a key or a line of data

_STOP_LINES = """
    a about above after again against all also am an and any are as at be because been before
    being below between both but by can cannot could did do does doing down during each either
    else ever few for from further had has have having he her here hers herself him himself his
    how however i if in into is it its itself just let many me might mine more most much must my
    myself neither no nor not now of off on once only onto or other ought our ours ourselves out
    over own per rather same shall she should since so some such than that the their theirs them
    themselves then there these they this those though through thus to too toward towards under
    until up upon very via was we were what whatever when whenever where whether which while who
    whoever whom whose why will with within without would yet you your yours yourself yourselves
    arent couldnt didnt doesnt dont hadnt hasnt havent im isnt ive shouldnt thats theres theyre
    wasnt werent weve whats whens wheres whos wouldnt youre youve
"""
STOP_WORDS = frozenset(_STOP_LINES.split())

_stemmer = Stemmer.Stemmer("english", 0)
_stemmer_lock = threading.Lock()  # a Snowball stemmer holds state while it works


def terms(text: str) -> list[str]:
    """Return the terms of a text in order: folded, stemmed, possessives and dots dropped.

    >>> terms("The U.S. mayor's 10,000 cafés re-opened at 1.2")
    ['the', 'us', 'mayor', '10000', 'cafe', 're', 'open', 'at', '1.2']
    """
    return " ".join(map(_terms_of, _tokens(text))).split()


def content_terms(text: str) -> list[str]:
    """Return the terms of a text without its stop words: what is indexed and searched.

    >>> content_terms("What did the WHO say of the talks?")
    ['w.h.o', 'say', 'talk']
    """
    return join_content(text).split()


def join_content(text: str) -> str:
    """Return the terms of `content_terms` joined by blanks, as the index takes them.

    >>> join_content("Truce talks").split(" ")
    ['truce', 'talk']
    """
    return " ".join(map(_content_of, _tokens(text)))


def is_stop(term: str) -> bool:
    """Return whether a term is a function word, which is neither indexed nor searched.

    >>> is_stop("which"), is_stop("truce")
    (True, False)
    """
    return term in STOP_WORDS


def _tokens(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("\xad", "")
    if text.isupper():
        text = text.lower()
    return _TOKEN.findall(text)


@lru_cache(maxsize=1 << 17)
def _terms_of(token: str) -> str:
    """Return the terms of one token joined by blanks; "Bloomberg.The" gives two."""
    if token.isalpha():
        return _term(token)
    return " ".join(filter(None, map(_term, _PART.findall(token))))


@lru_cache(maxsize=1 << 17)
def _content_of(token: str) -> str:
    """Return the terms of one token that are no stop words, joined by blanks."""
    made = _terms_of(token)
    if " " not in made:
        return "" if made in STOP_WORDS else made
    return " ".join(term for term in made.split() if term not in STOP_WORDS)


def _term(part: str) -> str:
    """Turn one word, number or abbreviation into its term, "" when nothing of it is left."""
    word = _fold(part if part.isalpha() else _without_enclitic(part))
    if word[:1].isdecimal():
        return word.replace(",", "")[:_LONGEST]
    plain = (word if word.isalpha() else _MARKS.sub("", word))[:_LONGEST]
    if plain in STOP_WORDS:
        return _stop_term(part, plain)
    with _stemmer_lock:
        return str(_stemmer.stemWord(plain))


def _without_enclitic(part: str) -> str:
    """Drop what is written onto a word: "mayor's", "he'll", "don't"."""
    negated = _NEGATION.sub("", part)
    if negated != part:
        return _IRREGULAR.get(negated.lower(), negated)
    return _ENCLITIC.sub("", part)


def _stop_term(part: str, plain: str) -> str:
    """Keep an abbreviation that is spelled like a stop word ("WHO", "I.T.") apart from it."""
    letters = _MARKS.sub("", part)
    if len(letters) > 1 and letters.isupper():
        return ".".join(plain)
    return plain


def _fold(word: str) -> str:
    """Return a word in lower case without accents, in composed form."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)
