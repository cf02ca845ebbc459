"""Places: which names are places, which lies in which, and which country an adjective means."""

import re
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.text.words import fold, read_table

_CONTINENTS = {
    "africa": "AF", "asia": "AS", "europe": "EU", "north america": "NA", "south america": "SA",
    "oceania": "OC",
}  # fmt: skip

_GROUPS = read_table("groups")


OTHER_NAMES = read_table("other names")

_COMPASS = (
    "northern|southern|eastern|western|central|northeastern|northwestern|southeastern"
    "|southwestern|northeast|northwest|southeast|southwest|north|south|east|west|downtown"
    "|inner|outer|upstate|rural|greater|mainland"
)


STATE_ABBREVIATIONS = read_table("state abbreviations")


_COUNTRY_PEOPLE = 20_000
_LEADING = re.compile(r"^(?:the )?(?:(?:city|town|village|state|province|port|island) of )?")
_PART = re.compile(rf"^(?P<part>{_COMPASS})[- ](?:part of )?(?P<rest>.+)$")


class Places(NamedTuple):
    """What a name may mean: paths such as "KR/Busan/Busan", each with thousands of people."""

    paths: tuple[tuple[str, int], ...]
    is_group: bool = False


def is_place(name: str) -> bool:
    """Tell whether a name is a country, a region, a US county or a town of some size.

    >>> is_place("Busan"), is_place("Besant")
    (True, False)
    """
    return bool(_resolve(name).paths)


def is_region(name: str) -> bool:
    """Tell whether a name most likely means a country or one of its first-level regions.

    >>> is_region("Iowa"), is_region("Busan"), is_region("Jackson")
    (True, True, False)
    """
    return any(_is_upper(path) for path, _ in _resolve(name).paths)


def contains(a: str, b: str) -> bool | None:
    """Tell whether place b lies in place a or is it; None where one of them is not known.

    >>> contains("South Korea", "Busan"), contains("Japan", "Busan"), contains("Japan", "Besant")
    (True, False, None)
    """
    outer, inner = _resolve(a), _resolve(b)
    if not outer.paths or not inner.paths:
        return None
    inside = [any(_within(path, top) for top, _ in outer.paths) for path, _ in inner.paths]
    return all(inside) if inner.is_group else any(inside)


def country_of(word: str) -> str | None:
    """Return the ISO 3166 code that a country's name or adjective stands for.

    >>> country_of("Chinese"), country_of("U.S."), country_of("Reuters")
    ('CN', 'US', None)
    """
    return _country_words().get(fold(word.removesuffix("’s").removesuffix("'s")))


def _is_upper(path: str) -> bool:
    """Tell a country or region from a town; only towns have a folded last part."""
    return path.rpartition("/")[2] != fold(path.rpartition("/")[2])


def _within(path: str, top: str) -> bool:
    return path == top or path.startswith(top + "/")


@lru_cache(maxsize=1 << 14)
def _resolve(name: str) -> Places:
    """Look a name up; what follows a comma narrows it down ("Springfield, Ill.")."""
    first, *rest = [part.strip() for part in name.split(",") if part.strip()] or [""]
    found = _look_up(first)
    for qualifier in rest:
        outer = _look_up(qualifier, qualifying=True).paths
        narrowed = [p for p in _all_of(first) if any(_within(p[0], top) for top, _ in outer)]
        if narrowed:
            found = Places(tuple(narrowed))
    return found


def _all_of(name: str) -> tuple[tuple[str, int], ...]:
    """Return all that a name may mean, large and small."""
    key = _LEADING.sub("", fold(name))
    return tuple(
        (path, int(thousands))
        for entry in (*_countries_called(key), *_entries(key), *_entries(OTHER_NAMES.get(key, "")))
        for path, _, thousands in [entry.rpartition(":")]
    )


def _countries_called(key: str) -> list[str]:
    code = _country_names().get(key)
    return [f"{code}:{_COUNTRY_PEOPLE}"] if code else []


def _entries(key: str) -> list[str]:
    found = _table().get(key)
    return found.split("|") if found else []


def _look_up(name: str, qualifying: bool = False) -> Places:
    key = _LEADING.sub("", fold(name))
    if qualifying and key in STATE_ABBREVIATIONS:
        return Places(((f"US/{STATE_ABBREVIATIONS[key]}", 0),))
    if key in _GROUPS or key in _CONTINENTS:
        codes = _GROUPS[key].split() if key in _GROUPS else _continents()[_CONTINENTS[key]]
        return Places(tuple((code, 0) for code in codes), is_group=True)
    found = _dominant(_all_of(key))
    return Places(found) if found else _part_of_place(key)


def _part_of_place(key: str) -> Places:
    """Read "northern Iraq" or "South London" as a part of a known place."""
    found = _PART.match(key)
    whole = _dominant(_all_of(found["rest"])) if found else ()
    return Places(tuple((f"{path}/{found['part']}", size) for path, size in whole if found))


def _dominant(candidates: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Leave out namesakes far smaller than the largest: an unqualified Moscow is not in Idaho."""
    largest = max((size for _, size in candidates), default=0)
    return tuple((path, size) for path, size in candidates if size * 20 >= largest)


@cache
def _table() -> dict[str, str]:
    """Map folded names to their entries, still unread: reading them all would take 0.2 s."""
    lines = _lines("places.tsv")
    return {key: found for key, _, found in (line.partition("\t") for line in lines)}


@cache
def _country_names() -> dict[str, str]:
    return {fold(n): row[0] for row in _rows() for n in (row[2], *row[3].split("|")) if n}


@cache
def _country_words() -> dict[str, str]:
    """Map names and adjectives to country codes; of two with one adjective the first stays."""
    adjectives: dict[str, str] = {}
    for row in _rows():
        for adjective in row[4].split("|"):
            adjectives.setdefault(fold(adjective), row[0])
    return {key: code for key, code in adjectives.items() if key} | _country_names()


@cache
def _continents() -> dict[str, tuple[str, ...]]:
    members: dict[str, list[str]] = defaultdict(list)
    for code, continent, *_ in _rows():
        members[continent].append(code)
    return {continent: tuple(codes) for continent, codes in members.items()}


@cache
def _rows() -> tuple[list[str], ...]:
    """Read the countries: code, continent, name, other names, adjectives, capital."""
    return tuple((line + "\t" * 5).split("\t")[:6] for line in _lines("countries.tsv"))


def _lines(name: str) -> list[str]:
    text = files("bot.text").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
