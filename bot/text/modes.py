"""What time a clause speaks of, and how it is meant: report, plan, denial or condition."""

import re
from itertools import pairwise
from typing import Literal

from bot.text.calendar import MONTH, WEEKDAY
from bot.text.sayers import SAYING
from bot.text.words import read_list
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


def _decision_at(text: str, at: Span) -> Place:
    """Tell where a value stands of a clause like "voted on Monday to sell it for $3 million"."""
    for match in reversed(list(_DECISION.finditer(text))):
        if match.end("verb") <= at.start:
            return _behind(text, match, at)
        if at.end <= match.start("to") and _is_whole(text, min(match.start(), at.start), match):
            return "decision" if match["directed"] is None else ""
    return ""


def _without_decisions(text: str) -> str:
    """Blank out the words of deciding, so that what is left is read by itself."""
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
    if place := _decision_at(left + text[start:end] + right, inside):
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


Mode = Literal["report", "plan", "denial", "condition", "question"]

_SUBJECT = r"(?:he|she|it|they|we|I|there)"
_AUXILIARIES = read_list("auxiliaries")
_AUXILIARY = f"(?:{'|'.join(sorted(_AUXILIARIES))})"
_BOUNDARY = re.compile(
    r"[;:—]|\s–\s|[“”\"]"
    r"|,\s+(?=(?:and|but|or|while|whereas|which|who|whom|whose|after|before|as|with|because"
    r"|although|though|since|adding|saying|noting|stating|warning|when|where|if|unless|so|yet"
    r"|even)\b)"
    r"|\s(?=(?:if|unless|because|although|though|while|whereas|who|which|whether|but|that|amid"
    r"|despite)\b)"
    rf"|\s(?=(?:after|before|when|as|until|since)\s+(?:{_SUBJECT}|\w+ing)\b)"
    rf"|\s(?=and\s+(?:{_AUXILIARY}|{_SUBJECT}"
    rf"|(?:the|a|its|his|her|their)\s+(?:\w+\s+){{1,3}}?(?:{_AUXILIARY}|\w{{3,}}ed))\b)"
)
_RELATIVE = re.compile(r",\s+(?:who|which|whose|whom|where)\b[^,]*,")
_DENIES_NEXT = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|(?:reject|dismiss|disput|refut)(?:s|es|ed|ing)?"
    r"|no evidence|not true|ruled out)(?:\s+\w+){0,3}\W*$"
)
_SAID = "|".join(sorted(SAYING))
_VERBS_AHEAD = (
    "meet visit hold host sign begin start open close end launch resume return travel fly speak "
    "address join leave face testify appear vote cut raise lift impose ban build buy sell pay send "
    "seek become run release restore expand deploy withdraw step lead receive play review discuss "
    "attend take make give get go"
).replace(" ", "|")

_DENIALS = (
    r"den(?:y|ies|ied|ying)\b",
    r"(?:reject|dismiss|refut|disput|rebuff)(?:s|es|ed|ing)?\b",
    r"rul(?:es?|ed|ing) out\b",
    r"(?:did|do|does|has|have|had|was|were|is|are|will|would|can|could|should|must) (?:not|never)\b"
    r"(?! only)",
    r"(?:didn|don|doesn|hasn|haven|hadn|wasn|weren|isn|aren|won|wouldn|couldn|shouldn)['’]t\b",
    r"(?:never|cannot|can['’]t)\b",
    r"no (?:longer|evidence|truth|plans?|intention)\b",
    r"(?:untrue|false(?:ly)?|baseless|unfounded|incorrect)\b",
    r"neither\b",
)
_PLANS = (
    r"(?:will|shall)\b(?!['’]s)",
    r"\w+['’]ll\b",
    r"(?:scheduled|slated|expected|poised|planned|planning|due|set|bound|ready|likely|on track"
    r"|on course|supposed|projected|forecast|prepared|preparing|about|going|aiming) (?:to|for) "
    r"(?!the |a |an )",
    r"(?:scheduled|slated|planned|expected|due|set|booked|pencilled in) "
    r"(?:for|on|in|at|by|next|later|this)\b",
    r"(?:plan|intend|aim|hope|want|seek|prepare|expect|mean|wish|schedule)(?:s|d|ed|n?ing)? to\b"
    r"(?! (?:a|an|the|this|that|its|their|his|her|\d\S*) )",
    r"(?:plans|preparations) to\b",
    r"(?:announc|confirm|reveal|outlin|unveil)(?:es|s|ed|ing)? plans\b",
    r"(?:is|are) to [a-z]+\b",
    rf"(?-i:\b[A-Z][\w’'-]*) to (?:{_VERBS_AHEAD})\b",
    r"(?:upcoming|forthcoming|looming|impending)\b",
    r"look(?:s|ed|ing)? (?:ahead|forward) to\b",
)
_CONDITIONS = (
    r"(?:could|might|may(?! \d))\b",
    r"(?:if|unless|whether|provided that|as long as|in case|in the event)\b",
    r"would\b",
    r"(?:possibl[ey]|potential(?:ly)?|perhaps|hypothetical(?:ly)?)\b",
)


def _compile(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:\b{cue})" for cue in cues), re.IGNORECASE)


_DENIAL, _PLAN, _CONDITION = (_compile(cues) for cues in (_DENIALS, _PLANS, _CONDITIONS))
_MODAL_MAY = re.compile(r"\bMay\b")
_REPORTED_WOULD = re.compile(
    rf"\b(?:{_SAID}|agreed|decided)\b.*?\bwould\b(?! (?:have|like)\b)", re.S
)
_IF_FIRST = re.compile(r"\W*(?:If|Unless|Should|Were)\b")
_ATTRIBUTION_ONLY = re.compile(rf"(?:\S+\s+){{0,7}}(?:{_SAID})(?:\s+\S+){{0,3}}\W*", re.IGNORECASE)
_QUESTION = re.compile(r"\?[\"'”’)]*\s*$")


def mode_of(sentence: str, at: Span | None = None) -> Mode:
    """Say how the clause that holds a span of the sentence is meant; without one, the main clause.

    >>> line = "The truce will end on Nov. 10 unless both sides agree."
    >>> mode_of(line), mode_of(line, Span(37, 41))
    ('plan', 'condition')
    """
    if _QUESTION.search(sentence):
        return "question"
    clauses = _clauses(sentence)
    clause = _main(sentence, clauses) if at is None else _holding(clauses, at)
    found = _mode_of_clause(sentence, clause, at)
    if found in ("report", "plan") and _IF_FIRST.match(sentence):
        return "condition"
    return found


def _clauses(sentence: str) -> list[Span]:
    ends = [m.end() for cut in (_BOUNDARY, _RELATIVE) for m in cut.finditer(sentence)]
    edges = [0, *sorted(ends), len(sentence)]
    return [Span(a, b) for a, b in pairwise(edges) if a < b] or [Span(0, 0)]


def _holding(clauses: list[Span], at: Span) -> Span:
    return next((clause for clause in clauses if at.start < clause.end), clauses[-1])


def _main(sentence: str, clauses: list[Span]) -> Span:
    """Return the first clause that is more than "the minister said"."""
    for clause in clauses:
        words = sentence[clause.start : clause.end].strip(' ,;:"“”')
        if len(words.split()) > 2 and not _ATTRIBUTION_ONLY.fullmatch(words):
            return clause
    return clauses[0]


def _mode_of_clause(sentence: str, clause: Span, at: Span | None) -> Mode:
    written = _MODAL_MAY.sub("M__", sentence[clause.start : clause.end])
    denial = _DENIAL.search(written)
    if denial and (at is None or clause.start + denial.start() < at.end):
        return "denial"
    if written.lstrip().startswith("that ") and _DENIES_NEXT.search(sentence[: clause.start]):
        return "denial"
    reported = _REPORTED_WOULD.search(written) or (
        clause.start and _REPORTED_WOULD.search(sentence[: clause.end])
    )
    condition = _CONDITION.search(written)
    if condition and not (reported and condition[0].lower() == "would"):
        return "condition"
    if _is_decided(sentence, clause, at) or _PLAN.search(_without_decisions(written)):
        return "plan"
    return "plan" if condition and reported else "report"


def _is_decided(sentence: str, clause: Span, at: Span | None) -> bool:
    """To decide is something that happened; what was decided is yet to come."""
    if at is None:
        return False
    inside = Span(at.start - clause.start, at.end - clause.start)
    return _decision_at(sentence[clause.start : clause.end], inside) == "decided"
