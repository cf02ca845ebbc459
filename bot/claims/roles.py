"""Roles: what is said of the people that a number counts, and what narrows a figure."""

import re
from functools import lru_cache

from bot.text.words import words
from store.terms import terms

_ROLES = {
    "dead": """die died dies dead death deaths dying killed kill kills killing fatal fatally
        fatality fatalities toll perished drowned slain murdered bodies deceased lives""",
    "hurt": "injured injuring injure injures wounded wounding hurt injuries",
    "shot": "shot",
    "missing": "missing unaccounted vanished",
    "rescued": "rescued rescuing saved survived survive survivors survivor pulled",
    "aboard": "aboard board onboard carrying carried passengers crew",
    "arrested": "arrested arrest arrests detained custody",
    "charged": "charged charges indicted",
    "displaced": "displaced evacuated homeless fled evacuate evacuation",
    "infected": "infected infections cases",
    "released": "released freed exchanged",
}
_GENERIC = words("person victim passenger civilian resident individual soul life body")
PEOPLE = _GENERIC | words(
    """child student worker employee officer soldier troop migrant refugee protester prisoner
    hostage fan guest patient survivor suspect gunman militant rebel fighter policeman firefighter
    journalist tourist bystander"""
)
PARTS = words("man woman boy girl teenager teen adult juvenile male female member body")
"""People counted by what they are: two men and a woman are three people, and no conflict.

Bodies are counted as they are found, in one place after another.
"""

SCOPE = re.compile(
    r"\b(?:(?:a|an|per|each|every)\s+(?:year|day|month|week|share|hour|night|person|head|tonne|ton"
    r"|barrel|household|vehicle|crossing|seat|ticket)|annual(?:ly)?|yearly|daily|weekly|monthly"
    r"|hourly|average|including|excluding|without|with debt|so far this year|this year|last year"
    r"|separate|himself|herself|themselves|own li(?:fe|ves)|stabb\w+|strangl\w+"
    r"|(?:gunman|shooter|suspect|attacker|bomber)s? (?:was|were|is|are) also"
    r"|since (?:\w+ )?\d{4}|in total|combined|altogether|nationwide|worldwide|overall"
    r"|first half|second half|(?:first|second|third|fourth) quarter)\b",
    re.IGNORECASE,
)
PARTIAL_BEFORE = re.compile(
    r"\b(?:another|other|additional|further|extra|remaining|first|last|next|least one of|one of"
    r"|in age from|aged? from|ages|every|each|under|over age|between|number|no\.|group of|team of"
    r"|couple of|the other)\s*$",
    re.IGNORECASE,
)
PARTIAL_AFTER = re.compile(
    r"\s+(?:(?:other|others|more|additional|further|remaining|surviving|in (?:his|her|their))\b"
    r"|(?:\w+\s+){0,2}of\s+(?:the|them|whom|those|these|which|his|her|their|its)\b"
    r"|(?:\w+\s+){0,2}(?:is|are|was|were|remains?|remained)\s+(?:still\s+|also\s+|being\s+)?"
    r"(?:at|in|taken|transported|flown|airlifted|treated|listed|hospitali[sz]ed|released)\b)",
    re.IGNORECASE,
)
"""What says that a count is a part: of some, on top of others, or of those in one place."""

BESIDES = "besides the dead"
BESIDES_THE_DEAD = re.compile(
    r"\b(?:shot|injured|wounded|hurt)\b[^.;]{0,20}\band (?:\w+ ){0,3}"
    r"(?:(?:was|were|is|are) )?(?:\w+ )?(?:killed|dead|died)\b"
    r"|\b(?:killed|dead|died|killing)\b[^.;]{0,30}\b(?:and|,) (?:\w+ ){0,4}"
    r"(?:shot|injured|wounded|hurt)\b",
    re.IGNORECASE,
)
"""One text counts those who were hit and lived, another all who were hit."""

EMERGENCY_CALL = re.compile(r"\b(?:911|999|112)$")
COUNT_HEAD = re.compile(r"\b(?:number of|toll|tally|count of|total of)\b[^,;.]{0,80}$", re.I)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:–—]")
_BREAK = frozenset({",", ";", ":", "–", "—", "and", "but", "while", "after", "when", "as", "who"})
_REACH = 8.0
_CROSSING = 4.0
_UPGRADE = 3.0


@lru_cache(maxsize=1)
def cues() -> dict[str, str]:
    """Return the role that each cue term stands for.

    >>> cues()["toll"], cues()["injur"]
    ('dead', 'hurt')
    """
    return {term: role for role, words in _ROLES.items() for term in terms(words)}


def role_of(sentence: str, start: int, end: int) -> str | None:
    """Return what is said of the people counted at a span, by the cue that stands nearest.

    >>> role_of("The blast killed two and injured three.", 17, 20)
    'dead'
    >>> role_of("The blast killed two and injured three.", 33, 38)
    'hurt'
    """
    headed = COUNT_HEAD.search(sentence[:start])
    if headed is not None:
        role = next((cues()[t] for t in terms(headed.group()) if t in cues()), None)
        return role or "dead" * ("toll" in headed.group().lower()) or None
    after = _nearest(_WORD.findall(sentence[end:]))
    before = _nearest(_WORD.findall(sentence[:start])[::-1])
    best = min(
        (found for found in (after, before) if found is not None),
        key=lambda found: found[0] + (0.5 if found is before else 0.0),
        default=None,
    )
    return best[1] if best and best[0] <= _REACH else None


def _nearest(words: list[str]) -> tuple[float, str] | None:
    """Return how far the nearest cue is and its role; "shot and killed" is of the dead."""
    cost = 0.0
    found: tuple[float, str] | None = None
    for word in words:
        role = None if is_homonym(word) else cues().get((terms(word) or [""])[0])
        if role is not None and found is None:
            found = (cost, role)
            if role != "shot":
                return found
        elif role == "dead" and found is not None and cost - found[0] <= _UPGRADE:
            return found[0], role
        cost += _CROSSING if word.lower() in _BREAK - {"and"} or word == "," else 1.0
    return found


def is_homonym(word: str) -> bool:
    """Tell whether a word only shares its stem with a cue: who lives somewhere is not dead.

    >>> is_homonym("lived"), is_homonym("lives")
    (True, False)
    """
    return word.lower() in ("shots", "live", "lived", "living")


def counted(unit: str) -> str:
    """Return what is counted, the many words for people taken as one.

    >>> counted("victim"), counted("vehicle")
    ('person', 'vehicle')
    """
    return "person" if unit in _GENERIC or unit == "" else unit


def scope_of(clause: str) -> frozenset[str]:
    """Return the words that narrow a figure: "a year", "including", "besides the dead".

    >>> sorted(scope_of("It carries 400 cars a day, on average."))
    ['a day', 'average']
    """
    found = {re.sub(r"\s+", " ", m.group().lower()) for m in SCOPE.finditer(clause)}
    return frozenset({*found, BESIDES} if BESIDES_THE_DEAD.search(clause) else found)


def is_partial(sentence: str, start: int, end: int) -> bool:
    """Tell whether a count is a part, or comes on top of another: "two of them", "two more".

    >>> is_partial("Another two people died.", 8, 11), is_partial("Two people died.", 0, 3)
    (True, False)
    """
    if PARTIAL_BEFORE.search(sentence[:start]) or EMERGENCY_CALL.search(sentence[start:end]):
        return True
    return PARTIAL_AFTER.match(sentence[end:]) is not None
