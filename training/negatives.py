"""Questions made unanswerable: a name, a number or a word of the opposite sense is swapped in."""

import random
import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w’'-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_STOP_WORDS = (
    "a an the of in on at to for from by with and or but as is are was were be been being do "
    "does did has have had what who whom whose which when where why how that this these those "
    "it its he she his her they their them not no many much name can could would will may "
    "about into"
)
_STOP = frozenset(_STOP_WORDS.split())
_OPPOSITES = (
    "first last, most least, largest smallest, highest lowest, more less, before after, "
    "north south, northern southern, east west, eastern western, increase decrease, "
    "increased decreased, begin end, began ended, start stop, started stopped, early late, "
    "best worst, oldest youngest, old new, older younger, won lost, win lose, support oppose, "
    "supported opposed, allowed banned, accepted rejected, bought sold, buy sell, father mother, "
    "son daughter, brother sister, husband wife, king queen, man woman, men women, male female, "
    "rich poor, large small, high low, long short, common rare, public private, true false, "
    "always never, left right, above below, inside outside, joined left, born buried, open close, "
    "opened closed, positive negative, major minor, maximum minimum, earliest latest, "
    "beginning end, founded dissolved, upper lower, inner outer, majority minority, "
    "same different, friend enemy, attack defend, attacked defended, rise fall, rose fell, "
    "gained lost"
)
OPPOSITE = {
    one: other
    for pair in _OPPOSITES.split(", ")
    for one, other in (pair.split(), reversed(pair.split()))
}
_AUXILIARY = re.compile(r"\b(is|are|was|were|did|does|do|has|had|can|could|would|will)\b")


def content_words(text: str) -> list[str]:
    """Lower-case words of `text` without the commonest ones.

    >>> content_words("Who won the 1998 World Cup?")
    ['won', '1998', 'world', 'cup']
    """
    return [word for word in _WORD.findall(text.lower()) if word not in _STOP]


def mentions(text: str) -> list[str]:
    """Names inside sentences, and numbers.

    >>> mentions("It was Ada Lovelace who wrote 3 notes.")
    ['Ada Lovelace', '3']
    """
    names = [
        m.group() for m in _NAME.finditer(text) if text[: m.start()].rstrip()[-1:] not in ".?!"
    ]
    names = [name for name in names if name.lower() not in _STOP]
    return [name for name in names if text.find(name) > 0] + _NUMBER.findall(text)


def swap_question(
    rng: random.Random, question: str, answer: str, names: Sequence[str]
) -> str | None:
    """The question with one thing changed so that its passage no longer answers it, or None."""
    ways = [_swap_name, _swap_opposite, _swap_number]
    rng.shuffle(ways)
    if rng.random() < 0.15:
        ways.insert(0, _negate)
    for way in ways:
        changed = way(rng, question, answer, names)
        if changed and changed != question:
            return changed
    return None


def _swap_name(rng: random.Random, question: str, answer: str, names: Sequence[str]) -> str | None:
    found = [m for m in _NAME.finditer(question) if m.start() > 0]
    if not found:
        return None
    match = rng.choice(found)
    banned = (question + " " + answer).lower()
    usable = [n for n in names if not n[0].isdigit() and n.lower() not in banned]
    if not usable:
        return None
    # Prefer as many words as the name had, so that the swap reads naturally.
    drawn = rng.sample(usable, min(8, len(usable)))
    drawn.sort(key=lambda name: abs(len(name.split()) - len(match.group().split())))
    return question[: match.start()] + drawn[0] + question[match.end() :]


def _swap_number(
    rng: random.Random, question: str, answer: str, names: Sequence[str]
) -> str | None:
    found = list(_NUMBER.finditer(question))
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    if _YEAR.fullmatch(old):
        new = str(int(old) + rng.choice((-1, 1)) * rng.randint(1, 30))
    else:
        usable = [n for n in names if n[0].isdigit() and not _YEAR.fullmatch(n) and n != old]
        new = rng.choice(usable) if usable else str(rng.randint(2, 99))
    return question[: match.start()] + new + question[match.end() :]


def _swap_opposite(
    rng: random.Random, question: str, answer: str, names: Sequence[str]
) -> str | None:
    found = [m for m in _WORD.finditer(question) if m.group() in OPPOSITE]
    if not found:
        return None
    match = rng.choice(found)
    return question[: match.start()] + OPPOSITE[match.group()] + question[match.end() :]


def _negate(rng: random.Random, question: str, answer: str, names: Sequence[str]) -> str | None:
    match = _AUXILIARY.search(question)
    if match is None:
        return None
    return question[: match.end()] + " not" + question[match.end() :]
