"""Offices: one reading for the wordings of a title, so that two of them can be compared."""

import re
from dataclasses import dataclass

from bot.text.folding import fold
from bot.text.office_words import AREAS, HEADS, RANKS, STATUSES
from bot.text.places import country_of, is_place

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
    found = [STATUSES[t] for t in tokens if t in STATUSES]
    rest = [t for t in tokens if t not in STATUSES]
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
    ranks = [RANKS[t] for t in before if t in RANKS]
    return ranks, [t for t in before if t not in RANKS]


def _area(before: list[str], after: list[str], head: str) -> str:
    tail = _OF.sub(" ", " ".join(after)).strip()
    parts = [AREAS.get(part, part) for part in (" ".join(before), tail) if part]
    area = " ".join(sorted(set(" ".join(parts).split()) - {"and", "the"}))
    if HEADS[head] == "premier" and tail in _BODY_OF_PREMIER:
        return ""
    return area
