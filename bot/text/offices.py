"""Offices: one reading for the wordings of a title, so that two of them can be compared."""

import re
from dataclasses import dataclass

from bot.text.places import country_of, is_place
from bot.text.words import fold, readings, words

HEADS = readings(
    """premier: prime minister, premier, taoiseach, pm; director general; secretary general;
    attorney general; solicitor general; surgeon general; inspector general; governor general;
    auditor general; postmaster general; general: major general, lieutenant general, brigadier
    general, general, gen; admiral: rear admiral, vice admiral, admiral, adm; lieutenant
    governor; chief executive: chief executive officer, chief executive, ceo; chief financial
    officer: chief financial officer, cfo; chief operating officer: chief operating officer,
    coo; chief technology officer: chief technology officer, cto; chief medical officer; chief
    of staff; chief justice; district attorney; trade representative; envoy: special envoy,
    envoy; adviser: security adviser, security advisor, adviser, advisor; crown prince; medical
    examiner; chief: fire chief, chief, head, boss; supreme leader; first lady; first minister;
    head coach; managing director; executive director; deputy sheriff: sheriffs deputy;
    president; chancellor; minister; secretary; leader; chair: chairman, chairwoman,
    chairperson, chair; speaker; senator: senator, sen; representative: representative, rep,
    congressman, congresswoman; lawmaker: lawmaker, assemblyman, assemblywoman; councillor:
    councilman, councilwoman, councillor, councilor; alderman; mp; governor: governor, gov;
    mayor; king; queen; prince; princess; emperor; emir; sultan; sheikh; ayatollah; pope;
    cardinal; archbishop; bishop; pastor; reverend: rev, reverend; rabbi; imam; ambassador;
    commissioner; director; judge; magistrate; justice; prosecutor; attorney; lawyer; coroner;
    sheriff; superintendent; inspector; detective: detective, det; officer; trooper; deputy;
    constable; commander: commander, cmdr; colonel: colonel, col; major: major, maj; captain:
    captain, capt; lieutenant: lieutenant, lt; sergeant: sergeant, sgt; corporal: corporal, cpl;
    founder: founder, cofounder; negotiator; spokesperson: spokesman, spokeswoman, spokesperson;
    treasurer; economist; analyst; aide; candidate; nominee; democrat; republican; professor:
    professor, prof; principal; rector; dean; coach; manager; editor; curator; warden;
    strategist; historian; executive; whip; comptroller; administrator; coordinator; counsel;
    veteran; actor; actress; singer; author; striker; goalkeeper; quarterback; midfielder;
    owner; researcher; scientist; activist; billionaire"""
)
"""Each head of an office and the word that stands for it and for its other wordings."""

_RANKS = readings(
    """vice: vice, deputy; under: under, undersecretary; assistant; associate; senior; junior;
    first; second; chief: chief, lead; co; executive; shadow; majority; minority; lieutenant"""
)
"""Words before a head that make another, lower or higher, office of it."""

_STATUSES = readings(
    """former: former, ex, late, onetime, retired, ousted, deposed; acting: acting, interim,
    caretaker; elect: elect, incoming, designate; then; : outgoing, current, incumbent, sitting,
    longtime, newly, elected, appointed, new"""
)
"""Words that place a holder in time; an empty one says that the office is held now."""

AREAS = readings(
    """foreign: foreign affairs, external affairs, exterior, foreign; defence: defense, defence,
    war; labour: labor, labour; treasury; exchequer; finance; commerce; trade; state; home:
    home, home affairs; interior: interior, internal affairs; justice; health: health, health
    and human services; education; energy; environment; agriculture; transport: transport,
    transportation; homeland security; national security; housing: housing and urban
    development, housing; veterans affairs; culture; information; economy; industry; police;
    army; navy; press: press, press office; opposition"""
)
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
