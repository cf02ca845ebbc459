"""How a clause is meant: as report, plan, denial, condition or question."""

import re
from itertools import pairwise
from typing import Literal

from bot.text.decisions import decision_at, without_decisions
from bot.text.speech_words import SAYING
from bot.text.words import words
from store.spans import Span

Mode = Literal["report", "plan", "denial", "condition", "question"]

_SUBJECT = r"(?:he|she|it|they|we|I|there)"
_AUXILIARIES = words(
    """will would was were is are has had have did does could may might can plan plans hope hopes
    expect expects"""
)
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

DENIALS = (
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
PLANS = (
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
CONDITIONS = (
    r"(?:could|might|may(?! \d))\b",
    r"(?:if|unless|whether|provided that|as long as|in case|in the event)\b",
    r"would\b",
    r"(?:possibl[ey]|potential(?:ly)?|perhaps|hypothetical(?:ly)?)\b",
)


def _compile(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:\b{cue})" for cue in cues), re.IGNORECASE)


_DENIAL, _PLAN, _CONDITION = (_compile(cues) for cues in (DENIALS, PLANS, CONDITIONS))
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
    if _is_decided(sentence, clause, at) or _PLAN.search(without_decisions(written)):
        return "plan"
    return "plan" if condition and reported else "report"


def _is_decided(sentence: str, clause: Span, at: Span | None) -> bool:
    """To decide is something that happened; what was decided is yet to come."""
    if at is None:
        return False
    inside = Span(at.start - clause.start, at.end - clause.start)
    return decision_at(sentence[clause.start : clause.end], inside) == "decided"
