"""Stories: whether two articles tell of the same event, by the names that they share."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import timedelta

from bot.claims.claim import Account
from bot.text.names import compare_names
from bot.text.places import is_place

EVENT_DAYS = timedelta(days=30)
WINDOW = timedelta(days=90)
"""An event is told of for weeks; what a story turns on, such as a deadline, for months."""

SHARED_WITH_PERSON = 0.1
SHARED_BY_EVENT = 0.15
SHARED_BY_TOPIC = 0.1
LEAST = TWO = 2
RARE = 15
INSTITUTION = re.compile(
    r"\b(?:police|hospital|medical|health|clinic|county|sheriff|office|department|dept|division|"
    r"district|attorney|court|courthouse|crime|stoppers|news|school|university|college|church|fire|"
    r"rescue|cent(?:er|re)|bureau|agency|state|patrol|unit|street|avenue|ave|road|boulevard|drive|"
    r"lane|side|park|north|south|east|west|city|town|general|memorial|association|commission|"
    r"ministry|parliament|congress|senate|government|facebook|twitter|instagram|youtube|google)\b"
)
"""Names that stand in the news of many events."""


def weight(count: int) -> float:
    """Return how much a name tells of its story, by how many articles of the weeks around have it.

    >>> weight(1), weight(15)
    (1.0, 0.25)
    """
    return 1.0 / math.log2(1 + max(1, count))


def share(a: Account, b: Account, counts: Mapping[str, int]) -> float:
    """Return the weighted share of the names of two articles that both have: 0 to 1."""
    both = weigh(a.names & b.names, counts)
    least = min(weigh(a.names, counts), weigh(b.names, counts))
    return both / least if least else 0.0


def weigh(names: Iterable[str], counts: Mapping[str, int]) -> float:
    """Return the sum of the weights of names; several words tell more than one."""
    return sum(weight(counts.get(name, 1)) * (1.0 if " " in name else 0.6) for name in names)


def shared_people(a: Account, b: Account) -> bool:
    """Tell whether both articles are about a person of the same full name."""
    if not a.people.isdisjoint(b.people):
        return True
    return any(compare_names(p, q) in ("same", "variant") for p in a.people for q in b.people)


def anchors(a: Account, b: Account) -> set[str]:
    """Return the names in common that belong to events: no towns, institutions and officials."""
    common = (a.names & b.names) - a.officials - b.officials
    return {name for name in common if not INSTITUTION.search(name) and not is_place(name)}


def is_one_topic(a: Account, b: Account, counts: Mapping[str, int]) -> bool:
    """Tell whether two articles share enough names for what they claim to be comparable."""
    if not is_near(a, b):
        return False
    return len(a.names & b.names) >= LEAST and share(a, b, counts) >= SHARED_BY_TOPIC


def is_one_event(a: Account, b: Account, counts: Mapping[str, int]) -> bool:
    """Tell whether two articles tell of the same event, of which there are many alike.

    A person in common all but settles it. Where both are about people and none is in common, two
    other names must be: one town, its police and its hospital see many events.
    """
    part = share(a, b, counts)
    if not is_near(a, b, EVENT_DAYS) or part < SHARED_WITH_PERSON:
        return False
    if shared_people(a, b):
        return True
    common = {name for name in anchors(a, b) if " " in name}
    rare = {name for name in common if counts.get(name, 1) <= RARE}
    if len(rare) >= TWO:
        return True
    needed = TWO if a.people and b.people else 1
    return part >= SHARED_BY_EVENT and len(common) >= needed and bool(rare)


def is_near(a: Account, b: Account, window: timedelta = WINDOW) -> bool:
    """Tell whether two articles were published within a window, or a time is unknown."""
    one, two = a.published_on, b.published_on
    return one is None or two is None or abs(one - two) <= window
