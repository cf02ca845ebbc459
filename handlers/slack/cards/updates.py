"""Values of an answer that do not contradict each other: a later word, a finer or another one."""

from bot.ask.answer import Answer, Value
from handlers.present import tell_verdict
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json
from handlers.slack.cards.plain import WARNINGS
from handlers.slack.cards.text import one_line, shorten

UNTOLD = (*WARNINGS, "agree")
"""Verdicts that are told elsewhere on the card: as a warning, or by the count of sources."""


def latest(answer: Answer) -> Value | None:
    """Return the one value of an answer, or the first where it replaced all others."""
    places = [place for place, value in enumerate(answer.values) if value.standing == "side"]
    updates = (one.between for one in answer.verdicts if one.verdict == "update")
    replaced = {other for one, other in updates if places[:1] == [one]}
    is_last = bool(places) and replaced.issuperset(places[1:])
    return answer.values[places[0]] if is_last else None


def tell_other_verdicts(answer: Answer) -> list[Json]:
    """Return how the sides stand together where they do not contradict each other."""
    places = {place for place, value in enumerate(answer.values) if value.standing == "side"}
    told = [
        shorten(one_line(tell_verdict(answer, verdict)), 300)
        for verdict in answer.verdicts
        if verdict.verdict not in UNTOLD and places.issuperset(verdict.between)
    ]
    return [blocks.context(*dict.fromkeys(told))] if told else []
