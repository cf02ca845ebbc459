"""Negation: what a sentence says is not so, and whether another sentence says that it is."""

import re
from collections.abc import Iterator, Sequence

from bot.claims.claim import Claim
from bot.claims.context import likeness
from bot.claims.facts import shared_names
from bot.claims.stories import INSTITUTION
from bot.text.modes import DENIALS
from bot.text.names import compare_names
from bot.text.words import fold
from bot.verdicts.comparing import COMPATIBLE, compare
from bot.verdicts.judging import Judgement
from store.terms import content_terms, terms

NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|\w+n[’']t)\b(?!\s+(?:only|doubt|longer)\b)",
    re.IGNORECASE,
)
DENYING = re.compile("|".join(rf"\b(?:{cue})" for cue in DENIALS), re.IGNORECASE)
CUT = re.compile(r"[,;:—]\s|\s(?:but|because|although|though|neither|nor|and that)\s")
BESIDE_IT = re.compile(
    rf"{CUT.pattern}|\s(?:when|while|after|before|since|until|till|as|who|which|whose|where)\s",
    re.IGNORECASE,
)
"""What follows is not denied: it is taken as known, or it is when the thing happens after all."""

ASKED = re.compile(
    r"\b(?:need(?:s|ed)?|ask(?:s|ed|ing)?|request(?:s|ed|ing)?|demand(?:s|ed|ing)?|urg(?:es?|ed|ing)"
    r"|want(?:s|ed)?|call(?:s|ed|ing)? (?:for|on)|push(?:es|ed|ing)? for|hop(?:es?|ed|ing)|should"
    r"|must|ought|supposed)\b",
    re.IGNORECASE,
)
"""Who asks for a thing does not say that it is so."""

OF_ONESELF = re.compile(r"\b(?:I|me|my)\b|\b(?i:you|your)\b")
"""Who speaks of what he feels or saw, or to somebody, denies nothing that another says."""

EMPTY = frozenset(
    terms(
        """single one any ever time day thing way know knew known think thought say said tell told
        people come came go went want wanted really anything something everything even yet lot
        plan plans intention report reports evidence proof sign indication truth either also way"""
    )
)
"""Words that tell nothing of what is denied."""

HIMSELF = re.compile(r"\b(?:he|she|they|we)(?:[’']\w+)?(?: \w+)? $", re.IGNORECASE)

NEAR = 24
"""So many letters before a negation hold its subject."""

LEAST_SHARED = 2
SHARE = 0.75
"""So many of the words that a denial denies must stand in what another said."""


def is_beside(judgement: Judgement, a: Claim, b: Claim) -> bool:
    """Tell whether two claims seem to dispute each other, yet one denies something else.

    Who says no to a value says nothing of another value.
    """
    if judgement.verdict != "attributed position" or "denial" not in (a.mode, b.mode):
        return False
    denial, charge = (a, b) if a.mode == "denial" else (b, a)
    return compare(a, b) not in COMPATIBLE or not denies(denial, charge)


def denies(denial: Claim, charge: Claim) -> bool:
    """Tell whether a sentence with a value denies what another sentence with it says.

    The value must stand in what is negated, not beside it, and the other sentence must say that
    very thing of it: "no motive in the deaths of six" denies no deaths.
    """
    wanted = negated_around(denial)
    is_said = charge.mode not in ("denial", "condition", "question")
    if not wanted or not is_said or is_of_one_voice(denial, charge):
        return False
    if is_of_another(denial, charge):
        return False
    said = affirmed_terms(charge.text)
    most, names = shared(wanted, said), shared_names(own_names(denial), own_names(charge))
    if not shared(wanted[:1], said) or most + len(names) < LEAST_SHARED:
        return False
    return most >= SHARE * len(wanted)


def is_of_another(denial: Claim, charge: Claim) -> bool:
    """Tell whether somebody denies that he did what the other says of somebody else."""
    cue = DENYING.search(denial.text)
    if denial.speaker is None or cue is None or not HIMSELF.search(denial.text[: cue.start()]):
        return False
    return not shared_names([denial.speaker], charge.names)


def own_names(claim: Claim) -> list[str]:
    """Return the names in a sentence beside the one of who says it."""
    said_by = [claim.speaker or ""]
    own = (name for name in claim.names if name in claim.text)
    return [name for name in own if not shared_names([name], said_by)]


def is_of_one_voice(a: Claim, b: Claim) -> bool:
    """Tell whether one speaker says both: nobody disputes himself.

    "The HCP spokeswoman Ana Mirel" speaks for a body: where that is taken for the speaker, she is
    one all the same.
    """
    if a.speaker is None or b.speaker is None:
        return False
    if compare_names(a.speaker, b.speaker) != "different":
        return True
    return speaks_for(b.speaker, a) or speaks_for(a.speaker, b)


def speaks_for(person: str, claim: Claim) -> bool:
    """Tell whether a sentence that a body is said to have said has a person as its mouth."""
    body = claim.speaker or ""
    if not (body.isupper() or INSTITUTION.search(fold(body))):
        return False
    return any(compare_names(person, name) != "different" for name in claim.names)


def negated_around(claim: Claim) -> tuple[str, ...]:
    """Return the terms of the negated words that a value stands among, in order, without it."""
    start, end = (at - claim.sentence.start for at in claim.span)
    cues = [cue for cue in DENYING.finditer(claim.text) if cue.end() <= start]
    if not cues:
        return ()
    begin = cues[-1].end()
    if OF_ONESELF.search(claim.text[max(0, cues[-1].start() - NEAR) : begin]):
        return ()
    cut = BESIDE_IT.search(claim.text, begin)
    until = cut.start() if cut else len(claim.text)
    if until < end:
        return ()
    around = f"{claim.text[begin:start]} {claim.text[end:until]}"
    return tuple(dict.fromkeys(t for t in content_terms(around) if t not in EMPTY))


def affirmed_terms(text: str) -> frozenset[str]:
    """Return the terms of the clauses that are neither negated nor asked for.

    >>> sorted(affirmed_terms("The pier is open, but no boat came."))
    ['open', 'pier']
    """
    return frozenset(term for one in affirmed(text) for term in content_terms(one)) - EMPTY


def affirmed(text: str) -> Iterator[str]:
    """Give the clauses of a sentence that are neither negated nor asked for."""
    for clause in CUT.split(text):
        if not NEGATION.search(clause) and not ASKED.search(clause):
            yield clause


def shared(wanted: Sequence[str], said: frozenset[str]) -> int:
    """Return how many terms were said; forms of a word and of its family count."""
    return sum(any(likeness(term, one) > 0 for one in said) for term in wanted)
