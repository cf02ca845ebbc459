"""Decisions: what was decided, "voted to sell the mill", and when, "... on Monday"."""

import re
from typing import Literal

from bot.text.date_words import MONTH, WEEKDAY
from store.spans import Span

Place = Literal["decision", "decided", ""]
"""Whether a value belongs to the deciding, or to what was decided; "" where neither is told."""

_DAY = (
    rf"(?:{WEEKDAY}|yesterday|today|tonight|last\s\w+|this\s(?:morning|afternoon|evening|week|month)"
    rf"|(?:\d{{1,2}}\s)?{MONTH}(?:\s\d{{1,2}}\b)?|(?:1[89]|20)\d\d\b)"
)
_WHEN = (
    rf"(?:\s(?:(?:late|early)\s)?(?:on\s|in\s)?{_DAY}"
    r"(?:\s(?:morning|afternoon|evening|night))?)?"
)
_VOTED = (
    r"agree(?:s|d|ing)?|(?:decid|vot|resolv)(?:e|es|ed|ing)|opt(?:s|ed|ing)?|choos(?:es|ing)|chose"
    r"|chosen"
)
_PROMISED = r"(?:vow|threaten|offer)(?:s|ed|ing)?|(?:pledg|promis|propos)(?:e|es|ed|ing)"
_DIRECTED = (
    r"(?:invit|ask|order|summon|instruct|requir|clear|allow|urg|elect|select|nam)(?:e?d)|told"
)
# What a body votes on may be far from its vote: "voted 40 to 3 in Lowport on Monday to sell".
_DECISION = re.compile(
    rf"\b(?:(?P<voted>{_VOTED})(?P<how>(?:\s(?!to\s\D|that\b|and\b|but\b)[^\s.;:]+){{0,8}}?)"
    rf"|(?P<promised>{_PROMISED})(?P<when>{_WHEN})|(?P<directed>{_DIRECTED})),?"
    r"\s(?P<to>to)\s(?!(?:an?|the|this|that|its|their|his|her|our)\b)(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_SCHEDULED = re.compile(
    r"(?:meet|hold|host|convene|reconvene|gather|assemble|resume|begin|start|launch|open|reopen"
    r"|return|visit|travel|fly|sail|speak|address|testify|appear|attend|vote|debate|strike|march"
    r"|rally|play|face|discuss|talk|stage|perform|sign|release|publish|unveil|announce|report"
    r"|present|deliver)\b"
)
"""Verbs of what is done on a day fixed before: a day behind them is theirs."""
_TAIL = re.compile(
    r"\b(?:by|until|till|from|before|after|through|for|starting|beginning|effective|as of|between"
    r"|no later than|ahead of|within|since|next|to|than)\s(?:the\s|at\s)?(?:[\d:]+\s[ap]\.m\.\s)?$",
    re.IGNORECASE,
)
_LEFT_OPEN = re.compile(r"tomorrow|next\b|later\b|the\s(?:next|coming|following)\b", re.IGNORECASE)
_IS_DAY = re.compile(rf"(?:the\s)?(?:early\s|late\s|mid-)?{_DAY}", re.IGNORECASE)
_HAS_DAY = re.compile(rf"\b{_DAY}", re.IGNORECASE)
_BREAK = re.compile(
    r"[;:—“”\"\n]|\s–\s|,\s(?!(?:[A-Z][\w.]*,|on\b|in\b|by\b|from\b|starting\b))|[.!?]\s+[A-Z“]"
    r"|\b(?:but|who|which|that|when|while|whereas|because|although|as|if|unless|where|whose)\b"
    r"|\b(?:after|before|until|since|and)\s(?:he|she|it|they|we|I|there)\b"
    r"|\band\s(?:\w+ed|the\s\w+\s\w+)\b|\b(?:after|before)\s\w+ing\b"
)
_BEFORE = re.compile(r"[^.;:—“”\"\n]*$")


def decision_at(text: str, at: Span) -> Place:
    """Tell where a value stands of a clause like "voted on Monday to sell it for $3 million".

    >>> line = "Members voted to sell the mill for $3 million on Monday."
    >>> decision_at(line, Span(35, 45)), decision_at(line, Span(49, 55))
    ('decided', 'decision')
    """
    for match in reversed(list(_DECISION.finditer(text))):
        if match.end("verb") <= at.start:
            return _behind(text, match, at)
        if at.end <= match.start("to") and _is_whole(text, min(match.start(), at.start), match):
            return "decision" if match["directed"] is None else ""
    return ""


def without_decisions(text: str) -> str:
    """Blank out the words of deciding, so that what is left is read by itself.

    >>> without_decisions("They agreed on Monday to meet in Oslo.")
    'They  in Oslo.'
    """
    return _DECISION.sub("", text)


def _is_whole(text: str, start: int, match: re.Match[str]) -> bool:
    return _BREAK.search(text, start, match.start("to")) is None


def _behind(text: str, match: re.Match[str], at: Span) -> Place:
    """Tell of a value behind the infinitive what it belongs to."""
    if _BREAK.search(text, match.end("verb"), at.start):
        return ""
    if not _IS_DAY.match(text, at.start) and not _LEFT_OPEN.match(text, at.start):
        return "decided" if match["directed"] is None else ""
    if _SCHEDULED.match(match["verb"].lower()):
        return "decided"
    if match["directed"] is not None:
        return ""
    own = _TAIL.search(text, match.end("verb"), at.start) or _LEFT_OPEN.match(text, at.start)
    return "decided" if own or _is_dated(text, match, at) else "decision"


def _is_dated(text: str, match: re.Match[str], at: Span) -> bool:
    """Tell whether the deciding has a day of its own: "On Monday they voted to close on Friday"."""
    before = _BEFORE.search(text[: match.start()])
    start = before.start() if before else match.start()
    return bool(_HAS_DAY.search(text, start, match.start("to")))
