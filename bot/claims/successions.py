"""Successions: two holders of an office are no conflict where somebody reports a new one."""

import re
from collections.abc import Container, Iterable
from dataclasses import replace

from bot.claims.claim import Claim
from bot.claims.comparing import Pair
from bot.text.words import fold
from bot.verdicts.judging import Judgement

SUCCESSION = re.compile(
    r"\b(?:appointed|succeed(?:s|ed|ing)|replac(?:es|ed|ing)|sworn in|took (?:over|office)|named as"
    r"|(?:new|newly \w+) (?=\w+ (?:minister|president|mayor|chief|secretary)))\b",
    re.IGNORECASE,
)


def with_successions(pairs: Iterable[Pair], known: Iterable[Claim]) -> list[Pair]:
    """Make updates of conflicts over an office of which somebody reports a new holder."""
    new = {
        fold(claim.wording)
        for claim in known
        if claim.is_of_office and SUCCESSION.search(claim.text)
    }
    return [_succeeded(pair) if is_succession(pair, new) else pair for pair in pairs]


def is_succession(pair: Pair, new: Container[str]) -> bool:
    """Tell whether the later of two holders of an office is known to have come new to it."""
    is_office = pair.a.is_of_office and pair.judgement.verdict == "conflict"
    return is_office and fold(pair.b.wording) in new


def _succeeded(pair: Pair) -> Pair:
    why = f"{pair.b.wording} is the new holder; earlier it was {pair.a.wording}."
    return replace(pair, judgement=Judgement("update", why))
