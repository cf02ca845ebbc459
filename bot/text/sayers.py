"""Who may speak in a noun phrase: a person, an office, a body or a class of people, no paper."""

import re
from functools import cache

from bot.text.places import country_of
from bot.text.words import read_list, singular, words

_ENDINGS = (
    "man", "woman", "boy", "girl", "ologist", "ographer", "ician", "keeper", "worker", "fighter",
    "goer", "payer", "person", "ist",
)  # fmt: skip
_NOT_PERSONS = read_list("not persons")
_DEMONYM_ENDINGS = ("an", "ese", "i", "ite", "ish", "ch")


@cache
def _persons() -> frozenset[str]:
    """Return what news calls people by kin, plight, trade, office or creed; endings tell more."""
    return read_list("person nouns")


def is_person_noun(noun: str) -> bool:
    """Tell whether a singular noun names a person, by trade, kin, creed, nation or plight.

    >>> [is_person_noun(noun) for noun in ("miner", "hairdresser", "Syrian", "truck", "list")]
    [True, True, True, False, False]
    """
    word = noun.lower()
    if word in _persons():
        return True
    if word in _NOT_PERSONS:
        return False
    is_agent = word.endswith(_ENDINGS) and len(word) > 4
    return is_agent or (word.endswith(_DEMONYM_ENDINGS) and country_of(word) is not None)


SAYING = read_list("saying")

ASKING = words("asked asks")
"""Verbs of saying that state nothing where a question follows."""

INVERTED = read_list("inverted")

PARTICIPLES = read_list("participles")

_SAYERS = read_list("sayers")

_TELLINGS = read_list("tellings")

PRONOUNS = words("he she they it who")


_TOKEN = re.compile(r"[\w’'.-]+")
_ISSUER = re.compile(
    r"\b(?:from|by|(?:issued|released|published|compiled|posted|filed|prepared|written|collected"
    r"|signed) by)\s+(?P<issuer>.+?)(?:\s+(?:(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|yesterday|today|last\s\w+|this\s\w+)\b.*)?$",
    re.DOTALL,
)
_HEARSAY = re.compile(
    r"\b(?:seen|obtained|reviewed|cited|quoted|reported|shared|provided|leaked|read|heard|viewed)\b"
)
_GOES_ON = re.compile(
    r"(?:of|in|on|at|for|from|to|with|by|near|about|who|that|which|across|inside|there|here|also"
    r"|later|earlier|then|has|had|have|late|early|last|this|yesterday|today|familiar|close|briefed"
    r"|\w+ly|\w+ing|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|seen|\w+ed)\b"
)
_ASIDE = re.compile(r",\s+(?:who|which|speaking|citing|quoting)\b[^,]*,\s*$")
_TOPIC = re.compile(
    rf"\b(?:{'|'.join(sorted(_TELLINGS))})\s+(?:on|about|into|of|against|regarding)\s+(?:\w+\s+)?$"
)
_BREAK = re.compile(r"[,;:—\0”\"]\s*|\b(?:and|but|as|while|that)\s")
_WHICH = re.compile(
    r"\b(?P<noun>\w+)\s(?P<link>in|near|at|outside|across|from|for|of)\s"
    r"(?:the\s(?:\w+\s){,2}(?:of\s)?)?$"
)
_SAY_WHICH = read_list("say which")
_POSSESSIVE = re.compile(r"['’]s?$")


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


def speaker_in(phrase: str) -> tuple[int, int] | None:
    """Return the part of "according to ..." that can speak, None where nothing in it can.

    >>> phrase = "the ministry's latest figures"
    >>> start, end = speaker_in(phrase)
    >>> phrase[start:end]
    'the ministry'
    >>> speaker_in("documents seen by The Ledger") is None
    True
    """
    tokens = list(_TOKEN.finditer(phrase))
    at = _head_of(tokens)
    if at is None:
        return None
    head = tokens[at][0].rstrip(".")
    if head.lower() in _TELLINGS:
        return _issuer_in(phrase, tokens, at)
    if is_sayer(head) or (head[:1].isupper() and head[1:]):
        return tokens[0].start(), len(phrase.rstrip())
    return None


def _head_of(tokens: list[re.Match[str]]) -> int | None:
    """Return which word is the head: the last before what only goes on ("people in the town")."""
    ends = (
        i for i, t in enumerate(tokens) if i and _GOES_ON.fullmatch(t[0]) and _is_noun(tokens, i)
    )
    end = next(ends, len(tokens))
    return end - 1 if tokens else None


def _is_noun(tokens: list[re.Match[str]], i: int) -> bool:
    """Tell whether the words before a place can be a whole phrase: "the leading" cannot."""
    before = tokens[i - 1][0].lower()
    if before in ("the", "a", "an", "its", "his", "her", "their", "two", "three", "some", "one"):
        return False
    if tokens[i][0].lower() in _TELLINGS:
        return False
    is_plain = re.fullmatch(r"\w+(?:ing|ed|ly)", tokens[i][0]) is None
    return is_plain or before in _TELLINGS or is_sayer(before)


def _issuer_in(phrase: str, tokens: list[re.Match[str]], head: int) -> tuple[int, int] | None:
    """Return who put out what tells: "a report by the ministry", "police records"."""
    behind = phrase[tokens[head].end() :]
    if (found := _ISSUER.search(behind)) and not _HEARSAY.search(behind, 0, found.start("issuer")):
        inner = speaker_in(found["issuer"])
        if inner is not None:
            base = tokens[head].end() + found.start("issuer")
            return base + inner[0], base + inner[1]
    for at in range(head - 1, -1, -1):
        word = _POSSESSIVE.sub("", tokens[at][0])
        is_owner = word != tokens[at][0]
        if is_owner and (is_sayer(word) or word[:1].isupper()):
            return tokens[0].start(), tokens[at].start() + len(word)
        if not is_owner and _is_body(word, at):
            return tokens[_start_of(tokens, at)].start(), tokens[at].end()
    return None


def _is_body(word: str, at: int) -> bool:
    """Tell whether a modifier names a body: "ministry figures", "Harbour Office data"."""
    return word.lower() in _SAYERS - {"court"} or (at > 0 and word[:1].isupper())


def _start_of(tokens: list[re.Match[str]], at: int) -> int:
    """Walk back to the first word of a name."""
    while at and tokens[at - 1][0][:1].isupper():
        at -= 1
    return at


def subject_before(masked: str, end: int) -> tuple[int, int] | None:
    """Return the common noun with its article that is the subject of a verb of saying.

    >>> line = "A spokesman for the port, who was there, said it sank."
    >>> start, end = subject_before(line, line.index("said"))
    >>> line[start:end]
    'A spokesman'
    """
    aside = _ASIDE.search(masked[:end])
    end = aside.start() if aside else end
    base = max((m.end() for m in _BREAK.finditer(masked[:end])), default=0)
    if not masked[base:end].strip():
        base = 0
    tail = masked[base:end]
    tokens = list(_TOKEN.finditer(tail))
    head = _head_of(tokens)
    if head is not None and tokens[head][0].lower() in _TELLINGS:
        found = speaker_in(tail)
    else:
        found = _sayer_in(tail, tokens)
    return (base + found[0], base + found[1]) if found else None


def _sayer_in(tail: str, tokens: list[re.Match[str]]) -> tuple[int, int] | None:
    head = _head_of(tokens)
    if head is not None and len(tokens) - head < 9 and is_sayer(tokens[head][0]):
        return tokens[_phrase_start(tokens, head)].start(), tokens[head].end()
    for i in range(len(tokens) - 1, max(-1, len(tokens) - 9), -1):
        if _is_subject(tokens, i) and not _TOPIC.search(tail[: tokens[i].start()]):
            return tokens[_phrase_start(tokens, i)].start(), tokens[i].end()
        if tokens[i][0][:1].isupper() and i < len(tokens) - 4:
            break
    return None


def _is_subject(tokens: list[re.Match[str]], i: int) -> bool:
    """Tell a noun that speaks from one that only says which: "the local weather"."""
    following = tokens[i + 1][0] if i + 1 < len(tokens) else ""
    is_last = not following or not following.isalpha() or not following.islower()
    return is_sayer(tokens[i][0]) and (is_last or _GOES_ON.fullmatch(following) is not None)


def is_behind_sayer(before: str, kind: str) -> bool:
    """Tell whether a name only says which: "miners in Lowport", "the owner of the Gull".

    The name of a body is kept: "a spokesman for Moor Bank" speaks for it.
    """
    match = _WHICH.search(before)
    if match is None or not is_sayer(match["noun"]):
        return False
    return kind != "organisation" or match["link"] in ("in", "near", "outside", "across")


def _phrase_start(tokens: list[re.Match[str]], head: int) -> int:
    """Walk back to the article of a noun phrase, at most five tokens."""
    articles = {"the", "a", "an", "its", "his", "her", "their", "one", "some", "another"}
    for i in range(head, max(-1, head - 6), -1):
        if tokens[i][0].lower() in articles:
            return i
    start = head
    while start and tokens[start - 1][0][:1].isupper():
        start -= 1
    return start
