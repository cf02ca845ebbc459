"""Offices: one reading for the wordings of a title, so that two of them can be compared."""

import re
from dataclasses import dataclass

from bot.text.places import country_of, is_place
from bot.text.words import fold, words

HEADS: dict[str, str] = {
    "prime minister": "premier",
    "director general": "director general",
    "secretary general": "secretary general",
    "attorney general": "attorney general",
    "solicitor general": "solicitor general",
    "surgeon general": "surgeon general",
    "inspector general": "inspector general",
    "governor general": "governor general",
    "auditor general": "auditor general",
    "postmaster general": "postmaster general",
    "major general": "general",
    "lieutenant general": "general",
    "brigadier general": "general",
    "rear admiral": "admiral",
    "vice admiral": "admiral",
    "lieutenant governor": "lieutenant governor",
    "chief executive officer": "chief executive",
    "chief executive": "chief executive",
    "chief financial officer": "chief financial officer",
    "chief operating officer": "chief operating officer",
    "chief technology officer": "chief technology officer",
    "chief medical officer": "chief medical officer",
    "chief of staff": "chief of staff",
    "chief justice": "chief justice",
    "district attorney": "district attorney",
    "trade representative": "trade representative",
    "special envoy": "envoy",
    "security adviser": "adviser",
    "security advisor": "adviser",
    "crown prince": "crown prince",
    "medical examiner": "medical examiner",
    "fire chief": "chief",
    "supreme leader": "supreme leader",
    "first lady": "first lady",
    "first minister": "first minister",
    "head coach": "head coach",
    "managing director": "managing director",
    "executive director": "executive director",
    "sheriffs deputy": "deputy sheriff",
    "president": "president",
    "premier": "premier",
    "chancellor": "chancellor",
    "taoiseach": "premier",
    "minister": "minister",
    "secretary": "secretary",
    "chief": "chief",
    "head": "chief",
    "boss": "chief",
    "leader": "leader",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "chair": "chair",
    "speaker": "speaker",
    "senator": "senator",
    "sen": "senator",
    "representative": "representative",
    "rep": "representative",
    "congressman": "representative",
    "congresswoman": "representative",
    "lawmaker": "lawmaker",
    "assemblyman": "lawmaker",
    "assemblywoman": "lawmaker",
    "councilman": "councillor",
    "councilwoman": "councillor",
    "councillor": "councillor",
    "councilor": "councillor",
    "alderman": "alderman",
    "mp": "mp",
    "governor": "governor",
    "gov": "governor",
    "mayor": "mayor",
    "king": "king",
    "queen": "queen",
    "prince": "prince",
    "princess": "princess",
    "emperor": "emperor",
    "emir": "emir",
    "sultan": "sultan",
    "sheikh": "sheikh",
    "ayatollah": "ayatollah",
    "pope": "pope",
    "cardinal": "cardinal",
    "archbishop": "archbishop",
    "bishop": "bishop",
    "pastor": "pastor",
    "rev": "reverend",
    "reverend": "reverend",
    "rabbi": "rabbi",
    "imam": "imam",
    "ambassador": "ambassador",
    "envoy": "envoy",
    "commissioner": "commissioner",
    "director": "director",
    "judge": "judge",
    "magistrate": "magistrate",
    "justice": "justice",
    "prosecutor": "prosecutor",
    "attorney": "attorney",
    "lawyer": "lawyer",
    "coroner": "coroner",
    "sheriff": "sheriff",
    "superintendent": "superintendent",
    "inspector": "inspector",
    "detective": "detective",
    "det": "detective",
    "officer": "officer",
    "trooper": "trooper",
    "deputy": "deputy",
    "constable": "constable",
    "general": "general",
    "gen": "general",
    "admiral": "admiral",
    "adm": "admiral",
    "commander": "commander",
    "cmdr": "commander",
    "colonel": "colonel",
    "col": "colonel",
    "major": "major",
    "maj": "major",
    "captain": "captain",
    "capt": "captain",
    "lieutenant": "lieutenant",
    "lt": "lieutenant",
    "sergeant": "sergeant",
    "sgt": "sergeant",
    "corporal": "corporal",
    "cpl": "corporal",
    "ceo": "chief executive",
    "cfo": "chief financial officer",
    "coo": "chief operating officer",
    "cto": "chief technology officer",
    "pm": "premier",
    "founder": "founder",
    "cofounder": "founder",
    "negotiator": "negotiator",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "spokesperson": "spokesperson",
    "treasurer": "treasurer",
    "economist": "economist",
    "analyst": "analyst",
    "adviser": "adviser",
    "advisor": "adviser",
    "aide": "aide",
    "candidate": "candidate",
    "nominee": "nominee",
    "democrat": "democrat",
    "republican": "republican",
    "professor": "professor",
    "prof": "professor",
    "principal": "principal",
    "rector": "rector",
    "dean": "dean",
    "coach": "coach",
    "manager": "manager",
    "editor": "editor",
    "curator": "curator",
    "warden": "warden",
    "strategist": "strategist",
    "historian": "historian",
    "executive": "executive",
    "whip": "whip",
    "comptroller": "comptroller",
    "administrator": "administrator",
    "coordinator": "coordinator",
    "counsel": "counsel",
    "veteran": "veteran",
    "actor": "actor",
    "actress": "actress",
    "singer": "singer",
    "author": "author",
    "striker": "striker",
    "goalkeeper": "goalkeeper",
    "quarterback": "quarterback",
    "midfielder": "midfielder",
    "owner": "owner",
    "researcher": "researcher",
    "scientist": "scientist",
    "activist": "activist",
    "billionaire": "billionaire",
}
"""Each head of an office and the word that stands for it and for its other wordings."""

_RANKS: dict[str, str] = {
    "vice": "vice",
    "deputy": "vice",
    "under": "under",
    "undersecretary": "under",
    "assistant": "assistant",
    "associate": "associate",
    "senior": "senior",
    "junior": "junior",
    "first": "first",
    "second": "second",
    "chief": "chief",
    "lead": "chief",
    "co": "co",
    "executive": "executive",
    "shadow": "shadow",
    "majority": "majority",
    "minority": "minority",
    "lieutenant": "lieutenant",
}
"""Words before a head that make another, lower or higher, office of it."""

_STATUSES: dict[str, str] = {
    "former": "former",
    "ex": "former",
    "late": "former",
    "onetime": "former",
    "retired": "former",
    "ousted": "former",
    "deposed": "former",
    "acting": "acting",
    "interim": "acting",
    "caretaker": "acting",
    "elect": "elect",
    "incoming": "elect",
    "designate": "elect",
    "then": "then",
    "outgoing": "",
    "current": "",
    "incumbent": "",
    "sitting": "",
    "longtime": "",
    "newly": "",
    "elected": "",
    "appointed": "",
    "new": "",
}
"""Words that place a holder in time; an empty one says that the office is held now."""

AREAS: dict[str, str] = {
    "foreign affairs": "foreign",
    "external affairs": "foreign",
    "exterior": "foreign",
    "foreign": "foreign",
    "defense": "defence",
    "defence": "defence",
    "war": "defence",
    "labor": "labour",
    "labour": "labour",
    "treasury": "treasury",
    "exchequer": "exchequer",
    "finance": "finance",
    "commerce": "commerce",
    "trade": "trade",
    "state": "state",
    "home": "home",
    "home affairs": "home",
    "interior": "interior",
    "internal affairs": "interior",
    "justice": "justice",
    "health": "health",
    "health and human services": "health",
    "education": "education",
    "energy": "energy",
    "environment": "environment",
    "agriculture": "agriculture",
    "transport": "transport",
    "transportation": "transport",
    "homeland security": "homeland security",
    "national security": "national security",
    "housing and urban development": "housing",
    "housing": "housing",
    "veterans affairs": "veterans affairs",
    "culture": "culture",
    "information": "information",
    "economy": "economy",
    "industry": "industry",
    "police": "police",
    "army": "army",
    "navy": "navy",
    "press": "press",
    "press office": "press",
    "opposition": "opposition",
}
"""What an office is about, and the word that stands for its other wordings."""

MODIFIERS = words(
    """international regional national federal central public general political campaign senior
    chief lead top trade foreign police fire army military intelligence security press party
    opposition majority minority house county city district state borough village town assistant
    deputy vice prime acting interim former then ex late executive managing founding medical
    financial operating technical technology economic finance defense defence interior health
    education energy environment labor labour human resources rights union company club team bank
    treasury tech software budget border crown parliamentary presidential congressional
    gubernatorial mayoral republican democratic labour conservative liberal supreme high court
    appeals first rebel spiritual religious communist youth research science data legal special
    elect nuclear climate immigration transport housing agriculture commerce justice
    information culture industry economy environmental rural local provincial cabinet government"""
)
"""Small-letter words that may stand before the head of an office in front of a name."""

ABBREVIATED = words(
    "sen rep reps gov gen lt col maj capt sgt cpl cmdr adm det rev prof mr mrs ms dr st pres supt"
)


_BODY_OF_PREMIER = {"state council", "council state", "cabinet", "council of ministers"}
_COUNTRY_WORDS = 4
_OF = re.compile(r"\b(?:of|for|at|in|to|from|with)\b(?: the| its| their)?")


@dataclass(frozen=True)
class Office:
    """An office taken apart: "acting US deputy treasury secretary" has all five."""

    rank: str
    head: str
    area: str
    country: str | None
    status: str


def read_office(text: str) -> Office | None:
    """Read the wording of an office, or return None where no office is named.

    >>> read_office("former U.S. Secretary of the Treasury")
    Office(rank='', head='secretary', area='treasury', country='US', status='former')
    """
    tokens = [t for t in fold(re.sub(r"['’]s\b", "", text)).split() if t not in ("the", "a", "an")]
    tokens = _expand(tokens)
    country, tokens = _take_country(tokens)
    status, tokens = _take_status(tokens)
    found = _find_head(tokens)
    if found is None:
        return None
    head, start, end = found
    ranks, before = _take_ranks(tokens[:start])
    area = _area(before, tokens[end:], head)
    return Office(" ".join(ranks), HEADS[head], area, country, status)


def same_office(a: str, b: str) -> bool:
    """Tell whether two wordings name the same office, at the same time of holding it.

    >>> same_office("Vice-Premier", "Deputy Premier of the State Council")
    True
    >>> same_office("Vice Premier", "Premier")
    False
    """
    one, two = read_office(a), read_office(b)
    if one is None or two is None:
        return fold(a) == fold(b)
    return (
        (one.rank, one.status) == (two.rank, two.status)
        and _heads_agree(one, two)
        and _areas_agree(one, two)
        and (one.country == two.country or not one.country or not two.country)
    )


def _heads_agree(one: Office, two: Office) -> bool:
    """A "Treasury chief" may be its secretary: "chief" is loose where the area is the same."""
    heads = {one.head, two.head}
    return len(heads) == 1 or (
        bool(one.area)
        and one.area == two.area
        and "chief" in heads
        and bool(heads & {"secretary", "minister", "commissioner", "director", "chair"})
    )


def _areas_agree(one: Office, two: Office) -> bool:
    if one.area == two.area:
        return True
    longer = one.area or two.area
    return not (one.area and two.area) and is_place(longer)


def _expand(tokens: list[str]) -> list[str]:
    """Undo what one token hides: "VP", "vicepresident", "presidentelect"."""
    replaced = {"vp": "vice president", "vicepresident": "vice president", "pres": "president"}
    return " ".join(replaced.get(t, t) for t in tokens).split()


def _take_country(tokens: list[str]) -> tuple[str | None, list[str]]:
    """Take the first country or its adjective out of the wording, the longest reading first."""
    for size in range(_COUNTRY_WORDS, 0, -1):
        for at in range(len(tokens) - size + 1):
            code = country_of(" ".join(tokens[at : at + size]))
            if code and not (size == 1 and tokens[at] == "georgia"):
                return code, tokens[:at] + tokens[at + size :]
    return None, tokens


def _take_status(tokens: list[str]) -> tuple[str, list[str]]:
    found = [_STATUSES[t] for t in tokens if t in _STATUSES]
    rest = [t for t in tokens if t not in _STATUSES]
    return next((status for status in found if status), ""), rest


def _find_head(tokens: list[str]) -> tuple[str, int, int] | None:
    """Find the last head before the first "of"; two-word heads go before one-word ones."""
    limit = next((i for i, t in enumerate(tokens) if t in ("of", "for", "at") and i), len(tokens))
    for joined in ("chief of staff",):
        if joined in " ".join(tokens):
            at = " ".join(tokens).split(joined)[0].count(" ")
            return joined, at, at + 3
    for end in range(limit, 0, -1):
        for size in (3, 2, 1):
            head = " ".join(tokens[max(0, end - size) : end])
            head = head[:-1] if head not in HEADS and head.endswith("s") else head
            if end >= size and head in HEADS:
                return head, end - size, end
    return None


def _take_ranks(before: list[str]) -> tuple[list[str], list[str]]:
    ranks = [_RANKS[t] for t in before if t in _RANKS]
    return ranks, [t for t in before if t not in _RANKS]


def _area(before: list[str], after: list[str], head: str) -> str:
    tail = _OF.sub(" ", " ".join(after)).strip()
    parts = [AREAS.get(part, part) for part in (" ".join(before), tail) if part]
    area = " ".join(sorted(set(" ".join(parts).split()) - {"and", "the"}))
    if HEADS[head] == "premier" and tail in _BODY_OF_PREMIER:
        return ""
    return area
