"""Values of an answer that do not contradict each other: a later word, a finer or another one."""

import re
from collections.abc import Iterable

from bot.ask.answer import Answer, Value
from handlers.slack import blocks
from handlers.slack.blocks import Json
from handlers.slack.card_text import WARNINGS, sides
from handlers.slack.text import one_line, shorten

UNTOLD = (*WARNINGS, "agree")
"""Verdicts that are told elsewhere on the card: as a warning, or by the count of sources."""

_LATER = re.compile(r"(?P<late>.+) is the later word; earlier it was (?P<early>.+)\.", re.S)
_CAME = re.compile(r"(?P<early>.+) was the plan; (?P<late>.+) is reported as what happened\.", re.S)


def latest(answer: Answer) -> Value | None:
    """Return the one value of an answer, or the one that replaced all others; None of several."""
    found = sides(answer)
    if len(found) == 1:
        return found[0]
    replaced = {pair for why in _told(answer, ("update",)) if (pair := _replaced(why))}
    others = {one_line(value.text) for value in found}
    last = [
        value
        for value in found
        if others - {one_line(value.text)}
        <= {early for late, early in replaced if late == one_line(value.text)}
    ]
    return last[0] if len(last) == 1 else None


def tell_other_verdicts(answer: Answer) -> list[Json]:
    """Return how the sides stand together where they do not contradict each other."""
    names = {verdict.verdict for verdict in answer.verdicts}.difference(UNTOLD)
    lines = [shorten(line, 300) for line in merged(_told(answer, names))]
    return [blocks.context(*lines)] if lines else []


def _told(answer: Answer, names: Iterable[str]) -> list[str]:
    """Return the reasons of some verdicts that are of a side."""
    places = {place for place, value in enumerate(answer.values) if value.standing == "side"}
    found = (
        one_line(verdict.why)
        for verdict in answer.verdicts
        if verdict.verdict in names and not places.isdisjoint(verdict.between)
    )
    return list(dict.fromkeys(found))


def _replaced(why: str) -> tuple[str, str] | None:
    match = _LATER.fullmatch(why) or _CAME.fullmatch(why)
    return (match["late"], match["early"]) if match else None


def merged(reasons: Iterable[str]) -> list[str]:
    """Return reasons with all that one later word replaced in one line.

    >>> merged(["Nine is the later word; earlier it was six.",
    ...         "Nine is the later word; earlier it was four."])
    ['Nine is the later word; earlier it was six, four.']
    """
    found: dict[str, str] = {}
    for why in reasons:
        match = _LATER.fullmatch(why)
        key = f"later:{match['late']}" if match else why
        told = f"{found[key][:-1]}, {match['early']}." if match and key in found else why
        found[key] = told
    return list(found.values())
