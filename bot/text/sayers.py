"""Who may speak in a noun phrase: a person, an office, a body or a class of people, no paper."""

import re

from bot.text.places import country_of
from bot.text.words import read_list, singular

_ENDINGS = (
    "man", "woman", "boy", "girl", "ologist", "ographer", "ician", "keeper", "worker", "fighter",
    "goer", "payer", "person", "ist",
)  # fmt: skip
_DEMONYM_ENDINGS = ("an", "ese", "i", "ite", "ish", "ch")
_PERSONS = read_list("person nouns")
_SAYERS = read_list("sayers")
_TELLINGS = read_list("tellings")
_SAY_WHICH = read_list("say which")
SAYING = read_list("saying")
PRONOUNS = frozenset({"he", "she", "they", "it", "who"})
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "one", "some", "another"})
_TOKEN = re.compile(r"[\w’'.-]+")
_GOES_ON = re.compile(
    r"(?:of|in|on|at|for|from|to|with|by|near|about|who|that|which|across|inside|there|here|also"
    r"|later|earlier|then|has|had|have|late|early|last|this|yesterday|today|familiar|close|briefed"
    r"|\w+ly|\w+ing|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|seen|\w+ed)\b"
)
_ASIDE = re.compile(r",\s+(?:who|which|speaking|citing|quoting)\b[^,]*,\s*$")
_POSSESSIVE = re.compile(r"['’]s?$")
_BREAK = re.compile(r"[,;:—\0”\"]\s*|\b(?:and|but|as|while|that)\s")


def is_person_noun(noun: str) -> bool:
    """Tell whether a singular noun names a person, by trade, kin, creed, nation or plight.

    >>> [is_person_noun(noun) for noun in ("miner", "hairdresser", "Syrian", "truck")]
    [True, True, True, False]
    """
    word = noun.lower()
    if word in _PERSONS or (word.endswith(_ENDINGS) and len(word) > 4):
        return True
    return word.endswith(_DEMONYM_ENDINGS) and country_of(word) is not None


def is_sayer(word: str) -> bool:
    """Tell whether a common noun, in either number, names somebody who can say something.

    >>> [is_sayer(word) for word in ("officials", "ministry", "figures", "weather")]
    [True, True, False, False]
    """
    plain = word.lower()
    if plain in _TELLINGS or plain in _SAY_WHICH:
        return False
    return plain in _SAYERS or is_person_noun(singular(plain))


def is_class(word: str) -> bool:
    """Tell whether a word alone names those who speak ("Officials", "Police"), or what tells."""
    plain = word.lower()
    several = singular(plain)
    is_plural = several != plain and is_person_noun(several)
    return plain in _SAYERS or plain in _TELLINGS or is_plural


def sayer_in(phrase: str) -> tuple[int, int] | None:
    """Return the part of "according to ..." that can speak, None where no noun in it can.

    >>> [sayer_in(one) for one in ("the Ministry of Health", "ministry figures", "documents")]
    [(0, 22), (0, 8), None]
    """
    tokens = list(_TOKEN.finditer(phrase))
    head = _head_of(tokens)
    if not tokens or is_telling(phrase):
        return _issuer_in(tokens, head)
    word = tokens[head][0].rstrip(".")
    is_name = word[:1].isupper() and len(word) > 1
    return (tokens[0].start(), len(phrase)) if is_name or is_sayer(word) else None


def is_telling(phrase: str) -> bool:
    """Tell whether a phrase names what is written or counted, for whoever put it out.

    >>> is_telling("a report from the ministry"), is_telling("the ministry")
    (True, False)
    """
    tokens = list(_TOKEN.finditer(phrase))
    return bool(tokens) and tokens[_head_of(tokens)][0].rstrip(".").lower() in _TELLINGS


def _issuer_in(tokens: list[re.Match[str]], head: int) -> tuple[int, int] | None:
    """Return who put out what tells: "a report by the ministry", "police records"."""
    last = ""
    for i, token in enumerate(tokens):
        word = _POSSESSIVE.sub("", token[0])
        if (i < head or last in ("by", "from")) and is_sayer(word) and word != "court":
            opens = i and tokens[i - 1][0].lower() in _ARTICLES
            return tokens[i - 1 if opens else i].start(), token.start() + len(word)
        last = last if word.lower() in _ARTICLES else word.lower()
    return None


def _head_of(tokens: list[re.Match[str]]) -> int:
    """Return which word is the head: the last before what only goes on ("people in the town")."""
    ends = (i for i, t in enumerate(tokens) if i and _GOES_ON.fullmatch(t[0]))
    fitting = (
        i
        for i in ends
        if tokens[i - 1][0].lower() not in _ARTICLES and tokens[i][0].lower() not in _TELLINGS
    )
    return next(fitting, len(tokens)) - 1


def subject_before(masked: str, end: int) -> tuple[int, int] | None:
    """Return the common noun with its article that is the subject of a verb of saying.

    >>> line = "A spokesman for the port said it sank."
    >>> start, end = subject_before(line, line.index("said"))
    >>> line[start:end]
    'A spokesman'
    """
    aside = _ASIDE.search(masked[:end])
    end = aside.start() if aside else end
    base = max((m.end() for m in _BREAK.finditer(masked[:end])), default=0)
    base = base if masked[base:end].strip() else 0
    tokens = list(_TOKEN.finditer(masked, base, end))
    head = _head_of(tokens)
    if not tokens or tokens[head][0].lower() in _TELLINGS:
        return _issuer_in(tokens, head)
    last_nine = range(len(tokens) - 1, max(-1, len(tokens) - 9), -1)
    found = head if head in last_nine and is_sayer(tokens[head][0]) else None
    for i in last_nine if found is None else ():
        if _is_subject(tokens, i):
            found = i
            break
        if tokens[i][0][:1].isupper() and i < len(tokens) - 4:
            break
    return None if found is None else (_phrase_start(tokens, found), tokens[found].end())


def _is_subject(tokens: list[re.Match[str]], i: int) -> bool:
    """Tell a noun that speaks from one that only says which: "the local weather"."""
    following = tokens[i + 1][0] if i + 1 < len(tokens) else ""
    is_last = not following or not following.isalpha() or not following.islower()
    return is_sayer(tokens[i][0]) and (is_last or _GOES_ON.fullmatch(following) is not None)


def _phrase_start(tokens: list[re.Match[str]], head: int) -> int:
    """Walk back to the article of a noun phrase, at most five tokens, or over a name."""
    for i in range(head, max(-1, head - 6), -1):
        if tokens[i][0].lower() in _ARTICLES:
            return tokens[i].start()
    while head and tokens[head - 1][0][:1].isupper():
        head -= 1
    return tokens[head].start()
