"""Whether the words around a date speak of what was or of what will be."""

import re
from typing import Literal

from bot.text.decisions import decision_at
from store.spans import Span

Tense = Literal["past", "future", ""]

_PAST = (
    r"was|were|had|did|said|told|met|began|held|came|went|won|lost|died|fell|rose|took|left|made"
    r"|gave|shot|hit|found|saw|got|struck|spoke|wrote|beat|ran|sent|broke|brought|led|drew|grew"
    r"|tore|burst|swept|stood|fled|blew|threw|drove|flew|sought|thought|felt|lay|chose|arose|hurt"
    r"|fought|caught|put|shut|cut|became|paid|kept|sold|bought"
    r"|[a-z]{2,}ed"
)
_ADVERBS = r"(?: (?:not|also|now|only|then|all|both|likely|\w+ly))*"
# The participle of a passive is no past: "will be held", "to be called off", "will cut".
_VERB = (
    rf"(?:(?: (?:have|be))?{_ADVERBS}(?: being| been)?{_ADVERBS}"
    rf"(?: (?:{_PAST})| \w+(?= and \w+ed\b))?(?: and \w+ed)?)"
)
_FUTURE = (
    r"(?:will|won['’]t|shall)"
    rf"{_ADVERBS}{_VERB}|(?:would|could|may|might|should|must){_ADVERBS}(?! have\b){_VERB}"
    rf"|(?:going|plans?|wants?|aims?|hopes?|intends?|heads?|set|ready) to{_VERB}|plans? (?:an?|for)"
    r"|planned|planning|set for|upcoming|ahead of"
    rf"|(?:expected|scheduled|slated|due|poised|likely)(?: to{_VERB})?"
    rf"|(?:is|are|was|were) to\b{_VERB}|to be{_ADVERBS}(?: (?:{_PAST}))?"
    rf"|(?:is|are){_ADVERBS} (?:being (?:{_PAST})|\w+ing|played|staged|contested)"
    r"|(?:is|are) held(?= (?:on|in|at|this|next)\b)"
    r"|(?:postponed|delayed|adjourned|moved|rescheduled|put off|brought forward|pushed back)"
    r" (?:to|for|until)"
    r"|begins?|starts?|opens|closes|ends|expires?|resumes?|kicks? off|launches|faces?|arrives"
    r"|meets|departs|airs|premieres|polls (?:open|close)"
    r"|go(?:es)? (?:to the polls|on (?:sale|trial))|takes? (?:place|effect)"
    r"|comes? into (?:force|effect)"
)
_PAST_WORDS = (
    "since|after|following|has|have|ago|(?:would|could|may|might|should|must)(?: not)? have"
)
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
    left, right = _left(text, start), _right(text, end)
    inside = Span(len(left), len(left) + end - start)
    if place := decision_at(left + text[start:end] + right, inside):
        return "future" if place == "decided" else "past"
    if _VERB_NEXT.match(right):
        return "past"
    before = _cues(left)
    if before:
        return before[-1]
    after = _cues(right)
    return after[0] if after else ""


_ADJACENT_PAST = re.compile(
    rf"(?<!be )(?<!to )\b(?:{_PAST})"
    r"(?: (?:up|down|over|out|off|away|back|there|here|office|power))?"
    r"(?: (?:on|in|last))?\s$"
    r"|\b(?:[Ss]ince|(?:back|dating|dates) to|as far back as) (?:the |late |early |mid[- ])?"
    r"(?:(?:start|beginning|middle|end) of )?(?:\w+day,? )?$"
)
_STILL_AHEAD = re.compile(r"(?:scheduled|planned|expected|slated|delayed|postponed|moved)\b.{0,6}$")


def is_plainly_past(text: str, start: int) -> bool:
    """Say whether a past verb or "since" stands right before a span ("died on Nov. 3").

    >>> is_plainly_past("She died on Nov. 3.", 12)
    True
    """
    window = text[max(0, start - 40) : start]
    return bool(_ADJACENT_PAST.search(window)) and not _STILL_AHEAD.search(window)
