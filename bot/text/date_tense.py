"""Whether the words around a date speak of what was or of what will be."""

import re
from typing import Literal

Tense = Literal["past", "future", ""]

_FUTURE = (
    r"(?:will|won['’]t|shall|would|could|may|might|should|must)(?: (?:not )?(?:have|be))?"
    r"|going to|plans? to|planned|planning"
    r"|expected|scheduled|slated|due|poised|upcoming|ahead of|set (?:to|for)|aims? to|hopes? to"
    r"|wants? to|intends? to|agreed to|(?:is|are|was|were) to|to be"
    r"|(?:is|are) \w+ing|begins?|starts?|opens|ends|expires?|takes? place|resumes?|kicks? off"
    r"|launches|heads? to|faces?|arrives"
)
_PAST = (
    r"was|were|had|did|said|told|met|began|held|came|went|won|lost|died|fell|rose|took|left|made"
    r"|gave|shot|hit|found|saw|got|struck|spoke|wrote|beat|ran|sent|broke|brought|led|drew|grew"
    r"|tore|burst|swept|stood|fled|blew|threw|drove|flew|sought|thought|felt|lay|chose|arose|hurt"
    r"|fought|caught|put|shut|cut|became|paid|kept|sold|bought"
    r"|[a-z]{2,}ed"
)
_PAST_WORDS = "since|after|following|has|have|ago"
_CUE = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}|{_PAST_WORDS}))\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]?\s+(?=[A-Z\"“‘'])|\n")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,3}|[ap]\.m)$")
_NOT_PAST = {"need", "indeed", "speed", "feed", "seed", "united", "hundred", "red", "based"}
# "The court on Friday ruled": the verb right after a date is the date's own.
_VERB_NEXT = re.compile(rf"\s(?!scheduled|planned|expected|need)(?:{_PAST})\b")
_REACH = 200


def _left(text: str, start: int) -> str:
    window = text[max(0, start - _REACH) : start]
    cut = 0
    for end in _SENTENCE_END.finditer(window):
        if end[0] == "\n" or not _ABBREVIATION.search(window[: end.start()]):
            cut = end.end()
    return window[cut:]


def _right(text: str, end: int) -> str:
    window = text[end : end + _REACH]
    stop = _SENTENCE_END.search(window)
    return window[: stop.start()] if stop else window


def _cues(window: str) -> list[Tense]:
    return [
        "future" if cue["future"] else "past"
        for cue in _CUE.finditer(window)
        if cue[0].lower() not in _NOT_PAST
    ]


def tense_at(text: str, start: int, end: int) -> Tense:
    """Judge by the nearest verb before a span, or else after it, what time is spoken of.

    >>> tense_at("The panel will vote on Friday.", 23, 29)
    'future'
    >>> tense_at("On Friday the panel voted.", 3, 9)
    'past'
    """
    right = _right(text, end)
    if _VERB_NEXT.match(right):
        return "past"
    before = _cues(_left(text, start))
    if before:
        return before[-1]
    after = _cues(right)
    return after[0] if after else ""


_ADJACENT_PAST = re.compile(rf"(?<!be )(?<!to )\b(?:{_PAST})(?: (?:on|in|last))?\s$")
_STILL_AHEAD = re.compile(r"(?:scheduled|planned|expected|slated|delayed|postponed|moved)\b.{0,6}$")


def is_plainly_past(text: str, start: int) -> bool:
    """Say whether a past verb stands right before a span ("died on Nov. 3").

    >>> is_plainly_past("She died on Nov. 3.", 12)
    True
    """
    window = text[max(0, start - 30) : start]
    return bool(_ADJACENT_PAST.search(window)) and not _STILL_AHEAD.search(window)
