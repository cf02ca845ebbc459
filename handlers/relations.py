"""The words of a value, and how values stand to each other, in plain sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.ask.answer import Answer, Citation, Value, Verdict
from bot.judging import WARNED
from handlers.quoting import name_article, short
from handlers.when import tell_day

TITLES = {
    "conflict": "The sources disagree",
    "attributed position": "Named speakers contradict each other",
    "update": "A later word replaces an earlier one",
    "spelling variant": "A name is spelled in two ways",
}
"""Kinds of verdict that are headed by what they are; the first two are warned of."""


@dataclass(frozen=True)
class Told:
    """One side as it is told: its words, who has them, and when they were published."""

    text: str
    source: str | None = None
    speaker: str | None = None
    published_at: str | None = None
    kind: str = ""


def told_apart(words: Sequence[str], readings: Sequence[str]) -> list[str]:
    """Return wordings, those that are the same with what each was read as.

    >>> told_apart(["March", "March", "May"], ["March 2025", "March 2026", "May 2026"])
    ['March (March 2025)', 'March (March 2026)', 'May']
    """
    folded = [each.casefold() for each in words]
    return [
        f"{each} ({reading})" if reading and folded.count(each.casefold()) > 1 else each
        for each, reading in zip(words, readings, strict=True)
    ]


def tell_relation(kind: str, one: Told, other: Told, *more: Told) -> str:
    """Return how two sides stand, in one sentence; of conflicts and updates they may be several.

    >>> tell_relation("conflict", Told("83", "The Harbour Gazette"), Told("96", "Capital Post"))
    'The Harbour Gazette says 83; Capital Post says 96.'
    >>> later = Told("96", "Capital Post", published_at="2026-10-07")
    >>> tell_relation("update", Told("83", "Capital Post", published_at="2026-10-06"), later)
    '96 is the later word (7 Oct 2026); earlier it was 83.'
    """
    a, b = f"“{one.text}”", f"“{other.text}”"
    match kind:
        case "conflict" | "attributed position":
            return _tell_apart(kind, one, other, *more)
        case "update":
            return _tell_later(one, other, *more)
        case "refinement":
            return _tell_finer(one, other)
        case "spelling variant":
            return f"{a} and {b}: the spelling differs, perhaps one name."
        case "agree":
            return f"{a} and {b} say the same."
        case "different event or scope":
            return f"{a} and {b} are said of different things."
    return f"{a} and {b}: {kind}."


def _tell_apart(kind: str, *sides: Told) -> str:
    """Tell who says which: speakers where those differ, sources where they do."""
    is_spoken = kind == "attributed position" or len({side.source for side in sides}) == 1
    by_speaker = is_spoken and len({side.speaker for side in sides}) > 1
    said: dict[str | None, list[Told]] = {}
    for side in sides:
        name = side.speaker if by_speaker and side.speaker else side.source
        said.setdefault(name, []).append(side)
    return _ended("; ".join(f"{_who(name)} says {_said(each)}" for name, each in said.items()))


def _said(sides: Sequence[Told]) -> str:
    """Return the values of one, those that are several with their days."""
    return sides[0].text if len(sides) == 1 else " and ".join(map(_dated, sides))


def _tell_later(*sides: Told) -> str:
    """Tell which value is the latest, and those before it; where no time tells, it is the first."""
    is_known = all(side.published_at for side in sides)
    in_time = sorted(sides, key=lambda side: str(side.published_at), reverse=True)
    later, *earlier = in_time if is_known else sides
    day = f" ({tell_day(later.published_at)})" if later.published_at else ""
    before = (", before that " if is_known else " or ").join(side.text for side in earlier)
    return _ended(f"{later.text} is the later word{day}; earlier it was {before}")


def _tell_finer(one: Told, other: Told) -> str:
    """Tell which wording is the finer where it has all words of the other and more."""
    words = [set(side.text.casefold().split()) for side in (one, other)]
    if one.kind == "number" or not (words[0] < words[1] or words[1] < words[0]):
        return f"“{one.text}” and “{other.text}” may both be right: one is more exact."
    finer, plainer = (one, other) if words[1] < words[0] else (other, one)
    return f"“{finer.text}” is the finer wording of “{plainer.text}”."


def _who(name: str | None) -> str:
    return short(name) if name else "A source that is not stated"


def _dated(side: Told) -> str:
    return f"{side.text} ({tell_day(side.published_at)})" if side.published_at else side.text


def _ended(sentence: str) -> str:
    """Return a sentence with one full stop; "3 p.m." has its own."""
    return f"{sentence.rstrip('.')}."


VALUE_LENGTH = 240
_WORD = re.compile(r"[^\W_]+(?:[.,][^\W_]+)*")
_CURRENCY = re.compile(r"\b[A-Z]{3}\b")


def label(value: Value) -> str:
    """Return a value as it is shown: "83" that was read as "83 people" is told so."""
    reading = _reading(value)
    is_fuller = set() < _words(value.text) <= _words(reading)
    return short(reading if is_fuller else worded(value), VALUE_LENGTH)


def worded(value: Value) -> str:
    """Return a value in its article's words: a number that opens a sentence as it was read.

    Out of its sentence, the capital of "Fourteen" is none of its own.
    """
    is_opener = value.kind == "number" and value.text[:1].isupper()
    return (is_opener and _reading(value)) or value.text


def worded_apart(values: Sequence[Value], in_digits: bool = False) -> list[str]:
    """Return values in their articles' words, those with the same words by their readings too.

    In a heading a number is told in digits.
    """
    readings = [_reading(value) for value in values]
    told = [
        digits_of(*each) if in_digits else each[0]
        for each in zip(map(worded, values), readings, strict=True)
    ]
    return told_apart(told, readings)


def digits_of(wording: str, reading: str) -> str:
    """Return a number that is spelled out by its reading, anything else as it is worded.

    >>> digits_of("Fourteen", "14 people"), digits_of("Tuesday", "2026-10-06")
    ('14 people', 'Tuesday')
    """
    is_spelled = reading.partition(" ")[0].isdecimal() and not any(map(str.isdigit, wording))
    return reading if is_spelled else wording


def reading_of(value: Value) -> str:
    """Return what a value was read as, or a person's office, "" where its label says as much.

    A sum of money is not told again in the code of its currency.
    """
    reading = _reading(value)
    is_told = _words(_CURRENCY.sub("", reading)) <= _words(label(value))
    return "" if is_told else short(reading, VALUE_LENGTH)


def _reading(value: Value) -> str:
    readings = (c.reading for c in value.every if c.reading and c.wording == value.text)
    return next(readings, "")


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def best_first(value: Value) -> list[Citation]:
    """Return the citations of a value, first those with the very words that it is shown by.

    Of two with the same words a copy comes after its original, and one that is to be shown first
    before one that is not.
    """
    return sorted(value.every, key=lambda c: (c.wording != value.text, c.copy_of is not None))


def is_its_quote(value: Value) -> bool:
    """Tell whether a value is a whole quote, which need not be shown twice."""
    return any(value.text == citation.quote for citation in value.citations[:1])


def sides_of(answer: Answer) -> tuple[dict[int, Value], list[Value]]:
    """Return the sides by their places, those that are warned of among them, and what is none."""
    against = warned_of(answer)
    every = dict(enumerate(answer.values))
    sides = {at: one for at, one in every.items() if one.standing == "side" or at in against}
    return sides, [one for at, one in every.items() if at not in sides]


def warned_of(answer: Answer) -> set[int]:
    """Return the places of the values that a reader is warned of: those are always shown.

    The first value is one of them where it took the place of another.
    """
    warned = {place for one in answer.conflicts for place in one.between}
    updated = {
        one.between[1] for one in answer.verdicts if one.verdict == "update" and one.between[0] == 0
    }
    return warned if warned.isdisjoint(updated) else {0, *warned}


def latest(answer: Answer) -> Value | None:
    """Return the one value of an answer, or the first where it replaced all others."""
    places = [place for place, value in enumerate(answer.values) if value.standing == "side"]
    updates = (one.between for one in answer.verdicts if one.verdict == "update")
    replaced = {other for one, other in updates if places[:1] == [one]}
    is_last = bool(places) and replaced.issuperset(places[1:])
    return answer.values[places[0]] if is_last else None


def tell_verdicts(answer: Answer) -> Iterator[str]:
    """Give how the sides stand, a sentence for all that hang together; of several things nothing.

    Of conflicts and updates more than two values make one sentence.
    """
    if answer.status == "ambiguous":
        return
    if answer.status == "disputed" and not answer.conflicts:
        yield f"{TITLES['conflict']}."
    found, _ = sides_of(answer)
    pairs: dict[str, list[tuple[int, int]]] = {}
    for verdict in sorted(answer.verdicts, key=lambda one: one.verdict not in WARNED):
        if verdict.verdict != "agree" and found.keys() >= set(verdict.between):
            pairs.setdefault(verdict.verdict, []).append(verdict.between)
    for kind, between in pairs.items():
        told = [_tell_sides(answer, kind, places) for places in _together(answer, kind, between)]
        title = f"{TITLES[kind]}: " if kind in WARNED else ""
        yield from (short(f"{'' if at else title}{one}", 400) for at, one in enumerate(told))


def _together(answer: Answer, kind: str, pairs: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Give the values that a sentence is made of: each with all that it is against or replaced.

    Two values that replaced the same third one are not told as replacing each other.
    """
    if kind == "update":
        yield from _replaced([in_time(answer, *pair) for pair in pairs])
        return
    left = list(pairs)
    while left:
        whole = list(left.pop(0))
        while kind in WARNED and (near := [pair for pair in left if {*pair} & {*whole}]):
            whole += [place for place in near[0] if place not in whole]
            left.remove(near[0])
        yield whole


def _replaced(pairs: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Give each value that none replaced with those that it replaced, and that those did."""
    earlier = {other for _, other in pairs}
    for first in dict.fromkeys(one for one, _ in pairs if one not in earlier):
        whole = [first]
        for place in whole:  # it grows while it is gone through
            whole += [other for one, other in pairs if one == place and other not in whole]
        yield whole


def in_time(answer: Answer, one: int, other: int) -> tuple[int, int]:
    """Return the places of two values, the later published first where both are dated."""
    days = [told_value(answer.values[place]).published_at or "" for place in (one, other)]
    return (other, one) if "" < days[0] < days[1] else (one, other)


def _tell_sides(answer: Answer, kind: str, places: Sequence[int]) -> str:
    values = [answer.values[place] for place in places]
    told = zip(map(told_value, values), worded_apart(values), strict=True)
    return tell_relation(kind, *(replace(one, text=short(text)) for one, text in told))


def tell_verdict(answer: Answer, verdict: Verdict) -> str:
    """Return how two values of an answer stand, or that several sources state the same one."""
    one, other = verdict.between
    if one == other:
        return tell_agreement(answer.values[one].independent_sources)
    return _tell_sides(answer, verdict.verdict, verdict.between)


def told_value(value: Value) -> Told:
    """Return a value as a side; of its citations the first in its own words speaks for it."""
    told = Told(short(worded(value)), kind=value.kind)
    for first in best_first(value)[:1]:
        speaker, day = first.speaker, first.published_at
        told = replace(told, source=name_article(first), speaker=speaker, published_at=day)
    return told


def tell_agreement(sources: int) -> str:
    """Return how many sources state a value.

    >>> tell_agreement(3)
    '3 sources say so.'
    """
    return f"{sources} source{'s say' if sources != 1 else ' says'} so."
